package show

import (
	"fmt"
	"io"
	"slices"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/sizing"
)

// Sizing writes what traffic needs: the answers, the load, what the capacities
// around the best one do, and the week's schedule if there is one.
func Sizing(w io.Writer, r *sizing.Result, s Screen) error {
	d := sizingText{prose: prose{screen: s}, r: r}
	view := report.SizeViewOf(r)
	d.heading(Safe(view.Title))
	for i, sentence := range view.Sentences {
		if sentence = Safe(sentence); i < len(r.Answers) && len(r.Answers[i].Choices) == 0 {
			sentence = s.Paint(Yellow, sentence)
		}
		d.item(sentence)
	}
	d.load()
	for i := range r.Answers {
		if len(r.Answers[i].Choices) > 0 {
			d.answer(&r.Answers[i])
		}
	}
	d.neighbours()
	if r.Schedule != nil {
		d.schedule()
	}
	d.notes(view.Notes)
	d.out.WriteString(pricesLine(r.Catalog, s))
	if d.err != nil {
		return d.err
	}
	_, err := io.WriteString(w, d.text())
	return err
}

// sizingText is a sizing being laid out.
type sizingText struct {
	prose
	r   *sizing.Result
	err error
}

// table adds a table whose columns but the first are flush right.
func (d *sizingText) table(header []string, rows [][]string) {
	t := Table{Header: header, Right: map[string]bool{}}
	for _, title := range header[1:] {
		t.Right[title] = true
	}
	for _, cells := range rows {
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	if err := t.Write(&d.out, d.screen); err != nil {
		d.err = err
	}
}

// tableOf adds a table of a page under titles of its own. A star stands at the
// row that is marked.
func (d *sizingText) tableOf(header []string, t report.Table, paint func(string) string) {
	if t.Marked != nil {
		t.Rows = slices.Clone(t.Rows)
		marked := slices.Clone(t.Rows[*t.Marked])
		marked[0] = paint(marked[0] + " *")
		t.Rows[*t.Marked] = marked
	}
	d.table(header, t.Rows)
}

func (d *sizingText) green(text string) string { return d.screen.Paint(Green, text) }

func plain(text string) string { return text }

// load describes the traffic.
func (d *sizingText) load() {
	t := report.LoadTable(d.r)
	d.section(t.Title)
	d.item(report.LoadText(d.r, " (as it seems: --rows says otherwise)"))
	d.out.WriteByte('\n')
	percentiles := t.Columns[2 : len(t.Columns)-2]
	d.tableOf(slices.Concat([]string{"TOKENS A MINUTE", "MEAN"}, percentiles, []string{"PEAK", "PEAK AT"}), t, plain)
}

// answer writes the choices for a goal.
func (d *sizingText) answer(a *sizing.Answer) {
	t := report.AnswerTable(d.r, a)
	d.section(t.Title)
	header := []string{"PAYMENT", "CAPACITY", "COVERED", "UTILISATION", "OVERFLOW", "FEE", "FEE FOR " + d.r.Period.Label}
	if d.r.OnDemand != nil {
		header = append(header, "OVERFLOW COST", "TOTAL")
	}
	d.tableOf(header, t, d.green)
	d.item(d.screen.Paint(Dim, "* the cheaper one; "+t.Note))
}

// neighbours writes what the capacities around the best one of the first answer do.
func (d *sizingText) neighbours() {
	for _, t := range report.CurveTables(d.r) {
		d.section(t.Title)
		header := []string{"TPM", "COVERED", "UTILISATION", "OVERFLOW"}
		for _, payment := range d.r.Offer.Payments() {
			header = append(header, "FEE "+report.PaymentText(payment))
		}
		if d.r.OnDemand != nil {
			header = append(header, "OVERFLOW COST")
		}
		d.tableOf(header, t, plain)
	}
}

// schedule writes the ways to run a week, and the hours of the best one.
func (d *sizingText) schedule() {
	s := d.r.Schedule
	d.section("A week (" + d.r.Region.Currency + " for seven days)")
	if s.Reason != nil {
		d.item(d.screen.Paint(Yellow, Safe(s.Reason.Text)))
		return
	}
	d.tableOf([]string{"WAY", "BASE", "FEE", "OVERFLOW COST", "TOTAL"}, report.WeekTable(d.r), d.green)
	if s.CoversAll {
		d.item("overflow has no price, so every minute is covered")
	}
	const most = 12
	best := &s.Plans[s.Best]
	for i := range best.Runs {
		if i == most {
			d.item(fmt.Sprintf("and %d more capacities: --format json has them all", len(best.Runs)-most))
			break
		}
		run := &best.Runs[i]
		d.item(report.CapacityText(run.TPM) + " pay-as-you-go: " + report.HoursText(run.Hours))
	}
}

// RatesNeed writes what averages need.
func RatesNeed(w io.Writer, n *sizing.RatesNeed, s Screen) error {
	p := prose{screen: s}
	view := report.SizeRatesViewOf(n)
	p.heading(Safe(view.Title))
	for _, d := range n.Dimensions {
		p.item(d.Dimension.String() + ": " + d.Formula)
	}
	p.out.WriteByte('\n')
	for i, payment := range n.Offer.Payments() {
		fee := &n.Fees[i]
		if !fee.Known {
			p.item(report.PaymentText(payment) + ": " + Safe(fee.Reason))
			continue
		}
		p.item(fmt.Sprintf("%s: %s %s", report.PaymentText(payment), money.Grouped(fee.Amount.Value, money.Cents), fee.Amount.Currency))
		for _, l := range fee.Lines {
			p.item("  " + pad(string(l.Item), len("thinking_output")) + "  " + equation(l))
		}
	}
	p.notes(view.Notes)
	p.out.WriteString(pricesLine(n.Catalog, s))
	_, err := io.WriteString(w, p.text())
	return err
}
