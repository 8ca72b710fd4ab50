package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRequestGolden shows every form.
func TestRequestGolden(t *testing.T) {
	for _, format := range []string{"json", "ndjson", "curl"} {
		r := inExamples(t, "request", "--format", format, "deployments.yaml").want(t, 0)
		golden(t, "request-"+format, r.stdout)
		if format == "json" {
			decode(t, "request", r.stdout)
		}
	}
}

// TestRequestEndpoint: each region has its own.
func TestRequestEndpoint(t *testing.T) {
	for region, host := range map[string]string{"singapore": "dashscope-intl.aliyuncs.com", "beijing": "dashscope.aliyuncs.com"} {
		text := `{"model_name": "qwen3-8b-ft-1", "plan": "cu", "name": "a", "capacity": 1}`
		r := run(t, text, "request", "--region", region, "-").want(t, 0)
		first := decode(t, "request", r.stdout)["requests"].([]any)[0].(map[string]any)
		if first["endpoint"] != "https://"+host+"/api/v1/deployments" || first["file"] != "<stdin>" {
			t.Errorf("%s: %v", region, first)
		}
	}
}

// TestRequestRefused: nothing is written where anything that is asked for is wrong.
func TestRequestRefused(t *testing.T) {
	const bad = `region: singapore
deployments:
- {name: good, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 8, billing_method: POST_PAY}
- {name: bad, model_name: qwen3-14b, plan: mu, deploy_spec: MU1, capacity: 6, billing_method: POST_PAY}
`
	for name, c := range map[string]struct {
		stdin  string
		args   []string
		code   int
		stderr string
	}{
		"an error":         {bad, nil, 1, `<stdin>:4: "bad": it has an error`},
		"an error, picked": {bad, []string{"--deployment", "bad"}, 1, "CP305"},
		"another has one":  {bad, []string{"--deployment", "good"}, 0, ""},
		"no such name":     {bad, []string{"--deployment", "god"}, 2, "did you mean: --deployment good"},
		"an answer":        {`{"output": {"deployed_model": "m", "model_name": "qwen3-32b", "plan": "mu", "model_unit_spec": "MU1", "capacity": 8, "status": "RUNNING"}}`, []string{"--region", "singapore"}, 1, "it exists already"},
		"a budget":         {strings.Replace(bad, "capacity: 6", "capacity: 4", 1) + "budget: 1\n", nil, 1, "CP501"},
		"a suffix clash":   {strings.NewReplacer("qwen3-14b", "qwen3-32b", "capacity: 6", "capacity: 4").Replace(bad), nil, 1, "CP402"},
		"only a warning":   {strings.Replace(bad, "capacity: 6, billing_method: POST_PAY", "capacity: 4", 1), nil, 0, "CP313"},
		"what is not read": {bad + "---\n{", []string{"--deployment", "good"}, 1, "no request is written"},
		"nothing":          {"", nil, 1, "CP105"},
	} {
		t.Run(name, func(t *testing.T) {
			r := run(t, c.stdin, append(append([]string{"request", "--format", "ndjson"}, c.args...), "-")...).want(t, c.code)
			if !strings.Contains(r.stderr, c.stderr) || (r.code == 0) != (r.stdout != "") {
				t.Errorf("stdout:\n%s\nstderr:\n%s", r.stdout, r.stderr)
			}
		})
	}
}

// TestRequestBack: what request writes is priced as the file was.
func TestRequestBack(t *testing.T) {
	bodies := inExamples(t, "request", "--format", "ndjson", "deployments.yaml").want(t, 0).stdout
	for line := range strings.Lines(bodies) {
		var body map[string]any
		if err := json.Unmarshal([]byte(line), &body); err != nil {
			t.Fatal(err)
		}
		region := "singapore"
		if name := body["name"]; name == "research" || name == "pilot" {
			region = "beijing"
		}
		run(t, line, "lint", "--region", region, "-").want(t, 0)
	}
	// Without its estimate the deployment "batch" is billed for 720 h: 720 x 8 x 44 / 4.
	batch := inExamples(t, "request", "--format", "ndjson", "--deployment", "batch", "deployments.yaml").want(t, 0).stdout
	total := decode(t, "quote", run(t, batch, "price", "--region", "singapore", "--format", "json", "-").want(t, 0).stdout)["totals"].([]any)[0].(map[string]any)
	if total["amount"] != "63360" {
		t.Errorf("batch costs %v, want 63360", total["amount"])
	}
}

// TestScriptHoldsHostileText: no text of a file leaves its comment or its body.
func TestScriptHoldsHostileText(t *testing.T) {
	for _, hostile := range []string{"BODY\ntouch owned\n", "a'; touch owned; '", "$(touch owned)", "`touch owned`", "\u202e\r\ntouch owned"} {
		text, err := json.Marshal(map[string]any{"model_name": "qwen3-32b-ft-1", "plan": "cu", "name": hostile, "capacity": 1, "region": "beijing"})
		if err != nil {
			t.Fatal(err)
		}
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "a.json"), text, 0o644); err != nil {
			t.Fatal(err)
		}
		r := run(t, "", "request", "--format", "curl", filepath.Join(folder, "a.json")).want(t, 0)
		_, after, _ := strings.Cut(r.stdout, "\ncreate '")
		lines := strings.Split(strings.TrimSpace(after), "\n")
		for i, line := range lines {
			inBody := i > 0 && i < len(lines)-1
			if inBody && !strings.HasPrefix(line, " ") && line != "{" && line != "}" {
				t.Errorf("%q: line %q of the body could end it", hostile, line)
			}
		}
		if lines[0] != "https://dashscope.aliyuncs.com/api/v1/deployments' <<'BODY'" || lines[len(lines)-1] != "BODY" {
			t.Errorf("%q: the body is not quoted:\n%s", hostile, after)
		}
		if strings.ContainsAny(r.stdout, "\r\u202e") {
			t.Errorf("%q: %q", hostile, r.stdout)
		}
	}
}
