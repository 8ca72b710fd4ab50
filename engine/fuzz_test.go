package engine_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"golang.org/x/tools/txtar"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
)

// FuzzPrice puts any bytes through the whole engine: no panic, every place
// inside the text, and amounts that add up.
func FuzzPrice(f *testing.F) {
	for _, seed := range seeds(f) {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	e := newEngine(f)
	f.Fuzz(func(t *testing.T, data []byte, json bool) {
		name := "fuzz.yaml"
		if json {
			name = "fuzz.json"
		}
		q := e.Price([]engine.Input{{Name: name, Data: data}}, engine.Settings{Region: "cn-beijing"})
		checkPlaces(t, q.Diagnostics, len(data))
		checkSums(t, &q)
	})
}

// seeds are the inputs of the golden cases and the examples.
func seeds(f *testing.F) [][]byte {
	f.Helper()
	var list [][]byte
	cases, err := filepath.Glob("../testdata/golden/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range cases {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			list = append(list, file.Data)
		}
	}
	for _, pattern := range []string{"../testdata/examples/*", "../testdata/hostile/*"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			list = append(list, data)
		}
	}
	return list
}

func checkPlaces(t *testing.T, list []diag.Diagnostic, size int) {
	t.Helper()
	for _, d := range list {
		if _, known := diag.RuleOf(d.Code); !known || d.Message == "" || d.Severity.Weight() == 0 {
			t.Errorf("diagnostic without code, message or severity: %+v", d)
		}
		spans := []diag.Span{d.Span}
		for _, r := range d.Related {
			spans = append(spans, r.Span)
		}
		for _, fix := range d.Fixes {
			for _, edit := range fix.Edits {
				spans = append(spans, edit.Span)
			}
		}
		for _, s := range spans {
			if s.Start.Offset < 0 || s.End.Offset < s.Start.Offset || s.End.Offset > size || s.Start.Line < 1 || s.Start.Column < 1 || s.End.Line < s.Start.Line {
				t.Errorf("%s at %+v is outside of a text of %d bytes", d.Code, s, size)
			}
		}
	}
}

func checkSums(t *testing.T, q *quote.Quote) {
	t.Helper()
	var all decimal.Decimal
	for _, d := range q.Deployments {
		var lines decimal.Decimal
		for _, line := range d.Fee.Lines {
			lines = lines.Add(line.Amount)
		}
		if d.Fee.Known && !lines.Equal(d.Fee.Amount.Value) || !d.Fee.Known && d.Fee.Reason == "" {
			t.Errorf("lines add up to %s, amount is %s (known %t, %q)", lines, d.Fee.Amount.Value, d.Fee.Known, d.Fee.Reason)
		}
		all = all.Add(lines)
	}
	for _, total := range q.Totals {
		if !total.Amount.Value.Equal(all) { // one currency in this edition
			t.Errorf("deployments add up to %s, total is %s", all, total.Amount.Value)
		}
	}
}
