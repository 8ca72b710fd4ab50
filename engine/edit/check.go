package edit

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// check holds what was read against what it has to be.
func (t *Text) check(src *document.Source, file *document.File, want []*document.Node, doc int, about string) error {
	if p := added(t.file.Problems, file.Problems); p != nil {
		return &Refusal{
			Message: fmt.Sprintf("with %s changed the file would have a new mistake on line %d: %s", name(about), p.Start.Line, p.Message),
			Help:    asText,
		}
	}
	if len(file.Docs) != len(want) {
		return unlike(about)
	}
	for i := range want {
		path, node, same := difference(want[i], file.Docs[i], "")
		if same {
			continue
		}
		if i == doc && (beneath(path, about) || beneath(about, path)) || !t.shared(i, path) {
			return unlike(about)
		}
		line := ""
		if node != nil {
			line = fmt.Sprintf(" (line %d)", src.Position(node.Start).Line)
		}
		return &Refusal{
			Message: fmt.Sprintf("%s%s would change too: it takes its value from %s by an alias or a merge key", path, line, name(about)),
			Help:    "change it in the text: write the value out where it is to be another",
		}
	}
	return nil
}

// shared reports whether what stands at a place is written elsewhere.
func (t *Text) shared(doc int, path string) bool {
	s, err := t.find(doc, path)
	if err != nil || len(s.above) == 0 || s.missing != nil {
		return err != nil
	}
	holder := s.last()
	return holder.entry != nil && holder.entry.Merged || t.place(holder).alias
}

// added returns a problem of a kind that there are now more of than before.
func added(before, after []diag.Diagnostic) *diag.Diagnostic {
	if len(after) == 0 {
		return nil
	}
	count := func(list []diag.Diagnostic, code diag.Code) (n int) {
		for i := range list {
			if list[i].Code == code {
				n++
			}
		}
		return n
	}
	for i := range slices.Backward(after) {
		if code := after[i].Code; count(after, code) > count(before, code) {
			return &after[i]
		}
	}
	return nil
}

// beneath reports whether a pointer is another one or leads into it.
func beneath(path, above string) bool {
	return len(path) >= len(above) && path[:len(above)] == above && (len(path) == len(above) || path[len(above)] == '/')
}

// difference returns where two trees first say something different. The order
// of keys, quotes and places do not count. node is what stands there in got, or
// what is around it.
func difference(want, got *document.Node, path string) (at string, node *document.Node, same bool) {
	if want == got {
		return "", nil, true
	}
	if want.Kind != got.Kind || want.Bad != got.Bad || want.Text != got.Text ||
		len(want.Items) != len(got.Items) || len(want.Entries) > len(got.Entries) {
		return path, got, false
	}
	for i := range want.Items {
		if at, node, same = difference(want.Items[i], got.Items[i], pointer(path, strconv.Itoa(i))); !same {
			return at, node, false
		}
	}
	for i := range got.Entries {
		key := got.Entries[i].Key.Text
		var own *document.Entry
		if i < len(want.Entries) && want.Entries[i].Key.Text == key {
			own = &want.Entries[i] // most often they are in the same order
		} else if own = want.Entry(key); own == nil {
			return pointer(path, key), got.Entries[i].Value, false
		}
		if at, node, same = difference(own.Value, got.Entries[i].Value, pointer(path, key)); !same {
			return at, node, false
		}
	}
	if len(want.Entries) != len(got.Entries) {
		return path, got, false
	}
	return "", nil, true
}

// docsWith returns the documents with another one at an index.
func (t *Text) docsWith(doc int, root *document.Node) []*document.Node {
	docs := slices.Clone(t.file.Docs)
	docs[doc] = root
	return docs
}

// replaced returns a tree in which what stands at the end of a path is another
// value: nil takes the last key away. What is on the way is copied.
func replaced(n *document.Node, steps []string, value *document.Node) *document.Node {
	if len(steps) == 0 {
		return value
	}
	out := *n
	if n.Kind == document.Sequence {
		i, _ := index(steps[0])
		out.Items = slices.Clone(n.Items)
		out.Items[i] = replaced(n.Items[i], steps[1:], value)
		return &out
	}
	if n.Kind != document.Mapping {
		out = document.Node{Kind: document.Mapping} // nothing, or what is written over
	}
	out.Entries = slices.Clone(out.Entries)
	at := slices.IndexFunc(out.Entries, func(e document.Entry) bool { return e.Key.Text == steps[0] })
	switch {
	case at >= 0 && value == nil && len(steps) == 1:
		out.Entries = slices.Delete(out.Entries, at, at+1)
	case at >= 0:
		out.Entries[at].Value = replaced(out.Entries[at].Value, steps[1:], value)
	default:
		out.Entries = append(out.Entries, document.Entry{
			Key: &document.Node{Kind: document.String, Text: steps[0]}, Value: value,
		})
	}
	return &out
}
