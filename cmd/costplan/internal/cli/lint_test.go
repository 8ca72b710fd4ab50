package cli_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// wrongCapacity has one error, at the 6.
const wrongCapacity = `region: singapore
deployments:
  - name: batch
    model_name: qwen3-32b
    plan: mu
    deploy_spec: MU1
    capacity: 6
    billing_method: POST_PAY
    estimate: {hours: 10}
`

func TestLintText(t *testing.T) {
	r := run(t, wrongCapacity, "lint", "-").want(t, 1)
	for _, want := range []string{
		"<stdin>:7:15: error CP305: ", "    7 |     capacity: 6\n      |               ^\n",
		"      API: InvalidParameter: ", "1 error", " in 1 file, 1 deployment\n",
	} {
		if !strings.Contains(r.stdout, want) {
			t.Errorf("no %q in\n%s", want, r.stdout)
		}
	}
	if r.stderr != "" {
		t.Errorf("stderr: %s", r.stderr)
	}
}

func TestLintJSON(t *testing.T) {
	r := run(t, wrongCapacity, "lint", "--format", "json", "-").want(t, 1)
	report := decode(t, "lint", r.stdout)
	found := report["diagnostics"].([]any)
	if len(found) == 0 {
		t.Fatalf("nothing found:\n%s", r.stdout)
	}
	var error map[string]any
	for _, each := range found {
		if d := each.(map[string]any); d["severity"] == "error" {
			error = d
		}
	}
	if start := error["start"].(map[string]any); error["code"] != "CP305" || error["path"] != "/deployments/0/capacity" ||
		start["line"] != json.Number("7") || start["column"] != json.Number("15") {
		t.Errorf("the error is %v", error)
	}
	if n := report["summary"].(map[string]any)["errors"]; n != json.Number("1") {
		t.Errorf("%v errors", n)
	}
}

// TestFailOn: the exit code follows the worst finding.
func TestFailOn(t *testing.T) {
	warning := strings.Replace(strings.Replace(wrongCapacity, "6", "8", 1), "    billing_method: POST_PAY\n", "", 1)
	for _, c := range []struct {
		text, failOn string
		code         int
	}{
		{wrongCapacity, "error", 1}, {wrongCapacity, "info", 1}, {wrongCapacity, "never", 0},
		{warning, "error", 0}, {warning, "warning", 1}, {warning, "never", 0},
	} {
		if r := run(t, c.text, "lint", "--fail-on", c.failOn, "-"); r.code != c.code {
			t.Errorf("--fail-on %s gives %d, want %d:\n%s", c.failOn, r.code, c.code, r.stdout)
		}
	}
}

// TestPriceWithErrors: what is wrong has no amount, and is said on stderr in
// the form of lint; in JSON it is inside.
func TestPriceWithErrors(t *testing.T) {
	r := run(t, wrongCapacity, "price", "-").want(t, 1)
	if !strings.Contains(r.stdout, " error\n") || strings.Contains(r.stdout, "CP305") {
		t.Errorf("stdout:\n%s", r.stdout)
	}
	if !strings.Contains(r.stderr, "<stdin>:7:15: error CP305: ") || strings.Contains(r.stderr, "Total") {
		t.Errorf("stderr:\n%s", r.stderr)
	}
	r = run(t, wrongCapacity, "price", "--format", "json", "-").want(t, 1)
	quote := decode(t, "quote", r.stdout)
	if d := quote["deployments"].([]any)[0].(map[string]any); d["amount"] != nil || d["complete"] != false {
		t.Errorf("the deployment is %v", d)
	}
	if total := quote["totals"].([]any)[0].(map[string]any); total["amount"] != nil || total["complete"] != false {
		t.Errorf("the total is %v", total)
	}
	if len(quote["diagnostics"].([]any)) == 0 || r.stderr != "" {
		t.Errorf("no diagnostics inside, or stderr: %s", r.stderr)
	}
}

// TestNoTotal: where there is no total, the table says why instead of a number.
func TestNoTotal(t *testing.T) {
	request := "model_name: qwen-flash-2025-07-28\nname: a\nplan: ptu\nptu_capacity: {input_tpm: 10000, output_tpm: 1000}\n"
	month := "period: 2026-12\nregion: beijing\ndeployments:\n  - name: b\n    model_name: deepseek-v3\n    plan: ptu\n    ptu_capacity: {input_tpm: 10000, output_tpm: 1000}\n"
	for _, c := range []struct {
		text, says string
	}{
		{request, "No total: no deployment has an amount."}, // there is no region
		{"\x00", "No deployment could be read."},
		{request + "region: beijing\n---\n" + month, "No total: the deployments cover different periods."},
	} {
		r := run(t, c.text, "price", "-").want(t, 1)
		if !strings.Contains(r.stdout, c.says) || strings.Contains(r.stdout, "Total for") {
			t.Errorf("no %q in\n%s", c.says, r.stdout)
		}
		if r.stderr == "" {
			t.Error("nothing on stderr")
		}
		if md := run(t, c.text, "price", "--format", "markdown", "-"); !strings.Contains(md.stdout, c.says[:12]) {
			t.Errorf("no %q in\n%s", c.says, md.stdout)
		}
		decode(t, "quote", run(t, c.text, "price", "--format", "json", "-").stdout)
	}
}
