package shape

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/schema"
)

// A first look that does not know a keyword would never be used.
func TestQuickKnowsTheSchemas(t *testing.T) {
	for _, name := range []string{"deployment", "project"} {
		text, err := schema.Text(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := readQuick(text); err != nil {
			t.Errorf("schema %s: %v", name, err)
		}
	}
	if _, err := readQuick([]byte(`{"oneOf": []}`)); err == nil {
		t.Error("an unknown keyword is passed over")
	}
}

// What is right takes the short way, so that the schema is not compiled for it.
func TestQuickAcceptsTheExample(t *testing.T) {
	data, err := os.ReadFile("../../testdata/examples/deployments.yaml")
	if err != nil {
		t.Fatal(err)
	}
	docs, problems := document.Parse(document.NewSource("a.yaml", data))
	if len(problems) > 0 || len(docs) != 1 {
		t.Fatalf("%d documents, %+v", len(docs), problems)
	}
	q := NewChecker().quick()
	if !q.at("/$defs/file").accepts(q, docs[0]) {
		t.Error("the example is not accepted at first look")
	}
}

// FuzzQuick holds the first look against the library: what it accepts has no
// violation, and what it does not accept has one, but for what only it cares
// about (values that were reported before, YAML 1.1 booleans).
func FuzzQuick(f *testing.F) {
	for _, pattern := range []string{"../../testdata/examples/*", "../../testdata/golden/*", "../../testdata/hostile/*"} {
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
	} {
		f.Add([]byte(text))
	}
	checker := NewChecker()
	q := checker.quick()
	f.Fuzz(func(t *testing.T, data []byte) {
		src := document.NewSource("fuzz.yaml", data)
		docs, problems := document.Parse(src)
		for _, doc := range docs {
			for shape, place := range checker.places {
				accepted := q.at(place).accepts(q, doc)
				found, _ := checker.explain(src, doc, shape)
				if accepted && len(found) > 0 {
					t.Fatalf("accepted as %s, but %+v", shape, found)
				}
				if !accepted && len(found) == 0 && len(problems) == 0 && !hasYesNo(doc) && doc.Kind == document.Mapping {
					t.Fatalf("not accepted as %s, but the library finds nothing wrong in\n%s", shape, data)
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

func BenchmarkReadQuick(b *testing.B) {
	text, err := schema.Text("deployment")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := readQuick(text); err != nil {
			b.Fatal(err)
		}
	}
}
