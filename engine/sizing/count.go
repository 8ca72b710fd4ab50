package sizing

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// firstRows is how many rows are looked at to tell what rows are.
const firstRows = 1000

// count counts a row, or keeps it until it is known what rows are.
func (c *counter) count(r row) error {
	if !c.options.From.IsZero() && r.minute < c.from || !c.options.To.IsZero() && r.minute >= c.to {
		c.outside++
		return nil
	}
	c.remember(r.model)
	if c.options.TrafficModel != "" && r.model != c.options.TrafficModel {
		c.others++
		return nil
	}
	if c.meter.one != 0 {
		return c.weigh(r)
	}
	c.pending = append(c.pending, r)
	if len(c.pending) < firstRows && c.kind == DetectRows {
		return nil
	}
	return c.settle()
}

// remember keeps the name of a row's model, to tell them if there are several.
func (c *counter) remember(model string) {
	switch {
	case model == "" || slices.Contains(c.models, model):
	case len(c.models) == maxModels:
		c.moreModels = true
	default:
		c.models = append(c.models, model)
	}
}

// settle decides what rows are and counts the pending ones.
func (c *counter) settle() error {
	if c.kind == DetectRows {
		c.kind = c.detect()
	}
	var err error
	if c.meter, err = newMeter(c.options.Weights, c.kind == Requests); err != nil {
		return err
	}
	pending := c.pending
	c.pending = nil
	for _, r := range pending {
		if err := c.weigh(r); err != nil {
			return err
		}
	}
	return nil
}

// detect tells from the first rows what rows are.
func (c *counter) detect() RowKind {
	if c.counts {
		return Minutes
	}
	if slices.ContainsFunc(c.pending, func(r row) bool { return r.seconds }) {
		return Requests
	}
	return Minutes
}

// weigh adds a row to its minute.
func (c *counter) weigh(r row) error {
	const help = "correct the row; no deployment is so large"
	q, ok := c.meter.weigh(r.input, r.cached, r.output, r.thinking)
	if !ok {
		return c.refuse(r.line, faultf(help, "what the row uses of the quota is too large a number"))
	}
	over := c.kind == Requests && c.options.MaxInputTokens > 0 && r.input > c.options.MaxInputTokens
	counted := q
	if over {
		counted = quota{} // the minute is still part of the trace
	}
	fits, inDays := c.tally.add(r.minute, r.line, counted)
	switch {
	case !inDays:
		return fmt.Errorf("line %d: there is traffic on more than %d days: state a window", r.line, MaxDays)
	case !fits:
		return c.refuse(r.line, faultf(help, "the minute's sum is too large a number"))
	}
	c.totals.add(r)
	if over {
		c.oversize.Requests++
		for d := range q {
			c.oversize.quota[d] = plus(c.oversize.quota[d], q[d], &ok)
		}
	}
	if !ok || max(c.totals.Input, c.totals.Output, c.totals.Thinking) > math.MaxInt64/2 {
		return fmt.Errorf("line %d: the sum of all rows is too large a number", r.line)
	}
	return nil
}

// finish ends the stream.
func (c *counter) finish() error {
	if c.meter.one == 0 {
		return c.settle()
	}
	return nil
}

// load lays out what was counted.
func (c *counter) load() (*Load, error) {
	if err := c.oneModel(); err != nil {
		return nil, err
	}
	if c.tally.rows == 0 {
		return nil, fmt.Errorf("no row could be counted: %d were refused and %d are outside of the window", c.refused, c.outside)
	}
	first, end := c.tally.first.minute, c.tally.final.minute+1
	if !c.options.From.IsZero() {
		first = c.from
	}
	if !c.options.To.IsZero() {
		end = c.to
	}
	if end-first > MaxDays*minutesPerDay {
		return nil, fmt.Errorf("the rows go from %s (line %d) to %s (line %d), more than %d days: correct the time that is wrong or state a window",
			clockTime(first), c.tally.first.line, clockTime(end-1), c.tally.final.line, MaxDays)
	}
	l := &Load{
		First: first, Minutes: int(end - first), Zone: c.options.zone(),
		Rows: c.tally.rows, Refused: c.refused, Outside: c.outside, Others: c.others, Repeated: c.tally.repeated,
		Kind: c.kind, Detected: c.options.Rows == DetectRows, Columns: c.used,
		Tokens: c.totals, Oversize: c.oversize,
		Weights: c.options.Weights, ReasoningSplit: c.split,
		places: c.meter.places,
	}
	if len(c.models) == 1 {
		l.Model = c.models[0]
	}
	l.Oversize.Limit = c.options.MaxInputTokens
	l.loads = c.tally.series(first, l.Minutes)
	for d := range l.loads {
		ok := true
		for _, load := range l.loads[d] {
			l.sums[d] = plus(l.sums[d], load, &ok)
		}
		if !ok {
			return nil, errors.New("the sum of all rows is too large a number")
		}
	}
	return l, nil
}

// ErrSeveralModels says that rows state several models, and none is told.
var ErrSeveralModels = errors.New("one model is sized at a time: state the model whose rows count, of the models in the rows")

// oneModel refuses rows of several models, unless it is stated which one counts.
func (c *counter) oneModel() error {
	var shownNames []string
	for _, name := range c.models {
		shownNames = append(shownNames, shown(name))
	}
	names := strings.Join(shownNames, ", ")
	if c.moreModels {
		names += " and others"
	}
	switch stated := c.options.TrafficModel; {
	case stated == "" && len(c.models) > 1:
		return fmt.Errorf("%w: %s", ErrSeveralModels, names)
	case stated != "" && c.others > 0 && c.tally.rows == 0:
		return fmt.Errorf("no row is of the model %q: the rows are of %s", stated, names)
	}
	return nil
}

// clockTime writes a minute in UTC.
func clockTime(minute int64) string {
	return time.Unix(minute*secondsPerMinute, 0).UTC().Format("2006-01-02T15:04Z")
}
