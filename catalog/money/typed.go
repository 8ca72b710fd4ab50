package money

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"
)

// ErrTyped is the error of Typed for what is no number.
var ErrTyped = errors.New("no number")

// AmbiguousError is the error of Typed for digits that mean one number where a
// point parts thousands, and another where it parts the fraction.
type AmbiguousError struct {
	Text               string
	Thousands, Smaller string // both in decimal notation
}

// Error says both readings.
func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%s can mean %s or %s: write one of the two", e.Text, e.Thousands, e.Smaller)
}

// scales are what may stand behind a number, and the power of ten that it means.
var scales = [...]struct {
	suffix string
	power  int32
}{{"k", 3}, {"m", 6}, {"b", 9}, {"千", 3}, {"万", 4}, {"萬", 4}, {"億", 8}, {"亿", 8}}

// Typed reads a number as people type it: with thousands separated ("50,000",
// "50 000", "50_000", "50'000", "1.234.567"), with a scale ("50k", "1.5M", "2B",
// "5万"), in digits of full width too. It returns its digits in decimal notation.
// "50.000", which has two meanings, is an *AmbiguousError.
func Typed(text string) (digits string, err error) {
	text = strings.TrimSpace(halfWidth.Replace(text))
	typed, power := text, int32(0)
	for _, s := range scales {
		if rest := len(text) - len(s.suffix); rest > 0 && strings.EqualFold(text[rest:], s.suffix) {
			text, power = strings.TrimRight(text[:rest], " "), s.power
			break
		}
	}
	plain := ungrouped(text)
	if power == 0 && strings.HasSuffix(text, "0") && pointOfThousands(text) {
		return "", ambiguous(typed)
	}
	if pointGroups.MatchString(plain) {
		plain = strings.ReplaceAll(plain, ".", "")
	}
	value, err := ParseDecimal(plain)
	if err != nil {
		return "", ErrTyped
	}
	digits = Text(value.Mul(decimal.New(1, power)))
	if _, err := ParseDecimal(digits); err != nil { // what is beyond the limits of a file can't be written
		return "", ErrTyped
	}
	return digits, nil
}

// TypedWhole reads a whole number as Typed does. A point before three digits is
// always asked about: a whole number has no fraction.
func TypedWhole(text string) (digits string, err error) {
	if short := strings.TrimSpace(halfWidth.Replace(text)); pointOfThousands(short) {
		return "", ambiguous(short)
	}
	return Typed(text)
}

func ambiguous(text string) error {
	whole, fraction, _ := strings.Cut(text, ".")
	smaller := strings.TrimRight(whole+"."+fraction, "0")
	return &AmbiguousError{Text: text, Thousands: whole + fraction, Smaller: strings.TrimSuffix(smaller, ".")}
}

var (
	onePoint    = regexp.MustCompile(`^[+-]?[1-9][0-9]{0,2}\.[0-9]{3}$`)
	pointGroups = regexp.MustCompile(`^[+-]?[0-9]{1,3}(\.[0-9]{3}){2,}$`)
)

// pointOfThousands reports whether the only point of a number may part thousands.
func pointOfThousands(text string) bool { return onePoint.MatchString(text) }

// halfWidth takes digits and signs of full width to those of ASCII.
var halfWidth = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
	"，", ",", "．", ".", "－", "-", "−", "-", "　", " ", "ｋ", "k", "Ｋ", "k", "Ｍ", "M", "ｍ", "m")

// ungrouped takes the separators out of a number whose digits are in groups of
// three. Other text is returned as it is.
func ungrouped(text string) string {
	whole, fraction, hasFraction := strings.Cut(text, ".")
	for _, separator := range [...]string{",", " ", "_", "'", "\u00a0", "\u202f", "\u2009", "\u2019"} {
		groups := strings.Split(whole, separator)
		if len(groups) < 2 {
			continue
		}
		for i, group := range groups {
			if i == 0 {
				group = strings.TrimLeft(group, "+-")
			}
			if len(group) > 3 || group == "" || i > 0 && len(group) != 3 {
				return text
			}
		}
		whole = strings.Join(groups, "")
		if hasFraction {
			return whole + "." + fraction
		}
		return whole
	}
	return text
}

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
