package diff

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
)

// Limit is the most that a total may rise by.
type Limit struct {
	Value   decimal.Decimal // an amount in the currency of the total, or percent
	Percent bool            // of the total before the change
}

// ParseLimit reads an amount ("500", "99.5") or a percentage of the total before
// the change ("10%").
func ParseLimit(text string) (Limit, error) {
	number, isPercent := strings.CutSuffix(text, "%")
	const want = "write an amount such as 500, or a percentage of the total before the change such as 10%"
	if strings.HasPrefix(number, "-") {
		return Limit{}, fmt.Errorf("limit %q is negative: %s", text, want)
	}
	value, err := money.ParseDecimal(number)
	if err != nil || strings.ContainsAny(number, "eE+") {
		return Limit{}, fmt.Errorf("%q is not a limit: %s", text, want)
	}
	return Limit{Value: value, Percent: isPercent}, nil
}

// String writes a limit as ParseLimit reads it.
func (l Limit) String() string {
	if l.Percent {
		return money.Text(l.Value) + "%"
	}
	return money.Text(l.Value)
}

// Verdict says whether a change keeps to a limit.
type Verdict struct {
	Limit    Limit
	Exceeded bool
	Checks   []Check
}

// Check is what a limit says of the total of one currency.
type Check struct {
	Currency string // empty if it is of no currency
	Exceeded bool   // also where it is not known that the limit is kept to
	Reason   string // with the arithmetic
}

// Exceeds holds every total against a limit. A rise as large as the limit is
// fine. Where it is not known that a total keeps to the limit, it counts as
// exceeded.
func (d *Diff) Exceeds(limit Limit) Verdict {
	v := Verdict{Limit: limit}
	switch {
	case d.Reason != "":
		v.add(Check{Exceeded: true, Reason: "the difference is not known: " + d.Reason})
	case len(d.Totals) == 0 && d.Adrift > 0:
		v.add(Check{Exceeded: true, Reason: fmt.Sprintf("the difference is not known: %s", missingText(d.Adrift))})
	default:
		for i := range d.Totals {
			v.add(d.Totals[i].check(limit))
		}
	}
	return v
}

func (v *Verdict) add(c Check) {
	v.Checks = append(v.Checks, c)
	v.Exceeded = v.Exceeded || c.Exceeded
}

// check holds one total against a limit. Of a difference that is only bounded
// from above, the bound is checked against it. Where the total before is a lower
// bound, a percentage of it is too, so that what keeps to it keeps to the limit.
func (t *Total) check(limit Limit) Check {
	c := Check{Currency: t.Currency}
	rise, most := t.Difference, ""
	if rise == nil && t.Bound != nil && t.Bound.Direction == AtMost {
		rise, most = &t.Bound.Value, "at most "
	}
	if rise == nil {
		c.Exceeded = true
		c.Reason = fmt.Sprintf("how far the total rises is not known, which counts as too far: %s", missingText(max(t.MissingAfter, 1)))
		return c
	}
	allowed := limit.Value
	if limit.Percent {
		allowed = limit.Value.Mul(t.Before.Amount.Value).Shift(-2)
	}
	amount := func(d decimal.Decimal) string { return money.Grouped(d, money.Cents) + " " + t.Currency }
	bound := amount(allowed) + " allowed"
	if limit.Percent {
		bound += fmt.Sprintf(" (%s of %s)", limit, amount(t.Before.Amount.Value))
	}
	switch {
	case !rise.IsPositive():
		c.Reason = "the total does not rise"
	case rise.LessThanOrEqual(allowed):
		c.Reason = fmt.Sprintf("a rise of %s%s is within the %s", most, amount(*rise), bound)
	default:
		c.Exceeded = true
		c.Reason = fmt.Sprintf("a rise of %s%s is more than the %s", most, amount(*rise), bound)
	}
	return c
}

// missingText counts what has no amount.
func missingText(n int) string {
	if n == 1 {
		return "1 deployment or file could not be priced"
	}
	return fmt.Sprintf("%d deployments or files could not be priced", n)
}
