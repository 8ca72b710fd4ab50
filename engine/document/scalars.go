package document

import (
	"errors"
	"fmt"
	"strings"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diag"
)

// plainKind returns the type that YAML 1.2 gives to a scalar without quotes and
// tag. tooLong is true for a number in decimal notation beyond the limits of
// money.ParseDecimal.
func plainKind(text string) (kind Kind, tooLong bool) {
	switch text {
	case "", "~", "null", "Null", "NULL":
		return Null, false
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return Bool, false
	}
	return numberKind(text)
}

// PlainKind returns the type of a scalar without quotes and tag.
func PlainKind(text string) Kind {
	kind, _ := plainKind(text)
	return kind
}

// numberKind tells decimal numbers from other text.
func numberKind(text string) (kind Kind, tooLong bool) {
	if !maybeDecimal(text) {
		return String, false
	}
	switch _, err := money.ParseDecimal(text); {
	case err == nil:
		return Number, false
	case errors.Is(err, money.ErrTooLong):
		return Number, true
	}
	return String, false
}

// maybeDecimal rules out, without the cost of an error, what can't be a
// decimal number or is also an octal one: 017 is 15 to YAML 1.1 and 17 to 1.2.
func maybeDecimal(text string) bool {
	whole := strings.TrimLeft(text, "+-")
	if whole == "" || whole[0] != '.' && (whole[0] < '0' || whole[0] > '9') {
		return false
	}
	for i := 1; i < len(whole); i++ {
		switch c := whole[i]; {
		case c >= '0' && c <= '9', c == '.', c == 'e', c == 'E', c == '+', c == '-':
		default:
			return false
		}
	}
	octal := len(whole) > 1 && whole[0] == '0' && whole[1] >= '0' && whole[1] <= '9'
	return !octal || strings.IndexByte(whole, '.') >= 0
}

// numberTooLong reports a number beyond the limits of money.ParseDecimal. Its
// node stays in the tree, marked, so that nobody reads a zero in its place.
func (b *builder) numberTooLong(n *Node) {
	n.Bad = true
	b.problem(diag.Limit, n.Start, n.End,
		fmt.Sprintf("the number %s is too long: at most %d digits and an exponent up to %d are read",
			quoted(n.Text), money.MaxDigits, money.MaxExponent),
		"write a shorter number")
}

// YAML11Boolean tells whether the node is a bare yes, no, on or off, which YAML
// 1.1 takes for a boolean and YAML 1.2 for text. Such a node is a String.
func (n *Node) YAML11Boolean() (value, ok bool) {
	if n == nil || !n.Plain || n.Kind != String {
		return false, false
	}
	switch n.Text {
	case "yes", "Yes", "YES", "on", "On", "ON":
		return true, true
	case "no", "No", "NO", "off", "Off", "OFF":
		return false, true
	}
	return false, false
}
