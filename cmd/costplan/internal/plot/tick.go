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
