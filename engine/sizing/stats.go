package sizing

import (
	"time"

	"github.com/shopspring/decimal"
)

// Stats describes the loads of a dimension over all minutes of a window,
// those without traffic included. Loads are (weighted) tokens a minute.
type Stats struct {
	Total       decimal.Decimal
	Mean        Share // total by minutes
	Peak        decimal.Decimal
	PeakAt      time.Time // first minute of the peak
	Busy        int64     // minutes with traffic
	Percentiles []Percentile
}

// Percentile is a nearest-rank percentile: the smallest load that at least the
// named share of the minutes does not exceed.
type Percentile struct {
	Name string // "p99.9"
	Load decimal.Decimal
}

// statsOf describes a demand.
func statsOf(l *Load, d *demand) Stats {
	n := len(d.levels.loads)
	peak := d.levels.loads[n-1]
	s := Stats{
		Total: d.tokens(d.levels.total()),
		Mean:  Share{d.tokens(d.levels.total()), decimal.NewFromInt(int64(n))},
		Peak:  d.tokens(peak),
		Busy:  int64(n - d.levels.covered(0)),
	}
	for i, load := range d.minutes {
		if load == peak {
			s.PeakAt = time.Unix((l.First+int64(i))*secondsPerMinute, 0).In(l.Zone)
			break
		}
	}
	for _, p := range [...]struct {
		name        string
		part, whole int64
	}{{"p50", 50, 100}, {"p90", 90, 100}, {"p95", 95, 100}, {"p99", 99, 100}, {"p99.9", 999, 1000}, {"p99.99", 9999, 10000}} {
		s.Percentiles = append(s.Percentiles, Percentile{p.name, d.tokens(d.levels.rank(p.part, p.whole))})
	}
	return s
}

// Share is an exact part of a whole.
type Share struct{ Part, Whole decimal.Decimal }

// Defined reports whether there is a whole to have a share in.
func (s Share) Defined() bool { return !s.Whole.IsZero() }

func shareOf(part, whole int64) Share {
	return Share{decimal.NewFromInt(part), decimal.NewFromInt(whole)}
}
