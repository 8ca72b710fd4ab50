// Package page turns a saved copy of the provider's price page into a new
// edition of the catalog. It knows how the page is laid out, as plain text and
// as HTML, and how a region file is written; it reads no file and writes none.
//
// It never guesses: what it does not understand is a Problem with the line of
// the page and what was expected there, and a page with a problem gives no
// edition. What the page does not say in its tables comes from a base edition,
// and the Report lists each line that does.
package page

import (
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/costplan/costplan/catalog"
)

// Limits on what is read.
const (
	// MaxBytes is the largest page that is read.
	MaxBytes = 8 << 20
	// MaxProblems is how many problems are listed.
	MaxProblems = 100
)

// Base is the edition that comes before the new one, as folders.Load takes it.
type Base struct {
	FS  fs.FS
	Dir string // folder named by the date of the edition
}

// Edition is what a page says, ready to be written to a folder named by Date.
type Edition struct {
	Date    string           // date that the page bears, YYYY-MM-DD
	Files   []catalog.File   // sorted by name
	Catalog *catalog.Catalog // the files as they load
	Report  Report
}

// Import reads a page, plain text or HTML by its first character, and writes
// the region files of its edition in memory. The name is the page's in
// problems.
//
// Some words have to be known to the base, since they could as well mean
// something else: the headings of families and categories (a new one could be
// a region), the remarks on specs (a new one could change what a price covers),
// and a model code that is another's in another case (it could be the name).
// Those that are right although the base does not have them are named in accept.
//
// An edition with problems is empty. A problem is in the page, or in a file of
// the base if it names one.
func Import(name string, data []byte, from Base, accept ...string) (Edition, []catalog.Problem) {
	b, problems := loadBase(from, accept)
	if len(problems) > 0 {
		return Edition{}, problems
	}
	blocks, problem := split(name, data)
	if problem != nil {
		return Edition{}, []catalog.Problem{*problem}
	}
	r := &reader{file: name, base: b, blocks: blocks, regions: map[string]*regionTables{}, confirmed: map[place]int{}}
	r.read()
	if r.another != nil {
		return Edition{}, []catalog.Problem{*r.another}
	}
	if len(r.problems) > 0 {
		return Edition{}, first(r.problems)
	}
	edition, problems := r.edition()
	if len(problems) > 0 {
		return Edition{}, first(problems)
	}
	return edition, nil
}

// first keeps a hopeless page from filling a screen.
func first(problems []catalog.Problem) []catalog.Problem {
	if len(problems) <= MaxProblems {
		return problems
	}
	more := catalog.Problem{File: problems[MaxProblems].File, Line: problems[MaxProblems].Line, Message: "more problems are not listed"}
	return append(problems[:MaxProblems:MaxProblems], more)
}

// split cuts the page into blocks, by the format that it is in.
func split(name string, data []byte) ([]block, *catalog.Problem) {
	if len(data) > MaxBytes {
		return nil, &catalog.Problem{File: name, Message: "the page is over 8 MiB: save the page alone, without its images"}
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	if line, ok := invalidLine(text); ok {
		return nil, &catalog.Problem{File: name, Line: line, Message: "not UTF-8: save the page as UTF-8"}
	}
	start := strings.TrimSpace(text)
	switch {
	case strings.HasPrefix(start, "<"):
		return splitHTML(name, text)
	case strings.HasPrefix(start, "MIME-Version:") || strings.HasPrefix(start, "From: <Saved by"):
		return nil, &catalog.Problem{File: name, Line: 1, Message: "a web archive is not read: save the page as HTML or as text"}
	}
	return splitText(text), nil
}

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
