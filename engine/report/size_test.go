package report_test

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/sizing"
)

// sized sizes two weeks of minutes on qwen-flash-2025-07-28 in Beijing: 12,000 in
// and 900 out in each, and one row that cannot be counted.
func sized(t *testing.T, onDemand *sizing.OnDemand, goals ...sizing.Goal) (*sizing.Result, []sizing.Problem) {
	t.Helper()
	cat := load(t)
	region, _ := cat.Region("beijing")
	var text strings.Builder
	text.WriteString("ts,input,output\nnow,1,1\n")
	const start = 1780243200 // Monday 2026-06-01 00:00 in Beijing
	for i := range 14 * 24 * 60 {
		fmt.Fprintf(&text, "%d,12000,900\n", start+60*i)
	}
	traffic, problems, err := sizing.Read(strings.NewReader(text.String()), sizing.Options{Zone: region.Location()})
	if err != nil {
		t.Fatal(err)
	}
	period, err := deployment.ParsePeriod("30d")
	if err != nil {
		t.Fatal(err)
	}
	result, err := sizing.Size(sizing.Request{Catalog: cat, Region: region, Model: "qwen-flash-2025-07-28", Load: traffic, Period: period,
		OnDemand: onDemand, Goals: goals, Schedule: true})
	if err != nil {
		t.Fatal(err)
	}
	return result, problems
}

func TestSizeJSON(t *testing.T) {
	price := decimal.NullDecimal{Decimal: number("1.5"), Valid: true}
	goals := []sizing.Goal{{Kind: sizing.MinimiseCost}, {Kind: sizing.Coverage, Percent: number("99.9")}, {Kind: sizing.MaxOverflow, Tokens: number("0")}}
	r, problems := sized(t, &sizing.OnDemand{Currency: "USD", Per: 1000, Input: price, Output: price, Source: "mine.yaml:3"}, goals...)
	got := validate(t, "size", written(t, func(w io.Writer) error { return report.SizeJSON(w, r, problems) }))
	for _, want := range []struct {
		value any
		path  []any
	}{
		{nil, []any{"rates"}},
		{"2026-06-01T00:00:00+08:00", []any{"traffic", "start"}},
		{"20160", []any{"traffic", "minutes"}},
		{"1", []any{"traffic", "refused"}},
		{false, []any{"traffic", "complete"}},
		{json.Number("2"), []any{"problems", 0, "line"}},
		{"1.5", []any{"on_demand", "input"}},
		{nil, []any{"on_demand", "thinking_output"}},
		{"12000", []any{"dimensions", 0, "peak"}},
		{"Mon 00:00", []any{"dimensions", 0, "profile", 0, "hour"}},
		{"120", []any{"dimensions", 0, "profile", 0, "minutes"}},
		{nil, []any{"dimensions", 0, "curve", 0, "utilisation", "value"}}, // of no capacity
		// Two steps in, one out: 30 days x 0.72 x 3, against 720 x 0.06 x 3 by the hour
		{"129.6", []any{"answers", 1, "choices", 0, "fee", "amount"}},
		{"64.8", []any{"answers", 1, "choices", 1, "fee", "amount"}},
		{true, []any{"answers", 1, "choices", 1, "best"}},
		{"0.6", []any{"answers", 1, "choices", 1, "capacity", 0, "utilisation", "value"}},
		{"0", []any{"answers", 1, "choices", 1, "overflow_cost", "amount"}},
		{"always_subscription", []any{"schedule", "plans", 1, "kind"}},
		{"15.12", []any{"schedule", "plans", 1, "total", "amount"}}, // 7 x 0.72 x 3
		{true, []any{"schedule", "plans", 1, "best"}},
		{"20000", []any{"schedule", "hours", 167, "base", 0, "tpm"}},
	} {
		if value := at(t, got, want.path...); value != want.value {
			t.Errorf("%v is %v, want %v", want.path, value, want.value)
		}
	}
}

// Without prices of overflow nothing costs 0 that costs something.
func TestSizeJSONWithoutPrices(t *testing.T) {
	r, problems := sized(t, nil, sizing.Goal{Kind: sizing.MinimiseCost}, sizing.Goal{Kind: sizing.Coverage, Percent: number("0")})
	got := validate(t, "size", written(t, func(w io.Writer) error { return report.SizeJSON(w, r, problems) }))
	for _, path := range [][]any{{"on_demand_only"}, {"answers", 1, "choices", 0, "total"}, {"dimensions", 0, "curve", 0, "overflow_cost"}} {
		if cost := at(t, got, path...); at(t, cost, "amount") != nil || at(t, cost, "reason") == nil {
			t.Errorf("%v is %v", path, cost)
		}
	}
	if code := at(t, got, "answers", 0, "reason", "code"); code != "no_on_demand_price" {
		t.Errorf("reason %v", code)
	}
}

func TestSizeRatesJSON(t *testing.T) {
	cat := load(t)
	region, _ := cat.Region("beijing")
	period, err := deployment.ParsePeriod("30d")
	if err != nil {
		t.Fatal(err)
	}
	need, err := sizing.FromRates(cat, region, "qwen-flash-2025-07-28", period,
		sizing.Rates{RPM: number("60"), InputPerRequest: number("2000"), OutputPerRequest: number("500")})
	if err != nil {
		t.Fatal(err)
	}
	got := validate(t, "size", written(t, func(w io.Writer) error { return report.SizeRatesJSON(w, need) }))
	if at(t, got, "traffic") != nil || at(t, got, "rates", "dimensions", 1, "tpm") != "30000" ||
		at(t, got, "rates", "fees", 0, "amount") != "1814.4" { // 720 x (12 + 30) x 0.06
		t.Errorf("%v", at(t, got, "rates"))
	}
}
