// Package document turns bytes into a positioned tree. It reads YAML and JSON,
// every document of a stream, keeps the start and end of every key and value,
// and enforces the limits that keep a hostile file from costing more than a
// diagnostic. It knows nothing of deployments.
package document

import (
	"encoding/json"

	"github.com/costplan/costplan/engine/diag"
)

// Kind is the type of a node, as JSON has it.
type Kind uint8

// The kinds.
const (
	Null Kind = iota
	Bool
	Number
	String
	Sequence
	Mapping
)

// Node is a value of the document. Nodes are shared where the document uses an
// alias or a merge key: then the span is that of the anchored text.
//
// A Number is one in decimal notation. What only some readers take for a
// number (0x1F, 0o17, 017, 1_000, .nan, .inf) or for a date stays a String with
// Plain set, so that whoever expects a number there can say what to write.
type Node struct {
	Kind       Kind
	Plain      bool    // a YAML scalar written without quotes and without a tag
	Bad        bool    // a diagnostic has been given for this value; nothing else should be said of it
	Text       string  // of a scalar: the value (of a string, unescaped; "true" or "false"); a number's digits as written
	Start, End int     // byte offsets into the source, half-open, without anchor and tag
	Entries    []Entry // of a mapping, in the order of the source, merged entries last, each key once
	Items      []*Node // of a sequence
}

// Entry is a key of a mapping with its value. A key is a String, whatever it
// looks like.
type Entry struct {
	Key    *Node
	Value  *Node
	Merged bool // came in through a merge key
}

// Get returns the value of a key of a mapping, or nil.
func (n *Node) Get(key string) *Node {
	if e := n.Entry(key); e != nil {
		return e.Value
	}
	return nil
}

// Entry returns the entry of a key of a mapping, or nil.
func (n *Node) Entry(key string) *Entry {
	if n == nil {
		return nil
	}
	for i := range n.Entries {
		if n.Entries[i].Key.Text == key {
			return &n.Entries[i]
		}
	}
	return nil
}

// WithoutNulls returns the value without the fields of its mappings that are null.
// What is left is shared with the value.
func (n *Node) WithoutNulls() *Node {
	clean := *n
	clean.Entries, clean.Items = nil, nil
	for _, e := range n.Entries {
		if e.Value.Kind == Null && !e.Value.Bad {
			continue
		}
		e.Value = e.Value.WithoutNulls()
		clean.Entries = append(clean.Entries, e)
	}
	for _, item := range n.Items {
		clean.Items = append(clean.Items, item.WithoutNulls())
	}
	return &clean
}

// Span returns where the node stands in its source.
func (n *Node) Span(src *Source) diag.Span {
	return src.Span(n.Start, n.End)
}

// Value returns the node as package encoding/json decodes JSON, with numbers as
// json.Number; nil for a node that a diagnostic has been given for.
func (n *Node) Value() any {
	if n.Bad {
		return nil
	}
	switch n.Kind {
	case Mapping:
		m := make(map[string]any, len(n.Entries))
		for i := range n.Entries {
			m[n.Entries[i].Key.Text] = n.Entries[i].Value.Value()
		}
		return m
	case Sequence:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = item.Value()
		}
		return list
	case Number:
		return json.Number(n.Text)
	case Bool:
		return n.Text[0] == 't' || n.Text[0] == 'T'
	case String:
		return n.Text
	}
	return nil
}

// Limits on a document. A file beyond one of them is reported as diag.Limit.
const (
	MaxBytes = 4 << 20 // size of a file
	MaxDepth = 64      // nesting of mappings and sequences, every alias expanded
	MaxNodes = 100_000 // keys and values of a file, every alias expanded

	// MaxIndicators is how many characters of a YAML file may be ones that can
	// begin a value: brackets, braces, commas, colons, question marks, and
	// dashes before a blank; lines with a "#" count too. The parser spends a
	// microsecond or more on each, long before the nodes can be counted.
	MaxIndicators = 300_000

	// MaxCommentWork is the most that the number of lines with a "#" times the
	// widest indentation of a YAML file may be. Each block that ends searches
	// the comments before it, so the parser's time grows with this product.
	MaxCommentWork = 20_000_000
)
