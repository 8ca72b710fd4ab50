package sizing

import "math/big"

// cheapest is the number of steps that costs least in one dimension, if a step
// costs fee and a part of a token that overflows costs perPart, both for as long
// as the minutes last. Overflow is convex in steps, so steps are worth buying
// exactly as long as one more saves more than it costs. Of several the fewest.
// O(log most x log n).
func (l *levels) cheapest(fee, perPart *big.Rat) int64 {
	worth := worthwhile(fee, perPart)
	return search(l.most(), func(steps int64) bool { return !worth(l.drop(steps)) })
}

// worthwhile tells whether a step that keeps so many parts from overflowing
// saves more than it costs: drop x perPart > fee.
func worthwhile(fee, perPart *big.Rat) func(drop int64) bool {
	limit := new(big.Rat).Quo(fee, perPart)
	floor := new(big.Int).Quo(limit.Num(), limit.Denom())
	if !floor.IsInt64() {
		return func(int64) bool { return false }
	}
	most := floor.Int64()
	return func(drop int64) bool { return drop > most }
}
