package show

import (
	"fmt"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/report"
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

// alignPoints fills numbers up behind so that, set flush right, their points
// line up, with room for at least minPlaces decimals.
func alignPoints(numbers []string, minPlaces int) []string {
	width := 0
	if minPlaces > 0 {
		width = minPlaces + 1 // the point
	}
	for _, n := range numbers {
		width = max(width, len(fractionOf(n)))
	}
	aligned := make([]string, len(numbers))
	for i, n := range numbers {
		if aligned[i] = n; n != "" {
			aligned[i] += strings.Repeat(" ", width-len(fractionOf(n)))
		}
	}
	return aligned
}

// alignColumn lets the points of the numbers of a column stand under each other. With
// words in it, what has no point stays as it is.
func alignColumn(rows []Row, column, minPlaces int, words bool) {
	cells := make([]string, len(rows))
	for i := range rows {
		cells[i] = rows[i].Cells[column]
	}
	for i, cell := range alignPoints(cells, minPlaces) {
		if !words || fractionOf(cell) != "" {
			rows[i].Cells[column] = cell
		}
	}
}

// fractionOf is what a number has from its point on, what it is followed by aside.
func fractionOf(number string) string {
	number = text.StripEscape(number)
	if i := strings.IndexByte(number, '.'); i >= 0 {
		return number[i:]
	}
	return ""
}

// pricesLine names the prices below a result.
func pricesLine(cat *catalog.Catalog, s Screen) string {
	return "\n" + s.Paint(Dim, "Prices: "+report.EditionText(cat)) + "\n"
}

// Counted writes a number with its word in the singular or plural.
func Counted(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
