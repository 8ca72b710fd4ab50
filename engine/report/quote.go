package report

import (
	"io"
	"time"

	"github.com/costplan/costplan/catalog/money"
	terms "github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
)

// The types of this file are the JSON of a quote, described for users by
// schema/quote.schema.json. Amounts, prices and quantities are decimals in text.

type quoteResult struct {
	Catalog     edition           `json:"catalog"`
	Period      period            `json:"period"`
	Deployments []deployment      `json:"deployments"`
	Totals      []total           `json:"totals"`
	Diagnostics []diag.Diagnostic `json:"diagnostics"`
}

type period struct {
	Label string `json:"label"` // as it was written, "30d"
	Hours string `json:"hours"`
}

type deployment struct {
	File      string   `json:"file"`
	Line      int      `json:"line"` // 1-based
	Name      string   `json:"name"`
	Region    *string  `json:"region"`     // code; null if it is not known
	Model     string   `json:"model"`      // model_name as written
	BaseModel *string  `json:"base_model"` // the code that prices a custom model; else null
	Plan      *string  `json:"plan"`       // null if it is not known
	Spec      *string  `json:"spec"`       // model unit specification; null on the other plans
	Payment   string   `json:"payment"`
	Currency  *string  `json:"currency"`    // null if the region is not known
	Amount    *string  `json:"amount"`      // discounts taken off; null if there is none
	List      *string  `json:"list_amount"` // the same at the provider's list prices
	Complete  bool     `json:"complete"`    // there is an amount
	Exact     bool     `json:"exact"`       // nothing in the amount was rounded
	Reason    *string  `json:"reason"`      // why there is no amount; else null
	Lines     []line   `json:"lines"`
	Covers    *covers  `json:"covers"` // null where the amount pays for the period, or for stated use within it
	Status    *status  `json:"status"` // of a deployment in an answer of the API; else null
	Dates     *dates   `json:"dates"`  // of a PTU subscription whose order time is stated; else null
	Notes     []string `json:"notes"`
}

// covers is what an amount pays for against the period, in the same unit.
type covers struct {
	Paid   string `json:"paid"`
	Period string `json:"period"`
	Unit   string `json:"unit"` // "hour", "day" or "month"
}

func coversOf(c *terms.Covers) *covers {
	if c == nil {
		return nil
	}
	return &covers{money.Text(c.Paid), money.Text(c.Period), c.Unit}
}

type status struct {
	Value   string `json:"value"`   // as written; empty if the answer leaves it out
	Billing string `json:"billing"` // billed, not_billed or unclear
}

type line struct {
	Item         string  `json:"item"`
	Quantity     string  `json:"quantity"`
	Unit         string  `json:"unit"`
	Price        string  `json:"price"`    // as the page prints it or an overlay states it, for all that Per covers
	Discount     *string `json:"discount"` // percent off the price; null if there is none
	Currency     string  `json:"currency"`
	Per          per     `json:"per"`
	Duration     *string `json:"duration"`      // null for tokens
	DurationUnit *string `json:"duration_unit"` // "hour", "day" or "month"; null for tokens
	Multiply     *string `json:"multiply"`      // factor on the price; null if there is none
	Divide       *string `json:"divide"`        // divisor of the price; null if there is none
	Amount       string  `json:"amount"`        // discount taken off
	List         string  `json:"list_amount"`
	Exact        bool    `json:"exact"`
	Formula      string  `json:"formula"` // for people
	Source       string  `json:"source"`  // the price cell: edition, file and line
}

type dates struct {
	OrderedAt    string `json:"ordered_at"` // RFC 3339 in region time, like the others
	ValidUntil   string `json:"valid_until"`
	ServiceStops string `json:"service_stops"`
	Released     string `json:"released"`
}

type total struct {
	Currency string  `json:"currency"`
	Amount   *string `json:"amount"`      // exact; null if no deployment has an amount
	Rounded  *string `json:"rounded"`     // to cents, half up; null with the amount
	List     *string `json:"list_amount"` // exact, at list prices; null with the amount
	Complete bool    `json:"complete"`    // else the amount is a lower bound
	Unpriced int     `json:"unpriced"`    // deployments that are not in the amount
	// CoversPeriod is false if an amount in the total pays for another time than the period.
	CoversPeriod bool `json:"covers_period"`
}

// QuoteJSON writes a quote as JSON.
func QuoteJSON(w io.Writer, q *quote.Quote) error {
	result := quoteResult{
		Catalog:     editionOf(q.Catalog),
		Period:      period{Label: q.Period.Label, Hours: money.Text(q.Period.Hours)},
		Deployments: make([]deployment, 0, len(q.Deployments)),
		Totals:      make([]total, 0, len(q.Totals)),
		Diagnostics: diagnosticsOf(q.Diagnostics),
	}
	for i := range q.Deployments {
		result.Deployments = append(result.Deployments, deploymentOf(&q.Deployments[i]))
	}
	for _, t := range q.Totals {
		result.Totals = append(result.Totals, totalOf(t))
	}
	return writeJSON(w, result)
}

func deploymentOf(d *quote.Deployment) deployment {
	out := deployment{
		File: d.File, Line: d.Line, Name: d.Name, Model: d.ModelName,
		Region:   optional(RegionCode(d)),
		Plan:     optional(string(d.Terms.Plan)),
		Spec:     optional(d.Terms.Spec),
		Payment:  string(d.Terms.Payment),
		Currency: optional(currencyOf(d)),
		Complete: d.Fee.Known,
		Exact:    d.Fee.Known && d.Fee.Exact,
		Lines:    make([]line, 0, len(d.Fee.Lines)),
		Notes:    list(d.Fee.Notes),
	}
	if d.Terms.Custom {
		out.BaseModel = optional(d.Terms.Model)
	}
	if s := d.Terms.Status; s.Running() {
		out.Status = &status{Value: s.Value, Billing: string(s.Billing)}
	}
	if d.Fee.Known {
		out.Amount, out.List = number(d.Fee.Amount.Value), number(d.Fee.List.Value)
	} else {
		out.Reason = &d.Fee.Reason
	}
	for _, l := range d.Fee.Lines {
		out.Lines = append(out.Lines, lineOf(l))
	}
	out.Covers = coversOf(d.Covers)
	if on := d.Fee.Dates; on != nil {
		out.Dates = &dates{
			OrderedAt:    on.OrderedAt.Format(time.RFC3339),
			ValidUntil:   on.ValidUntil.Format(time.RFC3339),
			ServiceStops: on.ServiceStops.Format(time.RFC3339),
			Released:     on.Released.Format(time.RFC3339),
		}
	}
	return out
}

func lineOf(l quote.Line) line {
	out := line{
		Item: string(l.Item), Quantity: money.Text(l.Quantity), Unit: l.Unit,
		Price: money.Text(l.Price), Currency: l.Currency, Per: perOf(l.Per),
		Amount: money.Text(l.Amount), List: money.Text(l.List), Exact: l.Exact,
		Formula: l.Formula(), Source: l.Source,
	}
	if l.Duration.Unit != "" {
		out.Duration, out.DurationUnit = number(l.Duration.Count), &l.Duration.Unit
	}
	if !l.Discount.IsZero() {
		out.Discount = number(l.Discount)
	}
	if !l.Factor.Divide.IsZero() {
		out.Multiply, out.Divide = number(l.Factor.Multiply), number(l.Factor.Divide)
	}
	return out
}

func totalOf(t quote.Total) total {
	out := total{Currency: t.Amount.Currency, Complete: t.Complete(), Unpriced: t.Unpriced, CoversPeriod: t.CoversPeriod()}
	if t.Known() {
		rounded := t.Amount.Rounded().StringFixed(money.Cents)
		out.Amount, out.Rounded, out.List = number(t.Amount.Value), &rounded, number(t.List.Value)
	}
	return out
}
