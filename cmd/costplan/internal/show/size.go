package show

import (
	"fmt"
	"io"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/sizing"
)

// Sizing writes what traffic needs: the answers, the load, what the capacities
// around the best one do, and the week's schedule if there is one.
func Sizing(w io.Writer, r *sizing.Result, s Screen) error {
	d := sizingText{prose: prose{screen: s}, r: r}
	d.heading(fmt.Sprintf("%s in %s, plan ptu, amounts for %s", Safe(r.Offer.Model), Safe(r.Region.Name), r.Period.Label))
	for i := range r.Answers {
		a := &r.Answers[i]
		if len(a.Choices) == 0 {
			d.item(s.Paint(Yellow, a.Goal.String()+": "+Safe(a.Reason.Text)))
			continue
		}
		d.item(a.Goal.String() + ": " + report.AnswerText(r, a))
	}
	if r.OnDemandOnly.Known {
		d.item("without any capacity, all by the token: " + report.CostText(r.OnDemandOnly) + " " + r.Region.Currency)
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
	d.notes(append(slices.Clone(r.Notes), sizing.Assumptions()...))
	d.out.WriteString("\n" + s.Paint(Dim, "Prices: "+report.EditionText(r.Catalog)) + "\n")
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

// load describes the traffic.
func (d *sizingText) load() {
	l := d.r.Load
	count := func(n int64) string { return money.Grouped(decimal.NewFromInt(n), 0) }
	d.section("Load")
	detected := ""
	if l.Detected {
		detected = " (as it seems: --rows says otherwise)"
	}
	d.item(fmt.Sprintf("%s rows of %s%s, %s minutes from %s to %s", count(l.Rows), l.Kind, detected, count(int64(l.Minutes)),
		l.Start().Format("2006-01-02 15:04"), l.End().Format("2006-01-02 15:04 -07:00")))
	d.out.WriteByte('\n')
	header := []string{"TOKENS A MINUTE", "MEAN"}
	var rows [][]string
	for i := range d.r.Dimensions {
		s := &d.r.Dimensions[i].Stats
		cells := []string{d.r.Dimensions[i].Dimension.String(), report.MeanText(s.Mean)}
		for _, p := range s.Percentiles {
			if i == 0 {
				header = append(header, p.Name)
			}
			cells = append(cells, money.Grouped(p.Load, 0))
		}
		at := "-"
		if s.Peak.IsPositive() {
			at = s.PeakAt.Format("Mon 2006-01-02 15:04")
		}
		rows = append(rows, append(cells, money.Grouped(s.Peak, 0), at))
	}
	d.table(append(header, "PEAK", "PEAK AT"), rows)
}

// answer writes the choices for a goal.
func (d *sizingText) answer(a *sizing.Answer) {
	d.section("Capacity " + a.Goal.String())
	overflowCost := d.r.OnDemand != nil
	header := []string{"PAYMENT", "CAPACITY", "COVERED", "UTILISATION", "OVERFLOW", "FEE", "FEE FOR " + d.r.Period.Label}
	if overflowCost {
		header = append(header, "OVERFLOW COST", "TOTAL")
	}
	var rows [][]string
	for i := range a.Choices {
		c := &a.Choices[i]
		utilisation, overflow := "", decimal.Decimal{}
		for j, o := range c.Outcomes {
			if j > 0 {
				utilisation += "/"
			}
			utilisation += report.ShareText(o.Utilisation)
			overflow = overflow.Add(o.Overflow)
		}
		rate, unit := report.ChoiceRate(d.r, c)
		payment := report.PaymentText(c.Payment)
		if i == a.Best {
			payment = d.screen.Paint(Green, payment+" *")
		}
		cells := []string{payment, report.CapacityText(report.ChoiceTPM(c)), report.ShareText(c.Covered), utilisation, money.Grouped(overflow, 0),
			money.Grouped(rate.Amount.Value, money.Cents) + " a " + unit, feeText(c.Fee)}
		if overflowCost {
			cells = append(cells, report.CostText(c.OverflowCost), report.CostText(c.Total))
		}
		rows = append(rows, cells)
	}
	d.table(header, rows)
	d.item(d.screen.Paint(Dim, "* the cheaper one; "+d.r.Region.Currency+", overflow in tokens over the traffic that was read"))
}

func feeText(f quote.Fee) string {
	if !f.Known {
		return "unknown"
	}
	return money.Grouped(f.Amount.Rounded(), money.Cents)
}

// neighbours writes what the capacities around the best one of the first answer do.
func (d *sizingText) neighbours() {
	var best *sizing.Choice
	for i := range d.r.Answers {
		if a := &d.r.Answers[i]; best == nil && len(a.Choices) > 0 {
			best = &a.Choices[a.Best]
		}
	}
	if best == nil {
		return
	}
	for i := range d.r.Dimensions {
		n := &d.r.Dimensions[i]
		if !n.Stats.Peak.IsPositive() {
			continue
		}
		d.section("Capacities around it: " + n.Dimension.String() + " TPM")
		d.curve(n, best.Outcomes[i].TPM)
	}
}

// curve writes a few points of a curve around a capacity.
func (d *sizingText) curve(n *sizing.Need, tpm int64) {
	const around = 2
	at := slices.IndexFunc(n.Curve, func(p sizing.Point) bool { return p.TPM >= tpm })
	if at < 0 {
		at = len(n.Curve) - 1
	}
	header := []string{"TPM", "COVERED", "UTILISATION", "OVERFLOW"}
	for _, fee := range n.Curve[at].Fees {
		header = append(header, "FEE "+report.PaymentText(fee.Payment))
	}
	if d.r.OnDemand != nil {
		header = append(header, "OVERFLOW COST")
	}
	var rows [][]string
	for i := max(0, at-around); i <= min(len(n.Curve)-1, at+around); i++ {
		p := &n.Curve[i]
		name := money.Grouped(decimal.NewFromInt(p.TPM), 0)
		if i == at {
			name += " *"
		}
		cells := []string{name, report.ShareText(p.Covered), report.ShareText(p.Utilisation), money.Grouped(p.Overflow, 0)}
		for _, fee := range p.Fees {
			cells = append(cells, report.CostText(fee.Fee))
		}
		if d.r.OnDemand != nil {
			cells = append(cells, report.CostText(p.OverflowCost))
		}
		rows = append(rows, cells)
	}
	d.table(header, rows)
}

// schedule writes the ways to run a week, and the hours of the best one.
func (d *sizingText) schedule() {
	s := d.r.Schedule
	d.section("A week (" + d.r.Region.Currency + " for seven days)")
	if s.Reason != nil {
		d.item(d.screen.Paint(Yellow, Safe(s.Reason.Text)))
		return
	}
	var rows [][]string
	for i := range s.Plans {
		p := &s.Plans[i]
		name := report.PlanKindText(p.Kind)
		if i == s.Best {
			name = d.screen.Paint(Green, name+" *")
		}
		base := "-"
		if p.BaseFee != nil {
			base = report.CapacityText(p.Base)
		}
		rows = append(rows, []string{name, base, report.CostText(p.Fee), report.CostText(p.OverflowCost), report.CostText(p.Total)})
	}
	d.table([]string{"WAY", "BASE", "FEE", "OVERFLOW COST", "TOTAL"}, rows)
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
	p.heading(fmt.Sprintf("%s in %s, plan ptu, amounts for %s", Safe(n.Offer.Model), Safe(n.Region.Name), n.Period.Label))
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
	p.notes(append(slices.Clone(n.Notes), "averages know no peaks: traffic that is uneven within a minute overflows above them"))
	p.out.WriteString("\n" + s.Paint(Dim, "Prices: "+report.EditionText(n.Catalog)) + "\n")
	_, err := io.WriteString(w, p.text())
	return err
}
