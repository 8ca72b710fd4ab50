package quote

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
)

const (
	singapore = "ap-southeast-1"
	beijing   = "cn-beijing"
)

func load(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// terms builds resolved terms; fill sets what the case is about.
func terms(t testing.TB, cat *catalog.Catalog, region string, plan catalog.Plan, payment catalog.Payment, model string, fill func(*deployment.Terms)) deployment.Terms {
	t.Helper()
	r, ok := cat.Region(region)
	if !ok {
		t.Fatalf("no region %s", region)
	}
	terms := deployment.Terms{Region: r, Plan: plan, Payment: payment, Model: model}
	fill(&terms)
	return terms
}

// Each row of the fee table, worked out by hand.
func TestFees(t *testing.T) {
	cat := load(t)
	for _, test := range []struct {
		name    string
		region  string
		plan    catalog.Plan
		payment catalog.Payment
		model   string
		fill    func(*deployment.Terms)
		want    string
		exact   bool
	}{
		{
			// 720 x (10,000 x 0.06 / 10,000 + 1,000 x 0.06 / 1,000) = 720 x 0.12
			"ptu by the hour", beijing, catalog.PTU, catalog.PayAsYouGo, "qwen-flash-2025-07-28",
			func(t *deployment.Terms) { t.Hours, t.InputTPM, t.OutputTPM = dec("720"), dec("10000"), dec("1000") },
			"86.4", true,
		},
		{
			// 0.5 x (50,000 x 1.2 / 10,000 + 5,000 x 0.72 / 1,000) = 0.5 x (6 + 3.6)
			"ptu by half an hour", singapore, catalog.PTU, catalog.PayAsYouGo, "qwen3.6-plus-2026-04-02",
			func(t *deployment.Terms) { t.Hours, t.InputTPM, t.OutputTPM = dec("0.5"), dec("50000"), dec("5000") },
			"4.8", true,
		},
		{
			// 30 x (50,000 x 14.4 / 10,000 + 5,000 x 8.64 / 1,000) = 30 x (72 + 43.2)
			"ptu by the day", singapore, catalog.PTU, catalog.Subscription, "qwen3.6-plus-2026-04-02",
			func(t *deployment.Terms) { t.Days, t.InputTPM, t.OutputTPM = dec("30"), dec("50000"), dec("5000") },
			"3456", true,
		},
		{
			// 1 x (10,000 x 24.62 / 10,000 + 1,000 x 7.387 / 1,000): a day is not 12 hours
			"ptu by the day, not twelve hours", singapore, catalog.PTU, catalog.Subscription, "deepseek-v3.2",
			func(t *deployment.Terms) { t.Days, t.InputTPM, t.OutputTPM = dec("1"), dec("10000"), dec("1000") },
			"32.007", true,
		},
		{
			// 10 x (20,000 x 0.28 / 10,000 + 2,000 x 0.07 / 1,000 + 3,000 x 0.28 / 1,000) = 10 x (0.56 + 0.14 + 0.84)
			"ptu with thinking output", beijing, catalog.PTU, catalog.PayAsYouGo, "qwen-plus-2025-12-01",
			func(t *deployment.Terms) {
				t.Hours, t.InputTPM, t.OutputTPM, t.ThinkingTPM = dec("10"), dec("20000"), dec("2000"), dec("3000")
			},
			"15.4", true,
		},
		{
			// 2 x (10,000 x 3.36 / 10,000 + 1,000 x 0.84 / 1,000 + 1,000 x 3.36 / 1,000) = 2 x 7.56
			"ptu with thinking output, by the day", beijing, catalog.PTU, catalog.Subscription, "qwen-plus-2025-12-01",
			func(t *deployment.Terms) {
				t.Days, t.InputTPM, t.OutputTPM, t.ThinkingTPM = dec("2"), dec("10000"), dec("1000"), dec("1000")
			},
			"15.12", true,
		},
		{
			// 220 x 8 x 44 / 4: the listed price is for four units
			"model units by the hour", singapore, catalog.MU, catalog.PayAsYouGo, "qwen3-32b",
			func(t *deployment.Terms) { t.Hours, t.Spec, t.Capacity = dec("220"), "MU1", dec("8") },
			"19360", true,
		},
		{
			// 3 x 16 x 26,599.92 / 16
			"model units by the month", beijing, catalog.MU, catalog.Subscription, "glm-4.7",
			func(t *deployment.Terms) { t.Months, t.Spec, t.Capacity = dec("3"), "MU6", dec("16") },
			"79799.76", true,
		},
		{
			// 11.5 days are 12 begun days: 12 x 3 x 1,394.329 x 1.2 / 30
			"model units cancelled early", beijing, catalog.MU, catalog.Subscription, "qwen3-8b",
			func(t *deployment.Terms) {
				t.Months, t.Spec, t.Capacity, t.CancelAfter = dec("1"), "MU5", dec("3"), dec("11.5")
			},
			"2007.83376", true,
		},
		{
			// 0.1 day is a begun day: 1 x 4 x 20,916 x 1.2 / 4 / 30 = 836.64
			"model units cancelled on the first day", singapore, catalog.MU, catalog.Subscription, "qwen3-14b",
			func(t *deployment.Terms) {
				t.Months, t.Spec, t.Capacity, t.CancelAfter = dec("1"), "MU1", dec("4"), dec("0.1")
			},
			"836.64", true,
		},
		{
			// 7 x 1 x 3,383.024 x 1.2 / 30 = 28,417.4016 / 30 = 947.24672
			"model units cancelled after seven days", beijing, catalog.MU, catalog.Subscription, "qwen3.5-27b",
			func(t *deployment.Terms) {
				t.Months, t.Spec, t.Capacity, t.CancelAfter = dec("1"), "MU9", dec("1"), dec("7")
			},
			"947.24672", true,
		},
		{
			// (120,000,000 x 0.00035 + 30,000,000 x 0.0014 + 5,000,000 x 0.0042) / 1,000 = (42,000 + 42,000 + 21,000) / 1,000
			"tokens", singapore, catalog.LoRA, catalog.PayAsYouGo, "qwen3-14b",
			func(t *deployment.Terms) {
				t.TokensGiven, t.InputTokens, t.OutputTokens, t.ThinkingTokens = true, dec("120000000"), dec("30000000"), dec("5000000")
			},
			"105", true,
		},
		{
			// 1 x 0.00035 / 1,000
			"one token", singapore, catalog.LoRA, catalog.PayAsYouGo, "qwen3-14b",
			func(t *deployment.Terms) { t.TokensGiven, t.InputTokens = true, dec("1") },
			"0.00000035", true,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			bought := terms(t, cat, test.region, test.plan, test.payment, test.model, test.fill)
			fee := Of(cat, bought)
			if brief := Brief(cat, &bought); !sameAmounts(brief, fee) || len(brief.Lines)+len(brief.Notes) > 0 || brief.Dates != nil {
				t.Errorf("in brief it is %+v, in full %+v", brief, fee)
			}
			sum := decimal.Zero
			for _, line := range fee.Lines {
				sum = sum.Add(line.Amount)
			}
			if !sum.Equal(fee.Amount.Value) || !fee.List.Value.Equal(fee.Amount.Value) {
				t.Errorf("the lines add up to %s, the list price is %s, the amount %s", sum, fee.List.Value, fee.Amount.Value)
			}
			if !fee.Known || fee.Amount.Value.String() != test.want || fee.Exact != test.exact || fee.Amount.Currency != "USD" {
				t.Errorf("fee is %s %s (known %t, exact %t, %q), want %s USD (exact %t)",
					fee.Amount.Value, fee.Amount.Currency, fee.Known, fee.Exact, fee.Reason, test.want, test.exact)
			}
		})
	}
}

// No fee of this edition needs rounding: 1.2 / 30 is 0.04, and every bundle is a
// power of 2. So the rounding is tested with a bundle of 7.
func TestInexactAmountIsMarked(t *testing.T) {
	cat := load(t)
	r := *cat.Regions[0]
	r.Offers = []catalog.Offer{{
		Plan: catalog.MU, Model: "seven", Spec: "MU1", Bundle: 7,
		Prices: []catalog.Price{{Payment: catalog.PayAsYouGo, Item: catalog.ModelUnit, Amount: dec("1"), Currency: "USD",
			Per: catalog.Per{Quantity: 7, Unit: "MU1", Time: "hour"}}},
	}}
	fee := Of(cat, deployment.Terms{Region: &r, Plan: catalog.MU, Payment: catalog.PayAsYouGo, Model: "seven", Spec: "MU1", Capacity: dec("1"), Hours: dec("2")})
	// 2 x 1 x 1 / 7 = 0.28571428571...
	if fee.Amount.Value.String() != "0.2857142857" || fee.Exact || fee.Lines[0].Exact {
		t.Errorf("fee is %s, exact %t; want 0.2857142857, inexact", fee.Amount.Value, fee.Exact)
	}
}

func TestUnknownFees(t *testing.T) {
	cat := load(t)
	for _, test := range []struct {
		name   string
		terms  deployment.Terms
		reason string
	}{
		{"no region", deployment.Terms{Plan: catalog.PTU, Model: "glm-5.1"}, "region"},
		{"plan without a price", terms(t, cat, beijing, catalog.CU, catalog.PayAsYouGo, "anything", func(*deployment.Terms) {}), "no price"},
		{"model without a price", terms(t, cat, beijing, catalog.LoRA, catalog.PayAsYouGo, "qwen3-8b", func(*deployment.Terms) {}), "no price"},
		{"not offered", terms(t, cat, singapore, catalog.PTU, catalog.PayAsYouGo, "glm-5.1", func(*deployment.Terms) {}), "not offered"},
		{"spec not offered", terms(t, cat, singapore, catalog.MU, catalog.PayAsYouGo, "glm-5.1", func(t *deployment.Terms) { t.Spec = "MU1" }), "not offered"},
		{"no usage", terms(t, cat, singapore, catalog.LoRA, catalog.PayAsYouGo, "qwen3-14b", func(*deployment.Terms) {}), "tokens"},
		{"payment without a price", terms(t, cat, singapore, catalog.LoRA, catalog.Subscription, "qwen3-14b", func(t *deployment.Terms) {
			t.TokensGiven, t.InputTokens = true, dec("1")
		}), "no price"},
		{"thinking without a price", terms(t, cat, singapore, catalog.PTU, catalog.PayAsYouGo, "deepseek-v3.2", func(t *deployment.Terms) {
			t.ThinkingTPM = dec("1000")
		}), "no price for thinking_output"},
	} {
		fee := Of(cat, test.terms)
		if brief := Brief(cat, &test.terms); !sameAmounts(brief, fee) {
			t.Errorf("%s: in brief it is %+v, in full %+v", test.name, brief, fee)
		}
		if fee.Known || !strings.Contains(fee.Reason, test.reason) || len(fee.Lines) > 0 {
			t.Errorf("%s: known %t with %d lines because %q, want unknown because of %q", test.name, fee.Known, len(fee.Lines), fee.Reason, test.reason)
		}
	}
}

func TestStoppedDeploymentIsNotBilled(t *testing.T) {
	cat := load(t)
	fee := Of(cat, terms(t, cat, singapore, catalog.MU, catalog.PayAsYouGo, "qwen3-32b", func(t *deployment.Terms) {
		t.Spec, t.Capacity, t.Hours, t.Status.Billing = "MU1", dec("4"), dec("720"), deployment.NotBilled
	}))
	if !fee.Known || !fee.Amount.Value.IsZero() || len(fee.Notes) != 1 {
		t.Errorf("a stopped deployment costs %s (known %t, notes %q), want 0 with a note", fee.Amount.Value, fee.Known, fee.Notes)
	}
}

func TestDerivation(t *testing.T) {
	cat := load(t)
	fee := Of(cat, terms(t, cat, beijing, catalog.MU, catalog.Subscription, "qwen3-8b", func(t *deployment.Terms) {
		t.Months, t.Spec, t.Capacity, t.CancelAfter = dec("1"), "MU2", dec("4"), dec("12")
	}))
	line := fee.Lines[0]
	if want := "12 days × 4 MU2 units × 8,261.18 USD × 1.2 / 2 / 30"; line.Formula() != want {
		t.Errorf("formula is %q, want %q", line.Formula(), want)
	}
	if !strings.HasPrefix(line.Source, "2026-06-06/cn-beijing.yaml:") {
		t.Errorf("source is %q, want a line of the Beijing file", line.Source)
	}
}

func TestSubscriptionDates(t *testing.T) {
	cat := load(t)
	for _, test := range []struct{ ordered, days, until, stops, released string }{
		// Ordered at 22:30: the 30th day from 6 June is 5 July, one day longer.
		{"2026-06-06T22:30:00+08:00", "30", "2026-07-06T23:59:00+08:00", "2026-07-07T01:59:00+08:00", "2026-07-07T15:59:00+08:00"},
		{"2026-06-06T22:00:00+08:00", "30", "2026-07-05T23:59:00+08:00", "2026-07-06T01:59:00+08:00", "2026-07-06T15:59:00+08:00"},
		{"2026-06-06T22:00:01+08:00", "1", "2026-06-07T23:59:00+08:00", "2026-06-08T01:59:00+08:00", "2026-06-08T15:59:00+08:00"},
		{"2026-06-06T00:00:00+08:00", "1", "2026-06-06T23:59:00+08:00", "2026-06-07T01:59:00+08:00", "2026-06-07T15:59:00+08:00"},
		// 14:30 UTC is 22:30 in the region.
		{"2026-06-06T14:30:00Z", "1", "2026-06-07T23:59:00+08:00", "2026-06-08T01:59:00+08:00", "2026-06-08T15:59:00+08:00"},
		// 16:30 UTC is 00:30 of the next day in the region.
		{"2026-12-31T16:30:00Z", "1", "2027-01-01T23:59:00+08:00", "2027-01-02T01:59:00+08:00", "2027-01-02T15:59:00+08:00"},
	} {
		ordered, err := deployment.ParseOrderedAt(test.ordered)
		if err != nil {
			t.Fatal(err)
		}
		fee := Of(cat, terms(t, cat, singapore, catalog.PTU, catalog.Subscription, "deepseek-v3.2", func(t *deployment.Terms) {
			t.Days, t.InputTPM, t.OutputTPM = dec(test.days), dec("10000"), dec("1000")
			t.OrderedAt = ordered.In(t.Region.Location())
		}))
		got := fee.Dates
		if got == nil {
			t.Fatalf("%s: no dates", test.ordered)
		}
		for _, moment := range []struct {
			name string
			got  time.Time
			want string
		}{{"valid until", got.ValidUntil, test.until}, {"stops", got.ServiceStops, test.stops}, {"released", got.Released, test.released}} {
			if text := moment.got.Format(time.RFC3339); text != moment.want {
				t.Errorf("%s for %s days %s %s, want %s", test.ordered, test.days, moment.name, text, moment.want)
			}
		}
	}
}

func TestTotalsKeepCurrenciesApart(t *testing.T) {
	deployments := []Deployment{
		priced("1.25", "USD"), priced("2", "CNY"), priced("0.75", "USD"),
		{Fee: Fee{Amount: amount("", "CNY"), Reason: "no price"}},
	}
	totals := Totals(deployments, 0)
	if len(totals) != 2 ||
		totals[0].Amount.Currency != "CNY" || totals[0].Amount.Value.String() != "2" || totals[0].Complete() ||
		totals[1].Amount.Currency != "USD" || totals[1].Amount.Value.String() != "2" || !totals[1].Complete() {
		t.Errorf("totals are %+v", totals)
	}
	for _, total := range Totals(deployments, 1) {
		if total.Complete() {
			t.Errorf("a file that could not be read leaves the total of %s complete", total.Amount.Currency)
		}
	}
}
