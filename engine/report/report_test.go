package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/schema"
)

func number(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func load(t *testing.T) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

// quoteOf prices terms the way the engine does.
func quoteOf(t *testing.T, deployments ...quote.Deployment) *quote.Quote {
	t.Helper()
	cat := load(t)
	period, err := deployment.ParsePeriod("30d")
	if err != nil {
		t.Fatal(err)
	}
	for i := range deployments {
		d := &deployments[i]
		if d.Terms.Region, _ = cat.Region(regionOf(d)); d.Terms.Region == nil {
			t.Fatalf("no region for %s", d.Name)
		}
		d.Fee = quote.Of(cat, d.Terms)
	}
	return &quote.Quote{Catalog: cat, Period: period, Deployments: deployments, Totals: quote.Totals(deployments, 0)}
}

// regionOf puts what this test prices where the catalog has it.
func regionOf(d *quote.Deployment) string {
	if d.Terms.Plan == catalog.LoRA || d.Terms.Model == "qwen3-32b" {
		return "singapore"
	}
	return "beijing"
}

func flash() quote.Deployment {
	return quote.Deployment{File: "a.yaml", Line: 3, Name: "flash", ModelName: "qwen-flash-2025-07-28", Terms: deployment.Terms{
		Plan: catalog.PTU, Payment: catalog.PayAsYouGo, Model: "qwen-flash-2025-07-28",
		InputTPM: number("10000"), OutputTPM: number("1000"), Hours: number("720"),
	}}
}

func pilot() quote.Deployment {
	return quote.Deployment{File: "a.yaml", Line: 9, Name: "pilot", ModelName: "qwen3-8b", Terms: deployment.Terms{
		Plan: catalog.MU, Payment: catalog.Subscription, Model: "qwen3-8b", Spec: "MU5",
		Capacity: number("3"), Months: number("1"), CancelAfter: number("11.5"),
	}}
}

func tuned() quote.Deployment {
	return quote.Deployment{File: "b.yaml", Line: 1, Name: "tuned", ModelName: "qwen3-14b-ft-1", Terms: deployment.Terms{
		Plan: catalog.LoRA, Payment: catalog.PayAsYouGo, Model: "qwen3-14b", Custom: true,
		InputTokens: number("120000000"), OutputTokens: number("30000000"), ThinkingTokens: number("5000000"), TokensGiven: true,
	}}
}

func legacy() quote.Deployment {
	return quote.Deployment{File: "b.yaml", Line: 8, Name: "legacy", ModelName: "mine", Terms: deployment.Terms{
		Plan: catalog.CU, Payment: catalog.PayAsYouGo, Model: "mine",
	}}
}

// validate checks a result against a schema and returns it.
func validate(t *testing.T, name string, text []byte) map[string]any {
	t.Helper()
	against, err := schema.Compile(name, "")
	if err != nil {
		t.Fatal(err)
	}
	var value map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, text)
	}
	if err := against.Validate(value); err != nil {
		t.Fatalf("%#v\n%s", err, text)
	}
	return value
}

func written(t *testing.T, write func(io.Writer) error) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func at(t *testing.T, value any, path ...any) any {
	t.Helper()
	for _, step := range path {
		switch step := step.(type) {
		case string:
			value = value.(map[string]any)[step]
		case int:
			value = value.([]any)[step]
		}
	}
	return value
}

func TestQuoteJSON(t *testing.T) {
	q := quoteOf(t, flash(), pilot(), tuned(), legacy())
	got := validate(t, "quote", written(t, func(w io.Writer) error { return report.QuoteJSON(w, q) }))
	for _, want := range []struct {
		value any
		path  []any
	}{
		{"720", []any{"period", "hours"}},
		// 720 h x (10,000 x 0.06 / 10,000 + 1,000 x 0.06 / 1,000) = 720 x 0.12
		{"86.4", []any{"deployments", 0, "amount"}},
		{"43.2", []any{"deployments", 0, "lines", 0, "amount"}},
		{"10000", []any{"deployments", 0, "lines", 0, "per", "quantity"}},
		{"hour", []any{"deployments", 0, "lines", 0, "per", "time"}},
		{nil, []any{"deployments", 0, "lines", 0, "multiply"}},
		{nil, []any{"deployments", 0, "base_model"}},
		// 12 begun days x 3 x 1394.329 x 1.2 / 30
		{"2007.83376", []any{"deployments", 1, "amount"}},
		{"1.2", []any{"deployments", 1, "lines", 0, "multiply"}},
		{"30", []any{"deployments", 1, "lines", 0, "divide"}},
		{"MU5", []any{"deployments", 1, "spec"}},
		// 120M x 0.00035 / 1000 = 42, 30M x 0.0014 / 1000 = 42, 5M x 0.0042 / 1000 = 21
		{"105", []any{"deployments", 2, "amount"}},
		{"qwen3-14b", []any{"deployments", 2, "base_model"}},
		{nil, []any{"deployments", 2, "lines", 0, "duration"}},
		{nil, []any{"deployments", 2, "lines", 0, "per", "time"}},
		{nil, []any{"deployments", 3, "amount"}},
		{false, []any{"deployments", 3, "complete"}},
		// 86.4 + 2007.83376 + 105
		{"2199.23376", []any{"totals", 0, "amount"}},
		{"2199.23", []any{"totals", 0, "rounded"}},
		{false, []any{"totals", 0, "complete"}},
		{json.Number("1"), []any{"totals", 0, "unpriced"}},
	} {
		if value := at(t, got, want.path...); value != want.value {
			t.Errorf("%v is %v, want %v", want.path, value, want.value)
		}
	}
	if reason, _ := at(t, got, "deployments", 3, "reason").(string); !strings.HasPrefix(reason, "no price") {
		t.Errorf("the reason is %q", reason)
	}
}

// TestNeverASilentZero: where no deployment has an amount, nor has the total.
func TestNeverASilentZero(t *testing.T) {
	q := quoteOf(t, legacy())
	got := validate(t, "quote", written(t, func(w io.Writer) error { return report.QuoteJSON(w, q) }))
	for _, field := range []string{"amount", "rounded"} {
		if value := at(t, got, "totals", 0, field); value != nil {
			t.Errorf("%s of the total is %v", field, value)
		}
	}
	if text := report.TotalText(q.Totals[0]); strings.ContainsAny(text, "0123456789") {
		t.Errorf("the total reads as a number: %q", text)
	}
}

// TestRounded: cents are always there, and half a cent goes up.
func TestRounded(t *testing.T) {
	for _, c := range []struct{ exact, text string }{
		{"86.4", "86.40 USD"},
		{"19360", "19,360.00 USD"},
		{"2.675", "2.68 USD (exactly 2.675)"},
		{"0.004", "0.00 USD (exactly 0.004)"},
	} {
		amount := money.Amount{Value: number(c.exact), Currency: "USD"}
		total := quote.Total{Amount: amount, List: amount, Priced: 1}
		if text := report.TotalText(total); text != c.text {
			t.Errorf("%s reads %q, want %q", c.exact, text, c.text)
		}
	}
	discounted := quote.Total{
		Amount: money.Amount{Value: number("85"), Currency: "USD"}, List: money.Amount{Value: number("100"), Currency: "USD"}, Priced: 1,
	}
	if text, want := report.TotalText(discounted), "85.00 USD, 100.00 at list prices"; text != want {
		t.Errorf("a discount reads %q, want %q", text, want)
	}
}

func TestQuoteCSV(t *testing.T) {
	hostile := flash()
	hostile.Name, hostile.File = "=HYPERLINK(\"http://example.com\")", "@a.yaml"
	q := quoteOf(t, hostile, legacy())
	rows, err := csv.NewReader(bytes.NewReader(written(t, func(w io.Writer) error { return report.QuoteCSV(w, q) }))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"file", "line", "deployment", "region", "model", "plan", "payment", "item", "quantity", "unit", "price", "currency", "per", "duration", "duration_unit", "amount", "exact", "source", "reason"},
		{"'@a.yaml", "3", "'=HYPERLINK(\"http://example.com\")", "cn-beijing", "qwen-flash-2025-07-28", "ptu", "pay_as_you_go", "input", "10000", "TPM", "0.06", "USD", "10000 TPM/hour", "720", "hour", "43.2", "true", "*", ""},
		{"'@a.yaml", "3", "'=HYPERLINK(\"http://example.com\")", "cn-beijing", "qwen-flash-2025-07-28", "ptu", "pay_as_you_go", "output", "1000", "TPM", "0.06", "USD", "1000 TPM/hour", "720", "hour", "43.2", "true", "*", ""},
		{"b.yaml", "8", "legacy", "cn-beijing", "mine", "cu", "pay_as_you_go", "", "", "", "", "USD", "", "", "", "", "", "", "*"},
	}
	if len(rows) != len(want) {
		t.Fatalf("%d rows, want %d: %q", len(rows), len(want), rows)
	}
	for i, row := range want {
		for j, cell := range row {
			if got := rows[i][j]; got != cell && cell != "*" || cell == "*" && got == "" {
				t.Errorf("row %d, %s is %q, want %q", i, want[0][j], got, cell)
			}
		}
	}
}

func TestQuoteMarkdown(t *testing.T) {
	hostile := flash()
	hostile.Name = "a|b`c\n<script> @someone [x](y)"
	q := quoteOf(t, hostile, legacy())
	q.Diagnostics = []diag.Diagnostic{diag.New(diag.NoPrice, "b.yaml", diag.Span{Start: diag.Position{Line: 8, Column: 3}}, "", "no price | none")}
	text := string(written(t, func(w io.Writer) error { return report.QuoteMarkdown(w, q) }))
	for _, want := range []string{
		"| a\\|b\\`c &lt;script&gt; @&#8203;someone \\[x\\](y) | cn-beijing |",
		"| 86.40 USD |",
		"| **no price** |",
		"**Total for 30d: at least 86.40 USD, without 1 that could not be priced**",
		"720 hours × 10,000 TPM × 0.06 USD / 10,000",
		"- **warning** [CP310]",
		"b.yaml:8:3: no price \\| none",
		"edition 2026-06-06",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestLintJSON(t *testing.T) {
	span := diag.Span{Start: diag.Position{Line: 2, Column: 5}, End: diag.Position{Line: 2, Column: 9}}
	d := diag.New(diag.CapacityMultiple, "a<b>&.yaml", span, "/deployments/0/capacity", "capacity 6 is not a multiple of 4")
	d.APIError = &diag.APIError{Code: "InvalidParameter", Message: "Invalid capacity"}
	d.Fixes = []diag.Fix{{Title: "write 8"}}
	d.Related = nil
	f := report.Findings{Diagnostics: []diag.Diagnostic{d}, Files: 2, Deployments: 5}
	text := written(t, func(w io.Writer) error { return report.LintJSON(w, f) })
	got := validate(t, "lint", text)
	if at(t, got, "summary", "errors") != json.Number("1") || at(t, got, "summary", "files") != json.Number("2") {
		t.Errorf("the summary is %v", got["summary"])
	}
	if !bytes.Contains(text, []byte(`"a<b>&.yaml"`)) {
		t.Errorf("text is escaped as for a web page:\n%s", text)
	}
	empty := validate(t, "lint", written(t, func(w io.Writer) error { return report.LintJSON(w, report.Findings{}) }))
	if found, ok := empty["diagnostics"].([]any); !ok || len(found) != 0 {
		t.Errorf("no findings are %v", empty["diagnostics"])
	}
}

func TestRates(t *testing.T) {
	cat := load(t)
	got := validate(t, "rates", written(t, func(w io.Writer) error { return report.RatesJSON(w, cat, cat.Rates()) }))
	if n := len(got["rates"].([]any)); n != 225 {
		t.Errorf("%d prices, the page has 225", n)
	}
	rows, err := csv.NewReader(bytes.NewReader(written(t, func(w io.Writer) error { return report.RatesCSV(w, cat.Rates()) }))).ReadAll()
	if err != nil || len(rows) != 226 {
		t.Errorf("%d rows, want a header and 225 prices: %v", len(rows), err)
	}
}

// TestOffersJSON: a unit price is the price of the bundle divided by it.
func TestOffersJSON(t *testing.T) {
	cat := load(t)
	region, _ := cat.Region("singapore")
	var offers []report.Offered
	for _, offer := range region.Find(catalog.MU, "qwen3-32b") {
		offers = append(offers, report.Offered{Region: region, Offer: offer})
	}
	var got map[string]any
	if err := json.Unmarshal(written(t, func(w io.Writer) error { return report.OffersJSON(w, cat, offers) }), &got); err != nil {
		t.Fatal(err)
	}
	// MU1 x 4 at 44 an hour, MU2 x 8 at 112: 11 and 14 a unit.
	for i, want := range []string{"11", "14"} {
		if unit := at(t, got, "offers", i, "prices", 0, "unit_price"); unit != want {
			t.Errorf("unit price %d is %v, want %s", i, unit, want)
		}
	}
}
