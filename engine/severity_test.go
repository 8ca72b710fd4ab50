package engine_test

import (
	"testing"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/project"
)

// A severity that a project raises to an error takes no amount away, before the fee
// is known or after. One that it lowers gives none to what the API does not sell;
// what may be allowed (a clash, a policy) has its fee then.
func TestSeverityAndAmounts(t *testing.T) {
	const (
		unit   = "model_name: qwen3-8b, plan: mu, deploy_spec: MU5, billing_method: POST_PAY"
		whole  = "region: beijing\ndeployments: [{name: a, " + unit + ", capacity: 1}]\n"
		quiet  = "region: beijing\ndeployments: [{name: a, model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 1, estimate: {hours: 10}}]\n"
		names  = "region: beijing\ndeployments: [{name: a, " + unit + ", capacity: 1}, {name: a, suffix: b, " + unit + ", capacity: 1}]\n"
		clash  = "region: beijing\ndeployments: [{name: a, " + unit + ", capacity: 1}, {name: b, " + unit + ", capacity: 1}]\n"
		odd    = "region: singapore\ndeployments: [{name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, billing_method: POST_PAY, capacity: 6}]\n"
		denied = "# allowed in Singapore only\nregion: beijing\ndeployments: [{name: a, " + unit + ", capacity: 1}]\n"
	)
	e := newEngine(t)
	for _, test := range []struct {
		name, text string
		code       diag.Code
		severity   diag.Severity
		complete   bool
	}{
		{"raised before the fee", quiet, diag.NoBillingMethod, diag.Error, true},
		{"raised after the fee", whole, diag.CheaperPayment, diag.Error, true},
		{"raised across deployments", names, diag.SameName, diag.Error, true},
		{"a clash as it is", clash, diag.SameName, diag.Warning, false},
		{"a clash lowered", clash, diag.NoSuffix, diag.Warning, true},
		{"a clash ignored", clash, diag.NoSuffix, project.Ignore, true},
		{"no multiple, lowered", odd, diag.CapacityMultiple, diag.Warning, false},
		{"no multiple, ignored", odd, diag.CapacityMultiple, project.Ignore, false},
		{"not allowed", denied, diag.SameName, diag.Warning, false},
		{"not allowed, lowered", denied, diag.NotPermitted, diag.Info, true},
	} {
		p := &project.Project{File: project.FileName, Severity: map[diag.Code]diag.Severity{test.code: test.severity}}
		if test.text == denied {
			p.Regions = []string{"ap-southeast-1"}
		}
		q := e.Price([]engine.Input{{Name: "a.yaml", Data: []byte(test.text)}}, engine.Settings{Project: p})
		if got := q.Complete() && len(q.Totals) == 1 && q.Totals[0].Complete(); got != test.complete {
			t.Errorf("%s: complete is %t, want %t: %v", test.name, got, test.complete, q.Diagnostics)
		}
	}
}
