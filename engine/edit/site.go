package edit

import (
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
