package findings

import (
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/costplan/costplan/engine/diag"
)

// TestGitLabSchema: every report has the fields that GitLab reads, and each
// finding a fingerprint of its own.
func TestGitLabSchema(t *testing.T) {
	schema, err := jsonschema.Compile("testdata/gitlab-code-quality.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	twice := diag.New(diag.Syntax, "./a.yaml", diag.Span{}, "", "broken")
	for name, in := range map[string]Input{
		"mixed": sample(t), "hostile": only(attacks()...), "nothing": only(), "no place, twice": only(twice, twice),
		"no file": only(diag.New(diag.OldCatalog, "", diag.Span{}, "", "old")),
	} {
		text := written(t, "gitlab", in)
		var value []any
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := schema.Validate(any(value)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		prints := map[any]bool{}
		for _, finding := range value {
			prints[finding.(map[string]any)["fingerprint"]] = true
		}
		if len(value) != len(in.Diagnostics) || len(prints) != len(value) {
			t.Errorf("%s: %d findings and %d fingerprints of %d diagnostics", name, len(value), len(prints), len(in.Diagnostics))
		}
	}
}

func TestGitLabPlace(t *testing.T) {
	d := diag.New(diag.UnknownModel, "./deploy/a.yaml", diag.Span{Start: diag.Position{Line: 7, Column: 2}}, "/model_name", "no model")
	d.Help = "did you mean x?"
	var got []qualityFinding
	if err := json.Unmarshal([]byte(written(t, "gitlab", only(d))), &got); err != nil {
		t.Fatal(err)
	}
	if f := got[0]; f.Location.Path != "deploy/a.yaml" || f.Location.Lines.Begin != 7 || f.Severity != "critical" ||
		f.CheckName != "CP301 unknown-model" || f.Description != "no model; help: did you mean x?" {
		t.Errorf("%+v", f)
	}
}
