package catalog_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/costplan/costplan/catalog"
	"github.com/shopspring/decimal"
)

func TestRegionHeaders(t *testing.T) {
	c := load(t)
	for code, want := range map[string][2]string{
		"ap-southeast-1": {"Singapore", "https://dashscope-intl.aliyuncs.com/api/v1/deployments"},
		"cn-beijing":     {"China (Beijing)", "https://dashscope.aliyuncs.com/api/v1/deployments"},
	} {
		r := region(t, c, code)
		if r.Name != want[0] || r.Endpoint != want[1] || r.Currency != "USD" || r.Source.Updated != edition || r.File != code+".yaml" {
			t.Errorf("%s: %+v", code, *r)
		}
		noon := time.Date(2026, 6, 6, 12, 0, 0, 0, r.Location())
		if got := noon.Format(time.RFC3339); got != "2026-06-06T12:00:00+08:00" {
			t.Errorf("%s: noon is %s", code, got)
		}
	}
	if got := c.Reference(region(t, c, "singapore"), 34); got != "2026-06-06/ap-southeast-1.yaml:34" {
		t.Error(got)
	}
	west := &catalog.Region{UTCOffset: "-03:30"}
	if _, seconds := time.Unix(0, 0).In(west.Location()).Zone(); seconds != -12600 {
		t.Errorf("-03:30 is %d seconds", seconds)
	}
}

func TestBilling(t *testing.T) {
	for _, r := range load(t).Regions {
		want := catalog.Billing{
			PTU: catalog.PTUBilling{
				DefaultInputTPM: 10000, DefaultOutputTPM: 1000, InputStepTPM: 10000, OutputStepTPM: 1000,
				SubscriptionEnds: catalog.Clock{Hour: 23, Minute: 59}, ExtendAfter: catalog.Clock{Hour: 22},
				GraceHours: 2, RetentionHours: 14, OverdueHours: 24,
			},
			MU: catalog.MUBilling{
				CapacityBelow: 1000, CancelRate: decimal.RequireFromString("1.2"), CancelWithinDays: 30, MonthDays: 30,
				BillingMethods: []string{"POST_PAY"},
			},
			SuffixMaxLength: 8,
		}
		if got := r.Billing; !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", r.Code, got, want)
		}
	}
}

func TestParseClock(t *testing.T) {
	for text, minutes := range map[string]int{"00:00": 0, "22:00": 1320, "23:59": 1439, "09:05": 545} {
		if c, err := catalog.ParseClock(text); err != nil || c.Minutes() != minutes || c.String() != text {
			t.Errorf("%q: %v, %v", text, c, err)
		}
	}
	for _, text := range []string{"", "24:00", "23:60", "9:05", "09.05", "+1:00", "-1:00", "09:5x", "09:05:00"} {
		if c, err := catalog.ParseClock(text); err == nil {
			t.Errorf("%q is read as %v", text, c)
		}
	}
}

func TestPerString(t *testing.T) {
	for want, per := range map[string]catalog.Per{
		"10000 TPM/hour": {Quantity: 10000, Unit: "TPM", Time: "hour"},
		"1000 TPM/day":   {Quantity: 1000, Unit: "TPM", Time: "day"},
		"8 MU1/hour":     {Quantity: 8, Unit: "MU1", Time: "hour"},
		"1 MU5/month":    {Quantity: 1, Unit: "MU5", Time: "month"},
		"1000 tokens":    {Quantity: 1000, Unit: "token"},
		"1 token":        {Quantity: 1, Unit: "token"},
	} {
		if got := per.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPrices(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		region  string
		plan    catalog.Plan
		model   string
		payment catalog.Payment
		item    catalog.Item
		want    string // amount and per; empty for no price
	}{
		{"singapore", catalog.PTU, "deepseek-v3.2", catalog.Subscription, catalog.Input, "24.62 10000 TPM/day"},
		{"singapore", catalog.PTU, "deepseek-v3.2", catalog.PayAsYouGo, catalog.Output, "0.616 1000 TPM/hour"},
		{"beijing", catalog.PTU, "qwen-plus-2025-12-01", catalog.PayAsYouGo, catalog.Output, "0.07 1000 TPM/hour"},
		{"beijing", catalog.PTU, "qwen-plus-2025-12-01", catalog.Subscription, catalog.ThinkingOutput, "3.36 1000 TPM/day"},
		{"beijing", catalog.PTU, "deepseek-v3", catalog.Subscription, catalog.ThinkingOutput, ""},
		{"beijing", catalog.MU, "qwen3.5-397b-a17b", catalog.PayAsYouGo, catalog.ModelUnit, "69.312 8 MU2/hour"},
		{"singapore", catalog.MU, "glm-5.1", catalog.Subscription, catalog.ModelUnit, "52392 8 MU2/month"},
		{"singapore", catalog.LoRA, "qwen3-14b", catalog.PayAsYouGo, catalog.ThinkingOutput, "0.0042 1000 tokens"},
		{"singapore", catalog.LoRA, "qwen3-14b", catalog.Subscription, catalog.Input, ""},
	} {
		offer := region(t, c, test.region).Find(test.plan, test.model)[0]
		got := ""
		if price, ok := offer.Price(test.payment, test.item); ok {
			got = price.Amount.String() + " " + price.Per.String()
		}
		if got != test.want {
			t.Errorf("%s %s %s %s: got %q, want %q", test.model, test.plan, test.payment, test.item, got, test.want)
		}
	}
}

func TestPayments(t *testing.T) {
	c := load(t)
	both := []catalog.Payment{catalog.PayAsYouGo, catalog.Subscription}
	for _, r := range c.Regions {
		for _, o := range r.Offers {
			want := both
			if o.Plan == catalog.LoRA {
				want = both[:1]
			}
			if !o.Priced() {
				want = nil
			}
			if got := o.Payments(); !slices.Equal(got, want) {
				t.Errorf("%s %s: %v", o.Plan, o.Model, got)
			}
			if o.Priced() == (o.Reason != "") || o.Region != r.Code {
				t.Errorf("%s %s: priced %v, reason %q, region %s", o.Plan, o.Model, o.Priced(), o.Reason, o.Region)
			}
		}
	}
}

func TestNotes(t *testing.T) {
	c := load(t)
	for code, want := range map[string]string{
		"ap-southeast-1": "model-unit-price token-currency billing-method lora-capacity lora-example " +
			"qwen3.5-397b-name example-models ptu-day mu2-multiple",
		"cn-beijing": "model-unit-price billing-method lora-capacity lora-example example-models ptu-day endpoint mu2-multiple",
	} {
		var got []string
		for _, note := range region(t, c, code).Notes {
			got = append(got, note.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s:\n got %s\nwant %s", code, strings.Join(got, " "), want)
		}
	}
}

// The three worked examples, from catalog figures to the fee by hand.
func TestWorkedExamples(t *testing.T) {
	c := load(t)
	d := decimal.RequireFromString
	amount := func(name string, plan catalog.Plan, model, spec string, payment catalog.Payment, item catalog.Item) decimal.Decimal {
		for _, o := range region(t, c, name).Find(plan, model) {
			if price, ok := o.Price(payment, item); ok && o.Spec == spec {
				return price.Amount
			}
		}
		t.Fatalf("%s %s %s: no price", name, plan, model)
		return decimal.Decimal{}
	}

	flash := func(item catalog.Item) decimal.Decimal {
		return amount("beijing", catalog.PTU, "qwen-flash-2025-07-28", "", catalog.PayAsYouGo, item)
	}
	if got := d("720").Mul(flash(catalog.Input).Add(flash(catalog.Output))); !got.Equal(d("86.4")) {
		t.Errorf("qwen-flash for 720 h of 10,000/1,000 TPM: %s", got)
	}
	// 8 units are two bundles of 4.
	hourly := amount("singapore", catalog.MU, "qwen3-32b", "MU1", catalog.PayAsYouGo, catalog.ModelUnit)
	if got := d("220").Mul(d("2")).Mul(hourly); !got.Equal(d("19360")) {
		t.Errorf("qwen3-32b on 8 MU1 for 220 h: %s", got)
	}
	// 11.5 days are 12; 12 x 3 x 1.2 / 30 = 1.44.
	monthly := amount("beijing", catalog.MU, "qwen3-8b", "MU5", catalog.Subscription, catalog.ModelUnit)
	if got := d("1.44").Mul(monthly); !got.Equal(d("2007.83376")) {
		t.Errorf("qwen3-8b on 3 MU5 cancelled after 11.5 days: %s", got)
	}
}
