package assist_test

import (
	"strings"
	"testing"
)

// batch is a deployment whose fee is 220 x 8 x 44 / 4 = 19,360 USD.
const batch = `region: singapore
deployments:
  - name: batch
    model_name: qwen3-32b
    plan: mu
    deploy_spec: MU1
    capacity: 8
    billing_method: POST_PAY
    estimate: {hours: 220}
`

func TestHover(t *testing.T) {
	e := newEngine(t)
	derived := []string{"**batch**: 19,360.00 USD / 30d", "220 hours × 8 MU1 units × 44 USD / 4", "ap-southeast-1.yaml line", "page of 2026-06-06"}
	for _, c := range []struct {
		name, text string
		at         string // the range, as its text
		want       []string
		not        []string
	}{
		{"the dash", strings.Replace(batch, "- name", "|- name", 1), "- ", derived, []string{"shown in the console"}},
		{"the first key", strings.Replace(batch, "name:", "na|me:", 1), "name", append(derived, "The name shown in the console."), nil},
		{"the name", strings.Replace(batch, ": batch", ": bat|ch", 1), "batch", derived, []string{"shown in the console"}},
		{"a model", strings.Replace(batch, "qwen3-32b", "qwen3|-32b", 1), "qwen3-32b",
			[]string{"**Singapore**", "| `mu` MU1 x 4 | 44 USD / 4 MU1 and hour | 20,916 USD / 4 MU1 and month |", "**China (Beijing)**", "29.704 USD"}, []string{"19,360"}},
		{"a field with a step", strings.Replace(batch, "capacity:", "capacity|:", 1), "capacity",
			[]string{"**capacity** (integer, at least 0)", "Number of model units", "Here in steps of 4: MU1 x 4 for 44 USD an hour."}, nil},
		{"a field in brackets", strings.Replace(batch, "hours", "|hours", 1), "hours", []string{"Billed hours, pay-as-you-go"}, nil},
		{"a field of the file", strings.Replace(batch, "region", "|region", 1), "region", []string{"Region of the deployment, by code or name"}, nil},
		{"a value that is wrong", strings.Replace(batch, "capacity: 8", "capacity: |6", 1), "6",
			[]string{"error: capacity 6 is not a multiple of 4", "use 4 or 8", "The API refuses it: InvalidParameter", "**CP305 capacity-multiple**", "its bundle", "RULES.md#cp305"}, []string{"## Wrong", "```"}},
		{"a key that is wrong", strings.Replace(batch, "billing_method", "billing_m|ethd", 1), "billing_methd", []string{"CP201", "did you mean billing_method?"}, nil},
		{"a key in a text that cannot be read", "region: [\ndeployments:\n  - pl|an: mu\n", "plan", []string{"**plan**", "How the deployment is billed."}, nil},
		{"a model of one's own", "deployments:\n  - model_name: qwen3-14b-ft-1|\n", "qwen3-14b-ft-1", []string{"`qwen3-14b` is the foundation model that prices it.", "0.00035 USD"}, nil},
		{"a code in a suppression", "deployments: [] # costplan:ignore CP502,CP3|05 why\n", "CP305", []string{"**CP305 capacity-multiple**"}, nil},
		{"a request in JSON", `{"na|me": "batch", "model_name": "qwen3-32b", "plan": "mu", "region": "singapore", "deploy_spec": "MU1", "capacity": 8, "billing_method": "POST_PAY"}`, `"name"`,
			// 720 hours x 8 units x 11 USD
			[]string{"**batch**: 63,360.00 USD / 30d", "720 hours × 8 MU1 units"}, nil},
		{"no price", "region: singapore\ndeployments:\n  - name: |legacy\n    model_name: my-model\n    plan: cu\n    capacity: 1\n", "legacy", []string{"**legacy**: no price: ", "compute units"}, []string{"0.00", "no amount"}},
		{"an error", "region: singapore\ndeployments:\n  - name: |a\n    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 6\n", "a", []string{"**a**: no amount: it has an error"}, []string{"0.00"}},
	} {
		text, position := at(t, c.text)
		d := desk(e, text)
		h, ok := d.Hover(position)
		if !ok {
			t.Errorf("%s: nothing is said", c.name)
			continue
		}
		src := d.Source()
		if got := text[src.Offset(h.Start.Line, h.Start.Column):src.Offset(h.End.Line, h.End.Column)]; got != c.at {
			t.Errorf("%s: it speaks of %q, want %q", c.name, got, c.at)
		}
		for _, want := range c.want {
			if !strings.Contains(h.Markdown, want) {
				t.Errorf("%s: no %q in\n%s", c.name, want, h.Markdown)
			}
		}
		for _, not := range c.not {
			if strings.Contains(h.Markdown, not) {
				t.Errorf("%s: %q in\n%s", c.name, not, h.Markdown)
			}
		}
	}
}

func TestHoverNothing(t *testing.T) {
	e := newEngine(t)
	for _, text := range []string{
		"|", "# a comment |here\n", "a: |b\n", strings.Replace(batch, "POST_PAY", "POST|_PAY", 1),
		"deployments: [] # costplan:ig|nore CP305 why\n", "deployments: [] # costplan:ignore CP999| why\n",
		"x-note:\n  pl|an: mu\n",
	} {
		text, position := at(t, text)
		if h, ok := desk(e, text).Hover(position); ok && !strings.Contains(h.Markdown, "CP105") {
			t.Errorf("%q: %s", text, h.Markdown)
		}
	}
}
