package overlay_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/overlay"
	"github.com/costplan/costplan/engine/quote"
)

func load(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

// lay reads overlays that are right and lays them on the catalog.
func lay(t *testing.T, texts ...string) *catalog.Catalog {
	t.Helper()
	cat := load(t)
	for _, text := range texts {
		laid, found := overlay.Read("prices.yaml", []byte(text), cat)
		if len(found) > 0 {
			t.Fatalf("%+v in\n%s", found, text)
		}
		cat = cat.With(laid)
	}
	return cat
}

// price returns the only deployment of a file.
func price(t *testing.T, cat *catalog.Catalog, text string) quote.Deployment {
	t.Helper()
	q := engine.New(cat).Price([]engine.Input{{Name: "a.yaml", Data: []byte(text)}}, engine.Settings{})
	if len(q.Deployments) != 1 {
		t.Fatalf("%d deployments", len(q.Deployments))
	}
	return q.Deployments[0]
}

func TestPrices(t *testing.T) {
	for _, test := range []struct {
		name, overlay, deployment, amount, list string
	}{
		{
			// 10 h x 16 units x 21.5 / 8: the template in bundles of 8 has a price, that of 1 has none.
			"a missing price",
			"source: contract\nprices: [{region: beijing, plan: mu, model: cosyvoice*, bundle: 8, hourly: 21.5}]",
			"{region: beijing, name: a, model_name: cosyvoice-v3-ft-1, plan: mu, deploy_spec: flagship, capacity: 16, billing_method: POST_PAY, estimate: {hours: 10}}",
			"430", "430",
		},
		{
			// 100 h x 3 compute units x 1.25
			"compute units",
			"source: contract\nprices: [{region: beijing, plan: cu, model: mine, hourly: 1.25}]",
			"{region: beijing, name: a, model_name: mine, plan: cu, capacity: 3, estimate: {hours: 100}}",
			"375", "375",
		},
		{
			// 1,000,000 x 0.0002 / 1,000
			"tokens of a model that the page does not price",
			"source: contract\nprices: [{region: beijing, plan: lora, model: qwen3-8b, tokens: {input: 0.0002, output: 0.001}}]",
			"{region: beijing, name: a, model_name: qwen3-8b-ft-1, plan: lora, capacity: 1, estimate: {tokens: {input: 1000000, output: 0}}}",
			"0.2", "0.2",
		},
		{
			// The monthly price is replaced; the hourly one of the page stays: 10 x 4 x 44 / 4.
			"another price beside",
			"source: contract\nprices: [{region: singapore, plan: mu, model: qwen3-32b, spec: MU1, bundle: 4, monthly: 20000}]",
			"{region: singapore, name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}",
			"440", "440",
		},
		{
			// 30 x (50,000 x 14.4 / 10,000 + 5,000 x 8.64 / 1,000) = 3,456 at list prices; 15 % off is 2,937.6.
			"a discount",
			"source: contract\ndiscounts: [{percent: 15, models: [\"qwen3.6*\"], payments: [subscription]}]",
			"{region: singapore, name: a, model_name: qwen3.6-plus-2026-04-02, plan: ptu, ptu_capacity: {input_tpm: 50000, output_tpm: 5000}, estimate: {payment: subscription, days: 30}}",
			"2937.6", "3456",
		},
		{
			// Of two the last one counts, off the list price: 440 x 0.8.
			"two discounts",
			"source: contract\ndiscounts: [{percent: 50}, {percent: 20, plans: [mu]}]",
			"{region: singapore, name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}",
			"352", "440",
		},
		{
			// The bundle is the catalog's, 4: 10 x 4 x 40.5 / 4. The provider's price stays beside: 10 x 44.
			"a price of one's own",
			"source: contract\nprices: [{region: singapore, plan: mu, model: qwen3-32b, spec: MU1, hourly: 40.5}]",
			"{region: singapore, name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}",
			"405", "440",
		},
		{
			// A discount is off one's own price: 405 x 0.9.
			"a discount off a price of one's own",
			"source: contract\nprices: [{region: singapore, plan: mu, model: qwen3-32b, spec: MU1, hourly: 40.5}]\ndiscounts: [{percent: 10}]",
			"{region: singapore, name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}",
			"364.5", "440",
		},
		{
			// The whole code counts before the pattern, wherever they stand: 100 h x 2 x 3, not x 1.
			"a whole code before a pattern",
			"source: contract\nprices: [{region: beijing, plan: cu, model: mine-1, hourly: 3}, {region: beijing, plan: cu, model: mine*, hourly: 2}, {region: beijing, plan: cu, model: '*', hourly: 1}]",
			"{region: beijing, name: a, model_name: mine-1, plan: cu, capacity: 2, estimate: {hours: 100}}",
			"600", "600",
		},
		{
			// 100 h x 2 x 2
			"a longer pattern before a shorter one",
			"source: contract\nprices: [{region: beijing, plan: cu, model: mine-1, hourly: 3}, {region: beijing, plan: cu, model: mine*, hourly: 2}, {region: beijing, plan: cu, model: '*', hourly: 1}]",
			"{region: beijing, name: a, model_name: mine-2, plan: cu, capacity: 2, estimate: {hours: 100}}",
			"400", "400",
		},
		{
			// 100 h x 2 x 1
			"any model",
			"source: contract\nprices: [{region: beijing, plan: cu, model: '*', hourly: 1}]",
			"{region: beijing, name: a, model_name: other, plan: cu, capacity: 2, estimate: {hours: 100}}",
			"200", "200",
		},
		{
			// 10 h x (10,000 x 0.5 / 10,000 + 1,000 x 0.72 / 1,000): the pattern prices input, the page output.
			// At list prices 10 x (1.2 + 0.72).
			"a pattern of models of the catalog",
			"source: contract\nprices: [{region: singapore, plan: ptu, model: qwen3.6*, hourly_tpm: {input: 0.5}}]",
			"{region: singapore, name: a, model_name: qwen3.6-plus-2026-04-02, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}, estimate: {hours: 10}}",
			"12.2", "19.2",
		},
		{
			// The other bundle of the template stays without a price, so that 1 unit is not taken for a mistake.
			"one of the models of a pattern",
			"source: contract\nprices: [{region: beijing, plan: mu, model: cosyvoice-v3-ft-1, bundle: 8, hourly: 16}]",
			"{region: beijing, name: a, model_name: cosyvoice-v3-ft-1, plan: mu, deploy_spec: flagship, capacity: 8, billing_method: POST_PAY, estimate: {hours: 10}}",
			"160", "160",
		},
		{
			"a new offer",
			"source: contract\nprices: [{region: singapore, plan: mu, model: mine, spec: MU9, bundle: 2, new: true, hourly: 16}]",
			"{region: singapore, name: a, model_name: mine, plan: mu, deploy_spec: MU9, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}",
			"320", "320",
		},
		{
			"a discount that does not fit",
			"source: contract\ndiscounts: [{percent: 50, regions: [beijing]}, {percent: 50, plans: [ptu]}, {percent: 50, models: [glm*]}, {percent: 50, payments: [subscription]}]",
			"{region: singapore, name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}",
			"440", "440",
		},
	} {
		d := price(t, lay(t, test.overlay), test.deployment)
		if !d.Fee.Known || d.Fee.Amount.Value.String() != test.amount || d.Fee.List.Value.String() != test.list {
			t.Errorf("%s: %s, %s at list prices (known %t, %q); want %s and %s",
				test.name, d.Fee.Amount.Value, d.Fee.List.Value, d.Fee.Known, d.Fee.Reason, test.amount, test.list)
		}
	}
}

// A price of an overlay names the overlay, its line and what the user calls it.
func TestSourceIsNamed(t *testing.T) {
	cat := lay(t, "source: contract 7\nprices:\n  - {region: beijing, plan: cu, model: mine, hourly: 1.25}\ndiscounts:\n  - {percent: 10}\n")
	d := price(t, cat, "{region: beijing, name: a, model_name: mine, plan: cu, capacity: 3, estimate: {hours: 100}}")
	if got := d.Fee.Lines[0].Source; got != "prices.yaml:3 (contract 7)" {
		t.Errorf("source is %q", got)
	}
	if want := "100 hours × 3 compute units × 1.25 USD × 0.9"; d.Fee.Lines[0].Formula() != want {
		t.Errorf("formula is %q, want %q", d.Fee.Lines[0].Formula(), want)
	}
	if !strings.Contains(strings.Join(d.Fee.Notes, "\n"), "10% off, by prices.yaml:5 (contract 7)") {
		t.Errorf("notes are %q", d.Fee.Notes)
	}
}

// What is meant is in the help, for the usual slips.
func TestDidYouMean(t *testing.T) {
	cat := load(t)
	for text, help := range map[string]string{
		"{region: singapore, plan: mu, model: Qwen3-32B, spec: MU1, hourly: 1}":                        "did you mean qwen3-32b?",
		"{region: singapore, plan: mu, model: qwen3-32b, spec: mu1, hourly: 1}":                        "did you mean MU1?",
		"{region: singapore, plan: mu, model: qwen3-32b, hourly: 1}":                                   "add spec: MU1",
		"{region: singapore, plan: ptu, model: qwen-flash-2025-07-28, hourly_tpm: {input: 1}}":         "it is offered in cn-beijing; what",
		"{region: singapore, plan: ptu, model: deepseek-v3.2-mine, hourly_tpm: {input: 1, output: 1}}": "new: true",
	} {
		_, found := overlay.Read("prices.yaml", []byte("source: s\nprices: ["+text+"]"), cat)
		if len(found) != 1 || !strings.Contains(found[0].Help, help) {
			t.Errorf("%s gives %+v, want the help %q", text, found, help)
		}
	}
}

// Each entry says what it changes, on top of what is below it.
func TestChanges(t *testing.T) {
	cat := lay(t, "source: below\nprices: [{region: beijing, plan: cu, model: '*', hourly: 2}]")
	got, found := overlay.Changes("prices.yaml", []byte(`source: s
prices:
  - {region: singapore, plan: mu, model: qwen3-32b, spec: MU1, hourly: 40.5, monthly: 20000}
  - {region: beijing, plan: cu, model: mine, hourly: 1.25}
  - {region: singapore, plan: lora, model: qwen3-8b, tokens: {input: 0.0002}}
on_demand:
  - {region: beijing, model: glm-5.1, per: 1000000, input: 0.4, output: 1.2}
discounts:
  - {percent: 10, plans: [cu]}
  - {percent: 20, regions: [singapore], plans: [cu]}
`), cat)
	if len(found) > 0 {
		t.Fatal(found)
	}
	want := []overlay.Change{
		{"prices.yaml", 3, "/prices/0", "qwen3-32b MU1 in Singapore: 44 -> 40.5 USD per 4 MU1/hour"},
		{"prices.yaml", 3, "/prices/0", "qwen3-32b MU1 in Singapore: 20,916 -> 20,000 USD per 4 MU1/month"},
		{"prices.yaml", 4, "/prices/1", "mine on plan cu in China (Beijing): 2 -> 1.25 USD per 1 CU/hour"},
		{"prices.yaml", 5, "/prices/2", "qwen3-8b input in Singapore: no price -> 0.0002 USD per 1000 tokens"},
		{"prices.yaml", 7, "/on_demand/0", "glm-5.1 input on demand in China (Beijing): no price -> 0.4 USD per 1,000,000 tokens"},
		{"prices.yaml", 7, "/on_demand/0", "glm-5.1 output on demand in China (Beijing): no price -> 1.2 USD per 1,000,000 tokens"},
		{"prices.yaml", 7, "/on_demand/0", "glm-5.1 thinking output on demand in China (Beijing): no price -> 1.2 USD per 1,000,000 tokens"},
		{"prices.yaml", 9, "/discounts/0", "10% off 2 prices: plan cu"},
		{"prices.yaml", 10, "/discounts/1", "20% off no price: it fits none"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
}

// The catalog stays as it is below an overlay.
func TestCatalogIsNotChanged(t *testing.T) {
	cat := load(t)
	laid, _ := overlay.Read("prices.yaml", []byte("source: s\nprices: [{region: singapore, plan: mu, model: qwen3-32b, spec: MU1, bundle: 4, hourly: 1}]\ndiscounts: [{percent: 99}]"), cat)
	cat.With(laid)
	d := price(t, cat, "{region: singapore, name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}")
	if !d.Fee.Amount.Value.Equal(decimal.NewFromInt(440)) {
		t.Errorf("without the overlay it costs %s, want 440", d.Fee.Amount.Value)
	}
}

func TestOnDemand(t *testing.T) {
	cat := lay(t,
		"source: a\non_demand: [{region: beijing, model: glm-5.1, per: 1000000, input: 0.4, output: 1.2}]",
		"source: b\non_demand: [{region: beijing, model: glm-5.1, per: 1000000, input: 0.5, output: 1.5, thinking_output: 4}]")
	price, ok := cat.OnDemandOf("cn-beijing", "glm-5.1")
	if !ok || price.Input.String() != "0.5" || price.ThinkingOutput.String() != "4" || price.Per != 1_000_000 {
		t.Errorf("on demand %+v, %t", price, ok)
	}
	if _, ok := cat.OnDemandOf("ap-southeast-1", "glm-5.1"); ok {
		t.Error("there is a price in the other region")
	}
}

func TestReadRefuses(t *testing.T) {
	cat := load(t)
	for _, test := range []struct {
		text, message string
		code          diag.Code
	}{
		{"", "empty", diag.MissingField},
		{"prices: []", "source is missing", diag.MissingField},
		{"source: s\npricse: []", "unknown field", diag.UnknownField},
		{"source: s\nprices: [{region: tokyo, plan: cu, model: a, hourly: 1}]", "not in the catalog", diag.NotAllowed},
		{"source: s\nprices: [{region: beijing, plan: cu, model: a}]", "no price here", diag.MissingField},
		{"source: s\nprices: [{region: beijing, plan: cu, model: a, hourly: 0}]", "more than 0", diag.OutOfRange},
		{"source: s\nprices: [{region: beijing, plan: cu, model: a, hourly: 0x1F}]", "decimal notation", diag.WrongType},
		{"source: s\nprices: [{region: beijing, plan: ptu, model: a, hourly: 1}]", "hourly", diag.WrongPlanField},
		{"source: s\non_demand: [{region: beijing, model: qwen3-9b, per: 1000, input: 1, output: 1}]", "is not offered in cn-beijing", diag.UnknownModel},
		{"source: s\non_demand: [{region: beijing, model: glm-5.1, per: 1000, input: 1, output: 1, tiers: [{above: 5, input: 1, output: 1}, {above: 5, input: 2, output: 2}]}]", "above 5 input tokens comes after the one above 5", diag.NotAllowed},
		{"source: s\ndiscounts: [{percent: 101}]", "the most is 100", diag.OutOfRange},
		{"source: s\ndiscounts: [{percent: 5, models: [gpt*]}]", "no model", diag.UnknownModel},
		{"source: s\n---\nsource: t", "second one", diag.WrongType},
		{"source: s\nprices: [{region: singapore, plan: mu, model: Qwen3-32B, spec: MU1, hourly: 1}]", "Qwen3-32B is not offered on plan mu in ap-southeast-1", diag.UnknownModel},
		{"source: s\nprices: [{region: singapore, plan: mu, model: qwen3-32b, hourly: 1}]", "spec is missing", diag.MissingField},
		{"source: s\nprices: [{region: singapore, plan: mu, model: qwen3-32b, spec: mu1, hourly: 1}]", "use MU1 x 4", diag.SpecNotOffered},
		{"source: s\nprices: [{region: singapore, plan: mu, model: qwen3-32b, spec: MU1, bundle: 8, hourly: 1}]", "bundles of 4, not 8", diag.NotAllowed},
		{"source: s\nprices: [{region: beijing, plan: mu, model: cosyvoice*, hourly: 1}]", "bundle is missing: cosyvoice* is sold in bundles of 1 or 8", diag.MissingField},
		{"source: s\nprices: [{region: singapore, plan: ptu, model: qwen-flash-2025-07-28, hourly_tpm: {input: 1}}]", "not offered on plan ptu in ap-southeast-1", diag.ModelNotInRegion},
		{"source: s\nprices: [{region: singapore, plan: lora, model: qwen3-32b, tokens: {input: 1}}]", "not offered on plan lora", diag.PlanNotOffered},
		{"source: s\nprices: [{region: singapore, plan: ptu, model: q*6, hourly_tpm: {input: 1}}]", "a * before its end", diag.NotAllowed},
		{"source: s\nprices: [{region: singapore, plan: mu, model: qwen3-32b, spec: MU1, new: true, hourly: 1}]", "is not new", diag.NotAllowed},
		{"source: s\nprices:\n  - {region: beijing, plan: cu, model: mine, hourly: 1}\n  - {region: cn-beijing, plan: cu, model: mine, hourly: 2}", "a price already, in line 3", diag.NotAllowed},
		{"source: s\nprices: [{region: beijing, plan: cu, model: mine, bundle: 8, hourly: 1}]", "bundle", diag.WrongPlanField},
		{"source: s\non_demand:\n  - {region: beijing, model: glm-5.1, per: 1000, input: 1, output: 1}\n  - {region: beijing, model: glm-5.1, per: 1000, input: 1, output: 1}", "already, in line 3", diag.NotAllowed},
		{"source: s\ndiscounts:\n  - {percent: 5, plans: [mu, ptu]}\n  - {percent: 6, plans: [ptu, mu]}", "line 3 has a discount for the same prices", diag.NotAllowed},
		{"- a", "mapping", diag.WrongType},
	} {
		_, found := overlay.Read("prices.yaml", []byte(test.text), cat)
		if len(found) != 1 || found[0].Code != test.code || !strings.Contains(found[0].Message, test.message) {
			t.Errorf("%q gives %+v, want %s with %q", test.text, found, test.code, test.message)
		}
	}
}

// The template changes nothing as it is written, and each of its entries can be
// read once it has a price.
func TestTemplate(t *testing.T) {
	cat := load(t)
	text := overlay.Template(cat)
	laid, found := overlay.Read("prices.yaml", []byte(text), cat)
	if len(found) > 0 || len(laid.Offers)+len(laid.OnDemand)+len(laid.Discounts) > 0 {
		t.Fatalf("the template gives %+v, %+v", found, laid)
	}
	filled := strings.ReplaceAll(strings.ReplaceAll(text, "\n# ", "\n"), "0.00", "1.5")
	var lines []string
	for line := range strings.Lines(filled) {
		if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, "- {") || strings.HasSuffix(trimmed, ":") && !strings.Contains(trimmed, " ") || strings.HasPrefix(trimmed, "source: ") {
			lines = append(lines, line)
		}
	}
	laid, found = overlay.Read("prices.yaml", []byte(strings.Join(lines, "")), cat)
	if len(found) > 0 {
		t.Fatalf("filled in it gives %+v\n%s", found, strings.Join(lines, ""))
	}
	unpriced := 0
	for _, region := range cat.Regions {
		for i := range region.Offers {
			if !region.Offers[i].Priced() {
				unpriced++
			}
		}
	}
	if len(laid.Offers) != unpriced || len(laid.OnDemand) != 16 || len(laid.Discounts) != 1 {
		t.Errorf("%d offers of %d, %d prices on demand, %d discounts", len(laid.Offers), unpriced, len(laid.OnDemand), len(laid.Discounts))
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"source: s\nprices: [{region: beijing, plan: cu, model: a, hourly: 1}]",
		"source: s\non_demand: [{region: beijing, model: glm-5.1, per: 1000, input: 1, output: 1}]",
		"source: s\ndiscounts: [{percent: 5, models: [\"glm*\"]}]",
	} {
		f.Add([]byte(seed))
	}
	cat := load(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		laid, found := overlay.Read("fuzz.yaml", data, cat)
		if len(found) > 0 {
			return
		}
		for _, region := range cat.With(laid).Regions {
			for i := range region.Offers {
				for _, price := range region.Offers[i].Prices {
					if price.Amount.IsNegative() || price.Discount.IsZero() && !price.Amount.IsPositive() {
						t.Fatalf("%s costs %s", region.Offers[i].Model, price.Amount)
					}
				}
			}
		}
	})
}
