package document

import (
	"bytes"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// The YAML parser gives the line and column where a node starts, and nothing
// about its end. This file turns the former into byte offsets and finds the
// latter in the text.

// lineTable turns the parser's lines and columns into byte offsets. The parser
// counts columns in characters, ends lines also at NEL, LS and PS, and leaves
// out a byte order mark.
type lineTable struct {
	data   []byte
	starts []int
	bom    int
	ascii  bool
	// Where the last answer was: nodes come in the order of the text, so the
	// next one is a little further on, even in a line of megabytes.
	line, column, at int
}

func newLineTable(src *Source, exoticBreaks bool) lineTable {
	t := lineTable{data: src.Data, starts: src.lines, bom: src.bom, ascii: src.chars == nil}
	if exoticBreaks {
		t.starts = []int{0}
		for i := 0; i < len(t.data); {
			if w := breakWidth(t.data, i); w > 0 {
				i += w
				t.starts = append(t.starts, i)
			} else {
				i++
			}
		}
	}
	return t
}

// offset returns the byte offset of a line and column, both from 1.
func (t *lineTable) offset(line, column int) int {
	if line > len(t.starts) {
		return len(t.data) // the parser forces a new line at the end of the text
	}
	start := t.starts[max(line, 1)-1]
	if line <= 1 {
		start += t.bom
	}
	if t.ascii {
		return min(start+column-1, len(t.data))
	}
	if t.line != line || column < t.column {
		t.line, t.column, t.at = line, 1, start
	}
	for t.column < column && t.at < len(t.data) {
		_, size := utf8.DecodeRune(t.data[t.at:])
		t.at += size
		t.column++
	}
	return t.at
}

// breakWidth returns the length of the line break at an offset, or 0. Breaks
// are those of YAML 1.1: LF, CRLF, CR, NEL, LS and PS.
func breakWidth[T []byte | string](data T, i int) int {
	switch data[i] {
	case '\n':
		return 1
	case '\r':
		if i+1 < len(data) && data[i+1] == '\n' {
			return 2
		}
		return 1
	case 0xC2:
		if i+1 < len(data) && data[i+1] == 0x85 {
			return 2
		}
	case 0xE2:
		if i+2 < len(data) && data[i+1] == 0x80 && (data[i+2] == 0xA8 || data[i+2] == 0xA9) {
			return 3
		}
	}
	return 0
}

// lineStart returns where the line of an offset starts, by YAML's breaks.
func lineStart(data []byte, i int) int {
	for i > 0 && !breakBefore(data, i) {
		i--
	}
	return i
}

// breakBefore tells whether a line break ends at an offset.
func breakBefore(data []byte, i int) bool {
	switch data[i-1] {
	case '\n', '\r':
		return true
	case 0x85:
		return i >= 2 && data[i-2] == 0xC2
	case 0xA8, 0xA9:
		return i >= 3 && data[i-2] == 0x80 && data[i-3] == 0xE2
	}
	return false
}

// lineEnd returns where the line of an offset ends, before its break.
func lineEnd(data []byte, i int) int {
	for i < len(data) && breakWidth(data, i) == 0 {
		i++
	}
	return i
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// blankAt tells whether a blank, a line break or the end of the text is at an offset.
func blankAt(data []byte, i int) bool {
	return i >= len(data) || isBlank(data[i]) || breakWidth(data, i) > 0
}

// skipSpace returns the offset of the next character between tokens that is
// neither blank nor part of a comment.
func skipSpace(data []byte, i int) int {
	for i < len(data) {
		switch w := breakWidth(data, i); {
		case w > 0:
			i += w
		case isBlank(data[i]):
			i++
		case data[i] == '#':
			i = lineEnd(data, i)
		default:
			return i
		}
	}
	return i
}

// skipProperties returns where the anchor and the tag of a node that stand at an
// offset end, and the span of the tag. A second one on a line of its own is not
// that of a node without a text, unless the parser says that it has it.
func skipProperties(data []byte, i int, n *yaml.Node) (end int, tag span) {
	end = i
	for range 2 {
		if i >= len(data) {
			break
		}
		if isEmpty(n) && lineStart(data, i) > end && !hasToo(n, data[i], tag) {
			break
		}
		switch data[i] {
		case '&':
			for i++; i < len(data) && isAnchorChar(data[i]); i++ {
			}
		case '!':
			tag.start = i
			for i++; !blankAt(data, i); i++ {
			}
			tag.end = i
		default:
			return end, tag
		}
		end = i
		i = skipSpace(data, i)
	}
	return end, tag
}

// hasToo reports whether a node has an anchor beside its tag, or a tag beside its
// anchor.
func hasToo(n *yaml.Node, indicator byte, tag span) bool {
	if tag.end > 0 {
		return indicator == '&' && n.Anchor != ""
	}
	return indicator == '!' && n.Style&yaml.TaggedStyle != 0
}

// isEmpty reports whether a node is a scalar without a text.
func isEmpty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Style&quotedOrBlock == 0 && n.Value == ""
}

func isAnchorChar(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || c == '-'
}

// QuotedEnd returns where the quoted scalar at an offset ends, after its
// closing quote; ok is false if there is none.
func QuotedEnd(data []byte, i int) (end int, ok bool) {
	quote := data[i]
	for i++; i < len(data); i++ {
		switch {
		case data[i] == '\\' && quote == '"':
			i++
		case data[i] != quote:
		case quote == '\'' && i+1 < len(data) && data[i+1] == quote:
			i++
		default:
			return i + 1, true
		}
	}
	return len(data), false
}

// plainEnd returns where the plain scalar at an offset ends, given its value.
// Within a line the value is the text as written; a line break with the blanks
// around it has become a space, or line breaks.
func plainEnd(data []byte, i int, value string) int {
	if bytes.HasPrefix(data[i:], []byte(value)) {
		return i + len(value)
	}
	for j := 0; j < len(value) && i < len(data); {
		if k := skipFold(data, i); k > i {
			i, j = k, j+foldWidth(value[j:])
			continue
		}
		if data[i] != value[j] {
			break
		}
		i++
		j++
	}
	return i
}

// skipFold skips a line break with the blanks and the empty lines around it. It
// stays in place at blanks within a line.
func skipFold(data []byte, i int) int {
	start := i
	for i < len(data) && isBlank(data[i]) {
		i++
	}
	if i == len(data) || breakWidth(data, i) == 0 {
		return start
	}
	for i < len(data) {
		if w := breakWidth(data, i); w > 0 {
			i += w
		} else if isBlank(data[i]) {
			i++
		} else {
			break
		}
	}
	return i
}

// foldWidth returns the length of what a line break has become in a value.
func foldWidth(value string) int {
	i := 0
	for i < len(value) {
		if w := breakWidth(value, i); w > 0 {
			i += w
		} else if value[i] == ' ' && i == 0 {
			return 1
		} else {
			break
		}
	}
	return i
}

// blockEnd returns where the block scalar at an offset ends: after its last
// line that has content, or after its header. parent is the column, from 0, of
// the block collection that it belongs to, or -1.
func blockEnd(data []byte, i, parent int) (end int) {
	indent := 0
	for i++; i < len(data) && (data[i] == '+' || data[i] == '-' || data[i] >= '1' && data[i] <= '9'); i++ {
		if data[i] >= '1' && data[i] <= '9' {
			indent = max(parent, 0) + int(data[i]-'0')
		}
	}
	end = i
	i = lineEnd(data, i)
	widest := 0
	for i < len(data) {
		i += breakWidth(data, i)
		first := i
		for i < len(data) && data[i] == ' ' && (indent == 0 || i-first < indent) {
			i++
		}
		widest = max(widest, i-first)
		if i == len(data) {
			break
		}
		if breakWidth(data, i) > 0 {
			continue
		}
		if indent == 0 {
			indent = max(widest, parent+1, 1)
		}
		if i-first != indent {
			break
		}
		i = lineEnd(data, i)
		end = i
	}
	return end
}

// flowEnd returns where the flow collection ends that has nothing but space,
// comments and separators left before its closing bracket.
func flowEnd(data []byte, i int) int {
	for {
		i = skipSpace(data, i)
		if i == len(data) {
			return i
		}
		switch data[i] {
		case ',', ':', '?':
			i++
		default:
			return i + 1
		}
	}
}
