package sizing

import (
	"time"

	"github.com/shopspring/decimal"
)

// Load is the traffic of every minute of a window. It is not changed once it
// is read.
type Load struct {
	First   int64 // first minute, in minutes since 1970-01-01T00:00Z
	Minutes int   // of the window, those without traffic included
	Zone    *time.Location

	Rows    int64 // that were counted
	Refused int64 // that could not be counted
	Outside int64 // that lie outside of the window
	Others  int64 // that are of another model than Options.TrafficModel

	Model    string  // that all rows state; empty if they state none, or several
	Repeated bool    // several rows are of one minute
	Kind     RowKind // what rows were taken for
	Detected bool    // Kind was detected from the rows
	Columns  []UsedColumn
	// ReasoningSplit says that some rows stated reasoning tokens, so that all of
	// their output counts as thinking output.
	ReasoningSplit bool
	Rounded        int64 // rows with decimals, which are rounded up to whole tokens
	Apart          int   // all gaps between minutes with rows are multiples of this many minutes; 0 if there is one minute

	Tokens   Totals // of all counted rows, unweighted
	Oversize Oversize
	Longest  int64    // input tokens of the longest request that the deployment takes; 0 if rows are minutes
	Weights  *Weights // that the loads are weighted with; nil for none

	places int32 // decimal places that the loads have
	loads  [dimensions][]int64
	sums   [dimensions]int64
	silent []span // stretches of a day or more without any row, in their order
}

// UsedColumn tells which header was read as which column.
type UsedColumn struct{ Column, Header string }

// Totals are sums of tokens as the rows state them.
type Totals struct {
	Input, Output, Thinking int64
	Cached                  int64 // a part of Input
}

// add counts a row. Rows have MaxTokens at most, and callers stop far below the
// largest integer.
func (t *Totals) add(r row) {
	t.Input += r.input
	t.Output += r.output
	t.Thinking += r.thinking
	t.Cached += r.cached
}

// Oversize are requests whose input is longer than the deployment takes. They
// are billed on demand whatever is bought, and are part of no load.
type Oversize struct {
	Limit    int64 // input tokens that a request may have; 0 for no limit
	Requests int64
	Longest  int64 // input tokens of the longest
	quota    quota
}

// Complete reports whether every row was counted.
func (l *Load) Complete() bool { return l.Refused == 0 }

// TiersIgnored reports whether the weights have tiers that could not apply,
// since the rows are minutes.
func (l *Load) TiersIgnored() bool {
	return l.Weights != nil && len(l.Weights.Tiers) > 0 && l.Kind != Requests
}

// Silent counts the minutes in stretches of a day or more without any row. They
// have no traffic, and a drawing of the load leaves them out.
func (l *Load) Silent() int64 {
	var n int64
	for _, s := range l.silent {
		n += int64(s.to - s.from)
	}
	return n
}

// Start is the first moment of the window.
func (l *Load) Start() time.Time { return time.Unix(l.First*secondsPerMinute, 0).In(l.Zone) }

// End is the first moment after the window.
func (l *Load) End() time.Time {
	return time.Unix((l.First+int64(l.Minutes))*secondsPerMinute, 0).In(l.Zone)
}

// OversizeTokens is what the oversize requests would use, in (weighted) tokens.
func (l *Load) OversizeTokens(d Dimension) decimal.Decimal { return l.tokens(l.Oversize.quota[d]) }

// tokens writes parts of a token as tokens.
func (l *Load) tokens(parts int64) decimal.Decimal { return decimal.New(parts, -l.places) }
