package findings

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/costplan/costplan/engine/diag"
)

// cell is one character of a source line as it is shown.
type cell struct {
	shown  string
	width  int // columns
	offset int // of its first byte, in the source
}

const (
	tabWidth = 4
	cut      = "…" // stands for what is left out of a long line

	byteOrderMark = '\ufeff' // may start a file; it is no character of the line
	emojiStyle    = '\ufe0f' // asks for the coloured form of a character, which may be wider
	joiner        = '\u200d' // makes one picture of two
)

// excerpt returns the line that a span starts on and, for the line below it,
// carets under the span as far as it reaches on that line. Tabs are shown as
// spaces, a long line as a window around the start of the span.
func excerpt(source []byte, span diag.Span, room int) (line, caret string, ok bool) {
	start := span.Start.Offset
	if start < 0 || start > len(source) || len(source) == 0 {
		return "", "", false
	}
	cells := window(cellsOf(source, start), start, room)
	var shown, under strings.Builder
	marked := false
	for _, c := range cells {
		shown.WriteString(c.shown)
		mark := " "
		if c.offset >= start && (c.offset < span.End.Offset || !marked) && c.shown != cut {
			mark, marked = "^", marked || c.width > 0
		}
		under.WriteString(strings.Repeat(mark, c.width))
	}
	if !marked { // the span starts at the end of the line
		under.WriteByte('^')
	}
	return strings.TrimRight(shown.String(), " "), strings.TrimRight(under.String(), " "), true
}

// cellsOf returns the characters of the line that an offset is on.
func cellsOf(source []byte, offset int) []cell {
	const most = 64 << 10 // bytes looked at to either side: no line of a person is longer
	first := max(0, offset-most)
	for i := offset - 1; i >= first; i-- {
		if source[i] == '\n' || source[i] == '\r' && i+1 < len(source) && source[i+1] != '\n' {
			first = i + 1
			break
		}
	}
	var cells []cell
	column := 0
	for i := first; i < len(source) && i-offset < most; {
		if source[i] == '\n' || source[i] == '\r' {
			break
		}
		r, size := utf8.DecodeRune(source[i:])
		c := cellOf(r, column)
		if r == joiner && len(cells) > 0 && joinable(cells[len(cells)-1]) {
			c = cell{}
		}
		c.offset = i
		cells = append(cells, c)
		column += c.width
		i += size
	}
	return cells
}

// joinable reports whether a cell can be the first half of a joined picture.
// Terminals disagree on how wide those are, so the parts are shown.
func joinable(c cell) bool { return c.width > 1 || c.shown == "" }

func cellOf(r rune, column int) cell {
	switch {
	case r == byteOrderMark || r == emojiStyle:
		return cell{}
	case r == '\t':
		width := tabWidth - column%tabWidth
		return cell{shown: strings.Repeat(" ", width), width: width}
	case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029':
		return cell{shown: string(utf8.RuneError), width: 1} // it could steer the terminal
	}
	return cell{shown: string(r), width: text.RuneWidth(r)}
}

// window cuts a line to the room there is, so that the start of the span has
// some of the line before it.
func window(cells []cell, start, room int) []cell {
	total, at := 0, 0
	for _, c := range cells {
		if c.offset < start {
			at += c.width
		}
		total += c.width
	}
	if total < room {
		return cells
	}
	from := min(max(0, at-room/3), total-room+1)
	var kept []cell
	column := 0
	for _, c := range cells {
		if column >= from && column+c.width <= from+room-1 {
			kept = append(kept, c)
		}
		column += c.width
	}
	if len(kept) == 0 {
		return cells
	}
	if kept[0].offset > cells[0].offset {
		kept[0] = cell{shown: cut, width: 1, offset: kept[0].offset}
	}
	if last := len(kept) - 1; kept[last].offset < cells[len(cells)-1].offset {
		kept[last] = cell{shown: cut, width: 1, offset: kept[last].offset}
	}
	return kept
}
