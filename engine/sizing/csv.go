package sizing

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// cells are the values of a row by column. A column that the row does not have is
// not there.
type cells struct {
	text [columnCount]string
	has  [columnCount]bool
}

// csvReader reads rows of separated values under a header.
type csvReader struct {
	text   *bounded
	rows   *csv.Reader
	above  int      // lines up to the header
	last   int      // line that was read
	column []column // by field; columnCount for one that is not ours
	used   []UsedColumn
	cells  cells
}

// newCSVReader reads the header line and finds its separator.
func newCSVReader(header string, line int) (*csvReader, error) {
	var best *csvReader
	for _, separator := range ",;\t|" {
		if r, ok := readHeader(header, separator); ok && (best == nil || len(r.used) > len(best.used)) {
			best = r
		}
	}
	if best == nil {
		return nil, fmt.Errorf("line %d: the header %s has a quote that is not closed", line, shown(header))
	}
	var missing []string
	for _, c := range [...]column{timeColumn, inputColumn, outputColumn} {
		if !best.cells.has[c] {
			missing = append(missing, c.String())
		}
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("line %d: no column for %s in the header %s: begin with a line such as timestamp,input_tokens,output_tokens",
			line, strings.Join(missing, ", "), shown(header))
	}
	best.above, best.last = line, line
	return best, nil
}

// readHeader finds which field is which column. It is false for a header that is
// not well-formed.
func readHeader(header string, separator rune) (*csvReader, bool) {
	reader := newRows(strings.NewReader(header), separator)
	names, err := reader.Read()
	if err != nil {
		return nil, false
	}
	r := &csvReader{rows: reader}
	words := newVocabulary()
	var rank, place [columnCount]int
	for i, name := range names {
		r.column = append(r.column, columnCount)
		m, ok := words.find(name)
		if !ok || r.cells.has[m.column] && rank[m.column] <= m.rank {
			continue
		}
		if r.cells.has[m.column] {
			r.column[place[m.column]] = columnCount
		}
		r.cells.has[m.column], rank[m.column], place[m.column] = true, m.rank, i
		r.column[i] = m.column
	}
	for c := range columnCount {
		if r.cells.has[c] {
			r.used = append(r.used, UsedColumn{c.String(), names[place[c]]})
		}
	}
	return r, true
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
