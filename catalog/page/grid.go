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
