package engine_test

import (
	"slices"
	"testing"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
)

// What one file did to another is forgotten once they are held together anew: a
// clash, and a suppression that silenced it.
func TestAgain(t *testing.T) {
	e := newEngine(t)
	check := func(name, text string) *engine.Checked {
		return e.Check(engine.Input{Name: name, Data: []byte("region: beijing\ndeployments:\n" + text)}, engine.Settings{})
	}
	const deployed = "  - {name: x, model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 1, billing_method: POST_PAY}"
	first := check("a.yaml", deployed)
	second := check("b.yaml", deployed+" # costplan:ignore CP502 it stays\n")
	silent := check("c.yaml", deployed+" # costplan:ignore CP402,CP403,CP502 both are known\n")
	together := func(files ...*engine.Checked) (count map[diag.Code]int, unpriced int) {
		count = map[diag.Code]int{}
		for i := range files {
			files[i] = files[i].Again()
		}
		report, q := e.Overview(files, engine.Settings{})
		for _, d := range report.Diagnostics {
			count[d.Code]++
		}
		for _, d := range q.Deployments {
			if !d.Fee.Known {
				unpriced++
			}
		}
		return count, unpriced
	}
	if count, unpriced := together(first, second); count[diag.NoSuffix] != 1 || unpriced != 1 {
		t.Errorf("both: %v, %d without an amount; the second clashes with the first", count, unpriced)
	}
	if count, unpriced := together(second); count[diag.NoSuffix] != 0 || unpriced != 0 {
		t.Errorf("the second alone: %v, %d without an amount", count, unpriced)
	}
	if count, _ := together(first, silent); count[diag.NoSuffix]+count[diag.SameName]+count[diag.UnusedSuppression] != 0 {
		t.Errorf("a clash that is silenced: %v", count)
	}
	if count, _ := together(silent); count[diag.UnusedSuppression] != 2 {
		t.Errorf("two codes silence nothing any more: %v", count)
	}
}

// What could cost less is not said of a deployment that the API would refuse beside
// another one, nor a second time of one that runs.
func TestNoAdviceWithoutFee(t *testing.T) {
	e := newEngine(t)
	const deployed = "model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 1, billing_method: POST_PAY"
	const running = "output: {deployed_model: d, status: RUNNING, charge_type: post_paid, model_name: qwen3-8b, plan: mu, model_unit_spec: MU5, capacity: 1}\n"
	refused := engine.Input{Name: "a.yaml", Data: []byte("region: beijing\ndeployments:\n  - {name: a, " + deployed + "}\n  - {name: b, " + deployed + "}\n  - {name: c, suffix: x, " + deployed + "}\n  - {name: d, suffix: x, " + deployed + "}\n")}
	twice := engine.Input{Name: "b.yaml", Data: []byte("region: beijing\n" + running + "---\nregion: beijing\n" + running)}
	for _, test := range []struct {
		input engine.Input
		want  []int // lines of CP502
	}{{refused, []int{3, 5}}, {twice, []int{2}}} {
		var lines []int
		for _, d := range e.Lint([]engine.Input{test.input}, engine.Settings{}).Diagnostics {
			if d.Code == diag.CheaperPayment {
				lines = append(lines, d.Start.Line)
			}
		}
		if !slices.Equal(lines, test.want) {
			t.Errorf("%s: CP502 on lines %v, want %v", test.input.Name, lines, test.want)
		}
	}
}
