package show

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// Quote writes a quote as a table with its totals below. explain adds how each
// amount comes about.
func Quote(w io.Writer, q *quote.Quote, s Screen, explain bool) error {
	if len(q.Deployments) > 0 {
		t := wide(q, s)
		if s.Width > 0 && t.Width() > s.Width {
			t = narrow(q, s)
		}
		decorate(t.Rows, q, s, explain)
		if err := t.Write(w, s); err != nil {
			return err
		}
	}
	return footer(w, q, s)
}

// wide has a column for everything.
func wide(q *quote.Quote, s Screen) Table {
	amounts, title := amountColumn(q, s)
	t := Table{
		Header: []string{"DEPLOYMENT", "REGION", "MODEL", "PLAN", "PAYMENT", "BILLED", title},
		Right:  map[string]bool{title: true},
	}
	list, listTitle := listColumn(q)
	if list != nil {
		t.Header = append(t.Header[:len(t.Header)-1], listTitle, title)
		t.Right[listTitle] = true
	}
	for i := range q.Deployments {
		d := &q.Deployments[i]
		row := Row{Cells: []string{
			s.Paint(Bold, Safe(report.Name(d))), report.RegionCode(d), Safe(d.ModelName),
			Safe(report.PlanText(d)), Safe(report.PaymentText(d.Terms.Payment)), report.BilledText(d),
		}}
		if list != nil {
			row.Cells = append(row.Cells, list[i])
		}
		row.Cells = append(row.Cells, amounts[i])
		t.Rows = append(t.Rows, row)
	}
	return t
}

// listColumn sets the amounts at list prices, beside those that are paid; nil if
// there is no discount.
func listColumn(q *quote.Quote) (cells []string, title string) {
	if !slices.ContainsFunc(q.Totals, quote.Total.Discounted) {
		return nil, ""
	}
	for i := range q.Deployments {
		cell := ""
		if d := &q.Deployments[i]; d.Fee.Known {
			cell = money.Grouped(d.Fee.List.Value, money.Cents)
		}
		cells = append(cells, cell)
	}
	return alignPoints(cells, 0), "AT LIST PRICES"
}

// narrow has the name and the amount in a row, the rest in the lines below.
func narrow(q *quote.Quote, s Screen) Table {
	amounts, title := amountColumn(q, s)
	t := Table{Header: []string{"DEPLOYMENT", title}, Right: map[string]bool{title: true}}
	room := s.Width - len("  ") - text.StringWidthWithoutEscSequences(title)
	for _, amount := range amounts {
		room = min(room, s.Width-len("  ")-text.StringWidthWithoutEscSequences(amount))
	}
	for i := range q.Deployments {
		d := &q.Deployments[i]
		row := Row{Cells: []string{s.Paint(Bold, text.Snip(Safe(report.Name(d)), max(room, 1), "…")), amounts[i]}}
		for _, parts := range [...][]string{
			{d.ModelName, report.RegionCode(d)},
			{report.PlanText(d), report.PaymentText(d.Terms.Payment), report.BilledText(d)},
		} {
			line := strings.Join(nonEmpty(parts), " · ")
			for _, piece := range wrap(Safe(line), s, "") {
				row.Below = append(row.Below, s.Paint(Dim, piece))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func nonEmpty(parts []string) []string {
	var kept []string
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return kept
}

// decorate adds the lines around the rows: the file, if there are several, why
// there is no amount or one for another time than the period, and how the amount comes about.
func decorate(rows []Row, q *quote.Quote, s Screen, explain bool) {
	several := false
	for i := range q.Deployments {
		several = several || q.Deployments[i].File != q.Deployments[0].File
	}
	for i := range q.Deployments {
		d, row := &q.Deployments[i], &rows[i]
		if explain && i > 0 {
			row.Before = append(row.Before, "")
		}
		if several && (i == 0 || d.File != q.Deployments[i-1].File) {
			row.Before = append(row.Before, s.Paint(Dim, Safe(d.File)))
		}
		remark := report.CoversText(d)
		if !d.Fee.Whole() {
			remark = report.Incomplete(&d.Fee)
		}
		if remark != "" {
			for _, line := range wrap(Safe(remark), s, "") {
				row.Below = append(row.Below, s.Paint(Yellow, line))
			}
		}
		if explain {
			row.Below = append(row.Below, derivation(d, s)...)
		}
	}
}

// amountColumn sets the amounts so that their points stand under each other.
// The title carries the currency if there is only one.
func amountColumn(q *quote.Quote, s Screen) (cells []string, title string) {
	title = "AMOUNT"
	if len(q.Totals) == 1 {
		title = fmt.Sprintf("AMOUNT (%s)", q.Totals[0].Amount.Currency)
	}
	amounts := make([]string, len(q.Deployments))
	for i := range q.Deployments {
		if d := &q.Deployments[i]; d.Fee.Known {
			amounts[i] = money.Grouped(d.Fee.Amount.Value, money.Cents)
		}
	}
	aligned := alignPoints(amounts, 0)
	for i := range q.Deployments {
		d := &q.Deployments[i]
		if !d.Fee.Known {
			cells = append(cells, s.Paint(Yellow, report.NoAmount(d)))
			continue
		}
		filler := strings.TrimPrefix(aligned[i], amounts[i])
		if len(q.Totals) > 1 {
			filler += " " + d.Fee.Amount.Currency
		}
		cells = append(cells, s.Paint(Green, amounts[i])+filler)
	}
	return cells, title
}

// footer writes what holds for all deployments: totals, prices, a caution.
func footer(w io.Writer, q *quote.Quote, s Screen) error {
	var out strings.Builder
	if len(q.Deployments) > 0 {
		out.WriteByte('\n')
	}
	if none := report.NoTotalText(q, report.ByFlag); none != "" {
		out.WriteString(s.Paint(Yellow, none) + "\n\n")
	}
	for _, t := range q.Totals {
		ink := Bold
		if !t.Complete() || !t.CoversPeriod() {
			ink = Yellow
		}
		for _, piece := range wrap(fmt.Sprintf("Total for %s: %s", q.Period.Label, report.TotalText(t)), s, "  ") {
			out.WriteString(s.Paint(ink, piece) + "\n")
		}
	}
	if len(q.Totals) > 0 {
		out.WriteByte('\n')
	}
	fine := []string{"Prices: " + report.EditionText(q.Catalog)}
	if idle := report.IdleText(q.Deployments); idle != "" {
		fine = append(fine, idle)
	}
	for _, line := range fine {
		for _, piece := range wrap(line, s, "") {
			out.WriteString(s.Paint(Dim, piece) + "\n")
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}
