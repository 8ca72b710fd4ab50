package show

import (
	"io"
	"strings"

	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/report"
)

// CatalogDiff writes what differs between two editions: a sentence, a row for
// each price, the rest in lines, and what it does to deployments if there are
// any. The verdict is on them; nil if there is no limit.
func CatalogDiff(w io.Writer, d *diff.CatalogDiff, verdict *diff.Verdict, s Screen, o CostDiffOptions) error {
	p := prose{screen: s}
	p.heading(Safe(report.CatalogDiffSummary(d)))
	if _, err := io.WriteString(w, p.text()); err != nil {
		return err
	}
	if err := catalogPrices(w, d, s); err != nil {
		return err
	}
	p = prose{screen: s}
	if lines := report.CatalogDiffLines(d); len(lines) > 0 {
		p.section("Other differences")
		for _, line := range lines {
			p.item(Safe(line))
		}
	}
	if d.Effect != nil {
		p.section("What it does to the deployments")
	}
	if _, err := io.WriteString(w, p.text()); err != nil || d.Effect == nil {
		return err
	}
	return CostDiff(w, d.Effect, verdict, s, o)
}

// catalogPrices writes the rows of the prices that differ, if there are any.
func catalogPrices(w io.Writer, d *diff.CatalogDiff, s Screen) error {
	rows := report.CatalogPriceRows(d)
	if len(rows) == 0 {
		return nil
	}
	t := Table{
		Header: []string{"PRICE", "REGION", "PLAN", "MODEL", "SPEC", "PAYMENT", "ITEM", "BEFORE", "AFTER", "DIFFERENCE", "%"},
		Right:  map[string]bool{"DIFFERENCE": true, "%": true},
	}
	for _, r := range rows {
		row := Row{Cells: []string{s.Paint(presenceInk(r.Change), string(r.Change)), Safe(r.Region), r.Plan, s.Paint(Bold, Safe(r.Model)), Safe(r.Spec),
			r.Payment, r.Item, Safe(r.Before), Safe(r.After), r.Difference, r.Percent}}
		if r.Reason != "" && r.Change != diff.Appeared {
			row.Below = []string{s.Paint(Yellow, Safe(r.Reason))}
		}
		t.Rows = append(t.Rows, row)
	}
	alignColumn(t.Rows, 9, 0, true)
	if s.Width > 0 && t.Width() > s.Width {
		t = narrowPrices(t, s)
	}
	if _, err := io.WriteString(w, "\n"); err != nil {
		return err
	}
	return t.Write(w, s)
}

// narrowPrices has where and what a price is in the lines below.
func narrowPrices(wide Table, s Screen) Table {
	t := Table{Header: []string{"PRICE", "MODEL", "DIFFERENCE", "%"}, Right: map[string]bool{"DIFFERENCE": true, "%": true}}
	for _, row := range wide.Rows {
		c := row.Cells
		var below []string
		for _, line := range [...]string{
			strings.Join(nonEmpty([]string{c[1], c[2], c[4], c[5], c[6]}), " · "),
			strings.TrimSpace(c[7]) + " → " + strings.TrimSpace(c[8]),
		} {
			for _, piece := range wrap(line, s, "  ") {
				below = append(below, s.Paint(Dim, piece))
			}
		}
		t.Rows = append(t.Rows, Row{Cells: []string{c[0], c[3], c[9], c[10]}, Below: append(below, row.Below...)})
	}
	return t
}

func presenceInk(presence diff.Presence) Ink {
	switch presence {
	case diff.Appeared:
		return Green
	case diff.Vanished:
		return Red
	}
	return Yellow
}
