package report

import (
	"encoding/csv"
	"io"
	"strconv"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

// CompareCSV writes comparisons as CSV: a header, then a row for each option of
// each need, those that cannot be had with their reason. Numbers are exact and
// ungrouped; texts are made Harmless as QuoteCSV does.
func CompareCSV(w io.Writer, compared []Compared) error {
	out := csv.NewWriter(w)
	rows := [][]string{{
		"file", "line", "deployment", "model", "period", "hours", "rank", "region", "plan", "spec", "capacity", "payment",
		"amount", "currency", "exact", "difference_to_today", "today", "offered", "cause", "reason",
		"covers_paid", "covers_period", "covers_unit",
	}}
	for _, of := range compared {
		c := of.Comparison
		line := ""
		if of.Line > 0 {
			line = strconv.Itoa(of.Line)
		}
		for i := range c.Options {
			o := &c.Options[i]
			rank, amount, exact, difference, capacity := "", "", "", "", ""
			paid, period, unit := "", "", ""
			if covers := o.Covers; covers != nil {
				paid, period, unit = money.Text(covers.Paid), money.Text(covers.Period), covers.Unit
			}
			if o.Feasible() {
				rank, amount, exact = strconv.Itoa(o.Rank), money.Text(o.Fee.Amount.Value), strconv.FormatBool(o.Fee.Exact)
			}
			if o.Difference != nil {
				difference = money.Text(*o.Difference)
			}
			if o.Terms.Plan == catalog.MU && !o.Terms.Capacity.IsZero() {
				capacity = money.Text(o.Terms.Capacity)
			}
			rows = append(rows, []string{
				Harmless(of.File), line, Harmless(of.Name), Harmless(c.Model), Harmless(c.Need.Period.Label), money.Text(c.Hours),
				rank, o.Terms.Region.Code, string(o.Terms.Plan), o.Terms.Spec, capacity, string(o.Terms.Payment),
				amount, o.Terms.Region.Currency, exact, difference, strconv.FormatBool(o.Today), strconv.FormatBool(o.Offered),
				string(o.Cause), Harmless(o.Reason), paid, period, unit,
			})
		}
	}
	return out.WriteAll(rows)
}
