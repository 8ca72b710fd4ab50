package compare

import (
	"math/big"

	"github.com/shopspring/decimal"
)

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
