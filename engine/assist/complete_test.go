package assist_test

import (
	"strings"
	"testing"
)

// The keys of a deployment on plan mu in the order of the schema, those first
// that are required.
const muKeys = "capacity deploy_spec billing_method enable_thinking max_context_length rpm_limit tpm_limit suffix charge_type pre_paid_info template_id prefill_capacity decode_capacity region estimate"

func TestCompleteKeys(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct{ name, text, want string }{
		{"keys of a file", "version: 1\nre|\n", "deployments region period budget budgets"},
		{"on an empty line", "version: 1\n|\nperiod: 30d\n", "deployments region budget budgets"},
		{"a colon is there already", "version: 1\nregi|: singapore\n", "deployments region period budget budgets"},
		{"keys of plan mu", "deployments:\n  - name: a\n    plan: mu\n    model_name: qwen3-32b\n    |", muKeys},
		{"keys of plan mu in brackets", "deployments:\n  - {name: a, plan: mu, model_name: qwen3-32b, |}\n", muKeys},
		{"in brackets that are open", "deployments:\n  - {name: a, plan: mu, model_name: qwen3-32b, |\n  - name: b\n    plan: ptu\n", muKeys},
		{"the plan is written below", "deployments:\n  - name: a\n    |\n    plan: mu\n    model_name: qwen3-32b\n", muKeys},
		{"the plan comes with a merge key", "x-mu: &mu {plan: mu}\ndeployments:\n  - <<: *mu\n    name: a\n    model_name: qwen3-32b\n    |", "plan " + muKeys},
		{"in what a merge key brings", "x-mu: &mu\n  plan: mu\n  |\ndeployments:\n  - <<: *mu\n    name: a\n    model_name: b\n", "model_name name " + muKeys},
		{"in what an alias brings", "x-e: &e\n  |\ndeployments:\n  - name: a\n    plan: lora\n    estimate: *e\n", "payment base_model tokens"},
		{"what has no effect on the plan is left out", "deployments:\n  - name: a\n    model_name: b\n    plan: ptu\n    |", "ptu_capacity suffix charge_type pre_paid_info overflow_strategy service_tier region estimate"},
		{"the later name of the plan has its later fields", "deployments:\n  - name: a\n    model_name: b\n    plan: ptu_v2\n    |", "ptu_capacity suffix charge_type pre_paid_info overflow_strategy service_tier input_tpm_quota output_tpm_quota region estimate"},
		{"an estimate by the hour", "deployments:\n  - plan: mu\n    estimate:\n      |", "payment hours schedule base_model"},
		{"an estimate with hours", "deployments:\n  - plan: mu\n    estimate:\n      hours: 3\n      |", "payment base_model"},
		{"an estimate with a schedule", "deployments:\n  - plan: mu\n    estimate: {schedule: {days: 3}, |}", "payment base_model"},
		{"a subscription of PTU", "deployments:\n  - plan: ptu\n    estimate: {payment: subscription, |}", "days ordered_at base_model usage"},
		{"a subscription of model units", "deployments:\n  - plan: mu\n    estimate: {payment: subscription, |}", "months cancel_after_days base_model"},
		{"thinking output where it is offered", "region: beijing\ndeployments:\n  - {plan: ptu, model_name: qwen-plus-2025-12-01, ptu_capacity: {|}}", "input_tpm output_tpm thinking_output_tpm"},
		{"and where it is not", "region: singapore\ndeployments:\n  - {plan: ptu, model_name: deepseek-v3.2, ptu_capacity: {|}}", "input_tpm output_tpm"},
		{"a key in JSON", "{\"deployments\": [{\"name\": \"a\", \"model_name\": \"b\", \"plan\": \"ptu\", \"|\"}]}", "ptu_capacity suffix charge_type pre_paid_info overflow_strategy service_tier region estimate"},
		{"a key in JSON without its end", "{\n  \"deployments\": [\n    {\n      \"name\": \"a\", \"model_name\": \"b\", \"plan\": \"ptu\",\n      \"|\n", "ptu_capacity suffix charge_type pre_paid_info overflow_strategy service_tier region estimate"},
		{"a budget", "budgets:\n  - |\ndeployments: []\n", "limit region name {limit: 1000}"},
		{"a request body", "model_name: qwen3-32b\nplan: mu\n|", "name " + muKeys},
	} {
		if got, _ := complete(t, e, c.text); labels(got) != c.want {
			t.Errorf("%s: %s, want %s", c.name, labels(got), c.want)
		}
	}
}

func TestCompleteValues(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct{ name, text, want string }{
		{"regions", "region: |", "ap-southeast-1 cn-beijing singapore beijing"},
		{"plans of a model", "region: beijing\ndeployments:\n  - model_name: qwen3-8b\n    plan: |", "mu cu"},
		{"plans right after the colon", "region: beijing\ndeployments:\n  - model_name: qwen3-8b\n    plan:|", "mu cu"},
		{"plans of a model of one's own", "region: singapore\ndeployments:\n  - model_name: qwen3-14b-ft-1\n    plan: |", "mu lora cu"},
		{"plans while the model is not known", "deployments:\n  - plan: |", "ptu mu lora cu"},
		{"models on PTU", "region: singapore\ndeployments:\n  - plan: ptu\n    model_name: |", "qwen3.6-plus-2026-04-02 qwen3.5-plus-2026-04-20 qwen3-vl-plus-2025-09-23 deepseek-v3.2"},
		{"models to fine-tune", "region: singapore\ndeployments:\n  - plan: lora\n    model_name: |", "qwen3-14b-ft- qwen3-8b-ft-"},
		{"base models", "region: singapore\ndeployments:\n  - plan: lora\n    model_name: mine\n    estimate: {base_model: |}", "qwen3-14b qwen3-8b"},
		{"specs", "region: singapore\ndeployments:\n  - {plan: mu, model_name: qwen3-32b, deploy_spec: |}", "MU1 MU2"},
		{"capacities", "region: singapore\ndeployments:\n  - {plan: mu, model_name: qwen3-32b, deploy_spec: MU1, capacity: |}", "4 8 12 16 20 24 28 32"},
		{"capacities that go on", "region: singapore\ndeployments:\n  - {plan: mu, model_name: qwen3-32b, deploy_spec: MU2, capacity: 99|}", "8 16 24 32 40 48 56 64 992"},
		{"capacity of lora", "deployments:\n  - plan: lora\n    capacity: |", "1"},
		{"payments", "deployments:\n  - plan: mu\n    estimate:\n      payment: |", "pay_as_you_go subscription"},
		{"payments of lora", "region: singapore\ndeployments:\n  - {plan: lora, model_name: qwen3-14b-ft-1, estimate: {tokens: {input: 1, output: 0}, payment: |}}", "pay_as_you_go"},
		{"billing methods", "region: singapore\ndeployments:\n  - plan: mu\n    billing_method: |", "POST_PAY"},
		{"booleans", "deployments:\n  - plan: mu\n    enable_thinking: |", "true false"},
		{"periods", "period: |", "30d 720h 1mo 12mo 2026-12"},
		{"hours", "period: 744h\ndeployments:\n  - estimate: {hours: |}", "744 220"},
		{"days of a calendar month", "period: 2026-02\ndeployments:\n  - {plan: ptu, estimate: {payment: subscription, days: |}}", "28 30 90"},
		{"days of a schedule", "deployments:\n  - estimate: {schedule: {days: |}}", "22"},
		{"throughput", "region: singapore\ndeployments:\n  - ptu_capacity: {input_tpm: |}", "10000 20000 30000 50000 100000 200000 500000 1000000"},
		{"a mapping on one line", "deployments:\n  - {plan: ptu, ptu_capacity: |}", "{input_tpm: 10000, output_tpm: 1000}"},
		{"a version", "version: |", "1"},
		{"a plan in JSON", "{\"deployments\": [{\"plan\": |}]}", "ptu mu lora cu"},
	} {
		if got, _ := complete(t, e, c.text); labels(got) != c.want {
			t.Errorf("%s: %s, want %s", c.name, labels(got), c.want)
		}
	}
}

// Where nothing is to be proposed, least of all in somebody's own words.
func TestCompleteNothing(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct{ name, text string }{
		{"names", "deployments:\n  - name: |"},
		{"a comment", "# re|\n"},
		{"a comment behind a value", "deployments:\n  - plan: mu # p|"},
		{"the reason of a suppression", "deployments: [] # costplan:ignore CP501 r|"},
		{"a text that goes on", "deployments:\n  - name: long\n      pl|\n"},
		{"what is one's own", "x-mine:\n  pl|\n"},
		{"an answer of the API", "{\"output\": {\"pl|\"}}"},
		{"an unknown key", "deployments:\n  - foo: |"},
		{"an anchor", "period: &a|"},
		{"an alias", "x-a: &a 1\nperiod: *|"},
		{"a second word", "deployments:\n  - plan: mu |"},
		{"a block scalar", "x-note: >\n  pl|\n"},
		{"a block scalar of a name", "deployments:\n  - name: >\n      pl|\n    plan: mu\n"},
	} {
		if got, _ := complete(t, e, c.text); len(got.Items) > 0 {
			t.Errorf("%s: %s, want nothing", c.name, labels(got))
		}
	}
}

// What the items of a suppression are: the codes of its line first, none that
// cannot be silenced, none twice.
func TestCompleteCodes(t *testing.T) {
	e := newEngine(t)
	const file = "region: beijing\ndeployments:\n  - model_name: qwen-flash-2025-07-28\n    plan: ptu\n    name: a\n"
	for _, c := range []struct{ name, text, first string }{
		{"behind a value", file + "    ptu_capacity: {input_tpm: 15000, output_tpm: 1000} # costplan:ignore |", "CP308"},
		{"above it", file + "    # costplan:ignore C|\n    ptu_capacity: {input_tpm: 15000, output_tpm: 1000}", "CP308"},
		{"above another comment", file + "    # costplan:ignore C|\n    # the quota\n    ptu_capacity: {input_tpm: 15000, output_tpm: 1000}", "CP308"},
		{"a second code", file + "    # costplan:ignore CP106,|\n    ptu_capacity: {input_tpm: 10000, output_tpm: 1000}", "CP201"},
	} {
		got, _ := complete(t, e, c.text)
		all := " " + labels(got) + " "
		if !strings.HasPrefix(all, " "+c.first+" ") || strings.Contains(all, " CP101 ") || strings.Contains(all, " CP901 ") || strings.Count(all, "CP502") != 1 {
			t.Errorf("%s: %s, want %s first, and no code that cannot be silenced", c.name, all, c.first)
		}
		if strings.Contains(c.text, "CP106,") && strings.Contains(all, " CP106 ") {
			t.Errorf("%s: CP106 is named already", c.name)
		}
	}
}

// What is in the text once an item is chosen: the mark in want is the caret.
func TestCompleteInserts(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct{ name, text, item, want string }{
		{"a key", "version: 1\nre|", "region", "version: 1\nregion: |"},
		{"the word around the cursor", "version: 1\nre|gio", "region", "version: 1\nregion: |"},
		{"a key whose colon is there", "version: 1\nre|g: singapore", "region", "version: 1\nregion|: singapore"},
		{"a mapping", "deployments:\n  - plan: ptu\n    pt|\n", "ptu_capacity", "deployments:\n  - plan: ptu\n    ptu_capacity:\n      |\n"},
		{"a mapping as the first key", "deployments:\n  - |\n", "estimate", "deployments:\n  - estimate:\n      |\n"},
		{"a mapping in brackets", "deployments:\n  - {plan: ptu, pt|}\n", "ptu_capacity", "deployments:\n  - {plan: ptu, ptu_capacity: {|}}\n"},
		{"a list", "de|", "deployments", "deployments:\n  - |"},
		{"a key right after a dash", "deployments:\n  -|\n", "plan", "deployments:\n  - plan: |\n"},
		{"a value", "region: si|", "singapore", "region: singapore|"},
		{"a value right after the colon", "region:|", "singapore", "region: singapore|"},
		{"a value in quotes", "region: \"si|\" # here", "singapore", "region: \"singapore|\" # here"},
		{"a quote that is open", "region: 'si|", "singapore", "region: 'singapore'|"},
		{"a key in JSON", "{\"deployments\": [{\"pl|\"}]}", "plan", "{\"deployments\": [{\"plan\": \"|\"}]}"},
		{"a key in JSON without its end", "{\"deployments\": [{\"pl|", "plan", "{\"deployments\": [{\"plan\": \"|\""},
		{"a key in JSON without quotes", "{\"deployments\": [{|}]}", "capacity", "{\"deployments\": [{\"capacity\": |}]}"},
		{"a key in JSON with its colon", "{\"deployments\": [{\"pl|\": 1}]}", "plan", "{\"deployments\": [{\"plan|\": 1}]}"},
		{"a text in JSON", "{\"region\": |}", "beijing", "{\"region\": \"beijing\"|}"},
		{"a number in JSON", "{\"version\": |}", "1", "{\"version\": 1|}"},
		{"a new item", "region: singapore\ndeployments:\n  - name: mu-1\n  |", "- new mu deployment",
			"region: singapore\ndeployments:\n  - name: mu-1\n  - name: mu-2\n    model_name: qwen3.6-plus-2026-04-02\n    plan: mu\n    deploy_spec: MU1\n    capacity: 8\n    billing_method: POST_PAY|"},
		{"a new item after a dash, another model", "region: singapore\ndeployments:\n  - model_name: qwen3.6-plus-2026-04-02\n  - |", "new ptu deployment",
			"region: singapore\ndeployments:\n  - model_name: qwen3.6-plus-2026-04-02\n  - name: ptu-1\n    model_name: qwen3.5-plus-2026-04-20\n    plan: ptu\n    ptu_capacity: {input_tpm: 10000, output_tpm: 1000}|"},
		{"a new item in JSON", "{\n  \"region\": \"singapore\",\n  \"deployments\": [\n    |\n  ]\n}", "new lora deployment",
			"{\n  \"region\": \"singapore\",\n  \"deployments\": [\n    {\n      \"name\": \"lora-1\",\n      \"model_name\": \"qwen3-14b-ft-my-model\",\n      \"plan\": \"lora\",\n      \"capacity\": 1,\n      \"estimate\": {\"tokens\": {\"input\": 1000000, \"output\": 1000000}}\n    }|\n  ]\n}"},
		{"a code", "deployments: [] # costplan:ignore CP3|5 why", "CP305", "deployments: [] # costplan:ignore CP305| why"},
	} {
		got, text := complete(t, e, c.text)
		if result, ok := choose(t, text, got, c.item); !ok || result != c.want {
			t.Errorf("%s: %q, want %q (proposed %s)", c.name, result, c.want, labels(got))
		}
	}
}

// The amounts beside items, worked out from the page's prices.
func TestCompleteDetails(t *testing.T) {
	e := newEngine(t)
	const mu = "region: singapore\ndeployments:\n  - model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n"
	for _, c := range []struct{ name, text, item, detail string }{
		// MU1 x 4 is 44 USD an hour: 8 units are 88 USD, 720 hours of them 63,360 USD.
		{"a capacity", mu + "    capacity: |", "8", "63,360.00 USD / 30d"},
		{"a capacity for some hours", mu + "    estimate: {hours: 10}\n    capacity: |", "8", "880.00 USD / 30d"},
		// A month of MU1 x 4 is 20,916 USD.
		{"a payment", mu + "    capacity: 8\n    estimate: {payment: |}", "subscription", "41,832.00 USD / 30d"},
		{"another payment", mu + "    capacity: 8\n    estimate: {payment: |}", "pay_as_you_go", "63,360.00 USD / 30d"},
		{"hours", mu + "    capacity: 4\n    estimate: {hours: |}", "220", "office hours, 9,680.00 USD / 30d"},
		// 10,000 TPM at 1.2 USD and 1,000 TPM at 0.72 USD, 720 hours: 1,382.40 USD.
		{"a throughput", "region: singapore\ndeployments:\n  - {model_name: qwen3.6-plus-2026-04-02, plan: ptu, ptu_capacity: {output_tpm: 1000, input_tpm: |}}", "10000", "1,382.40 USD / 30d"},
		{"a model on PTU", "region: singapore\ndeployments:\n  - plan: ptu\n    model_name: |", "deepseek-v3.2", "DeepSeek, 2.05/0.616 USD an hour per 10,000/1,000 TPM"},
		{"a model on model units", "region: singapore\ndeployments:\n  - plan: mu\n    model_name: |", "qwen3-32b", "Text generation, MU1 x 4 for 44 USD an hour, MU2 x 8 for 112 USD an hour"},
		{"a model by the token", "region: singapore\ndeployments:\n  - plan: lora\n    model_name: |", "qwen3-14b-ft-", "0.00035/0.0014/0.0042 USD per 1,000 tokens"},
		{"a model without a price", "region: singapore\ndeployments:\n  - plan: lora\n    model_name: |", "qwen3-8b-ft-", "no price"},
		{"a region", mu + "    capacity: 4\n    estimate: {hours: 1}\n    region: |", "beijing", "short for cn-beijing"},
		// MU1 x 4 is 29.704 USD an hour in Beijing.
		{"a region with an amount", mu + "    capacity: 4\n    estimate: {hours: 1}\n    region: |", "cn-beijing", "China (Beijing), 29.70 USD / 30d"},
		{"a token is not nothing", "region: singapore\ndeployments:\n  - {plan: lora, model_name: qwen3-14b-ft-1, estimate: {tokens: {input: 1, output: 0}, payment: |}}", "pay_as_you_go", "0.00000035 USD / 30d"},
	} {
		got, _ := complete(t, e, c.text)
		detail := "(not proposed)"
		for _, item := range got.Items {
			if item.Label == c.item {
				detail = item.Detail
			}
		}
		if detail != c.detail {
			t.Errorf("%s: %s is %q, want %q", c.name, c.item, detail, c.detail)
		}
	}
}

func TestLikely(t *testing.T) {
	e := newEngine(t)
	for text, want := range map[string]bool{
		"": true, "# only a comment\n": true, "regi": false, "region: beijing\ndepl": true, "model_name: x\nfoo": true, "x-a: 1\nversion: 1\n": true,
		"apiVersion: v1\nkind: Pod\n": false, "version: 3\nservices: {}\n": false, "- a\n": false, "name: CI\non: push\n": false,
		"a: 1\n---\nregion: x\n": true, "{\"model_name\": \"x\", ": true, "{\"scripts\": {}}": false,
	} {
		if got := desk(e, text).Likely(); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
