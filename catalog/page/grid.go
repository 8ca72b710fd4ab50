package page

import (
	"slices"
	"strconv"
	"strings"
)

// maxColumns is the widest table that is read.
const maxColumns = 64

// grid is a table of HTML as written: cells of rows, spans not yet spread.
type grid struct {
	line   int
	rows   []gridRow
	group  int  // number of the group of rows at hand
	head   bool // the group is a table head
	inRow  bool
	inCell bool
	nested bool    // a cell holds a table
	stray  []block // text outside of cells
}

type gridRow struct {
	line  int
	group int
	head  bool // in the table head
	cells []cell
}

// cell is a cell of a table: one line of text, or several.
type cell struct {
	line             int // 1-based, of its tag or of its text
	lines            []block
	title            bool // a header cell
	rowspan, colspan int
}

func (g *grid) startGroup(head bool) {
	g.endRow()
	g.group++
	g.head = head
}

func (g *grid) startRow(line int) {
	g.endRow()
	g.rows = append(g.rows, gridRow{line: line, group: g.group, head: g.head})
	g.inRow = true
}

func (g *grid) startCell(line int, title bool, rowspan, colspan string) {
	if !g.inRow {
		g.startRow(line)
	}
	row := &g.rows[len(g.rows)-1]
	row.cells = append(row.cells, cell{line: line, title: title, rowspan: spanOf(rowspan), colspan: spanOf(colspan)})
	g.inCell = true
}

func (g *grid) endCell() { g.inCell = false }

func (g *grid) endRow() { g.inRow, g.inCell = false, false }

// add appends a line to the cell at hand.
func (g *grid) add(line block) {
	if !g.inCell {
		g.stray = append(g.stray, line)
		return
	}
	cells := g.rows[len(g.rows)-1].cells
	c := &cells[len(cells)-1]
	c.lines = append(c.lines, line)
}

// lines are all lines of the table, in order.
func (g *grid) lines() []block {
	lines := slices.Clone(g.stray)
	for _, row := range g.rows {
		for _, c := range row.cells {
			lines = append(lines, c.lines...)
		}
	}
	return lines
}

// spanOf reads a span; what is not one is 1, and 0 is the rest of the group.
func spanOf(text string) int {
	const most = 65534 // of HTML
	n, err := strconv.Atoi(strings.TrimSpace(text))
	switch {
	case err != nil || n < 0:
		return 1
	case n == 0:
		return most
	}
	return min(n, most)
}

// spread gives every row the cells that reach down into it from the rows above
// of its group, and repeats a cell in each column that it spans. It is false
// for a table of too many columns.
func (g *grid) spread() (rows []gridRow, ok bool) {
	type hanging struct {
		cell cell
		left int // rows that it still reaches into
	}
	var above []hanging // by column
	group := -1
	for _, row := range g.rows {
		if row.group != group {
			above, group = nil, row.group
		}
		wide := row
		wide.cells = nil
		next := 0
		for column := 0; next < len(row.cells) || column < len(above); column++ {
			if column >= maxColumns {
				return nil, false
			}
			if column < len(above) && above[column].left > 0 {
				above[column].left--
				wide.cells = append(wide.cells, above[column].cell)
				continue
			}
			if next == len(row.cells) {
				if !slices.ContainsFunc(above[column:], func(h hanging) bool { return h.left > 0 }) {
					break
				}
				wide.cells = append(wide.cells, cell{line: row.line}) // a gap before a cell from above
				continue
			}
			c := row.cells[next]
			next++
			if column+c.colspan > maxColumns {
				return nil, false
			}
			for i := range c.colspan {
				for len(above) <= column+i {
					above = append(above, hanging{})
				}
				above[column+i] = hanging{c, c.rowspan - 1}
				wide.cells = append(wide.cells, c)
			}
			column += c.colspan - 1
		}
		rows = append(rows, wide)
	}
	return rows, true
}

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
			return r.problem(g.line, "the titles of the table end before column %d: expected %q", n+1, c.title)
		}
		rest, ok := strings.CutPrefix(titles[n], c.title)
		if !ok || c.unit == nil && rest != "" || c.unit != nil && !strings.HasPrefix(rest, " ") {
			return r.problem(lines[n], "%q is the title of column %d: expected %q", titles[n], n+1, c.title)
		}
		if c.unit != nil && !r.unit(c, strings.TrimSpace(rest), lines[n]) {
			return false
		}
	}
	if len(titles) > len(s.columns) {
		extra := len(s.columns)
		return r.problem(lines[extra], "%q is the title of column %d: expected %d columns", titles[extra], extra+1, extra)
	}
	return true
}
