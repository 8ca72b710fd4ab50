package plot

import (
	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
)

// tickText writes the value of a tick, which is round: "12,500" or "0.25".
func tickText(value float64) string {
	const places = 6 // of the smallest steps that are drawn
	return money.Grouped(decimal.NewFromFloat(value).Round(places), 0)
}

// HourStep is the distance of ticks on an axis of so many hours: whole days
// where they are long enough, so that ticks fall on days.
func HourStep(hours float64) float64 {
	const most = 10
	for _, step := range [...]float64{1, 2, 3, 6, 12, 24, 48, 72, 120, 168, 240, 480, 720} {
		if hours/step <= most {
			return step
		}
	}
	return roundStep(hours, most)
}
