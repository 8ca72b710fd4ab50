package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"gopkg.in/yaml.v3"

	"github.com/costplan/costplan/catalog/money"
)

// reader turns the nodes of one file into values. It notes every fault with its
// line and goes on with a zero value, so that one reading finds all faults. A
// nil node stands for a fault that is already noted.
type reader struct {
	file   string
	faults []error
}

func (r *reader) fault(line int, format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf("%s:%d: %s", r.file, line, fmt.Sprintf(format, args...)))
}

// parse reads the one document of a file. The parser would take the first
// document and ignore the rest.
func (r *reader) parse(data []byte) *yaml.Node {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var first, second yaml.Node
	switch err := decoder.Decode(&first); {
	case errors.Is(err, io.EOF):
		r.fault(1, "the file is empty")
		return nil
	case err != nil:
		r.faults = append(r.faults, fmt.Errorf("%s: %w", r.file, err))
		return nil
	}
	switch err := decoder.Decode(&second); {
	case errors.Is(err, io.EOF):
		return first.Content[0]
	case err != nil:
		r.faults = append(r.faults, fmt.Errorf("%s: %w", r.file, err))
	default:
		r.fault(second.Line, "a second document: a region file has one")
	}
	return nil
}

// fields is a mapping whose keys are checked.
type fields struct {
	r    *reader
	node *yaml.Node // nil if it is not a mapping
}

// fields checks that a node is a mapping with no other keys than these, and
// none of them twice, which the parser lets pass.
func (r *reader) fields(node *yaml.Node, keys ...string) fields {
	if !r.kind(node, yaml.MappingNode, "a mapping") {
		return fields{r: r}
	}
	for i := 0; i < len(node.Content); i += 2 {
		key := node.Content[i]
		switch {
		case key.Kind != yaml.ScalarNode || !slices.Contains(keys, key.Value):
			r.fault(key.Line, "unknown key %s: the keys here are %s", printed(key), strings.Join(keys, ", "))
		case lookup(node, key.Value) != node.Content[i+1]:
			r.fault(key.Line, "key %q is here a second time", key.Value)
		}
	}
	return fields{r, node}
}

// need is the value of a key that has to be there.
func (f fields) need(key string) *yaml.Node {
	if f.node == nil {
		return nil
	}
	value := lookup(f.node, key)
	if value == nil {
		f.r.fault(f.node.Line, "missing key %q", key)
	}
	return value
}

// may is the value of a key that may be left out; then it is nil.
func (f fields) may(key string) *yaml.Node {
	if f.node == nil {
		return nil
	}
	return lookup(f.node, key)
}

// lookup is the value of the first key of that name, or nil.
func lookup(node *yaml.Node, key string) *yaml.Node {
	for i := 0; i < len(node.Content); i += 2 {
		if node.Content[i].Value == key && node.Content[i].Kind == yaml.ScalarNode {
			return node.Content[i+1]
		}
	}
	return nil
}

// list is the elements of a sequence.
func (r *reader) list(node *yaml.Node) []*yaml.Node {
	if !r.kind(node, yaml.SequenceNode, "a list") {
		return nil
	}
	return node.Content
}

// texts is a list of texts.
func (r *reader) texts(node *yaml.Node) []string {
	var all []string
	for _, element := range r.list(node) {
		all = append(all, r.text(element))
	}
	return all
}

// text is a scalar that YAML reads as a string.
func (r *reader) text(node *yaml.Node) string {
	if !r.kind(node, yaml.ScalarNode, "text") {
		return ""
	}
	if node.ShortTag() != "!!str" {
		r.fault(node.Line, "%s has to be text: put it in quotes", printed(node))
		return ""
	}
	return node.Value
}

// integer is a plain whole number in decimal notation, from 0.
func (r *reader) integer(node *yaml.Node) int64 {
	if !r.kind(node, yaml.ScalarNode, "a whole number") {
		return 0
	}
	value, err := strconv.ParseUint(node.Value, 10, 62)
	if err != nil || node.Style != 0 {
		r.fault(node.Line, "%s has to be a whole number in decimal notation", printed(node))
		return 0
	}
	return int64(value)
}

// decimal is a plain number, read from its text: it never is a float.
func (r *reader) decimal(node *yaml.Node) decimal.Decimal {
	if !r.kind(node, yaml.ScalarNode, "a number") {
		return decimal.Decimal{}
	}
	if node.Style != 0 {
		r.fault(node.Line, "%s has to be a plain number, without quotes or tag", printed(node))
		return decimal.Decimal{}
	}
	value, err := money.ParseDecimal(node.Value)
	if err != nil {
		r.fault(node.Line, "%s", err)
	}
	return value
}

// clock is a time of day.
func (r *reader) clock(node *yaml.Node) Clock {
	text := r.text(node)
	if text == "" {
		return Clock{}
	}
	value, err := ParseClock(text)
	if err != nil {
		r.fault(node.Line, "%s", err)
	}
	return value
}

// kind checks the kind of a node and reports whether there is a node to read.
func (r *reader) kind(node *yaml.Node, want yaml.Kind, name string) bool {
	if node == nil {
		return false
	}
	if node.Kind != want {
		r.fault(node.Line, "%s has to be %s", printed(node), name)
		return false
	}
	return true
}

// printed is how a message shows a node.
func printed(node *yaml.Node) string {
	switch node.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias"
	}
	if node.Tag == "!!null" {
		return "an empty value"
	}
	return strconv.Quote(node.Value)
}
