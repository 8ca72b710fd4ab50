package report_test

import (
	"encoding/json"
	"io"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/report"
)

type found struct {
	want any
	path []any
}

func expect(t *testing.T, got map[string]any, all []found) {
	t.Helper()
	for _, f := range all {
		if value := at(t, got, f.path...); value != f.want {
			t.Errorf("%v is %v, want %v", f.path, value, f.want)
		}
	}
}

func TestCompareJSON(t *testing.T) {
	cat := load(t)
	period, err := deployment.ParsePeriod("30d")
	if err != nil {
		t.Fatal(err)
	}
	asked := compare.Compare(cat, compare.Need{
		Model: "qwen3.6-plus-2026-04-02", Period: period, Regions: []string{"singapore"},
		Throughput: &compare.Throughput{Input: number("50000"), Output: number("5000")},
	})
	sg, _ := cat.Region("singapore")
	running := tuned().Terms
	running.Region, running.Hours = sg, period.Hours
	written := written(t, func(w io.Writer) error {
		today := compare.Compare(cat, compare.NeedOf(running, period))
		return report.CompareJSON(w, cat, []report.Compared{{Comparison: &asked}, {File: "b.yaml", Line: 1, Name: "tuned", Comparison: &today}}, nil, nil)
	})
	got := validate(t, "compare", written)
	expect(t, got, []found{
		{nil, []any{"needs", 0, "file"}},
		{"720", []any{"needs", 0, "hours"}},
		{"50000", []any{"needs", 0, "throughput", "input"}},
		{nil, []any{"needs", 0, "today"}},
		{"tuned", []any{"needs", 1, "name"}},
		{true, []any{"needs", 1, "fine_tuned"}},
		{"105", []any{"needs", 1, "today", "amount"}},
		// 30 x 115.2
		{"ap-southeast-1/ptu/subscription", []any{"options", 0, "id"}},
		{"3456", []any{"options", 0, "amount"}},
		{json.Number("1"), []any{"options", 0, "rank"}},
		{nil, []any{"options", 0, "difference"}},
		{nil, []any{"options", 0, "capacity"}},
		{"2160", []any{"options", 0, "lines", 0, "amount"}}, // 30 x 5 x 14.4
		{"8", []any{"options", 2, "capacity"}},
		{json.Number("0"), []any{"break_even", 0, "need"}},
		{"ap-southeast-1/ptu/pay_as_you_go", []any{"break_even", 0, "between", 0}},
		{"360", []any{"break_even", 0, "value"}},
		{"361", []any{"break_even", 0, "first"}},
		{true, []any{"break_even", 0, "exact"}},
		{"12", []any{"break_even", 1, "value"}},
		{"hours_per_day", []any{"break_even", 1, "variable"}},
		{"0", []any{"ranges", 0, "from", "value"}},
		{"360", []any{"ranges", 1, "from", "numerator"}},
	})
	differences := 0
	for _, option := range got["options"].([]any) {
		o := option.(map[string]any)
		if (o["amount"] == nil) != (o["rank"] == nil) || (o["amount"] == nil) != (o["reason"] != nil) || (o["cause"] == nil) != (o["reason"] == nil) {
			t.Errorf("an option has neither amount nor reason, or both: %v", o)
		}
		if o["difference"] != nil {
			differences++
		}
		if o["today"] == true && o["difference"] != "0" {
			t.Errorf("today's choice differs from itself: %v", o)
		}
	}
	if differences != 3 { // lora, and model units under two payments
		t.Errorf("%d options are compared with today's choice", differences)
	}
	if empty := validate(t, "compare", nothingCompared(t, cat)); len(empty["options"].([]any)) != 0 {
		t.Errorf("no need gives %v", empty)
	}
}

func nothingCompared(t *testing.T, cat *catalog.Catalog) []byte {
	t.Helper()
	return written(t, func(w io.Writer) error { return report.CompareJSON(w, cat, nil, nil, nil) })
}
