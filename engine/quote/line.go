package quote

import (
	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

// Units of time that a duration is counted in.
const (
	hour  = "hour"
	day   = "day"
	month = "month"
)

// Duration is so many units of time. A fee by token has none: Unit is empty.
type Duration struct {
	Count decimal.Decimal
	Unit  string // hour, day or month
}

// Factor scales a price that is charged by another time than it is listed for.
type Factor struct {
	Multiply, Divide decimal.Decimal // both zero if there is none
}

func (f Factor) set() bool { return !f.Divide.IsZero() }

// Line is one item of a fee: Amount = Duration x Quantity x Price x (1 - Discount
// / 100) x Factor.Multiply / Per.Quantity / Factor.Divide, divided once at the end.
type Line struct {
	Item     catalog.Item
	Quantity decimal.Decimal
	Unit     string          // of the quantity: "TPM", "MU1 unit", "token"
	Price    decimal.Decimal // as the page prints it or an overlay states it, for all that Per covers
	Discount decimal.Decimal // percent off Price; zero if there is none
	// ListPrice is the provider's price for all that Per covers, whatever an overlay
	// says; Price where the page has none.
	ListPrice decimal.Decimal
	Currency  string
	Per       catalog.Per
	Duration  Duration
	Factor    Factor
	Amount    decimal.Decimal // discount taken off
	List      decimal.Decimal // the same at ListPrice
	Exact     bool            // false: the amount does not terminate and is rounded half up to 10 places
	Source    string          // the price cell: edition, file and line
}

// Formula writes the computation with its numbers, "720 hours × 50,000 TPM ×
// 1.2 USD / 10,000".
func (l Line) Formula() string {
	const times, by = " × ", " / "
	text := make([]byte, 0, 80)
	if l.Duration.Unit != "" {
		text = append(appendCounted(text, l.Duration.Count, l.Duration.Unit), times...)
	}
	text = append(appendCounted(text, l.Quantity, l.Unit), times...)
	text = append(append(money.AppendGrouped(text, l.Price, 0), ' '), l.Currency...)
	if !l.Discount.IsZero() {
		text = append(append(text, times...), decimal.NewFromInt(100).Sub(l.Discount).Shift(-2).String()...)
	}
	if l.Factor.set() {
		text = append(append(text, times...), l.Factor.Multiply.String()...)
	}
	if l.Per.Quantity != 1 {
		text = money.AppendGrouped(append(text, by...), decimal.NewFromInt(l.Per.Quantity), 0)
	}
	if l.Factor.set() {
		text = append(append(text, by...), l.Factor.Divide.String()...)
	}
	return string(text)
}

// Counted writes a number with its unit in the singular or plural: "1 hour",
// "720 hours", "50,000 TPM".
func Counted(n decimal.Decimal, unit string) string {
	return string(appendCounted(make([]byte, 0, 40), n, unit))
}

func appendCounted(to []byte, n decimal.Decimal, unit string) []byte {
	start := len(to)
	to = money.AppendGrouped(to, n, 0)
	one := string(to[start:]) == "1"
	to = append(append(to, ' '), unit...)
	if unit != "TPM" && !one {
		to = append(to, 's')
	}
	return to
}
