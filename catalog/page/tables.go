package page

import (
	"strings"

	"github.com/costplan/costplan/catalog"
)

// isTable reports whether a table begins at a block: one of HTML, or in text
// its first title. Outside of sections, only tables of prices count.
func (r *reader) isTable(i int) bool {
	if i >= len(r.blocks) {
		return false
	}
	b := &r.blocks[i]
	switch {
	case b.grid != nil:
		return r.inside || b.grid.priced()
	case b.bullet:
		return false
	case isFirstTitle(b.text) || b.text == codeTitle:
		return true
	}
	// A first title that is not known, above the second.
	return i+1 < len(r.blocks) && r.blocks[i+1].text == codeTitle && !b.group && !b.sentence() &&
		r.base.region(b.text) == nil && !r.base.headings[b.text]
}

// isHeading reports whether a block stands right above a table and is not the
// last cell of another.
func (r *reader) isHeading(i int) bool {
	text := r.blocks[i].text
	return r.isTable(i+1) && !barePrice().MatchString(text) && !modeStart().MatchString(text)
}

// priced reports whether a table of HTML looks like one of prices.
func (g *grid) priced() bool {
	for _, line := range g.lines() {
		if line.text == codeTitle || isFirstTitle(line.text) || priceForm().MatchString(line.text) {
			return true
		}
	}
	return false
}

// ends reports whether a table in text cannot go on at a block.
func (r *reader) ends(i int) bool {
	if i >= len(r.blocks) {
		return true
	}
	b := &r.blocks[i]
	_, isSection := sectionOf(b.text)
	return b.group || b.bullet || b.grid != nil || isSection || isAfter(b.text) ||
		r.base.region(b.text) != nil || r.isTable(i) || r.isHeading(i)
}

// strayTable refuses a table outside of the sections and gives the block after it.
func (r *reader) strayTable(i int) int {
	r.problem(r.blocks[i].line, "a table of prices is in no section that is known: expected it below %s", sectionTitles())
	if r.blocks[i].grid != nil {
		return i + 1
	}
	return r.skip(i + 1)
}

// skip goes to where the table in text that the block is in must have ended.
func (r *reader) skip(i int) int {
	// The titles of the table itself look like the beginning of one.
	for i < len(r.blocks) && r.blocks[i].text == codeTitle {
		i++
	}
	for !r.ends(i) {
		i++
	}
	return i
}

// table reads the table at a block and gives the block after it.
func (r *reader) table(i int) int {
	s, b := &sections[r.section], &r.blocks[i]
	ready, broken := r.ready, r.broken
	r.ready, r.broken, r.unused = false, false, nil
	if r.region == nil && !broken {
		r.problem(b.line, "a table without a region: expected one of %s above it", r.base.regionNames())
		broken = true
	}
	if !ready && !broken {
		r.problem(b.line, "a table without a heading of its own: expected %s right above it", headingOf(s))
		broken = true
	}
	var rows []row
	var next int
	if b.grid != nil {
		rows, next = r.gridRows(s, b.grid), i+1
	} else {
		rows, next = r.textRows(s, i)
	}
	if broken || len(rows) == 0 {
		return next
	}
	t := table{rows: rows}
	if s.families() {
		t.family, t.category = r.family, r.category
	}
	tables := &r.regions[r.region.Code].tables[r.section]
	*tables = append(*tables, t)
	return next
}

func headingOf(s *section) string {
	if s.families() {
		return "the heading of a family"
	}
	return "a region"
}

// unit reads what stands below the title of a column.
func (r *reader) unit(c *column, text string, line int) bool {
	amount, currency, ok := c.unit.quantity(text)
	if !ok {
		return r.problem(line, "%q below the title %q: expected a unit such as %q", text, c.title, c.unit.example)
	}
	if r.region == nil {
		return true // which is noted
	}
	if currency == "CNY" && !r.noted("token-currency") {
		return r.problem(line, "the title %q says %s and the cells $: expected one currency, or a note token-currency in the base edition on how to read it", c.title, text)
	}
	per := r.regions[r.region.Code].per[r.section]
	if per == nil {
		per = map[catalog.Item]quantity{}
		r.regions[r.region.Code].per[r.section] = per
	}
	item := c.item
	if sections[r.section].plan == catalog.LoRA {
		item = catalog.Input // a region file has one quantity for both
	}
	if before, seen := per[item]; seen && before.amount != amount {
		return r.problem(line, "the prices of %s are for %d here and for %d in line %d: expected the same", c.item, amount, before.amount, before.line)
	}
	per[item] = quantity{amount, line}
	return true
}

// noted reports whether the base has a note on the region at hand.
func (r *reader) noted(id string) bool {
	for _, note := range r.region.Notes {
		if note.ID == id {
			return true
		}
	}
	return false
}

// textRows reads a table in text, where the title of the first column stands
// at a block. It gives up at the first cell that it does not understand, since
// all after it may be out of place.
func (r *reader) textRows(s *section, i int) (rows []row, next int) {
	i, ok := r.textTitles(s, i)
	if !ok {
		return nil, r.skip(i)
	}
	first := i
	var model []cell // name and code of the row before
	for !r.ends(i) && !r.blocks[i].sentence() {
		w, cells := row{line: r.blocks[i].line}, []cell(nil)
		again := s.continues() && model != nil && r.goesOn(i)
		for n := range s.columns {
			c := &s.columns[n]
			var one cell
			switch {
			case again && n < len(model):
				one = model[n]
			case r.ends(i) || r.blocks[i].sentence():
				r.shortRow(s, cells, r.blocks[i-1].line)
				return nil, r.skip(i)
			default:
				one, i = r.textCell(c, i)
			}
			if !r.cell(c, &one, &w) {
				return nil, r.skip(i)
			}
			cells = append(cells, one)
		}
		rows = append(rows, w)
		model = cells[:2]
	}
	if len(rows) == 0 {
		r.problem(r.blocks[first-1].line, "a table without rows: expected %q", s.columns[0].title)
	}
	return rows, i
}

// shortRow reports a row that lacks cells. Of a single cell it may be a heading.
func (r *reader) shortRow(s *section, cells []cell, line int) {
	c, first := &s.columns[len(cells)], cells[0].lines[0].text
	if len(cells) == 1 {
		r.problem(line, "%q is neither a row of the table nor a heading that is known: expected %q below it", first, c.title)
		return
	}
	r.problem(line, "the row of %s ends after %d of %d cells: expected %q", first, len(cells), len(s.columns), c.title)
}

// goesOn reports whether a block is the spec of one more row of the same model,
// rather than the name of another model.
func (r *reader) goesOn(i int) bool {
	return specStart().MatchString(r.blocks[i].text) || i+1 < len(r.blocks) && barePrice().MatchString(r.blocks[i+1].text)
}

// textCell reads the cell at a block: a line, or a line for each mode.
func (r *reader) textCell(c *column, i int) (one cell, next int) {
	one = cell{line: r.blocks[i].line, lines: r.blocks[i : i+1]}
	next = i + 1
	if c.kind == priceColumn && modeStart().MatchString(r.blocks[i].text) {
		for !r.ends(next) && strings.HasPrefix(r.blocks[next].text, "Thinking") {
			next++
		}
		one.lines = r.blocks[i:next]
	}
	return one, next
}

// textTitles reads the titles of a table in text and gives the block after them.
func (r *reader) textTitles(s *section, i int) (next int, ok bool) {
	expect := func(number int, label string, matches func(text string) bool) bool {
		switch {
		case i >= len(r.blocks) || r.blocks[i].group || r.blocks[i].bullet:
			return r.problem(r.blocks[i-1].line, "the titles of the table end before column %d: expected %q", number, label)
		case !matches(r.blocks[i].text):
			return r.problem(r.blocks[i].line, "%q is the title of column %d: expected %q", r.blocks[i].text, number, label)
		}
		return true
	}
	for n := range s.columns {
		c := &s.columns[n]
		if !expect(n+1, c.title, func(text string) bool { return text == c.title }) {
			return i + 1, false
		}
		i++
		if c.unit == nil {
			continue
		}
		if !expect(n+1, c.unit.example, func(string) bool { return true }) || !r.unit(c, r.blocks[i].text, r.blocks[i].line) {
			return i + 1, false
		}
		i++
	}
	return i, true
}
