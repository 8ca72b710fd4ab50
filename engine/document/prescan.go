package document

import (
	"bytes"
	"fmt"

	"github.com/costplan/costplan/engine/diag"
)

// prescan looks once at every byte of a YAML text before the parser does. It
// refuses what would cost the parser more than a second (the limits are
// constants), characters that YAML does not allow, and directives.
type prescan struct {
	*builder
	data []byte

	exoticBreaks bool  // NEL, LS or PS ends a line
	versions     []int // offsets of the "%" of %YAML directives, which say nothing

	indicators   int // characters that can begin a value, and lines with a "#"
	hashLines    int // lines with a "#"
	widestIndent int // of blanks and of "- ", "? ", ": " before the first token

	column     int  // of the byte within its line
	indenting  bool // only blanks and indicators so far in this line
	hashInLine bool
	directives bool // a directive may stand here: at the start, after "..."
}

// run reports the first thing that is wrong, if any.
func (p *prescan) run() (ok bool) {
	p.indenting, p.directives = true, true
	for i := p.src.bom; i < len(p.data); {
		c := p.data[i]
		if !p.indenting && ordinary(c) {
			p.column++
			i++
			continue
		}
		if w := breakWidth(p.data, i); w > 0 {
			p.exoticBreaks = p.exoticBreaks || w > 1 && c != '\r'
			p.column, p.indenting, p.hashInLine = 0, true, false
			i += w
			continue
		}
		if c < ' ' || c >= 0x7F {
			if !p.character(i) {
				return false
			}
		}
		switch c {
		case ',', ':', '?', '[', ']', '{', '}':
			p.indicators++
		case '-':
			if blankAt(p.data, i+1) {
				p.indicators++
			}
		case '#':
			if !p.hashInLine {
				p.hashLines++
				p.indicators++
				p.hashInLine = true
			}
		}
		if p.indicators > MaxIndicators {
			p.problem(diag.Limit, i, i+1,
				fmt.Sprintf("the file has more than %d brackets, commas, colons, dashes and comments, too many to read", MaxIndicators),
				"split it into several files")
			return false
		}
		if p.indenting && !p.indent(i, c) {
			return false
		}
		p.column++
		i++
	}
	if work := p.hashLines * p.widestIndent; work > MaxCommentWork {
		p.problem(diag.Limit, 0, 0,
			fmt.Sprintf("the file has %d lines with a comment and an indentation of %d columns; their product may be at most %d",
				p.hashLines, p.widestIndent, MaxCommentWork),
			"remove comments or indent less")
		return false
	}
	return true
}

// ordinary tells letters, digits and spaces, most of a text, of which there is
// nothing to say.
func ordinary(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == ' ' || c >= 'A' && c <= 'Z' || c == '_'
}

// indent looks at a byte of which only blanks and indicators stand before on its line.
func (p *prescan) indent(i int, c byte) (ok bool) {
	switch {
	case c == ' ':
		return true
	case (c == '-' || c == '?' || c == ':') && blankAt(p.data, i+1):
		p.widestIndent = max(p.widestIndent, p.column+1)
		p.directives = false
		return true
	}
	p.indenting = false
	p.widestIndent = max(p.widestIndent, p.column)
	switch {
	case c == '#':
	case c == '%' && p.column == 0:
		return p.directive(i)
	default:
		p.directives = p.column == 0 && bytes.HasPrefix(p.data[i:], []byte("...")) && blankAt(p.data, i+3)
	}
	return true
}

// directive looks at a line that begins with "%". The parser refuses %YAML 1.2,
// which is what everybody means, and spends quadratic time on %TAG.
func (p *prescan) directive(i int) (ok bool) {
	words := bytes.Fields(p.data[i:lineEnd(p.data, i)])
	switch {
	case string(words[0]) == "%TAG":
		p.problem(diag.Syntax, i, i+len("%TAG"), "tags are not supported, so neither is the directive %TAG", "remove this line")
		return false
	case p.directives && string(words[0]) == "%YAML" && len(words) > 1 && bytes.HasPrefix(words[1], []byte("1.")):
		p.versions = append(p.versions, i)
	}
	return true
}

// character reports control characters, and a byte order mark within the text:
// nobody sees it, and the parser drops a character of a line after it.
func (p *prescan) character(i int) (ok bool) {
	c, end := rune(p.data[i]), i+1
	switch {
	case c == '\t':
		return true
	case c == 0xC2 && p.data[i+1] < 0xA0:
		c, end = rune(p.data[i+1]), i+2
	case c == 0xEF && p.data[i+1] == 0xBB && p.data[i+2] == 0xBF:
		c, end = 0xFEFF, i+3
	case c == 0xEF && p.data[i+1] == 0xBF && p.data[i+2] >= 0xBE:
		c, end = 0xFF00|rune(p.data[i+2])+0x40, i+3
	case c >= ' ' && c != 0x7F:
		return true
	}
	p.problem(diag.Syntax, i, end,
		fmt.Sprintf("the invisible character U+%04X can't stand in a YAML file", c),
		fmt.Sprintf(`remove it; where it is meant, write "\u%04X" in double quotes`, c))
	return false
}

// text returns the text for the parser, byte for byte as long as the source,
// with %YAML directives made comments.
func (p *prescan) text() []byte {
	if len(p.versions) == 0 {
		return p.data
	}
	text := bytes.Clone(p.data)
	for _, i := range p.versions {
		text[i] = '#'
	}
	return text
}
