package show

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// derivation writes how an amount comes about: a line for each item with its
// formula and the price cell, then dates and notes.
func derivation(d *quote.Deployment, s Screen) []string {
	var lines []string
	items, formulas := 0, 0
	for _, l := range d.Fee.Lines {
		items = max(items, len(l.Item))
		formulas = max(formulas, text.StringWidthWithoutEscSequences(equation(l)))
	}
	for _, l := range d.Fee.Lines {
		head := pad(string(l.Item), items) + "  " + equation(l)
		source := s.Paint(Dim, l.Source)
		whole := pad(head, items+len("  ")+formulas) + "  " + source
		if s.Width == 0 || text.StringWidthWithoutEscSequences(whole) <= s.Width-len(indent) {
			lines = append(lines, whole)
			continue
		}
		lines = append(lines, wrap(head, s, "  ")...)
		lines = append(lines, pad("", items)+"  "+source)
	}
	if foundation := report.FoundationText(d); foundation != "" {
		lines = append(lines, wrap(Safe(foundation), s, "")...)
	}
	var dates []string
	for _, on := range report.Moments(&d.Fee) {
		dates = append(dates, on.Label+" "+on.Text)
	}
	if len(dates) > 0 {
		lines = append(lines, wrap(strings.Join(dates, ", "), s, "")...)
	}
	for _, note := range d.Fee.Notes {
		lines = append(lines, wrap("note: "+Safe(note), s, "      ")...)
	}
	return lines
}

// equation writes a line's computation and its result, which is marked if it
// had to be rounded.
func equation(l quote.Line) string {
	sign := " = "
	if !l.Exact {
		sign = " ≈ "
	}
	return Safe(l.Formula()) + sign + money.Grouped(l.Amount, money.Cents)
}
