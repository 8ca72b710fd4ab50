package diff_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/diff"
)

// Rows of the Singapore page, and what a later page may make of them.
const (
	row32 = "        - {code: qwen3-32b, name: Qwen3-32B, spec: MU1, bundle: 4, hourly: 44, monthly: 20916}\n"
	row14 = "        - {code: qwen3-14b, name: Qwen3-14B, spec: MU1, bundle: 4, hourly: 44, monthly: 20916}\n"
)

var (
	// The price of batch rises by a tenth.
	dearer = replacement{singapore, row32, strings.Replace(row32, "hourly: 44", "hourly: 48.4", 1)}
	// It is gone, offer and all.
	vanished = replacement{singapore, row32, ""}
	// It is still offered, without a price.
	unpriced = replacement{singapore, "unpriced:\n", "unpriced:\n  - {plan: mu, code: qwen3-32b, name: Qwen3-32B, spec: MU1, bundle: 4, reason: on request}\n"}
)

func prices(d *diff.CatalogDiff) string {
	var all []string
	for _, p := range d.Prices {
		cell := func(c *diff.Cell) string {
			if c == nil {
				return "none"
			}
			return c.Price.String()
		}
		all = append(all, strings.Join(strings.Fields(fmt.Sprint(p.Presence, " ", p.Region, " ", p.Plan, " ", p.Model, " ", p.Spec, " ", p.Payment, " ", p.Item, " ",
			cell(p.Before), ">", cell(p.After), " ", text(p.Difference), " ", percentText(p.Percent))), " "))
	}
	return strings.Join(all, "\n")
}

func TestCatalogs(t *testing.T) {
	cat := load(t)
	for _, test := range []struct {
		name    string
		changes []replacement
		prices  string
		others  string
	}{
		{"nothing", nil, "", ""},
		// 48.4 - 44 = 4.4, a tenth.
		{"a price moved", []replacement{dearer}, "moved ap-southeast-1 mu qwen3-32b MU1 pay_as_you_go model_unit 44>48.4 4.4 10.0", ""},
		{
			"an offer gone",
			[]replacement{vanished},
			"vanished ap-southeast-1 mu qwen3-32b MU1 pay_as_you_go model_unit 44>none unknown n/a\n" +
				"vanished ap-southeast-1 mu qwen3-32b MU1 subscription model_unit 20916>none unknown n/a",
			"offer vanished qwen3-32b MU1",
		},
		{
			"an offer without its price",
			[]replacement{vanished, unpriced},
			"vanished ap-southeast-1 mu qwen3-32b MU1 pay_as_you_go model_unit 44>none unknown n/a\n" +
				"vanished ap-southeast-1 mu qwen3-32b MU1 subscription model_unit 20916>none unknown n/a",
			"fact qwen3-32b family Text generation>-, fact qwen3-32b reason ->on request",
		},
		{
			"a new item",
			[]replacement{{beijing, "hourly: {input: 0.06, output: 0.06}", "hourly: {input: 0.06, output: 0.06, thinking_output: 0.1}"}},
			"appeared cn-beijing ptu qwen-flash-2025-07-28 pay_as_you_go thinking_output none>0.1 unknown n/a", "",
		},
		{
			// 88 for 8 is 11 a unit, as 44 for 4 is; 20,916 / 4 = 5,229 and 41,838 / 8 = 5,229.75, which is 0.0143... % more.
			"another bundle",
			[]replacement{{singapore, row32, strings.Replace(row32, "bundle: 4, hourly: 44, monthly: 20916", "bundle: 8, hourly: 88, monthly: 41838", 1)}},
			"moved ap-southeast-1 mu qwen3-32b MU1 pay_as_you_go model_unit 44>88 unknown 0.0\n" +
				"moved ap-southeast-1 mu qwen3-32b MU1 subscription model_unit 20916>41838 unknown 0.0",
			"fact qwen3-32b bundle 4>8",
		},
		{
			"another spec",
			[]replacement{{singapore, row14, strings.Replace(row14, "spec: MU1", "spec: MU7", 1)}},
			"vanished ap-southeast-1 mu qwen3-14b MU1 pay_as_you_go model_unit 44>none unknown n/a\n" +
				"vanished ap-southeast-1 mu qwen3-14b MU1 subscription model_unit 20916>none unknown n/a\n" +
				"appeared ap-southeast-1 mu qwen3-14b MU7 pay_as_you_go model_unit none>44 unknown n/a\n" +
				"appeared ap-southeast-1 mu qwen3-14b MU7 subscription model_unit none>20916 unknown n/a",
			"offer vanished qwen3-14b MU1, offer appeared qwen3-14b MU7",
		},
		{
			"what a row says besides",
			[]replacement{
				{singapore, "name: DeepSeek-v3.2, max_input_tokens: 64000", "name: DeepSeek-v3.2, max_input_tokens: 128000"},
				{beijing, ", remark: model compression}", "}"},
			},
			"", "fact deepseek-v3.2 max_input_tokens 64000>128000, fact qwen3.5-flash-2026-02-23 remark model compression>-",
		},
		{
			"billing rules",
			[]replacement{{singapore, "cancel_rate: 1.2", "cancel_rate: 1.5"}, {singapore, `extend_after: "22:00"`, `extend_after: "21:30"`}},
			"", "rule ap-southeast-1 billing.ptu.extend_after 22:00>21:30, rule ap-southeast-1 billing.mu.cancel_rate 1.2>1.5",
		},
		{"the order of rows", []replacement{{singapore, row14, ""}, {singapore, row32, row14 + row32}}, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := diff.Catalogs(cat, edited(t, test.changes...))
			if got := prices(&d); got != test.prices {
				t.Errorf("prices:\n%s\nwant:\n%s", got, test.prices)
			}
			if got := others(&d); got != test.others && !(test.name == "what a row says besides" && strings.HasPrefix(got, test.others)) {
				t.Errorf("others: %s\nwant:   %s", got, test.others)
			}
			if empty := test.prices+test.others == ""; d.Empty() != empty {
				t.Errorf("empty is %t", d.Empty())
			}
			for _, p := range d.Prices {
				if (p.Difference == nil) != (p.Reason != "") {
					t.Errorf("%s: difference %s, because %q", p.Model, text(p.Difference), p.Reason)
				}
			}
		})
	}
}

// others writes what differs besides prices.
func others(d *diff.CatalogDiff) string {
	or := func(s *string) string {
		if s == nil {
			return "-"
		}
		return *s
	}
	var all []string
	for _, r := range d.Regions {
		all = append(all, fmt.Sprintf("region %s %s", r.Presence, r.Code))
	}
	for _, o := range d.Offers {
		all = append(all, fmt.Sprintf("offer %s %s %s", o.Presence, o.Model, o.Spec))
	}
	for _, f := range d.Facts {
		all = append(all, fmt.Sprintf("fact %s %s %s>%s", f.Model, f.Field, or(f.Before), or(f.After)))
	}
	for _, r := range d.Rules {
		all = append(all, fmt.Sprintf("rule %s %s %s>%s", r.Region, r.Name, or(r.Before), or(r.After)))
	}
	return strings.Join(all, ", ")
}

// TestRegionGone: with a region go its offers and prices, and none of them is cheaper.
func TestRegionGone(t *testing.T) {
	cat := load(t)
	less := *cat
	less.Regions = cat.Regions[:1]
	d := diff.Catalogs(cat, &less)
	if len(d.Regions) != 1 || d.Regions[0].Code != "cn-beijing" || d.Regions[0].Presence != diff.Vanished {
		t.Errorf("regions: %+v", d.Regions)
	}
	of := cat.Regions[1]
	if len(d.Offers) != len(of.Offers) {
		t.Errorf("%d offers of %d are gone", len(d.Offers), len(of.Offers))
	}
	for _, p := range d.Prices {
		if p.Presence != diff.Vanished || p.Difference != nil || p.Percent != nil {
			t.Errorf("%s %s is %s by %s", p.Model, p.Item, p.Presence, text(p.Difference))
		}
	}
	back := diff.Catalogs(&less, cat)
	if len(back.Prices) != len(d.Prices) || back.Prices[0].Presence != diff.Appeared || len(back.Offers) != len(d.Offers) {
		t.Errorf("back come %d prices of %d", len(back.Prices), len(d.Prices))
	}
}

// TestEditions: what an edition does to deployments that did not change.
func TestEditions(t *testing.T) {
	cat := load(t)
	cancelled := strings.Replace(batch, "hours: 220", "payment: subscription, months: 1, cancel_after_days: 10", 1)
	thinking := "{name: batch, region: beijing, model_name: qwen-plus-2025-12-01, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000, thinking_output_tpm: 1000}}"
	for _, test := range []struct {
		name, deployment  string
		changes           []replacement
		prices            string
		difference, total string
	}{
		// 220 h x 8 x 48.4 / 4 = 21,296; - 19,360 = 1,936
		{"a price moved", batch, []replacement{dearer}, "model_unit 44>48.4", "1936", "1936"},
		{"an offer gone", batch, []replacement{vanished}, "model_unit 44>none", "unknown", "at_least -19360"},
		{"a price gone", batch, []replacement{vanished, unpriced}, "model_unit 44>none", "unknown", "at_least -19360"},
		{
			// 720 x (0.28 + 0.07 + 0.28) = 453.6 before
			"a price of an item gone", thinking,
			[]replacement{{beijing, "hourly: {input: 0.28, output: 0.07, thinking_output: 0.28}", "hourly: {input: 0.28, output: 0.07}"}},
			"thinking_output 0.28>none", "unknown", "at_least -453.6",
		},
		{
			// 10 days x 8 x 20,916 x (1.5 - 1.2) / 4 / 30 = 4,183.2
			"a billing rule", cancelled, []replacement{{singapore, "cancel_rate: 1.2", "cancel_rate: 1.5"}}, "model_unit 20916>20916", "4183.2", "4183.2",
		},
		{"nothing of it", batch, []replacement{{singapore, "hourly: {input: 1.2,", "hourly: {input: 1.3,"}}, "", "0", "0"},
		// What has no price in two editions may have become more expensive.
		{"no price in either", strings.Replace(legacy, "legacy", "batch", 1), []replacement{dearer}, "", "unknown", "unknown"},
	} {
		t.Run(test.name, func(t *testing.T) {
			after := edited(t, test.changes...)
			set := files{"a.yaml": list(test.deployment)}
			d := diff.Quotes(side(t, cat, set), side(t, after, set))
			c := &d.Deployments[0]
			var all []string
			for _, p := range c.Prices {
				after := "none"
				if p.After != nil {
					after = p.After.Price.String()
				}
				all = append(all, fmt.Sprintf("%s %s>%s", p.Item, p.Before.Price, after))
			}
			if got := strings.Join(all, ", "); got != test.prices || len(c.Fields) > 0 || c.OnlyPrice() != (test.prices != "") {
				t.Errorf("prices %q, fields %q, only the price %t", got, fieldsText(c), c.OnlyPrice())
			}
			if text(c.Difference) != test.difference || total(t, &d, "USD") != test.total {
				t.Errorf("the difference is %s, the total %s; want %s, %s", text(c.Difference), total(t, &d, "USD"), test.difference, test.total)
			}
			back := diff.Quotes(side(t, after, set), side(t, cat, set))
			if test.difference == "unknown" && (back.Complete() || back.Deployments[0].Difference != nil) {
				t.Errorf("a price that appears is taken for a rise of %s", total(t, &back, "USD"))
			}
		})
	}
}
