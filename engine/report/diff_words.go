package report

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/quote"
)

// The functions of this file are the words of a difference for people. Amounts
// in them are exact.

// DiffRow is a row of a table of what changed, in plain text.
type DiffRow struct {
	Status     diff.Status
	Deployment string
	Region     string
	Change     string // what differs, or what was added or removed
	Before     string // empty if there was none
	After      string // empty if there is none
	Difference string
	Percent    string
}

// DiffRows returns a row for each deployment that has one of the statuses.
func DiffRows(d *diff.Diff, statuses ...diff.Status) []DiffRow {
	var rows []DiffRow
	for i := range d.Deployments {
		c := &d.Deployments[i]
		for _, status := range statuses {
			if c.Status == status {
				rows = append(rows, DiffRow{
					Status: c.Status, Deployment: Name(c.Either()), Region: RegionCode(c.Either()),
					Change: ChangeText(c), Before: sideText(c.Old), After: sideText(c.New),
					Difference: AmountChangeText(c), Percent: percentText(c.Percent),
				})
			}
		}
	}
	return rows
}

// sideText is the amount of a deployment on one side: "86.40 USD", "no price", or
// empty if it is not there.
func sideText(d *quote.Deployment) string {
	switch {
	case d == nil:
		return ""
	case !d.Fee.Known:
		return NoAmount(d)
	}
	return amountText(d.Fee.Amount.Value, d.Fee.Amount.Currency)
}

func amountText(d decimal.Decimal, currency string) string {
	return money.Grouped(d, money.Cents) + " " + currency
}

// signed writes a difference with its sign and at least so many decimal places:
// "+86.40", "-1.00", "0.00".
func signed(d decimal.Decimal, minPlaces int) string {
	if d.IsPositive() {
		return "+" + money.Grouped(d, minPlaces)
	}
	return money.Grouped(d, minPlaces)
}

// AmountChangeText writes the difference of a deployment: "+86.40 USD", or "not
// known".
func AmountChangeText(c *diff.Change) string {
	if c.Difference == nil {
		return "not known"
	}
	return signed(*c.Difference, money.Cents) + " " + c.Either().Fee.Amount.Currency
}

// percentText writes "+12.5%"; "n/a" where there is nothing to take a share of.
// The sign is that of the exact value, so that a small rise reads "+0.0%".
func percentText(p *diff.Percent) string {
	if p == nil {
		return "n/a"
	}
	rounded, _ := p.Rounded()
	text := rounded.Abs().StringFixed(diff.PercentPlaces) + "%"
	switch p.Sign() {
	case 1:
		return "+" + text
	case -1:
		return "-" + text
	}
	return text
}

// ChangeText says what differs: "capacity 8 → 16, hours 720 → 360". For a
// deployment on one side only it says what that is.
func ChangeText(c *diff.Change) string {
	if c.Old == nil || c.New == nil {
		d := c.Either()
		return strings.Join([]string{d.ModelName, PlanText(d), PaymentText(d.Terms.Payment)}, ", ")
	}
	var parts []string
	for _, f := range c.Fields {
		parts = append(parts, fmt.Sprintf("%s %s → %s", f.Name, fieldText(f.Before, f.Numeric), fieldText(f.After, f.Numeric)))
	}
	for _, p := range c.Prices {
		parts = append(parts, fmt.Sprintf("price of %s %s → %s", p.Item, cellText(p.Before), cellText(p.After)))
	}
	if c.OnlyPrice() {
		parts = append([]string{"only the price"}, parts...)
	}
	if c.Moved {
		parts = append(parts, "file "+c.Old.File+" → "+c.New.File)
	}
	return strings.Join(parts, ", ")
}

func fieldText(text *string, numeric bool) string {
	if text == nil {
		return "none"
	}
	if value, err := money.ParseDecimal(*text); numeric && err == nil {
		return money.Grouped(value, 0)
	}
	return *text
}

func cellText(c *diff.Cell) string {
	if c == nil {
		return "none"
	}
	text := money.Grouped(c.Price, 0) + " " + c.Currency + " per " + c.Per.String()
	if !c.Factor.Divide.IsZero() {
		text += " × " + c.Factor.Multiply.String() + " / " + c.Factor.Divide.String()
	}
	return text
}

// DiffSummary says in one sentence what a change does to cost.
func DiffSummary(d *diff.Diff) string {
	counts := countsText(d)
	switch {
	case len(d.Deployments) == 0 && d.Adrift == 0:
		return "There is no deployment, before or after."
	case d.Reason != "":
		return fmt.Sprintf("How the cost changes is not known, since %s: %s.", d.Reason, counts)
	case len(d.Totals) == 0:
		return fmt.Sprintf("How the cost changes is not known, since %s: %s.", lacking(d.Adrift, ""), counts)
	}
	var readings []string
	for i := range d.Totals {
		readings = append(readings, TotalChangeText(&d.Totals[i]))
	}
	text := fmt.Sprintf("The cost for %s %s: %s.", DiffPeriod(d), strings.Join(readings, ", and "), counts)
	for i := range d.Totals {
		if note := sidesNote(&d.Totals[i], len(d.Totals) > 1); note != "" {
			text += " " + note + "."
		}
	}
	return text
}

// sidesNote says which totals of a currency are not for the period: "The total
// before and after does not cover the whole period: 1 deployment pays for less". It
// is empty if both are.
func sidesNote(t *diff.Total, named bool) string {
	before, after := PeriodNote(t.Before), PeriodNote(t.After)
	total := "The total "
	if named {
		total += "in " + t.Currency + " "
	}
	switch {
	case before == after && before != "":
		return total + "before and after " + before
	case before != "" && after != "":
		return total + "before " + before + "; the total after " + after
	case before != "":
		return total + "before " + before
	case after != "":
		return total + "after " + after
	}
	return ""
}

// DiffCovers says of a deployment how the time that its amounts pay for differs from
// the period, on each side where it does: "before: pays for 30 days, and the period
// has 365 days". What is the same on both sides is said once.
func DiffCovers(c *diff.Change) []string {
	if c.Old == nil || c.New == nil || CoversText(c.Old) == CoversText(c.New) {
		return nonEmpty(CoversText(c.Either()))
	}
	var texts []string
	for _, side := range [...]struct {
		name string
		of   *quote.Deployment
	}{{"before: ", c.Old}, {"after: ", c.New}} {
		if text := CoversText(side.of); text != "" {
			texts = append(texts, side.name+text)
		}
	}
	return texts
}

// nonEmpty returns a text as a list; none if it is empty.
func nonEmpty(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// DiffPeriod is the label of the period that totals cover after the change, or
// before it if nothing is left.
func DiffPeriod(d *diff.Diff) string {
	if len(d.New.Quote.Deployments) == 0 {
		return d.Old.Quote.Period.Label
	}
	return d.New.Quote.Period.Label
}

// countsText counts deployments by status: "1 added, 2 changed, 3 unchanged".
func countsText(d *diff.Diff) string {
	var parts []string
	for _, status := range [...]diff.Status{diff.Added, diff.Removed, diff.Changed, diff.Unchanged} {
		if n := d.Count(status); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, status))
		}
	}
	if len(parts) == 0 {
		return "no deployment could be read"
	}
	return strings.Join(parts, ", ")
}

// TotalChangeText says how a total changes, to follow "The cost": "rises by
// 1,440.00 USD (+12.5%), from 11,520.00 to 12,960.00 USD". Of a difference that is
// not known it gives the bound, with its direction.
func TotalChangeText(t *diff.Total) string {
	before, after := SumText(t.Before), SumText(t.After)
	switch {
	case t.Difference != nil && t.Difference.IsZero() && t.After.Complete():
		return "stays at " + after
	case t.Difference != nil && t.Difference.IsZero():
		return fmt.Sprintf("stays the same (%s)", after)
	case t.Difference != nil:
		text := riseOrFall(*t.Difference) + " by " + amountText(t.Difference.Abs(), t.Currency)
		if t.Percent != nil {
			text += " (" + percentText(t.Percent) + ")"
		}
		return fmt.Sprintf("%s, from %s to %s", text, before, after)
	case t.Bound != nil:
		return boundText(t)
	case t.MissingBefore == 0 && t.MissingAfter == 0:
		return fmt.Sprintf("is %s before and %s after", before, after) // of different periods
	}
	return fmt.Sprintf("changes by an amount in %s that is not known, since %s and %s", t.Currency,
		lacking(t.MissingBefore, " before the change"), lacking(t.MissingAfter, " after the change"))
}

// boundText says what is known of a difference that is not.
func boundText(t *diff.Total) string {
	value, size := t.Bound.Value, amountText(t.Bound.Value.Abs(), t.Currency)
	if t.Bound.Direction == diff.AtLeast {
		why := ", since " + lacking(t.MissingAfter, " after the change")
		switch value.Sign() {
		case 1:
			return "rises by at least " + size + why
		case -1:
			return "may rise, or fall by at most " + size + why
		}
		return "does not fall in " + t.Currency + ", and may rise" + why
	}
	why := ", since " + lacking(t.MissingBefore, " before the change")
	switch value.Sign() {
	case 1:
		return "may fall, or rise by at most " + size + why
	case -1:
		return "falls by at least " + size + why
	}
	return "does not rise in " + t.Currency + ", and may fall" + why
}

func riseOrFall(d decimal.Decimal) string {
	if d.IsNegative() {
		return "falls"
	}
	return "rises"
}

// lacking counts what has no amount: deployments, and files that could not be
// read.
func lacking(n int, when string) string {
	if n == 1 {
		return "1 deployment or file could not be priced" + when
	}
	return fmt.Sprintf("%d deployments or files could not be priced%s", n, when)
}

// SumText writes the total of one side: "86.40 USD", "at least 86.40 USD", or "not
// known in USD".
func SumText(t quote.Total) string {
	switch {
	case t.Complete():
		return amountText(t.Amount.Value, t.Amount.Currency)
	case !t.Known():
		return "not known in " + t.Amount.Currency
	}
	return "at least " + amountText(t.Amount.Value, t.Amount.Currency)
}

// VerdictText says whether a change keeps to a limit, and why.
func VerdictText(v *diff.Verdict) string {
	text := "Limit of " + v.Limit.String() + " kept"
	if v.Exceeded {
		text = "Limit of " + v.Limit.String() + " exceeded"
	}
	var reasons []string
	for _, c := range v.Checks {
		if c.Exceeded == v.Exceeded {
			reasons = append(reasons, c.Reason)
		}
	}
	if len(reasons) == 0 {
		return text + "."
	}
	return text + ": " + strings.Join(reasons, "; ") + "."
}
