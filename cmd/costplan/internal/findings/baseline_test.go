package findings_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/findings"
	"github.com/costplan/costplan/engine/diag"
)

func TestBaseline(t *testing.T) {
	of := func(file, message string, line int) diag.Diagnostic {
		return diag.Diagnostic{Code: "CP305", Message: message, File: file, Span: diag.Span{Start: diag.Position{Line: line}}}
	}
	path := filepath.Join("team", "baseline.json")
	file := filepath.Join("team", "a.yaml")
	b := findings.NewBaseline(path, []diag.Diagnostic{of(file, "capacity 6", 3), of(file, "capacity 6", 9), of("b.yaml", "<x> & y", 1)})
	text := string(b.Text())
	want := `{
  "version": 1,
  "findings": [
    {"file":"../b.yaml","code":"CP305","message":"\u003cx\u003e \u0026 y","count":1},
    {"file":"a.yaml","code":"CP305","message":"capacity 6","count":2}
  ]
}
`
	if text != want {
		t.Errorf("got\n%s", text)
	}
	read, err := findings.ReadBaseline(path, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	// Lines move, one of the two is fixed, another has a new number, and a third of a kind comes up.
	left, known, gone := read.New([]diag.Diagnostic{of(file, "capacity 6", 30), of(file, "capacity 7", 9), of("b.yaml", "<x> & y", 1), of("b.yaml", "<x> & y", 2)})
	if len(left) != 2 || left[0].Message != "capacity 7" || left[1].Start.Line != 2 || known != 2 || gone != 1 {
		t.Errorf("%d left, %d known, %d gone", len(left), known, gone)
	}
	if again := string(read.Text()); again != text {
		t.Errorf("read and written again:\n%s", again)
	}
	if empty := string(findings.NewBaseline(path, nil).Text()); empty != "{\n  \"version\": 1,\n  \"findings\": []\n}\n" {
		t.Errorf("without findings: %s", empty)
	}
	for text, fault := range map[string]string{
		"":                            "it is not a baseline",
		"[]":                          "it is not a baseline",
		`{"version": 2}`:              "it is of version 2",
		`{"version": 1} {}`:           "something follows it",
		`{"version": 1, "rules": []}`: "unknown field",
		`{"version": 1, "findings": [{"file": "a", "code": "CP305", "message": "m"}]}`: "counted 0 times",
	} {
		if _, err := findings.ReadBaseline(path, []byte(text)); err == nil || !strings.Contains(err.Error(), fault) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
