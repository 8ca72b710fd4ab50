package refund_test

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/refund"
	"github.com/costplan/costplan/testdata/page"
)

func monthly(t testing.TB, cat *catalog.Catalog, regionName, model, spec, capacity string) deployment.Terms {
	return deployment.Terms{
		Region: region(t, cat, regionName), Plan: catalog.MU, Payment: catalog.Subscription, Model: model, Spec: spec,
		Capacity: dec(capacity), Months: dec("1"),
	}
}

// qwen3-14b in Singapore, MU1 x 4: 20,916 a month, 44 an hour.
func TestCancel(t *testing.T) {
	cat := load(t)
	c, err := refund.Cancel(cat, monthly(t, cat, "singapore", "qwen3-14b", "MU1", "4"))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Days) != 30 || c.CostlyAt != 26 || c.EvenAt.Cmp(big.NewRat(25, 1)) != 0 || c.Chosen != nil || !c.Stay.Amount.Value.Equal(dec("20916")) {
		t.Errorf("%d days, costly at %d, even at %s, stay %s", len(c.Days), c.CostlyAt, c.EvenAt, c.Stay.Amount.Value)
	}
	for _, want := range []struct {
		day                      int
		cancel, more, payAsYouGo string
		cheapest                 []refund.Choice
	}{
		{1, "836.64", "-20079.36", "1056", []refund.Choice{refund.CancelIt}},       // 20,916 x 1.2 / 30; 24 x 44
		{20, "16732.8", "-4183.2", "21120", []refund.Choice{refund.CancelIt}},      // 20 of each
		{24, "20079.36", "-836.64", "25344", []refund.Choice{refund.CancelIt}},     // still below the month
		{25, "20916", "0", "26400", []refund.Choice{refund.CancelIt, refund.Stay}}, // 25 x 1.2 / 30 is the whole month
		{26, "21752.64", "836.64", "27456", []refund.Choice{refund.Stay}},          // more expensive than the month from here on
		{30, "25099.2", "4183.2", "31680", []refund.Choice{refund.Stay}},           // 1.2 months
	} {
		day := c.Days[want.day-1]
		if day.Day != int64(want.day) || !day.Cancelled.Amount.Value.Equal(dec(want.cancel)) || !day.More.Equal(dec(want.more)) ||
			!day.PayAsYouGo.Amount.Value.Equal(dec(want.payAsYouGo)) || !slices.Equal(day.Cheapest, want.cheapest) {
			t.Errorf("day %d: %s, %s, %s, %v; want %+v", day.Day, day.Cancelled.Amount.Value, day.More, day.PayAsYouGo.Amount.Value, day.Cheapest, want)
		}
	}
	notes := strings.Join(c.Notes, "\n")
	for _, want := range []string{
		"on day 25 cancelling costs as much as staying: 20,916.00 USD",
		"from day 26 on, cancelling costs more than staying",
		"for whole days cancelling is the cheaper of the two: 836.64 USD against 1,056.00 USD a day",
	} {
		if !strings.Contains(notes, want) {
			t.Errorf("no %q in\n%s", want, notes)
		}
	}
}

// qwen3-8b in Beijing, 3 units of MU5, cancelled after 11.5 days.
func TestCancelOnAChosenDay(t *testing.T) {
	cat := load(t)
	terms := monthly(t, cat, "beijing", "qwen3-8b", "MU5", "3")
	terms.Months, terms.CancelAfter = dec("3"), dec("11.5")
	c, err := refund.Cancel(cat, terms)
	if err != nil {
		t.Fatal(err)
	}
	// 12 x 3 x 1,394.329 x 1.2 / 30; by the hour 276 x 3 x 2.888; the month 3 x 1,394.329 = 4,182.987
	if d := c.Chosen; d == nil || d.Day != 12 || !d.Cancelled.Amount.Value.Equal(dec("2007.83376")) || !d.PayAsYouGo.Amount.Value.Equal(dec("2391.264")) || !d.More.Equal(dec("-2175.15324")) {
		t.Errorf("chosen day is %+v", d)
	}
	var formulas []string
	for _, s := range c.Steps {
		formulas = append(formulas, s.Name+": "+s.Formula+" = "+s.Value.String())
	}
	text := strings.Join(formulas, "\n")
	for _, want := range []string{
		"staying for the month: 1 month × 3 MU5 units × 1,394.329 USD = 4182.987",
		"days at which both cost the same: 30 / 1.2 = 25",
		"cancelled on day 12: 12 days × 3 MU5 units × 1,394.329 USD × 1.2 / 30 = 2007.83376",
		"more than staying: 2,007.83376 - 4,182.987 = -2175.15324",
		"the same time by the hour: 276 hours × 3 MU5 units × 2.888 USD = 2391.264",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestCancelRefuses(t *testing.T) {
	cat := load(t)
	for _, test := range []struct {
		change func(*deployment.Terms)
		want   string
	}{
		{func(t *deployment.Terms) { t.Plan = catalog.PTU }, "a PTU subscription cannot be cancelled"},
		{func(t *deployment.Terms) { t.Payment = catalog.PayAsYouGo }, "deleting it stops the billing"},
		{func(t *deployment.Terms) { t.Plan = catalog.LoRA }, "only a subscription"},
		{func(t *deployment.Terms) { t.Region = nil }, "region is not known"},
		{func(t *deployment.Terms) { t.Capacity = dec("0") }, "capacity is not given"},
		{func(t *deployment.Terms) { t.Spec = "MU9" }, "has no price"},
		{func(t *deployment.Terms) { t.CancelAfter = dec("30.5") }, "beyond the first month"},
		{func(t *deployment.Terms) { t.CancelAfter = dec("-1") }, "after -1 days"},
	} {
		terms := monthly(t, cat, "singapore", "qwen3-14b", "MU1", "4")
		test.change(&terms)
		if _, err := refund.Cancel(cat, terms); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v, want %q", err, test.want)
		}
	}
}

// Every price of model units on the page, day by day: d x monthly x 1.2 / 30.
func TestCancelEveryOfferOfThePage(t *testing.T) {
	cat := load(t)
	seen := 0
	for _, cell := range page.Cells() {
		if cell.Plan != "mu" || cell.Payment != "subscription" {
			continue
		}
		seen++
		c, err := refund.Cancel(cat, monthly(t, cat, cell.Region, cell.Model, cell.Spec, strconv.FormatInt(cell.Bundle, 10)))
		if err != nil {
			t.Fatal(err)
		}
		for _, day := range c.Days {
			want := new(big.Rat).Mul(cell.Price, big.NewRat(day.Day*12, 300))
			if day.Cancelled.Amount.Value.Rat().Cmp(want) != 0 || day.More.IsPositive() != (day.Day >= 26) || day.More.IsZero() != (day.Day == 25) {
				t.Errorf("%s %s day %s: %s, want %s", cell.Model, cell.Spec, strconv.FormatInt(day.Day, 10), day.Cancelled.Amount.Value, want)
			}
		}
	}
	if seen != 78 { // half of the page's 156 prices of model units
		t.Errorf("%d monthly prices", seen)
	}
}
