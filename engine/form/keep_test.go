package form_test

import (
	"strings"
	"testing"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/form"
)

// Nothing that was entered is lost when another plan or payment is tried: with the
// first one again the text says what it said.
func TestKeptAndBack(t *testing.T) {
	for _, test := range []struct {
		name, fields   string
		field, to, was string
		kept, note     string
	}{
		{"throughput", "model_name: qwen3.6-plus-2026-04-02, plan: ptu, ptu_capacity: {input_tpm: 50000, output_tpm: 5000}", "plan", "mu", "ptu",
			"x-kept-ptu_capacity: {input_tpm: 50000, output_tpm: 5000}", "the throughput"},
		{"model units", "model_name: qwen3-32b, plan: mu, deploy_spec: MU2, capacity: 16, billing_method: POST_PAY", "plan", "cu", "mu",
			"x-kept-deploy_spec: MU2, x-kept-capacity: 16", "the specification and the number of units"},
		{"hours", "model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 220}", "payment", "subscription", "pay_as_you_go",
			"x-kept-hours: 220", "the hours"},
		{"a schedule", "model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {schedule: {hours_per_day: 10, days: 22}}", "payment", "subscription", "pay_as_you_go",
			"x-kept-schedule: {hours_per_day: 10, days: 22}", "the schedule"},
		{"tokens", "model_name: qwen3-14b, plan: lora, capacity: 1, estimate: {base_model: qwen3-14b, tokens: {input: 5, output: 6}}", "plan", "mu", "lora",
			"x-kept-tokens: {input: 5, output: 6}", "the tokens"},
	} {
		before := "region: singapore\ndeployments:\n  - {name: a, " + test.fields + "}\n"
		there := edited(t, before, form.Change{Kind: form.Set, Field: test.field, Value: test.to})
		for part := range strings.SplitSeq(test.kept, ", x-") {
			if !strings.Contains(there, strings.TrimPrefix(part, "x-")) {
				t.Errorf("%s: nothing is kept as %s in\n%s", test.name, part, there)
			}
		}
		if notes := strings.Join(formOf(t, "a.yaml", there).Deployments[0].Notes, "\n"); !strings.Contains(notes, "bought another way again: "+test.note+".") {
			t.Errorf("%s: the card says %q", test.name, notes)
		}
		back := edited(t, there, form.Change{Kind: form.Set, Field: test.field, Value: test.was})
		if strings.Contains(back, "x-kept-") {
			t.Errorf("%s: something is kept still in\n%s", test.name, back)
		}
		fields := strings.SplitAfter(test.fields, "estimate: {")
		for field := range strings.SplitSeq(fields[len(fields)-1], ", ") {
			if field = strings.TrimRight(field, "}"); !strings.Contains(back, field) {
				t.Errorf("%s: %s is lost in\n%s", test.name, field, back)
			}
		}
	}
}

// edited is a text after a change.
func edited(t *testing.T, text string, change form.Change) string {
	t.Helper()
	result, err := newEngine(t).Edit(engine.Input{Name: "a.yaml", Data: []byte(text)}, engine.Settings{}, change)
	if err != nil {
		t.Fatalf("%+v: %v\n%s", change, err, text)
	}
	return result.Text
}
