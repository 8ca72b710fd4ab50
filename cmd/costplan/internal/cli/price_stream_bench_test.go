package cli_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/cli"
)

// BenchmarkPriceLines is what a line of a stream costs, from its text to its
// quote. It divides the run by its lines.
func BenchmarkPriceLines(b *testing.B) {
	const lines = 20_000
	var in strings.Builder
	for i := range lines {
		fmt.Fprintf(&in, `{"name":"n%d","model_name":"qwen3-32b","plan":"mu","deploy_spec":"MU1","capacity":%d,"billing_method":"POST_PAY","region":"singapore","estimate":{"hours":%d}}`+"\n", i, i%20*4+4, i%720+1)
	}
	b.ReportAllocs()
	for b.Loop() {
		if code := cli.Run([]string{"price", "--format", "ndjson", "-"}, strings.NewReader(in.String()), io.Discard, io.Discard); code != 0 {
			b.Fatal(code)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*lines), "ns/line")
}
