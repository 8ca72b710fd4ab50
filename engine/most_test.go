package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
)

// deployments is a file of n deployments of 10,000 input and 1,000 output TPM, whose
// throughput is left out in the first ones.
func deployments(n, left int) engine.Input {
	var text strings.Builder
	text.WriteString("region: singapore\ndeployments:\n")
	for i := range n {
		tpm := ", ptu_capacity: {input_tpm: 10000, output_tpm: 1000}"
		if i < left {
			tpm = ""
		}
		fmt.Fprintf(&text, "  - {name: n%d, suffix: s%d, model_name: qwen3.6-plus-2026-04-02, plan: ptu%s}\n", i, i, tpm)
	}
	return engine.Input{Name: "a.yaml", Data: []byte(text.String())}
}

// Findings beyond those that are listed are counted, in a file for itself, and
// nothing that is computed from them changes. A month of each costs 1,382.4, and a
// subscription saves half of it.
func TestMostFindings(t *testing.T) {
	const n, left = engine.MostFindings + 100, engine.MostFindings + 2
	q := newEngine(t).Price([]engine.Input{deployments(n, left)}, engine.Settings{})
	if len(q.Totals) != 1 || q.Totals[0].Amount.Value.String() != "829440" || !q.Complete() { // 600 x 1,382.4
		t.Errorf("totals %+v, complete %t", q.Totals, q.Complete())
	}
	listed := map[diag.Code]int{}
	for _, d := range q.Diagnostics {
		switch listed[d.Code]++; {
		case d.More == 0:
		case d.Code == diag.DefaultCapacity:
			if d.More != 2 || !strings.HasPrefix(d.Message, "and 2 more of CP309 in this file") || d.Start.Line != 3+engine.MostFindings {
				t.Errorf("%d more on line %d: %s", d.More, d.Start.Line, d.Message)
			}
		case d.Code == diag.CheaperPayment:
			if d.More != 100 || d.Values[diag.ValueSaving] != "69120" { // 100 x 691.2
				t.Errorf("%d more save %s", d.More, d.Values[diag.ValueSaving])
			}
		}
	}
	for code, count := range listed {
		if count != engine.MostFindings+1 {
			t.Errorf("%s is listed %d times", code, count)
		}
	}
	if warnings, infos := diag.Count(q.Diagnostics, diag.Warning), diag.Count(q.Diagnostics, diag.Info); warnings != left || infos != 2*n {
		t.Errorf("%d warnings and %d infos, want %d and %d", warnings, infos, left, 2*n)
	}
}

// A file of too many deployments is not read, in a list or in documents.
func TestMaxDeployments(t *testing.T) {
	e := newEngine(t)
	documents := engine.Input{Name: "b.yaml", Data: []byte(strings.Repeat("---\nmodel_name: a\n", engine.MaxDeployments+1))}
	for _, test := range []struct {
		input  engine.Input
		beyond bool
	}{{deployments(engine.MaxDeployments, 0), false}, {deployments(engine.MaxDeployments+1, 0), true}, {documents, true}} {
		q := e.Price([]engine.Input{test.input}, engine.Settings{})
		limit := len(q.Diagnostics) == 1 && q.Diagnostics[0].Code == diag.Limit
		if limit != test.beyond || q.Complete() == test.beyond || (len(q.Deployments) == 0) != test.beyond {
			t.Errorf("%s, %d bytes: %d deployments, complete %t, limit %t", test.input.Name, len(test.input.Data), len(q.Deployments), q.Complete(), limit)
		}
	}
}
