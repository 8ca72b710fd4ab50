package findings

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
	"golang.org/x/tools/txtar"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/schema"
)

// jsonChecker compiles our own schema of findings.
func jsonChecker(t testing.TB) *jsonschema.Schema {
	t.Helper()
	against, err := schema.Compile("lint", "")
	if err != nil {
		t.Fatal(err)
	}
	return against
}

func validJSON(checker *jsonschema.Schema, text string) error {
	var value any
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return err
	}
	return checker.Validate(value)
}

func TestJSONSchema(t *testing.T) {
	checker := jsonChecker(t)
	for name, in := range map[string]Input{"mixed": sample(t), "nothing": only()} {
		if err := validJSON(checker, written(t, "json", in)); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
	}
}

// TestOfEngine writes what the engine finds in the golden cases of the project,
// so in files with nearly every code.
func TestOfEngine(t *testing.T) {
	names, err := filepath.Glob("../../../../testdata/golden/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no golden cases: %v", err)
	}
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	eng, ours, sarif := engine.New(cat), jsonChecker(t), sarifChecker(t)
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var inputs []engine.Input
		texts := map[string][]byte{}
		for _, file := range archive.Files {
			inputs = append(inputs, engine.Input{Name: file.Name, Data: file.Data})
			texts[file.Name] = file.Data
		}
		in := Input{
			Findings: report.Findings(eng.Lint(inputs, engine.Settings{})),
			Source:   func(file string) []byte { return texts[file] },
		}
		for _, f := range Formats() {
			text := written(t, f.Name, in)
			switch f.Name {
			case "json":
				err = validJSON(ours, text)
			case "sarif":
				err = validSARIF(sarif, text)
			case "junit":
				junitOf(t, text)
			case "github":
				if n := len(commandsOf(t, text)); n != len(in.Diagnostics) {
					t.Errorf("%s: %d commands for %d findings", name, n, len(in.Diagnostics))
				}
			}
			if err != nil {
				t.Errorf("%s as %s: %#v", name, f.Name, err)
			}
		}
	}
}
