package document

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"github.com/costplan/costplan/engine/diag"
)

const byteOrderMark = "\uFEFF"

// Source is a named text. Its lines end at LF, CRLF or CR.
type Source struct {
	Name  string
	Data  []byte
	lines []int // byte offset of the start of each line
	bom   int   // length of the byte order mark that the text begins with, or 0
	chars []int // characters before each block of charBlock bytes; nil if every character is one byte
}

// charBlock is the distance of the marks from which columns are counted, so
// that a position far into a long line costs no more than another one.
const charBlock = 1 << 10

// NewSource indexes the lines of a text. It keeps data without copying it. Of a
// text over MaxBytes, which is never parsed, only the beginning is indexed.
func NewSource(name string, data []byte) *Source {
	text := data[:min(len(data), MaxBytes+1)]
	s := &Source{Name: name, Data: data}
	if bytes.HasPrefix(text, []byte(byteOrderMark)) {
		s.bom = len(byteOrderMark)
	}
	s.lines = make([]int, 1, 1+max(bytes.Count(text, []byte{'\n'}), bytes.Count(text, []byte{'\r'})))
	for i, c := range text {
		if c == '\n' || c == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			s.lines = append(s.lines, i+1)
		}
	}
	if isASCII(text) {
		return s
	}
	s.chars = make([]int, 1, len(text)/charBlock+1)
	for start := 0; start+charBlock <= len(text); start += charBlock {
		s.chars = append(s.chars, s.chars[len(s.chars)-1]+countChars(text[start:start+charBlock]))
	}
	return s
}

// Position returns the line and column of a byte offset. Offsets outside the
// text are moved to its nearest end. A byte order mark has no column, since no
// editor shows one.
func (s *Source) Position(offset int) diag.Position {
	offset = max(0, min(offset, len(s.Data)))
	line := sort.SearchInts(s.lines, offset+1) - 1
	start := s.lines[line]
	if line == 0 {
		start = min(s.bom, offset)
	}
	return diag.Position{Line: line + 1, Column: s.charsBefore(offset) - s.charsBefore(start) + 1, Offset: offset}
}

// Offset returns the byte offset of a line and column, the inverse of Position.
// A column beyond the end of its line is that end, without the line break; a line
// beyond the text is the end of the text.
func (s *Source) Offset(line, column int) int {
	switch {
	case line < 1:
		return 0
	case line > len(s.lines):
		return len(s.Data)
	}
	at, end := s.lines[line-1], len(s.Data)
	if line < len(s.lines) {
		end = s.lines[line]
		for end > at && (s.Data[end-1] == '\n' || s.Data[end-1] == '\r') {
			end--
		}
	}
	if line == 1 {
		at = min(s.bom, end)
	}
	for ; column > 1 && at < end; column-- {
		for at++; at < end && !utf8.RuneStart(s.Data[at]); at++ {
		}
	}
	return at
}

// Span returns the positions of a half-open range of byte offsets.
func (s *Source) Span(start, end int) diag.Span {
	return diag.Span{Start: s.Position(start), End: s.Position(max(start, end))}
}

// charsBefore returns how many characters begin before a byte offset.
func (s *Source) charsBefore(offset int) int {
	if s.chars == nil {
		return offset
	}
	block := min(offset/charBlock, len(s.chars)-1)
	return s.chars[block] + countChars(s.Data[block*charBlock:offset])
}

// countChars counts the bytes that begin a character. Unlike a count of runes
// it adds up when a text is cut in the middle of a character.
func countChars(text []byte) (n int) {
	for _, c := range text {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

func isASCII(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// The methods below are for those who change a text: where its lines and
// tokens begin and end.

// LineStart returns where the line of an offset starts, after a byte order mark.
func (s *Source) LineStart(offset int) int {
	return max(lineStart(s.Data, offset), min(s.bom, offset))
}

// LineEnd returns where the line of an offset ends, before its line break.
func (s *Source) LineEnd(offset int) int { return lineEnd(s.Data, offset) }

// Break returns the length of the line break at an offset, or 0.
func (s *Source) Break(offset int) int {
	if offset >= len(s.Data) {
		return 0
	}
	return breakWidth(s.Data, offset)
}

// SkipBlanks returns the offset of the next character that is no space or tab.
func (s *Source) SkipBlanks(offset int) int { return skipBlanks(s.Data, offset) }

// SkipSpace returns the offset of the next character between tokens that is
// neither blank nor part of a comment.
func (s *Source) SkipSpace(offset int) int { return skipSpace(s.Data, offset) }

// At returns the byte at an offset, 0 outside of the text.
func (s *Source) At(offset int) byte {
	if offset < 0 || offset >= len(s.Data) {
		return 0
	}
	return s.Data[offset]
}

// AliasEnd returns where the alias or the anchor that begins at an offset ends.
func (s *Source) AliasEnd(offset int) int {
	for offset++; offset < len(s.Data) && isAnchorChar(s.Data[offset]); offset++ {
	}
	return offset
}

// Newline is the line end that the text uses first.
func (s *Source) Newline() string {
	i := bytes.IndexAny(s.Data, "\r\n")
	switch {
	case i < 0 || s.Data[i] == '\n':
		return "\n"
	case i+1 < len(s.Data) && s.Data[i+1] == '\n':
		return "\r\n"
	}
	return "\r"
}
