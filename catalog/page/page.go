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
