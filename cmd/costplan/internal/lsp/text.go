package lsp

import (
	"sort"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
)

// text is the bytes of a document with the starts of its lines, which end at LF,
// CRLF or CR. It does not change.
type text struct {
	data   []byte
	starts []int
}

func newText(data []byte) *text {
	t := &text{data: data, starts: []int{0}}
	for i, c := range data {
		if c == '\n' || c == '\r' && (i+1 == len(data) || data[i+1] != '\n') {
			t.starts = append(t.starts, i+1)
		}
	}
	return t
}

// position returns the place of a byte offset; within a character, of its start.
func (t *text) position(offset int, encoding protocol.PositionEncoding) protocol.Position {
	offset = max(0, min(offset, len(t.data)))
	line := sort.SearchInts(t.starts, offset+1) - 1
	for offset > t.starts[line] && offset < len(t.data) && !utf8.RuneStart(t.data[offset]) {
		offset--
	}
	before := t.data[t.starts[line]:offset]
	return protocol.Position{Line: uint32(line), Character: uint32(units(before, encoding))}
}

// units is the length of a part of a line in the units of an encoding.
func units(part []byte, encoding protocol.PositionEncoding) (n int) {
	if encoding == protocol.UTF8 {
		return len(part)
	}
	for len(part) > 0 {
		r, size := utf8.DecodeRune(part)
		n += width(r, encoding)
		part = part[size:]
	}
	return n
}

func width(r rune, encoding protocol.PositionEncoding) int {
	if encoding == protocol.UTF16 {
		return max(1, utf16.RuneLen(r))
	}
	return 1
}

// offset returns the byte offset of a place. A character beyond its line is the
// line's end, a line beyond the text is the text's end, and the middle of a
// character is its start.
func (t *text) offset(p protocol.Position, encoding protocol.PositionEncoding) int {
	if uint64(p.Line) >= uint64(len(t.starts)) {
		return len(t.data)
	}
	at, end := t.starts[p.Line], len(t.data)
	if int(p.Line)+1 < len(t.starts) {
		end = t.starts[p.Line+1]
		for end > at && (t.data[end-1] == '\n' || t.data[end-1] == '\r') {
			end--
		}
	}
	left := int64(p.Character)
	if encoding == protocol.UTF8 {
		start := at
		at = int(min(int64(at)+left, int64(end)))
		for at > start && at < end && !utf8.RuneStart(t.data[at]) {
			at--
		}
		return at
	}
	for left > 0 && at < end {
		r, size := utf8.DecodeRune(t.data[at:end])
		if left -= int64(width(r, encoding)); left < 0 {
			break
		}
		at += size
	}
	return at
}

func (t *text) span(start, end int, encoding protocol.PositionEncoding) protocol.Range {
	return protocol.Range{Start: t.position(start, encoding), End: t.position(max(start, end), encoding)}
}

// change returns the text after a change. A range that ends before it starts is
// the place between both, as other servers have it.
func (t *text) change(c protocol.TextDocumentContentChangeEvent, encoding protocol.PositionEncoding) *text {
	if c.Range == nil {
		return newText([]byte(c.Text))
	}
	start, end := t.offset(c.Range.Start, encoding), t.offset(c.Range.End, encoding)
	if end < start {
		start, end = end, start
	}
	data := make([]byte, 0, len(t.data)-(end-start)+len(c.Text))
	data = append(append(append(data, t.data[:start]...), c.Text...), t.data[end:]...)
	return newText(data)
}
