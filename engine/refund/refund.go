// Package refund says what comes back when a subscription is made smaller or
// given up before its time, with each step of the computation: the refund of a
// downgrade by the provider's "Refund rules for downgrades" (2026-02-28), and the
// fee of a monthly model unit subscription that is cancelled in its first month,
// by its page "Create deployment". It reckons in rational numbers and divides
// once, at the end; fees and list prices come from package quote.
package refund

import (
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
)

// Step is one step of a computation.
type Step struct {
	Name    string // "fee consumed"
	Formula string // with its numbers, "150 / 30 × 24"
	Value   decimal.Decimal
	Unit    string // a currency, "days", or empty for a ratio
	Exact   bool   // false: the value shown is rounded half up to 10 places; the steps after it are not computed from it
}

// step shows a rational value.
func step(name, formula string, value *big.Rat, unit string) Step {
	shown, exact := rounded(value)
	return Step{Name: name, Formula: formula, Value: shown, Unit: unit, Exact: exact}
}

// rounded writes a rational number as a decimal, rounded only if it does not terminate.
func rounded(r *big.Rat) (value decimal.Decimal, exact bool) {
	return money.Quotient(decimal.NewFromBigInt(r.Num(), 0), decimal.NewFromBigInt(r.Denom(), 0))
}

func text(d decimal.Decimal) string { return money.Grouped(d, 0) }
