package edit

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/costplan/costplan/engine/document"
)

// Value is what is to be written at a place.
type Value struct {
	kind   document.Kind
	text   string
	fields []Field
	items  []Value
}

// Field is one key of a mapping with its value.
type Field struct {
	Key   string
	Value Value
}

// String is a text.
func String(text string) Value { return Value{kind: document.String, text: text} }

// Number is a number in decimal notation, written as it is.
func Number(digits string) Value { return Value{kind: document.Number, text: digits} }

// Mapping is a mapping of fields in their order.
func Mapping(fields ...Field) Value { return Value{kind: document.Mapping, fields: fields} }

// List is a list of items.
func List(items ...Value) Value { return Value{kind: document.Sequence, items: items} }

// Copy is the value that a node has, without its anchors and comments.
func Copy(n *document.Node) Value {
	v := Value{kind: n.Kind, text: n.Text}
	for _, e := range n.Entries {
		v.fields = append(v.fields, Field{e.Key.Text, Copy(e.Value)})
	}
	for _, item := range n.Items {
		v.items = append(v.items, Copy(item))
	}
	return v
}

func (v Value) scalar() bool { return v.kind != document.Mapping && v.kind != document.Sequence }

// node is the value as it has to be read.
func (v Value) node() *document.Node {
	n := &document.Node{Kind: v.kind, Text: v.text}
	for _, f := range v.fields {
		n.Entries = append(n.Entries, document.Entry{Key: &document.Node{Kind: document.String, Text: f.Key}, Value: f.Value.node()})
	}
	for _, item := range v.items {
		n.Items = append(n.Items, item.node())
	}
	return n
}

// within puts a value into the mappings that a path of keys names.
func within(keys []string, v Value) Value {
	for i := len(keys) - 1; i >= 0; i-- {
		v = Mapping(Field{keys[i], v})
	}
	return v
}

// split takes a JSON pointer apart.
func split(path string) []string {
	if path == "" {
		return nil
	}
	steps := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i := range steps {
		steps[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(steps[i])
	}
	return steps
}

// pointer extends a JSON pointer by a step.
func pointer(path, step string) string {
	return path + "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(step)
}

// index reads a step as the index of an item.
func index(step string) (i int, ok bool) {
	if step == "" || len(step) > 9 {
		return 0, false
	}
	for _, c := range []byte(step) {
		if c < '0' || c > '9' {
			return 0, false
		}
		i = 10*i + int(c-'0')
	}
	return i, true
}

// scalar writes a value that is no mapping or list. In JSON, and where keys have
// quotes, a text has them too.
func scalar(v Value, quotes bool) string {
	switch {
	case v.kind == document.Null:
		return "null"
	case v.kind != document.String:
		return v.text
	case !quotes && plain(v.text):
		return v.text
	}
	return double(v.text)
}

// rewritten writes a value in the place of a scalar: with the same quotes if it
// can have them. Quotes that only the old text needed are left out.
func (t *Text) rewritten(n *document.Node, v Value, quotes bool) string {
	if v.kind != document.String || quotes {
		return scalar(v, quotes)
	}
	c := t.src.At(n.Start)
	if c != '"' && c != '\'' || n.Kind == document.String && !plain(n.Text) {
		return scalar(v, false)
	}
	if c == '\'' && printable(v.text) {
		return "'" + strings.ReplaceAll(v.text, "'", "''") + "'"
	}
	return double(v.text)
}

// plain reports whether a text can stand without quotes, so that every reader
// takes it for this text: those of YAML 1.1 and 1.2, within brackets or not.
func plain(text string) bool {
	if text == "" || strings.TrimSpace(text) != text || document.PlainKind(text) != document.String || elevenType(text) {
		return false
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '/':
		case i > 0 && (unicode.IsMark(r) || strings.ContainsRune(" -.+@()$%~", r)):
		default:
			return false
		}
	}
	return true
}

// elevenType reports whether YAML 1.1, or an editor, takes a text without quotes
// for something else: a boolean, a number, a date.
func elevenType(text string) bool {
	switch strings.ToLower(text) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity":
		return true
	}
	if text[0] < '0' || text[0] > '9' {
		return false
	}
	if len(text) > 1 && text[0] == '0' && strings.ContainsRune("xXoObB", rune(text[1])) {
		return true
	}
	digits := strings.Map(func(r rune) rune {
		if r == '_' || r == '.' || r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, text)
	switch strings.ToLower(digits) {
	case "", "e", "e+", "e-":
		return true // a number, with separators or not
	}
	return strings.Count(text, "-") >= 2 && strings.HasPrefix(strings.ToLower(digits), "--") // a date: 2026-06-06
}

// printable reports whether a text has nothing in it that only an escape can
// write.
func printable(text string) bool {
	return strings.IndexFunc(text, hidden) < 0
}

// hidden reports whether a character can't stand in a YAML text, or is one that
// ends a line there.
func hidden(r rune) bool {
	return r < ' ' || r >= 0x7F && r < 0xA0 || r == 0x2028 || r == 0x2029 || r == 0xFEFF || r == 0xFFFE || r == 0xFFFF
}

// double writes a text in double quotes, as JSON does and YAML too.
func double(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r == '\n':
			out.WriteString(`\n`)
		case r == '\t':
			out.WriteString(`\t`)
		case r == '\r':
			out.WriteString(`\r`)
		case hidden(r):
			fmt.Fprintf(&out, `\u%04X`, r)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('"')
	return out.String()
}
