package show

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// prose lays out headings and lists of sentences.
type prose struct {
	screen Screen
	out    strings.Builder
}

const bullet = "  "

// heading writes the first line of a result.
func (p *prose) heading(line string) {
	p.lines(line, "  ", func(s string) string { return p.screen.Paint(Bold, s) })
}

// section begins a list below what was written.
func (p *prose) section(title string) {
	p.out.WriteString("\n" + p.screen.Paint(Bold, title) + "\n")
}

// item writes a sentence of a list.
func (p *prose) item(sentence string) {
	if p.screen.Width == 0 {
		p.out.WriteString(bullet + sentence + "\n")
		return
	}
	for _, line := range Wrap(sentence, p.screen.Width-len(bullet), "  ") {
		p.out.WriteString(bullet + line + "\n")
	}
}

func (p *prose) lines(line, hang string, paint func(string) string) {
	pieces := []string{line}
	if p.screen.Width > 0 {
		pieces = Wrap(line, p.screen.Width, hang)
	}
	for _, piece := range pieces {
		p.out.WriteString(paint(piece) + "\n")
	}
}

func (p *prose) text() string { return p.out.String() }

// AlignPoints fills numbers up behind so that, set flush right, their points
// stand under each other.
func AlignPoints(numbers []string) []string {
	places := 0
	for _, n := range numbers {
		places = max(places, len(fractionOf(n)))
	}
	aligned := make([]string, len(numbers))
	for i, n := range numbers {
		aligned[i] = n
		if n != "" {
			aligned[i] += strings.Repeat(" ", places-len(fractionOf(n)))
		}
	}
	return aligned
}

// fractionOf is what a number has from its point on, what it is followed by aside.
func fractionOf(number string) string {
	number = text.StripEscape(number)
	if i := strings.IndexByte(number, '.'); i >= 0 {
		return number[i:]
	}
	return ""
}

// Counted writes a number with its word in the singular or plural.
func Counted(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
