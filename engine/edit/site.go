package edit

import (
	"bytes"
	"fmt"

	"github.com/costplan/costplan/engine/document"
)

// site is a place in a document.
type site struct {
	doc   int
	path  string
	steps []string
	above []link         // from the root to what holds the place
	node  *document.Node // what stands there; nil if nothing does
	// missing are the keys that are not there, of which the first belongs in the
	// mapping, or the empty value, that the last link leads to.
	missing []string
}

// link is one step into a document.
type link struct {
	node  *document.Node  // a mapping or a list
	path  string          // of node
	entry *document.Entry // of a mapping; nil if the key is not there
	index int             // of a list
}

// last is what holds the place.
func (s *site) last() *link { return &s.above[len(s.above)-1] }

// find goes to a place. What lies behind an alias or a merge key is refused,
// unless it is the place itself.
func (t *Text) find(doc int, path string) (*site, error) {
	if doc < 0 || doc >= len(t.file.Docs) {
		return nil, &Refusal{Message: "there is no such document in the file"}
	}
	s := &site{doc: doc, path: path, steps: split(path), node: t.file.Docs[doc]}
	at := ""
	for i, step := range s.steps {
		here := link{node: s.node, path: at}
		at = pointer(at, step)
		switch s.node.Kind {
		case document.Mapping:
			here.entry = s.node.Entry(step)
			s.above = append(s.above, here)
			if here.entry == nil {
				s.node, s.missing = nil, s.steps[i:]
				return s, nil
			}
			s.node = here.entry.Value
			if i == len(s.steps)-1 {
				break
			}
			if here.entry.Merged {
				return nil, t.merged(at, s.node)
			}
			if t.value(here.entry).alias {
				return nil, t.elsewhere(at, s.node)
			}
		case document.Sequence:
			n, ok := index(step)
			if !ok || n >= len(s.node.Items) {
				return nil, &Refusal{Message: fmt.Sprintf("there is no item %s in %s", step, name(here.path))}
			}
			here.index = n
			s.above = append(s.above, here)
			if items, ok := t.items(s.node); !ok {
				return nil, unlike(at)
			} else if items[n].alias && i < len(s.steps)-1 {
				return nil, t.elsewhere(at, s.node.Items[n])
			}
			s.node = s.node.Items[n]
		case document.Null:
			s.above = append(s.above, here)
			s.node, s.missing = nil, s.steps[i:]
			return s, nil
		default:
			return nil, &Refusal{
				Message: fmt.Sprintf("%s is a single value here, so there is no %s in it", name(here.path), name(at)),
				Help:    "write it as a mapping in the text",
			}
		}
	}
	return s, nil
}

// part is where a value stands in the text of what holds it.
type part struct {
	start, end int  // with anchor and tag; an alias instead of what it stands for
	before     int  // the offset after the colon or the dash before it, of a list in brackets the same as start
	alias      bool // an alias stands there
	empty      bool // nothing stands there; start and end are before
	odd        bool // it is written in a way that is not known here
}

// value is where the value of an entry stands. The entry is one that is written
// in its mapping, not merged in.
func (t *Text) value(e *document.Entry) part {
	colon := t.src.SkipSpace(e.Key.End)
	if t.src.At(colon) != ':' {
		return part{start: e.Key.End, end: e.Key.End, before: e.Key.End, odd: true}
	}
	return t.part(colon+1, e.Value)
}

// part is where a value stands that comes next after an offset.
func (t *Text) part(before int, n *document.Node) part {
	if n.Kind == document.Null && n.Start == n.End && n.Start <= before {
		return part{start: before, end: before, before: before, empty: true}
	}
	start := t.src.SkipSpace(before)
	if n.Start < start {
		if t.src.At(start) != '*' {
			return part{start: before, end: before, before: before, odd: true}
		}
		return part{start: start, end: t.src.AliasEnd(start), before: before, alias: true}
	}
	return part{start: start, end: n.End, before: before}
}

// items is where the items of a list stand; before is the offset after the dash.
// ok is false if the list is written in a way that is not known here.
func (t *Text) items(list *document.Node) (parts []part, ok bool) {
	if t.flow(list) {
		spans, _, ok := t.elements(list)
		if !ok || len(spans) != len(list.Items) {
			return nil, false
		}
		for i, e := range spans {
			parts = append(parts, part{start: e.start, end: e.end, before: e.start, alias: list.Items[i].Start < e.start})
		}
		return parts, true
	}
	at := list.Start
	for _, n := range list.Items {
		if t.src.At(at) != '-' {
			return nil, false
		}
		p := t.item(at+1, n)
		if p.odd {
			return nil, false
		}
		parts = append(parts, p)
		at = t.src.SkipSpace(p.end)
	}
	return parts, true
}

// item is where an item stands that comes after a dash. Of one that is empty the
// parser says that it stands at the next token.
func (t *Text) item(before int, n *document.Node) part {
	if n.Kind == document.Null && n.Start == n.End {
		if next := t.src.SkipSpace(before); n.Start >= next && t.src.At(next) != '&' && t.src.At(next) != '!' {
			return part{start: before, end: before, before: before, empty: true}
		}
	}
	return t.part(before, n)
}

// flow reports whether a mapping or a list is written within brackets.
func (t *Text) flow(n *document.Node) bool {
	c := t.src.At(n.Start)
	return n.Kind == document.Mapping && c == '{' || n.Kind == document.Sequence && c == '['
}

// own are the entries of a mapping that are written in it, in their order.
func own(n *document.Node) []*document.Entry {
	var list []*document.Entry
	for i := range n.Entries {
		if !n.Entries[i].Merged {
			list = append(list, &n.Entries[i])
		}
	}
	return list
}

// element is one entry or item within brackets.
type element struct {
	start, end int
	comma      int // offset of the comma after it, or -1
}

// elements are what stands between the brackets of a mapping or list, merge keys
// and aliases included, and the offset of the closing bracket.
func (t *Text) elements(n *document.Node) (list []element, closing int, ok bool) {
	i := n.Start + 1
	for {
		i = t.src.SkipSpace(i)
		if i >= n.End {
			return nil, 0, false
		}
		if c := t.src.At(i); c == '}' || c == ']' {
			return list, i, i == n.End-1
		}
		e := element{start: i, end: t.elementEnd(i), comma: -1}
		if e.end == i || e.end >= n.End {
			return nil, 0, false
		}
		i = t.src.SkipSpace(e.end)
		if t.src.At(i) == ',' {
			e.comma = i
			i++
		}
		list = append(list, e)
	}
}

// elementEnd returns where the element at an offset ends: before the comma or
// the closing bracket that is its own, without the space before that.
func (t *Text) elementEnd(i int) int {
	data, depth, end := t.src.Data, 0, i
	token := true // a token may begin here, so a quote begins a text
	for i < len(data) {
		switch c := data[i]; {
		case (c == '"' || c == '\'') && token:
			i, _ = document.QuotedEnd(data, i)
			end, token = i, false
			continue
		case c == '[' || c == '{':
			depth++
			token = true
		case c == ']' || c == '}':
			if depth == 0 {
				return end
			}
			depth--
			token = false
		case c == ',':
			if depth == 0 {
				return end
			}
			token = true
		case c == ':' || c == '?':
			token = true
		case c == '#' && i > 0 && bytes.IndexByte([]byte(" \t\r\n"), data[i-1]) >= 0:
			i = t.src.LineEnd(i)
			continue
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			i++
			continue
		default:
			token = false
		}
		i++
		end = i
	}
	return end
}

// alone reports whether an element has its lines for itself: nothing stands
// before it on its line, and behind it, and its comma, only a comment.
func (t *Text) alone(e element) bool {
	if !t.blank(t.src.LineStart(e.start), e.start) {
		return false
	}
	end := e.end
	if e.comma >= 0 {
		if t.src.SkipBlanks(end) != e.comma {
			return false // the comma stands on a later line, or behind a comment
		}
		end = e.comma + 1
	}
	next := t.src.SkipBlanks(end)
	return t.src.Break(next) > 0 || t.src.At(next) == '#'
}

// blank reports whether nothing but spaces and tabs stands in a range.
func (t *Text) blank(start, end int) bool {
	return len(bytes.Trim(t.src.Data[start:end], " \t")) == 0
}
