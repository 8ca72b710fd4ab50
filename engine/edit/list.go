package edit

import (
	"slices"
	"strconv"
	"strings"

	"github.com/costplan/costplan/engine/document"
)

// Append puts an item behind the last one of the list at a JSON pointer. A list
// that is missing or empty is begun.
func Append(doc int, path string, v Value) Op {
	return Op{doc: doc, path: path, plan: func(d *draft) error { return d.append(doc, path, v) }}
}

func (d *draft) append(doc int, path string, v Value) error {
	t := d.Text
	s, err := t.find(doc, path)
	if err != nil {
		return err
	}
	if s.missing != nil || s.node.Kind == document.Null {
		return d.put(doc, path, List(v))
	}
	if len(s.above) == 0 || s.node.Kind != document.Sequence {
		return &Refusal{Message: name(path) + " is no list", Help: "write it as a list in the text"}
	}
	if e := s.last().entry; e != nil && e.Merged {
		return t.merged(path, s.node)
	}
	p := t.place(s.last())
	if p.alias {
		return t.elsewhere(path, s.node)
	}
	if p.odd {
		return unlike(path)
	}
	changes, err := t.appended(s, v)
	if err != nil {
		return err
	}
	d.changes = append(d.changes, changes...)
	return d.expect(doc, s.steps, longer(s.node, len(s.node.Items), v.node()))
}

func (t *Text) appended(s *site, v Value) ([]change, error) {
	list, holder := s.node, s.last()
	if t.flow(list) {
		if len(list.Items) == 0 && !t.flow(holder.node) && holder.entry != nil {
			// "[]" becomes a list in block style.
			p := t.place(holder)
			return t.begin(s, p, v), nil
		}
		elements, closing, ok := t.elements(list)
		if !ok {
			return nil, unlike(s.path)
		}
		pen := t.pen(s.doc, list)
		if len(elements) == 0 {
			pen = t.pen(s.doc, holder.node)
			if pen.spread && t.blank(list.Start+1, closing) {
				return []change{{list.Start, list.End, pen.bracketed(List(v), t.leading(list.Start))}}, nil
			}
		} else {
			pen.spread = strings.ContainsAny(string(t.src.Data[elements[len(elements)-1].start:elements[len(elements)-1].end]), "\r\n")
		}
		return t.squeeze(pen, elements, len(elements)-1, list.Start, closing, func(indent string) string {
			return pen.bracketed(v, indent)
		}), nil
	}
	items, ok := t.items(list)
	if !ok {
		return nil, unlike(s.path)
	}
	last := len(items) - 1
	pen := t.pen(s.doc, list)
	dash := items[last].before - 1
	indent, before := t.lineOf(dash)
	if before == other {
		return nil, unlike(s.path)
	}
	gap := " "
	if t.blank(items[last].before, items[last].start) && !items[last].empty {
		gap = string(t.src.Data[items[last].before:items[last].start])
	}
	path := s.path + "/-"
	text := pen.listed(v, indent+" "+gap, path)
	if v.kind == document.Mapping && !items[last].alias && t.flow(list.Items[last]) {
		text = pen.inline(v)
	}
	end := t.tail(items[last].end, t.column(dash))
	return []change{{end, end, pen.newline + t.between(list, items) + indent + "-" + gap + text}}, nil
}

// begin writes the first item of a list that stands as "[]" behind its key.
func (t *Text) begin(s *site, p part, v Value) []change {
	pen := t.pen(s.doc, s.last().node)
	indent, _ := t.lineOf(s.last().entry.Key.Start)
	text := pen.newline + indent + pen.level + "- " + pen.listed(v, indent+pen.level+"  ", s.path+"/-")
	end := t.src.LineEnd(p.end)
	return []change{{p.before, p.end, ""}, {end, end, text}}
}

// between is the empty line that stands between two items, if one does between
// the last two.
func (t *Text) between(list *document.Node, items []part) string {
	if n := len(items); n > 1 {
		start := t.head(items[n-1].before - 1)
		if t.emptyBefore(start) < start {
			return t.src.Newline()
		}
	}
	return ""
}

// emptyBefore returns where the empty lines begin that end at the start of a line.
func (t *Text) emptyBefore(start int) int {
	for start > 0 {
		above := t.src.LineStart(start - t.breakBefore(start))
		if above == start || !t.blank(above, start-t.breakBefore(start)) {
			break
		}
		start = above
	}
	return start
}

// emptyBelow returns the end of the empty lines below the end of a line.
func (t *Text) emptyBelow(end int) int {
	for {
		next := t.next(end)
		if next == end || next >= len(t.src.Data) || !t.blank(next, t.src.LineEnd(next)) {
			return end
		}
		end = t.src.LineEnd(next)
	}
}

// stretch is the whole lines that an item in block style takes: the comment
// directly above it, its own lines, and comments below that are indented further.
func (t *Text) stretch(p part) (start, end int, ok bool) {
	dash := p.before - 1
	if _, before := t.lineOf(dash); before != nothing {
		return 0, 0, false
	}
	return t.head(dash), t.tail(p.end, t.column(dash)), true
}

// RemoveItem takes an item out of the list at a JSON pointer, with its comments.
// A list that has no other item is left as [].
func RemoveItem(doc int, path string, at int) Op {
	return Op{doc: doc, path: pointer(path, strconv.Itoa(at)), plan: func(d *draft) error { return d.removeItem(doc, path, at) }}
}

func (d *draft) removeItem(doc int, path string, at int) error {
	t := d.Text
	s, parts, err := t.listed(doc, path, at)
	if err != nil {
		return err
	}
	var changes []change
	if t.flow(s.node) {
		elements, _, _ := t.elements(s.node)
		changes = t.drop(elements, at, t.head(elements[at].start))
	} else {
		start, end, ok := t.stretch(parts[at])
		if !ok {
			return unlike(path)
		}
		// The empty lines that set it apart go with it: those above it, or those
		// below the first one.
		if empty := t.emptyBefore(start); at > 0 && empty < start {
			start = empty
		} else if at == 0 && len(parts) > 1 {
			end = t.emptyBelow(end)
		}
		changes = []change{t.lines(start, end)}
		if len(parts) == 1 {
			if len(s.above) == 0 {
				return unlike(path)
			}
			holder := t.place(s.last())
			changes = append(changes, change{holder.before, holder.before, " []"})
		}
	}
	d.changes = append(d.changes, changes...)
	shorter := *s.node
	shorter.Items = slices.Delete(slices.Clone(s.node.Items), at, at+1)
	return d.expect(doc, s.steps, &shorter)
}

// listed goes to a list that is written in its place, and has an item.
func (t *Text) listed(doc int, path string, at int) (*site, []part, error) {
	s, err := t.find(doc, path)
	if err != nil {
		return nil, nil, err
	}
	if s.node == nil || s.node.Kind != document.Sequence || at < 0 || at >= len(s.node.Items) {
		return nil, nil, &Refusal{Message: "there is no item " + strconv.Itoa(at) + " in " + name(path)}
	}
	if len(s.above) > 0 {
		switch holder := s.last(); {
		case holder.entry != nil && holder.entry.Merged:
			return nil, nil, t.merged(path, s.node)
		case t.place(holder).alias:
			return nil, nil, t.elsewhere(path, s.node)
		}
	}
	parts, ok := t.items(s.node)
	if !ok {
		return nil, nil, unlike(path)
	}
	return s, parts, nil
}

// Begin writes a first document into a text that has none.
func (t *Text) Begin(v Value) error {
	if len(t.file.Docs) > 0 {
		return &Refusal{Message: "the file has a document already"}
	}
	pen := &pen{t: t, quotes: t.file.JSON, colon: " ", comma: " ", level: "  ", newline: t.src.Newline(), spread: true}
	text := pen.mapping(v, "", "")
	if t.file.JSON {
		text = pen.bracketed(v, "")
	}
	end := len(t.src.Data)
	if end > 0 && t.breakBefore(end) == 0 {
		text = pen.newline + text
	}
	d := &draft{Text: t, changes: []change{{end, end, text + pen.newline}}, want: []*document.Node{v.node()}}
	return d.apply(0, "")
}
