package engine_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/shape"
)

// The stages that a text goes through, each by itself. The catalog's is
// BenchmarkLoad in package catalog, that of traffic is in package sizing.

// exampleText is the example of the README: seven deployments, every plan and
// payment.
func exampleText(b *testing.B) []byte {
	text, err := os.ReadFile("../testdata/examples/deployments.yaml")
	if err != nil {
		b.Fatal(err)
	}
	return text
}

// requestText is one deployment as the API takes it, with our estimate.
const requestText = `{"name": "chat", "model_name": "qwen-flash-2025-07-28", "plan": "ptu", "region": "cn-beijing", "ptu_capacity": {"input_tpm": 50000, "output_tpm": 5000}, "estimate": {"hours": 200}}`

// BenchmarkParse reads texts into positioned trees.
func BenchmarkParse(b *testing.B) {
	for _, text := range []struct {
		name, file string
		data       []byte
	}{{"yaml", "a.yaml", exampleText(b)}, {"json", "a.json", []byte(requestText)}} {
		b.Run(text.name, func(b *testing.B) {
			b.SetBytes(int64(len(text.data)))
			b.ReportAllocs()
			for b.Loop() {
				if file := document.Read(document.NewSource(text.file, text.data)); len(file.Docs) != 1 {
					b.Fatal(file.Problems)
				}
			}
		})
	}
}

// BenchmarkLint checks a text, from bytes to diagnostics.
func BenchmarkLint(b *testing.B) {
	e := newEngine(b)
	for _, input := range []engine.Input{{Name: "a.yaml", Data: exampleText(b)}, {Name: "a.json", Data: []byte(requestText)}} {
		b.Run(input.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				e.Lint([]engine.Input{input}, engine.Settings{})
			}
		})
	}
}

// BenchmarkFee prices one parsed deployment: its defaults, its offer, its fee.
func BenchmarkFee(b *testing.B) {
	e := newEngine(b)
	cat := e.Catalog()
	src := document.NewSource("a.json", []byte(requestText))
	file := document.Read(src)
	kind, _ := shape.Of(file.Docs[0])
	doc := deployment.Read(src, file.Docs[0], kind, nil)
	d, settings := &doc.Deployments[0], deployment.Settings{}
	defaults := settings.DefaultsOf(&doc)
	b.Run("full", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if fee := quote.Of(cat, deployment.ResolveWith(cat, &doc, d, settings, &defaults)); !fee.Known {
				b.Fatal(fee.Reason)
			}
		}
	})
	b.Run("brief", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			terms := deployment.ResolveWith(cat, &doc, d, settings, &defaults)
			if fee := quote.Brief(cat, &terms); !fee.Known {
				b.Fatal(fee.Reason)
			}
		}
	})
}

// BenchmarkPrice prices files of more and more deployments: the time of one
// stays the same.
func BenchmarkPrice(b *testing.B) {
	e := newEngine(b)
	for _, n := range []int{1, 10, 100, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var text strings.Builder
			text.WriteString("region: cn-beijing\ndeployments:\n")
			for i := range n {
				fmt.Fprintf(&text, "  - {name: d%d, suffix: s%d, model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 3, billing_method: POST_PAY}\n", i, i)
			}
			input := []engine.Input{{Name: "a.yaml", Data: []byte(text.String())}}
			b.ReportAllocs()
			for b.Loop() {
				if q := e.Price(input, engine.Settings{}); len(q.Deployments) != n {
					b.Fatal(len(q.Deployments))
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/deployment")
		})
	}
}

// BenchmarkLine prices one line of a stream, from its bytes to those of its quote.
func BenchmarkLine(b *testing.B) {
	e := newEngine(b)
	lines := report.NewQuoteLines(io.Discard, e.Catalog())
	b.ReportAllocs()
	for b.Loop() {
		one := e.Line(engine.Input{Name: "a.ndjson", Data: []byte(requestText)}, 1, engine.Settings{})
		if err := lines.Write(&one); err != nil || !one.Deployment.Fee.Known {
			b.Fatal(err, one.Deployment.Fee.Reason)
		}
	}
}

// BenchmarkCompare finds every option for a deployment, and where they break even.
func BenchmarkCompare(b *testing.B) {
	e := newEngine(b)
	q := e.Price([]engine.Input{{Name: "a.json", Data: []byte(requestText)}}, engine.Settings{})
	need := compare.NeedOf(q.Deployments[0].Terms, q.Period)
	b.ReportAllocs()
	for b.Loop() {
		if c := compare.Compare(e.Catalog(), need); len(c.Options) == 0 {
			b.Fatal("no options")
		}
	}
}

// BenchmarkReport writes a quote.
func BenchmarkReport(b *testing.B) {
	q := newEngine(b).Price([]engine.Input{{Name: "a.yaml", Data: exampleText(b)}}, engine.Settings{})
	for _, format := range []struct {
		name  string
		write func(io.Writer, *quote.Quote) error
	}{{"json", report.QuoteJSON}, {"csv", report.QuoteCSV}, {"markdown", report.QuoteMarkdown}} {
		b.Run(format.name, func(b *testing.B) {
			var out bytes.Buffer
			b.ReportAllocs()
			for b.Loop() {
				out.Reset()
				if err := format.write(&out, &q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkFirstLint is the first lint of a new process, but for what its
// dependencies do in init: load the catalog, read the schema, check one file.
func BenchmarkFirstLint(b *testing.B) {
	input := []engine.Input{{Name: "a.json", Data: []byte(requestText)}}
	b.ReportAllocs()
	for b.Loop() {
		cat, err := catalog.Load("")
		if err != nil {
			b.Fatal(err)
		}
		engine.New(cat).Lint(input, engine.Settings{})
	}
}
