package show

import (
	"io"

	"github.com/costplan/costplan/engine/diag"
)

// Rules writes the table of codes.
func Rules(w io.Writer, rules []diag.Rule, s Screen) error {
	t := Table{Header: []string{"Code", "Name", "Severity", "What it says"}}
	for _, r := range rules {
		t.Rows = append(t.Rows, Row{Cells: []string{string(r.Code), r.Slug, string(r.Severity), r.Summary}})
	}
	if s.Width > 0 && t.Width() > s.Width { // the sentence goes below its row
		t.Header = t.Header[:3]
		for i := range t.Rows {
			row := &t.Rows[i]
			row.Below = wrap(row.Cells[3], s, "")
			row.Cells = row.Cells[:3]
		}
	}
	return t.Write(w, s)
}
