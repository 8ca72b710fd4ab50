package engine_test

import (
	"bytes"
	"testing"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
)

// FuzzFix fixes any text: the result can still be read, fixing it again changes
// nothing, and no diagnostic with a safe fix is left that could be applied.
func FuzzFix(f *testing.F) {
	for _, seed := range seeds(f) {
		f.Add(seed)
	}
	e := newEngine(f)
	settings := engine.Settings{Region: "cn-beijing"}
	f.Fuzz(func(t *testing.T, data []byte) {
		before := e.Check(engine.Input{Name: "fuzz.yaml", Data: data}, settings)
		fixed, applied := e.Fix(engine.Input{Name: "fuzz.yaml", Data: data}, settings, false)
		if len(applied) == 0 {
			if !bytes.Equal(fixed, data) {
				t.Fatalf("nothing was fixed, but the text changed:\n%q\n%q", data, fixed)
			}
			return
		}
		after := e.Check(engine.Input{Name: "fuzz.yaml", Data: fixed}, settings)
		if !before.Unread && after.Unread {
			t.Fatalf("the fixed text cannot be read:\n%s\n%s", fixed, diagnosticsText(after.Diagnostics))
		}
		again, _ := e.Fix(engine.Input{Name: "fuzz.yaml", Data: fixed}, settings, false)
		if !bytes.Equal(again, fixed) {
			t.Fatalf("fixing it again changes it:\n%s\n%s", fixed, again)
		}
	})
}

// A fixed file is clean of what was fixed.
func TestFixedFileIsClean(t *testing.T) {
	e := newEngine(t)
	data := []byte(`region: Singapore
deployments:
  - {name: a, model_name: Qwen3-32B, plan: Mu, deploy_spec: mu1, capcity: "8", enable_thinking: on}
`)
	fixed, applied := e.Fix(engine.Input{Name: "a.yaml", Data: data}, engine.Settings{}, false)
	want := `region: Singapore
deployments:
  - {name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 8, billing_method: POST_PAY, enable_thinking: true}
`
	if string(fixed) != want {
		t.Errorf("fixed to\n%s\nwant\n%s", fixed, want)
	}
	if len(applied) != 7 {
		t.Errorf("%d fixes, want 7:\n%s", len(applied), diagnosticsText(applied))
	}
	report := e.Lint([]engine.Input{{Name: "a.yaml", Data: fixed}}, engine.Settings{})
	for _, d := range report.Diagnostics {
		if d.Severity != diag.Info {
			t.Errorf("left: %s %s", d.Code, d.Message)
		}
	}
}
