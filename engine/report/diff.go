package report

import (
	"io"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/quote"
)

// The types of this file are the JSON of a difference between two quotes,
// from which schema/diff.schema.json is made. Amounts, prices and quantities
// are decimals in text, and null where they are not known.

// diffResult is what `costplan diff --format json` writes: what a change of
// deployment files does to cost. All money and quantities are exact decimals in
// text, and null where they are not known.
type diffResult struct {
	Before      diffSide         `json:"before"`
	After       diffSide         `json:"after"`
	Summary     string           `json:"summary"`     // for people, one sentence
	Counts      diffCounts       `json:"counts"`      // how many deployments there are of each status
	Complete    bool             `json:"complete"`    // the difference of every total is known
	Reason      *string          `json:"reason"`      // why no totals are subtracted: the periods differ. Else null
	Deployments []diffDeployment `json:"deployments"` // every deployment of either side, by file and line
	// One a currency, sorted; empty if a side covers different periods. Amounts of different
	// currencies are never added.
	Totals      []diffTotal       `json:"totals"`
	Limit       *diffLimit        `json:"limit"`       // the limit that was set; null if there is none
	Diagnostics []diag.Diagnostic `json:"diagnostics"` // what was found in the files after the change, sorted by file and place
}

// diffSide is the deployments before or after the change, as a whole.
type diffSide struct {
	Catalog edition  `json:"catalog"`
	Period  period   `json:"period"` // what the totals cover
	Unread  []string `json:"unread"` // files that could not be read in full, and so may hold more deployments
}

// diffCounts is how many deployments there are of each status.
type diffCounts struct {
	Added     int `json:"added" jsonschema:"minimum=0"`     // deployments that are added
	Removed   int `json:"removed" jsonschema:"minimum=0"`   // deployments that are removed
	Changed   int `json:"changed" jsonschema:"minimum=0"`   // deployments that are changed
	Unchanged int `json:"unchanged" jsonschema:"minimum=0"` // deployments that are unchanged
}

// diffDeployment is what became of one deployment.
type diffDeployment struct {
	Status diff.Status `json:"status"` // what became of it. A deployment that only moved to another file or line is unchanged
	// What it was found again by: its file and name; its file, if it has no name; its name, model and
	// suffix; or its file, model and suffix. Null if it is on one side only.
	MatchedBy *diff.Match `json:"matched_by"`
	Moved     bool        `json:"moved"`      // it is in another file than before
	Before    *diffState  `json:"before"`     // as it was; null if it was added
	After     *diffState  `json:"after"`      // as it is; null if it was removed
	Fields    []diffField `json:"fields"`     // the terms that differ; empty if it is on one side only
	Prices    []diffPrice `json:"prices"`     // the prices that it pays and that differ
	OnlyPrice bool        `json:"only_price"` // it costs something else without having changed itself
	// The amount after less the amount before; null if it is not known. 0 for a deployment without an
	// amount that is the same on both sides under the same prices.
	Difference *Decimal     `json:"difference"`
	Percent    *diffPercent `json:"percent"` // of the amount before; null if that is 0 or not known
	Exact      bool         `json:"exact"`   // nothing in the difference was rounded
	Reason     *string      `json:"reason"`  // why there is no difference; null if there is one
}

// diffState is a deployment on one side.
type diffState struct {
	File     string    `json:"file"`                        // the file as it was named
	Line     int       `json:"line" jsonschema:"minimum=1"` // line that the deployment starts at, from 1
	Name     string    `json:"name"`                        // its name; empty if it has none
	Region   *string   `json:"region"`                      // code of the region; null if it is not known
	Model    string    `json:"model"`                       // `model_name` as written
	Plan     *string   `json:"plan"`                        // the plan as written; null if it is not known
	Payment  string    `json:"payment"`                     // `pay_as_you_go` or `subscription`
	Currency *currency `json:"currency"`                    // ISO 4217 code; null if the region is not known
	Amount   *Decimal  `json:"amount"`                      // what it costs; null if there is no price or no usage, or if it has an error. Never 0 in their place
	Exact    bool      `json:"exact"`                       // nothing in the amount was rounded
	Reason   *string   `json:"reason"`                      // why there is no amount; null if there is one
	// What the amount pays for, where that is another time than the period: a subscription of 30 days
	// in a period of 365, two whole months for a period of 31 days, or more hours than the period has.
	// Null where the amount pays for the period or for stated use within it, and where there is no
	// amount.
	Covers *covers `json:"covers"`
}

// diffField is a term that differs.
type diffField struct {
	Field  string  `json:"field"`  // its name, as in the deployment file
	Before *string `json:"before"` // its value before, after every default; null if it did not apply or was left out
	After  *string `json:"after"`  // its value after
}

// diffPrice is a price that differs.
type diffPrice struct {
	Item   catalog.Item `json:"item"`   // what the price is for
	Before *diffCell    `json:"before"` // the price before; null if there was none
	After  *diffCell    `json:"after"`  // the price after; null if there is none
}

// diffCell is a price as it is listed.
type diffCell struct {
	Price    Decimal  `json:"price"` // as printed on the page, for all that `per` covers
	Currency currency `json:"currency"`
	Per      per      `json:"per"`      // what the price covers
	Multiply *Decimal `json:"multiply"` // factor that the price is charged with; null if there is none
	Divide   *Decimal `json:"divide"`   // divisor that the price is charged with; null if there is none
	Source   *string  `json:"source"`   // the price cell: edition, file and line; null if it is not known
}

// diffPercent is a change in percent of what was before.
type diffPercent struct {
	Value       string `json:"value" jsonschema:"pattern=^-?(0|[1-9][0-9]*)\\.[0-9]$"` // to one decimal place, half up (away from zero)
	Exact       bool   `json:"exact"`                                                  // the value is not rounded
	Numerator   whole  `json:"numerator"`                                              // of the exact value, in lowest terms
	Denominator string `json:"denominator" jsonschema:"pattern=^[1-9][0-9]*$"`         // of the exact value, in lowest terms
}

// diffTotal is what the change does to the sum of one currency.
type diffTotal struct {
	Currency      currency     `json:"currency"`
	Before        diffSum      `json:"before"`
	After         diffSum      `json:"after"`
	Complete      bool         `json:"complete"`                              // the difference is known
	Difference    *Decimal     `json:"difference"`                            // the total after less the total before; null if it is not known
	Rounded       *cents       `json:"rounded"`                               // the difference rounded half up to cents, always with two places; null with the difference
	Exact         bool         `json:"exact"`                                 // nothing in the difference was rounded
	Percent       *diffPercent `json:"percent"`                               // of the total before; null unless both totals are complete and the one before is not 0
	Bound         *diffBound   `json:"bound"`                                 // what is known of a difference that is not; null if it is known, or nothing is
	MissingBefore int          `json:"missing_before" jsonschema:"minimum=0"` // how many amounts before the change the difference lacks
	MissingAfter  int          `json:"missing_after" jsonschema:"minimum=0"`  // how many amounts after the change the difference lacks
	Reading       string       `json:"reading"`                               // for people, to follow "the cost"
}

// diffSum is the total of one side.
type diffSum struct {
	Amount   *Decimal `json:"amount"`                          // sum of the amounts; null if there are deployments and none has an amount
	Complete bool     `json:"complete"`                        // every deployment is in the amount. If not, the amount is a lower bound
	Unpriced int      `json:"unpriced" jsonschema:"minimum=0"` // deployments, and files that could not be read, that are not in the amount
	// Every amount is for the period. If not, a deployment in it pays for less or for more: see its
	// `covers`.
	CoversPeriod bool `json:"covers_period"`
}

// diffBound is a limit that the difference keeps to, since no amount is negative.
type diffBound struct {
	Direction diff.Direction `json:"direction"` // whether the difference is at least, or at most, the amount
	Amount    Decimal        `json:"amount"`    // a fall is a negative amount
}

// diffLimit is whether the totals keep to a limit.
type diffLimit struct {
	Limit    string      `json:"limit" jsonschema:"pattern=^[0-9]+(\\.[0-9]+)?%?$"` // the most that a total may rise by: an amount, or a percentage of the total before
	Exceeded bool        `json:"exceeded"`                                          // a total rises by more, or it is not known that it does not
	Checks   []diffCheck `json:"checks"`                                            // one a currency
}

// diffCheck is what the limit says of one total.
type diffCheck struct {
	Currency *currency `json:"currency"` // ISO 4217 code; null if it is of no currency
	Exceeded bool      `json:"exceeded"` // it rises by more, or it is not known that it does not
	Reason   string    `json:"reason"`   // for people, with the arithmetic
}

// DiffJSON writes what a change does to cost as JSON. The verdict is nil if no
// limit was set.
func DiffJSON(w io.Writer, d *diff.Diff, verdict *diff.Verdict) error {
	return writeJSON(w, diffOf(d, verdict))
}

func diffOf(d *diff.Diff, verdict *diff.Verdict) *diffResult {
	return &diffResult{
		Before: diffSideOf(d.Old), After: diffSideOf(d.New), Summary: DiffSummary(d),
		Counts: diffCounts{
			Added: d.Count(diff.Added), Removed: d.Count(diff.Removed),
			Changed: d.Count(diff.Changed), Unchanged: d.Count(diff.Unchanged),
		},
		Complete: d.Complete(), Reason: optional(d.Reason),
		Deployments: each(d.Deployments, diffDeploymentOf), Totals: each(d.Totals, diffTotalOf),
		Limit: diffLimitOf(verdict), Diagnostics: diagnosticsOf(d.New.Quote.Diagnostics),
	}
}

func diffSideOf(s diff.Side) diffSide {
	return diffSide{Catalog: editionOf(s.Quote.Catalog), Period: periodOf(s.Quote.Period), Unread: list(s.Unread)}
}

func diffDeploymentOf(c *diff.Change) diffDeployment {
	out := diffDeployment{
		Status: c.Status, MatchedBy: optional(c.MatchedBy), Moved: c.Moved,
		Before: diffStateOf(c.Old), After: diffStateOf(c.New),
		Fields:    each(c.Fields, func(f *diff.Field) diffField { return diffField{f.Name, f.Before, f.After} }),
		Prices:    each(c.Prices, func(p *diff.Repriced) diffPrice { return diffPrice{p.Item, diffCellOf(p.Before), diffCellOf(p.After)} }),
		OnlyPrice: c.OnlyPrice(), Percent: diffPercentOf(c.Percent), Exact: c.Exact, Reason: optional(c.Reason),
	}
	if c.Difference != nil {
		out.Difference = number(*c.Difference)
	}
	return out
}

func diffStateOf(d *quote.Deployment) *diffState {
	if d == nil {
		return nil
	}
	out := &diffState{
		File: d.File, Line: d.Line, Name: d.Name, Region: optional(RegionCode(d)), Model: d.ModelName,
		Plan: optional(string(d.Terms.Plan)), Payment: string(d.Terms.Payment), Currency: optional(currency(currencyOf(d))),
		Amount: amountOf(d.Fee), Exact: d.Fee.Known && d.Fee.Exact, Covers: coversOf(d.Covers),
	}
	if !d.Fee.Whole() {
		why := d.Fee.Why()
		out.Reason = &why
	}
	return out
}

func diffCellOf(c *diff.Cell) *diffCell {
	if c == nil {
		return nil
	}
	out := &diffCell{Price: text(c.Price), Currency: currency(c.Currency), Per: perOf(c.Per), Source: optional(c.Source)}
	if !c.Factor.Divide.IsZero() {
		out.Multiply, out.Divide = number(c.Factor.Multiply), number(c.Factor.Divide)
	}
	return out
}

func diffPercentOf(p *diff.Percent) *diffPercent {
	if p == nil {
		return nil
	}
	rounded, exact := p.Rounded()
	r := p.Rat()
	return &diffPercent{
		Value: rounded.StringFixed(diff.PercentPlaces), Exact: exact,
		Numerator: whole(r.Num().String()), Denominator: r.Denom().String(),
	}
}

func diffTotalOf(t *diff.Total) diffTotal {
	out := diffTotal{
		Currency: currency(t.Currency), Before: diffSumOf(t.Before), After: diffSumOf(t.After),
		Complete: t.Difference != nil, Exact: t.Difference != nil && t.Exact, Percent: diffPercentOf(t.Percent),
		MissingBefore: t.MissingBefore, MissingAfter: t.MissingAfter, Reading: TotalChangeText(t),
	}
	if t.Difference != nil {
		rounded := cents(money.Amount{Value: *t.Difference}.Rounded().StringFixed(money.Cents))
		out.Difference, out.Rounded = number(*t.Difference), &rounded
	}
	if t.Bound != nil {
		out.Bound = &diffBound{t.Bound.Direction, text(t.Bound.Value)}
	}
	return out
}

func diffSumOf(t quote.Total) diffSum {
	out := diffSum{Complete: t.Complete(), Unpriced: t.Unpriced, CoversPeriod: t.CoversPeriod()}
	if t.Priced > 0 || t.Complete() {
		out.Amount = number(t.Amount.Value)
	}
	return out
}

func diffLimitOf(v *diff.Verdict) *diffLimit {
	if v == nil {
		return nil
	}
	return &diffLimit{Limit: v.Limit.String(), Exceeded: v.Exceeded, Checks: each(v.Checks, func(c *diff.Check) diffCheck {
		return diffCheck{optional(currency(c.Currency)), c.Exceeded, c.Reason}
	})}
}
