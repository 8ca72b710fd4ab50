package chart

import (
	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
)

// hourTicks are the ticks of an axis of so many hours: whole days apart where
// they are long enough, so that ticks fall on days.
func hourTicks(hours decimal.Decimal) []Tick {
	return ticks(hours, hourStep(hours), func(at decimal.Decimal) string { return money.Grouped(at, 0) })
}

func hourStep(hours decimal.Decimal) decimal.Decimal {
	const most = 10
	for _, step := range [...]int64{1, 2, 3, 6, 12, 24, 48, 72, 120, 168, 240, 480, 720} {
		if hours.LessThanOrEqual(decimal.NewFromInt(step * most)) {
			return decimal.NewFromInt(step)
		}
	}
	for power := decimal.NewFromInt(1000); ; power = power.Shift(1) {
		for _, factor := range [...]string{"1", "2", "2.5", "5"} {
			step := power.Mul(decimal.RequireFromString(factor))
			if hours.LessThanOrEqual(step.Shift(1)) {
				return step
			}
		}
	}
}

// ticks are those from 0 to the end of an axis.
func ticks(end, step decimal.Decimal, text func(at decimal.Decimal) string) []Tick {
	var all []Tick
	for at := (decimal.Decimal{}); at.LessThanOrEqual(end); at = at.Add(step) {
		all = append(all, Tick{at, text(at)})
	}
	return all
}
