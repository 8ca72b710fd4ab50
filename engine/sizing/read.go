package sizing

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"time"
)

// Read adds up traffic by minute. The stream is CSV with a header (separated by
// comma, semicolon, tab or bar) or NDJSON, as it is or compressed with gzip. Its
// columns are a timestamp, input_tokens and output_tokens, and if they are there
// thinking_output_tokens (beside the output tokens, of calls in thinking mode),
// cached_tokens (a part of the input tokens) and reasoning_tokens (a part of the
// output tokens: a row that has some is taken for a call in thinking mode, all
// of whose output counts as thinking output). Headers are matched loosely, those of
// common exports too, or stated in Options.Columns; other columns are skipped. A
// date and a time may be two columns. Counts of minutes may have decimals, as
// averages do, and are rounded up to whole tokens. Rows may stand in any order.
//
// Columns that cannot be told are a *HeaderError; dates whose order is not known
// are ErrDateOrder.
//
// A row that cannot be counted is a Problem: the first MaxProblems are returned,
// all are counted in Load.Refused, and the load is not Complete. The error says
// why there is no load. Memory goes by the days with traffic, MaxDays at most.
func Read(r io.Reader, o Options) (*Load, []Problem, error) {
	c, err := newCounter(r, o)
	if err != nil {
		return nil, nil, err
	}
	if err := c.read(); err != nil {
		return nil, c.bad.problems, err
	}
	return c.load()
}

func newCounter(r io.Reader, o Options) (*counter, error) {
	source, err := unpacked(r)
	if err != nil {
		return nil, err
	}
	c := &counter{options: o, source: source, all: newGroup(o), own: newGroup(o), bad: refusals{strict: o.Strict}}
	if o.Weights != nil {
		if err := o.Weights.validate(); err != nil {
			return nil, err
		}
	}
	return c, c.window()
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

// counter reads rows and counts them.
type counter struct {
	options  Options
	source   io.Reader
	from, to int64  // the window in minutes, where it is stated
	all, own *group // the rows that count, and those of Options.Model among them
	used     []UsedColumn
	counts   bool     // there is a column that counts requests
	bad      refusals // rows that could not be read
	outside  int64

	models     []string // that rows state, the first maxModels
	moreModels bool     // there are more
	others     int64    // rows of other models than the stated one

	each    func(model string) (Options, error) // where each model is counted by itself; else nil
	groups  map[string]*group
	unsized map[string]*ModelLoad
}

// maxModels is how many models of rows are told.
const maxModels = 8

// row is what one row says.
type row struct {
	moment
	line                            int
	input, output, thinking, cached int64
	rounded                         bool   // a count had decimals
	split                           bool   // it states reasoning tokens
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
		csv, err := newCSVReader(string(text), line, statedColumns(c.options.Columns))
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
			return nil
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
	reader := newJSONReader(statedColumns(c.options.Columns))
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
		if reader.first != nil && reader.first.Line == 0 {
			reader.first.Line = line
		}
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
	if reader.first != nil && !reader.good {
		return reader.first
	}
	for i, name := range reader.used {
		if name != "" {
			c.used = append(c.used, UsedColumn{reader.cells.called(column(i)), name})
		}
	}
	return nil
}

// cells counts the row of some cells, unless it is bad.
func (c *counter) cells(cells *cells, line int, bad *fault) error {
	var r row
	if bad == nil {
		r, bad = c.row(cells, line)
	}
	if bad != nil {
		return c.bad.refuse(line, bad)
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
	if r.moment, bad = c.moment(cells); bad != nil {
		return r, bad
	}
	if r.input, bad = r.tokens(cells, inputColumn); bad != nil {
		return r, bad
	}
	if r.output, bad = r.tokens(cells, outputColumn); bad != nil {
		return r, bad
	}
	if r.cached, bad = r.optional(cells, cachedColumn); bad != nil {
		return r, bad
	}
	if r.cached > r.input {
		return r, faultf("cached tokens are a part of the input tokens", "%s is %d, more than %s, %d", cachedColumn, r.cached, inputColumn, r.input)
	}
	if cells.has[thinkingColumn] {
		r.thinking, bad = r.optional(cells, thinkingColumn)
		return r, bad
	}
	reasoning, bad := r.optional(cells, reasoningColumn)
	if reasoning > r.output {
		return r, faultf("reasoning tokens are a part of the output tokens; name the column thinking_output_tokens if they are not",
			"%s is %d, more than %s, %d", reasoningColumn, reasoning, outputColumn, r.output)
	}
	if reasoning > 0 {
		r.output, r.thinking = 0, r.output
		r.split = true
	}
	return r, bad
}

// model reads the model that a row is of.
func (c *counter) model(cell string) (string, *fault) {
	name := trim(cell)
	if name == "" && (c.options.TrafficModel != "" || c.each != nil) {
		return "", faultf("state the model in each row, or leave out the rows of others", "%s is empty", modelColumn)
	}
	return name, nil
}

// moment reads the time of a row.
func (c *counter) moment(cells *cells) (moment, *fault) {
	text, clock := cells.when()
	if clock != "" { // which may be the whole time
		if m, bad := readMoment(clock, c.options.zone(), c.options.Dates); bad == nil {
			return m, nil
		}
	}
	return readMoment(text, c.options.zone(), c.options.Dates)
}

// tokens reads a count, and remembers whether it is rounded.
func (r *row) tokens(cells *cells, name column) (int64, *fault) {
	n, rounded, bad := tokens(cells.text[name], name, cells.comma)
	r.rounded = r.rounded || rounded
	return n, bad
}

// optional reads a count that may be left out, which is none.
func (r *row) optional(cells *cells, name column) (int64, *fault) {
	if trim(cells.text[name]) == "" {
		return 0, nil
	}
	return r.tokens(cells, name)
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
			_, bad := newJSONReader(nil).row(line)
			return bad == nil
		}
		named := 0
		for _, separator := range ",;\t|" {
			r, ok := readHeader(string(line), separator, nil)
			if !ok {
				continue
			}
			count := 0
			for _, c := range required {
				if !r.cells.lacks(c) {
					count++
				}
			}
			named = max(named, count)
		}
		return named >= 2
	}
	return false
}
