package report_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// A total says of what is in it only in part that it is, not that it is missing.
func TestTotalTextOfPartialAmounts(t *testing.T) {
	amount := money.Amount{Value: decimal.NewFromInt(7), Currency: "USD"}
	for _, test := range []struct {
		unpriced, partial int
		want              string
	}{
		{0, 0, "7.00 USD"},
		{1, 0, "at least 7.00 USD, without 1 that could not be priced"},
		{1, 1, "at least 7.00 USD, with 1 that could be priced only in part"},
		{5, 2, "at least 7.00 USD, without 3 that could not be priced and with 2 that could be priced only in part"},
	} {
		total := quote.Total{Amount: amount, List: amount, Priced: 3, Unpriced: test.unpriced, Partial: test.partial}
		if got := report.TotalText(total); got != test.want {
			t.Errorf("%d, %d: %s", test.unpriced, test.partial, got)
		}
	}
}
