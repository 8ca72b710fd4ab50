package report

// Table is a table in words, the first column flush left.
type Table struct {
	Title   string     `json:"title"`   // what it shows
	Columns []string   `json:"columns"` // the titles of the columns
	Rows    [][]string `json:"rows"`    // the rows; each has a cell a column
	Marked  *int       `json:"marked"`  // index of the row that the others are around, or that is to be taken; null for none
	Note    string     `json:"note"`    // below the table; empty for none
}

func (t *Table) add(cells ...string) { t.Rows = append(t.Rows, cells) }

// mark marks the row that was added last.
func (t *Table) mark() {
	last := len(t.Rows) - 1
	t.Marked = &last
}
