package answer

import (
	"encoding/json"
	"strings"
	"testing"
)

// Small files with as many deployments, documents or findings as fit. Work that
// grows with the product of two of them would take minutes, so that the test ends by
// the limit of all tests; the answer stays within what the limits of the engine
// allow, 2,000 rows of 10 KB.
func TestHostileFiles(t *testing.T) {
	const most = 20 << 20 // bytes
	s := New()
	for name, file := range map[string]string{
		"numbers":              "deployments: [" + strings.Repeat("1,", 90_000) + "]\n",
		"empty deployments":    "deployments: [" + strings.Repeat("{},", 45_000) + "]\n",
		"the most deployments": "deployments: [" + strings.Repeat("{},", 2_000) + "]\n",
		"documents":            strings.Repeat("---\nmodel_name: a\n", 20_000),
		"other documents":      strings.Repeat("---\na\n", 40_000),
		"no-break spaces":      "deployments:\n" + strings.Repeat("- \u00a0a\n", 40_000),
		"duplicate keys":       "deployments:\n- model_name: a\n" + strings.Repeat("  x-a: 1\n", 45_000),
		"aliases":              "x-d: &d {model_name: a, plan: ptu, foo: 1}\ndeployments: [" + strings.Repeat("*d,", 9_000) + "]\n",
		"budgets":              "budgets: [" + strings.Repeat("{limit: 1, name: n*1},", 9_000) + "]\ndeployments: [" + strings.Repeat("{name: nnn, plan: mu},", 2_000) + "]\n",
	} {
		request, err := json.Marshal(body{"api": API, "call": "state", "files": []any{body{"name": "a.yaml", "text": file}}})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(s.Respond(request)); n > most {
			t.Errorf("%s: %d bytes are answered with %d", name, len(request), n)
		}
	}
}
