package report_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/overlay"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// view prices a text as the page does and returns what is shown, as JSON.
func view(t *testing.T, text, onTop string) map[string]any {
	t.Helper()
	cat := load(t)
	if onTop != "" {
		laid, found := overlay.Read("prices.yaml", []byte(onTop), cat)
		if len(found) > 0 {
			t.Fatalf("%+v", found)
		}
		cat = cat.With(laid)
	}
	q := engine.New(cat).Price([]engine.Input{{Name: "a.yaml", Data: []byte(text)}}, engine.Settings{Region: "singapore"})
	return shown(t, &q)
}

func shown(t *testing.T, q *quote.Quote) map[string]any {
	t.Helper()
	text, err := json.Marshal(report.ViewOf(q))
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value map[string]any
	if err := decoder.Decode(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

const (
	chat  = "- {name: chat, region: singapore, model_name: qwen3.6-plus-2026-04-02, plan: ptu, ptu_capacity: {input_tpm: 50000, output_tpm: 5000}, estimate: {hours: 220}}\n"
	batch = "- {name: batch, region: singapore, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 8, billing_method: POST_PAY, estimate: {hours: 220}}\n"
)

func TestView(t *testing.T) {
	for _, test := range []struct {
		name, text, overlay string
		want                []found
	}{
		{
			// 220 x (5 x 1.2 + 5 x 0.72) = 220 x 9.6 = 2,112; 220 x 8 x 44 / 4 = 19,360.
			// 2,112 / 21,472 = 0.09836, 19,360 / 21,472 = 0.90164
			"complete", "version: 1\ndeployments:\n" + chat + batch, "", []found{
				{true, []any{"readable"}},
				{nil, []any{"broken_line"}},
				{"30 days (720 hours)", []any{"period", "text"}},
				{"21,472.00", []any{"totals", 0, "amount_text"}},
				{nil, []any{"totals", 0, "exact_text"}},
				{"21,472.00 USD", []any{"totals", 0, "text"}},
				{nil, []any{"totals", 0, "list_text"}},
				{nil, []any{"totals", 0, "lower_bound_text"}},
				{true, []any{"totals", 0, "complete"}},
				{"", []any{"no_total_text"}},
				{"Billing on plans ptu and mu starts at deployment and goes on while the deployment is idle.", []any{"idle_text"}},
				{"/deployments/0", []any{"deployments", 0, "path"}},
				{json.Number("4"), []any{"deployments", 1, "line"}},
				{"chat", []any{"deployments", 0, "title"}},
				{"Singapore", []any{"deployments", 0, "region_name"}},
				{"ptu 50,000/5,000 TPM", []any{"deployments", 0, "plan_text"}},
				{"50,000 input, 5,000 output TPM", []any{"deployments", 0, "quantity_text"}},
				{"pay-as-you-go", []any{"deployments", 0, "payment_text"}},
				{"220 hours", []any{"deployments", 0, "billed_text"}},
				{"input 1.2 USD per 10,000 TPM and hour; output 0.72 USD per 1,000 TPM and hour", []any{"deployments", 0, "unit_price_text"}},
				{"2,112.00 USD", []any{"deployments", 0, "amount_text"}},
				{"2112", []any{"deployments", 0, "amount"}},
				{"0.0984", []any{"deployments", 0, "share"}},
				{nil, []any{"deployments", 0, "reason"}},
				{"", []any{"deployments", 0, "reason_kind"}},
				{"1,320.00 USD", []any{"deployments", 0, "lines", 0, "amount_text"}}, // 220 x 5 x 1.2
				{"220 hours × 50,000 TPM × 1.2 USD / 10,000", []any{"deployments", 0, "lines", 0, "formula"}},
				{"8 model units MU1", []any{"deployments", 1, "quantity_text"}},
				{"44 USD per 4 MU1 units and hour, which is 11 USD a unit", []any{"deployments", 1, "unit_price_text"}},
				{"model units", []any{"deployments", 1, "lines", 0, "item_text"}},
				{"0.9016", []any{"deployments", 1, "share"}},
			},
		},
		{
			"no price", "version: 1\nregion: singapore\ndeployments:\n" + chat +
				"- {name: own, model_name: mine, plan: cu, capacity: 2}\n", "", []found{
				{"2,112.00 USD", []any{"totals", 0, "text"}},
				{"at least 2,112.00 USD, 1 deployment has no price", []any{"totals", 0, "lower_bound_text"}},
				{false, []any{"totals", 0, "complete"}},
				{nil, []any{"deployments", 1, "amount"}},
				{nil, []any{"deployments", 1, "amount_text"}},
				{nil, []any{"deployments", 1, "share"}},
				{"no price", []any{"deployments", 1, "reason_kind"}},
				{"2 compute units", []any{"deployments", 1, "quantity_text"}},
				{"1.0000", []any{"deployments", 0, "share"}},
			},
		},
		{
			"no usage", "{region: singapore, name: a, model_name: qwen3-14b-ft-1, plan: lora, capacity: 1}", "", []found{
				{nil, []any{"totals", 0, "amount_text"}},
				{"none in USD: no deployment has an amount", []any{"totals", 0, "text"}},
				{"1 deployment has no usage", []any{"totals", 0, "lower_bound_text"}},
				{"no usage", []any{"deployments", 0, "reason_kind"}},
				{"", []any{"deployments", 0, "path"}},
				{"", []any{"deployments", 0, "quantity_text"}},
				{"priced as qwen3-14b, its foundation model", []any{"deployments", 0, "notes", 0}},
				{"", []any{"idle_text"}},
			},
		},
		{
			// (1,000,000 x 0.00035 + 500,000 x 0.0014) / 1,000 = 0.35 + 0.7
			"tokens", "{region: singapore, name: a, model_name: qwen3-14b-ft-1, plan: lora, capacity: 1, estimate: {tokens: {input: 1000000, output: 500000}}}", "", []found{
				{"1.05 USD", []any{"deployments", 0, "amount_text"}},
				{"1,000,000 input, 500,000 output tokens", []any{"deployments", 0, "quantity_text"}},
				{"1,500,000 tokens", []any{"deployments", 0, "billed_text"}},
				{"input 0.00035 USD per 1,000 tokens; output 0.0014 USD per 1,000 tokens", []any{"deployments", 0, "unit_price_text"}},
			},
		},
		{
			"error", "version: 1\nregion: singapore\ndeployments:\n" + chat + strings.Replace(batch, "capacity: 8", "capacity: 7", 1), "", []found{
				{true, []any{"readable"}},
				{"at least 2,112.00 USD, 1 deployment has an error", []any{"totals", 0, "lower_bound_text"}},
				{"error", []any{"deployments", 1, "reason_kind"}},
				{"it has an error", []any{"deployments", 1, "reason"}},
			},
		},
		{
			"stopped", `{"output": {"deployed_model": "m", "name": "a", "model_name": "qwen3-32b", "plan": "mu", "deploy_spec": "MU1", "capacity": 8, "status": "STOPPED"}}`, "", []found{
				{"0.00 USD", []any{"deployments", 0, "amount_text"}},
				{"not billed", []any{"deployments", 0, "reason_kind"}},
				{"STOPPED, a stopped deployment is not billed", []any{"deployments", 0, "reason"}},
				{nil, []any{"deployments", 0, "share"}}, // of nothing
			},
		},
		{
			// 15% off 2,112 = 1,795.20
			"discount", "version: 1\ndeployments:\n" + chat, "source: contract\ndiscounts: [{percent: 15}]", []found{
				{"1,795.20 USD", []any{"totals", 0, "text"}},
				{"2,112.00 USD", []any{"totals", 0, "list_text"}},
				{"2,112.00 USD", []any{"deployments", 0, "list_text"}},
				{"1.2 USD per 10,000 TPM and hour, 15% off", []any{"deployments", 0, "lines", 0, "price_text"}},
			},
		},
		{
			"periods differ", "version: 1\nperiod: 30d\ndeployments:\n" + chat + "---\nversion: 1\nperiod: 2026-12\ndeployments:\n" + batch, "", []found{
				{"No total: the deployments cover different periods. Choose one period for all.", []any{"no_total_text"}},
				{"2,112.00 USD", []any{"deployments", 0, "amount_text"}},
				{nil, []any{"deployments", 0, "share"}},
			},
		},
		{
			"syntax", "version: 1\ndeployments:\n" + chat + "---\nperiod: [30d\n", "", []found{
				{false, []any{"readable"}},
				{json.Number("5"), []any{"broken_line"}},
				{"at least 2,112.00 USD, part of the text could not be read", []any{"totals", 0, "lower_bound_text"}},
			},
		},
		{
			"nothing but a mistake", "period: [30d", "", []found{
				{false, []any{"readable"}},
				{json.Number("1"), []any{"broken_line"}},
				{"No deployment could be read.", []any{"no_total_text"}},
			},
		},
		{
			// A number that is too long is an error of its deployment; the rest stands.
			"a limit on one value", "version: 1\nperiod: 2026-12\ndeployments:\n" + chat + strings.Replace(batch, "hours: 220", "hours: "+strings.Repeat("1", 41), 1), "", []found{
				{true, []any{"readable"}},
				{"December 2026 (744 hours)", []any{"period", "text"}},
				{"2,112.00 USD", []any{"deployments", 0, "amount_text"}},
				{"error", []any{"deployments", 1, "reason_kind"}},
			},
		},
		{
			// 12 x 3 x 1,394.329 x 1.2 / 30 = 2,007.83376
			"more than cents", "{region: beijing, name: a, model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 3, billing_method: POST_PAY, estimate: {payment: subscription, months: 1, cancel_after_days: 11.5}}", "", []found{
				{"2,007.83", []any{"totals", 0, "amount_text"}},
				{"2,007.83376", []any{"totals", 0, "exact_text"}},
				{"2,007.83376 USD", []any{"deployments", 0, "amount_text"}},
				{"1,394.329 USD per MU5 unit and month", []any{"deployments", 0, "lines", 0, "price_text"}},
			},
		},
		{
			"dates", "{region: singapore, name: a, model_name: qwen3.6-plus-2026-04-02, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}, estimate: {payment: subscription, days: 30, ordered_at: '2026-06-06T22:30:00+08:00'}}", "", []found{
				{"valid until", []any{"deployments", 0, "dates", 1, "label"}},
				{"2026-07-06 23:59 +08:00", []any{"deployments", 0, "dates", 1, "text"}}, // the 30th day is July 5th, and it was ordered after 22:00
				{"a PTU subscription cannot be cancelled", []any{"deployments", 0, "notes", 0}},
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			expect(t, view(t, test.text, test.overlay), test.want)
		})
	}
}

// A row has its amount to cents, half up, and as it is.
func TestViewRounds(t *testing.T) {
	// 12 begun days of 3 units: 12 x 3 x 1394.329 x 1.2 / 30
	const cancelled = "- {name: a, region: beijing, model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 3, billing_method: POST_PAY, estimate: {payment: subscription, cancel_after_days: 11.5}}\n"
	expect(t, view(t, "version: 1\ndeployments:\n"+cancelled, ""), []found{
		{"2,007.83376 USD", []any{"deployments", 0, "amount_text"}},
		{"2,007.83 USD", []any{"deployments", 0, "rounded_text"}},
	})
}

// A finding has the facts that it is made of.
func TestViewFacts(t *testing.T) {
	got := view(t, "version: 1\ndeployments:\n"+
		"- {name: a, region: singapore, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 6, billing_method: POST_PAY}\n"+
		"- {name: b, region: singapore, model_name: qwen3-32b, plan: mu, suffix: b, deploy_spec: MU9, capacity: 4, billing_method: POST_PAY}\n"+
		"- {name: c, region: singapore, model_name: qwen3.6-plus-2026-04-02, plan: ptu, ptu_capacity: {input_tpm: 55000, output_tpm: 5000}}\n"+
		"- {name: d, region: singapore, model_name: qwen3.6-plus-2026-04-02, plan: lora, capacity: 1}\n", "")
	facts := map[string]map[string]any{}
	for _, f := range got["facts"].([]any) {
		of := f.(map[string]any)
		facts[of["code"].(string)] = of["values"].(map[string]any)
	}
	for code, want := range map[string]map[string]any{
		"CP305": {"capacity": "6", "bundle": "4", "deploy_spec": "MU1", "choices": "4 or 8"},
		"CP308": {"tpm": "55,000", "step": "10,000", "choices": "50,000 or 60,000"},
		"CP303": {"model": "qwen3.6-plus-2026-04-02", "plan": "lora", "region_name": "Singapore", "choices": "ptu or mu"},
	} {
		if !maps.Equal(facts[code], want) {
			t.Errorf("%s has %v, want %v", code, facts[code], want)
		}
	}
	if of := facts["CP304"]; of["deploy_spec"] != "MU9" || of["region_name"] != "Singapore" || of["choices"] == "" {
		t.Errorf("CP304 has %v", of)
	}
}

// Amounts of two currencies are never added, and each share is of its own total.
// A deployment of no known region makes both totals lower bounds.
func TestViewOfTwoCurrencies(t *testing.T) {
	known := func(value, currency string) quote.Deployment {
		amount := money.Amount{Value: number(value), Currency: currency}
		return quote.Deployment{Fee: quote.Fee{Known: true, Amount: amount, List: amount}}
	}
	q := quoteOf(t)
	q.Deployments = []quote.Deployment{known("300", "CNY"), known("2", "USD"), known("1", "USD"), {Fee: quote.Fee{Reason: "the region is not known"}}}
	q.Totals = quote.Totals(q.Deployments, 0)
	expect(t, shown(t, q), []found{
		{"300.00 CNY", []any{"totals", 0, "text"}},
		{"3.00 USD", []any{"totals", 1, "text"}},
		{"at least 300.00 CNY, 1 deployment has an error", []any{"totals", 0, "lower_bound_text"}},
		{"1.0000", []any{"deployments", 0, "share"}},
		{"0.6667", []any{"deployments", 1, "share"}},
		{"0.3333", []any{"deployments", 2, "share"}},
		{"", []any{"deployments", 3, "region"}},
	})
}

func TestPeriodText(t *testing.T) {
	for label, want := range map[string]string{
		"30d": "30 days (720 hours)", "1d": "1 day (24 hours)", "1.5d": "1.5 days (36 hours)", "720h": "720 hours",
		"1mo": "1 month of 30 days (720 hours)", "2mo": "2 months of 30 days (1,440 hours)", "2026-02": "February 2026 (672 hours)",
	} {
		q := engine.New(load(t)).Price([]engine.Input{{Name: "a.yaml", Data: []byte("version: 1\ndeployments:\n" + chat)}}, engine.Settings{Period: label})
		if text := report.PeriodText(q.Period); text != want {
			t.Errorf("%s reads %q, want %q", label, text, want)
		}
	}
}

// TestViewHasNoNull: a list that is empty is a list.
func TestViewHasNoNull(t *testing.T) {
	for _, text := range []string{"", "a: [", "version: 1\ndeployments:\n" + chat} {
		got := view(t, text, "")
		for _, name := range []string{"totals", "deployments"} {
			if _, isList := got[name].([]any); !isList {
				t.Errorf("%q: %s is %v", text, name, got[name])
			}
		}
		for _, d := range got["deployments"].([]any) {
			for _, name := range []string{"lines", "dates", "notes"} {
				if _, isList := d.(map[string]any)[name].([]any); !isList {
					t.Errorf("%q: %s is %v", text, name, d)
				}
			}
		}
	}
}
