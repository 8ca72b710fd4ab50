package edit

import (
	"bytes"
	"slices"
)

// Remove takes the key at a JSON pointer out of its mapping, with its value and
// the comments on and within its lines. A mapping that has nothing left goes with
// it, unless it is the document or an item of a list. What is not there need not
// be removed.
func Remove(doc int, path string) Op {
	return Op{doc: doc, path: path, plan: func(d *draft) error { return d.remove(doc, path) }, out: true}
}

func (d *draft) remove(doc int, path string) error {
	t := d.Text
	s, err := t.find(doc, path)
	if err != nil {
		return err
	}
	if s.missing != nil {
		return nil
	}
	depth := len(s.above)
	if depth == 0 || s.last().entry == nil {
		return unlike(path)
	}
	for depth > 1 && len(s.above[depth-1].node.Entries) == 1 && s.above[depth-2].entry != nil {
		depth-- // nothing else is in this mapping
	}
	holder := &s.above[depth-1]
	if holder.entry.Merged {
		return t.merged(path, s.node)
	}
	var changes []change
	if t.flow(holder.node) {
		changes, err = t.removeFlow(holder)
	} else {
		changes, err = t.removeBlock(holder)
	}
	if err != nil {
		return err
	}
	d.changes = append(d.changes, changes...)
	return d.expect(doc, s.steps[:depth], nil)
}

// removeBlock takes an entry out of a mapping in block style.
func (t *Text) removeBlock(holder *link) ([]change, error) {
	e := holder.entry
	p := t.value(e)
	_, before := t.lineOf(e.Key.Start)
	if p.odd || before == other {
		return nil, unlike(pointer(holder.path, e.Key.Text))
	}
	end := t.tail(p.end, t.column(e.Key.Start))
	switch {
	case len(holder.node.Entries) == 1:
		return []change{{e.Key.Start, p.end, "{}"}}, nil
	case before == nothing:
		return []change{t.lines(t.src.LineStart(e.Key.Start), end)}, nil
	}
	// The first key of an item: the next one, or a comment before that, comes
	// up behind the dash.
	next := end + len(t.src.Data[end:]) - len(bytes.TrimLeft(t.src.Data[end:], " \t\r\n"))
	return []change{{e.Key.Start, next, ""}}, nil
}

// removeFlow takes an entry out of a mapping within braces.
func (t *Text) removeFlow(holder *link) ([]change, error) {
	key := holder.entry.Key
	elements, _, ok := t.elements(holder.node)
	at := slices.IndexFunc(elements, func(e element) bool { return e.start <= key.Start && key.End <= e.end })
	if !ok || at < 0 {
		return nil, unlike(pointer(holder.path, key.Text))
	}
	return t.drop(elements, at, elements[at].start), nil
}

// drop takes one element out from between brackets, with the comma that is no
// longer needed. start is where its lines begin, if it has them for itself:
// a comment above it may be its own.
func (t *Text) drop(elements []element, at, start int) []change {
	e := elements[at]
	end, last := e.end, at == len(elements)-1
	if e.comma >= 0 {
		end = e.comma + 1
	}
	var changes []change
	switch {
	case t.alone(e):
		changes = append(changes, t.lines(t.src.LineStart(start), t.src.LineEnd(end)))
	case !last && t.blank(end, elements[at+1].start):
		return []change{{e.start, elements[at+1].start, ""}}
	case last && at > 0 && elements[at-1].comma >= 0 && t.blank(elements[at-1].comma+1, e.start):
		return []change{{elements[at-1].end, e.end, ""}}
	default:
		from := e.start
		for t.src.Break(t.src.SkipBlanks(end)) > 0 && t.src.At(from-1) == ' ' {
			from-- // no space is left at the end of the line
		}
		changes = append(changes, change{from, end, ""})
	}
	if last && at > 0 && e.comma < 0 && elements[at-1].comma >= 0 {
		changes = append(changes, change{elements[at-1].comma, elements[at-1].comma + 1, ""})
	}
	return changes
}
