package show

import (
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// CostDiffOptions say how much of a difference is written.
type CostDiffOptions struct {
	Explain bool // how each amount comes about
	All     bool // deployments that did not change, too
}

// CostDiff writes what a change does to cost: a sentence, a row for each
// deployment that changed, and the totals. The verdict is nil if there is no limit.
func CostDiff(w io.Writer, d *diff.Diff, verdict *diff.Verdict, s Screen, o CostDiffOptions) error {
	p := prose{screen: s}
	p.heading(Safe(report.DiffSummary(d)))
	if _, err := io.WriteString(w, p.text()); err != nil {
		return err
	}
	if err := costDiffTable(w, d, s, o); err != nil {
		return err
	}
	p = prose{screen: s}
	if verdict != nil {
		ink := Green
		if verdict.Exceeded {
			ink = Red
		}
		p.out.WriteString("\n")
		p.lines(Safe(report.VerdictText(verdict)), "  ", func(line string) string { return s.Paint(ink, line) })
	}
	p.out.WriteString("\n")
	for _, line := range costDiffFine(d) {
		p.lines(Safe(line), "", func(line string) string { return s.Paint(Dim, line) })
	}
	_, err := io.WriteString(w, p.text())
	return err
}

// costDiffTable writes the rows of what changed and of the totals, if there are any.
func costDiffTable(w io.Writer, d *diff.Diff, s Screen, o CostDiffOptions) error {
	statuses := []diff.Status{diff.Added, diff.Removed, diff.Changed}
	if o.All {
		statuses = append(statuses, diff.Unchanged)
	}
	rows := report.DiffRows(d, statuses...)
	changes := changesOf(d, statuses)
	totals := report.DiffTotalRows(d)
	if len(rows) == 0 {
		return nil
	}
	t := Table{
		Header: []string{"STATUS", "DEPLOYMENT", "REGION", "BEFORE", "AFTER", "DIFFERENCE", "%", "WHAT CHANGED"},
		Right:  map[string]bool{"BEFORE": true, "AFTER": true, "DIFFERENCE": true, "%": true},
	}
	for i, r := range rows {
		t.Rows = append(t.Rows, Row{
			Cells: []string{s.Paint(statusInk(r.Status), string(r.Status)), s.Paint(Bold, Safe(r.Deployment)), Safe(r.Region),
				Safe(r.Before), Safe(r.After), Safe(r.Difference), r.Percent, Safe(r.Change)},
			Below: costDiffBelow(changes[i], s, o),
		})
	}
	for i, r := range totals {
		row := Row{Cells: []string{s.Paint(Bold, "total"), s.Paint(Bold, Safe(report.DiffPeriod(d))), "",
			r.Before, r.After, s.Paint(Bold, r.Difference), r.Percent, ""}}
		if i == 0 {
			row.Before = []string{""}
		}
		t.Rows = append(t.Rows, row)
	}
	for _, column := range [...]int{3, 4, 5} {
		alignColumn(t.Rows, column, 0, true)
	}
	if s.Width > 0 && t.Width() > s.Width {
		t = narrowCostDiff(t, s)
	}
	if _, err := io.WriteString(w, "\n"); err != nil {
		return err
	}
	return t.Write(w, s)
}

// changesOf lists the changes that DiffRows has a row for.
func changesOf(d *diff.Diff, statuses []diff.Status) []*diff.Change {
	var list []*diff.Change
	for i := range d.Deployments {
		for _, status := range statuses {
			if d.Deployments[i].Status == status {
				list = append(list, &d.Deployments[i])
			}
		}
	}
	return list
}

// narrowCostDiff has what changed in the lines below, without the region.
func narrowCostDiff(wide Table, s Screen) Table {
	t := Table{Header: []string{"STATUS", "DEPLOYMENT", "DIFFERENCE", "%"}, Right: map[string]bool{"DIFFERENCE": true, "%": true}}
	for _, row := range wide.Rows {
		c := row.Cells
		var below []string
		for _, line := range [...]string{c[7], amountsLine(c)} {
			if line != "" {
				for _, piece := range wrap(line, s, "  ") {
					below = append(below, s.Paint(Dim, piece))
				}
			}
		}
		t.Rows = append(t.Rows, Row{Before: row.Before, Cells: []string{c[0], c[1], c[5], c[6]}, Below: append(below, row.Below...)})
	}
	room := s.Width - t.Width()
	for i, row := range t.Rows {
		if width := text.StringWidthWithoutEscSequences(row.Cells[1]); room < 0 && width > 1 {
			t.Rows[i].Cells[1] = s.Paint(Bold, text.Snip(text.StripEscape(row.Cells[1]), max(longest(t.Rows, 1)+room, 1), "…"))
		}
	}
	return t
}

func longest(rows []Row, column int) int {
	width := 0
	for _, row := range rows {
		width = max(width, text.StringWidthWithoutEscSequences(row.Cells[column]))
	}
	return width
}

// amountsLine is the region with the amounts before and after.
func amountsLine(cells []string) string {
	before, after := strings.TrimSpace(text.StripEscape(cells[3])), strings.TrimSpace(text.StripEscape(cells[4]))
	if before == "" {
		before = "none"
	}
	if after == "" {
		after = "none"
	}
	return strings.Join(nonEmpty([]string{cells[2], before + " → " + after}), " · ")
}

// costDiffBelow is what stands under a row: why there is no difference, and how
// the amounts come about.
func costDiffBelow(c *diff.Change, s Screen, o CostDiffOptions) []string {
	var below []string
	for _, remark := range nonEmpty(append([]string{c.Reason}, report.DiffCovers(c)...)) {
		for _, line := range wrap(Safe(remark), s, "") {
			below = append(below, s.Paint(Yellow, line))
		}
	}
	if !o.Explain {
		return below
	}
	for _, side := range [...]struct {
		title string
		of    *quote.Deployment
	}{{"before", c.Old}, {"after", c.New}} {
		if side.of == nil || len(side.of.Fee.Lines) == 0 {
			continue
		}
		below = append(below, side.title+":")
		narrower := s
		if s.Width > 0 {
			narrower.Width = max(1, s.Width-len(bullet))
		}
		for _, line := range derivation(side.of, narrower) {
			below = append(below, bullet+line)
		}
	}
	return below
}

// costDiffFine names the prices, and the caution that holds for what is new.
func costDiffFine(d *diff.Diff) []string {
	before, after := report.EditionText(d.Old.Quote.Catalog), report.EditionText(d.New.Quote.Catalog)
	prices := "Prices: " + after
	if before != after {
		prices = "Prices: " + before + " before, " + after + " after"
	}
	return nonEmpty([]string{prices, report.IdleText(d.New.Quote.Deployments)})
}

func statusInk(status diff.Status) Ink {
	switch status {
	case diff.Added:
		return Green
	case diff.Removed:
		return Red
	case diff.Changed:
		return Yellow
	}
	return Dim
}
