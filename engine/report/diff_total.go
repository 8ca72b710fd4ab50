package report

import (
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diff"
)

// DiffTotalRow is a row of a table of totals, in plain text.
type DiffTotalRow struct {
	Currency, Before, After, Difference, Percent string
}

// DiffTotalRows returns a row for each total. A difference of which only a bound
// is known is "at least" or "at most".
func DiffTotalRows(d *diff.Diff) []DiffTotalRow {
	var rows []DiffTotalRow
	for i := range d.Totals {
		t := &d.Totals[i]
		row := DiffTotalRow{
			Currency: t.Currency, Before: SumText(t.Before), After: SumText(t.After),
			Difference: "not known", Percent: percentText(t.Percent),
		}
		switch {
		case t.Difference != nil:
			row.Difference = signed(*t.Difference, money.Cents) + " " + t.Currency
		case t.Bound != nil && t.Bound.Direction == diff.AtLeast:
			row.Difference = "at least " + signed(t.Bound.Value, money.Cents) + " " + t.Currency
		case t.Bound != nil:
			row.Difference = "at most " + signed(t.Bound.Value, money.Cents) + " " + t.Currency
		}
		rows = append(rows, row)
	}
	return rows
}
