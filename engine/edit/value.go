package edit

import (
	"strings"

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
