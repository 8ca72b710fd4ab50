package document

import (
	"errors"
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

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

// Tags name the type of a value. Only those of plain data mean something here;
// an editor or another tool that knows !Ref would read another document.

// collectionTag reports a tag of a mapping or list that says something else.
func (r *yamlReader) collectionTag(n *yaml.Node, node *Node, tag span) {
	if string(r.text[tag.start:tag.end]) == "!" || n.Tag == "!!map" && node.Kind == Mapping || n.Tag == "!!seq" && node.Kind == Sequence {
		return
	}
	r.unsupportedTag(node, tag)
}

// taggedScalar gives a scalar the type of its tag, if its text has that type.
func (r *yamlReader) taggedScalar(node *Node, tag span, name string, isKey bool) {
	kind, tooLong := plainKind(node.Text)
	fits := true
	switch {
	case string(r.text[tag.start:tag.end]) == "!": // "not to be interpreted"
		return
	case name == "!!str" || name == "!!timestamp" || name == "!!merge":
		return
	case name == "!!int":
		fits = kind == Number && !strings.ContainsAny(node.Text, ".eE")
	case name == "!!float":
		fits = kind == Number
	case name == "!!bool":
		fits = kind == Bool
	case name == "!!null":
		fits = kind == Null
	default:
		r.unsupportedTag(node, tag)
		return
	}
	switch {
	case isKey:
	case !fits:
		node.Bad = true
		r.problem(diag.Syntax, node.Start, node.End,
			fmt.Sprintf("the tag %s does not fit the value %s", r.text[tag.start:tag.end], quoted(node.Text)),
			"remove the tag")
	default:
		node.Kind = kind
		if kind == Bool {
			node.Text = strings.ToLower(node.Text)
		}
		if tooLong {
			r.numberTooLong(node)
		}
	}
}

// unsupportedTag reports a tag that no plain data has.
func (r *yamlReader) unsupportedTag(node *Node, tag span) {
	node.Bad = true
	r.problem(diag.Syntax, tag.start, tag.end,
		fmt.Sprintf("tags such as %s are not supported", quoted(string(r.text[tag.start:tag.end]))),
		"remove the tag and write the value itself, in quotes if it is text")
}
