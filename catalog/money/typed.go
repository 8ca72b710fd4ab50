package money

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Typed reads a number as people type it: with thousands separated ("50,000",
// "50 000", "50_000", "50'000"), or in thousands, millions or billions ("50k",
// "1.5M", "2B"). It returns its digits in decimal notation.
func Typed(text string) (digits string, ok bool) {
	text = strings.TrimSpace(text)
	power := int32(0)
	if text != "" {
		switch text[len(text)-1] {
		case 'k', 'K':
			power = 3
		case 'm', 'M':
			power = 6
		case 'b', 'B':
			power = 9
		}
		if power > 0 {
			text = strings.TrimRight(text[:len(text)-1], " ")
		}
	}
	value, err := ParseDecimal(ungrouped(text))
	if err != nil {
		return "", false
	}
	digits = Text(value.Mul(decimal.New(1, power)))
	_, err = ParseDecimal(digits) // what is beyond the limits of a file can't be written
	return digits, err == nil
}

// ungrouped takes the separators out of a number whose digits are in groups of
// three. Other text is returned as it is.
func ungrouped(text string) string {
	whole, fraction, hasFraction := strings.Cut(text, ".")
	for _, separator := range [...]string{",", " ", "_", "'", "\u00a0", "\u202f", "\u2019"} {
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
