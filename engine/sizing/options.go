package sizing

import (
	"time"

	"github.com/costplan/costplan/catalog"
)

// RowKind says what a row of the traffic stands for.
type RowKind string

// The kinds of rows.
const (
	// DetectRows looks at the first rows: a column that counts requests makes
	// them minutes; else a time with seconds makes them requests; else they are
	// minutes, and several rows of one minute, of several hosts, are added up.
	DetectRows RowKind = ""
	// Requests are rows of one call each.
	Requests RowKind = "requests"
	// Minutes are rows of sums. What goes by the length of a call, the tiers of
	// Weights and MaxInputTokens, cannot apply to them.
	Minutes RowKind = "minutes"
)

// Options is how traffic is read.
type Options struct {
	// Zone is that of timestamps without an offset, and of the hours of the week.
	// It is the region's; nil is UTC.
	Zone *time.Location
	// From and To bound the window: From is its first moment, To the first one
	// after it, both cut to the minute. What is zero is taken from the rows.
	From, To time.Time
	Rows     RowKind
	// Columns are which headers are which columns, as ParseColumns reads them. Those
	// that are not stated are matched.
	Columns []UsedColumn
	// Dates is which of day and month comes first in 06/01/2026; empty refuses such
	// dates.
	Dates DateOrder
	// Model is the code of the deployment's model. Where rows are of several models
	// and none is stated, those that state this code count. It is what For sets.
	Model string
	// TrafficModel is the model whose rows count, where rows state their model;
	// empty for all rows, which then have to be of one model.
	TrafficModel string
	// Strict makes the first row that cannot be counted an error.
	Strict bool
	// Weights are how long input and cached input use the quota; nil for one to one.
	Weights *Weights
	// MaxInputTokens is the longest input that the deployment takes: a longer
	// request is always billed on demand. It is the offer's; 0 for no limit.
	MaxInputTokens int64
}

// RowsAuto is what a request calls DetectRows.
const RowsAuto = "auto"

// RowsNamed is the kind of rows that a request names.
func RowsNamed(name string) RowKind {
	if name == RowsAuto {
		return DetectRows
	}
	return RowKind(name)
}

// For are the options with what the region and the model decide, for a model that the
// region offers on plan ptu.
func (o Options) For(region *catalog.Region, model string) Options {
	o.Model = model
	o.MaxInputTokens = region.Find(catalog.PTU, model)[0].MaxInputTokens
	o.Weights = WeightsOf(region.QuotaWeights(model))
	return o
}

func (o Options) zone() *time.Location {
	if o.Zone == nil {
		return time.UTC
	}
	return o.Zone
}
