package report_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden holds a text against a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := "testdata/" + name
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs:\n%s", file, got)
	}
}

// nightly is 220 h x capacity x 44 / 4 USD: 19,360 for 8, 38,720 for 16.
func nightly(capacity string) quote.Deployment {
	return quote.Deployment{File: "a.yaml", Line: 20, Name: "nightly", ModelName: "qwen3-32b", Terms: deployment.Terms{
		Plan: catalog.MU, Payment: catalog.PayAsYouGo, Model: "qwen3-32b", Spec: "MU1", Capacity: number(capacity), Hours: number("220"),
	}}
}

func compared(t *testing.T, old, new []quote.Deployment) *diff.Diff {
	t.Helper()
	d := diff.Quotes(diff.Side{Quote: quoteOf(t, old...)}, diff.Side{Quote: quoteOf(t, new...)})
	return &d
}

// changed is a set of which one deployment is added, one is removed, one is
// changed and one stays.
//
//	nightly   19,360 to 38,720       +19,360
//	pilot     2,007.83376 to none     -2,007.83376
//	tuned     none to 105               +105
//	flash     86.4                         0
//	total     21,454.23376 to 38,911.4   +17,457.16624, which is 81.36...%
func changed(t *testing.T) *diff.Diff {
	t.Helper()
	return compared(t, []quote.Deployment{flash(), pilot(), nightly("8")}, []quote.Deployment{flash(), nightly("16"), tuned()})
}

// unsure is a set of which the price of one deployment is gone, and which holds
// text that could be taken for markup.
func unsure(t *testing.T) *diff.Diff {
	t.Helper()
	gone, hostile := nightly("8"), flash()
	gone.Terms.Plan, gone.Terms.Spec = catalog.CU, ""
	hostile.Name = "a|b`c\n<script> @someone [x](y) --> \u2028"
	d := compared(t, []quote.Deployment{nightly("8"), legacy()}, []quote.Deployment{gone, legacy(), hostile})
	d.New.Unread = []string{}
	d.New.Quote.Diagnostics = []diag.Diagnostic{diag.New(diag.NoPrice, "a|b.yaml", diag.Span{Start: diag.Position{Line: 8, Column: 3}, End: diag.Position{Line: 8, Column: 9}}, "", "no price | none <b>")}
	return d
}

func verdict(t *testing.T, d *diff.Diff, limit string) *diff.Verdict {
	t.Helper()
	parsed, err := diff.ParseLimit(limit)
	if err != nil {
		t.Fatal(err)
	}
	v := d.Exceeds(parsed)
	return &v
}

func TestDiffMarkdown(t *testing.T) {
	d := changed(t)
	golden(t, "diff.golden.md", written(t, func(w io.Writer) error { return report.DiffMarkdown(w, d, verdict(t, d, "500")) }))
	d = unsure(t)
	golden(t, "diff_unsure.golden.md", written(t, func(w io.Writer) error { return report.DiffMarkdown(w, d, verdict(t, d, "10%")) }))
	d = compared(t, []quote.Deployment{flash()}, []quote.Deployment{flash()})
	golden(t, "diff_same.golden.md", written(t, func(w io.Writer) error { return report.DiffMarkdown(w, d, nil) }))
}

func TestDiffJSON(t *testing.T) {
	d := changed(t)
	got := validate(t, "diff", written(t, func(w io.Writer) error { return report.DiffJSON(w, d, verdict(t, d, "500")) }))
	for _, want := range []struct {
		value any
		path  []any
	}{
		{"2026-06-06", []any{"before", "catalog", "edition"}},
		{json.Number("1"), []any{"counts", "changed"}},
		{true, []any{"complete"}},
		{"unchanged", []any{"deployments", 0, "status"}},
		{"0", []any{"deployments", 0, "difference"}},
		{"removed", []any{"deployments", 1, "status"}},
		{nil, []any{"deployments", 1, "after"}},
		{nil, []any{"deployments", 1, "matched_by"}},
		{"-2007.83376", []any{"deployments", 1, "difference"}},
		{"-100.0", []any{"deployments", 1, "percent", "value"}},
		{"capacity", []any{"deployments", 2, "fields", 0, "field"}},
		{"8", []any{"deployments", 2, "fields", 0, "before"}},
		{"16", []any{"deployments", 2, "fields", 0, "after"}},
		{"19360", []any{"deployments", 2, "before", "amount"}},
		{"file_name", []any{"deployments", 2, "matched_by"}},
		{"105", []any{"deployments", 3, "difference"}},
		{nil, []any{"deployments", 3, "percent"}},
		{"21454.23376", []any{"totals", 0, "before", "amount"}},
		{"38911.4", []any{"totals", 0, "after", "amount"}},
		{"17457.16624", []any{"totals", 0, "difference"}},
		{"17457.17", []any{"totals", 0, "rounded"}},
		{"81.4", []any{"totals", 0, "percent", "value"}},
		{nil, []any{"totals", 0, "bound"}},
		{true, []any{"limit", "exceeded"}},
		{"500", []any{"limit", "limit"}},
	} {
		if value := at(t, got, want.path...); value != want.value {
			t.Errorf("%v is %v, want %v", want.path, value, want.value)
		}
	}
	// 1,745,716.624 / 21,454.23376 in lowest terms is the percentage.
	numerator, denominator := at(t, got, "totals", 0, "percent", "numerator").(string), at(t, got, "totals", 0, "percent", "denominator").(string)
	if !number(numerator).Mul(number("21454.23376")).Equal(number(denominator).Mul(number("1745716.624"))) {
		t.Errorf("the percentage is %s/%s", numerator, denominator)
	}
}

func TestDiffJSONOfWhatIsNotKnown(t *testing.T) {
	d := unsure(t)
	got := validate(t, "diff", written(t, func(w io.Writer) error { return report.DiffJSON(w, d, verdict(t, d, "10%")) }))
	for _, want := range []struct {
		value any
		path  []any
	}{
		{false, []any{"complete"}},
		{nil, []any{"totals", 0, "difference"}},
		{nil, []any{"totals", 0, "rounded"}},
		{nil, []any{"totals", 0, "percent"}},
		{"at_least", []any{"totals", 0, "bound", "direction"}},
		// 86.4 - 19,360: of what nightly costs now, nothing is known.
		{"-19273.6", []any{"totals", 0, "bound", "amount"}},
		{json.Number("0"), []any{"totals", 0, "missing_before"}},
		{json.Number("1"), []any{"totals", 0, "missing_after"}},
		{true, []any{"limit", "exceeded"}},
	} {
		if value := at(t, got, want.path...); value != want.value {
			t.Errorf("%v is %v, want %v", want.path, value, want.value)
		}
	}
	empty := compared(t, nil, nil)
	got = validate(t, "diff", written(t, func(w io.Writer) error { return report.DiffJSON(w, empty, nil) }))
	if at(t, got, "limit") != nil || len(at(t, got, "totals").([]any)) != 0 {
		t.Errorf("nothing is %v", got)
	}
}

// TestDiffWords: of a difference that is not known, the direction of the bound is
// said, and a possible fall is never a saving.
func TestDiffWords(t *testing.T) {
	sum := func(amount string, priced, unpriced int) quote.Total {
		of := quote.Total{Priced: priced, Unpriced: unpriced}
		of.Amount.Value, of.Amount.Currency = number(amount), "USD"
		return of
	}
	known := func(text string) *decimal.Decimal { d := number(text); return &d }
	bound := func(direction diff.Direction, text string) *diff.Bound {
		return &diff.Bound{Direction: direction, Value: number(text)}
	}
	for _, test := range []struct {
		total diff.Total
		want  string
	}{
		{diff.Total{Difference: known("0"), Before: sum("5", 1, 0), After: sum("5", 1, 0)}, "stays at 5.00 USD"},
		{diff.Total{Difference: known("0"), Before: sum("5", 1, 1), After: sum("5", 1, 1)}, "stays the same (at least 5.00 USD)"},
		{diff.Total{Difference: known("0"), Before: sum("0", 0, 1), After: sum("0", 0, 1)}, "stays the same (not known in USD)"},
		{diff.Total{Difference: known("2.5"), Before: sum("5", 1, 0), After: sum("7.5", 1, 0)}, "rises by 2.50 USD, from 5.00 USD to 7.50 USD"},
		{diff.Total{Difference: known("-2.5"), Before: sum("7.5", 1, 1), After: sum("5", 1, 1)}, "falls by 2.50 USD, from at least 7.50 USD to at least 5.00 USD"},
		{diff.Total{Bound: bound(diff.AtLeast, "2.5"), MissingAfter: 1}, "rises by at least 2.50 USD, since 1 deployment or file could not be priced after the change"},
		{diff.Total{Bound: bound(diff.AtLeast, "-2.5"), MissingAfter: 2}, "may rise, or fall by at most 2.50 USD, since 2 deployments or files could not be priced after the change"},
		{diff.Total{Bound: bound(diff.AtLeast, "0"), MissingAfter: 1}, "does not fall in USD, and may rise, since 1 deployment or file could not be priced after the change"},
		{diff.Total{Bound: bound(diff.AtMost, "2.5"), MissingBefore: 1}, "may fall, or rise by at most 2.50 USD, since 1 deployment or file could not be priced before the change"},
		{diff.Total{Bound: bound(diff.AtMost, "-2.5"), MissingBefore: 1}, "falls by at least 2.50 USD, since 1 deployment or file could not be priced before the change"},
		{diff.Total{Bound: bound(diff.AtMost, "0"), MissingBefore: 1}, "does not rise in USD, and may fall, since 1 deployment or file could not be priced before the change"},
		{diff.Total{MissingBefore: 1, MissingAfter: 2}, "changes by an amount in USD that is not known, since 1 deployment or file could not be priced before the change and 2 deployments or files could not be priced after the change"},
		{diff.Total{Before: sum("5", 1, 0), After: sum("60", 1, 0)}, "is 5.00 USD before and 60.00 USD after"},
	} {
		test.total.Currency = "USD"
		if got := report.TotalChangeText(&test.total); got != test.want {
			t.Errorf("got  %q\nwant %q", got, test.want)
		}
	}
}

func TestDiffRows(t *testing.T) {
	rows := report.DiffRows(changed(t), diff.Changed, diff.Removed)
	want := []report.DiffRow{
		{diff.Removed, "pilot", "cn-beijing", "qwen3-8b, mu MU5 x 3, subscription", "2,007.83376 USD", "", "-2,007.83376 USD", "-100.0%"},
		{diff.Changed, "nightly", "ap-southeast-1", "capacity 8 → 16", "19,360.00 USD", "38,720.00 USD", "+19,360.00 USD", "+100.0%"},
	}
	if len(rows) != len(want) {
		t.Fatalf("%d rows, want %d", len(rows), len(want))
	}
	for i := range want {
		if rows[i] != want[i] {
			t.Errorf("got  %+v\nwant %+v", rows[i], want[i])
		}
	}
}

// TestDiffMarkdownFits: a comment of any change is short enough, says what it left
// out, and keeps its totals.
func TestDiffMarkdownFits(t *testing.T) {
	var old, new []quote.Deployment
	for i := range 3000 {
		before, after := nightly("8"), nightly("16")
		if i%3 == 0 {
			after = before
		}
		before.Line, after.Line = i+1, i+1
		before.Name = strings.Repeat("@|<", 200) + decimal.NewFromInt(int64(i)).String()
		after.Name = before.Name
		old, new = append(old, before), append(new, after)
	}
	d := compared(t, old, new)
	for i := range 500 {
		d.New.Quote.Diagnostics = append(d.New.Quote.Diagnostics, diag.New(diag.NoPrice, "a.yaml", diag.Span{}, "", strings.Repeat("&", 5000+i)))
	}
	text := string(written(t, func(w io.Writer) error { return report.DiffMarkdown(w, d, verdict(t, d, "0")) }))
	if len(text) > 65_000 || len(text) < 60_000 {
		t.Errorf("the comment has %d bytes", len(text))
	}
	// 1,000 of 19,360 and 2,000 of 19,360 that double: 58,080,000 to 96,800,000.
	for _, want := range []string{"+38,720,000.00 USD", "changed deployments left out", "1000 unchanged deployments left out", "500 findings left out", "<sub>Prices"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in the comment", want)
		}
	}
	if strings.Count(text, "<details>") != strings.Count(text, "</details>") {
		t.Error("a fold is not closed")
	}
}
