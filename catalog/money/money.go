// Package money is the bottom of the house: exact decimals read from text,
// amounts that carry their currency, and the one place where an amount may be
// rounded. It knows nothing of models, plans or regions.
package money

import (
	"fmt"

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
