package engine_test

import (
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine"
)

// BenchmarkFirstLint is the first lint of a new process, but for what its
// dependencies do in init: load the catalog, compile the schema, check one file.
func BenchmarkFirstLint(b *testing.B) {
	input := []engine.Input{{Name: "a.yaml", Data: []byte("region: cn-beijing\ndeployments:\n  - {name: a, model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 3, billing_method: POST_PAY}\n")}}
	b.Run("all", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			cat, err := catalog.Load("")
			if err != nil {
				b.Fatal(err)
			}
			engine.New(cat).Lint(input, engine.Settings{})
		}
	})
	cat, err := catalog.Load("")
	if err != nil {
		b.Fatal(err)
	}
	b.Run("schema-and-check", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			engine.New(cat).Lint(input, engine.Settings{})
		}
	})
	e := engine.New(cat)
	b.Run("check", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			e.Lint(input, engine.Settings{})
		}
	})
}
