package page

import "strings"

// gridRows reads a table of HTML.
func (r *reader) gridRows(s *section, g *grid) []row {
	if len(g.stray) > 0 {
		r.problem(g.stray[0].line, "%q stands in a table and in none of its cells: expected cells only", g.stray[0].text)
		return nil
	}
	if g.nested {
		r.problem(g.line, "a table in a cell of a table: expected lines of text")
		return nil
	}
	all, ok := g.spread()
	if !ok {
		r.problem(g.line, "a table of more than %d columns: expected %d", maxColumns, len(s.columns))
		return nil
	}
	titles := 0
	for titles < len(all) && all[titles].isHead() {
		titles++
	}
	titles = min(max(1, titles), len(all))
	if !r.gridTitles(s, g, all[:titles]) {
		return nil
	}
	var rows []row
	bad := false
	for _, line := range all[titles:] {
		w, ok := r.gridRow(s, &line)
		bad = bad || !ok
		rows = append(rows, w)
	}
	if len(rows) == 0 {
		r.problem(g.line, "a table without rows: expected %q", s.columns[0].title)
	}
	if bad {
		return nil
	}
	return rows
}

// isHead reports whether a row has titles: all of its cells are, or it stands
// in the table head.
func (g *gridRow) isHead() bool {
	for _, c := range g.cells {
		if !c.title {
			return g.head
		}
	}
	return len(g.cells) > 0
}

// gridRow reads a row of a table of HTML.
func (r *reader) gridRow(s *section, line *gridRow) (row, bool) {
	for i, c := range line.cells {
		if c.colspan > 1 {
			r.problem(c.line, "a cell that spans %d columns, from %d on: expected one cell for each column", c.colspan, i+1)
			return row{}, false
		}
	}
	switch n := len(line.cells); {
	case n < len(s.columns):
		name := "without a name"
		if n > 0 && len(line.cells[0].lines) > 0 {
			name = "of " + line.cells[0].lines[0].text
		}
		r.problem(line.line, "the row %s ends after %d of %d cells: expected %q", name, n, len(s.columns), s.columns[n].title)
		return row{}, false
	case n > len(s.columns):
		r.problem(line.cells[len(s.columns)].line, "the row has %d cells: expected %d", n, len(s.columns))
		return row{}, false
	}
	w := row{line: line.line}
	for i := range s.columns {
		if !r.cell(&s.columns[i], &line.cells[i], &w) {
			return row{}, false
		}
	}
	return w, true
}

// gridTitles reads the titles of a table of HTML: in each column the different
// texts of its title cells, from the top.
func (r *reader) gridTitles(s *section, g *grid, rows []gridRow) bool {
	var titles []string
	var lines []int
	for _, one := range rows {
		for n, c := range one.cells {
			for len(titles) <= n {
				titles, lines = append(titles, ""), append(lines, c.line)
			}
			var words []string
			for _, b := range c.lines {
				words = append(words, b.text)
			}
			if text := strings.Join(words, " "); text != titles[n] {
				titles[n] = strings.TrimSpace(titles[n] + " " + text)
			}
		}
	}
	for n := range s.columns {
		c := &s.columns[n]
		if n >= len(titles) {
			r.problem(g.line, "the titles of the table end before column %d: expected %q", n+1, c.title)
			return false
		}
		rest, ok := strings.CutPrefix(titles[n], c.title)
		if !ok || c.unit == nil && rest != "" || c.unit != nil && !strings.HasPrefix(rest, " ") {
			r.problem(lines[n], "%q is the title of column %d: expected %q", titles[n], n+1, c.title)
			return false
		}
		if c.unit != nil && !r.unit(c, strings.TrimSpace(rest), lines[n]) {
			return false
		}
	}
	if len(titles) > len(s.columns) {
		extra := len(s.columns)
		r.problem(lines[extra], "%q is the title of column %d: expected %d columns", titles[extra], extra+1, extra)
		return false
	}
	return true
}
