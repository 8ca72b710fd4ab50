package diff

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// PercentPlaces is how many decimal places a percentage is shown with.
const PercentPlaces = 1

// Percent is an exact change in percent of what was before.
type Percent struct{ value *big.Rat }

// percentOf returns what share of a base a difference is; nil if the base is 0,
// of which nothing is a share.
func percentOf(difference, base *big.Rat) *Percent {
	if base.Sign() == 0 {
		return nil
	}
	share := new(big.Rat).Quo(difference, base)
	return &Percent{share.Mul(share, big.NewRat(100, 1))}
}

// percent is percentOf for decimals.
func percent(difference, base decimal.Decimal) *Percent {
	return percentOf(difference.Rat(), base.Rat())
}

// Rat returns the exact value: 25/2 for 12.5 %.
func (p *Percent) Rat() *big.Rat { return new(big.Rat).Set(p.value) }

// Sign is -1 for a fall, 0 for none and 1 for a rise.
func (p *Percent) Sign() int { return p.value.Sign() }

// Rounded returns the value to PercentPlaces places, half up (away from zero),
// and whether that is all of it.
func (p *Percent) Rounded() (rounded decimal.Decimal, exact bool) {
	text := p.value.FloatString(PercentPlaces) // halves go away from zero
	rounded = decimal.RequireFromString(text)
	return rounded, rounded.Rat().Cmp(p.value) == 0
}
