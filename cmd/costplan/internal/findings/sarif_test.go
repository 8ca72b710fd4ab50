package findings

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/owenrumney/go-sarif/v2/sarif"
	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// sarifChecker compiles the schema that OASIS publishes with Errata 01 of the
// standard.
func sarifChecker(t testing.TB) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat = true
	if err := compiler.AddResource(sarifSchema, bytes.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile(sarifSchema)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func validSARIF(checker *jsonschema.Schema, text string) error {
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		return err
	}
	return checker.Validate(value)
}

func sarifOf(t testing.TB, in Input) *sarif.Run {
	t.Helper()
	log, err := sarif.FromString(written(t, "sarif", in))
	if err != nil {
		t.Fatal(err)
	}
	return log.Runs[0]
}

func TestSARIFSchema(t *testing.T) {
	checker := sarifChecker(t)
	for name, in := range map[string]Input{
		"mixed": sample(t), "hostile": only(attacks()...), "nothing": only(), "no place": only(diag.New(diag.Syntax, "a.yaml", diag.Span{}, "", "")),
		"unknown code": only(diag.Diagnostic{Code: "CP999", File: "a.yaml"}),
	} {
		if err := validSARIF(checker, written(t, "sarif", in)); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
	}
	for _, wrong := range []string{
		`{"version": "2.0.0", "runs": []}`,
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "a", "informationUri": "not a uri"}}}]}`,
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "a"}}, "results": [{"message": {"text": "a"}, "level": "info"}]}]}`,
	} {
		if validSARIF(checker, wrong) == nil {
			t.Errorf("the schema accepts %s", wrong)
		}
	}
}

// TestSARIFReferences: each result points to its rule, each notification to its
// descriptor, and what has no file is no result.
func TestSARIFReferences(t *testing.T) {
	run := sarifOf(t, sample(t))
	if len(run.Results) != 5 || len(run.Invocations[0].ToolExecutionNotifications) != 1 {
		t.Fatalf("%d results, %d notifications", len(run.Results), len(run.Invocations[0].ToolExecutionNotifications))
	}
	for _, r := range run.Results {
		if rule := run.Tool.Driver.Rules[*r.RuleIndex]; rule.ID != *r.RuleID || rule.Name == nil || rule.HelpURI == nil || rule.DefaultConfiguration == nil {
			t.Errorf("%s points to %v", *r.RuleID, rule)
		}
		if len(r.Locations) != 1 || r.Locations[0].PhysicalLocation.ArtifactLocation.URI == nil {
			t.Errorf("%s has locations %v", *r.RuleID, r.Locations)
		}
	}
	notice := run.Invocations[0].ToolExecutionNotifications[0]
	if d := run.Tool.Driver.Notifications[*notice.Descriptor.Index]; d.ID != *notice.Descriptor.Id || d.ID != string(diag.OldCatalog) || notice.Level != "warning" {
		t.Errorf("%v points to %v", notice, d)
	}
}

func TestSARIFArtifacts(t *testing.T) {
	for _, c := range []struct {
		file, uri, base string
	}{
		{"a.yaml", "a.yaml", sourceRoot},
		{"deploy/a b.yaml", "deploy/a%20b.yaml", sourceRoot},
		{"../a.yaml", "../a.yaml", sourceRoot},
		{"100%.yaml", "100%25.yaml", sourceRoot},
		{"a#b?c.yaml", "a%23b%3Fc.yaml", sourceRoot},
		{"a:b.yaml", "./a:b.yaml", sourceRoot}, // else "a" would be the scheme
		{"模型.yaml", "%E6%A8%A1%E5%9E%8B.yaml", sourceRoot},
		{"a\nb\xff", "a%0Ab%FF", sourceRoot},
		{`a\b`, "a%5Cb", sourceRoot}, // a character of the name, where "/" parts names
		{"/tmp/a b.yaml", "file:///tmp/a%20b.yaml", ""},
		{"C:/a.yaml", "file:///C:/a.yaml", ""},
		{"<stdin>", "%3Cstdin%3E", ""},
	} {
		got := artifactOf(c.file)
		base := ""
		if got.URIBaseId != nil {
			base = *got.URIBaseId
		}
		if *got.URI != c.uri || base != c.base {
			t.Errorf("%q: %s in %q, want %s in %q", c.file, *got.URI, base, c.uri, c.base)
		}
	}
}

// TestSARIFRegions: columns count characters, the end is the first one after.
func TestSARIFRegions(t *testing.T) {
	run := sarifOf(t, sample(t))
	for _, r := range run.Results {
		// {model_name: Qwen3-32B, name: 聊天机器人, ...: the name is 5 characters behind 30.
		if got := place(r.Locations[0].PhysicalLocation.Region); *r.RuleID == string(diag.CheaperPayment) && got != [4]int{1, 31, 1, 36} {
			t.Errorf("%s is at %v", *r.RuleID, got)
		}
		// The insertion of a line: nothing is deleted.
		if *r.RuleID == string(diag.NoBillingMethod) {
			if got := place(&r.Fixes[0].ArtifactChanges[0].Replacements[0].DeletedRegion); got != [4]int{9, 1, 9, 1} {
				t.Errorf("%s is fixed at %v", *r.RuleID, got)
			}
		}
	}
}

// place is the start and the end of a region, a line with a column each.
func place(r *sarif.Region) [4]int {
	return [4]int{*r.StartLine, *r.StartColumn, *r.EndLine, *r.EndColumn}
}

func TestFingerprints(t *testing.T) {
	prints := func(text string, parts ...string) (list []string) {
		source, from := document.NewSource("a.yaml", []byte(text)), 0
		var found []diag.Diagnostic
		for i, part := range parts {
			at := from + bytes.Index(source.Data[from:], []byte(part))
			from = at + len(part)
			found = append(found, diag.New(diag.CapacityMultiple, "a.yaml", source.Span(at, from),
				"/deployments/"+string(rune('0'+i))+"/capacity", "capacity "+part+" is not a multiple of 4"))
		}
		for _, r := range sarifOf(t, only(found...)).Results {
			list = append(list, r.PartialFingerprints[fingerprintName].(string))
		}
		return list
	}
	two := prints("a: 6\nb: 7\n", "6", "7")
	if two[0] == two[1] || len(two[0]) != 32 {
		t.Errorf("two findings have the fingerprints %q", two)
	}
	if moved := prints("# x\n\n  a: 9\n\nb: 3\n", "9", "3"); !slices.Equal(moved, two) {
		t.Errorf("lines and numbers change %q to %q", two, moved)
	}
	other := sarifOf(t, only(diag.New(diag.CapacityMultiple, "b.yaml", diag.Span{}, "/deployments/0/capacity", "capacity 6 is not a multiple of 4")))
	if other.Results[0].PartialFingerprints[fingerprintName] == two[0] {
		t.Error("another file has the same fingerprint")
	}
}

// TestSARIFText: a viewer finds no link in a message, although SARIF has links
// in plain text too.
func TestSARIFText(t *testing.T) {
	d := diag.New(diag.NotAllowed, "a.yaml", diag.Span{}, "", "value [click](https://evil.example) \u202e")
	d.Help = "use [1](2)"
	got := *sarifOf(t, only(d)).Results[0].Message.Text
	if want := "value [click] (https://evil.example) \\u202e\nhelp: use [1] (2)"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestSARIFEdits: a deletion inserts nothing, a place that ends before it starts
// is empty, and a fix without a place is left out.
func TestSARIFEdits(t *testing.T) {
	backwards := diag.Span{Start: diag.Position{Line: 3, Column: 4}, End: diag.Position{Line: 2, Column: 9}}
	d := diag.New(diag.UnknownField, "a.yaml", backwards, "", "x")
	d.Fixes = []diag.Fix{{Title: "remove it", Edits: []diag.Edit{{Span: backwards}}}, {Title: "lost", Edits: []diag.Edit{{Text: "x"}}}, {Title: "none"}}
	fixes := sarifOf(t, only(d)).Results[0].Fixes
	if len(fixes) != 1 {
		t.Fatalf("fixes %v", fixes)
	}
	if edit := fixes[0].ArtifactChanges[0].Replacements[0]; edit.InsertedContent != nil || place(&edit.DeletedRegion) != [4]int{3, 4, 3, 4} {
		t.Errorf("the edit is %v", edit)
	}
}
