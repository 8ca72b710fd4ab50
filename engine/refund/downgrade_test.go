package refund_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/refund"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func rate(price, days string) refund.Rate { return refund.Rate{Price: dec(price), Days: dec(days)} }

func load(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func region(t testing.TB, cat *catalog.Catalog, name string) *catalog.Region {
	t.Helper()
	r, ok := cat.Region(name)
	if !ok {
		t.Fatalf("no region %s", name)
	}
	return r
}

func TestDowngrade(t *testing.T) {
	for _, test := range []struct {
		name   string
		orders []refund.Order
		want   string
		exact  bool
	}{
		{
			// The documentation's own example, 1 to 24 September:
			// (150 - 150/30 x 24) x ((150/30 - 120/30) / (150/30)) = 30 x 1/5
			"the provider's example",
			[]refund.Order{{Paid: dec("150"), List: rate("150", "30"), Used: dec("24"), New: rate("120", "30")}},
			"6", true,
		},
		{
			// 23.2 days are 24 begun days.
			"a begun day counts as a whole one",
			[]refund.Order{{Paid: dec("150"), List: rate("150", "30"), Used: dec("23.2"), New: rate("120", "30")}},
			"6", true,
		},
		{
			// (135 - 150/30 x 10 x 0.9) x 1/5 = 90 x 1/5
			"the discount lowers what was consumed, not the ratio",
			[]refund.Order{{Paid: dec("135"), List: rate("150", "30"), Used: dec("10"), Discount: dec("0.9"), New: rate("120", "30")}},
			"18", true,
		},
		{
			// (100 - 100/30 x 7) x (100/30 - 70/30) / (100/30) = 76.66... x 0.3: neither daily price terminates, the refund does.
			"nothing is rounded on the way",
			[]refund.Order{{Paid: dec("100"), List: rate("100", "30"), Used: dec("7"), New: rate("70", "30")}},
			"23", true,
		},
		{
			// 230/3 x (100/30 - 50/31) / (100/30) = 230/3 x 16/31 = 3,680/93 = 39.56989247311...
			"rounded once, half up, to 10 places",
			[]refund.Order{{Paid: dec("100"), List: rate("100", "30"), Used: dec("7"), New: rate("50", "31")}},
			"39.5698924731", false,
		},
		{
			// 90 for 30 days at 3; after 10 days 60 more for the other 20, at 6; after 5 more days down to 2 a day.
			// Purchase: (90 - 3 x 15) x (3 - 2) / 3 = 15. Upgrade: (60 - 3 x 5) x (6 - 2) / (6 - 3) = 45 x 4/3, which counts as 1.
			// In all 60, as 15 days at 6 - 2 are.
			"a purchase and an upgrade",
			[]refund.Order{
				{Paid: dec("90"), List: rate("90", "30"), Used: dec("15"), New: rate("2", "1")},
				{Paid: dec("60"), List: rate("60", "20"), Used: dec("5"), Original: rate("6", "1"), Before: rate("3", "1"), New: rate("2", "1")},
			},
			"60", true,
		},
		{
			// Down to 4.5 a day only: nothing of the purchase at 3; of the upgrade 45 x (6 - 4.5) / (6 - 3).
			"an order without a refund takes nothing from the others",
			[]refund.Order{
				{Paid: dec("90"), List: rate("90", "30"), Used: dec("15"), New: rate("4.5", "1")},
				{Paid: dec("60"), List: rate("60", "20"), Used: dec("5"), Original: rate("6", "1"), Before: rate("3", "1"), New: rate("4.5", "1")},
			},
			"22.5", true,
		},
		{
			"all days are used",
			[]refund.Order{{Paid: dec("150"), List: rate("150", "30"), Used: dec("29.5"), New: rate("120", "30")}},
			"0", true,
		},
		{
			// (60 - 150/30 x 24) x 1/5 is below 0; so is the ratio of a more expensive new order: their product would not be.
			"paid little, and more expensive afterwards",
			[]refund.Order{{Paid: dec("60"), List: rate("150", "30"), Used: dec("24"), New: rate("180", "30")}},
			"0", true,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, err := refund.Of("USD", test.orders...)
			if err != nil {
				t.Fatal(err)
			}
			if !d.Amount.Value.Equal(dec(test.want)) || d.Exact != test.exact || d.Amount.Currency != "USD" {
				t.Errorf("refund is %s %s (exact %t), want %s: %+v", d.Amount.Value, d.Amount.Currency, d.Exact, test.want, d.Orders)
			}
			for _, o := range d.Orders {
				if o.Amount.IsZero() != (o.Reason != "") || o.Amount.IsNegative() {
					t.Errorf("an order gives %s because %q", o.Amount, o.Reason)
				}
			}
		})
	}
}

func TestDowngradeSteps(t *testing.T) {
	d, err := refund.Of("USD", refund.Order{Paid: dec("150"), List: rate("150", "30"), Used: dec("23.5"), Discount: dec("0.9"), New: rate("120", "30")})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range d.Orders[0].Steps {
		got = append(got, strings.TrimSpace(s.Name+" = "+s.Formula+" = "+s.Value.String()+" "+s.Unit))
	}
	want := []string{
		"days used = 23.5, begun days whole = 24 days",
		"fee consumed = 150 / 30 × 24 × 0.9 = 108 USD",
		"refundable amount = 150 - 150 / 30 × 24 × 0.9 = 42 USD",
		"price difference ratio = (150 / 30 - 120 / 30) / (150 / 30) = 0.2",
		"refund = refundable amount × ratio = 8.4 USD",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("steps are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestDowngradeRefusesNonsense(t *testing.T) {
	good := refund.Order{Paid: dec("150"), List: rate("150", "30"), Used: dec("24"), New: rate("120", "30")}
	for _, test := range []struct {
		change func(*refund.Order)
		want   string
	}{
		{func(o *refund.Order) { o.Used = dec("30.1") }, "30.1 days used are not from 0 to the 30 days"},
		{func(o *refund.Order) { o.Used = dec("-1") }, "days used"},
		{func(o *refund.Order) { o.Paid = dec("-1") }, "amount paid cannot be negative"},
		{func(o *refund.Order) { o.List = rate("150", "0") }, "the order's price has to be"},
		{func(o *refund.Order) { o.New = refund.Rate{} }, "the new price has to be"},
		{func(o *refund.Order) { o.Discount = dec("1.1") }, "discount"},
		{func(o *refund.Order) { o.Before = rate("5", "1") }, "not below the one after it"},
		{func(o *refund.Order) { o.List = rate("0", "30") }, "nothing to refund"},
	} {
		order := good
		test.change(&order)
		if _, err := refund.Of("USD", order); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v, want %q", err, test.want)
		}
		if _, err := refund.Of("USD", good, order); err == nil || !strings.HasPrefix(err.Error(), "order 2: ") {
			t.Errorf("%v does not name the order", err)
		}
	}
	if _, err := refund.Of("USD"); err == nil {
		t.Error("no order gives a refund")
	}
}

func TestDaysUsed(t *testing.T) {
	zone := time.FixedZone("+08:00", 8*3600)
	for _, test := range []struct {
		from, to time.Time
		want     int64
	}{
		{time.Date(2026, 9, 1, 9, 0, 0, 0, zone), time.Date(2026, 9, 24, 8, 0, 0, 0, zone), 24},
		{time.Date(2026, 9, 1, 23, 59, 0, 0, zone), time.Date(2026, 9, 2, 0, 0, 0, 0, zone), 2},
		{time.Date(2026, 9, 1, 0, 0, 0, 0, zone), time.Date(2026, 9, 1, 23, 0, 0, 0, zone), 1},
		// 17:00 UTC is the next day in the region.
		{time.Date(2026, 9, 1, 0, 0, 0, 0, zone), time.Date(2026, 9, 1, 17, 0, 0, 0, time.UTC), 2},
	} {
		if got := refund.DaysUsed(test.from, test.to); got != test.want {
			t.Errorf("%s to %s are %d days, want %d", test.from, test.to, got, test.want)
		}
	}
}

func TestFromTerms(t *testing.T) {
	cat := load(t)
	from := deployment.Terms{
		Region: region(t, cat, "singapore"), Plan: catalog.PTU, Payment: catalog.Subscription, Model: "qwen3.6-plus-2026-04-02",
		InputTPM: dec("50000"), OutputTPM: dec("5000"), Days: dec("30"),
	}
	to := from
	to.InputTPM, to.OutputTPM = dec("30000"), dec("3000")
	// 30 x 115.2 = 3,456 paid; 10 days used; daily 115.2 and 69.12:
	// (3,456 - 1,152) x 46.08 / 115.2 = 2,304 x 0.4 = 20 days x 46.08
	d, err := refund.FromTerms(cat, from, to, refund.Purchase{Used: dec("9.5")})
	if err != nil {
		t.Fatal(err)
	}
	if !d.Amount.Value.Equal(dec("921.6")) || !d.Exact || d.Catalog != cat || !strings.Contains(d.Notes[0], "cannot be cancelled") {
		t.Errorf("%+v", d)
	}
	// Paid 3,110.4 with a discount of 0.9: (3,110.4 - 1,036.8) x 0.4
	d, err = refund.FromTerms(cat, from, to, refund.Purchase{Used: dec("10"), Discount: dec("0.9")})
	if err != nil || !d.Amount.Value.Equal(dec("829.44")) {
		t.Errorf("%s, %v", d.Amount.Value, err)
	}
	// 3,000 paid: (3,000 - 1,152) x 0.4
	paid := dec("3000")
	d, err = refund.FromTerms(cat, from, to, refund.Purchase{Used: dec("10"), Paid: &paid})
	if err != nil || !d.Amount.Value.Equal(dec("739.2")) {
		t.Errorf("%s, %v", d.Amount.Value, err)
	}
	for _, test := range []struct {
		change func(from, to *deployment.Terms)
		want   string
	}{
		{func(_, to *deployment.Terms) { to.InputTPM = dec("60000") }, "no part of the throughput larger"},
		{func(_, to *deployment.Terms) { to.Model = "deepseek-v3.2" }, "keeps the model"},
		{func(from, _ *deployment.Terms) { from.Payment = catalog.PayAsYouGo }, "only a subscription can be downgraded"},
		{func(from, to *deployment.Terms) { from.Plan, to.Plan = catalog.MU, catalog.MU }, "compute the cancellation instead"},
		{func(from, _ *deployment.Terms) { from.Days = dec("0") }, "no days"},
		{func(_, to *deployment.Terms) { to.OutputTPM = dec("0") }, "after the downgrade is not known"},
		{func(from, _ *deployment.Terms) { from.InputTPM = dec("0") }, "before the downgrade is not known"},
		{func(from, to *deployment.Terms) { from.Model, to.Model = "glm-5.1", "glm-5.1" }, "has no price"},
		{func(from, to *deployment.Terms) { from.Region, to.Region = nil, nil }, "has no price"},
	} {
		a, b := from, to
		test.change(&a, &b)
		if _, err := refund.FromTerms(cat, a, b, refund.Purchase{Used: dec("10")}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v, want %q", err, test.want)
		}
	}
}
