package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/costplan/costplan/catalog"
)

// reader goes through the blocks of a page once and gathers its tables, its
// sentences and its problems.
type reader struct {
	file     string
	base     *base
	blocks   []block
	problems []catalog.Problem

	another *catalog.Problem         // why it is not the page; nil if it is
	dated   bool                     // there is a line with a date
	date    string                   // empty if it was not understood
	regions map[string]*regionTables // by code
	prose   [scopes][]block
	lines   [len(sections)]int // of the headings of sections, 0 if not found

	sentences []Sentence
	confirmed map[place]int // lines of the page that say what a key of the base says

	inside   bool // in a section
	section  int
	region   *catalog.Region // nil before the first of the section
	category string
	unused   *block          // the heading of the category, until a table follows
	seen     map[string]bool // regions of the section
	family   string          // of the next table; empty if it has no heading
	ready    bool            // a heading for the next table was read
	broken   bool            // that heading was not understood, which is noted
}

// regionTables are the tables of a region, by section.
type regionTables struct {
	tables [len(sections)][]table
	per    [len(sections)]map[catalog.Item]quantity
}

// table is a table of the page under its headings.
type table struct {
	family, category string
	rows             []row
}

// quantity is what the prices of an item cover.
type quantity struct {
	amount int64
	line   int
}

// problem notes a problem, up to one more than are listed. It is false, which is what
// a function returns that has understood nothing.
func (r *reader) problem(line int, format string, args ...any) bool {
	if len(r.problems) <= MaxProblems {
		r.problems = append(r.problems, catalog.Problem{File: r.file, Line: line, Message: fmt.Sprintf(format, args...)})
	}
	return false
}

// read goes through the page.
func (r *reader) read() {
	for i := 0; i < len(r.blocks); {
		b := &r.blocks[i]
		index, isSection := sectionOf(b.text)
		switch {
		case isSection && !b.bullet:
			r.startSection(index, b)
			i++
		case r.isTable(i) && r.inside:
			i = r.table(i)
		case r.isTable(i):
			i = r.strayTable(i)
		case !r.inside:
			r.outside(i)
			i++
		case isAfter(b.text) && !b.bullet:
			r.endCategory()
			r.inside = false
			i++
		default:
			r.text(i)
			i++
		}
	}
	r.endCategory()
	r.checkTitle()
	r.checkEndpoints()
	r.complete()
	r.checkRules()
	slices.SortStableFunc(r.problems, func(a, b catalog.Problem) int { return cmp.Compare(a.Line, b.Line) })
}

// startSection opens a section at its heading.
func (r *reader) startSection(index int, b *block) {
	r.endCategory()
	if first := r.lines[index]; first > 0 {
		r.problem(b.line, "the section %q is there twice, first in line %d", b.text, first)
	} else {
		r.lines[index] = b.line
	}
	r.inside, r.section = true, index
	r.region, r.seen = nil, map[string]bool{}
	r.ready, r.broken = false, false
}

// text reads a block of a section that is not in a table: a heading or prose.
func (r *reader) text(i int) {
	b := &r.blocks[i]
	last := r.isHeading(i)
	switch {
	case b.sentence():
		r.prose[r.section] = append(r.prose[r.section], *b)
	case r.base.region(b.text) != nil:
		r.startRegion(b)
		if last && !sections[r.section].families() {
			r.ready = true
		}
	case last:
		r.heading(b)
	case r.base.categories[b.text] && r.region != nil && sections[r.section].families():
		r.endCategory()
		r.category, r.unused = b.text, b
	default:
		r.problem(b.line, "%q is not understood here: expected a sentence, a table, a region (%s) or another heading that the base edition has",
			b.text, r.base.regionNames())
		r.broken = i+1 < len(r.blocks) && r.blocks[i+1].group
	}
}

// endCategory makes sure that the category at hand had a table.
func (r *reader) endCategory() {
	if r.unused != nil {
		r.problem(r.unused.line, "no table below the category %q: expected the heading of a family and its table", r.unused.text)
	}
	r.category, r.unused = "", nil
}

func (r *reader) startRegion(b *block) {
	r.endCategory()
	region := r.base.region(b.text)
	if r.seen[region.Code] {
		r.problem(b.line, "the region %q is there twice in the section %q", b.text, sections[r.section].title)
	}
	r.seen[region.Code] = true
	r.confirm(region, "name", b.line)
	r.region, r.ready, r.broken = region, false, false
	if r.regions[region.Code] == nil {
		r.regions[region.Code] = &regionTables{}
	}
}

// heading reads the heading right above a table: a family, or a category of
// one table.
func (r *reader) heading(b *block) {
	broken := r.broken // by the heading above it
	r.broken = true    // until it is understood
	switch {
	case broken:
	case !sections[r.section].families():
		r.problem(b.line, "%q is above a table: expected a region (%s)", b.text, r.base.regionNames())
	case r.region == nil:
		r.problem(b.line, "%q is above a table without a region: expected one of %s before it", b.text, r.base.regionNames())
	case !r.base.headings[b.text]:
		r.problem(b.line, "%q is neither a region of the base edition (%s) nor a heading in it: accept it if it is a new family of models",
			b.text, r.base.regionNames())
	case r.category != "" && r.base.categories[b.text]:
		r.problem(b.line, "%q is a category, like %q above it: expected the heading of a family between it and its table", b.text, r.category)
	default:
		r.family, r.ready, r.broken = b.text, true, false
	}
}

// outside reads a block that is in no section.
func (r *reader) outside(i int) {
	b := &r.blocks[i]
	if b.grid != nil {
		r.prose[wholePage] = append(r.prose[wholePage], b.grid.lines()...)
		return
	}
	if barePrice().MatchString(b.text) && !strings.Contains(b.text, " ") {
		r.problem(b.line, "the price %s is in no section that is known: expected it below %s", b.text, sectionTitles())
	}
	r.prose[wholePage] = append(r.prose[wholePage], *b)
	parts := dateForm().FindStringSubmatch(b.text)
	if parts == nil {
		return
	}
	r.dated = true
	text, line := parts[1], b.line
	if text == "" && i+1 < len(r.blocks) {
		text, line = r.blocks[i+1].text, r.blocks[i+1].line
	}
	date, ok := parseDate(text)
	switch {
	case !ok:
		r.problem(line, "%q is not a date: expected one such as Jun 06, 2026", text)
	case r.date != "" && r.date != date:
		r.problem(line, "the page bears a second date, %s: the first is %s", date, r.date)
	default:
		r.date = date
	}
}

// parseDate reads "Jun 06, 2026" as 2026-06-06.
func parseDate(text string) (string, bool) {
	date, err := catalog.ParseTime(text, time.UTC, dateLayouts[:]...)
	if err != nil {
		return "", false
	}
	return date.Format(time.DateOnly), true
}

// checkTitle makes sure that it is the page that the base was made from.
func (r *reader) checkTitle() {
	for _, region := range r.base.catalog.Regions {
		title := squeeze(region.Source.Title)
		_, short, _ := strings.Cut(title, ":")
		i := slices.IndexFunc(r.prose[wholePage], func(b block) bool {
			text := squeeze(b.text)
			return text == title || short != "" && text == short
		})
		if i < 0 {
			r.another = &catalog.Problem{File: r.file, Message: fmt.Sprintf("this is another page: the title %q is not on it", region.Source.Title)}
			return
		}
		r.confirm(region, "source.title", r.prose[wholePage][i].line)
	}
}

// checkEndpoints makes sure that the page posts to endpoints that the base has.
func (r *reader) checkEndpoints() {
	for _, b := range r.prose[wholePage] {
		parts := postForm().FindStringSubmatch(b.text)
		if parts == nil {
			continue
		}
		known := false
		for _, region := range r.base.catalog.Regions {
			if region.Endpoint == parts[1] {
				r.confirm(region, "endpoint", b.line)
				known = true
			}
		}
		if !known {
			r.problem(b.line, "%q is the endpoint of no region of the base edition: expected one of %s", parts[1], r.base.endpoints())
		}
	}
}

// squeeze leaves out the space after a colon, which the page does not always print.
func squeeze(title string) string { return strings.ReplaceAll(clean(title), ": ", ":") }

// complete makes sure that nothing that the base has is missing as a whole.
func (r *reader) complete() {
	if !r.dated {
		r.problem(0, `the page bears no date: expected a line such as "Last Updated:Jun 06, 2026"`)
	}
	for i := range sections {
		if r.lines[i] == 0 {
			r.problem(0, "the section %q is missing", sections[i].title)
		}
	}
	if len(r.problems) > 0 {
		return // which may be why a region is missing
	}
	for _, region := range r.base.catalog.Regions {
		tables := r.regions[region.Code]
		if tables == nil || !slices.ContainsFunc(tables.tables[:], func(t []table) bool { return len(t) > 0 }) {
			r.problem(0, "no table for the region %q: expected at least one", region.Name)
		}
	}
}

// sectionTitles lists the headings of the sections.
func sectionTitles() string {
	var titles []string
	for i := range sections {
		titles = append(titles, fmt.Sprintf("%q", sections[i].title))
	}
	return strings.Join(titles, ", ")
}
