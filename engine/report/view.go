package report

import (
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
)

// View is a quote in words.
type View struct {
	// Readable is false if part of the text could not be read, so that there may be deployments that
	// nothing here knows of.
	Readable    bool             `json:"readable"`
	BrokenLine  *int             `json:"broken_line"`   // 1-based, where it could not be read on; null if it could
	Period      ViewPeriod       `json:"period"`        // what the totals cover
	EditionText string           `json:"edition_text"`  // the prices that it was computed from
	IdleText    string           `json:"idle_text"`     // empty if nothing is billed by time
	Totals      []ViewTotal      `json:"totals"`        // one a currency
	NoTotalText string           `json:"no_total_text"` // why there is no total; empty if there is one
	Deployments []ViewDeployment `json:"deployments"`   // the deployments, in the order of files and lines
	Groups      []ViewGroup      `json:"groups"`        // what the deployments of each region, plan and payment cost; none where there is no total
	Savings     []ViewSaving     `json:"savings"`       // what findings of one code would save together
	Facts       []ViewFacts      `json:"facts"`         // of the findings that have some
}

// ViewFacts is the facts of one finding, so that a page words it for its own readers
// and offers what can be done.
type ViewFacts struct {
	Code string `json:"code"` // of the rule
	Path string `json:"path"` // as the finding has it
	Line int    `json:"line"` // 1-based, of its start
	// By name. Amounts: saving and currency, exact. Texts to cents: saving_text, now_text, other_text,
	// total_text, over_text, limit_text. What to change: region, deploy_spec, capacity, payment. What
	// it speaks of: region, region_name, plan, model, deploy_spec, bundle, payment, capacity, tpm, paid
	// and period. What is right instead: choices, step, most, where.
	Values map[string]string `json:"values"`
}

// ViewGroup is the part of a total that deployments with something in common have.
type ViewGroup struct {
	By    string `json:"by" jsonschema:"enum=region,enum=plan,enum=payment"` // what they have in common
	Key   string `json:"key"`                                                // as the deployments have it; may be empty
	Title string `json:"title"`                                              // "China (Beijing)"
	Count int    `json:"count"`                                              // how many they are
	Text  string `json:"text"`                                               // "at least 105.00 USD"; "no price" where nothing has one
}

// ViewSaving is the sum of what findings of one code say could be saved.
type ViewSaving struct {
	Code  string `json:"code"`  // of the rule
	Count int    `json:"count"` // how many findings there are
	Text  string `json:"text"`  // "1,553.55 USD"
}

// ViewPeriod is what the totals cover.
type ViewPeriod struct {
	Label string `json:"label"` // as it was written, "30d"
	Text  string `json:"text"`  // "30 days (720 hours)"
}

// ViewTotal is the sum of one currency.
type ViewTotal struct {
	Currency       string  `json:"currency"`         // ISO 4217 code
	AmountText     *string `json:"amount_text"`      // to cents: "37,671.31"
	ExactText      *string `json:"exact_text"`       // if rounding changed it: "37,671.31376"; else null
	Text           string  `json:"text"`             // "37,671.31 USD"
	ListText       *string `json:"list_text"`        // at the provider's list prices, if an overlay changes the amount; else null
	Complete       bool    `json:"complete"`         // every deployment is in it; else it is a lower bound
	LowerBoundText *string `json:"lower_bound_text"` // "at least 105.00 USD, 1 deployment has no price"; null if complete
	Unpriced       int     `json:"unpriced"`         // deployments, and texts that could not be read, that are not in it
	CoversText     *string `json:"covers_text"`      // "does not cover the whole period: 1 deployment pays for less"; null if it covers the period
}

// ViewDeployment is one deployment, with how its amount comes about.
type ViewDeployment struct {
	Path          string     `json:"path"`                                                                                  // JSON pointer in its document
	File          string     `json:"file"`                                                                                  // name of its file
	Line          int        `json:"line"`                                                                                  // 1-based
	Name          string     `json:"name"`                                                                                  // as written; may be empty
	Title         string     `json:"title"`                                                                                 // the name, else the model
	Region        string     `json:"region"`                                                                                // code of the region; empty if it is not known
	RegionName    string     `json:"region_name"`                                                                           // name of the region as the page prints it; empty if it is not known
	Model         string     `json:"model"`                                                                                 // as written
	Plan          string     `json:"plan"`                                                                                  // the plan as the API names it; empty if it is not known
	PlanText      string     `json:"plan_text"`                                                                             // "ptu 50,000/5,000 TPM"
	QuantityText  string     `json:"quantity_text"`                                                                         // "50,000 input, 5,000 output TPM"
	Payment       string     `json:"payment"`                                                                               // the payment as JSON results name it
	PaymentText   string     `json:"payment_text"`                                                                          // the payment in words
	BilledText    string     `json:"billed_text"`                                                                           // "720 hours"
	CoversText    *string    `json:"covers_text"`                                                                           // "pays for 30 days, and the period has 365 days"; null where the amount is for the period
	UnitPriceText string     `json:"unit_price_text"`                                                                       // of each item; empty without lines
	AmountText    *string    `json:"amount_text"`                                                                           // exact, "2,007.83376 USD"; null if there is none
	RoundedText   *string    `json:"rounded_text"`                                                                          // the amount to cents, "2,007.83 USD"; null if there is none
	Amount        *Decimal   `json:"amount"`                                                                                // the same for sorting
	ListText      *string    `json:"list_text"`                                                                             // at the provider's list prices to cents, if an overlay changes the amount; else null
	Exact         bool       `json:"exact"`                                                                                 // nothing in the amount was rounded
	Reason        *string    `json:"reason"`                                                                                // why there is no amount, or why it is 0; else null
	ReasonKind    string     `json:"reason_kind" jsonschema:"enum=,enum=no price,enum=no usage,enum=error,enum=not billed"` // "no price", "no usage", "error" or "not billed"; empty without reason
	Share         *string    `json:"share"`                                                                                 // of the total of its currency, half up to 4 places; null if there is none
	Lines         []ViewLine `json:"lines"`                                                                                 // the items of the amount
	Dates         []Moment   `json:"dates"`                                                                                 // from when to when a subscription is valid; empty if the time of the order is not stated
	Notes         []string   `json:"notes"`                                                                                 // what else is worth knowing
}

// ViewLine is one item of an amount.
type ViewLine struct {
	Item       string `json:"item"`        // the item as JSON results name it
	ItemText   string `json:"item_text"`   // "thinking output"
	Formula    string `json:"formula"`     // how the amount comes about, with its numbers
	AmountText string `json:"amount_text"` // the amount
	Exact      bool   `json:"exact"`       // else the amount is rounded half up to 10 places
	PriceText  string `json:"price_text"`  // "1.2 USD per 10,000 TPM and hour"
	Source     string `json:"source"`      // the price cell: edition, file and line
	SourceText string `json:"source_text"` // the price cell as it is found on the provider's page: page, region, table and row; of an overlay, its file and line
	SourceURL  string `json:"source_url"`  // the address of that page; empty for a price of an overlay
}

// ViewOf writes a quote in words for a page.
func ViewOf(q *quote.Quote) View {
	view := View{
		Readable:    true,
		Period:      ViewPeriod{Label: q.Period.Label, Text: PeriodText(q.Period)},
		EditionText: EditionText(q.Catalog), IdleText: IdleText(q.Deployments),
		NoTotalText: NoTotalText(q, "Choose one period for all."),
		Totals:      []ViewTotal{}, Deployments: make([]ViewDeployment, 0, len(q.Deployments)),
		Groups: groupsOf(q), Savings: savingsOf(q.Diagnostics), Facts: factsOf(q.Diagnostics),
	}
	if line, broken := brokenAt(q); broken {
		view.Readable, view.BrokenLine = false, &line
	}
	totals := map[string]decimal.Decimal{}
	for i := range q.Totals {
		t := &q.Totals[i]
		totals[t.Amount.Currency] = t.Amount.Value
		view.Totals = append(view.Totals, viewTotalOf(q, t))
	}
	for i := range q.Deployments {
		d := &q.Deployments[i]
		shown := viewDeploymentOf(q.Catalog, d)
		if total, ok := totals[d.Fee.Amount.Currency]; ok && d.Fee.Known {
			shown.Share = shareOf(d.Fee.Amount.Value, total)
		}
		view.Deployments = append(view.Deployments, shown)
	}
	return view
}

// brokenAt is the line of the first place from which on a text could not be
// read. A limit on one value leaves the deployments around it.
func brokenAt(q *quote.Quote) (line int, broken bool) {
	for i := range q.Diagnostics {
		switch d := &q.Diagnostics[i]; {
		case d.Code == diag.Syntax, d.Code == diag.NotUTF8, d.Code == diag.Limit && len(q.Deployments) == 0:
			return d.Start.Line, true
		}
	}
	return 0, false
}

func viewTotalOf(q *quote.Quote, t *quote.Total) ViewTotal {
	out := ViewTotal{Currency: t.Amount.Currency, Complete: t.Complete(), Unpriced: t.Unpriced, CoversText: optional(PeriodNote(*t))}
	missing := missingText(q, t)
	if !t.Known() {
		out.Text = TotalText(*t)
		out.LowerBoundText = optional(missing)
		return out
	}
	rounded := t.Amount.Rounded()
	amount := money.Grouped(rounded, money.Cents)
	out.AmountText, out.Text = &amount, amount+" "+t.Amount.Currency
	if !rounded.Equal(t.Amount.Value) {
		out.ExactText = optional(money.Grouped(t.Amount.Value, money.Cents))
	}
	if t.Discounted() {
		out.ListText = optional(money.Grouped(t.List.Rounded(), money.Cents) + " " + t.Amount.Currency)
	}
	if !t.Complete() {
		out.LowerBoundText = optional("at least " + out.Text + ", " + missing)
	}
	return out
}

// shareOf is a part of a whole, rounded half up to four places; nil if the whole
// is nothing.
func shareOf(part, whole decimal.Decimal) *string {
	if !whole.IsPositive() {
		return nil
	}
	const places = 4
	text := new(big.Rat).Quo(part.Rat(), whole.Rat()).FloatString(places)
	return &text
}

func viewDeploymentOf(cat *catalog.Catalog, d *quote.Deployment) ViewDeployment {
	out := ViewDeployment{
		Path: d.Path, File: d.File, Line: d.Line, Name: d.Name, Title: Name(d),
		Region: RegionCode(d), Model: d.ModelName, Plan: string(d.Terms.Plan),
		PlanText: PlanText(d), QuantityText: QuantityText(d),
		Payment: string(d.Terms.Payment), PaymentText: PaymentText(d.Terms.Payment), BilledText: BilledText(d),
		CoversText:    optional(CoversText(d)),
		UnitPriceText: unitPricesText(d.Fee.Lines),
		Exact:         d.Fee.Known && d.Fee.Exact, ReasonKind: NoAmount(d),
		Lines: []ViewLine{}, Dates: list(Moments(&d.Fee)), Notes: []string{},
	}
	if d.Terms.Region != nil {
		out.RegionName = d.Terms.Region.Name
	}
	if foundation := FoundationText(d); foundation != "" {
		out.Notes = append(out.Notes, foundation)
	}
	out.Notes = append(out.Notes, d.Fee.Notes...)
	if !d.Fee.Whole() {
		why := d.Fee.Why()
		out.Reason = &why
	}
	if !d.Fee.Known {
		return out
	}
	amount, currency := d.Fee.Amount.Value, " "+d.Fee.Amount.Currency
	out.Amount = number(amount)
	out.AmountText = optional(money.Grouped(amount, money.Cents) + currency)
	out.RoundedText = optional(money.Grouped(d.Fee.Amount.Rounded(), money.Cents) + currency)
	if !d.Fee.List.Value.Equal(amount) {
		out.ListText = optional(money.Grouped(d.Fee.List.Rounded(), money.Cents) + currency)
	}
	if d.Terms.NotBilled() {
		out.ReasonKind, out.Reason = "not billed", optional(d.Terms.Status.Text())
	}
	out.Lines = each(d.Fee.Lines, func(l *quote.Line) ViewLine { return viewLineOf(cat, d, l) })
	return out
}

func viewLineOf(cat *catalog.Catalog, d *quote.Deployment, l *quote.Line) ViewLine {
	return ViewLine{
		Item: string(l.Item), ItemText: ItemText(l.Item), Formula: l.Formula(),
		AmountText: money.Grouped(l.Amount, money.Cents) + " " + l.Currency, Exact: l.Exact,
		PriceText: PriceText(l), Source: l.Source, SourceText: pageText(cat, d.Terms.Region, d.Fee.Offer, l.Source), SourceURL: pageURL(cat, d.Terms.Region, l.Source),
	}
}
