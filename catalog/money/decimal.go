package money

import (
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

// Limits on the text of a number. They are checked before the text reaches the
// decimal library, which would spend unbounded time on "1e2147483647".
const (
	// MaxDigits is the largest number of digits that a number may be written with.
	MaxDigits = 40
	// MaxExponent is the largest magnitude of a written exponent.
	MaxExponent = 30
	// InexactPlaces is how many decimal places an amount that does not
	// terminate is rounded to, half up.
	InexactPlaces = 10
)

var (
	// ErrNotDecimal is returned for text that is not a number in decimal notation.
	ErrNotDecimal = errors.New("not a number in decimal notation")
	// ErrTooLong is returned for a number with more than MaxDigits digits or an
	// exponent beyond MaxExponent.
	ErrTooLong = errors.New("number is too long")
)

// ParseDecimal reads a number in decimal notation: an optional sign, digits
// with an optional point, and an optional exponent ("220", "-1.5", "6.4e3").
// Nothing is rounded. Hexadecimal, octal, digit separators, infinities and
// surrounding space give ErrNotDecimal; what exceeds the limits gives ErrTooLong.
func ParseDecimal(text string) (decimal.Decimal, error) {
	if err := CheckDecimal(text); err != nil {
		return decimal.Decimal{}, err
	}
	value, err := decimal.NewFromString(text)
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("%q: %w", shorten(text), ErrNotDecimal)
	}
	return value, nil
}

// CheckDecimal returns the error that ParseDecimal would, without the number.
func CheckDecimal(text string) error {
	mantissa, exponent, hasExponent := text, "", false
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		mantissa, exponent, hasExponent = text[:i], text[i+1:], true
	}
	whole, fraction, _ := strings.Cut(unsigned(mantissa), ".")
	if whole == "" && fraction == "" || !digits(whole) || !digits(fraction) {
		return fmt.Errorf("%q: %w", shorten(text), ErrNotDecimal)
	}
	if hasExponent && (unsigned(exponent) == "" || !digits(unsigned(exponent))) {
		return fmt.Errorf("%q: %w", shorten(text), ErrNotDecimal)
	}
	if len(whole)+len(fraction) > MaxDigits {
		return fmt.Errorf("%q has %d digits, the most is %d: %w",
			shorten(text), len(whole)+len(fraction), MaxDigits, ErrTooLong)
	}
	if e := strings.TrimLeft(unsigned(exponent), "0"); len(e) > 2 || len(e) == 2 && e > fmt.Sprint(MaxExponent) {
		return fmt.Errorf("%q: the exponent goes beyond %d: %w", shorten(text), MaxExponent, ErrTooLong)
	}
	return nil
}

func unsigned(s string) string {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return s[1:]
	}
	return s
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// shorten keeps a hostile number from filling a message.
func shorten(s string) string {
	const most = 48
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// Product multiplies numbers, exactly.
func Product(first decimal.Decimal, others ...decimal.Decimal) decimal.Decimal {
	for _, factor := range others {
		first = first.Mul(factor)
	}
	return first
}

// IsMultiple reports whether a number is a whole number of units. A unit is not 0.
func IsMultiple(d decimal.Decimal, unit int64) bool {
	return d.Mod(decimal.NewFromInt(unit)).IsZero()
}

// CeilDiv divides by a unit above 0, counting a begun unit as a whole one. A
// quotient beyond 63 bits is not meant.
func CeilDiv(d decimal.Decimal, unit int64) int64 {
	quotient, rest := d.QuoRem(decimal.NewFromInt(unit), 0)
	if rest.IsZero() {
		return quotient.IntPart()
	}
	return quotient.IntPart() + 1
}

// Quotient divides once. Where the quotient terminates it is exact, however
// many places it has; else it is rounded half up to InexactPlaces places and
// exact is false. Quotient panics if divisor is zero, as integers do.
func Quotient(dividend, divisor decimal.Decimal) (quotient decimal.Decimal, exact bool) {
	return FromRat(new(big.Rat).Quo(dividend.Rat(), divisor.Rat()))
}

// FromRat writes a rational number as a decimal, rounded as Quotient rounds.
func FromRat(r *big.Rat) (value decimal.Decimal, exact bool) {
	places, exact := r.FloatPrec()
	if !exact {
		places = InexactPlaces
	}
	return decimal.RequireFromString(r.FloatString(places)), exact // halves go away from zero
}

// Share is Quotient by a whole number, such as what a price covers.
func Share(dividend decimal.Decimal, divisor int64) (quotient decimal.Decimal, exact bool) {
	if power, ok := powerOfTen(divisor); ok {
		return dividend.Shift(-power), true
	}
	return Quotient(dividend, decimal.NewFromInt(divisor))
}

// powerOfTen returns n if a number is 10^n.
func powerOfTen(number int64) (n int32, ok bool) {
	for ; number >= 10 && number%10 == 0; n++ {
		number /= 10
	}
	return n, number == 1
}
