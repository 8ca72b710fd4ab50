package sizing

import (
	"errors"
	"math"
	"math/big"
)

// found is the best capacity that a sweep has met.
type found struct {
	any   bool
	fee   int64
	merit int64 // of capacities with the same fee, the one with the highest merit is taken
	steps capacity
}

// offer keeps a capacity if it is better than what is kept. Of two with the same
// fee and merit the one that was offered first stays.
func (f *found) offer(fee, merit int64, steps ...int64) {
	if f.any && (fee > f.fee || fee == f.fee && merit <= f.merit) {
		return
	}
	f.any, f.fee, f.merit = true, fee, merit
	f.steps = append(f.steps[:0], steps...)
}

// beyond reports whether a fee can be no better than what is kept.
func (f *found) beyond(fee int64) bool { return f.any && fee > f.fee }

// wholeFees scales fees by one factor so that they are integers, small enough
// that any capacity's fee fits an int64.
func wholeFees(fees []*big.Rat) ([]int64, error) {
	common := big.NewInt(1)
	for _, fee := range fees {
		gcd := new(big.Int).GCD(nil, nil, common, fee.Denom())
		common.Mul(common, new(big.Int).Quo(fee.Denom(), gcd))
	}
	whole := make([]int64, len(fees))
	limit := big.NewInt(math.MaxInt64 / (int64(dimensions) * (MaxSteps + 1)))
	for i, fee := range fees {
		scaled := new(big.Int).Mul(fee.Num(), new(big.Int).Quo(common, fee.Denom()))
		if scaled.Cmp(limit) > 0 {
			return nil, errors.New("the prices have too many digits to be compared")
		}
		whole[i] = scaled.Int64()
	}
	return whole, nil
}
