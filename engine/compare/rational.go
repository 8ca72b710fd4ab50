package compare

import (
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
)

// Decimal writes a rational number as a decimal. Where it does not terminate it
// is rounded half up to money.InexactPlaces places, and exact is false.
func Decimal(r *big.Rat) (value decimal.Decimal, exact bool) {
	return money.Quotient(decimal.NewFromBigInt(r.Num(), 0), decimal.NewFromBigInt(r.Denom(), 0))
}

// afterwards is the smallest whole number above r, which is not negative.
func afterwards(r *big.Rat) *big.Int {
	whole := new(big.Int).Quo(r.Num(), r.Denom())
	return whole.Add(whole, big.NewInt(1))
}

// inLowestTerms divides whole numbers by what they have in common.
func inLowestTerms(numbers []decimal.Decimal) []decimal.Decimal {
	common := new(big.Int)
	for _, n := range numbers {
		common.GCD(nil, nil, common, n.BigInt())
	}
	if common.Sign() == 0 {
		return numbers
	}
	var lowest []decimal.Decimal
	for _, n := range numbers {
		lowest = append(lowest, decimal.NewFromBigInt(new(big.Int).Quo(n.BigInt(), common), 0))
	}
	return lowest
}
