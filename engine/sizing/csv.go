package sizing

import (
	"bytes"
	"fmt"
	"strings"
)

// csvReader reads rows of separated values under a header. Fields may be
// quoted, with a quote doubled inside and line breaks; a quote inside a field
// that does not begin with one is text.
type csvReader struct {
	separator byte
	fields    int      // of the header
	column    []column // by field; columnCount for one that is not ours
	has       [columnCount]bool
	used      []UsedColumn
	cells     [columnCount][]byte
	split     splitter
}

// newCSVReader reads the header line and finds its separator.
func newCSVReader(header []byte, line int) (*csvReader, error) {
	var best *csvReader
	for _, separator := range []byte{',', ';', '\t', '|'} {
		r := &csvReader{separator: separator, split: splitter{separator: separator}}
		if r.header(header) && (best == nil || len(r.used) > len(best.used)) {
			best = r
		}
	}
	if best == nil {
		return nil, fmt.Errorf("line %d: the header %s has a quote that is not closed", line, shown(header))
	}
	var missing []string
	for _, c := range [...]column{timeColumn, inputColumn, outputColumn} {
		if !best.has[c] {
			missing = append(missing, c.String())
		}
	}
	if len(missing) > 0 {
		return nil, fmt.Errorf("line %d: no column for %s in the header %s: begin with a line such as timestamp,input_tokens,output_tokens",
			line, strings.Join(missing, ", "), shown(header))
	}
	return best, nil
}

// header finds which field is which column. It is false for a header that is
// not well-formed.
func (r *csvReader) header(line []byte) bool {
	words := newVocabulary()
	var rank [columnCount]int
	var place [columnCount]int
	var names [columnCount]string
	r.split.begin()
	if !r.split.scan(line, func(i int, field []byte) {
		r.column = append(r.column, columnCount)
		m, ok := words.find(field)
		if !ok || r.has[m.column] && rank[m.column] <= m.rank {
			return
		}
		if r.has[m.column] {
			r.column[place[m.column]] = columnCount
		}
		r.has[m.column], rank[m.column], place[m.column], names[m.column] = true, m.rank, i, string(field)
		r.column[i] = m.column
	}) || !r.split.end() {
		return false
	}
	r.fields = len(r.column)
	for c := range columnCount {
		if r.has[c] {
			r.used = append(r.used, UsedColumn{c.String(), names[c]})
		}
	}
	return true
}

// next reads the row at the front of the lines and consumes it.
func (r *csvReader) next(l *lines) (cells *[columnCount][]byte, line int, bad *fault, more bool) {
	line = l.number
	first, behind, more, long := l.line(0)
	switch {
	case !more:
		return nil, line, nil, false
	case long:
		l.skip()
		return nil, line, tooLong(), true
	case len(trim(first)) == 0:
		l.consume(behind, 1)
		return nil, line, nil, true
	case bytes.IndexByte(first, '"') < 0:
		bad = r.plainRow(first)
		l.consume(behind, 1)
		return &r.cells, line, bad, true
	}
	next, count, bad := r.quotedRow(l, behind)
	l.consume(next, count)
	return &r.cells, line, bad, true
}

func tooLong() *fault {
	return faultf("leave out the text of the calls", "the row is longer than %d MiB", MaxRecord>>20)
}

// plainRow splits a line without quotes.
func (r *csvReader) plainRow(line []byte) *fault {
	i := 0
	for ; ; i++ {
		stop := bytes.IndexByte(line, r.separator)
		field := line
		if stop >= 0 {
			field = line[:stop]
		}
		if i < r.fields && r.column[i] != columnCount {
			r.cells[r.column[i]] = field
		}
		if stop < 0 {
			break
		}
		line = line[stop+1:]
	}
	return r.counted(i + 1)
}

// counted refuses a row that has not as many fields as the header: its columns
// could not be told apart.
func (r *csvReader) counted(fields int) *fault {
	if fields == r.fields {
		return nil
	}
	return faultf(fmt.Sprintf("quote a field that has a %q in it", r.separator),
		"the row has %d fields, the header has %d", fields, r.fields)
}

// quotedRow splits a row that may go on over several lines. A row that is not
// well-formed is its first line only.
func (r *csvReader) quotedRow(l *lines, firstBehind int) (behind, count int, bad *fault) {
	malformed := func() (int, int, *fault) {
		return firstBehind, 1, faultf(`close the quote, and write "" for a quote inside`, "a quoted field is not well-formed")
	}
	r.split.begin()
	fields, offset := 0, 0
	take := func(i int, field []byte) {
		fields++
		if i < r.fields && r.column[i] != columnCount {
			r.cells[r.column[i]] = field
		}
	}
	for {
		text, next, more, long := l.line(offset)
		if !more || long {
			return malformed()
		}
		// Cells of earlier lines may have moved with the buffer; but a cell of
		// ours that spans or precedes a line break is read again below.
		if !r.split.scan(text, take) {
			return malformed()
		}
		count++
		if r.split.end() {
			if count > 1 {
				return r.again(l, next, count)
			}
			return next, count, r.counted(fields)
		}
		offset = next
	}
}

// again splits the whole of a row of several lines, now that it is in the
// buffer in one piece.
func (r *csvReader) again(l *lines, next, count int) (int, int, *fault) {
	fields := 0
	r.split.begin()
	record := bytes.TrimSuffix(bytes.TrimSuffix(l.buf[l.start:l.start+next], []byte{'\n'}), []byte{'\r'})
	r.split.scan(record, func(i int, field []byte) {
		fields++
		if i < r.fields && r.column[i] != columnCount {
			r.cells[r.column[i]] = field
		}
	})
	return next, count, r.counted(fields)
}
