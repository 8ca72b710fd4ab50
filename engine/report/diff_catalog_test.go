package report_test

import (
	"io"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// nextEdition is the catalog with one price of Singapore up from 44 to 48.4, one
// gone, and another rule.
func nextEdition(t *testing.T) *catalog.Catalog {
	t.Helper()
	next := *load(t)
	next.Edition = "2026-07-01"
	next.Digest = strings.Repeat("0", 64)
	region := *next.Regions[0]
	region.Billing.MU.CapacityBelow = 2000
	region.Offers = append([]catalog.Offer{}, region.Offers...)
	for i := range region.Offers {
		o := &region.Offers[i]
		if o.Plan == catalog.MU && o.Model == "qwen3-32b" && o.Spec == "MU1" {
			o.Prices = []catalog.Price{o.Prices[0]}
			o.Prices[0].Amount = number("48.4")
		}
	}
	next.Regions = []*catalog.Region{&region, next.Regions[1]}
	return &next
}

func TestCatalogDiff(t *testing.T) {
	cat, next := load(t), nextEdition(t)
	d := diff.Catalogs(cat, next)
	old, new := quoteOf(t, nightly("8")), quoteOf(t, nightly("8"))
	new.Catalog = next
	new.Deployments[0].Terms.Region = next.Regions[0]
	new.Deployments[0].Fee = quote.Of(next, new.Deployments[0].Terms)
	new.Totals = quote.Totals(new.Deployments, 0)
	effect := diff.Quotes(diff.Side{Quote: old}, diff.Side{Quote: new})
	d.Effect = &effect
	got := validate(t, "catalog-diff", written(t, func(w io.Writer) error { return report.CatalogDiffJSON(w, &d, verdict(t, &effect, "10%")) }))
	for _, want := range []struct {
		value any
		path  []any
	}{
		{"2026-07-01", []any{"after", "edition"}},
		{"moved", []any{"prices", 0, "change"}},
		{"4.4", []any{"prices", 0, "difference"}},
		{"10.0", []any{"prices", 0, "percent", "value"}},
		{"2026-06-06/ap-southeast-1.yaml:57", []any{"prices", 0, "before", "source"}},
		{"vanished", []any{"prices", 1, "change"}},
		{nil, []any{"prices", 1, "after"}},
		{nil, []any{"prices", 1, "difference"}},
		{"it has no price any more", []any{"prices", 1, "reason"}},
		{"billing.mu.capacity_below", []any{"rules", 0, "rule"}},
		{"2000", []any{"rules", 0, "after"}},
		// 220 h x 8 x 48.4 / 4 = 21,296; - 19,360
		{"1936", []any{"effect", "totals", 0, "difference"}},
		{true, []any{"effect", "deployments", 0, "only_price"}},
		{"48.4", []any{"effect", "deployments", 0, "prices", 0, "after", "price"}},
		{false, []any{"effect", "limit", "exceeded"}},
	} {
		if value := at(t, got, want.path...); value != want.value {
			t.Errorf("%v is %v, want %v", want.path, value, want.value)
		}
	}
	if rows := report.DiffRows(&effect, diff.Changed); rows[0].Change != "only the price, price of model_unit 44 USD per 4 MU1/hour → 48.4 USD per 4 MU1/hour" {
		t.Errorf("the change reads %q", rows[0].Change)
	}
}

func TestCatalogDiffWords(t *testing.T) {
	d := diff.Catalogs(load(t), nextEdition(t))
	if got, want := report.CatalogDiffSummary(&d), "Between edition 2026-06-06 and edition 2026-07-01 1 price moved, 0 appeared and 1 vanished; 1 other fact differs."; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	rows := report.CatalogPriceRows(&d)
	if len(rows) != 2 || rows[0].Difference != "+4.4 USD" || rows[0].Percent != "+10.0%" || rows[1].Difference != "not known" || rows[1].After != "none" {
		t.Errorf("rows: %+v", rows)
	}
	if lines := report.CatalogDiffLines(&d); len(lines) != 1 || lines[0] != "ap-southeast-1: billing.mu.capacity_below 1000 → 2000" {
		t.Errorf("lines: %q", lines)
	}
	same := diff.Catalogs(load(t), load(t))
	validate(t, "catalog-diff", written(t, func(w io.Writer) error { return report.CatalogDiffJSON(w, &same, nil) }))
	if got := report.CatalogDiffSummary(&same); !strings.HasPrefix(got, "Nothing differs") {
		t.Errorf("the same edition twice: %q", got)
	}
	// A region that is gone takes everything with it.
	less := *load(t)
	less.Regions = less.Regions[:1]
	gone := diff.Catalogs(load(t), &less)
	validate(t, "catalog-diff", written(t, func(w io.Writer) error { return report.CatalogDiffJSON(w, &gone, nil) }))
}
