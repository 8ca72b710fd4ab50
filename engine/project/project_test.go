package project

import (
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/diag"
)

func read(t *testing.T, text string) (*Project, []diag.Diagnostic) {
	t.Helper()
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	return Read(FileName, []byte(text), cat)
}

func TestRead(t *testing.T) {
	p, found := read(t, `version: 1
region: Beijing
severity: {CP308: error, CP503: ignore}
allow:
  regions: [singapore]
  plans: [ptu, mu]
  models: ["qwen3*", deepseek-v3.2]
budget: 5000.5
exclude: ["drafts/**"]
max_age: 60
`)
	if len(found) != 0 {
		t.Fatalf("settings that are right give %+v", found)
	}
	if p.Region != "cn-beijing" || p.Budgets[0].Limit.String() != "5000.5" || p.Budgets[0].Span.Start.Line != 8 || *p.MaxAge != 60 || p.Exclude[0] != "drafts/**" {
		t.Errorf("read as %+v", p)
	}
	for _, test := range []struct {
		what       string
		got, wants bool
	}{
		{"Singapore", p.AllowsRegion("ap-southeast-1"), true},
		{"Beijing", p.AllowsRegion("cn-beijing"), false},
		{"plan mu", p.AllowsPlan(catalog.MU), true},
		{"plan cu", p.AllowsPlan(catalog.CU), false},
		{"qwen3-8b", p.AllowsModel("qwen3-8b"), true},
		{"deepseek-v3.2", p.AllowsModel("deepseek-v3.2"), true},
		{"deepseek-v3", p.AllowsModel("deepseek-v3"), false},
	} {
		if test.got != test.wants {
			t.Errorf("%s allowed is %t, want %t", test.what, test.got, test.wants)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, test := range []struct {
		text, message string
		code          diag.Code
	}{
		{"budgt: 5", `unknown field "budgt"`, diag.UnknownField},
		{"severity: {CP999: ignore}", "no code", diag.NotAllowed},
		{"severity: {CP203: ignore}", "cannot be changed", diag.NotAllowed},
		{"severity: {CP308: loud}", "is not allowed", diag.NotAllowed},
		{"allow: {regions: []}", "empty list", diag.OutOfRange},
		{"allow: {regions: [tokyo]}", "not in the catalog", diag.NotAllowed},
		{"allow: {plans: [pto]}", "is not allowed", diag.NotAllowed},
		{"budget: much", "takes a number", diag.WrongType},
		{"budget: 1\nbudget: 2", "", diag.DuplicateKey},
		{"- a", "mapping", diag.WrongType},
		{"version: 1\n---\nversion: 1", "second one", diag.WrongType},
		{"version: 2", "use 1", diag.NotAllowed},
	} {
		_, found := read(t, test.text)
		if len(found) == 0 || !strings.Contains(found[0].Message, test.message) || found[0].Code != test.code {
			t.Errorf("%q gives %+v, want %s with %q", test.text, found, test.code, test.message)
		}
	}
}

func TestAdjust(t *testing.T) {
	p := &Project{Severity: map[diag.Code]diag.Severity{diag.PartialUnit: diag.Error, diag.CheaperOption: Ignore}}
	found := p.Adjust([]diag.Diagnostic{
		{Code: diag.PartialUnit, Severity: diag.Warning},
		{Code: diag.CheaperOption, Severity: diag.Info},
		{Code: diag.NoPrice, Severity: diag.Warning},
	})
	if len(found) != 2 || found[0].Severity != diag.Error || found[1].Severity != diag.Warning {
		t.Errorf("adjusted to %+v", found)
	}
	if found := (*Project)(nil).Adjust([]diag.Diagnostic{{Code: diag.NoPrice}}); len(found) != 1 {
		t.Errorf("without settings %+v is left", found)
	}
}
