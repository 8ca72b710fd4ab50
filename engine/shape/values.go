package shape

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/suggest"
)

// typeNames are the types as a message says them.
func typeName(t string) string {
	switch t {
	case "integer":
		return "a whole number"
	case "number":
		return "a number"
	case "string":
		return "text"
	case "boolean":
		return "true or false"
	case "array":
		return "a list"
	case "object":
		return "a mapping"
	}
	return t
}

func kindName(n *document.Node) string {
	switch n.Kind {
	case document.Null:
		return "empty"
	case document.Bool:
		return "a boolean"
	case document.Number:
		return "the number " + n.Text
	case document.String:
		return "text"
	case document.Sequence:
		return "a list"
	}
	return "a mapping"
}

func (f *findings) wrongType(l leaf) {
	want := l.schema.kind
	if n := f.yesNo[l.path]; n != nil && want == "boolean" {
		f.boolean(l.path, n, true)
		return
	}
	message := fmt.Sprintf("%s takes %s, but is %s", l.name(), typeName(want), kindName(l.node))
	numeric := want == "integer" || want == "number"
	if numeric && l.node.Kind == document.String {
		if f.notDecimal(l, message) {
			return
		}
	}
	switch {
	case l.node.Kind == document.Null:
		f.add(diag.WrongType, l, l.name()+" has no value: it takes "+typeName(want), f.write(l, f.example(l)))
	case want == "integer" && l.node.Kind == document.Number:
		f.add(diag.WrongType, l, fmt.Sprintf("%s takes a whole number, but is %s", l.name(), l.node.Text), "remove the fraction")
	case want == "string" && l.node.Kind <= document.Number && l.node.Plain:
		quoted := strconv.Quote(l.node.Text)
		fix := f.replace(l, quoted)
		fix.Safe = len(l.schema.enum) == 0 && l.schema.pattern == nil && l.name() != "region"
		f.add(diag.WrongType, l, message, "put it in quotes: "+l.name()+": "+quoted, fix)
	default:
		f.add(diag.WrongType, l, message, f.write(l, f.example(l)))
	}
}

// notDecimal reports text where a number belongs, if it is a number that is
// quoted or in another notation.
func (f *findings) notDecimal(l leaf, message string) bool {
	text := l.node.Text
	if _, err := money.ParseDecimal(text); err == nil && !l.node.Plain {
		f.add(diag.WrongType, l, message+" in quotes", "remove the quotes: "+l.name()+": "+text, f.replace(l, text))
		return true
	}
	const way = "numbers are written in decimal notation"
	plain := strings.NewReplacer("_", "", ",", "").Replace(text)
	if _, err := money.ParseDecimal(plain); err == nil && plain != text {
		f.add(diag.WrongType, l, fmt.Sprintf("%s is %q, and %s, without separators", l.name(), text, way), f.write(l, plain), f.replace(l, plain))
		return true
	}
	if n, err := strconv.ParseInt(text, 0, 64); err == nil && l.node.Plain && strings.HasPrefix(strings.TrimLeft(text, "+-"), "0") {
		decimal := strconv.FormatInt(n, 10)
		f.add(diag.WrongType, l, fmt.Sprintf("%s is %q, and %s", l.name(), text, way), fmt.Sprintf("write %s: %s if that is what %s means", l.name(), decimal, text))
		return true
	}
	switch strings.ToLower(strings.TrimLeft(text, "+-.")) {
	case "inf", "nan":
		f.add(diag.WrongType, l, fmt.Sprintf("%s is %q, which is no amount of anything: %s", l.name(), text, way), f.write(l, f.example(l)))
		return true
	}
	return false
}

func (f *findings) notAllowed(l leaf) {
	choices := slices.Clone(l.schema.enum)
	if l.schema.constant != nil {
		choices = append(choices, fmt.Sprint(l.schema.constant))
	}
	message := fmt.Sprintf("%s %s is not allowed: use %s", l.name(), quoted(l.node), suggest.OneOf(choices))
	near, ok := suggest.Nearest(l.node.Text, choices)
	if !ok || l.node.Kind != document.String {
		f.add(diag.NotAllowed, l, message, f.write(l, choices[0]))
		return
	}
	fix := f.replace(l, edit.Rewrite(f.src, l.node, near))
	fix.Safe = strings.EqualFold(near, l.node.Text)
	f.add(diag.NotAllowed, l, message, "did you mean "+near+"?", fix)
}

// quoted writes a value as a message shows it: shortened, and text in quotes.
func quoted(n *document.Node) string {
	const most = 60
	text := n.Text
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "…"
	}
	switch n.Kind {
	case document.String:
		return strconv.Quote(text)
	case document.Sequence, document.Mapping, document.Null:
		return "(" + kindName(n) + ")"
	}
	return text
}

func (f *findings) outOfRange(l leaf) {
	k := l.schema
	value := quoted(l.node)
	switch l.keyword {
	case "minimum":
		f.add(diag.OutOfRange, l, fmt.Sprintf("%s is %s; the least is %s", l.name(), value, money.Text(*k.minimum)), f.write(l, f.example(l)))
	case "exclusiveMinimum":
		f.add(diag.OutOfRange, l, fmt.Sprintf("%s is %s; it has to be more than %s", l.name(), value, money.Text(*k.above)), f.write(l, f.example(l)))
	case "maximum":
		f.add(diag.OutOfRange, l, fmt.Sprintf("%s is %s; the most is %s", l.name(), value, money.Text(*k.maximum)), "write at most "+money.Text(*k.maximum))
	case "minLength":
		f.add(diag.OutOfRange, l, l.name()+" is empty", f.write(l, f.example(l)))
	case "maxLength":
		f.add(diag.OutOfRange, l, fmt.Sprintf("%s %s has %d characters; the most is %d", l.name(), value, utf8.RuneCountInString(l.node.Text), k.maxLength),
			"shorten it to "+strconv.Itoa(k.maxLength)+" characters")
	case "minProperties":
		f.add(diag.MissingField, l, l.name()+" is empty", "give at least one of "+suggest.OneOf(k.names))
	case "minItems":
		f.add(diag.OutOfRange, l, l.name()+" is an empty list", "list what is meant, or leave "+l.name()+" out")
	case "uniqueItems":
		f.add(diag.OutOfRange, l, l.name()+" has an item twice", "leave one of them out")
	case "pattern":
		f.add(diag.NotAllowed, l, fmt.Sprintf("%s %s is not understood", l.name(), value), "write it like "+suggest.OneOf(k.exampleTexts()))
	default:
		f.add(diag.NotAllowed, l, fmt.Sprintf("%s %s is not allowed here (%s)", l.name(), value, l.keyword), f.write(l, f.example(l)))
	}
}
