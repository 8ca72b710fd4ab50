package sizing

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// firstRows is how many rows are looked at to tell what rows are.
const firstRows = 1000

// group is rows that are counted together: all of them, or those of one model.
type group struct {
	options  Options
	tally    *tally
	kind     RowKind
	meter    meter
	pending  []row // the first rows, until it is known what rows are
	counts   bool  // there is a column that counts requests
	bad      refusals
	totals   Totals
	oversize Oversize
	longest  int64
	split    bool  // some rows state reasoning tokens
	rounded  int64 // rows with decimals
}

func newGroup(o Options) *group {
	return &group{options: o, bad: refusals{strict: o.Strict}, tally: newTally(), kind: o.Rows}
}

// count counts a row in the groups that it belongs to.
func (c *counter) count(r row) error {
	if !c.options.From.IsZero() && r.minute < c.from || !c.options.To.IsZero() && r.minute >= c.to {
		c.outside++
		return nil
	}
	c.remember(r.model)
	if c.each != nil {
		return c.countByModel(r)
	}
	if c.options.TrafficModel != "" && r.model != c.options.TrafficModel {
		c.others++
		return nil
	}
	if r.model != "" && strings.EqualFold(r.model, c.options.Model) {
		if err := c.own.count(r, c.counts); err != nil {
			return err
		}
	}
	return c.all.count(r, c.counts)
}

// count counts a row, or keeps it until it is known what rows are.
func (c *group) count(r row, counts bool) error {
	c.counts = counts
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
func (c *group) settle() error {
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
func (c *group) detect() RowKind {
	if c.counts {
		return Minutes
	}
	if !slices.ContainsFunc(c.pending, func(r row) bool { return r.rounded }) && slices.ContainsFunc(c.pending, func(r row) bool { return r.seconds }) {
		return Requests
	}
	return Minutes
}

// weigh adds a row to its minute.
func (c *group) weigh(r row) error {
	const help = "correct the row; no deployment is so large"
	if r.rounded && c.kind == Requests {
		return c.bad.refuse(r.line, faultf("state that rows are minutes if they are averages", "a request has a whole number of tokens"))
	}
	q, ok := c.meter.weigh(r.input, r.cached, r.output, r.thinking)
	if !ok {
		return c.bad.refuse(r.line, faultf(help, "what the row uses of the quota is too large a number"))
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
		return c.bad.refuse(r.line, faultf(help, "the minute's sum is too large a number"))
	}
	c.totals.add(r)
	c.split = c.split || r.split
	if r.rounded {
		c.rounded++
	}
	if c.kind == Requests && !over {
		c.longest = max(c.longest, r.input)
	}
	if over {
		c.oversize.Requests++
		c.oversize.Longest = max(c.oversize.Longest, r.input)
		for d := range q {
			c.oversize.quota[d] = plus(c.oversize.quota[d], q[d], &ok)
		}
	}
	if !ok || max(c.totals.Input, c.totals.Output, c.totals.Thinking) > math.MaxInt64/2 {
		return fmt.Errorf("line %d: the sum of all rows is too large a number", r.line)
	}
	return nil
}

// load chooses the rows that count, and lays out what they add up to.
func (c *counter) load() (*Load, []Problem, error) {
	g, others := c.all, c.others
	several := c.options.TrafficModel == "" && len(c.models) > 1
	if several && c.own.seen() {
		g, others = c.own, c.all.rows()-c.own.rows()
	} else if err := c.oneModel(); err != nil {
		return nil, c.bad.problems, err
	}
	l, err := g.load(c)
	problems := c.problemsOf(g)
	if err != nil {
		return nil, problems, err
	}
	l.Others = others
	switch {
	case several:
		l.Model = c.options.Model
	case len(c.models) == 1:
		l.Model = c.models[0]
	}
	return l, problems, nil
}

// problemsOf are the first rows that were refused, those of a group among them.
func (c *counter) problemsOf(g *group) []Problem {
	problems := slices.Concat(c.bad.problems, g.bad.problems)
	slices.SortStableFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return problems[:min(len(problems), MaxProblems)]
}

// seen reports whether a row was counted, or may be.
func (c *group) seen() bool { return c.rows() > 0 }

// rows is how many rows belong to the group.
func (c *group) rows() int64 { return c.tally.rows + c.bad.count + int64(len(c.pending)) }

// load lays out what was counted.
func (c *group) load(of *counter) (*Load, error) {
	if c.meter.one == 0 {
		if err := c.settle(); err != nil {
			return nil, err
		}
	}
	if c.tally.rows == 0 {
		return nil, fmt.Errorf("no row could be counted: %d were refused and %d are outside of the window", of.bad.count+c.bad.count, of.outside)
	}
	first, end := c.tally.first.minute, c.tally.final.minute+1
	if !c.options.From.IsZero() {
		first = of.from
	}
	if !c.options.To.IsZero() {
		end = of.to
	}
	if end-first > MaxDays*minutesPerDay {
		return nil, fmt.Errorf("the rows go from %s (line %d) to %s (line %d), more than %d days: correct the time that is wrong or state a window",
			clockTime(first), c.tally.first.line, clockTime(end-1), c.tally.final.line, MaxDays)
	}
	l := &Load{
		First: first, Minutes: int(end - first), Zone: c.options.zone(),
		Rows: c.tally.rows, Refused: of.bad.count + c.bad.count, Outside: of.outside, Repeated: c.tally.repeated,
		Kind: c.kind, Detected: c.options.Rows == DetectRows, Columns: of.used,
		Tokens: c.totals, Oversize: c.oversize, Longest: c.longest,
		Weights: c.options.Weights, ReasoningSplit: c.split,
		Rounded: c.rounded, places: c.meter.places,
	}
	l.Oversize.Limit = c.options.MaxInputTokens
	l.loads, l.Apart, l.silent = c.tally.series(first, l.Minutes)
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
	case stated != "" && c.others > 0 && !c.all.seen():
		return fmt.Errorf("no row is of the model %q: the rows are of %s", stated, names)
	}
	return nil
}

// clockTime writes a minute in UTC.
func clockTime(minute int64) string {
	return time.Unix(minute*secondsPerMinute, 0).UTC().Format("2006-01-02T15:04Z")
}
