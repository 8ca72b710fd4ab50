package engine_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
)

var update = flag.Bool("update", false, "rewrite the expected sections of the golden cases")

// Sections of a golden case that hold what is expected. All others are inputs.
const (
	wantDiagnostics = "want/diagnostics"
	wantQuote       = "want/quote"
	wantFixed       = "want/fixed" // of a case with "fix: safe" or "fix: all"
)

func newEngine(t testing.TB) *engine.Engine {
	t.Helper()
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	return engine.New(cat)
}

// TestGolden runs each case of testdata/golden: a text that says what it is
// about, lines "setting: value", the input files, and what comes out.
func TestGolden(t *testing.T) {
	names, err := filepath.Glob("../testdata/golden/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no golden cases: %v", err)
	}
	e := newEngine(t)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			runGolden(t, e, name)
		})
	}
}

func runGolden(t *testing.T, e *engine.Engine, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var inputs []engine.Input
	var kept []txtar.File
	want := map[string]string{}
	for _, file := range archive.Files {
		if strings.HasPrefix(file.Name, "want/") {
			want[file.Name] = string(file.Data)
			continue
		}
		kept = append(kept, file)
		inputs = append(inputs, engine.Input{Name: file.Name, Data: file.Data})
	}
	comment := string(archive.Comment)
	settings := goldenSettings(comment)
	q := e.Price(inputs, settings)
	got := map[string]string{wantDiagnostics: diagnosticsText(q.Diagnostics), wantQuote: quoteText(&q)}
	sections := []string{wantDiagnostics, wantQuote}
	if kind := goldenSetting(comment, "fix"); kind != "" {
		fixed, _ := e.Fix(inputs[0], settings, kind == "all")
		got[wantFixed] = string(fixed)
		sections = append(sections, wantFixed)
	}
	if *update {
		for _, section := range sections {
			kept = append(kept, txtar.File{Name: section, Data: []byte(got[section])})
		}
		archive.Files = kept
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for _, section := range sections {
		if got[section] != want[section] {
			t.Errorf("%s is\n%s\nwant\n%s", section, got[section], want[section])
		}
	}
}

// goldenSettings reads the settings that a case's text states.
func goldenSettings(comment string) engine.Settings {
	return engine.Settings{
		Region:       goldenSetting(comment, "region"),
		Period:       goldenSetting(comment, "period"),
		RoundHoursUp: goldenSetting(comment, "bill-hours") == "up",
	}
}

// goldenSetting returns the value of a line "name: value", or "".
func goldenSetting(comment, name string) string {
	for line := range strings.Lines(comment) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), name+": "); ok {
			return value
		}
	}
	return ""
}

func diagnosticsText(list []diag.Diagnostic) string {
	var out strings.Builder
	for _, d := range list {
		fmt.Fprintf(&out, "%s:%s %s %s %s\n  %s\n", d.File, spanText(d.Span), d.Severity, d.Code, d.Path, d.Message)
		if d.Help != "" {
			fmt.Fprintf(&out, "  help: %s\n", d.Help)
		}
		if d.APIError != nil {
			fmt.Fprintf(&out, "  api: %s: %s\n", d.APIError.Code, d.APIError.Message)
		}
		for _, r := range d.Related {
			fmt.Fprintf(&out, "  related: %s:%s %s\n", r.File, spanText(r.Span), r.Message)
		}
		for _, fix := range d.Fixes {
			kind := "unsafe"
			if fix.Safe {
				kind = "safe"
			}
			fmt.Fprintf(&out, "  %s fix: %s\n", kind, fix.Title)
		}
	}
	return out.String()
}

func spanText(s diag.Span) string {
	return fmt.Sprintf("%d:%d-%d:%d", s.Start.Line, s.Start.Column, s.End.Line, s.End.Column)
}

func quoteText(q *quote.Quote) string {
	var out strings.Builder
	fmt.Fprintf(&out, "period %s, %s\n", q.Period.Label, quote.Counted(q.Period.Hours, "hour"))
	for _, d := range q.Deployments {
		amount := "no amount: " + d.Fee.Reason
		if d.Fee.Known {
			amount = money.Text(d.Fee.Amount.Value) + " " + d.Fee.Amount.Currency
		}
		fmt.Fprintf(&out, "%s:%d %s: %s\n", d.File, d.Line, d.Name, amount)
		if c := d.Covers; c != nil {
			fmt.Fprintf(&out, "  pays for %s of %s\n", quote.Counted(c.Paid, c.Unit), quote.Counted(c.Period, c.Unit))
		}
		for _, line := range d.Fee.Lines {
			fmt.Fprintf(&out, "  %s %s = %s\n", line.Item, line.Formula(), money.Text(line.Amount))
		}
		if dates := d.Fee.Dates; dates != nil {
			const layout = "2006-01-02T15:04Z07:00"
			fmt.Fprintf(&out, "  valid until %s, stops %s, released %s\n",
				dates.ValidUntil.Format(layout), dates.ServiceStops.Format(layout), dates.Released.Format(layout))
		}
		for _, note := range d.Fee.Notes {
			fmt.Fprintf(&out, "  note: %s\n", note)
		}
	}
	for _, total := range q.Totals {
		if total.Priced == 0 {
			fmt.Fprintf(&out, "no total in %s, %d without an amount\n", total.Amount.Currency, total.Unpriced)
			continue
		}
		fmt.Fprintf(&out, "total %s %s", money.Text(total.Amount.Value), total.Amount.Currency)
		if !total.Complete() {
			fmt.Fprintf(&out, " at least, %d without an amount", total.Unpriced)
		}
		if !total.CoversPeriod() {
			fmt.Fprintf(&out, ", %d pay for less than the period, %d for more", total.Under, total.Beyond)
		}
		fmt.Fprintln(&out)
	}
	return out.String()
}
