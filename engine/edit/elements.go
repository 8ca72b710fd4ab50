package edit

import (
	"bytes"

	"github.com/costplan/costplan/engine/document"
)

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
