package edit

import (
	"fmt"
	"slices"

	"github.com/costplan/costplan/engine/document"
)

// Put sets the value at a JSON pointer of a document. A scalar is replaced and
// keeps its quotes where they fit; a key that is missing is put in, with the
// mappings around it that are missing too. A key that a merge key brings in is
// written anew, so that only this place changes.
func Put(doc int, path string, v Value) Op {
	return Op{doc: doc, path: path, plan: func(d *draft) error { return d.put(doc, path, v) }}
}

func (d *draft) put(doc int, path string, v Value) error {
	t := d.Text
	s, err := t.find(doc, path)
	if err != nil {
		return err
	}
	if len(s.steps) == 0 {
		return unlike(path)
	}
	holder := s.last()
	var changes []change
	depth := len(s.steps)
	switch {
	case s.missing != nil:
		depth -= len(s.missing) - 1
		v = within(s.missing[1:], v)
		if holder.node.Kind == document.Null {
			depth--
			v = within(s.missing[:1], v)
			changes, err = t.fill(s, s.above[:len(s.above)-1], holder.node, holder.path, v)
		} else {
			changes, err = d.insert(doc, holder.node, Field{s.missing[0], v}, holder.path)
		}
	case holder.entry != nil && holder.entry.Merged:
		changes, err = d.insert(doc, holder.node, Field{s.steps[len(s.steps)-1], v}, holder.path)
	case same(v, s.node):
		return nil
	case s.node.Kind == document.Null && !v.scalar():
		changes, err = t.fill(s, s.above, s.node, path, v)
	case !v.scalar():
		return &Refusal{Message: fmt.Sprintf("%s has a value of another kind", name(path)), Help: asText}
	default:
		changes, err = t.replace(holder, s.node, path, v)
	}
	if err != nil {
		return err
	}
	d.changes = append(d.changes, changes...)
	return d.expect(doc, s.steps[:depth], v.node())
}

// same reports whether a value is written already.
func same(v Value, n *document.Node) bool {
	_, _, same := difference(v.node(), n)
	return same && !n.Bad
}

// place is where the value stands that a link leads to.
func (t *Text) place(l *link) part {
	if l.entry != nil {
		return t.value(l.entry)
	}
	items, ok := t.items(l.node)
	if !ok {
		return part{odd: true}
	}
	return items[l.index]
}

// quotes reports whether texts have double quotes in a mapping or list.
func (t *Text) quotes(around *document.Node) bool {
	return t.file.JSON || t.flow(around) && t.pen(0, around).quotes
}

// replace writes a scalar in the place of another value.
func (t *Text) replace(holder *link, old *document.Node, path string, v Value) ([]change, error) {
	p := t.place(holder)
	quotes := t.quotes(holder.node)
	switch collection := old.Kind == document.Mapping || old.Kind == document.Sequence; {
	case p.odd:
		return nil, unlike(path)
	case p.empty:
		return []change{{p.before, p.before, " " + scalar(v, quotes)}}, nil
	case p.alias:
		return []change{{p.start, p.end, scalar(v, quotes)}}, nil
	case collection && !t.flow(old):
		// What is written below its key, or its dash, makes room for a value behind it.
		column := t.column(p.before - 1)
		if holder.entry != nil {
			column = t.column(holder.entry.Key.Start)
		}
		line, end := t.src.LineEnd(p.before), t.tail(p.end, column)
		if p.start < line {
			return []change{{p.start, end, scalar(v, quotes)}}, nil
		}
		return []change{{p.before, p.before, " " + scalar(v, quotes)}, {line, end, ""}}, nil
	case collection:
		return []change{{old.Start, old.End, scalar(v, quotes)}}, nil
	}
	return []change{{old.Start, old.End, t.rewritten(old, v, quotes)}}, nil
}

// fill writes a mapping or a list in the place of an empty value.
func (t *Text) fill(s *site, above []link, old *document.Node, path string, v Value) ([]change, error) {
	if len(above) == 0 {
		return nil, unlike(path)
	}
	holder := &above[len(above)-1]
	p := t.place(holder)
	if p.odd || p.alias || holder.entry == nil {
		return nil, unlike(path)
	}
	pen := t.pen(s.doc, holder.node)
	indent, _ := t.lineOf(holder.entry.Key.Start)
	if t.flow(holder.node) {
		text := pen.bracketed(v, indent)
		if p.empty {
			text = pen.colon + text
		}
		return []change{{p.start, p.end, text}}, nil
	}
	text := pen.after(holder.entry.Key.Text, v, indent, path)
	if text[0] == ' ' { // on the line of the key
		return []change{{p.before, p.end, text}}, nil
	}
	line := t.src.LineEnd(p.end)
	return []change{{p.before, p.end, ""}, {line, line, text}}, nil
}

// insert puts a field into a mapping that does not have it: after the fields
// that come before it by the style, or else as the first one.
func (d *draft) insert(doc int, mapping *document.Node, f Field, path string) ([]change, error) {
	return d.insertAfter(doc, mapping, d.preceding(mapping, f.Key, path), f, path)
}

// preceding is the last entry of a mapping that comes before a key by the style;
// nil if the key comes first. Where the style does not know the key that is the
// last entry. One that is taken out at the same time does not count.
func (d *draft) preceding(mapping *document.Node, key, path string) *document.Entry {
	t, entries := d.Text, slices.DeleteFunc(own(mapping), func(e *document.Entry) bool { return d.going[e.Key] })
	var order []string
	if t.style.Order != nil {
		order = t.style.Order(path)
	}
	at := slices.Index(order, key)
	if at < 0 {
		if len(entries) == 0 {
			return nil
		}
		return entries[len(entries)-1]
	}
	var nearest *document.Entry
	rank := -1
	for _, e := range entries {
		if r := slices.Index(order, e.Key.Text); r < at && r > rank {
			nearest, rank = e, r
		}
	}
	return nearest
}

// insertAfter puts a field into a mapping behind one of its entries, or as the
// first one if there is none.
func (d *draft) insertAfter(doc int, mapping *document.Node, anchor *document.Entry, f Field, path string) ([]change, error) {
	t := d.Text
	if t.flow(mapping) {
		return t.insertFlow(doc, mapping, anchor, f)
	}
	pen := t.pen(doc, mapping)
	entries := own(mapping)
	switch {
	case anchor != nil:
		indent, _ := t.lineOf(anchor.Key.Start)
		p := t.value(anchor)
		if p.odd {
			return nil, unlike(pointer(path, f.Key))
		}
		end := t.tail(p.end, t.column(anchor.Key.Start))
		return []change{{end, end, pen.newline + indent + pen.field(f, indent, path)}}, nil
	case len(entries) > 0:
		first := entries[0].Key.Start
		indent, before := t.lineOf(first)
		if head := t.head(first); before == nothing && head < t.src.LineStart(first) && mapping != t.file.Docs[doc] {
			// A comment above it is its own; above the document it is of the whole.
			return []change{{head, head, indent + pen.field(f, indent, path) + pen.newline}}, nil
		}
		return []change{{first, first, pen.field(f, indent, path) + pen.newline + indent}}, nil
	}
	// Nothing but a merge key.
	indent, _ := t.lineOf(mapping.Start)
	end := t.tail(mapping.End, t.column(mapping.Start))
	return []change{{end, end, pen.newline + indent + pen.field(f, indent, path)}}, nil
}

// insertFlow puts a field into a mapping within braces.
func (t *Text) insertFlow(doc int, mapping *document.Node, anchor *document.Entry, f Field) ([]change, error) {
	elements, closing, ok := t.elements(mapping)
	if !ok {
		return nil, unlike(f.Key)
	}
	pen := t.pen(doc, mapping)
	at := len(elements) - 1
	if anchor != nil {
		at = slices.IndexFunc(elements, func(e element) bool { return e.start <= anchor.Key.Start && anchor.Key.End <= e.end })
	} else if len(own(mapping)) > 0 {
		at = -1
	}
	return t.squeeze(pen, elements, at, mapping.Start, closing, func(indent string) string {
		return pen.key(f.Key) + pen.colon + pen.bracketed(f.Value, indent)
	}), nil
}

// squeeze puts one more element between brackets: behind the one at an index, or
// as the first one if the index is -1. opening and closing are the brackets.
func (t *Text) squeeze(p *pen, elements []element, at, opening, closing int, write func(indent string) string) []change {
	if len(elements) == 0 {
		indent := t.leading(opening)
		if t.blank(opening+1, closing) {
			return []change{{opening + 1, closing, write(indent)}}
		}
		return []change{{opening + 1, opening + 1, write(indent)}}
	}
	near := elements[max(at, 0)]
	indent, alone := t.leading(near.start), t.alone(near)
	text := write(indent)
	switch {
	case at < 0 && alone:
		return []change{{near.start, near.start, text + "," + p.newline + indent}}
	case at < 0:
		return []change{{near.start, near.start, text + "," + p.comma}}
	case !alone:
		return []change{{near.end, near.end, "," + p.comma + text}}
	case near.comma >= 0:
		end := t.src.LineEnd(near.end)
		return []change{{end, end, p.newline + indent + text + ","}}
	}
	end := t.src.LineEnd(near.end)
	return []change{{near.end, near.end, ","}, {end, end, p.newline + indent + text}}
}
