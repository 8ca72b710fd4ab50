package page

import "strings"

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
			r.problem(r.blocks[i-1].line, "the titles of the table end before column %d: expected %q", number, label)
			return false
		case !matches(r.blocks[i].text):
			r.problem(r.blocks[i].line, "%q is the title of column %d: expected %q", r.blocks[i].text, number, label)
			return false
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
