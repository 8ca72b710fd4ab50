package sizing

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
)

// Read adds up traffic by minute. The stream is CSV with a header (separated by
// comma, semicolon, tab or bar) or NDJSON, as it is or compressed with gzip. Its
// columns are a timestamp, input_tokens and output_tokens, and if they are there
// thinking_output_tokens (beside the output tokens, of calls in thinking mode),
// cached_tokens (a part of the input tokens) and reasoning_tokens (a part of the
// output tokens: a row that has some is taken for a call in thinking mode, all
// of whose output counts as thinking output). Headers are matched loosely; other
// columns are skipped. Rows may stand in any order.
//
// A row that cannot be counted is a Problem: the first MaxProblems are returned,
// all are counted in Load.Refused, and the load is not Complete. The error says
// why there is no load. Memory goes by the days with traffic, MaxDays at most.
func Read(r io.Reader, o Options) (*Load, []Problem, error) {
	source, err := unpacked(r)
	if err != nil {
		return nil, nil, err
	}
	c := &counter{options: o, source: source, tally: newTally(), kind: o.Rows}
	if o.Weights != nil {
		if err := o.Weights.validate(); err != nil {
			return nil, nil, err
		}
	}
	if err := c.window(); err != nil {
		return nil, nil, err
	}
	if err := c.read(); err != nil {
		return nil, c.problems, err
	}
	slices.SortStableFunc(c.problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	load, err := c.load()
	if err != nil {
		return nil, c.problems, err
	}
	return load, c.problems, nil
}

// unpacked undoes gzip and takes a byte order mark away.
func unpacked(r io.Reader) (io.Reader, error) {
	buffered := bufio.NewReader(r)
	if magic, _ := buffered.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		unzipped, err := gzip.NewReader(buffered)
		if err != nil {
			return nil, err
		}
		buffered = bufio.NewReader(unzipped)
	}
	mark, _ := buffered.Peek(3)
	switch {
	case bytes.Equal(mark, []byte{0xef, 0xbb, 0xbf}):
		_, _ = buffered.Discard(len(mark)) // what was peeked is there
	case bytes.HasPrefix(mark, []byte{0xff, 0xfe}), bytes.HasPrefix(mark, []byte{0xfe, 0xff}):
		return nil, errors.New("the text is UTF-16: save it as UTF-8")
	}
	return buffered, nil
}

// counter reads rows into a tally.
type counter struct {
	options  Options
	source   io.Reader
	tally    *tally
	kind     RowKind
	meter    meter
	from, to int64 // the window in minutes, where it is stated
	pending  []row // the first rows, until it is known what rows are
	used     []UsedColumn
	counts   bool // there is a column that counts requests
	problems []Problem
	refused  int64
	outside  int64
	totals   Totals
	oversize Oversize
	split    bool // some rows state reasoning tokens

	models     []string // that rows state, the first maxModels
	moreModels bool     // there are more
	others     int64    // rows of other models than the stated one
}

// maxModels is how many models of rows are told.
const maxModels = 8

// row is what one row says.
type row struct {
	moment
	line                            int
	input, output, thinking, cached int64
	model                           string // empty if the row states none
}

// window checks the stated window.
func (c *counter) window() error {
	from, to := c.options.From, c.options.To
	c.from, c.to = floorDiv(from.Unix(), secondsPerMinute), floorDiv(to.Unix(), secondsPerMinute)
	if from.IsZero() || to.IsZero() {
		return nil
	}
	switch {
	case c.from >= c.to:
		return fmt.Errorf("the window ends at %s, before it begins at %s", to.Format(time.RFC3339), from.Format(time.RFC3339))
	case c.to-c.from > MaxDays*minutesPerDay:
		return fmt.Errorf("the window is longer than %d days", MaxDays)
	}
	return nil
}

// read reads the stream to its end.
func (c *counter) read() error {
	l := &lines{in: bufio.NewReader(c.source), number: 1}
	for {
		line := l.number
		text, long, err := l.next()
		switch {
		case long:
			return fmt.Errorf("line %d is longer than %d MiB: is it text?", line, MaxRecord>>20)
		case errors.Is(err, io.EOF):
			return errors.New("there are no rows")
		case err != nil:
			return errors.Join(errors.New("there are no rows"), err)
		}
		switch begin := trim(string(text)); {
		case begin == "":
			continue
		case begin[0] == '{':
			return c.readJSON(l, text)
		case begin[0] == '[':
			return fmt.Errorf("line %d begins a JSON list: write one object a line (jq -c '.[]')", line)
		}
		csv, err := newCSVReader(string(text), line)
		if err != nil {
			return err
		}
		csv.under(l.in)
		return c.readCSV(csv)
	}
}

func (c *counter) readCSV(csv *csvReader) error {
	c.used, c.counts = csv.used, csv.cells.has[countColumn]
	for {
		row, line, bad, err := csv.next()
		switch {
		case errors.Is(err, io.EOF):
			return c.finish()
		case err != nil:
			return fmt.Errorf("line %d: %w", line, err)
		case row == nil && bad == nil:
			continue
		}
		if err := c.cells(row, line, bad); err != nil {
			return err
		}
	}
}

// readJSON reads rows from a first line on.
func (c *counter) readJSON(l *lines, text []byte) error {
	reader := newJSONReader()
	line, long := l.number-1, false
	var err error
	for ; err == nil; text, long, err = l.next() {
		var row *cells
		var bad *fault
		switch {
		case long:
			bad = tooLong()
		case len(bytes.Trim(text, " \t")) > 0:
			row, bad = reader.row(text)
		}
		c.counts = c.counts || reader.used[countColumn] != ""
		if row != nil || bad != nil {
			if err := c.cells(row, line, bad); err != nil {
				return err
			}
		}
		line = l.number
	}
	if !errors.Is(err, io.EOF) {
		return fmt.Errorf("line %d: %w", line, err)
	}
	for i, name := range reader.used {
		if name != "" {
			c.used = append(c.used, UsedColumn{column(i).String(), name})
		}
	}
	return c.finish()
}

// cells counts the row of some cells, unless it is bad.
func (c *counter) cells(cells *cells, line int, bad *fault) error {
	var r row
	if bad == nil {
		r, bad = c.row(cells, line)
	}
	if bad != nil {
		return c.refuse(line, bad)
	}
	return c.count(r)
}

// row reads the cells of a row.
func (c *counter) row(cells *cells, line int) (row, *fault) {
	r := row{line: line}
	var bad *fault
	if r.model, bad = c.model(cells.text[modelColumn]); bad != nil {
		return r, bad
	}
	if r.moment, bad = readMoment(cells.text[timeColumn], c.options.zone()); bad != nil {
		return r, bad
	}
	if r.input, bad = tokens(cells.text[inputColumn], inputColumn); bad != nil {
		return r, bad
	}
	if r.output, bad = tokens(cells.text[outputColumn], outputColumn); bad != nil {
		return r, bad
	}
	if r.cached, bad = optional(cells.text[cachedColumn], cachedColumn); bad != nil {
		return r, bad
	}
	if r.cached > r.input {
		return r, faultf("cached tokens are a part of the input tokens", "%s is %d, more than %s, %d", cachedColumn, r.cached, inputColumn, r.input)
	}
	if cells.has[thinkingColumn] {
		r.thinking, bad = optional(cells.text[thinkingColumn], thinkingColumn)
		return r, bad
	}
	reasoning, bad := optional(cells.text[reasoningColumn], reasoningColumn)
	if reasoning > r.output {
		return r, faultf("reasoning tokens are a part of the output tokens; name the column thinking_output_tokens if they are not",
			"%s is %d, more than %s, %d", reasoningColumn, reasoning, outputColumn, r.output)
	}
	if reasoning > 0 {
		r.output, r.thinking = 0, r.output
		c.split = true
	}
	return r, bad
}

// model reads the model that a row is of.
func (c *counter) model(cell string) (string, *fault) {
	name := trim(cell)
	if name == "" && c.options.TrafficModel != "" {
		return "", faultf("state the model in each row, or leave out the rows of others", "%s is empty", modelColumn)
	}
	return name, nil
}

// optional reads a count that may be left out, which is none.
func optional(text string, name column) (int64, *fault) {
	if trim(text) == "" {
		return 0, nil
	}
	return tokens(text, name)
}

// refuse reports a row.
func (c *counter) refuse(line int, bad *fault) error {
	p := Problem{Line: line, Message: bad.message, Help: bad.help}
	c.refused++
	if len(c.problems) < MaxProblems {
		c.problems = append(c.problems, p)
	}
	if c.options.Strict {
		return errors.New(p.String())
	}
	return nil
}

// IsTraffic reports whether a text begins as traffic does: with a header that
// names two of the three columns that have to be there, so that one with a slip
// is still told, or with a row of JSON.
func IsTraffic(text []byte) bool {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		switch {
		case len(line) == 0:
			continue
		case line[0] == '{':
			_, bad := newJSONReader().row(line)
			return bad == nil
		}
		named := 0
		for _, separator := range ",;\t|" {
			r, ok := readHeader(string(line), separator)
			if !ok {
				continue
			}
			count := 0
			for _, c := range [...]column{timeColumn, inputColumn, outputColumn} {
				if r.cells.has[c] {
					count++
				}
			}
			named = max(named, count)
		}
		return named >= 2
	}
	return false
}
