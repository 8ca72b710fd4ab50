package edit

import (
	"bytes"
	"cmp"
	"slices"

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
