package sizing

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func priceOf(text string) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: dec(text), Valid: true}
}

func region(t testing.TB, name string) (*catalog.Catalog, *catalog.Region) {
	t.Helper()
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	r, ok := cat.Region(name)
	if !ok {
		t.Fatalf("no region %s", name)
	}
	return cat, r
}

func period(t testing.TB, text string) deployment.Period {
	t.Helper()
	p, err := deployment.ParsePeriod(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// mustRead reads traffic in which every row is good.
func mustRead(t testing.TB, text string, o Options) *Load {
	t.Helper()
	l, problems, err := Read(strings.NewReader(text), o)
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v %v", err, problems)
	}
	return l
}

// loadOf is a load of minutes as they are, from a Monday on.
func loadOf(minutes ...[dimensions]int64) *Load {
	monday := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC).Unix() / secondsPerMinute
	l := &Load{First: monday, Minutes: len(minutes), Zone: time.UTC, Rows: int64(len(minutes)), Kind: Minutes}
	for d := range l.loads {
		for _, m := range minutes {
			l.loads[d] = append(l.loads[d], m[d])
			l.sums[d] += m[d]
		}
	}
	l.Tokens = Totals{Input: l.sums[Input], Output: l.sums[Output], Thinking: l.sums[Thinking]}
	return l
}

// year is a year of minutes as CSV, with the rhythm of a working day.
func year() []byte {
	const minutes = 525_600
	rng := rand.New(rand.NewPCG(1, 2))
	var out bytes.Buffer
	out.WriteString("timestamp,input_tokens,output_tokens,thinking_output_tokens\n")
	start := time.Date(2025, 6, 6, 0, 0, 0, 0, time.UTC)
	for i := range minutes {
		at := start.Add(time.Duration(i) * time.Minute)
		busy := int64(20_000)
		if h := at.Hour(); 9 <= h && h < 18 && at.Weekday() >= time.Monday && at.Weekday() <= time.Friday {
			busy = 300_000
		}
		input := busy/2 + rng.Int64N(busy)
		fmt.Fprintf(&out, "%s,%d,%d,%d\n", at.Format("2006-01-02T15:04:05Z"), input, input/8+rng.Int64N(busy/10), rng.Int64N(busy/4))
	}
	return out.Bytes()
}

// used is what all minutes use in a dimension, in (weighted) tokens.
func used(l *Load, d Dimension) string { return l.tokens(l.sums[d]).String() }
