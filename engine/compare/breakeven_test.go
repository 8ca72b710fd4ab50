package compare_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/compare"
)

// Where hours of the period end decides whether a crossing is in it.
func TestCrossingAtTheEndOfThePeriod(t *testing.T) {
	cat := load(t)
	for _, test := range []struct {
		period  string
		crosses bool
		cheaper string
		reading string
	}{
		// One month of MU1 x 4 in Singapore is 20,916 / 44 = 475 4/11 hours by the hour, whatever the period.
		{"475h", false, singapore + "/mu/MU1/pay_as_you_go", "at any hours of the period: the two would cost the same at about 475.3636 hours, and it has 475"},
		{"476h", true, "", "a subscription is cheaper than pay-as-you-go from about 23.9679 hours a day (about 475.3636 of 476 hours"},
	} {
		c := compare.Compare(cat, compare.Need{Model: "qwen3-14b", Period: days(t, test.period)})
		b := crossing(t, &c, compare.ByPayment, compare.HoursPerPeriod, singapore+"/mu/MU1/pay_as_you_go", singapore+"/mu/MU1/subscription")
		if b.Value.Cmp(rat("5229/11")) != 0 || b.First.Int64() != 476 || b.Crosses() != test.crosses || b.Cheaper != test.cheaper || !strings.Contains(b.Reading, test.reading) {
			t.Errorf("%s: %+v", test.period, b)
		}
	}
	// 12 h of a subscribed day cost as much as 12 h by the hour: equal at the end, so never cheaper within.
	c := compare.Compare(cat, compare.Need{Model: plus, Throughput: tpm("50000", "5000", "0"), Period: days(t, "12h"), Regions: []string{singapore}})
	b := crossing(t, &c, compare.ByPayment, compare.HoursPerPeriod, singapore+"/ptu/pay_as_you_go", singapore+"/ptu/subscription")
	if b.Value.Cmp(rat("12")) != 0 || b.Crosses() || b.Cheaper != singapore+"/ptu/pay_as_you_go" || !strings.Contains(b.Reading, "unless all 12 hours are billed: then both cost 115.20 USD") {
		t.Errorf("%+v", b)
	}
	if len(c.Ranges) != 1 || !strings.HasPrefix(c.Ranges[0].Reading, "at any hours up to 12 hours, ptu pay-as-you-go in Singapore costs least at these hours; throughput per model unit is not published, so load-test it") {
		t.Errorf("ranges are %+v", c.Ranges)
	}
	if notes := strings.Join(option(t, &c, singapore+"/ptu/subscription").Notes, "\n"); !strings.Contains(notes, "it is sold for whole days: 1 day for a period of 12 hours") {
		t.Errorf("notes are %q", notes)
	}
}

// A subscription of PTU is bought for whole days: 36 hours are two of them, at
// 2 x 115.2 / 9.6 = 24 hours, which is 16 hours a day over a day and a half.
func TestWholeDays(t *testing.T) {
	c := compare.Compare(load(t), compare.Need{Model: plus, Throughput: tpm("50000", "5000", "0"), Period: days(t, "36h"), Regions: []string{singapore}})
	byHour, subscribed := singapore+"/ptu/pay_as_you_go", singapore+"/ptu/subscription"
	period := crossing(t, &c, compare.ByPayment, compare.HoursPerPeriod, byHour, subscribed)
	daily := crossing(t, &c, compare.ByPayment, compare.HoursPerDay, byHour, subscribed)
	if period.Value.Cmp(rat("24")) != 0 || period.First.Int64() != 25 || daily.Value.Cmp(rat("16")) != 0 || daily.First != nil {
		t.Errorf("%+v, %+v", period, daily)
	}
}

// Regions: the same payment has no crossing, different payments have one.
func TestRegions(t *testing.T) {
	c := compare.Compare(load(t), compare.Need{Model: plus, Throughput: tpm("50000", "5000", "0"), Period: days(t, "30d")})
	b := crossing(t, &c, compare.ByRegion, compare.HoursPerPeriod, singapore+"/ptu/pay_as_you_go", beijing+"/ptu/pay_as_you_go")
	if b.Value != nil || b.First != nil || b.Crosses() || b.Cheaper != beijing+"/ptu/pay_as_you_go" || b.Between[0] != b.Cheaper ||
		!strings.HasSuffix(b.Reading, "at any hours: 5.335 against 9.60 USD an hour") {
		t.Errorf("%+v", b)
	}
	// 30 x 63.415 / 9.6 = 198.171875: it terminates.
	b = crossing(t, &c, compare.ByRegion, compare.HoursPerPeriod, singapore+"/ptu/pay_as_you_go", beijing+"/ptu/subscription")
	if value, exact := money.FromRat(b.Value); !exact || !value.Equal(dec("198.171875")) || b.First.Int64() != 199 {
		t.Errorf("%+v", b)
	}
}

// PTU goes up in whole pricing steps until it is more expensive than model units.
func TestThroughput(t *testing.T) {
	cat := load(t)
	for _, test := range []struct {
		need     *compare.Throughput
		variable compare.Variable
		payment  string
		at       compare.Throughput
	}{
		// 1.92 USD an hour a pair of steps (1.2 + 0.72); 88 / 1.92 = 45.8: 46 pairs are the first more expensive.
		{tpm("50000", "5000", "0"), compare.InputTPM, "pay_as_you_go", *tpm("460000", "46000", "0")},
		// 30 x 23.04 a pair; 41,832 / 691.2 = 60.5
		{tpm("50000", "5000", "0"), compare.InputTPM, "subscription", *tpm("610000", "61000", "0")},
		// Input : output steps as 2 : 1, output rounded up: 30 input and 15 output steps cost 30 x 1.2 + 15 x 0.72 = 46.8;
		// 56 and 28 cost 67.2 + 20.16 = 87.36, 57 and 29 cost 68.4 + 20.88 = 89.28.
		{tpm("20000", "1000", "0"), compare.InputTPM, "pay_as_you_go", *tpm("570000", "29000", "0")},
		// Output alone: 88 / 0.72 = 122.2
		{tpm("0", "3000", "0"), compare.OutputTPM, "pay_as_you_go", *tpm("0", "123000", "0")},
	} {
		c := compare.Compare(cat, compare.Need{Model: plus, Throughput: test.need, Period: days(t, "30d"), Regions: []string{singapore}})
		b := crossing(t, &c, compare.ByThroughput, test.variable, singapore+"/ptu/"+test.payment, singapore+"/mu/MU1/"+test.payment)
		if !b.At.Input.Equal(test.at.Input) || !b.At.Output.Equal(test.at.Output) || !b.At.Thinking.IsZero() || b.Value.Num().Cmp(b.First) != 0 || !b.Value.IsInt() {
			t.Errorf("%s from %s, want %s: %s", test.payment, b.At, test.at, b.Reading)
		}
	}
}

// Where a step costs exactly as much as model units, the next one is the first
// more expensive step. The search passes through it: 4 is a power of 2.
func TestThroughputAtTheSamePrice(t *testing.T) {
	cat := *load(t)
	sg := *cat.Regions[0]
	hourly := func(item catalog.Item, amount string, quantity int64, unit string) catalog.Price {
		return catalog.Price{Payment: catalog.PayAsYouGo, Item: item, Amount: dec(amount), Currency: "USD", Per: catalog.Per{Quantity: quantity, Unit: unit, Time: "hour"}}
	}
	sg.Offers = []catalog.Offer{
		{Plan: catalog.PTU, Model: "m", Bundle: 1, Prices: []catalog.Price{hourly(catalog.Input, "3", 10000, "TPM"), hourly(catalog.Output, "1", 1000, "TPM")}},
		{Plan: catalog.MU, Model: "m", Spec: "MU1", Bundle: 1, Prices: []catalog.Price{hourly(catalog.ModelUnit, "16", 1, "MU1")}},
	}
	cat.Regions = []*catalog.Region{&sg}
	c := compare.Compare(&cat, compare.Need{Model: "m", Throughput: tpm("10000", "1000", "0"), Period: days(t, "1d")})
	b := crossing(t, &c, compare.ByThroughput, compare.InputTPM, singapore+"/ptu/pay_as_you_go", singapore+"/mu/MU1/pay_as_you_go")
	if b.First.Int64() != 50_000 || !strings.HasSuffix(b.Reading, "20.00 against 16.00 USD an hour; at 40,000 input and 4,000 output TPM it is not (16.00)") {
		t.Errorf("%+v", b)
	}
}

// Tokens: qwen3-14b in Singapore, 24 : 6 : 1, cost 105 USD for 155,000,000.
func TestTokens(t *testing.T) {
	c := compare.Compare(load(t), compare.Need{Model: "qwen3-14b-ft-1", Tokens: used("120000000", "30000000", "5000000"), Period: days(t, "30d")})
	lora, byHour, subscribed := singapore+"/lora/pay_as_you_go", singapore+"/mu/MU1/pay_as_you_go", singapore+"/mu/MU1/subscription"
	for _, test := range []struct {
		other    string
		variable compare.Variable
		value    string
		first    int64
	}{
		// 20,916 / 105 x 155,000,000 = 30,876,000,000 exactly: from one token more on
		{subscribed, compare.TokensPerPeriod, "30876000000", 30_876_000_001},
		{subscribed, compare.TokensPerHour, "30876000000/720", 42_883_334},
		// 44 x 720 / 105 x 155,000,000 = 46,765,714,285.7; an hour 44 / 105 x 155,000,000 = 64,952,380.95
		{byHour, compare.TokensPerPeriod, "327360000000/7", 46_765_714_286},
		{byHour, compare.TokensPerHour, "1364000000/21", 64_952_381},
	} {
		b := crossing(t, &c, compare.ByTokens, test.variable, lora, test.other)
		if b.Value.Cmp(rat(test.value)) != 0 || b.First.Int64() != test.first || b.Between != [2]string{lora, test.other} {
			t.Errorf("%+v, want %s and %d", b, test.value, test.first)
		}
	}
	if b := crossing(t, &c, compare.ByTokens, compare.TokensPerPeriod, lora, subscribed); !strings.Contains(b.Reading, "input:output:thinking output as 24:6:1") {
		t.Error(b.Reading)
	}
}

// No fine-tuned model of the page is on both ptu and lora, and no price of it
// needs rounding; a catalog of our own has both, and a second currency.
func TestOtherCatalogs(t *testing.T) {
	cat := *load(t)
	sg, bj := *cat.Regions[0], *cat.Regions[1]
	price := func(payment catalog.Payment, item catalog.Item, amount string, quantity int64, unit, time string) catalog.Price {
		return catalog.Price{Payment: payment, Item: item, Amount: dec(amount), Currency: "USD", Per: catalog.Per{Quantity: quantity, Unit: unit, Time: time}}
	}
	sg.Offers = []catalog.Offer{
		{Plan: catalog.PTU, Model: "m", Bundle: 1, Prices: []catalog.Price{
			price(catalog.PayAsYouGo, catalog.Input, "3", 10000, "TPM", "hour"), price(catalog.PayAsYouGo, catalog.Output, "1", 1000, "TPM", "hour"),
		}},
		{Plan: catalog.MU, Model: "m", Spec: "MU1", Bundle: 7, Prices: []catalog.Price{price(catalog.PayAsYouGo, catalog.ModelUnit, "1", 3, "MU1", "hour")}},
		{Plan: catalog.LoRA, Model: "m", Bundle: 1, Prices: []catalog.Price{
			price(catalog.PayAsYouGo, catalog.Input, "0.001", 1000, "token", ""), price(catalog.PayAsYouGo, catalog.Output, "0.002", 1000, "token", ""),
		}},
	}
	bj.Currency = "CNY"
	bj.Offers = []catalog.Offer{{Plan: catalog.PTU, Model: "m", Bundle: 1, Prices: []catalog.Price{
		price(catalog.PayAsYouGo, catalog.Input, "20", 10000, "TPM", "hour"), price(catalog.PayAsYouGo, catalog.Output, "10", 1000, "TPM", "hour"),
	}}}
	cat.Regions = []*catalog.Region{&sg, &bj}
	c := compare.Compare(&cat, compare.Need{Model: "x", BaseModel: "m", Throughput: tpm("10000", "1000", "0"), Hours: hours("2"), Period: days(t, "1d")})
	// Without tokens the mix is that of the throughput, 10 : 1, at (10 x 0.001 + 0.002) / 11 / 1,000 a token.
	// ptu: 2 h x 4 = 8 USD, so 8 / (0.012 / 11,000) = 7,333,333 1/3 tokens.
	b := crossing(t, &c, compare.ByTokens, compare.TokensPerPeriod, singapore+"/lora/pay_as_you_go", singapore+"/ptu/pay_as_you_go")
	if b.Value.Cmp(rat("22000000/3")) != 0 || b.First.Int64() != 7_333_334 {
		t.Errorf("%+v", b)
	}
	if o := option(t, &c, singapore+"/lora/pay_as_you_go"); o.Cause != compare.TokensNotGiven {
		t.Errorf("lora without tokens: %+v", o)
	}
	// 2 h x 7 x 1 / 3 does not terminate: shown rounded, reckoned with 14/3.
	mu := option(t, &c, singapore+"/mu/MU1/pay_as_you_go")
	if mu.Fee.Exact || mu.Curve.At(rat("2")).Cmp(rat("14/3")) != 0 {
		t.Errorf("mu costs %s at two hours, want 14/3", mu.Curve.At(rat("2")))
	}
	b = crossing(t, &c, compare.ByTokens, compare.TokensPerPeriod, singapore+"/lora/pay_as_you_go", mu.ID())
	if b.Value.Cmp(rat("38500000/9")) != 0 { // 14/3 / (0.012 / 11,000)
		t.Errorf("%+v", b)
	}
	// Ranks and ranges per currency, and no break-even between two of them.
	if mu.Rank != 1 || option(t, &c, beijing+"/ptu/pay_as_you_go").Rank != 1 || option(t, &c, singapore+"/ptu/pay_as_you_go").Rank != 2 {
		t.Errorf("ranks are not per currency: %+v", c.Ranked())
	}
	if len(c.Ranges) != 2 || c.Ranges[0].Currency != "USD" || c.Ranges[1].Currency != "CNY" {
		t.Errorf("ranges are %+v", c.Ranges)
	}
	for _, b := range c.BreakEven {
		if strings.HasPrefix(b.Between[0], singapore) != strings.HasPrefix(b.Between[1], singapore) {
			t.Errorf("two currencies are compared: %s", b.Reading)
		}
	}
	if !strings.Contains(strings.Join(c.Notes, "\n"), "different currencies") {
		t.Errorf("notes are %q", c.Notes)
	}
	// ptu at 4 USD an hour a step pair, mu at 7/3: more expensive from the first step on.
	b = crossing(t, &c, compare.ByThroughput, compare.InputTPM, singapore+"/ptu/pay_as_you_go", mu.ID())
	if !b.At.Input.Equal(decimal.NewFromInt(10000)) || !strings.HasSuffix(b.Reading, "that is the smallest step") {
		t.Errorf("%+v", b)
	}
}
