package overlay_test

import (
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/quote"
)

const tiered = "source: list\non_demand: [{region: beijing, model: qwen-flash-2025-07-28, per: 1000000, input: 0.2, output: 2, thinking_output: 3, tiers: [{above: 100000, input: 1, output: 10}]}]"

// TestOverflow: capacity of 10,000/1,000 TPM costs 86.4 for 720 hours; what overflows
// is a line of its own at the prices of its tier.
func TestOverflow(t *testing.T) {
	const flash = "{region: beijing, name: a, model_name: qwen-flash-2025-07-28, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}, "
	for _, test := range []struct {
		name, overlay, deployment string
		amount, lines, atLeast    string
	}{
		{"tokens without tiers", strings.Split(tiered, ", tiers")[0] + "}]", flash + "estimate: {usage: {tokens: {input: 100M, output: 10M, thinking_output: 1M}, overflow_percent: 5}}}",
			// 5M x 0.2 + 0.5M x 2 + 50k x 3 a million: 1 + 1 + 0.15
			"88.55", "overflow_input 5000000 1, overflow_output 500000 1, overflow_thinking_output 50000 0.15", ""},
		{"requests up to a tier", tiered, flash + "estimate: {usage: {requests: 1000, input_per_request: 100000, output_per_request: 10, overflow_percent: 2.5}}}",
			// 25 requests: 2.5M x 0.2 + 250 x 2 a million
			"86.9005", "overflow_input 2500000 0.5, overflow_output 250 0.0005", ""},
		{"requests in a tier", tiered, flash + "estimate: {usage: {requests: 1000, input_per_request: 100000.5, output_per_request: 10, overflow_percent: 2.5}}}",
			// 2,500,012.5 x 1 + 250 x 10 a million
			"88.9025125", "overflow_input 2500012.5 2.5000125, overflow_output 250 0.0025", ""},
		{"tokens with tiers", tiered, flash + "estimate: {usage: {tokens: {input: 100M, output: 0}, overflow_percent: 5}}}",
			"87.4", "overflow_input 5000000 1", "up to 100,000 input tokens"},
		{"without a price", "source: nothing", flash + "estimate: {usage: {tokens: {input: 100M, output: 0}, overflow_percent: 5}}}",
			"86.4", "", "has no price: state on_demand"},
		{"requests that are too long", tiered, flash + "estimate: {usage: {requests: 10, input_per_request: 200k, output_per_request: 0, overflow_percent: 50}}}",
			// 5 x 200,000 x 1 a million
			"87.4", "overflow_input 1000000 1", "200,000 input tokens are longer than the 128,000"},
		{"all of them", tiered, flash + "estimate: {usage: {requests: 10, input_per_request: 200k, output_per_request: 0, overflow_percent: 100}}}",
			"88.4", "overflow_input 2000000 2", ""},
		{"nothing overflows", "source: nothing", flash + "estimate: {usage: {tokens: {input: 100M, output: 1M}, overflow_percent: 0}}}", "86.4", "", ""},
		{"overflow is refused", "source: nothing", flash + "overflow_strategy: disable, estimate: {usage: {tokens: {input: 100M, output: 1M}, overflow_percent: 5}}}", "86.4", "", ""},
	} {
		d := price(t, lay(t, test.overlay), test.deployment)
		if !d.Fee.Known {
			t.Errorf("%s: no amount: %s", test.name, d.Fee.Reason)
			continue
		}
		var lines []string
		for _, l := range d.Fee.Lines {
			if strings.HasPrefix(string(l.Item), "overflow") {
				lines = append(lines, string(l.Item)+" "+l.Quantity.String()+" "+l.Amount.String())
				if l.Unit != "token" || !strings.HasPrefix(l.Source, "prices.yaml:2 (list)") {
					t.Errorf("%s: %+v", test.name, l)
				}
			}
		}
		if got := strings.Join(lines, ", "); got != test.lines || d.Fee.Amount.Value.String() != test.amount || !d.Fee.Exact {
			t.Errorf("%s: %s %s, want %s %s", test.name, d.Fee.Amount.Value, got, test.amount, test.lines)
		}
		if (d.Fee.AtLeast == "") != (test.atLeast == "") || !strings.Contains(d.Fee.AtLeast, test.atLeast) || d.Fee.Whole() != (test.atLeast == "") {
			t.Errorf("%s: %q, want %q", test.name, d.Fee.AtLeast, test.atLeast)
		}
	}
}

// TestOverflowIsALowerBound: without a price of what overflows, the total and a budget
// that it keeps are lower bounds, and nothing is said to be cheaper for it.
func TestOverflowIsALowerBound(t *testing.T) {
	const text = `region: beijing
budget: 100
deployments:
  - name: a
    model_name: qwen-flash-2025-07-28
    plan: ptu
    ptu_capacity: {input_tpm: 10000, output_tpm: 1000}
    estimate: {payment: subscription, usage: {tokens: {input: 100M, output: 10M}, overflow_percent: 5}}
`
	input := []engine.Input{{Name: "a.yaml", Data: []byte(text)}}
	check := func(cat *catalog.Catalog) (quote.Quote, string) {
		q, codes := engine.New(cat).Price(input, engine.Settings{}), ""
		for _, d := range q.Diagnostics {
			codes += string(d.Code) + " "
		}
		return q, strings.TrimSpace(codes)
	}
	// 30 x 1.44 = 43.2 by subscription.
	q, codes := check(load(t))
	total := q.Totals[0]
	if total.Amount.Value.String() != "43.2" || total.Complete() || total.Unpriced != 1 || total.Priced != 1 || q.Complete() || codes != "CP507" {
		t.Errorf("%+v, complete: %t, %s", total, q.Complete(), codes)
	}
	// 43.2 + 5 x 0.2 + 0.5 x 2 = 45.2
	whole, codes := check(lay(t, strings.Split(tiered, ", tiers")[0]+"}]"))
	if total := whole.Totals[0]; total.Amount.Value.String() != "45.2" || !total.Complete() || !whole.Complete() || codes != "" {
		t.Errorf("%+v, %s", total, codes)
	}
}

// TestUsageIsChecked: usage that is stated in part, or on another plan, is refused.
func TestUsageIsChecked(t *testing.T) {
	for usage, want := range map[string]string{
		"{tokens: {input: 1, output: 1}}":                                                          "overflow_percent",
		"{overflow_percent: 5}":                                                                    "requests",
		"{overflow_percent: 101, tokens: {input: 1, output: 1}}":                                   "100",
		"{overflow_percent: 5%, tokens: {input: 1, output: 1}}":                                    "overflow_percent",
		"{overflow_percent: 5, tokens: {input: 1}}":                                                "output",
		"{overflow_percent: 5, tokens: {input: 1, output: 1}, requests: 5}":                        "requests",
		"{overflow_percent: 5, requests: 5, input_per_request: 5}":                                 "output_per_request",
		"{overflow_percent: 5, requests: 5, input_per_request: -5, output_per_request: 1}":         "input_per_request",
		"{overflow_percent: 5, requests: 5, input_per_request: 5, output_per_request: 1, rpm: 10}": "rpm",
	} {
		text := "{region: beijing, name: a, model_name: qwen-flash-2025-07-28, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}, estimate: {usage: " + usage + "}}"
		q := engine.New(load(t)).Price([]engine.Input{{Name: "a.yaml", Data: []byte(text)}}, engine.Settings{})
		if len(q.Diagnostics) != 1 || q.Diagnostics[0].Severity != "error" || !strings.Contains(q.Diagnostics[0].Message+q.Diagnostics[0].Path, want) || q.Deployments[0].Fee.Known {
			t.Errorf("%s: %+v", usage, q.Diagnostics)
		}
	}
}
