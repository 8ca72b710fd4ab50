package edit

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// Op is one operation on a text.
type Op struct {
	doc  int
	path string // what it is about
	plan func(*draft) error
	out  bool // it takes a key out
}

// change replaces one range of the text as it is now.
type change struct {
	start, end int
	text       string
}

// draft is operations that are not made yet: the changes that they take, and
// what the documents have to be afterwards.
type draft struct {
	*Text
	changes []change
	want    []*document.Node
	going   map[*document.Node]bool // keys that are taken out
}

// Do makes operations, one after the other; if one is refused, none of them is
// made. Each refers to the text as those before it leave it.
func (t *Text) Do(ops ...Op) error {
	if len(ops) == 0 {
		return nil
	}
	err := t.together(ops)
	if err == nil || len(ops) == 1 {
		return err
	}
	// They get into each other's way, or one of them is refused.
	src, file, pieces := t.src, t.file, t.pieces
	for _, op := range ops {
		if err := t.together([]Op{op}); err != nil {
			t.src, t.file, t.pieces = src, file, pieces
			return err
		}
	}
	return nil
}

// together makes operations on the text as it is now, and reads the result once.
func (t *Text) together(ops []Op) error {
	d := &draft{Text: t, want: slices.Clone(t.file.Docs), going: map[*document.Node]bool{}}
	if len(ops) > 1 {
		d.leave(ops)
	}
	for _, op := range ops {
		if err := op.plan(d); err != nil {
			return err
		}
	}
	if len(d.changes) == 0 {
		return nil
	}
	return d.apply(ops[0].doc, ops[0].path)
}

// leave notes which keys are taken out, so that nothing is put in behind them.
func (d *draft) leave(ops []Op) {
	for _, op := range ops {
		if s, err := d.find(op.doc, op.path); err == nil && len(s.above) > 0 && op.out {
			if e := s.last().entry; e != nil {
				d.going[e.Key] = true
			}
		}
	}
}

// apply makes the changes and reads the result. about is the pointer of what is
// changed, in document doc.
func (d *draft) apply(doc int, about string) error {
	err := d.write(doc, about)
	if err == nil {
		return nil
	}
	// Of a text that ends without a line break the last line goes with the break
	// before it, unless what then comes last is a block of text, whose last line
	// break counts.
	for i := range d.changes {
		c := &d.changes[i]
		if width := d.src.Break(c.start); c.end == len(d.src.Data) && width > 0 && width < c.end-c.start {
			c.start += width
			return d.write(doc, about)
		}
	}
	return err
}

func (d *draft) write(doc int, about string) error {
	t := d.Text
	slices.SortStableFunc(d.changes, func(a, b change) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	var data bytes.Buffer
	at := 0
	for _, c := range d.changes {
		if c.start < at || c.end < c.start || c.end > len(t.src.Data) {
			return unlike(about)
		}
		data.Write(t.src.Data[at:c.start])
		data.WriteString(c.text)
		at = c.end
	}
	data.Write(t.src.Data[at:])
	src := document.NewSource(t.src.Name, data.Bytes())
	file := document.Read(src)
	if err := t.check(src, file, d.want, doc, about); err != nil {
		return err
	}
	t.src, t.file, t.pieces = src, file, splice(t.pieces, d.changes)
	return nil
}

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
		path, node, same := difference(want[i], file.Docs[i])
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
// what is around it. The path is built only for a difference, since most of
// the many thousands of nodes are the same.
func difference(want, got *document.Node) (at string, node *document.Node, same bool) {
	if want == got {
		return "", nil, true
	}
	if want.Kind != got.Kind || want.Bad != got.Bad || want.Text != got.Text ||
		len(want.Items) != len(got.Items) || len(want.Entries) > len(got.Entries) {
		return "", got, false
	}
	for i := range want.Items {
		if at, node, same = difference(want.Items[i], got.Items[i]); !same {
			return pointer("", strconv.Itoa(i)) + at, node, false
		}
	}
	for i := range got.Entries {
		key := got.Entries[i].Key.Text
		var own *document.Entry
		if i < len(want.Entries) && want.Entries[i].Key.Text == key {
			own = &want.Entries[i] // most often they are in the same order
		} else if own = want.Entry(key); own == nil {
			return pointer("", key), got.Entries[i].Value, false
		}
		if at, node, same = difference(own.Value, got.Entries[i].Value); !same {
			return pointer("", key) + at, node, false
		}
	}
	if len(want.Entries) != len(got.Entries) {
		return "", got, false
	}
	return "", nil, true
}

// expect sets what a document has to be at the end of a path: nil takes the
// last key away. What is on the way is copied. An operation that an earlier one
// has moved or taken the place of is refused.
func (d *draft) expect(doc int, steps []string, value *document.Node) error {
	root, ok := replaced(d.want[doc], steps, value)
	if !ok {
		return unlike("")
	}
	d.want[doc] = root
	return nil
}

func replaced(n *document.Node, steps []string, value *document.Node) (out *document.Node, ok bool) {
	if len(steps) == 0 {
		return value, true
	}
	changed := *n
	if n.Kind == document.Sequence {
		i, isIndex := index(steps[0])
		if !isIndex || i >= len(n.Items) {
			return nil, false
		}
		changed.Items = slices.Clone(n.Items)
		changed.Items[i], ok = replaced(n.Items[i], steps[1:], value)
		return &changed, ok
	}
	if n.Kind != document.Mapping {
		changed = document.Node{Kind: document.Mapping} // nothing, or what is written over
	}
	changed.Entries = slices.Clone(changed.Entries)
	at := slices.IndexFunc(changed.Entries, func(e document.Entry) bool { return e.Key.Text == steps[0] })
	switch {
	case at < 0 && (len(steps) > 1 || value == nil):
		return nil, false
	case at < 0:
		changed.Entries = append(changed.Entries, document.Entry{Key: &document.Node{Kind: document.String, Text: steps[0]}, Value: value})
	case value == nil && len(steps) == 1:
		changed.Entries = slices.Delete(changed.Entries, at, at+1)
	default:
		changed.Entries[at].Value, ok = replaced(changed.Entries[at].Value, steps[1:], value)
		return &changed, ok
	}
	return &changed, true
}
