package engine_test

import (
	"testing"

	"github.com/costplan/costplan/engine"
)

func TestKindOf(t *testing.T) {
	for _, test := range []struct {
		text string
		want engine.Kind
	}{
		{"", engine.Empty},
		{" \n", engine.Empty},
		{"deployments: []\n", engine.Deployments},
		{"deployment:\n  - {plan: mu}\n", engine.Deployments},
		{"model_name: a\nplan: ptu\n", engine.Deployments},
		{"- {model_name: a, plan: mu}\n", engine.Deployments},
		{"deployments:\n  - {model_name: a\n", engine.Deployments}, // not closed
		{"x-note: 1\n---\nmodel_name: a\n", engine.Deployments},
		{`{"request_id": "1", "output": {"status": "RUNNING", "model_name": "a", "plan": "mu"}}`, engine.Fleet},
		{`{"output": {"deployments": [], "total": 0}}`, engine.Fleet},
		{`{"code": "NotFound", "message": "no such deployment", "request_id": "1"}`, engine.Deployments},
		{"source: contract\ndiscounts: [{percent: 5}]\n", engine.OwnPrices},
		{"discounts: [{percent: 5}]\n", engine.OwnPrices}, // source is missing: said when it is read
		{"timestamp,input_tokens,output_tokens\n2026-06-06T00:00:00Z,1,2\n", engine.Traffic},
		{"\xef\xbb\xbf\ntime;prompt_tokens;completion_tokens\n", engine.Traffic},
		{"timestamp,input_tokens\n2026-06-06T00:00:00Z,1\n", engine.Traffic}, // a column is missing: said when it is read
		{`{"timestamp": "2026-06-06T00:00:00Z", "usage": {"prompt_tokens": 1, "completion_tokens": 2}}` + "\n", engine.Traffic},
		{"name,amount\na,1\n", engine.Unknown},
		{"just a note\n", engine.Unknown},
		{"severity: {CP308: error}\n", engine.Unknown},
		{"[1, 2]", engine.Unknown},
		{"\x00\x01\x02", engine.Unknown},
	} {
		if got := engine.KindOf(engine.Input{Name: "a", Data: []byte(test.text)}); got != test.want {
			t.Errorf("%q is %s, want %s", test.text, got, test.want)
		}
	}
}
