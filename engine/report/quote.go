package report

import (
	"io"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	terms "github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
)

// The types of this file are the JSON of a quote, from which
// schema/quote.schema.json is made. Amounts, prices and quantities are decimals in text.

// quoteResult is what `costplan price --format json` writes: what deployments cost
// over a period, with the derivation of every amount. All money and quantities are
// exact decimals in text.
type quoteResult struct {
	Catalog     edition      `json:"catalog"`     // the price list that was used
	Period      period       `json:"period"`      // what the totals cover
	Deployments []deployment `json:"deployments"` // the deployments, in the order of files and lines
	// One total a currency, sorted by currency; empty if the deployments cover different periods.
	// Amounts of different currencies are never added.
	Totals      []total           `json:"totals"`
	Diagnostics []diag.Diagnostic `json:"diagnostics"` // what was found in the files, sorted by file and place
}

// period is what the totals cover.
type period struct {
	Label string  `json:"label"` // as it was written
	Hours Decimal `json:"hours"` // its length in hours
}

// deployment is one deployment with its fee.
type deployment struct {
	File      string    `json:"file"`                        // the file or stream as it was named; `<stdin>` for standard input
	Line      int       `json:"line" jsonschema:"minimum=1"` // line that the deployment starts at, from 1; in NDJSON the line that it is
	Name      string    `json:"name"`                        // its name; empty if it has none
	Region    *string   `json:"region"`                      // code of the region; null if it is not known
	Model     string    `json:"model"`                       // `model_name` as written; empty if no deployment could be read
	BaseModel *string   `json:"base_model"`                  // the code of the catalog that prices a custom model; null for a model of the catalog
	Plan      *string   `json:"plan"`                        // the plan as written, `ptu`, `mu`, `lora` or `cu` if it is right; null if it is not known
	Spec      *string   `json:"spec"`                        // model unit specification; null on the other plans
	Payment   string    `json:"payment"`                     // `pay_as_you_go` or `subscription`; empty if no deployment could be read
	Currency  *currency `json:"currency"`                    // ISO 4217 code; null if the region is not known
	// What it costs; null if there is no price or no usage, or if the deployment has an error. Never 0
	// in their place. A lower bound where what overflows has no price: then it is not complete.
	Amount *Decimal `json:"amount"`
	// What it would cost at the provider's list prices, whatever an overlay says; what the page does
	// not price is at the overlay's price before its discount. The same as the amount without an
	// overlay; null with it.
	List     *Decimal `json:"list_amount"`
	Complete bool     `json:"complete"` // there is an amount, and it is no lower bound
	// Nothing in the amount was rounded. An amount that does not terminate is rounded once, half up,
	// to 10 places.
	Exact  bool    `json:"exact"`
	Reason *string `json:"reason"` // why there is no amount, or why it is a lower bound; else null
	Lines  []line  `json:"lines"`  // the items of the fee; they add up to the amount
	// What the amount pays for, where that is another time than the period: a subscription of 30 days
	// in a period of 365, two whole months for a period of 31 days, or more hours than the period has.
	// Null where the amount pays for the period or for stated use within it, and where there is no
	// amount.
	Covers *covers `json:"covers"`
	// What an answer of the API says of the deployment, and whether it is billed; null for a
	// deployment that was not read from an answer. One that is `not_billed` costs 0; one that is
	// `unclear` is priced as if it were billed.
	Status *status  `json:"status"`
	Dates  *dates   `json:"dates"` // dates of a PTU subscription whose order time is stated, in the region's time (RFC 3339); else null
	Notes  []string `json:"notes"` // what somebody who pays should know
}

// covers is a time that is paid for and the length of the period, in the same unit.
// Months are counted in a period that is a calendar month or year; anywhere else a
// month is 30 days.
type covers struct {
	Paid   Decimal  `json:"paid"`   // what the amount pays for
	Period Decimal  `json:"period"` // the length of the period
	Unit   timeUnit `json:"unit"`   // of both
}

func coversOf(c *terms.Covers) *covers {
	if c == nil {
		return nil
	}
	return &covers{text(c.Paid), text(c.Period), timeUnit(c.Unit)}
}

// status is what an answer of the API says of a deployment.
type status struct {
	Value   string        `json:"value"`   // the status as written; empty if the answer leaves it out
	Billing terms.Billing `json:"billing"` // whether the provider bills a deployment of this status
}

// line is one item of a fee: amount = duration x quantity x price x multiply /
// per.quantity / divide, divided once, last.
type line struct {
	Item     catalog.Item `json:"item"`
	Quantity Decimal      `json:"quantity"` // how many of the unit are bought
	Unit     string       `json:"unit"`     // of the quantity
	// As the provider's page prints it, or as an overlay states it, for all that `per` covers; before
	// a discount.
	Price        Decimal   `json:"price"`
	Discount     *Decimal  `json:"discount"` // percent off `price`, from an overlay; null if there is none
	Currency     currency  `json:"currency"`
	Per          per       `json:"per"`
	Duration     *Decimal  `json:"duration"`      // for how long; null for tokens
	DurationUnit *timeUnit `json:"duration_unit"` // unit of the duration; null for tokens
	Multiply     *Decimal  `json:"multiply"`      // factor on the price where it is charged by another time than it is listed for; else null
	Divide       *Decimal  `json:"divide"`        // divisor of the price where it is charged by another time than it is listed for; else null
	Amount       Decimal   `json:"amount"`        // what the item costs
	// What the item would cost at the provider's list price, whatever an overlay says; at `price`
	// where the page has none.
	List    Decimal `json:"list_amount"`
	Exact   bool    `json:"exact"`   // the amount is not rounded
	Formula string  `json:"formula"` // the computation with its numbers, for people
	Source  string  `json:"source"`  // the price cell: edition, file and line
}

// dates are the dates of a PTU subscription.
type dates struct {
	OrderedAt    moment `json:"ordered_at"`    // when it is ordered
	ValidUntil   moment `json:"valid_until"`   // last minute of the last day
	ServiceStops moment `json:"service_stops"` // when calls are no longer answered
	Released     moment `json:"released"`      // when the resources are released
}

// total is the sum of the amounts in one currency.
type total struct {
	Currency currency `json:"currency"`
	Amount   *Decimal `json:"amount"`                          // exact sum of the amounts; null if no deployment has one
	Rounded  *cents   `json:"rounded"`                         // the amount rounded half up to cents, always with two places; null with the amount
	List     *Decimal `json:"list_amount"`                     // exact sum at list prices; null with the amount
	Complete bool     `json:"complete"`                        // every deployment is in the amount. If not, the amount is a lower bound
	Unpriced int      `json:"unpriced" jsonschema:"minimum=0"` // deployments, and files that could not be read, that are not in the amount
	// Every amount is for the period. If not, a deployment in it pays for less or for more: see its
	// `covers`.
	CoversPeriod bool `json:"covers_period"`
}

// QuoteJSON writes a quote as JSON.
func QuoteJSON(w io.Writer, q *quote.Quote) error {
	return writeJSON(w, quoteResult{
		Catalog: editionOf(q.Catalog), Period: periodOf(q.Period),
		Deployments: each(q.Deployments, deploymentOf), Totals: each(q.Totals, totalOf),
		Diagnostics: diagnosticsOf(q.Diagnostics),
	})
}

func periodOf(p terms.Period) period { return period{Label: p.Label, Hours: text(p.Hours)} }

func deploymentOf(d *quote.Deployment) deployment {
	out := deployment{
		File: d.File, Line: d.Line, Name: d.Name, Model: d.ModelName,
		Region: optional(RegionCode(d)), Plan: optional(string(d.Terms.Plan)), Spec: optional(d.Terms.Spec),
		Payment: string(d.Terms.Payment), Currency: optional(currency(currencyOf(d))),
		Complete: d.Fee.Whole(), Exact: d.Fee.Known && d.Fee.Exact,
		Lines: each(d.Fee.Lines, lineOf), Covers: coversOf(d.Covers), Notes: list(d.Fee.Notes),
	}
	if d.Terms.Custom {
		out.BaseModel = optional(d.Terms.Model)
	}
	if s := d.Terms.Status; s.Running() {
		out.Status = &status{Value: s.Value, Billing: s.Billing}
	}
	if d.Fee.Known {
		out.Amount, out.List = number(d.Fee.Amount.Value), number(d.Fee.List.Value)
	}
	if !d.Fee.Whole() {
		why := d.Fee.Why()
		out.Reason = &why
	}
	if on := d.Fee.Dates; on != nil {
		out.Dates = &dates{momentOf(on.OrderedAt), momentOf(on.ValidUntil), momentOf(on.ServiceStops), momentOf(on.Released)}
	}
	return out
}

func lineOf(l *quote.Line) line {
	out := line{
		Item: l.Item, Quantity: text(l.Quantity), Unit: l.Unit,
		Price: text(l.Price), Currency: currency(l.Currency), Per: perOf(l.Per),
		Amount: text(l.Amount), List: text(l.List), Exact: l.Exact,
		Formula: l.Formula(), Source: l.Source,
	}
	if l.Duration.Unit != "" {
		out.Duration, out.DurationUnit = number(l.Duration.Count), optional(timeUnit(l.Duration.Unit))
	}
	if !l.Discount.IsZero() {
		out.Discount = number(l.Discount)
	}
	if !l.Factor.Divide.IsZero() {
		out.Multiply, out.Divide = number(l.Factor.Multiply), number(l.Factor.Divide)
	}
	return out
}

func totalOf(t *quote.Total) total {
	out := total{Currency: currency(t.Amount.Currency), Complete: t.Complete(), Unpriced: t.Unpriced, CoversPeriod: t.CoversPeriod()}
	if t.Known() {
		rounded := cents(t.Amount.Rounded().StringFixed(money.Cents))
		out.Amount, out.Rounded, out.List = number(t.Amount.Value), &rounded, number(t.List.Value)
	}
	return out
}
