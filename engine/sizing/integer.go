package sizing

import "math"

// plus adds two counts that are not negative; ok becomes false beyond an int64.
func plus(a, b int64, ok *bool) int64 {
	if a > math.MaxInt64-b {
		*ok = false
		return 0
	}
	return a + b
}

// times multiplies two counts that are not negative; ok becomes false beyond an int64.
func times(a, b int64, ok *bool) int64 {
	if b != 0 && a > math.MaxInt64/b {
		*ok = false
		return 0
	}
	return a * b
}

// ceilDiv divides counts, a begun unit counting as a whole one.
func ceilDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 {
		q++
	}
	return q
}
