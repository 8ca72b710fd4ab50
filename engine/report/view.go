package report

import (
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
)

// View is what a page shows of a quote: words that stand as they are. No list
// is null.
type View struct {
	// Readable is false if part of the text could not be read, so that there may
	// be deployments that nothing here knows of.
	Readable    bool             `json:"readable"`
	BrokenLine  *int             `json:"broken_line"` // 1-based, where it could not be read on; null if it could
	Period      ViewPeriod       `json:"period"`
	EditionText string           `json:"edition_text"`
	IdleText    string           `json:"idle_text"` // empty if nothing is billed by time
	Totals      []ViewTotal      `json:"totals"`    // one a currency
	NoTotalText string           `json:"no_total_text"`
	Deployments []ViewDeployment `json:"deployments"`
	Groups      []ViewGroup      `json:"groups"`  // what the deployments of each region, plan and payment cost
	Savings     []ViewSaving     `json:"savings"` // what findings of one code would save together
	Facts       []ViewFacts      `json:"facts"`   // of the findings that have some
}

// ViewFacts are the facts of one finding, so that a page words it for its own
// readers and offers what can be done.
type ViewFacts struct {
	Code   string            `json:"code"`
	Path   string            `json:"path"`
	Line   int               `json:"line"`   // 1-based, of its start
	Values map[string]string `json:"values"` // by the names that diag.Diagnostic has
}

// ViewGroup is the part of a total that deployments with something in common
// have.
type ViewGroup struct {
	By    string `json:"by"`    // "region", "plan" or "payment"
	Key   string `json:"key"`   // as the deployments have it; may be empty
	Title string `json:"title"` // "China (Beijing)"
	Count int    `json:"count"`
	Text  string `json:"text"` // "at least 105.00 USD"; "no price" where nothing has one
}

// ViewSaving is the sum of what findings of one code say could be saved.
type ViewSaving struct {
	Code  string `json:"code"`
	Count int    `json:"count"`
	Text  string `json:"text"` // "1,553.55 USD"
}

// ViewPeriod is what the totals cover.
type ViewPeriod struct {
	Label string `json:"label"` // as it was written, "30d"
	Text  string `json:"text"`  // "30 days (720 hours)"
}

// ViewTotal is the sum of one currency. Where no deployment has an amount, the
// amounts are null and Text says so.
type ViewTotal struct {
	Currency       string  `json:"currency"`
	AmountText     *string `json:"amount_text"` // to cents: "37,671.31"
	ExactText      *string `json:"exact_text"`  // if rounding changed it: "37,671.31376"; else null
	Text           string  `json:"text"`        // "37,671.31 USD"
	ListText       *string `json:"list_text"`   // at list prices, if there is a discount; else null
	Complete       bool    `json:"complete"`
	LowerBoundText *string `json:"lower_bound_text"` // "at least 105.00 USD, 1 deployment has no price"; null if complete
	Unpriced       int     `json:"unpriced"`         // deployments, and texts that could not be read, that are not in it
	CoversText     *string `json:"covers_text"`      // "does not cover the whole period: 1 deployment pays for less"; null if it does
}

// ViewDeployment is one deployment with how its amount comes about.
type ViewDeployment struct {
	Path          string     `json:"path"` // JSON pointer in its document
	File          string     `json:"file"`
	Line          int        `json:"line"`  // 1-based
	Name          string     `json:"name"`  // as written; may be empty
	Title         string     `json:"title"` // the name, else the model
	Region        string     `json:"region"`
	RegionName    string     `json:"region_name"`
	Model         string     `json:"model"` // as written
	Plan          string     `json:"plan"`
	PlanText      string     `json:"plan_text"`     // "ptu 50,000/5,000 TPM"
	QuantityText  string     `json:"quantity_text"` // "50,000 input, 5,000 output TPM"
	Payment       string     `json:"payment"`
	PaymentText   string     `json:"payment_text"`
	BilledText    string     `json:"billed_text"`     // "720 hours"
	CoversText    *string    `json:"covers_text"`     // "pays for 30 days, and the period has 365 days"; null if that is the same
	UnitPriceText string     `json:"unit_price_text"` // of each item; empty without lines
	AmountText    *string    `json:"amount_text"`     // exact, "2,007.83376 USD"; null if there is none
	Amount        *Decimal   `json:"amount"`          // the same for sorting
	ListText      *string    `json:"list_text"`       // at list prices, if there is a discount; else null
	Exact         bool       `json:"exact"`
	Reason        *string    `json:"reason"`      // why there is no amount, or why it is 0; else null
	ReasonKind    string     `json:"reason_kind"` // "no price", "no usage", "error" or "not billed"; empty without reason
	Share         *string    `json:"share"`       // of the total of its currency, half up to 4 places; null if there is none
	Lines         []ViewLine `json:"lines"`
	Dates         []Moment   `json:"dates"`
	Notes         []string   `json:"notes"`
}

// ViewLine is one item of an amount.
type ViewLine struct {
	Item       string `json:"item"`
	ItemText   string `json:"item_text"` // "thinking output"
	Formula    string `json:"formula"`
	AmountText string `json:"amount_text"`
	Exact      bool   `json:"exact"`      // else the amount is rounded half up to 10 places
	PriceText  string `json:"price_text"` // "1.2 USD per 10,000 TPM and hour"
	Source     string `json:"source"`
	SourceText string `json:"source_text"` // the price cell: page, region, table and row
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
		Lines: make([]ViewLine, 0, len(d.Fee.Lines)), Dates: list(Moments(&d.Fee)), Notes: []string{},
	}
	if d.Terms.Region != nil {
		out.RegionName = d.Terms.Region.Name
	}
	if foundation := FoundationText(d); foundation != "" {
		out.Notes = append(out.Notes, foundation)
	}
	out.Notes = append(out.Notes, d.Fee.Notes...)
	if !d.Fee.Known {
		out.Reason = &d.Fee.Reason
		return out
	}
	amount, currency := d.Fee.Amount.Value, " "+d.Fee.Amount.Currency
	out.Amount = number(amount)
	out.AmountText = optional(money.Grouped(amount, money.Cents) + currency)
	if !d.Fee.List.Value.Equal(amount) {
		out.ListText = optional(money.Grouped(d.Fee.List.Value, money.Cents) + currency)
	}
	if d.Terms.NotBilled() {
		out.ReasonKind, out.Reason = "not billed", optional(d.Terms.Status.Text())
	}
	for i := range d.Fee.Lines {
		out.Lines = append(out.Lines, viewLineOf(cat, d, &d.Fee.Lines[i]))
	}
	return out
}

func viewLineOf(cat *catalog.Catalog, d *quote.Deployment, l *quote.Line) ViewLine {
	return ViewLine{
		Item: string(l.Item), ItemText: ItemText(l.Item), Formula: l.Formula(),
		AmountText: money.Grouped(l.Amount, money.Cents) + " " + l.Currency, Exact: l.Exact,
		PriceText: PriceText(l), Source: l.Source, SourceText: pageText(cat, d.Terms.Region, d.Fee.Offer, l.Source),
	}
}
