package form

import (
	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/quote"
)

// number is a field that holds a number, with what one step of it is.
type number struct {
	Field
	node   *document.Node // what is written; nil if it is left out
	holds  decimal.Decimal
	unset  bool            // nothing holds where it is left out
	step   decimal.Decimal // between values that are offered; zero if any is as good
	fine   decimal.Decimal // between valid values, if that is less
	free   bool            // any value is valid
	least  decimal.Decimal // the smallest value
	most   decimal.Decimal // the largest valid value; zero if there is none
	last   decimal.Decimal // the largest that is offered as the next step; zero for most
	one    string          // one of the unit, for the text of a step
	terms  func(*deployment.Terms, decimal.Decimal)
	period bool // the amount of a step is for the period that is billed, which the field does not change
}

// number adds a field that holds a number.
func (c *carder) number(n number) *Field {
	f := n.Field
	f.Kind = Number
	f.Value = written(n.node)
	holds, known := n.holds, !n.unset
	if f.Value != nil {
		f.Effective = *f.Value
		if holds, known = deployment.NumberOf(n.node); known && n.node.Kind == document.String {
			f.Effective = money.Text(holds) // 120M
		}
	} else if known {
		f.Effective = money.Text(n.holds)
	}
	if n.fine.IsZero() {
		n.fine = n.step
	}
	f.Min, f.Max = decimalText(n.least), limit(n.most)
	if !n.free {
		f.Step = limit(n.fine)
	}
	if !n.step.IsZero() {
		if !known {
			holds = decimal.Zero
		}
		n.steps(&f, holds, known || f.Value == nil)
		f.StepText = c.stepText(&n, &f, holds)
	}
	return c.add(f)
}

// limit is nil where there is none.
func limit(d decimal.Decimal) *string {
	if d.IsZero() {
		return nil
	}
	return decimalText(d)
}

func decimalText(d decimal.Decimal) *string {
	text := money.Text(d)
	return &text
}

// steps finds the multiples of the step next to what holds.
func (n *number) steps(f *Field, holds decimal.Decimal, known bool) {
	if !known {
		return
	}
	whole, rest := holds.QuoRem(n.step, 0)
	up := whole.Add(decimal.NewFromInt(1)).Mul(n.step)
	down := whole.Mul(n.step)
	if rest.IsZero() {
		down = down.Sub(n.step)
	}
	if holds.IsNegative() {
		up, down = n.step, n.least.Sub(n.step)
	}
	up = decimal.Max(up, n.least)
	last := n.last
	if last.IsZero() {
		last = n.most
	}
	if !last.IsZero() && down.GreaterThan(last) {
		down = last
	}
	if last.IsZero() || up.LessThanOrEqual(last) {
		f.StepUp = decimalText(up)
	}
	if down.GreaterThanOrEqual(n.least) && down.LessThan(holds) {
		f.StepDown = decimalText(down)
	}
}

// stepText says what the next value above costs more: "+4 units: +9,680.00 USD
// for 30d". It is empty where either amount is not known, or there is no
// difference.
func (c *carder) stepText(n *number, f *Field, holds decimal.Decimal) string {
	if f.StepUp == nil || !c.fee.Known || n.terms == nil {
		return ""
	}
	up, err := money.ParseDecimal(*f.StepUp)
	if err != nil {
		return ""
	}
	other := c.t
	n.terms(&other, up)
	fee := quote.Brief(c.Catalog, &other)
	more, ok := difference(fee, c.fee)
	if !ok {
		return ""
	}
	text := "+" + quote.Counted(up.Sub(holds), n.one) + ": " + more
	if n.period {
		text += " for " + c.covers()
	}
	return text
}

// difference is how much more a fee is than another, with its sign; ok is false
// if that is not known or nothing.
func difference(fee, than quote.Fee) (text string, ok bool) {
	if !fee.Known || !than.Known || fee.Amount.Currency != than.Amount.Currency {
		return "", false
	}
	more := money.Amount{Value: fee.Amount.Value.Sub(than.Amount.Value), Currency: fee.Amount.Currency}
	if more.Value.IsZero() {
		return "", false
	}
	sign := "+"
	if more.Value.IsNegative() {
		sign = "" // it has one
	}
	return sign + more.String(), true
}

// covers is the time that the fee is for: the period, or what a subscription is
// bought for.
func (c *carder) covers() string { return covers(&c.t, c.item.Period) }

func covers(t *deployment.Terms, period deployment.Period) string {
	switch {
	case t.Payment != catalog.Subscription:
		return period.Label
	case t.Plan == catalog.PTU:
		return quote.Counted(t.Days, "day")
	case t.CancelAfter.IsPositive():
		return quote.Counted(t.CancelAfter.Ceil(), "day")
	}
	return quote.Counted(t.Months, "month")
}
