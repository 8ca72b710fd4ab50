package engine_test

import (
	"testing"

	"github.com/costplan/costplan/engine"
)

// BenchmarkCheck is what each further file of a run costs.
func BenchmarkCheck(b *testing.B) {
	e := newEngine(b)
	input := engine.Input{Name: "a.yaml", Data: []byte(`version: 1
region: cn-beijing
deployments:
  - name: batch
    model_name: qwen3-8b
    suffix: s1
    plan: mu
    deploy_spec: MU5
    capacity: 3
    billing_method: POST_PAY
    estimate:
      hours: 120
  - name: chat
    model_name: qwen-flash-2025-07-28
    suffix: s2
    plan: ptu
    ptu_capacity: {input_tpm: 50000, output_tpm: 5000}
    estimate: {hours: 200}
`)}
	b.ReportAllocs()
	for b.Loop() {
		e.Check(input, engine.Settings{})
	}
}
