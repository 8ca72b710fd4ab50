package money

import (
	"math/bits"

	"github.com/shopspring/decimal"
)

// Nearly every number here fits a machine word, and arithmetic on words costs a
// tenth of that on big integers. The functions of this file say whether it does;
// where it does not, their callers compute with big integers and get the same.

// smallDigits is how many digits always fit a machine word.
const smallDigits = 18

// powersOfTen are those that fit a machine word.
var powersOfTen = [smallDigits + 1]int64{
	1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
}

// small returns the coefficient of a number of at most 18 digits.
func small(d decimal.Decimal) (coefficient int64, ok bool) {
	if d.NumDigits() > smallDigits {
		return 0, false
	}
	return d.CoefficientInt64(), true
}

// smallProduct multiplies; ok is false if the product has more than 63 bits.
func smallProduct(a, b int64) (product int64, ok bool) {
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	if high != 0 || low > 1<<63-1 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(low), true
	}
	return int64(low), true
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// scaled is a number times 10^places; ok is false if that has more than 63 bits.
func scaled(n int64, places int64) (product int64, ok bool) {
	if places < 0 || places > smallDigits {
		return 0, n == 0
	}
	return smallProduct(n, powersOfTen[places])
}

// smallQuotient is num / den in lowest terms as a coefficient with so many
// decimal places. ok is false if it does not terminate or does not fit.
func smallQuotient(num, den int64) (coefficient, places int64, ok bool) {
	if den == 0 {
		return 0, 0, false
	}
	if divisor := commonDivisor(magnitude(num), magnitude(den)); divisor > 1 {
		num, den = num/int64(divisor), den/int64(divisor)
	}
	if den < 0 {
		num, den = -num, -den
	}
	rest, twos, fives := den, int64(0), int64(0)
	for ; rest%2 == 0; rest /= 2 {
		twos++
	}
	for ; rest%5 == 0; rest /= 5 {
		fives++
	}
	places = max(twos, fives)
	if rest != 1 || places > smallDigits {
		return 0, 0, false
	}
	coefficient, ok = smallProduct(num, powersOfTen[places]/den)
	return coefficient, places, ok
}

func commonDivisor(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
