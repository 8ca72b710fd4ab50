package shape

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/schema"
)

// TestEverySchemaIsRead: the checkers panic if theirs is not.
func TestEverySchemaIsRead(t *testing.T) {
	for _, checker := range []*Checker{NewChecker(), NewSettings().checker, NewOverlay().checker, NewCatalog().checker} {
		for shape, place := range checker.places {
			if checker.schema().at(place) == nil {
				t.Errorf("there is no %s for %s", place, shape)
			}
		}
	}
}

// A keyword that is passed over would let pass what the schema rules out.
func TestRead(t *testing.T) {
	for text, want := range map[string]string{
		`{"oneOf": []}`:                           "keyword oneOf is not known",
		`{"properties": {"a": {"oneOf": []}}}`:    "keyword oneOf is not known",
		`{"if": {"type": ["string", "null"]}}`:    "is no text",
		`{"patternProperties": {"^x.": true}}`:    "is no prefix",
		`{"items": {"$ref": "#/$defs/missing"}}`:  "there is no #/$defs/missing",
		`{"minimum": "1"}`:                        "",
		`{"minLength": 1.5}`:                      "is no count",
		`{"dependentSchemas": {"a": {"not": 1}}}`: "keyword not is not known",
		`{"type": "object"`:                       "unexpected EOF",
	} {
		_, err := read([]byte(text))
		if want == "" && err == nil {
			continue
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// What is right takes the short way.
func TestFirstLookAcceptsTheExample(t *testing.T) {
	data, err := os.ReadFile("../../testdata/examples/deployments.yaml")
	if err != nil {
		t.Fatal(err)
	}
	docs, problems := document.Parse(document.NewSource("a.yaml", data))
	if len(problems) > 0 || len(docs) != 1 {
		t.Fatalf("%d documents, %+v", len(docs), problems)
	}
	root := NewChecker().schema()
	if !root.at("/$defs/file").accepts(root, docs[0]) {
		t.Error("the example is not accepted at first look")
	}
}

// FuzzKeywords holds our reading of the schemas against the library: both find
// the same violations at the same places. What the first look accepts has none,
// and what it does not accept has one, but for what only it cares about (values
// that were reported before, YAML 1.1 booleans).
func FuzzKeywords(f *testing.F) {
	for _, pattern := range []string{"../../testdata/examples/*", "../../testdata/golden/*", "../../testdata/hostile/*", "../../catalog/*/*.yaml"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	for _, text := range []string{
		"version: 1\ndeployments: []", "version: '1'\ndeployments: []", "version: 1.0\ndeployments: []", "period: 30d\ndeployments:\n- {}",
		"model_name: a\nplan: ptu\nname: b\nestimate: {payment: subscription, days: 3}",
		"model_name: a\nplan: ptu\nname: b\nestimate: {payment: subscription, hours: 3}",
		"model_name: a\nplan: mu\nname: b\ncapacity: 1.5\ndeploy_spec: MU1", "model_name: a\nplan: lora\nname: b\nestimate: {tokens: {}}",
		"output: {deployments: [{model_name: a, capacity: -1}]}", "output: {model_name: a, capacity: 1}", "model_name: a\nsuffix: 123456789",
		"model_name: a\nplan: mu\nname: b\nestimate: {hours: 1, schedule: {hours_per_day: 25, days: 1}}",
		"period: 31\nbudget: {limit: -1}\nmodel_name: [1]\ndeployments:\n- plan: nul\n  capacity: 0x1F\n  x-a: {b: 1}\n  name: yes\n- 7",
		"model_name: a\nplan: ptu\nname: b\nptu_capacity: {input_tpm: 0, more: 1}\nestimate: {ordered_at: today, months: 2, payment: sometimes}",
		"region: beijing\nperiod: 2026-13\nfail_on: never\nbudgets: [{limit: x}, {}]\nallow: {plans: [ptu, nul], regions: 3}\nrules: {CP101: of}",
		"version: 1\nprices: [{region: a, plan: mu, model: b, spec: MU1, hourly: 0, bundle: 1000}]\ndiscounts: [{percent: 101}]\non_demand: [{per: 0.5}]",
		"version: 2\nregion: A\naliases: [a, b, a]\ncurrency: usd\nmu: {families: [{offers: [{code: a, bundle: 0}]}]}\nx-a: 1",
		"aliases: [a, {b: 1}, {b: 1}, 1, 1.0, [], [], true, true]\nbilling: {mu: {billing_methods: [POST_PAY, POST_PAY]}}",
	} {
		f.Add([]byte(text))
	}
	checkers := map[string]*Checker{"deployment": NewChecker(), "project": NewSettings().checker, "overlay": NewOverlay().checker, "catalog": NewCatalog().checker}
	libraries := map[string]*library{}
	for name, checker := range checkers {
		libraries[name] = newLibrary(f, name, checker)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		docs, problems := document.Parse(document.NewSource("fuzz.yaml", data))
		for _, doc := range docs {
			for name, checker := range checkers {
				for shape, place := range checker.places {
					root := checker.schema()
					own := ownViolations(root, place, doc)
					if want := libraries[name].violations(doc, shape); !slices.Equal(own, want) {
						t.Fatalf("as %s %s:\n%s\nthe library finds\n%s", name, shape, strings.Join(own, "\n"), strings.Join(want, "\n"))
					}
					accepted := root.at(place).accepts(root, doc)
					if accepted && len(own) > 0 || !accepted && len(own) == 0 && len(problems) == 0 && !hasYesNo(doc) {
						t.Fatalf("as %s %s: accepted is %t, and the violations are %v", name, shape, accepted, own)
					}
				}
			}
		}
	})
}

func hasYesNo(n *document.Node) bool {
	if _, yesNo := n.YAML11Boolean(); yesNo {
		return true
	}
	for _, item := range n.Items {
		if hasYesNo(item) {
			return true
		}
	}
	for i := range n.Entries {
		if hasYesNo(n.Entries[i].Value) {
			return true
		}
	}
	return false
}

func BenchmarkRead(b *testing.B) {
	text, err := schema.Text("deployment")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(text); err != nil {
			b.Fatal(err)
		}
	}
}
