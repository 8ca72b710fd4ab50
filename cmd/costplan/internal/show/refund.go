package show

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/refund"
	"github.com/costplan/costplan/engine/report"
)

// Downgrade writes the refund of a downgrade with its steps.
func Downgrade(w io.Writer, d *refund.Downgrade, s Screen) error {
	p := prose{screen: s}
	p.heading("Refund: " + amountText(d))
	if len(d.Orders) > 1 {
		p.item(Safe(d.Formula) + equals(d.Exact) + money.Grouped(d.Amount.Value, money.Cents) + " " + Safe(d.Amount.Currency))
	}
	for i := range d.Orders {
		o := &d.Orders[i]
		name := o.Order.Name
		if len(d.Orders) > 1 && name == "" {
			name = "order " + strconv.Itoa(i+1)
		}
		if name != "" && len(d.Orders) > 1 {
			p.section(Safe(name))
		} else {
			p.out.WriteByte('\n')
		}
		p.steps(o.Steps)
		if o.Reason != "" {
			p.item(p.screen.Paint(Yellow, Safe(o.Reason)))
		}
	}
	p.notes(d.Notes)
	if d.Catalog != nil {
		p.out.WriteString(pricesLine(d.Catalog, s))
	}
	_, err := io.WriteString(w, p.text())
	return err
}

// amountText is the refund rounded to cents, and exactly where that differs.
func amountText(d *refund.Downgrade) string {
	rounded := d.Amount.Rounded()
	text := money.Grouped(rounded, money.Cents) + " " + Safe(d.Amount.Currency)
	if !rounded.Equal(d.Amount.Value) {
		text += " (" + strings.TrimSpace(equals(d.Exact)) + " " + money.Grouped(d.Amount.Value, money.Cents) + ")"
	}
	return text
}

// Cancel writes what it costs to cancel a subscription, day by day. Days far from
// the break-even are folded unless all are wanted.
func Cancel(w io.Writer, name string, c *refund.Cancellation, s Screen, all bool) error {
	p := prose{screen: s}
	bought := report.PlanText(&quote.Deployment{Terms: c.Terms})
	title := fmt.Sprintf("%s, %s in %s, by the month", c.Terms.Model, bought, c.Terms.Region.Name)
	if name != "" {
		title = name + ": " + title
	}
	p.heading(Safe(title))
	for _, note := range c.Notes {
		p.item(Safe(note))
	}
	p.out.WriteByte('\n')
	p.steps(c.Steps)
	p.out.WriteByte('\n')
	if _, err := io.WriteString(w, p.text()); err != nil {
		return err
	}
	if err := dayTable(c, s, all).Write(w, s); err != nil {
		return err
	}
	_, err := io.WriteString(w, pricesLine(c.Catalog, s))
	return err
}

// dayTable has a row for each day that is shown.
func dayTable(c *refund.Cancellation, s Screen, all bool) Table {
	t := Table{
		Header: []string{"DAY", "CANCELLED", "TO STAYING", "BY THE HOUR", "CHEAPEST"},
		Right:  map[string]bool{"DAY": true, "CANCELLED": true, "TO STAYING": true, "BY THE HOUR": true},
	}
	var cancelled, more, hourly []string
	for i := range c.Days {
		d := &c.Days[i]
		cancelled = append(cancelled, money.Grouped(d.Cancelled.Amount.Value, money.Cents))
		sign := ""
		if d.More.IsPositive() {
			sign = "+"
		}
		more = append(more, sign+money.Grouped(d.More, money.Cents))
		hour := "no price"
		if d.PayAsYouGo.Known {
			hour = money.Grouped(d.PayAsYouGo.Amount.Value, money.Cents)
		}
		hourly = append(hourly, hour)
	}
	cancelled, more, hourly = alignPoints(cancelled, 0), alignPoints(more, 0), alignPoints(hourly, 0)
	skipped := 0
	for i := range c.Days {
		if !all && !shownDay(c, i) {
			skipped++
			continue
		}
		d := &c.Days[i]
		row := Row{Cells: []string{strconv.FormatInt(d.Day, 10), cancelled[i], more[i], hourly[i], choicesText(d.Cheapest)}}
		if d.More.IsPositive() {
			row.Cells[2] = s.Paint(Yellow, row.Cells[2])
		}
		if skipped > 0 {
			row.Before = append(row.Before, s.Paint(Dim, fmt.Sprintf(" ... %s more (--all-days)", Counted(skipped, "day"))))
			skipped = 0
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// shownDay reports whether a day is the first or the last, the chosen one, or
// near the one from which cancelling is more expensive.
func shownDay(c *refund.Cancellation, i int) bool {
	const around = 2
	day := c.Days[i].Day
	near := c.CostlyAt > 0 && c.CostlyAt-around <= day && day <= c.CostlyAt+around-1
	return i == 0 || i == len(c.Days)-1 || near || c.Chosen != nil && c.Chosen.Day == day
}

func choicesText(choices []refund.Choice) string {
	var texts []string
	for _, choice := range choices {
		switch choice {
		case refund.CancelIt:
			texts = append(texts, "cancel")
		case refund.Stay:
			texts = append(texts, "stay")
		default:
			texts = append(texts, "by the hour")
		}
	}
	return strings.Join(texts, " = ")
}

// steps writes a computation, names and formulas under each other.
func (p *prose) steps(steps []refund.Step) {
	names, formulas := 0, 0
	for _, step := range steps {
		names, formulas = max(names, len(step.Name)), max(formulas, len([]rune(step.Formula)))
	}
	for _, step := range steps {
		value := strings.TrimSpace(equals(step.Exact)) + " "
		switch unit := Safe(step.Unit); unit {
		case "":
			value += money.Grouped(step.Value, 0)
		case "days":
			value += quote.Counted(step.Value, "day")
		default:
			value += money.Grouped(step.Value, 0) + " " + unit
		}
		line := pad(Safe(step.Name), names) + "  " + pad(Safe(step.Formula), formulas) + "  " + value
		if p.screen.Width > 0 && len([]rune(line)) > p.screen.Width-len(bullet) {
			line = Safe(step.Name) + ": " + Safe(step.Formula) + " " + value
		}
		p.item(line)
	}
}

// notes writes notes as a list.
func (p *prose) notes(notes []string) {
	if len(notes) == 0 {
		return
	}
	p.section("Notes")
	for _, note := range notes {
		p.item(Safe(note))
	}
}

// equals is the sign between a computation and its value, which is marked if it
// had to be rounded.
func equals(exact bool) string {
	if exact {
		return " = "
	}
	return " ≈ "
}
