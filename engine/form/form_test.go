package form_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/form"
	"github.com/costplan/costplan/engine/overlay"
	"github.com/costplan/costplan/schema"
)

// formOf is the form of a text; without settings, so that a text says its region.
func formOf(t testing.TB, name, text string) form.Form {
	t.Helper()
	return newEngine(t).Form(engine.Input{Name: name, Data: []byte(text)}, engine.Settings{}, form.Cards{})
}

// fieldOf finds a field of a card.
func fieldOf(t testing.TB, card *form.Card, id string) *form.Field {
	t.Helper()
	for i := range card.Fields {
		if card.Fields[i].ID == id {
			return &card.Fields[i]
		}
	}
	t.Fatalf("the card %s has no field %s", card.Title, id)
	return nil
}

// Each step is the price of the page times what is billed, worked out in the
// comment.
func TestSteps(t *testing.T) {
	const (
		ptu  = "region: singapore\ndeployments:\n  - {name: a, model_name: qwen3.6-plus-2026-04-02, plan: ptu, ptu_capacity: {input_tpm: 50000, output_tpm: 5500}, estimate: {%s}}\n"
		mu   = "region: singapore\ndeployments:\n  - {name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: %s, billing_method: POST_PAY, estimate: {hours: 220}}\n"
		lora = "region: singapore\ndeployments:\n  - {name: a, model_name: qwen3-14b-ft-1, plan: lora, capacity: 1, estimate: {tokens: {input: %s, output: 1000}}}\n"
		sub  = "region: beijing\ndeployments:\n  - {name: a, model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 3, billing_method: POST_PAY, estimate: {payment: subscription, %s}}\n"
	)
	for _, test := range []struct{ text, field, up, down, step, min, max, say string }{
		// 720 hours x 1.2 per 10,000 input TPM; 720 x 0.72 per 1,000 output TPM x half of that
		{fmt.Sprintf(ptu, ""), "input_tpm", "60000", "40000", "10000", "1", "", "+10,000 TPM: +864.00 USD for 30d"},
		{fmt.Sprintf(ptu, ""), "output_tpm", "6000", "5000", "1000", "0", "", "+500 TPM: +259.20 USD for 30d"},
		// 30 days x 14.4
		{fmt.Sprintf(ptu, "payment: subscription"), "input_tpm", "60000", "40000", "10000", "1", "", "+10,000 TPM: +432.00 USD for 30 days"},
		// a day: 5 x 14.4 + 5.5 x 8.64 = 119.52
		{fmt.Sprintf(ptu, "payment: subscription, days: 7"), "days", "8", "6", "1", "1", "36500", "+1 day: +119.52 USD"},
		// an hour: 5 x 1.2 + 5.5 x 0.72 = 9.96
		{fmt.Sprintf(ptu, "hours: 220.5"), "hours", "221", "220", "", "0", "", "+0.5 hours: +4.98 USD"},
		{fmt.Sprintf(ptu, "schedule: {hours_per_day: 10, days: 22}"), "hours", "221", "219", "", "0", "", "+1 hour: +9.96 USD"},
		{fmt.Sprintf(ptu, ""), "hours", "", "719", "", "0", "", ""}, // the period has 720
		{fmt.Sprintf(ptu, "hours: 0"), "input_tpm", "60000", "40000", "10000", "1", "", ""},
		// 220 x 44
		{fmt.Sprintf(mu, "8"), "capacity", "12", "4", "4", "4", "996", "+4 units: +9,680.00 USD for 30d"},
		{fmt.Sprintf(mu, "4"), "capacity", "8", "", "4", "4", "996", "+4 units: +9,680.00 USD for 30d"},
		{fmt.Sprintf(mu, "996"), "capacity", "", "992", "4", "4", "996", ""},
		// what has an error has no amount
		{fmt.Sprintf(mu, "6"), "capacity", "8", "4", "4", "4", "996", ""},
		{fmt.Sprintf(mu, "5000"), "capacity", "", "996", "4", "4", "996", ""},
		{fmt.Sprintf(mu, "many"), "capacity", "", "", "4", "4", "996", ""},
		{fmt.Sprintf(mu, "8"), "hours", "221", "219", "", "0", "", "+1 hour: +88.00 USD"},
		// 10 million x 0.00035 / 1,000; the least step is what a price covers
		{fmt.Sprintf(lora, "120000000"), "tokens.input", "130000000", "110000000", "1", "0", "", "+10,000,000 tokens: +3.50 USD for 30d"},
		{fmt.Sprintf(lora, "99000000"), "tokens.input", "100000000", "98000000", "1", "0", "", "+1,000,000 tokens: +0.35 USD for 30d"},
		{fmt.Sprintf(lora, "0"), "tokens.input", "1000", "", "1", "0", "", "+1,000 tokens: +0.00035 USD for 30d"},
		{fmt.Sprintf(lora, "0"), "tokens.thinking_output", "1000", "", "1", "0", "", "+1,000 tokens: +0.0042 USD for 30d"},
		// 3 units x 1,394.329
		{fmt.Sprintf(sub, "months: 2"), "months", "3", "1", "1", "1", "1200", "+1 month: +4,182.99 USD"},
		{fmt.Sprintf(sub, "months: 2"), "capacity", "4", "2", "1", "1", "999", "+1 unit: +2,788.66 USD for 2 months"},
		// a day costs 3 x 1,394.329 x 1.2 / 30 = 167.31948
		{fmt.Sprintf(sub, "cancel_after_days: 12"), "cancel_after_days", "13", "11", "", "1", "30", "+1 day: +167.32 USD"},
		{fmt.Sprintf(sub, "cancel_after_days: 11.5"), "cancel_after_days", "12", "11", "", "1", "30", ""}, // 12 begun days already
		{fmt.Sprintf(sub, "cancel_after_days: 12"), "capacity", "4", "2", "1", "1", "999", "+1 unit: +669.28 USD for 12 days"},
		{fmt.Sprintf(sub, "months: 1"), "cancel_after_days", "1", "", "", "1", "30", ""},
	} {
		f := formOf(t, "a.yaml", test.text)
		field := fieldOf(t, &f.Deployments[0], test.field)
		got := [...]string{text(field.StepUp), text(field.StepDown), text(field.Step), text(field.Min), text(field.Max), field.StepText}
		want := [...]string{test.up, test.down, test.step, test.min, test.max, test.say}
		if got != want {
			t.Errorf("%s of\n%sgot  %q\nwant %q", test.field, test.text, got, want)
		}
	}
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// ids are the fields of a card in their order.
func ids(card *form.Card) string {
	var list []string
	for _, f := range card.Fields {
		list = append(list, f.ID)
	}
	return strings.Join(list, " ")
}

func TestFieldsOfPlans(t *testing.T) {
	for _, test := range []struct{ deployment, want string }{
		{"model_name: qwen-plus-2025-12-01, plan: ptu", "name region model_name plan input_tpm output_tpm thinking_output_tpm payment hours suffix"},
		{"model_name: qwen3.6-plus-2026-04-02, plan: ptu, estimate: {payment: subscription}", "name region model_name plan input_tpm output_tpm payment days suffix"},
		{"model_name: qwen3.6-plus-2026-04-02, plan: ptu, ptu_capacity: {thinking_output_tpm: 1}", "name region model_name plan input_tpm output_tpm thinking_output_tpm payment hours suffix"}, // not offered, but written
		{"model_name: qwen3-8b, plan: mu", "name region model_name plan deploy_spec capacity payment hours suffix"},
		{"model_name: qwen3-8b, plan: mu, estimate: {payment: subscription}", "name region model_name plan deploy_spec capacity payment months cancel_after_days suffix"},
		{"model_name: qwen3-8b, plan: mu, estimate: {payment: subscription, months: 1, hours: 9}", "name region model_name plan deploy_spec capacity payment months cancel_after_days hours suffix"},
		{"model_name: qwen3-8b-ft-1, plan: mu", "name region model_name plan deploy_spec capacity payment hours suffix"},
		{"model_name: mine, plan: mu, estimate: {base_model: qwen3-8b}", "name region model_name plan deploy_spec capacity base_model payment hours suffix"},
		{"model_name: mine, plan: mu", "name region model_name plan deploy_spec capacity base_model payment hours suffix"}, // the way out of an unknown name
		{"region: singapore, model_name: qwen3-14b-ft-1, plan: lora", "name region model_name plan base_model tokens.input tokens.output tokens.thinking_output payment suffix"},
		{"model_name: qwen3-8b-ft-1, plan: lora", "name region model_name plan base_model tokens.input tokens.output payment suffix"}, // no price for it, and so none for thinking
		{"model_name: qwen3-8b, plan: cu", "name region model_name plan capacity payment hours suffix"},
		{"model_name: qwen3-8b", "name region model_name plan suffix"},
	} {
		f := formOf(t, "a.yaml", "region: beijing\ndeployments:\n  - {name: a, "+test.deployment+"}\n")
		if got := ids(&f.Deployments[0]); got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.deployment, got, test.want)
		}
	}
}

// option finds an option by its value.
func option(t testing.TB, list []form.Option, value string) form.Option {
	t.Helper()
	i := slices.IndexFunc(list, func(o form.Option) bool { return o.Value == value })
	if i < 0 {
		t.Fatalf("there is no option %q", value)
	}
	return list[i]
}

func TestOptions(t *testing.T) {
	for _, test := range []struct {
		deployment, field, value string
		want                     form.Option
	}{
		{"region: singapore, model_name: qwen3.6-plus-2026-04-02, plan: ptu", "model_name", "deepseek-v3.2",
			form.Option{Label: "DeepSeek-v3.2", Group: "DeepSeek", Detail: "2.05 USD/hour per 10,000 input TPM, 0.616 per 1,000 output TPM"}},
		{"region: singapore, model_name: qwen3.6-plus-2026-04-02, plan: ptu", "model_name", "qwen3-14b",
			form.Option{Label: "Qwen3-14B", Group: "Text generation", Detail: "MU1 x 4: 44 USD/hour", Reason: "only on mu here"}},
		{"region: singapore, model_name: qwen3.6-plus-2026-04-02, plan: ptu", "model_name", "qwen3-1.7b",
			form.Option{Label: "Qwen3-1.7B", Group: "Qwen", Disabled: true, Reason: "only in China (Beijing)"}},
		{"region: beijing, model_name: qwen3-8b, plan: mu", "model_name", "qwen3-8b", // MU5 x 1 is the cheapest of three
			form.Option{Label: "Qwen3-8B", Group: "Qwen", Detail: "MU5 x 1: 2.888 USD/hour"}},
		{"region: beijing, model_name: qwen3-8b, plan: mu", "model_name", "qwen3-14b",
			form.Option{Label: "Qwen3-14B", Group: "Text generation", Disabled: true, Reason: "only in Singapore"}},
		{"region: beijing, model_name: qwen3-8b, plan: mu", "model_name", "cosyvoice",
			form.Option{Label: "CosyVoice single-node deployment", Group: "Without a price", Reason: "no price in the catalog"}},
		{"region: singapore, model_name: qwen3-14b-ft-1, plan: lora", "model_name", "qwen3-14b",
			form.Option{Label: "Qwen3-14B", Group: "Fine-tuned", Detail: "0.00035 USD per 1,000 input tokens, 0.0014 per 1,000 output tokens, 0.0042 per 1,000 thinking output tokens"}},
		{"model_name: qwen3-14b, plan: mu", "model_name", "qwen3-14b", // no region
			form.Option{Label: "Qwen3-14B", Group: "Text generation", Detail: "in Singapore"}},
		{"region: singapore, model_name: qwen3-8b, plan: cu", "model_name", "qwen3-1.7b", // plan cu takes any model
			form.Option{Label: "Qwen3-1.7B", Group: "Qwen", Reason: "no price in the catalog"}},

		{"region: singapore, model_name: qwen3-32b, plan: mu", "region", "cn-beijing", form.Option{Label: "China (Beijing)", Detail: "cn-beijing"}},
		{"region: singapore, model_name: qwen3-14b, plan: mu", "region", "cn-beijing",
			form.Option{Label: "China (Beijing)", Detail: "cn-beijing", Reason: "Qwen3-14B is not offered there: the model changes to Qwen3.6-35B-A3B"}},
		{"region: singapore, model_name: qwen3-14b-ft-1, plan: mu", "region", "cn-beijing",
			form.Option{Label: "China (Beijing)", Detail: "cn-beijing", Disabled: true, Reason: "models fine-tuned from Qwen3-14B are not offered there"}},
		{"region: beijing, model_name: glm-5.1, plan: ptu", "region", "ap-southeast-1",
			form.Option{Label: "Singapore", Detail: "ap-southeast-1", Reason: "GLM-5.1 is only on mu there: the plan changes to mu"}},

		{"region: singapore, model_name: qwen3-32b, plan: mu", "plan", "mu", form.Option{Label: "Model units (MU)", Detail: "MU1 x 4: 44 USD/hour"}},
		{"region: singapore, model_name: qwen3-32b, plan: mu", "plan", "ptu",
			form.Option{Label: "Provisioned throughput (PTU)", Disabled: true, Reason: "Qwen3-32B is only on mu here"}},
		{"region: singapore, model_name: qwen3-14b, plan: mu", "plan", "lora",
			form.Option{Label: "Tokens, fine-tuned (LoRA)", Detail: "0.00035 USD per 1,000 input tokens, 0.0014 per 1,000 output tokens, 0.0042 per 1,000 thinking output tokens", Reason: "for a model fine-tuned from it"}},
		{"region: beijing, model_name: glm-5, plan: mu", "plan", "lora",
			form.Option{Label: "Tokens, fine-tuned (LoRA)", Disabled: true, Reason: "GLM-5 has no token billing here: only models fine-tuned from Qwen3-8B do"}},
		{"region: singapore, model_name: qwen3-32b, plan: mu", "plan", "cu", form.Option{Label: "Compute units (CU)", Reason: "no price in the catalog"}},
		{"region: singapore, model_name: mine, plan: cu", "plan", "mu",
			form.Option{Label: "Model units (MU)", Disabled: true, Reason: "the catalog does not have mine: state its base model"}},

		{"region: singapore, model_name: qwen3-32b, plan: mu, deploy_spec: MU1", "deploy_spec", "MU2", form.Option{Label: "MU2 x 8", Detail: "112 USD/hour, 52,392 USD/month"}},
		{"region: beijing, model_name: qwen3.5-flash-2026-02-23, plan: mu, deploy_spec: MU1", "deploy_spec", "MU8",
			form.Option{Label: "MU8 x 1", Detail: "6.464 USD/hour, 3,080.477 USD/month, model compression"}},

		// 720 x 44 and a month
		{"region: singapore, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4", "payment", "pay_as_you_go", form.Option{Label: "Pay as you go", Detail: "31,680.00 USD for 30d"}},
		{"region: singapore, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4", "payment", "subscription", form.Option{Label: "Subscription", Detail: "20,916.00 USD for 1 month"}},
		{"region: singapore, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, estimate: {payment: subscription, months: 1, hours: 10}", "payment", "pay_as_you_go", form.Option{Label: "Pay as you go", Detail: "440.00 USD for 30d"}},
		{"region: singapore, model_name: qwen3-14b-ft-1, plan: lora", "payment", "subscription",
			form.Option{Label: "Subscription", Disabled: true, Reason: "tokens are paid for as they are used"}},
		{"region: singapore, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 3", "payment", "subscription", form.Option{Label: "Subscription"}}, // has an error
	} {
		f := formOf(t, "a.yaml", "deployments:\n  - {name: a, "+test.deployment+"}\n")
		got := option(t, options(&f, fieldOf(t, &f.Deployments[0], test.field)), test.value)
		test.want.Value = test.value
		if got != test.want {
			t.Errorf("%s: %s\ngot  %+v\nwant %+v", test.deployment, test.field, got, test.want)
		}
	}
}

func TestPresets(t *testing.T) {
	for _, test := range []struct{ head, estimate, want string }{
		{"", "", "period Whole period (720 h) true, office Office hours (10 h on 22 days) false 10x22"},
		{"", "hours: 220", "period Whole period (720 h) false, office Office hours (10 h on 22 days) false 10x22"},
		{"", "schedule: {hours_per_day: 10, days: 22}", "period Whole period (720 h) false, office Office hours (10 h on 22 days) true 10x22"},
		{"", "schedule: {hours_per_day: 11, days: 20}", "period Whole period (720 h) false, office Office hours (10 h on 22 days) false 10x22"},
		{"", "hours: 100", "period Whole period (720 h) false, office Office hours (10 h on 22 days) false 10x22"},
		{"period: 7d\n", "", "period Whole period (168 h) true, office Office hours (10 h on 5 days) false 10x5"}, // 7 x 22 / 30 = 5.13: 5 days
		{"period: 1d\n", "", "period Whole period (24 h) true"},
		{"period: 2026-12\n", "", "period Whole period (744 h) true, office Office hours (10 h on 22 days) false 10x22"}, // 31 x 22 / 30 = 22.7
	} {
		f := formOf(t, "a.yaml", test.head+"region: singapore\ndeployments:\n  - {name: a, model_name: qwen3.6-plus-2026-04-02, plan: ptu, estimate: {"+test.estimate+"}}\n")
		var got []string
		for _, p := range fieldOf(t, &f.Deployments[0], "hours").Presets {
			got = append(got, strings.TrimSpace(fmt.Sprint(p.ID, " ", p.Label, " ", p.Active, " ", p.Change.Value)))
		}
		if strings.Join(got, ", ") != test.want {
			t.Errorf("%q %q\ngot  %s\nwant %s", test.head, test.estimate, strings.Join(got, ", "), test.want)
		}
	}
}

func TestNotes(t *testing.T) {
	const (
		idle  = "Billing starts at deployment and goes on while the deployment is idle."
		plan  = "The plan can't be changed without deploying again."
		first = "Model units are first come, first served: if a purchase does not succeed, it is refunded in full."
	)
	for deployment, want := range map[string][]string{
		"plan: ptu": {idle, plan},
		"plan: mu":  {idle, plan, first},
		"plan: mu, estimate: {payment: subscription}": {idle, plan},
		"plan: lora": {plan},
		"plan: cu":   {plan},
		"suffix: a":  {},
	} {
		f := formOf(t, "a.yaml", "deployments:\n  - {model_name: qwen3-8b, "+deployment+"}\n")
		if got := f.Deployments[0].Notes; got == nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", deployment, got, want)
		}
	}
}

func TestWhatCanBeEdited(t *testing.T) {
	const answer = `{"output":{"deployments":[{"model_name":"qwen3-32b","name":"x","plan":"mu","model_unit_spec":"MU1","capacity":4}]}}`
	for _, test := range []struct {
		name, text, reason string
		line               int // of the mistake
		cards              int
		canAdd             bool
	}{
		{"a.yaml", "", "", 0, 0, true},
		{"a.yaml", "# only words\n", "", 0, 0, true},
		{"a.yaml", "region: singapore\n", "", 0, 0, true},
		{"a.yaml", "region: singapore\ndeployments: []\n", "", 0, 0, true},
		{"a.yaml", "region: singapore\ndeployments:\n", "", 0, 0, true},
		{"a.yaml", "deployments: all\n", "", 0, 0, false},
		{"a.yaml", "- 1\n", "", 0, 0, false},
		{"a.json", `{"model_name":"qwen3-8b","plan":"mu","name":"x"}`, "", 0, 1, false},
		{"a.json", answer, "An answer of the API says what runs.", 0, 1, false},
		{"a.yaml", "deployments:\n  - name: a\n    plan: [\n", "The text can't be read from line 3 on", 3, 0, false},
		{"a.yaml", "deployments:\n  - name: a\n---\nname: b\nplan: \"mu\n", "The text can't be read from line 5 on", 5, 1, false}, // the document before it
		{"a.yaml", "deployments:\n  - name: a\n    name: b\n", "", 0, 1, true},                                                    // the mistake is reported, and can be fixed
	} {
		f := formOf(t, test.name, test.text)
		line := 0
		if f.Line != nil {
			line = *f.Line
		}
		if f.Editable != (test.reason == "") || !strings.HasPrefix(f.Reason, test.reason) || line != test.line || len(f.Deployments) != test.cards || f.CanAdd != test.canAdd {
			t.Errorf("%q: editable %t, %q, line %d, %d cards, can add %t", test.text, f.Editable, f.Reason, line, len(f.Deployments), f.CanAdd)
		}
		for _, card := range f.Deployments {
			if card.Editable != f.Editable || card.Reason != f.Reason {
				t.Errorf("%q: card %+v", test.text, card)
			}
		}
	}
}

// The deployments of a stream are counted over all of its documents, and their
// paths are those of their documents.
func TestFormOfStream(t *testing.T) {
	f := formOf(t, "a.yaml", `region: singapore
deployments:
  - {name: a, model_name: qwen3-32b, plan: mu}
  - {name: b, model_name: qwen3-32b, plan: mu}
---
output: {model_name: qwen3-32b, name: c}
---
x-only: ours
---
name: d
region: beijing
model_name: qwen3-32b
plan: mu
`)
	var got []string
	for _, card := range f.Deployments {
		got = append(got, fmt.Sprint(card.Deployment, card.Document, " ", card.Path, " ", card.Title, card.Line, "-", card.EndLine, " ", card.Region, " ", card.Editable, len(card.Fields) > 0))
	}
	want := []string{
		"0 0 /deployments/0 a3-3 ap-southeast-1 true true",
		"1 0 /deployments/1 b4-4 ap-southeast-1 true true",
		"2 1 /output c6-6  false false",
		"3 2  d10-13 cn-beijing true true",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !f.Editable || len(f.Document) != 3 {
		t.Errorf("editable %t, %d fields of the document", f.Editable, len(f.Document))
	}
	if got := fieldOf(t, &f.Deployments[3], "capacity").Path; got != "/capacity" {
		t.Errorf("the field of a request body is at %q", got)
	}
}

// A card outside of what is asked for has what a list shows, and no fields and notes;
// no list is null.
func TestCards(t *testing.T) {
	e := newEngine(t)
	input := engine.Input{Name: "a.yaml", Data: []byte(many(10))}
	all := e.Form(input, settings, form.Cards{})
	some := e.Form(input, settings, form.Cards{From: 4, Count: 3})
	for i := range all.Deployments {
		full, card := all.Deployments[i], some.Deployments[i]
		if (len(card.Fields) > 0) != (i >= 4 && i < 7) || card.Fields == nil {
			t.Errorf("card %d has %d fields", i, len(card.Fields))
		}
		if (i < 4 || i >= 7) && (len(card.Notes) > 0 || card.Notes == nil) {
			t.Errorf("card %d has notes %v", i, card.Notes)
		}
		full.Fields, card.Fields, full.Notes, card.Notes = nil, nil, nil, nil
		if fmt.Sprint(full) != fmt.Sprint(card) {
			t.Errorf("card %d is %+v, want %+v", i, card, full)
		}
	}
	for _, f := range []form.Form{all, some, e.Form(engine.Input{Name: "a.yaml"}, settings, form.Cards{})} {
		data, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		var tree any
		if err := json.Unmarshal(data, &tree); err != nil {
			t.Fatal(err)
		}
		checkLists(t, tree, "")
	}
}

// checkLists checks that what is null is a single value.
func checkLists(t *testing.T, v any, path string) {
	t.Helper()
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			checkLists(t, inner, path+"/"+key)
		}
	case []any:
		for _, inner := range v {
			checkLists(t, inner, path+"/-")
		}
	case nil:
		switch key := path[strings.LastIndexByte(path, '/')+1:]; key {
		case "value", "step", "min", "max", "step_up", "step_down", "line":
		default:
			t.Errorf("%s is null", path)
		}
	}
}

// What an overlay prices is offered at its price, and a discount is taken off.
func TestOverlay(t *testing.T) {
	cat := newEngine(t).Catalog()
	laid, found := overlay.Read("prices.yaml", []byte(`source: contract
prices: [{region: beijing, plan: cu, model: "*", hourly: 2.5}]
discounts: [{percent: 10, plans: [mu]}]
`), cat)
	if len(found) > 0 {
		t.Fatal(found)
	}
	e := engine.New(cat.With(laid))
	show := func(deployment string) form.Form {
		return e.Form(engine.Input{Name: "a.yaml", Data: []byte("region: beijing\ndeployments: [{name: a, model_name: qwen3-8b, " + deployment + "}]\n")}, engine.Settings{}, form.Cards{})
	}
	units := show("plan: cu, capacity: 3")
	if got, want := option(t, fieldOf(t, &units.Deployments[0], "plan").Options, "cu"), (form.Option{Value: "cu", Label: "Compute units (CU)", Detail: "a unit: 2.5 USD/hour"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	// 720 x 2.5, and by the hour alone
	if got := fieldOf(t, &units.Deployments[0], "capacity").StepText; got != "+1 unit: +1,800.00 USD for 30d" {
		t.Errorf("a step of compute units: %q", got)
	}
	if got := option(t, fieldOf(t, &units.Deployments[0], "payment").Options, "subscription"); !got.Disabled || got.Reason != "plan cu has no price for it" {
		t.Errorf("a subscription of compute units: %+v", got)
	}
	// 720 x 2.888 x 0.9
	off := show("plan: mu, deploy_spec: MU5, capacity: 3, billing_method: POST_PAY")
	if got := fieldOf(t, &off.Deployments[0], "capacity").StepText; got != "+1 unit: +1,871.42 USD for 30d" {
		t.Errorf("a step at a discount: %q", got)
	}
}

// The limits of the file format are those of its schema.
func TestLimitsOfTheSchema(t *testing.T) {
	source, err := schema.Text("deployment")
	if err != nil {
		t.Fatal(err)
	}
	type field struct {
		Maximum int
		Enum    []string
	}
	var read struct {
		Defs map[string]struct{ Properties map[string]json.RawMessage } `json:"$defs"`
	}
	if err := json.Unmarshal(source, &read); err != nil {
		t.Fatal(err)
	}
	property := func(of, id string) (f field) {
		if err := json.Unmarshal(read.Defs[of].Properties[id], &f); err != nil {
			t.Fatal(err)
		}
		return f
	}
	f := formOf(t, "a.yaml", "region: beijing\ndeployments:\n- {name: a, model_name: qwen3-8b, plan: mu, estimate: {payment: subscription}}\n- {name: b, model_name: glm-5.1, plan: ptu, estimate: {payment: subscription}}\n")
	for i, id := range []string{"months", "days"} {
		if got, want := text(fieldOf(t, &f.Deployments[i], id).Max), strconv.Itoa(property("estimate", id).Maximum); got != want {
			t.Errorf("%s at most %s, the schema says %s", id, got, want)
		}
	}
	for id, of := range map[string]string{"plan": "deployment", "payment": "estimate"} {
		var values []string
		for _, o := range fieldOf(t, &f.Deployments[0], id).Options {
			values = append(values, o.Value)
		}
		want := slices.DeleteFunc(property(of, id).Enum, func(v string) bool { return v == "ptu_v2" }) // a name of ptu
		if !slices.Equal(values, want) {
			t.Errorf("%s can be %q, the schema says %q", id, values, want)
		}
	}
}
