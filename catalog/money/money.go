// Package money is the bottom of the house: exact decimals read from text,
// amounts that carry their currency, and the one place where an amount may be
// rounded. It knows nothing of models, plans or regions.
package money

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Amount is a sum of money in one currency, unrounded.
type Amount struct {
	Value    decimal.Decimal
	Currency string // ISO 4217 code
}

// Add returns the sum of two amounts of one currency. Adding different
// currencies is an error, never a number.
func (a Amount) Add(b Amount) (Amount, error) {
	if a.Currency != b.Currency {
		return Amount{}, fmt.Errorf("cannot add %s to %s", b.Currency, a.Currency)
	}
	return Amount{Value: a.Value.Add(b.Value), Currency: a.Currency}, nil
}

// Cents is the number of decimal places that an invoice shows.
const Cents = 2

// Rounded returns the amount rounded half up (away from zero) to cents: the
// only rounding that a terminating amount ever sees, done where it is shown.
func (a Amount) Rounded() decimal.Decimal {
	return a.Value.Round(Cents)
}

// String writes the amount rounded to cents, and in full where that would be nothing.
func (a Amount) String() string {
	shown := a.Rounded()
	if shown.IsZero() {
		shown = a.Value
	}
	return Grouped(shown, Cents) + " " + a.Currency
}

// Text writes a decimal exactly, without exponent, separators or trailing
// zeros after the point: the form of every number in JSON and CSV.
func Text(d decimal.Decimal) string { return d.String() }

// Grouped writes a decimal exactly for people: thousands separated by commas
// and at least minPlaces decimal places ("19,360.00", "2,007.83376").
func Grouped(d decimal.Decimal, minPlaces int) string {
	return string(AppendGrouped(nil, d, minPlaces))
}

// Count writes a whole number as Grouped does.
func Count[N ~int | ~int64](n N) string { return Grouped(decimal.NewFromInt(int64(n)), 0) }

// AppendGrouped appends what Grouped writes.
func AppendGrouped(to []byte, d decimal.Decimal, minPlaces int) []byte {
	text := d.String()
	if text[0] == '-' {
		to, text = append(to, '-'), text[1:]
	}
	whole, _, _ := strings.Cut(text, ".")
	point := len(whole)
	for i, digit := range []byte(whole) {
		if i > 0 && (point-i)%3 == 0 {
			to = append(to, ',')
		}
		to = append(to, digit)
	}
	if point < len(text) {
		to = append(to, text[point:]...)
	} else if minPlaces > 0 {
		to = append(to, '.')
	}
	for places := max(len(text)-point-1, 0); places < minPlaces; places++ {
		to = append(to, '0')
	}
	return to
}
