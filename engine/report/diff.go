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
// described for users by schema/diff.schema.json. Amounts, prices and quantities
// are decimals in text, and null where they are not known.

type diffResult struct {
	Before      diffSide          `json:"before"`
	After       diffSide          `json:"after"`
	Summary     string            `json:"summary"` // for people, one sentence
	Counts      diffCounts        `json:"counts"`
	Complete    bool              `json:"complete"` // the difference of every total is known
	Reason      *string           `json:"reason"`   // why no totals are subtracted; else null
	Deployments []diffDeployment  `json:"deployments"`
	Totals      []diffTotal       `json:"totals"`
	Limit       *diffLimit        `json:"limit"`       // null if none was set
	Diagnostics []diag.Diagnostic `json:"diagnostics"` // of the deployments after the change
}

type diffSide struct {
	Catalog edition  `json:"catalog"`
	Period  period   `json:"period"`
	Unread  []string `json:"unread"` // files that could not be read in full
}

type diffCounts struct {
	Added     int `json:"added" jsonschema:"minimum=0"`
	Removed   int `json:"removed" jsonschema:"minimum=0"`
	Changed   int `json:"changed" jsonschema:"minimum=0"`
	Unchanged int `json:"unchanged" jsonschema:"minimum=0"`
}

type diffDeployment struct {
	Status     diff.Status  `json:"status"`
	MatchedBy  *diff.Match  `json:"matched_by"` // null if it is on one side only
	Moved      bool         `json:"moved"`      // it is in another file than before
	Before     *diffState   `json:"before"`     // null if it was added
	After      *diffState   `json:"after"`      // null if it was removed
	Fields     []diffField  `json:"fields"`
	Prices     []diffPrice  `json:"prices"`
	OnlyPrice  bool         `json:"only_price"` // it did not change itself, its prices did
	Difference *Decimal     `json:"difference"` // null if it is not known
	Percent    *diffPercent `json:"percent"`
	Exact      bool         `json:"exact"`  // nothing in the difference was rounded
	Reason     *string      `json:"reason"` // why there is no difference; else null
}

// diffState is a deployment on one side.
type diffState struct {
	File     string    `json:"file"`
	Line     int       `json:"line" jsonschema:"minimum=1"` // 1-based
	Name     string    `json:"name"`
	Region   *string   `json:"region"` // code; null if it is not known
	Model    string    `json:"model"`  // model_name as written
	Plan     *string   `json:"plan"`   // null if it is not known
	Payment  string    `json:"payment"`
	Currency *currency `json:"currency"` // null if the region is not known
	Amount   *Decimal  `json:"amount"`   // null if there is none
	Exact    bool      `json:"exact"`    // nothing in the amount was rounded
	Reason   *string   `json:"reason"`   // why there is no amount; else null
	Covers   *covers   `json:"covers"`   // null where the amount pays for the period, or for stated use within it
}

type diffField struct {
	Field  string  `json:"field"`
	Before *string `json:"before"` // null if it does not apply or is left out
	After  *string `json:"after"`
}

type diffPrice struct {
	Item   catalog.Item `json:"item"`
	Before *diffCell    `json:"before"` // null if there is no such price
	After  *diffCell    `json:"after"`
}

type diffCell struct {
	Price    Decimal  `json:"price"` // as printed, for all that Per covers
	Currency currency `json:"currency"`
	Per      per      `json:"per"`
	Multiply *Decimal `json:"multiply"` // factor that the price is charged with; else null
	Divide   *Decimal `json:"divide"`
	Source   *string  `json:"source"` // the price cell; null if it is not known
}

type diffPercent struct {
	Value       string `json:"value" jsonschema:"pattern=^-?(0|[1-9][0-9]*)\\.[0-9]$"` // to one place, half up
	Exact       bool   `json:"exact"`                                                  // the value is not rounded
	Numerator   whole  `json:"numerator"`
	Denominator string `json:"denominator" jsonschema:"pattern=^[1-9][0-9]*$"`
}

type diffTotal struct {
	Currency      currency     `json:"currency"`
	Before        diffSum      `json:"before"`
	After         diffSum      `json:"after"`
	Complete      bool         `json:"complete"`   // the difference is known
	Difference    *Decimal     `json:"difference"` // exact; null if it is not known
	Rounded       *cents       `json:"rounded"`    // to cents, half up; null with the difference
	Exact         bool         `json:"exact"`
	Percent       *diffPercent `json:"percent"`
	Bound         *diffBound   `json:"bound"` // what is known of a difference that is not; else null
	MissingBefore int          `json:"missing_before" jsonschema:"minimum=0"`
	MissingAfter  int          `json:"missing_after" jsonschema:"minimum=0"`
	Reading       string       `json:"reading"` // for people
}

type diffSum struct {
	Amount       *Decimal `json:"amount"`   // null if no deployment has an amount, and one should
	Complete     bool     `json:"complete"` // else the amount is a lower bound
	Unpriced     int      `json:"unpriced" jsonschema:"minimum=0"`
	CoversPeriod bool     `json:"covers_period"` // every amount is for the period
}

type diffBound struct {
	Direction diff.Direction `json:"direction"` // "at_least" or "at_most"
	Amount    Decimal        `json:"amount"`
}

type diffLimit struct {
	Limit    string      `json:"limit" jsonschema:"pattern=^[0-9]+(\\.[0-9]+)?%?$"`
	Exceeded bool        `json:"exceeded"`
	Checks   []diffCheck `json:"checks"`
}

type diffCheck struct {
	Currency *currency `json:"currency"` // null if it is of no currency
	Exceeded bool      `json:"exceeded"`
	Reason   string    `json:"reason"`
}

// DiffJSON writes what a change does to cost as JSON. The verdict is nil if no
// limit was set.
func DiffJSON(w io.Writer, d *diff.Diff, verdict *diff.Verdict) error {
	return writeJSON(w, diffOf(d, verdict))
}

func diffOf(d *diff.Diff, verdict *diff.Verdict) *diffResult {
	out := &diffResult{
		Before: diffSideOf(d.Old), After: diffSideOf(d.New), Summary: DiffSummary(d),
		Counts: diffCounts{
			Added: d.Count(diff.Added), Removed: d.Count(diff.Removed),
			Changed: d.Count(diff.Changed), Unchanged: d.Count(diff.Unchanged),
		},
		Complete: d.Complete(), Reason: optional(d.Reason),
		Deployments: make([]diffDeployment, 0, len(d.Deployments)),
		Totals:      make([]diffTotal, 0, len(d.Totals)),
		Limit:       diffLimitOf(verdict),
		Diagnostics: diagnosticsOf(d.New.Quote.Diagnostics),
	}
	for i := range d.Deployments {
		out.Deployments = append(out.Deployments, diffDeploymentOf(&d.Deployments[i]))
	}
	for i := range d.Totals {
		out.Totals = append(out.Totals, diffTotalOf(&d.Totals[i]))
	}
	return out
}

func diffSideOf(s diff.Side) diffSide {
	return diffSide{
		Catalog: editionOf(s.Quote.Catalog),
		Period:  period{Label: s.Quote.Period.Label, Hours: text(s.Quote.Period.Hours)},
		Unread:  list(s.Unread),
	}
}

func diffDeploymentOf(c *diff.Change) diffDeployment {
	out := diffDeployment{
		Status: c.Status, MatchedBy: optional(c.MatchedBy), Moved: c.Moved,
		Before: diffStateOf(c.Old), After: diffStateOf(c.New),
		Fields: make([]diffField, 0, len(c.Fields)), Prices: make([]diffPrice, 0, len(c.Prices)),
		OnlyPrice: c.OnlyPrice(), Percent: diffPercentOf(c.Percent), Exact: c.Exact, Reason: optional(c.Reason),
	}
	if c.Difference != nil {
		out.Difference = number(*c.Difference)
	}
	for _, f := range c.Fields {
		out.Fields = append(out.Fields, diffField{f.Name, f.Before, f.After})
	}
	for _, p := range c.Prices {
		out.Prices = append(out.Prices, diffPrice{p.Item, diffCellOf(p.Before), diffCellOf(p.After)})
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
	if !d.Fee.Known {
		out.Reason = &d.Fee.Reason
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
	out := &diffLimit{Limit: v.Limit.String(), Exceeded: v.Exceeded, Checks: make([]diffCheck, 0, len(v.Checks))}
	for _, c := range v.Checks {
		out.Checks = append(out.Checks, diffCheck{optional(currency(c.Currency)), c.Exceeded, c.Reason})
	}
	return out
}
