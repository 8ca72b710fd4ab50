package document

import "bytes"

// The methods of this file are for those who change a text: where its lines and
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
