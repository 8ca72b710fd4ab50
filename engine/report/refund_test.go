package report_test

import (
	"io"
	"testing"

	"github.com/costplan/costplan/engine/refund"
	"github.com/costplan/costplan/engine/report"
)

func TestDowngradeJSON(t *testing.T) {
	month := func(price string) refund.Rate { return refund.Rate{Price: number(price), Days: number("30")} }
	d, err := refund.Of("USD", refund.Order{Paid: number("150"), List: month("150"), Used: number("24"), New: month("120")})
	if err != nil {
		t.Fatal(err)
	}
	got := validate(t, "refund", written(t, func(w io.Writer) error { return report.DowngradeJSON(w, &d) }))
	expect(t, got, []found{
		{nil, []any{"catalog"}},
		{nil, []any{"cancel"}},
		{"6", []any{"downgrade", "amount"}},
		{"6.00", []any{"downgrade", "rounded"}},
		{nil, []any{"downgrade", "orders", 0, "name"}},
		{"120", []any{"downgrade", "orders", 0, "steps", 1, "value"}}, // 150 / 30 x 24 consumed
		{"0.2", []any{"downgrade", "orders", 0, "steps", 3, "value"}},
		{nil, []any{"downgrade", "orders", 0, "steps", 3, "unit"}},
	})
}

func TestCancelJSON(t *testing.T) {
	cat := load(t)
	terms := pilot().Terms
	terms.Region, _ = cat.Region("beijing")
	c, err := refund.Cancel(cat, terms)
	if err != nil {
		t.Fatal(err)
	}
	got := validate(t, "refund", written(t, func(w io.Writer) error { return report.CancelJSON(w, &c) }))
	expect(t, got, []found{
		{cat.Edition, []any{"catalog", "edition"}},
		{nil, []any{"downgrade"}},
		{"26", []any{"cancel", "costly_at"}},
		{"25", []any{"cancel", "even_at", "value"}},
		{"12", []any{"cancel", "chosen", "day"}},
		{"2007.83376", []any{"cancel", "chosen", "cancel"}}, // 12 x 3 x 1,394.329 x 1.2 / 30
		{"0", []any{"cancel", "days", 24, "more_than_staying"}},
		{"stay", []any{"cancel", "days", 25, "cheapest", 0}},
	})
}
