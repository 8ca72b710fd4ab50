package compare_test

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/deployment"
)

const (
	singapore = "ap-southeast-1"
	beijing   = "cn-beijing"
	plus      = "qwen3.6-plus-2026-04-02"
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

func hours(text string) *decimal.Decimal {
	value := dec(text)
	return &value
}

func days(t testing.TB, text string) deployment.Period {
	t.Helper()
	period, err := deployment.ParsePeriod(text)
	if err != nil {
		t.Fatal(err)
	}
	return period
}

func tpm(input, output, thinking string) *compare.Throughput {
	return &compare.Throughput{Input: dec(input), Output: dec(output), Thinking: dec(thinking)}
}

func used(input, output, thinking string) *compare.Tokens {
	return &compare.Tokens{Input: dec(input), Output: dec(output), Thinking: dec(thinking)}
}

func rat(text string) *big.Rat {
	value, ok := new(big.Rat).SetString(text)
	if !ok {
		panic("not a rational number: " + text)
	}
	return value
}

// crossing finds a break-even by its kind, variable and options, in either order.
func crossing(t testing.TB, c *compare.Comparison, kind compare.Kind, variable compare.Variable, a, b string) *compare.BreakEven {
	t.Helper()
	for i := range c.BreakEven {
		found := &c.BreakEven[i]
		if found.Kind == kind && found.Variable == variable && slices.Contains(found.Between[:], a) && slices.Contains(found.Between[:], b) {
			return found
		}
	}
	t.Fatalf("no break-even %s in %s between %s and %s", kind, variable, a, b)
	return nil
}

func option(t testing.TB, c *compare.Comparison, id string) *compare.Option {
	t.Helper()
	o, ok := c.Option(id)
	if !ok {
		t.Fatalf("no option %s", id)
	}
	return o
}

// What 50,000/5,000 TPM of one model cost in both regions, and from how many
// hours a day on a subscription is cheaper.
func TestTheQuestion(t *testing.T) {
	c := compare.Compare(load(t), compare.Need{Model: plus, Throughput: tpm("50000", "5000", "0"), Period: days(t, "30d"), Plans: []catalog.Plan{catalog.PTU}})
	for i, want := range []struct{ id, amount string }{
		{beijing + "/ptu/subscription", "1902.45"}, // 30 x (5 x 7.93 + 5 x 4.753) = 30 x 63.415
		{singapore + "/ptu/subscription", "3456"},  // 30 x (5 x 14.4 + 5 x 8.64) = 30 x 115.2
		{beijing + "/ptu/pay_as_you_go", "3841.2"}, // 720 x (5 x 0.67 + 5 x 0.397) = 720 x 5.335
		{singapore + "/ptu/pay_as_you_go", "6912"}, // 720 x (5 x 1.2 + 5 x 0.72) = 720 x 9.6
	} {
		o := c.Ranked()[i]
		if o.ID() != want.id || !o.Fee.Amount.Value.Equal(dec(want.amount)) || o.Rank != i+1 {
			t.Errorf("rank %d is %s at %s (rank %d), want %s at %s", i+1, o.ID(), o.Fee.Amount.Value, o.Rank, want.id, want.amount)
		}
	}
	for _, want := range []struct {
		region        string
		period, daily string
		exact         bool
		first         int64
	}{
		{singapore, "360", "12", true, 361},          // 3,456 / 9.6; 115.2 / 9.6
		{beijing, "34590/97", "1153/97", false, 357}, // 1,902.45 / 5.335 = 356.59...; 63.415 / 5.335 = 11.8866 (1153/97)
	} {
		byHour, subscribed := want.region+"/ptu/pay_as_you_go", want.region+"/ptu/subscription"
		period := crossing(t, &c, compare.ByPayment, compare.HoursPerPeriod, byHour, subscribed)
		daily := crossing(t, &c, compare.ByPayment, compare.HoursPerDay, byHour, subscribed)
		if period.Value.Cmp(rat(want.period)) != 0 || daily.Value.Cmp(rat(want.daily)) != 0 || period.First.Int64() != want.first || !period.Crosses() ||
			period.Between != [2]string{byHour, subscribed} {
			t.Errorf("%s: %+v and %+v, want %s and %s", want.region, period, daily, want.period, want.daily)
		}
		if _, exact := money.FromRat(daily.Value); exact != want.exact {
			t.Errorf("%s: exact is %t", want.region, exact)
		}
	}
	summary := strings.Join(c.Summary, "\n")
	for _, want := range []string{
		"ptu subscription in China (Beijing) is the cheapest for 720 hours: 1,902.45 USD",
		"in Singapore the cheapest is ptu subscription: 3,456.00 USD",
		"ptu in Singapore: a subscription is cheaper than pay-as-you-go from 12 hours a day (360 of 720 hours, where both cost 3,456.00 USD)",
		"ptu in China (Beijing): a subscription is cheaper than pay-as-you-go from about 11.8866 hours a day",
	} {
		if !strings.Contains(summary, want) {
			t.Errorf("the summary lacks %q:\n%s", want, summary)
		}
	}
	if len(c.Ranges) != 2 || c.Ranges[0].To.Cmp(rat("34590/97")) != 0 || c.Ranges[1].Options[0] != beijing+"/ptu/subscription" {
		t.Errorf("ranges are %+v", c.Ranges)
	}
}

// Each reason that an option cannot be had for, and that the others have none.
func TestReasons(t *testing.T) {
	cat, period := load(t), days(t, "30d")
	for _, test := range []struct {
		need    compare.Need
		id      string
		cause   compare.Cause
		offered bool
		reason  string
	}{
		{compare.Need{Model: "qwen-flash-2025-07-28", Throughput: tpm("10000", "1000", "0")}, singapore + "/ptu/pay_as_you_go", compare.NotInRegion, false, "Singapore does not offer qwen-flash-2025-07-28"},
		{compare.Need{Model: "qwen3-32b", Throughput: tpm("10000", "1000", "0")}, singapore + "/ptu/subscription", compare.PlanNotOffered, false, "on plan ptu, but on mu"},
		{compare.Need{Model: "qwen3-14b-ft-1", Tokens: used("1", "1", "0")}, singapore + "/lora/subscription", compare.PaymentNotOffered, false, "no price under payment subscription"},
		{compare.Need{Model: "qwen3-8b-ft-1", Tokens: used("1", "1", "0")}, singapore + "/lora/pay_as_you_go", compare.NoPrice, true, "lists qwen3-14b"},
		{compare.Need{Model: "qwen3-8b"}, beijing + "/cu/pay_as_you_go", compare.NoPrice, true, "no price table"},
		{compare.Need{Model: "qwen3-14b", Tokens: used("1", "1", "0")}, singapore + "/lora/pay_as_you_go", compare.NeedsFineTuned, true, "foundation model"},
		{compare.Need{Model: "qwen3-32b", MUCapacity: dec("6")}, singapore + "/mu/MU1/pay_as_you_go", compare.BadCapacity, true, "capacity 6 is not a multiple of 4 (MU1 x 4): use 4 or 8"},
		{compare.Need{Model: "qwen3-32b", MUCapacity: dec("3")}, singapore + "/mu/MU1/pay_as_you_go", compare.BadCapacity, true, "capacity 3 is not a multiple of 4 (MU1 x 4): use 4"},
		{compare.Need{Model: "qwen3-32b", MUCapacity: dec("999")}, singapore + "/mu/MU1/pay_as_you_go", compare.BadCapacity, true, "not a multiple of 4 (MU1 x 4): use 996"},
		{compare.Need{Model: "qwen3-32b", MUCapacity: dec("1000")}, singapore + "/mu/MU1/subscription", compare.BadCapacity, true, "capacity 1,000 is not less than 1,000"},
		{compare.Need{Model: "qwen3-32b", MUBundles: 250}, singapore + "/mu/MU1/subscription", compare.BadCapacity, true, "capacity 1,000 is not less than 1,000"},
		{compare.Need{Model: plus, Throughput: tpm("10000", "1000", "1000")}, singapore + "/ptu/pay_as_you_go", compare.NoThinking, true, "no throughput for thinking output in Singapore"},
		{compare.Need{Model: "qwen3-14b-ft-1"}, singapore + "/lora/pay_as_you_go", compare.TokensNotGiven, true, "tokens used in the period are not given"},
		{compare.Need{Model: plus}, singapore + "/ptu/pay_as_you_go", compare.TPMNotGiven, true, "not given"},
		{compare.Need{Model: plus, Throughput: tpm("0", "0", "0")}, singapore + "/ptu/pay_as_you_go", compare.TPMNotGiven, true, "0 TPM buys nothing"},
		{compare.Need{Model: plus, Throughput: tpm("10000", "1000", "0"), Hours: hours("721")}, beijing + "/ptu/subscription", compare.BeyondPeriod, true, "721 hours are more than the 720 of the period"},
		{compare.Need{Model: plus, Throughput: tpm("10000", "1000", "0"), Hours: hours("720")}, beijing + "/ptu/subscription", "", true, ""},
		{compare.Need{Model: "qwen-plus-2025-12-01", Throughput: tpm("10000", "1000", "1000")}, beijing + "/ptu/subscription", "", true, ""},
		{compare.Need{Model: "qwen3-32b", MUCapacity: dec("12")}, singapore + "/mu/MU1/pay_as_you_go", "", true, ""},
		{compare.Need{Model: "mine", BaseModel: "qwen3-14b", Tokens: used("1", "1", "1")}, singapore + "/lora/pay_as_you_go", "", true, ""},
		{compare.Need{Model: "cosyvoice-v3-ft-1"}, beijing + "/mu/x8/pay_as_you_go", compare.NoPrice, true, "lists no price for it"},
	} {
		test.need.Period = period
		c := compare.Compare(cat, test.need)
		o := option(t, &c, test.id)
		if o.Cause != test.cause || o.Offered != test.offered || !strings.Contains(o.Reason, test.reason) || o.Feasible() != (test.cause == "") || (o.Rank > 0) != (test.cause == "") {
			t.Errorf("%s of %s: cause %q, offered %t, rank %d, reason %q; want %q, %t, %q", test.id, test.need.Model, o.Cause, o.Offered, o.Rank, o.Reason, test.cause, test.offered, test.reason)
		}
	}
}

// Every region, plan and payment is there, and a filter leaves out the rest.
func TestEnumeration(t *testing.T) {
	cat, period := load(t), days(t, "30d")
	// Singapore: ptu, mu MU1, lora, cu under two payments; Beijing the same.
	if c := compare.Compare(cat, compare.Need{Model: plus, Period: period}); len(c.Options) != 16 {
		t.Errorf("%d options, want 16", len(c.Options))
	}
	// Beijing has MU1 x 2, MU2 x 2 and MU5 x 1 for it.
	c := compare.Compare(cat, compare.Need{Model: "qwen3-8b", Period: period, Regions: []string{"Beijing"}, Plans: []catalog.Plan{catalog.MU}})
	if len(c.Options) != 6 || len(c.Ranked()) != 6 || len(c.Refused()) != 0 {
		t.Errorf("%d options of which %d have an amount, want 6", len(c.Options), len(c.Ranked()))
	}
	for _, o := range c.Options {
		if !o.Terms.Capacity.Equal(decimal.NewFromInt(o.Offer.Bundle)) || !strings.Contains(strings.Join(o.Notes, "\n"), "the smallest capacity: throughput per model unit is not published") {
			t.Errorf("%s: capacity %s, notes %q", o.ID(), o.Terms.Capacity, o.Notes)
		}
	}
	if c := compare.Compare(cat, compare.Need{Model: plus, Period: period, Regions: []string{"nowhere"}}); len(c.Options) != 0 || len(c.Summary) != 1 {
		t.Errorf("a region that does not exist gives %d options", len(c.Options))
	}
}

// Amounts of zero hours are equal: they share a rank, and the next rank counts them.
func TestTiesShareARank(t *testing.T) {
	c := compare.Compare(load(t), compare.Need{Model: plus, Throughput: tpm("10000", "1000", "0"), Hours: hours("0"), Period: days(t, "30d")})
	var ranks []int
	for _, o := range c.Ranked() {
		ranks = append(ranks, o.Rank)
	}
	// Four options by the hour cost 0; then two subscriptions of ptu, two of mu.
	if want := []int{1, 1, 1, 1, 5, 6, 7, 8}; !slices.Equal(ranks, want) {
		t.Errorf("ranks are %v, want %v", ranks, want)
	}
	if !strings.Contains(c.Summary[0], "are the cheapest, at the same price for 0 hours: 0.00 USD") {
		t.Errorf("summary is %q", c.Summary)
	}
}

func TestCheck(t *testing.T) {
	cat, period := load(t), days(t, "30d")
	for _, test := range []struct {
		need compare.Need
		want string // part of the error; empty for none
	}{
		{compare.Need{Model: plus, Period: period, Regions: []string{"singapore"}, Plans: []catalog.Plan{catalog.PTU}, Throughput: tpm("1", "1", "0")}, ""},
		{compare.Need{Model: "cosyvoice-v3-ft-1", Period: period}, ""},
		{compare.Need{BaseModel: "qwen3-14b", Period: period}, ""},
		{compare.Need{Period: period}, "no model"},
		{compare.Need{Model: "qwen3.6-plus", Period: period}, "did you mean qwen3.6-plus-2026-04-02?"},
		{compare.Need{Model: "something-else-entirely", Period: period}, "name the model that it was trained from"},
		{compare.Need{Model: plus, Period: period, Regions: []string{"paris"}}, "use ap-southeast-1 or cn-beijing"},
		{compare.Need{Model: plus, Period: period, Plans: []catalog.Plan{"tpu"}}, "use ptu, mu, lora or cu"},
		{compare.Need{Model: plus}, "no hours"},
		{compare.Need{Model: plus, Period: period, Hours: hours("-1")}, "billed hours cannot be negative"},
		{compare.Need{Model: plus, Period: period, Throughput: tpm("1", "-1", "0")}, "output TPM cannot be negative"},
		{compare.Need{Model: plus, Period: period, Throughput: tpm("1.5", "1", "0")}, "input TPM have to be a whole number"},
		{compare.Need{Model: plus, Period: period, Tokens: used("1", "1", "0.5")}, "thinking output tokens have to be a whole number"},
		{compare.Need{Model: plus, Period: period, Throughput: tpm("50000", "0", "0")}, "output TPM is not given or 0"},
		{compare.Need{Model: plus, Period: period, Throughput: tpm("0", "0", "5000")}, "input TPM is not given or 0"},
		{compare.Need{Model: plus, Period: period, Tokens: used("1", "0", "5")}, "output token count is not given or 0"},
	} {
		err := test.need.Check(cat)
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: %v, want %q", test.need, err, test.want)
		}
	}
}
