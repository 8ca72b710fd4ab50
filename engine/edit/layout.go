package edit

import (
	"strings"

	"github.com/costplan/costplan/engine/document"
)

// lineOf returns the white space that puts a key under the one at an offset, and
// what stands before that one on its line: nothing but space, the dashes of a
// list, or something else.
func (t *Text) lineOf(offset int) (indent string, kind before) {
	text := string(t.src.Data[t.src.LineStart(offset):offset])
	indent = strings.Map(func(r rune) rune {
		if r == '\t' {
			return '\t'
		}
		return ' '
	}, text)
	switch {
	case strings.Trim(text, " \t") == "":
		kind = nothing
	case strings.Trim(text, " \t-") == "":
		kind = dashes
	default:
		kind = other
	}
	return indent, kind
}

// leading is the white space that the line of an offset begins with.
func (t *Text) leading(offset int) string {
	start := t.src.LineStart(offset)
	return string(t.src.Data[start:min(t.src.SkipBlanks(start), max(offset, start))])
}

// before is what stands before something on its line.
type before uint8

const (
	nothing before = iota
	dashes
	other
)

// column returns how many characters stand before an offset on its line.
func (t *Text) column(offset int) int { return offset - t.src.LineStart(offset) }

// next returns where the line after the one of an offset starts.
func (t *Text) next(offset int) int {
	end := t.src.LineEnd(offset)
	return end + t.src.Break(end)
}

// tail returns the end of the last line that belongs to what ends at an offset
// and is written at a column: the line itself with its comment, and the comments
// below it that are indented further.
func (t *Text) tail(end, column int) int {
	last := t.src.LineEnd(end)
	for at := t.next(end); at < len(t.src.Data); at = t.next(at) {
		first := t.src.SkipBlanks(at)
		switch {
		case first == t.src.LineEnd(at): // empty
		case t.src.At(first) == '#' && first-at > column:
			last = t.src.LineEnd(at)
		default:
			return last
		}
	}
	return last
}

// head returns where the lines of a comment start that stands directly above the
// line of an offset, at the same column; the start of that line if there is none.
func (t *Text) head(offset int) int {
	column, start := t.column(offset), t.src.LineStart(offset)
	for start > 0 {
		above := t.src.LineStart(start - t.breakBefore(start))
		first := t.src.SkipBlanks(above)
		if t.src.At(first) != '#' || first-above != column || above == start {
			break
		}
		start = above
	}
	return start
}

// breakBefore returns the length of the line break that ends before an offset.
func (t *Text) breakBefore(offset int) int {
	for _, size := range [...]int{3, 2, 1} { // a CRLF is one, not two
		if offset >= size && t.src.Break(offset-size) == size {
			return size
		}
	}
	return 0
}

// lines is the range of whole lines from a start to the end of a line, the line
// break after it included, or the one before it if the text ends there.
func (t *Text) lines(start, end int) change {
	if width := t.src.Break(end); width > 0 {
		return change{start: start, end: end + width}
	}
	if start > 0 {
		start -= t.breakBefore(start)
	}
	return change{start: start, end: end}
}

// level is one level of indentation, as the text has it in a document.
func (t *Text) level(doc int) string {
	if step := t.levelIn(t.file.Docs[doc]); step != "" {
		return step
	}
	return "  "
}

// levelIn looks for a key below another one.
func (t *Text) levelIn(n *document.Node) string {
	for i := range n.Entries {
		e := &n.Entries[i]
		if e.Merged || e.Value.Start < e.Key.End {
			continue
		}
		if e.Value.Kind == document.Mapping && !t.flow(e.Value) && len(e.Value.Entries) > 0 {
			if outer, inner := t.column(e.Key.Start), t.column(e.Value.Start); inner > outer {
				return strings.Repeat(" ", inner-outer)
			}
		}
		if step := t.levelIn(e.Value); step != "" {
			return step
		}
	}
	for _, item := range n.Items {
		if item.Start < n.Start {
			continue
		}
		if step := t.levelIn(item); step != "" {
			return step
		}
	}
	return ""
}

// sample finds a mapping that is written under a key somewhere in a tree, so
// that another one may be written like it.
func (t *Text) sample(n *document.Node, key string) *document.Node {
	for i := range n.Entries {
		e := &n.Entries[i]
		if e.Merged || e.Value.Start < e.Key.End {
			continue
		}
		if e.Key.Text == key && e.Value.Kind == document.Mapping && len(e.Value.Entries) > 0 {
			return e.Value
		}
		if found := t.sample(e.Value, key); found != nil {
			return found
		}
	}
	for _, item := range n.Items {
		if item.Start < n.Start {
			continue
		}
		if found := t.sample(item, key); found != nil {
			return found
		}
	}
	return nil
}
