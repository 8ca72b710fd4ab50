package form_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/form"
)

// many is a file of n deployments on every plan.
func many(n int) string {
	var b strings.Builder
	b.WriteString("version: 1\nregion: singapore # of all\nperiod: 30d\ndeployments:\n")
	for i := range n {
		switch i % 3 {
		case 0:
			fmt.Fprintf(&b, "  - name: chat-%d\n    model_name: qwen3.6-plus-2026-04-02\n    plan: ptu\n    ptu_capacity: {input_tpm: 50000, output_tpm: 5000}\n    suffix: s%d\n    estimate:\n      hours: 220 # office\n", i, i)
		case 1:
			fmt.Fprintf(&b, "  # batch\n  - name: batch-%d\n    region: cn-beijing\n    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 8\n    billing_method: POST_PAY\n    suffix: s%d\n", i, i)
		case 2:
			fmt.Fprintf(&b, "  - name: tuned-%d\n    model_name: qwen3-14b-ft-2025-%d\n    plan: lora\n    capacity: 1\n    estimate:\n      tokens: {input: 120000000, output: 30000000}\n", i, i)
		}
	}
	return b.String()
}

func BenchmarkForm(b *testing.B) {
	e := newEngine(b)
	for _, n := range []int{1, 20, 200, 1000} {
		input := engine.Input{Name: "a.yaml", Data: []byte(many(n))}
		read := engine.Read(input)
		checked := e.CheckRead(read, settings)
		for _, cards := range []form.Cards{{}, {From: 0, Count: 50}} {
			if cards.Count > n {
				continue
			}
			b.Run(fmt.Sprintf("%d/cards=%d", n, cards.Count), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					e.FormOf(read, checked, settings, cards)
				}
			})
		}
		text, err := json.Marshal(e.FormOf(read, checked, settings, form.Cards{}))
		if err != nil {
			b.Fatal(err)
		}
		b.Logf("%d deployments: %d bytes of JSON", n, len(text))
	}
}

func BenchmarkEdit(b *testing.B) {
	e := newEngine(b)
	for _, n := range []int{1, 20, 200, 1000} {
		input := engine.Input{Name: "a.yaml", Data: []byte(many(n))}
		for _, change := range []form.Change{
			{Kind: form.Set, Deployment: n / 2, Field: "suffix", Value: "x"},
			{Kind: form.Set, Deployment: 0, Field: "plan", Value: "mu"},
			{Kind: form.Set, Deployment: -1, Field: "region", Value: "cn-beijing"},
		} {
			b.Run(fmt.Sprintf("%d/%s", n, change.Field), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := e.Edit(input, settings, change); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
