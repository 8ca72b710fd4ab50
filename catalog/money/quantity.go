package money

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

const (
	thousand = 3 // digits that k stands for
	million  = 6 // digits that M stands for
)

// ParseQuantity reads a number that is not negative as people type it: digits, or
// digits with k for thousands or M for millions behind ("50000", "50k", "1.5M").
// Nothing is rounded. A small m is refused, since it could be thousandths or
// millions, and so are separators, signs and exponents.
func ParseQuantity(text string) (decimal.Decimal, error) {
	digits, shift := text, int32(0)
	switch {
	case strings.HasSuffix(text, "k"), strings.HasSuffix(text, "K"):
		digits, shift = text[:len(text)-1], thousand
	case strings.HasSuffix(text, "M"):
		digits, shift = text[:len(text)-1], million
	case strings.HasSuffix(text, "m"):
		return decimal.Decimal{}, fmt.Errorf("%q could be thousandths or millions: write M for millions", text)
	}
	if strings.ContainsAny(digits, "_, ") {
		return decimal.Decimal{}, fmt.Errorf("%q has separators: write digits alone, or 50k or 1.5M", text)
	}
	if strings.ContainsAny(digits, "eE+-") {
		if strings.HasPrefix(digits, "-") {
			return decimal.Decimal{}, errors.New("it cannot be negative")
		}
		return decimal.Decimal{}, fmt.Errorf("%q is not a plain number: write 50000, 50k or 1.5M", text)
	}
	value, err := ParseDecimal(digits)
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("%w: write 50000, 50k or 1.5M", err)
	}
	return value.Shift(shift), nil
}
