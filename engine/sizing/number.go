package sizing

import (
	"regexp"
	"strings"
)

// tokens reads a count of tokens: digits ("1234"), also with thousands separated
// ("1,234") and with decimals, which are rounded up. Space around it is allowed.
// Where a comma may part the fraction, so may a point part thousands, and what has
// two meanings is refused.
func tokens(text string, name column, comma bool) (n int64, rounded bool, bad *fault) {
	const help = "write a whole number of tokens such as 1234"
	digits := trim(text)
	if digits == "" {
		return 0, false, faultf(help+", or 0", "%s is empty", name)
	}
	whole, fraction := digits, ""
	if !onlyDigits(digits) {
		if comma && onePart.MatchString(digits) {
			return 0, false, faultf("write it without a separator of thousands", "%s can be thousands or a fraction: %s", name, shown(digits))
		}
		var ok bool
		if whole, fraction, ok = split(digits, comma); !ok {
			if digits[0] == '-' {
				return 0, false, faultf(help, "%s is negative: %s", name, shown(digits))
			}
			return 0, false, faultf(help, "%s is not a number: %s", name, shown(digits))
		}
	}
	for i := range len(whole) {
		n = n*10 + int64(whole[i]-'0')
		if n > MaxTokens {
			return 0, false, faultf("split the row, or correct it", "%s is %s, more than %d", name, shown(digits), int64(MaxTokens))
		}
	}
	if strings.Trim(fraction, "0") != "" {
		return n + 1, true, nil
	}
	return n, false, nil
}

var (
	onePart = regexp.MustCompile(`^[1-9][0-9]{0,2}[.,][0-9]{3}$`) // of thousands, or a fraction
	number  = regexp.MustCompile(`^([0-9]+|[0-9]{1,3}(?:[, '\x{a0}\x{202f}\x{2019}][0-9]{3})+)(?:\.([0-9]+))?$`)
	swapped = strings.NewReplacer(",", ".", ".", ",")
)

// split parts a number that is more than digits.
func split(text string, comma bool) (whole, fraction string, ok bool) {
	parts := number.FindStringSubmatch(text)
	if parts == nil && comma {
		parts = number.FindStringSubmatch(swapped.Replace(text))
	}
	if parts == nil {
		return "", "", false
	}
	whole = strings.Map(func(r rune) rune {
		if r < '0' || '9' < r {
			return -1
		}
		return r
	}, parts[1])
	return whole, parts[2], true
}

func onlyDigits(text string) bool { return strings.IndexFunc(text, isNotDigit) < 0 }

// trim cuts spaces and tabs from both ends.
func trim(text string) string { return strings.Trim(text, " \t") }
