package show

import (
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// Row is one row of a table, with lines of text around it.
type Row struct {
	Before []string // lines above the row, from the left edge
	Cells  []string
	Below  []string // lines under the row, indented
}

// Table is rows under a header. A column whose title is in Right is set flush right.
type Table struct {
	Header []string
	Right  map[string]bool
	Rows   []Row
}

const indent = "    "

// Write lays out the table: rules on a terminal, dashes elsewhere, no frame, so
// that lines can be copied and cut.
func (t Table) Write(w io.Writer, s Screen) error {
	lines := strings.Split(t.writer(s).Render(), "\n")
	var out strings.Builder
	const headerLines = 2 // titles and the rule below them
	for i, line := range lines {
		line = strings.TrimRight(line, " ")
		switch i {
		case 0:
			out.WriteString(s.Paint(Bold, line) + "\n")
			continue
		case 1:
			out.WriteString(s.Paint(Dim, line) + "\n")
			continue
		}
		row := t.Rows[i-headerLines]
		for _, before := range row.Before {
			out.WriteString(before + "\n")
		}
		out.WriteString(line + "\n")
		for _, below := range row.Below {
			out.WriteString(indent + below + "\n")
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func (t Table) writer(s Screen) table.Writer {
	w := table.NewWriter()
	style := table.StyleLight
	style.Format.Header = text.FormatDefault
	style.Format.HeaderAlign = text.AlignDefault
	style.Options = table.Options{SeparateHeader: true, SeparateColumns: true}
	style.Box.PaddingLeft, style.Box.PaddingRight = "", ""
	style.Box.MiddleVertical, style.Box.MiddleSeparator = "  ", "──"
	if s.Width == 0 {
		style.Box.MiddleHorizontal, style.Box.MiddleSeparator = "-", "  "
	}
	w.SetStyle(style)
	var columns []table.ColumnConfig
	header := table.Row{}
	for i, title := range t.Header {
		header = append(header, title)
		if t.Right[title] {
			columns = append(columns, table.ColumnConfig{Number: i + 1, Align: text.AlignRight, AlignHeader: text.AlignRight})
		}
	}
	w.SetColumnConfigs(columns)
	w.AppendHeader(header)
	for _, row := range t.Rows {
		cells := table.Row{}
		for _, cell := range row.Cells {
			cells = append(cells, cell)
		}
		w.AppendRow(cells)
	}
	return w
}

// Width is how many columns the table takes, without the lines around its rows.
func (t Table) Width() int {
	widths := make([]int, len(t.Header))
	for i, title := range t.Header {
		widths[i] = text.StringWidthWithoutEscSequences(title)
		for _, row := range t.Rows {
			widths[i] = max(widths[i], text.StringWidthWithoutEscSequences(row.Cells[i]))
		}
	}
	total := 0
	for _, width := range widths {
		total += width + len("  ")
	}
	return total - len("  ")
}

// pad fills a text with spaces up to a number of columns.
func pad(line string, width int) string {
	return line + strings.Repeat(" ", max(0, width-text.StringWidthWithoutEscSequences(line)))
}

// wrap breaks a text between words so that it fits the screen after the indent.
// Further lines start with hang.
func wrap(line string, s Screen, hang string) []string {
	if s.Width == 0 {
		return []string{line}
	}
	return Wrap(line, s.Width-len(indent), hang)
}

// Wrap breaks a text between words into lines of so many columns. Further lines
// start with hang. A word that is longer stays whole.
func Wrap(line string, room int, hang string) []string {
	if text.StringWidthWithoutEscSequences(line) <= room {
		return []string{line}
	}
	var lines []string
	current := ""
	for _, word := range strings.Fields(line) {
		switch {
		case current == "":
			current = word
		case text.StringWidthWithoutEscSequences(current+" "+word) <= room:
			current += " " + word
		default:
			lines = append(lines, current)
			current = hang + word
		}
	}
	return append(lines, current)
}
