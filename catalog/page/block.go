package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// block is a line of the page that stands by itself, or a table of HTML. In
// text, each cell of a table is a block.
type block struct {
	line   int // 1-based, of its first character
	text   string
	bullet bool // in a list
	group  bool // in text: next to another line, without a blank line between
	grid   *grid
}

// clean joins the words of a text with single spaces and drops characters
// without a width.
func clean(text string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch r {
		case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
			return -1
		}
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, text)), " ")
}

// splitText reads a page in plain text: a cell, a heading or a sentence a line.
func splitText(text string) []block {
	var blocks []block
	last := 0 // line of the last block
	number := 0
	for line := range strings.SplitSeq(text, "\n") {
		number++
		words := clean(line)
		if words == "" {
			continue
		}
		b := block{line: number, text: words}
		if rest, ok := strings.CutPrefix(words, "•"); ok {
			b.text, b.bullet = strings.TrimSpace(rest), true
		}
		if last == number-1 && len(blocks) > 0 {
			b.group = true
			blocks[len(blocks)-1].group = true
		}
		blocks = append(blocks, b)
		last = number
	}
	return blocks
}

// invalidLine is the first line that is not UTF-8.
func invalidLine(text string) (line int, found bool) {
	if utf8.ValidString(text) {
		return 0, false
	}
	number := 0
	for line := range strings.SplitSeq(text, "\n") {
		number++
		if !utf8.ValidString(line) {
			return number, true
		}
	}
	return number, true
}

// sentence reports whether a block reads as prose rather than as a heading or
// a cell: it is in a list, ends as a sentence does, or is a formula.
func (b *block) sentence() bool {
	if b.bullet || b.text == "Note" || strings.HasPrefix(b.text, "Fee =") {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(b.text)
	return strings.ContainsRune(".:;!?", last)
}
