package sizing

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// cells are the values of a row by column. A column that the row does not have is
// not there.
type cells struct {
	text  [columnCount]string
	has   [columnCount]bool
	day   bool // the name of the time column is that of a date
	comma bool // a comma may part a fraction, as where semicolons separate
}

// lacks tells a column that has to be there and is not. A time of day alone is
// taken for the whole time.
func (c *cells) lacks(column column) bool {
	return !c.has[column] && !(column == timeColumn && c.has[clockColumn])
}

// missing names the columns that are not there.
func (c *cells) missing() []string {
	var names []string
	for _, column := range required {
		if c.lacks(column) {
			names = append(names, column.String())
		}
	}
	return names
}

// when is the time of a row as it is written. A date and a time of day are put
// together, unless one of them is the whole time.
func (c *cells) when() (text, clock string) {
	switch date := trim(c.text[timeColumn]); {
	case !c.has[timeColumn]:
		return c.text[clockColumn], ""
	case c.day && c.has[clockColumn]:
		return date + " " + trim(c.text[clockColumn]), c.text[clockColumn]
	default:
		return date, ""
	}
}

// csvReader reads rows of separated values under a header.
type csvReader struct {
	text   *bounded
	rows   *csv.Reader
	above  int // lines up to the header
	last   int // line that was read
	names  []string
	column []column // by field; columnCount for one that is not ours
	used   []UsedColumn
	cells  cells

	unknown string // a stated header that is not there
}

// newCSVReader reads the header line and finds its separator.
func newCSVReader(header string, line int, columns []stated) (*csvReader, error) {
	var best *csvReader
	for _, separator := range ",;\t|" {
		r, ok := readHeader(header, separator, columns)
		if ok && (best == nil || len(r.used) > len(best.used) || len(r.used) == len(best.used) && len(r.names) > len(best.names)) {
			best = r
		}
	}
	if best == nil {
		return nil, fmt.Errorf("line %d: the header %s has a quote that is not closed", line, shown(header))
	}
	if best.unknown != "" || len(best.cells.missing()) > 0 {
		return nil, &HeaderError{Line: line, Names: best.names, Used: best.used, Missing: best.cells.missing(), Unknown: best.unknown}
	}
	best.above, best.last = line, line
	return best, nil
}

// readHeader finds which field is which column. It is false for a header that is
// not well-formed.
func readHeader(header string, separator rune, columns []stated) (*csvReader, bool) {
	reader := newRows(strings.NewReader(header), separator)
	names, err := reader.Read()
	if err != nil {
		return nil, false
	}
	r := &csvReader{rows: reader, names: slices.Clone(names)}
	r.cells.comma = separator != ','
	words := newVocabulary()
	var rank, place [columnCount]int
	for i, name := range names {
		r.column = append(r.column, columnCount)
		m, ok := words.find(name)
		if !ok || states(columns, m.column) || r.cells.has[m.column] && rank[m.column] <= m.rank {
			continue
		}
		if r.cells.has[m.column] {
			r.column[place[m.column]] = columnCount
		}
		r.cells.has[m.column], rank[m.column], place[m.column] = true, m.rank, i
		r.column[i] = m.column
	}
	r.cells.day = r.cells.has[timeColumn] && isDate(names[place[timeColumn]])
	for _, s := range columns {
		at := slices.IndexFunc(names, func(name string) bool { return trim(name) == s.header })
		if at < 0 {
			r.unknown = s.header
			continue
		}
		r.cells.has[s.column], place[s.column], r.column[at] = true, at, s.column
		r.cells.day = r.cells.day || s.day
	}
	if r.cells.has[timeColumn] && r.cells.has[clockColumn] && !r.cells.day {
		r.cells.has[clockColumn], r.column[place[clockColumn]] = false, columnCount
	}
	for c := range columnCount {
		if r.cells.has[c] {
			r.used = append(r.used, UsedColumn{r.cells.called(c), names[place[c]]})
		}
	}
	return r, true
}

// called is what a column of the row is for.
func (c *cells) called(column column) string {
	switch {
	case column == timeColumn && c.day && c.has[clockColumn]:
		return dateColumn
	case column == clockColumn && !c.has[timeColumn]:
		return timeColumn.String()
	}
	return column.String()
}

func newRows(text io.Reader, separator rune) *csv.Reader {
	r := csv.NewReader(text)
	r.Comma = separator
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	return r
}

// under goes on to read the rows under the header.
func (r *csvReader) under(text io.Reader) {
	r.text = &bounded{r: text}
	r.rows = newRows(r.text, r.rows.Comma)
}

// next reads a row, which holds until the next call. An error ends the reading; it
// is io.EOF behind the last row.
func (r *csvReader) next() (row *cells, line int, bad *fault, err error) {
	r.text.row = 0
	fields, err := r.rows.Read()
	var malformed *csv.ParseError
	switch {
	case errors.As(err, &malformed) && malformed.Line == malformed.StartLine:
		return nil, r.above + malformed.Line, faultf(`put a field that has a quote in it in quotes, and write "" for the quote`,
			"a quoted field is not well-formed, at column %d", malformed.Column), nil
	case errors.As(err, &malformed):
		return nil, r.above + malformed.StartLine, nil, fmt.Errorf(
			`a quoted field is not well-formed, at line %d: close the quote, and write "" for a quote inside`, r.above+malformed.Line)
	case err != nil:
		return nil, r.last + 1, nil, err
	}
	line, _ = r.rows.FieldPos(0)
	line += r.above
	r.last, _ = r.rows.FieldPos(len(fields) - 1)
	r.last += r.above
	if len(fields) == 1 && trim(fields[0]) == "" {
		return nil, line, nil, nil
	}
	if len(fields) != len(r.column) {
		// Its columns could not be told apart.
		return nil, line, faultf(fmt.Sprintf("quote a field that has a %q in it", r.rows.Comma),
			"the row has %d fields, the header has %d", len(fields), len(r.column)), nil
	}
	for i, c := range r.column {
		if c != columnCount {
			r.cells.text[c] = fields[i]
		}
	}
	return &r.cells, line, nil, nil
}

func tooLong() *fault {
	return faultf("leave out the text of the calls", "the row is longer than %d MiB", MaxRecord>>20)
}
