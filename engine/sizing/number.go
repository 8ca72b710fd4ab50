package sizing

import "strings"

// tokens reads a count of tokens: digits, with zeros after a point at most
// ("1234", "1234.0"). Space around it is allowed.
func tokens(text string, name column) (int64, *fault) {
	const help = "write a whole number of tokens such as 1234"
	digits := trim(text)
	if digits == "" {
		return 0, faultf(help+", or 0", "%s is empty", name)
	}
	var n int64
	i := 0
	for ; i < len(digits) && '0' <= digits[i] && digits[i] <= '9'; i++ {
		n = n*10 + int64(digits[i]-'0')
		if n > MaxTokens {
			return 0, faultf("split the row, or correct it", "%s is %s, more than %d", name, shown(digits), int64(MaxTokens))
		}
	}
	switch {
	case i == len(digits):
		return n, nil
	case i > 0 && digits[i] == '.' && zeros(digits[i+1:]):
		return n, nil
	case digits[0] == '-':
		return 0, faultf(help, "%s is negative: %s", name, shown(digits))
	case i > 0 && digits[i] == '.':
		return 0, faultf(help, "%s is not a whole number: %s", name, shown(digits))
	}
	return 0, faultf(help, "%s is not a number: %s", name, shown(digits))
}

// zeros reports whether text is one or more zeros.
func zeros(text string) bool { return text != "" && strings.Trim(text, "0") == "" }

// trim cuts spaces and tabs from both ends.
func trim(text string) string { return strings.Trim(text, " \t") }
