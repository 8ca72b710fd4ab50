package form_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/form"
)

// examples are texts to begin with: those of the repository without their
// budgets, which a choice may well exceed, and others in other styles.
func examples(t testing.TB) map[string]string {
	t.Helper()
	texts := map[string]string{
		"flow.yaml": "{region: beijing, deployments: [{name: a, model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 3, billing_method: POST_PAY, estimate: {payment: subscription, months: 2}}]}\n",
		"same.yaml": "deployments:\n- name: a # one\n  region: cn-beijing\n  model_name: qwen-plus-2025-12-01\n  plan: ptu\n  ptu_capacity:\n    input_tpm: 10000\n    output_tpm: 1000\n    thinking_output_tpm: 1000\n- model_name: qwen3-14b-ft-1\n  name: b\n  region: singapore\n  plan: lora\n  capacity: 1\n  estimate:\n    tokens:\n      input: 1000\n",
		"crlf.yaml": "region: singapore\r\n\r\ndeployments:\r\n  # of a\r\n  - name: a\r\n    model_name: glm-5.1\r\n    plan: mu\r\n    deploy_spec: MU2\r\n    capacity: 16\r\n",
		"used.yaml": "{region: beijing, deployments: [{name: a, model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 3, billing_method: POST_PAY, estimate: {payment: subscription, months: 2, hours: 90}}]}\n",
		"pair.yaml": "region: singapore\ndeployments:\n  - {name: a, model_name: deepseek-v3.2, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}}\n---\nname: b\nregion: beijing\nmodel_name: deepseek-v3.2\nplan: mu\ndeploy_spec: MU2\ncapacity: 8\n",
		"a.json":    "{\n  \"region\": \"singapore\",\n  \"deployments\": [\n    {\n      \"name\": \"a\",\n      \"model_name\": \"qwen3-32b\",\n      \"plan\": \"mu\",\n      \"deploy_spec\": \"MU1\",\n      \"capacity\": 4\n    }\n  ]\n}\n",
		"a.ndjson":  `{"name":"a","region":"beijing","model_name":"qwen-flash-2025-07-28","plan":"ptu","ptu_capacity":{"input_tpm":10000,"output_tpm":1000}}` + "\n",
		"none.yaml": "# nothing yet\n",
	}
	for _, name := range []string{"deployments.yaml", "unpriced.yaml"} {
		data, err := os.ReadFile("../../testdata/examples/" + name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = regexp.MustCompile(`(?m)^budget:.*\n`).ReplaceAllString(string(data), "")
	}
	return texts
}

// anyChange is one that the form offers.
func anyChange(r *rand.Rand, f *form.Form) form.Change {
	if f.CanAdd && (len(f.Deployments) == 0 || r.IntN(12) == 0) {
		return form.Change{Kind: form.Add, Deployment: r.IntN(len(f.Deployments)+1) - 1}
	}
	n := r.IntN(len(f.Deployments))
	switch r.IntN(12) {
	case 0:
		return form.Change{Kind: form.Duplicate, Deployment: n}
	case 1:
		return form.Change{Kind: form.Delete, Deployment: n}
	case 2:
		for _, field := range f.Document {
			if field.ID == "region" {
				return form.Change{Kind: form.Set, Deployment: -1, Field: "region", Value: field.Options[r.IntN(len(field.Options))].Value}
			}
		}
	}
	fields := f.Deployments[n].Fields
	field := &fields[r.IntN(len(fields))]
	if field.Value != nil && !field.Required && r.IntN(5) == 0 && field.ID != "base_model" && field.ID != "suffix" {
		return form.Change{Kind: form.RemoveField, Deployment: n, Field: field.ID}
	}
	if len(field.Presets) > 0 && r.IntN(2) == 0 {
		return field.Presets[r.IntN(len(field.Presets))].Change
	}
	change := form.Change{Kind: form.Set, Deployment: n, Field: field.ID}
	switch list := options(f, field); {
	case field.StepUp != nil && r.IntN(2) == 0:
		change.Value = *field.StepUp
	case field.StepDown != nil && field.Kind == form.Number:
		change.Value = *field.StepDown
	case len(list) > 0:
		o := list[r.IntN(len(list))]
		for o.Disabled {
			o = list[r.IntN(len(list))]
		}
		change.Value = o.Value
	case field.ID == "name":
		change.Value = fmt.Sprintf("n%d: <img>", r.IntN(1_000_000))
	case field.ID == "suffix":
		change.Value = fmt.Sprintf("s%d", r.IntN(1_000_000))
	default:
		change.Value = field.Effective
	}
	return change
}

// However many choices are made, one after the other, the file stays without an
// error; each text is again a form; and a step costs what the form said.
func TestWalk(t *testing.T) {
	e := newEngine(t)
	rounds := 12
	if testing.Short() {
		rounds = 4
	}
	steps := 0
	for name, start := range examples(t) {
		for round := range rounds {
			r := rand.New(rand.NewPCG(uint64(round), 7))
			text := start
			for range 25 {
				input := engine.Input{Name: name, Data: []byte(text)}
				f := e.Form(input, settings, form.Cards{})
				if !f.Editable {
					t.Fatalf("%s is not editable: %s\n%s", name, f.Reason, text)
				}
				if len(f.Deployments) == 0 && !f.CanAdd {
					t.Fatalf("nothing can be added to\n%s", text)
				}
				change := anyChange(r, &f)
				if change.Value == "" && change.Kind == form.Set {
					continue
				}
				result, err := e.Edit(input, settings, change)
				if err != nil {
					if (change.Kind == form.Duplicate || change.Kind == form.Delete) && strings.Contains(err.Error(), "stands alone") ||
						change.Kind == form.RemoveField && strings.Contains(err.Error(), "are not offered there") {
						continue
					}
					t.Fatalf("%+v: %v in\n%s", change, err, text)
				}
				for _, d := range errorsOf(e, name, result.Text) {
					if d.Code == "CP105" || nameless([]diag.Diagnostic{d}) {
						continue // the list is empty, or the name of a tuned model is still to be typed
					}
					t.Fatalf("%+v in\n%s\nmade\n%s\nwith %s: %s", change, text, result.Text, d.Code, d.Message)
				}
				steps += checkStep(t, e, &f, change, name, text, result.Text)
				text = result.Text
			}
		}
	}
	if steps < rounds {
		t.Errorf("only %d steps with an amount", steps)
	}
}

var stepText = regexp.MustCompile(`^\+[0-9,.]+ [a-zA-Z]+s?: \+([0-9,.]+) USD( for .+)?$`)

// checkStep prices the file before and after a step up, and compares the
// difference with what the form said.
func checkStep(t *testing.T, e *engine.Engine, f *form.Form, change form.Change, name, before, after string) int {
	t.Helper()
	if change.Kind != form.Set || change.Deployment < 0 {
		return 0
	}
	for _, field := range f.Deployments[change.Deployment].Fields {
		if field.ID != change.Field || field.StepUp == nil || *field.StepUp != change.Value {
			continue
		}
		amount := func(text string) (decimal.Decimal, bool) {
			q := e.Price([]engine.Input{{Name: name, Data: []byte(text)}}, settings)
			fee := q.Deployments[change.Deployment].Fee
			return fee.Amount.Value, fee.Known
		}
		old, priced := amount(before)
		more, _ := amount(after)
		more = more.Sub(old)
		if field.StepText == "" {
			if priced && !more.IsZero() && field.ID != "cancel_after_days" {
				t.Fatalf("%s from %s to %s costs %s more, and the form does not say so", field.ID, field.Effective, change.Value, more)
			}
			return 0
		}
		said := stepText.FindStringSubmatch(field.StepText)
		shown := money.Amount{Value: more}.Rounded()
		if shown.IsZero() {
			shown = more
		}
		if said == nil || !priced || said[1] != money.Grouped(shown, money.Cents) {
			t.Fatalf("%s from %s to %s: the form says %q, it costs %s more (%t)\n%s", field.ID, field.Effective, change.Value, field.StepText, more, priced, before)
		}
		return 1
	}
	return 0
}
