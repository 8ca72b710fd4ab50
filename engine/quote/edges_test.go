package quote

import (
	"testing"
	"time"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
)

// sameAmounts reports whether two fees say the same of the money.
func sameAmounts(a, b Fee) bool {
	return a.Offer == b.Offer && a.Known == b.Known && a.Exact == b.Exact && a.Reason == b.Reason &&
		a.Amount.Currency == b.Amount.Currency && a.Amount.Value.Equal(b.Amount.Value) && a.List.Value.Equal(b.List.Value)
}

// Only a PTU subscription of whole days whose order time is stated has dates.
func TestNoDates(t *testing.T) {
	cat := load(t)
	ordered := time.Date(2026, 6, 6, 12, 0, 0, 0, time.UTC)
	ptu := func(payment catalog.Payment, fill func(*deployment.Terms)) deployment.Terms {
		return terms(t, cat, singapore, catalog.PTU, payment, "deepseek-v3.2", func(t *deployment.Terms) {
			t.Hours, t.Days, t.InputTPM, t.OutputTPM, t.OrderedAt = dec("720"), dec("30"), dec("10000"), dec("1000"), ordered
			fill(t)
		})
	}
	nothing := func(*deployment.Terms) {}
	for _, test := range []struct {
		name  string
		terms deployment.Terms
		want  bool
	}{
		{"a subscription", ptu(catalog.Subscription, nothing), true},
		{"by the hour", ptu(catalog.PayAsYouGo, nothing), false},
		{"no order time", ptu(catalog.Subscription, func(t *deployment.Terms) { t.OrderedAt = time.Time{} }), false},
		{"part of a day", ptu(catalog.Subscription, func(t *deployment.Terms) { t.Days = dec("1.5") }), false},
		{"model units", terms(t, cat, singapore, catalog.MU, catalog.Subscription, "qwen3-32b", func(t *deployment.Terms) {
			t.Spec, t.Capacity, t.Months, t.Days, t.OrderedAt = "MU1", dec("4"), dec("1"), dec("30"), ordered
		}), false},
	} {
		if fee := Of(cat, test.terms); !fee.Known || (fee.Dates != nil) != test.want {
			t.Errorf("%s: dates %v (known %t)", test.name, fee.Dates, fee.Known)
		}
	}
}

// Each price of a payment gives a line, in the order input, output, thinking output.
func TestLines(t *testing.T) {
	cat := load(t)
	fee := Of(cat, terms(t, cat, beijing, catalog.PTU, catalog.PayAsYouGo, "qwen-plus-2025-12-01", func(t *deployment.Terms) {
		t.Hours, t.InputTPM, t.OutputTPM, t.ThinkingTPM = dec("10"), dec("20000"), dec("2000"), dec("3000")
	}))
	want := []struct {
		item   catalog.Item
		amount string
	}{{catalog.Input, "5.6"}, {catalog.Output, "1.4"}, {catalog.ThinkingOutput, "8.4"}} // 10 x 2 x 0.28, 10 x 2 x 0.07, 10 x 3 x 0.28
	if len(fee.Lines) != len(want) {
		t.Fatalf("%d lines, want %d: %+v", len(fee.Lines), len(want), fee.Lines)
	}
	for i, line := range fee.Lines {
		if line.Item != want[i].item || line.Amount.String() != want[i].amount || line.List.String() != want[i].amount || line.Currency != "USD" {
			t.Errorf("line %d is %s for %s (list %s), want %s for %s", i, line.Amount, line.Item, line.List, want[i].amount, want[i].item)
		}
	}
}

func TestCounted(t *testing.T) {
	for _, test := range []struct{ n, unit, want string }{
		{"1", "hour", "1 hour"}, {"2", "hour", "2 hours"}, {"0", "day", "0 days"}, {"1.5", "day", "1.5 days"}, {"1.0", "month", "1 month"},
		{"1", "TPM", "1 TPM"}, {"50000", "TPM", "50,000 TPM"}, {"1", "MU1 unit", "1 MU1 unit"}, {"12", "MU1 unit", "12 MU1 units"},
	} {
		if got := Counted(dec(test.n), test.unit); got != test.want {
			t.Errorf("%s %s is written %q, want %q", test.n, test.unit, got, test.want)
		}
	}
}

// A discount is taken off the amount and not off the list amount; the note names it once.
func TestDiscount(t *testing.T) {
	cat := load(t).With(&catalog.Overlay{File: "ours.yaml", Discounts: []catalog.Discount{{Percent: dec("25"), Source: "ours.yaml:1"}}})
	fee := Of(cat, terms(t, cat, beijing, catalog.PTU, catalog.PayAsYouGo, "qwen-flash-2025-07-28", func(t *deployment.Terms) {
		t.Hours, t.InputTPM, t.OutputTPM = dec("720"), dec("10000"), dec("1000")
	}))
	// 86.4 less a quarter
	if fee.Amount.Value.String() != "64.8" || fee.List.Value.String() != "86.4" || len(fee.Notes) != 1 || fee.Notes[0] != "25% off, by ours.yaml:1" {
		t.Errorf("%s of %s, notes %q; want 64.8 of 86.4", fee.Amount.Value, fee.List.Value, fee.Notes)
	}
	if line := fee.Lines[0]; line.Formula() != "720 hours × 10,000 TPM × 0.06 USD × 0.75 / 10,000" || line.Amount.String() != "32.4" || line.List.String() != "43.2" {
		t.Errorf("line %s = %s of %s", line.Formula(), line.Amount, line.List)
	}
}

// Without an offer of the spec, that of an open specification is bought: one with
// a price whose bundle fits, the larger bundle of two.
func TestOfferOf(t *testing.T) {
	priced := func(bundle int64, spec string) catalog.Offer {
		return catalog.Offer{Plan: catalog.MU, Model: "m", Spec: spec, Bundle: bundle, Prices: []catalog.Price{{Payment: catalog.PayAsYouGo, Item: catalog.ModelUnit, Amount: dec("1")}}}
	}
	free := func(bundle int64) catalog.Offer {
		return catalog.Offer{Plan: catalog.MU, Model: "m", Bundle: bundle, Reason: "none"}
	}
	for _, test := range []struct {
		name     string
		offers   []catalog.Offer
		spec     string
		capacity string
		want     int // index, or -1
	}{
		{"the spec", []catalog.Offer{priced(4, "MU1"), priced(8, "MU2")}, "MU2", "8", 1},
		{"another spec", []catalog.Offer{priced(4, "MU1")}, "MU2", "8", -1},
		{"no spec", []catalog.Offer{priced(4, "MU1")}, "", "8", -1},
		{"the first of two without a price", []catalog.Offer{free(1), free(8)}, "MU1", "8", 0},
		{"one with a price", []catalog.Offer{free(1), priced(8, "")}, "MU1", "8", 1},
		{"one with a price that does not fit", []catalog.Offer{free(1), priced(8, "")}, "MU1", "4", 0},
		{"the larger bundle", []catalog.Offer{priced(1, ""), priced(8, "")}, "", "16", 1},
		{"the larger bundle, first", []catalog.Offer{priced(8, ""), priced(1, "")}, "", "16", 0},
		{"the bundle that fits", []catalog.Offer{priced(1, ""), priced(8, "")}, "", "3", 0},
		{"the bundle that fits, last", []catalog.Offer{priced(8, ""), priced(1, "")}, "", "3", 1},
		{"the bundle that fits, without a price", []catalog.Offer{free(8), free(1)}, "MU1", "3", 1},
		{"the bundle that fits before a price", []catalog.Offer{priced(8, ""), free(1)}, "MU1", "3", 1},
		{"a price before the larger bundle", []catalog.Offer{free(8), priced(4, "")}, "MU1", "8", 1},
		{"the first if none fits", []catalog.Offer{priced(8, ""), priced(4, "")}, "MU1", "3", 0},
		{"its own spec before an open one", []catalog.Offer{priced(1, ""), priced(8, "MU1")}, "MU1", "8", 1},
	} {
		region := &catalog.Region{Code: "r", Currency: "USD", Offers: test.offers}
		got := OfferOf(deployment.Terms{Region: region, Plan: catalog.MU, Model: "m", Spec: test.spec, Capacity: dec(test.capacity)})
		at := -1
		for i := range region.Offers {
			if got == &region.Offers[i] {
				at = i
			}
		}
		if at != test.want {
			t.Errorf("%s: offer %d, want %d", test.name, at, test.want)
		}
	}
}

// Plan cu is priced by an overlay only, by compute units and time.
func TestComputeUnits(t *testing.T) {
	region := &catalog.Region{Code: "r", Currency: "USD", Offers: []catalog.Offer{{Plan: catalog.CU, Model: "m", Bundle: 1, Prices: []catalog.Price{
		{Payment: catalog.PayAsYouGo, Item: catalog.ModelUnit, Amount: dec("2"), Currency: "USD", Per: catalog.Per{Quantity: 1, Unit: "CU", Time: "hour"}},
		{Payment: catalog.Subscription, Item: catalog.ModelUnit, Amount: dec("1000"), Currency: "USD", Per: catalog.Per{Quantity: 1, Unit: "CU", Time: "month"}},
	}}}}
	cat := &catalog.Catalog{Edition: "2026-06-06", Regions: []*catalog.Region{region}}
	for _, test := range []struct {
		name   string
		fill   func(*deployment.Terms)
		want   string // "" for no fee
		reason string
	}{
		{"by the hour", func(t *deployment.Terms) {}, "60", ""},                                      // 10 x 3 x 2
		{"by the month", func(t *deployment.Terms) { t.Payment = catalog.Subscription }, "6000", ""}, // 2 x 3 x 1,000
		{"no capacity", func(t *deployment.Terms) { t.Capacity = dec("0") }, "", "no number of compute units is given: state capacity"},
		{"cancelled", func(t *deployment.Terms) { t.Payment, t.CancelAfter = catalog.Subscription, dec("3") }, "", "there is no rule for an early cancellation on plan cu"},
	} {
		bought := deployment.Terms{Region: region, Plan: catalog.CU, Payment: catalog.PayAsYouGo, Model: "m", Capacity: dec("3"), Hours: dec("10"), Months: dec("2")}
		test.fill(&bought)
		fee := Of(cat, bought)
		if fee.Known != (test.want != "") || fee.Known && fee.Amount.Value.String() != test.want || fee.Reason != test.reason {
			t.Errorf("%s: %s (known %t, %q), want %s %q", test.name, fee.Amount.Value, fee.Known, fee.Reason, test.want, test.reason)
		}
		if fee.Known && fee.Lines[0].Unit != "compute unit" {
			t.Errorf("%s: the unit is %q", test.name, fee.Lines[0].Unit)
		}
	}
}

// A deployment without an amount makes its currency's total a lower bound; one
// without a currency, and a file that was not read, do so to all.
func TestUnpriced(t *testing.T) {
	without := func(currency string) Deployment {
		return Deployment{Fee: Fee{Amount: amount("", currency), Reason: "no price"}}
	}
	totals := Totals([]Deployment{priced("1", "USD"), priced("2", "CNY"), without("USD"), without("USD"), without("")}, 2)
	for i, want := range []Total{
		{Amount: amount("2", "CNY"), Priced: 1, Unpriced: 3}, // the one without a currency and two files
		{Amount: amount("1", "USD"), Priced: 1, Unpriced: 5},
	} {
		got := totals[i]
		if got.Amount.Currency != want.Amount.Currency || !got.Amount.Value.Equal(want.Amount.Value) || got.Priced != want.Priced || got.Unpriced != want.Unpriced {
			t.Errorf("total %d is %+v, want %+v", i, got, want)
		}
	}
}
