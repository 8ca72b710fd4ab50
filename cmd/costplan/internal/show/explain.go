package show

import (
	"time"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
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
	if d.Terms.Custom {
		lines = append(lines, wrap("priced as "+Safe(d.Terms.Model)+", its foundation model", s, "")...)
	}
	if on := d.Fee.Dates; on != nil {
		lines = append(lines, wrap("ordered "+moment(on.OrderedAt)+", valid until "+moment(on.ValidUntil)+
			", service stops "+moment(on.ServiceStops)+", released "+moment(on.Released), s, "")...)
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

func moment(t time.Time) string { return t.Format("2006-01-02 15:04 -07:00") }
