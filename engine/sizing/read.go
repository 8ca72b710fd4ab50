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
	c := &counter{options: o, lines: newLines(source), clock: clockReader{zone: o.zone()}, tally: newTally(), kind: o.Rows}
	if o.Weights != nil {
		if err := o.Weights.validate(); err != nil {
			return nil, nil, err
		}
	}
	if err := c.window(); err != nil {
		return nil, nil, err
	}
	if err := c.read(); err != nil {
		return nil, c.problems, fmt.Errorf("traffic: %w", err)
	}
	slices.SortStableFunc(c.problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	load, err := c.load()
	if err != nil {
		return nil, c.problems, fmt.Errorf("traffic: %w", err)
	}
	return load, c.problems, nil
}

// unpacked undoes gzip and takes a byte order mark away.
func unpacked(r io.Reader) (io.Reader, error) {
	buffered := bufio.NewReaderSize(r, 64<<10)
	if magic, _ := buffered.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		unzipped, err := gzip.NewReader(buffered)
		if err != nil {
			return nil, fmt.Errorf("traffic: %w", err)
		}
		buffered = bufio.NewReaderSize(unzipped, 64<<10)
	}
	mark, _ := buffered.Peek(3)
	switch {
	case bytes.Equal(mark, []byte{0xef, 0xbb, 0xbf}):
		_, _ = buffered.Discard(len(mark)) // what was peeked is there
	case bytes.HasPrefix(mark, []byte{0xff, 0xfe}), bytes.HasPrefix(mark, []byte{0xfe, 0xff}):
		return nil, errors.New("traffic: the text is UTF-16: save it as UTF-8")
	}
	return buffered, nil
}

// counter reads rows into a tally.
type counter struct {
	options  Options
	lines    *lines
	clock    clockReader
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
		return fmt.Errorf("traffic: the window ends at %s, before it begins at %s", to.Format(time.RFC3339), from.Format(time.RFC3339))
	case c.to-c.from > MaxDays*minutesPerDay:
		return fmt.Errorf("traffic: the window is longer than %d days", MaxDays)
	}
	return nil
}

// read reads the stream to its end.
func (c *counter) read() error {
	for {
		text, next, more, long := c.lines.line(0)
		if long {
			return fmt.Errorf("line %d is longer than %d MiB: is it text?", c.lines.number, MaxRecord>>20)
		}
		if !more {
			return errors.Join(errors.New("there are no rows"), c.lines.failed())
		}
		switch begin := trim(text); {
		case len(begin) == 0:
			c.lines.consume(next, 1)
			continue
		case begin[0] == '{':
			return c.readJSON()
		case begin[0] == '[':
			return fmt.Errorf("line %d begins a JSON list: write one object a line (jq -c '.[]')", c.lines.number)
		}
		csv, err := newCSVReader(text, c.lines.number)
		if err != nil {
			return err
		}
		c.lines.consume(next, 1)
		return c.readCSV(csv)
	}
}

func (c *counter) readCSV(csv *csvReader) error {
	c.used, c.counts = csv.used, csv.has[countColumn]
	for {
		cells, line, bad, more := csv.next(c.lines)
		if !more {
			return c.finish()
		}
		if cells == nil && bad == nil {
			continue
		}
		if err := c.cells(cells, line, bad); err != nil {
			return err
		}
	}
}

func (c *counter) readJSON() error {
	reader := newJSONReader()
	for {
		line := c.lines.number
		text, next, more, long := c.lines.line(0)
		if !more {
			break
		}
		var cells *[columnCount][]byte
		var bad *fault
		switch {
		case long:
			bad = tooLong()
			c.lines.skip()
		case len(trim(text)) == 0:
			c.lines.consume(next, 1)
			continue
		default:
			cells, bad = reader.row(text)
			c.lines.consume(next, 1)
		}
		c.counts = c.counts || reader.used[countColumn] != ""
		if err := c.cells(cells, line, bad); err != nil {
			return err
		}
	}
	for i, name := range reader.used {
		if name != "" {
			c.used = append(c.used, UsedColumn{column(i).String(), name})
		}
	}
	return c.finish()
}

// cells counts the row of some cells, unless it is bad.
func (c *counter) cells(cells *[columnCount][]byte, line int, bad *fault) error {
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
func (c *counter) row(cells *[columnCount][]byte, line int) (row, *fault) {
	r := row{line: line}
	var bad *fault
	if r.model, bad = c.model(cells[modelColumn]); bad != nil {
		return r, bad
	}
	if r.moment, bad = c.clock.read(cells[timeColumn]); bad != nil {
		return r, bad
	}
	if r.input, bad = tokens(cells[inputColumn], inputColumn); bad != nil {
		return r, bad
	}
	if r.output, bad = tokens(cells[outputColumn], outputColumn); bad != nil {
		return r, bad
	}
	if r.cached, bad = optional(cells[cachedColumn], cachedColumn); bad != nil {
		return r, bad
	}
	if r.cached > r.input {
		return r, faultf("cached tokens are a part of the input tokens", "%s is %d, more than %s, %d", cachedColumn, r.cached, inputColumn, r.input)
	}
	if cells[thinkingColumn] != nil {
		r.thinking, bad = optional(cells[thinkingColumn], thinkingColumn)
		return r, bad
	}
	reasoning, bad := optional(cells[reasoningColumn], reasoningColumn)
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
func (c *counter) model(cell []byte) (string, *fault) {
	name := trim(cell)
	if len(name) == 0 && c.options.TrafficModel != "" {
		return "", faultf("state the model in each row, or leave out the rows of others", "%s is empty", modelColumn)
	}
	for _, known := range c.models {
		if known == string(name) {
			return known, nil
		}
	}
	return string(name), nil
}

// optional reads a count that may be left out, which is none.
func optional(text []byte, name column) (int64, *fault) {
	if len(trim(text)) == 0 {
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
