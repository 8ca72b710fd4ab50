package answer_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/costplan/costplan/wasm/answer"
)

// BenchmarkKeystroke is a key in the form: the change of the text, and what the page
// then shows of it.
func BenchmarkKeystroke(b *testing.B) {
	for _, n := range []int{2, 20, 200, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var many strings.Builder
			many.WriteString("region: singapore\ndeployments:\n")
			for i := range n {
				fmt.Fprintf(&many, "  - {name: d%d, model_name: qwen3-32b, plan: mu, suffix: s%d, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}\n", i, i)
			}
			service, text, key := answer.New(), many.String(), 0
			ask := func(call, rest string) (result struct{ Text string }) {
				quoted, err := json.Marshal(text)
				if err != nil {
					b.Fatal(err)
				}
				answered := struct{ Result any }{&result}
				if err := json.Unmarshal(service.Respond(fmt.Appendf(nil, `{"api":1,"call":%q,"files":[{"name":"a.yaml","text":%s}],%s}`, call, quoted, rest)), &answered); err != nil {
					b.Fatal(err)
				}
				return result
			}
			b.ReportAllocs()
			for b.Loop() {
				key++
				text = ask("edit", fmt.Sprintf(`"change":{"kind":"set","deployment":0,"field":"capacity","value":"%d"}`, 4+4*(key%9))).Text
				ask("state", `"quote":false,"charts":true,"cards":{"from":0,"count":1}`)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/deployment")
		})
	}
}
