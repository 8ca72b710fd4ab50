package chart

import (
	"math/big"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
)

// coordinate is a rational number as a decimal.
func coordinate(r *big.Rat) decimal.Decimal {
	value, _ := money.FromRat(r)
	return value
}

// places writes a rational number rounded half up to so many places.
func places(r *big.Rat, n int32) string { return money.Grouped(coordinate(r).Round(n), 0) }

// amountText writes an amount as it is, with its currency.
func amountText(d decimal.Decimal, currency string) string {
	return money.Grouped(d, money.Cents) + " " + currency
}

// sum writes an amount rounded to cents.
func sum(r *big.Rat, currency string) string {
	return amountText(coordinate(r).Round(money.Cents), currency)
}

// about writes a rational number to at most two places, and says so if that is
// not all of it.
func about(r *big.Rat) string {
	const most = 2
	value, exact := money.FromRat(r)
	short := value.Round(most)
	if exact && short.Equal(value) {
		return money.Grouped(value, 0)
	}
	return "about " + money.Grouped(short, 0)
}

// count is a number in a table, amount one with cents.
func count(d decimal.Decimal) cell  { return cell{money.Grouped(d, 0), money.Text(d)} }
func amount(d decimal.Decimal) cell { return cell{money.Grouped(d, money.Cents), money.Text(d)} }

// rational is a number in a table with so many places at least. What does not
// terminate is rounded to cents for people and to money.InexactPlaces for programs.
func rational(r *big.Rat, minPlaces int) cell {
	value, exact := money.FromRat(r)
	shown := value
	if !exact {
		shown = value.Round(money.Cents)
	}
	return cell{money.Grouped(shown, minPlaces), money.Text(value)}
}

// compact writes a large number in thousands, millions or more, to four digits,
// and says so if that is not all of it: "about 331.9M".
func compact(d decimal.Decimal) string {
	const digits = 4
	for _, unit := range [...]struct {
		zeros int32
		name  string
	}{{12, "T"}, {9, "B"}, {6, "M"}, {3, "k"}} {
		scaled := d.Shift(-unit.zeros)
		whole := len(scaled.Truncate(0).Abs().String())
		if scaled.LessThan(decimal.NewFromInt(1)) {
			continue
		}
		short := scaled.Round(max(0, int32(digits-whole)))
		text := money.Grouped(short, 0) + unit.name
		if !short.Equal(scaled) {
			text = "about " + text
		}
		return text
	}
	return money.Grouped(d, 0)
}

// capital makes a text begin as a sentence does. Names of plans stay as they are.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
