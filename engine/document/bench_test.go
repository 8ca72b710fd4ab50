package document

import (
	"fmt"
	"strings"
	"testing"
)

// deploymentsYAML writes a deployment file of n deployments as people do.
func deploymentsYAML(n int) string {
	var b strings.Builder
	b.WriteString("version: 1\nregion: singapore # the default\nperiod: 30d\nx-common: &common {payment: pay_as_you_go, hours: 220}\ndeployments:\n")
	for i := range n {
		fmt.Fprintf(&b, "  - name: chat-%d\n    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: %d\n    billing_method: \"POST_PAY\" # pay\n    estimate:\n      <<: *common\n      hours: 220.5\n", i, 8*(i+1))
	}
	return b.String()
}

// deploymentsJSON writes the same in JSON.
func deploymentsJSON(n int) string {
	var b strings.Builder
	b.WriteString(`{"version": 1, "region": "singapore", "period": "30d", "deployments": [`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "\n  {\"name\": \"chat-%d\", \"model_name\": \"qwen3-32b\", \"plan\": \"mu\", \"deploy_spec\": \"MU1\", \"capacity\": %d, \"billing_method\": \"POST_PAY\", \"estimate\": {\"payment\": \"pay_as_you_go\", \"hours\": 220.5}}", i, 8*(i+1))
	}
	b.WriteString("\n]}\n")
	return b.String()
}

func BenchmarkRead(b *testing.B) {
	for _, c := range []struct{ name, file, text string }{
		{"YAML/200", "a.yaml", deploymentsYAML(200)},
		{"YAML/1", "a.yaml", deploymentsYAML(1)},
		{"JSON/200", "a.json", deploymentsJSON(200)},
		{"JSON/1", "a.json", deploymentsJSON(1)},
	} {
		b.Run(c.name, func(b *testing.B) {
			data := []byte(c.text)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, problems := Parse(NewSource(c.file, data)); len(problems) > 0 {
					b.Fatal(problems)
				}
			}
		})
	}
}
