package deployment

import (
	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

// Covers is the time that a fee pays for and the length of the period, where the
// two differ. Both are exact and in the same unit.
type Covers struct {
	Paid   decimal.Decimal
	Period decimal.Decimal
	Unit   string // "hour", "day" or "month"
}

// Beyond reports whether the fee pays for more time than the period has. Else it
// pays for less.
func (c *Covers) Beyond() bool { return c.Paid.GreaterThan(c.Period) }

// Covers returns how the time that terms pay for differs from a period; nil if it
// does not. Hours, a schedule, tokens and an early cancellation state how much is
// used: they differ only if they are more than the period has. A subscription
// lasts for whole days or months, whatever the period.
//
// A month of a subscription is a month of the period where that is a calendar
// month or year, else 30 days. Time is counted in days where both are whole days,
// else in hours.
func (t *Terms) Covers(p Period) *Covers {
	subscribed := t.Payment == catalog.Subscription
	switch {
	case t.NotBilled():
		return nil
	case t.Plan == catalog.PTU && subscribed:
		return between(money.Product(t.Days, decimal.NewFromInt(hoursPerDay)), p.Hours, false)
	case (t.Plan == catalog.MU || t.Plan == catalog.CU) && subscribed:
		if t.CancelAfter.IsPositive() {
			return between(money.Product(t.CancelAfter.Ceil(), decimal.NewFromInt(hoursPerDay)), p.Hours, true)
		}
		if _, months, ok := p.Calendar(); ok {
			if t.Months.Equal(decimal.NewFromInt(months)) {
				return nil
			}
			return &Covers{t.Months, decimal.NewFromInt(months), "month"}
		}
		return between(money.Product(t.Months, decimal.NewFromInt(daysPerMonth*hoursPerDay)), p.Hours, false)
	case t.Plan == catalog.LoRA:
		return nil
	case t.ScheduleDays.GreaterThan(decimal.NewFromInt(p.Days)):
		return between(money.Product(t.ScheduleDays, decimal.NewFromInt(hoursPerDay)), p.Hours, true)
	case t.Hours.Equal(p.Hours.Ceil()): // every hour of the period, the last one rounded up
		return nil
	}
	return between(t.Hours, p.Hours, true)
}

// Lasts is the longest time that a subscription lasts, in hours: months of 31 days.
func (t *Terms) Lasts() decimal.Decimal {
	const longestMonth = 31
	days := t.Days
	switch {
	case t.CancelAfter.IsPositive():
		days = t.CancelAfter.Ceil()
	case t.Plan != catalog.PTU:
		days = money.Product(t.Months, decimal.NewFromInt(longestMonth))
	}
	return money.Product(days, decimal.NewFromInt(hoursPerDay))
}

// between compares two numbers of hours. Fewer hours than the period has are no
// difference where they are a statement of use.
func between(paid, period decimal.Decimal, use bool) *Covers {
	if paid.Equal(period) || use && paid.LessThan(period) {
		return nil
	}
	if money.IsMultiple(paid, hoursPerDay) && money.IsMultiple(period, hoursPerDay) {
		paid, _ = money.Share(paid, hoursPerDay)
		period, _ = money.Share(period, hoursPerDay)
		return &Covers{paid, period, "day"}
	}
	return &Covers{paid, period, "hour"}
}
