package assist_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestHints(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct{ name, text, want string }{
		{"one", batch, "1:18 total 19,360.00 USD / 30d, 3:16 19,360.00 USD / 30d"},
		{"behind a comment", strings.Replace(batch, "batch", "batch # at night", 1), "1:18 total 19,360.00 USD / 30d, 3:27 19,360.00 USD / 30d"},
		{"below comments", "# a\n\n---\n" + batch, "4:18 total 19,360.00 USD / 30d, 6:16 19,360.00 USD / 30d"},
		// MU5 is 2.888 USD a unit and hour in Beijing: 2 x 720 x 2.888 = 4,158.72 USD.
		{"two, one without an amount", "region: beijing\ndeployments:\n  - {name: a, model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 2}\n  - {name: b, model_name: nothing, plan: cu, capacity: 1}\n",
			"1:16 total at least 4,158.72 USD / 30d, without 1 that could not be priced, 3:77 4,158.72 USD / 30d, 4:58 no price"},
		{"none has an amount", "region: beijing\ndeployments:\n  - {name: b, model_name: nothing, plan: cu, capacity: 1}\n", "1:16 total no deployment has an amount, 3:58 no price"},
		{"an error", "region: beijing\ndeployments:\n  - {name: b, model_name: qwen3-8b, plan: mu, deploy_spec: MU1, capacity: 3}\n", "1:16 total no deployment has an amount, 3:77 no amount"},
		{"no usage", "model_name: qwen3-14b-ft-1\nplan: lora\nname: a\nregion: singapore\n", "1:27 no usage"},
		{"a request body", "{\n  \"model_name\": \"qwen3-8b\", \"plan\": \"mu\", \"name\": \"a\", \"region\": \"beijing\", \"deploy_spec\": \"MU5\", \"capacity\": 2\n}", "1:2 4,158.72 USD / 30d"},
		{"two on a line", `{"region": "beijing", "deployments": [{"name": "a", "model_name": "qwen3-8b", "plan": "mu", "deploy_spec": "MU5", "capacity": 2}, {"name": "b", "model_name": "x", "plan": "cu"}]}`,
			"1:129 4,158.72 USD / 30d, 1:177 no price, 1:179 total at least 4,158.72 USD / 30d, without 1 that could not be priced"},
		{"other periods", "period: 30d\nregion: beijing\ndeployments: [{name: b, model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 2}]\n---\nperiod: 1h\nregion: beijing\ndeployments: [{name: c, model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 2, suffix: x}]\n",
			"1:12 No total: the deployments cover different periods. Choose one for all, 3:87 4,158.72 USD / 30d, 7:98 5.78 USD / 1h"},
		{"a stopped one", `{"output": {"deployed_model": "d", "model_name": "qwen3-8b", "status": "STOPPED", "plan": "mu", "model_unit_spec": "MU5", "capacity": 2}}`, "1:137 not billed: STOPPED"},
		{"nothing", "a: b\n", ""},
		{"nothing that can be read", "deployments: [\n", ""},
	} {
		d := desk(e, c.text)
		var got []string
		for _, h := range d.Hints() {
			got = append(got, fmt.Sprintf("%d:%d %s", h.Line, h.Column, h.Label))
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s: %s, want %s", c.name, text, c.want)
		}
	}
}

func TestSymbols(t *testing.T) {
	e := newEngine(t)
	d := desk(e, batch+"  - model_name: qwen3-14b\n    plan: lora\n")
	var got []string
	for _, s := range d.Symbols() {
		got = append(got, fmt.Sprintf("%s (%s) %d:%d-%d:%d %d:%d-%d:%d", s.Name, s.Detail,
			s.Span.Start.Line, s.Span.Start.Column, s.Span.End.Line, s.Span.End.Column,
			s.Select.Start.Line, s.Select.Start.Column, s.Select.End.Line, s.Select.End.Column))
	}
	want := "batch (19,360.00 USD / 30d) 3:5-9:27 3:11-3:16; qwen3-14b (no amount) 10:5-11:15 10:5-10:5"
	if text := strings.Join(got, "; "); text != want {
		t.Errorf("%s, want %s", text, want)
	}
	if list := desk(e, "").Symbols(); list == nil || len(list) > 0 {
		t.Errorf("symbols of nothing: %v", list)
	}
}
