package edit

import (
	"slices"
	"strconv"
	"strings"

	"github.com/costplan/costplan/engine/document"
)

// Duplicate puts a copy of an item right behind it, with its comments. Anchors
// are not copied: an alias goes on to mean the first one.
func Duplicate(doc int, path string, at int) Op {
	return Op{doc: doc, path: pointer(path, strconv.Itoa(at+1)), plan: func(d *draft) error { return d.duplicate(doc, path, at) }}
}

func (d *draft) duplicate(doc int, path string, at int) error {
	t := d.Text
	s, parts, err := t.listed(doc, path, at)
	if err != nil {
		return err
	}
	item, newline := s.node.Items[at], t.src.Newline()
	var changes []change
	if t.flow(s.node) {
		elements, _, _ := t.elements(s.node)
		e := elements[at]
		start := e.start
		if t.alone(e) {
			start = t.src.SkipBlanks(t.head(e.start))
		}
		text := t.copied(start, e.end, parts[at], item)
		pen := t.pen(doc, s.node)
		changes = t.squeeze(pen, elements, at, s.node.Start, e.end, func(string) string { return text })
	} else {
		start, end, ok := t.stretch(parts[at])
		if !ok {
			return unlike(path)
		}
		apart := at > 0 && t.emptyBefore(start) < start || at == 0 && len(parts) > 1 && t.emptyBelow(end) > end
		text := t.copied(start, end, parts[at], item)
		if apart {
			text = newline + text
		}
		changes = []change{{end, end, newline + text}}
	}
	d.changes = append(d.changes, changes...)
	return d.expect(doc, s.steps, longer(s.node, at+1, item))
}

// longer is a list with one more item at an index.
func longer(list *document.Node, at int, item *document.Node) *document.Node {
	out := *list
	out.Items = slices.Insert(slices.Clone(list.Items), at, item)
	return &out
}

// copied is a range of the text with an item in it, without the item's anchors.
func (t *Text) copied(start, end int, p part, item *document.Node) string {
	cuts := t.anchors(p, item, nil)
	var out strings.Builder
	for _, c := range cuts {
		if c.start >= start && c.end <= end {
			out.Write(t.src.Data[start:c.start])
			start = c.end
		}
	}
	out.Write(t.src.Data[start:end])
	return out.String()
}

// anchors are the anchors of a value and of all that is written in it.
func (t *Text) anchors(p part, n *document.Node, cuts []change) []change {
	if p.alias || p.odd || p.empty {
		return cuts
	}
	for i := p.start; i < n.Start; {
		if t.src.At(i) != '&' {
			i++
			continue
		}
		end := t.src.AliasEnd(i)
		cut := change{start: i, end: t.src.SkipBlanks(end)}
		if t.src.Break(cut.end) > 0 && i > 0 && t.src.At(i-1) == ' ' {
			cut = change{start: i - 1, end: end}
		}
		cuts = append(cuts, cut)
		i = end
	}
	for _, e := range own(n) {
		cuts = t.anchors(t.value(e), e.Value, cuts)
	}
	if n.Kind == document.Sequence {
		if parts, ok := t.items(n); ok {
			for i := range parts {
				cuts = t.anchors(parts[i], n.Items[i], cuts)
			}
		}
	}
	return cuts
}
