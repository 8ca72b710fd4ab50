package chart_test

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/chart"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/deployment"
)

// edition is one catalog for all tests: regions are compared by their address.
var edition = sync.OnceValues(func() (*catalog.Catalog, error) { return catalog.Load("2026-06-06") })

func load(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := edition()
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func number(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func period(t testing.TB, label string) deployment.Period {
	t.Helper()
	p, err := deployment.ParsePeriod(label)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// chat is a need whose numbers are easy: in Singapore 50,000/5,000 TPM cost 5 x 1.2
// + 5 x 0.72 = 9.6 an hour and 5 x 14.4 + 5 x 8.64 = 115.2 a day.
func chat(t testing.TB, hours string) compare.Need {
	h := number(hours)
	return compare.Need{
		Model: "qwen3.6-plus-2026-04-02", Period: period(t, "30d"), Hours: &h,
		Throughput: &compare.Throughput{Input: number("50000"), Output: number("5000")},
		Regions:    []string{"singapore"}, Plans: []catalog.Plan{catalog.PTU},
	}
}

// tuned is a fine-tuned model at 0.00035 a thousand input and 0.0014 a thousand
// output tokens: 4 to 1 of them cost (4 x 0.00035 + 0.0014) / 5 = 0.00056 a thousand.
func tuned(t testing.TB) compare.Need {
	return compare.Need{
		Model: "qwen3-14b-ft-1", Period: period(t, "30d"),
		Tokens: &compare.Tokens{Input: number("120000000"), Output: number("30000000")},
	}
}

func hoursOf(t testing.TB, need compare.Need) (*compare.Comparison, chart.Chart) {
	t.Helper()
	c := compare.Compare(load(t), need)
	drawn, ok := chart.Hours(&c)
	if !ok {
		t.Fatal("nothing is drawn")
	}
	return &c, drawn
}

// same compares two texts.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if got != want {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// pointsText writes a line as "0,0 720,6912".
func pointsText(l chart.Line) string {
	var texts []string
	for _, p := range l.Points {
		texts = append(texts, p.X.String()+","+p.Y.String())
	}
	return strings.Join(texts, " ")
}

// wellFormed holds for every chart: no null lists, everything inside of the axes,
// ids that name lines, and a table whose rows are as wide as its head and whose
// CSV has them all.
func wellFormed(t *testing.T, c chart.Chart) {
	t.Helper()
	noNulls(t, c, "here", "y")
	for _, text := range []string{c.ID, c.Title, c.Reading, c.File, c.Y.Unit} {
		if text == "" {
			t.Errorf("a text of %s is empty: %+v", c.ID, c)
		}
	}
	if c.Kind != chart.Stack {
		var ids []string
		for _, l := range c.Lines {
			ids = append(ids, l.ID)
			if l.Label == "" || l.Short == "" || len(l.Points) < 2 {
				t.Errorf("%s: line %q has no name or no length", c.ID, l.ID)
			}
			for i, p := range l.Points {
				if p.X.IsNegative() || p.Y.IsNegative() || p.X.GreaterThan(c.X.Max) || p.Y.GreaterThan(c.Y.Max) || i > 0 && p.X.LessThan(l.Points[i-1].X) {
					t.Errorf("%s: point %d of %s is out of place: %v", c.ID, i, l.ID, p)
				}
			}
		}
		if len(ids) > chart.MaxLines || len(slices.Compact(slices.Sorted(slices.Values(ids)))) != len(ids) {
			t.Errorf("%s: the lines are %q", c.ID, ids)
		}
		for _, m := range c.Marks {
			for _, id := range m.Lines {
				if !slices.Contains(ids, id) {
					t.Errorf("%s: a mark of %s, which is not drawn", c.ID, id)
				}
			}
		}
	}
	wellFormedTable(t, c.Table)
}

func wellFormedTable(t *testing.T, table chart.Table) {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(table.CSV)).ReadAll()
	if err != nil || len(records) != len(table.Rows)+1 || len(records[0]) != len(table.Columns) {
		t.Errorf("the CSV is not the table: %v\n%s", err, table.CSV)
	}
	for _, row := range table.Rows {
		if len(row) != len(table.Columns) {
			t.Errorf("a row of %d cells below %d columns: %q", len(row), len(table.Columns), row)
		}
	}
	if len(table.At) == 0 && len(table.Lines) == 0 {
		return
	}
	if len(table.At) != len(table.Rows) || len(table.Lines) != len(table.Columns) {
		t.Errorf("%d rows stand at %d places, %d columns are of %d lines", len(table.Rows), len(table.At), len(table.Columns), len(table.Lines))
	}
	if !slices.IsSortedFunc(table.At, decimal.Decimal.Cmp) {
		t.Errorf("the rows do not rise: %v", table.At)
	}
}

// noNulls fails on a null that is not the value of a name that may have one.
func noNulls(t *testing.T, value any, may ...string) {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var read any
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	var walk func(name string, value any)
	walk = func(name string, value any) {
		switch value := value.(type) {
		case nil:
			if !slices.Contains(may, name) {
				t.Errorf("%s is null", name)
			}
		case float64:
			if name != "series" && name != "breaks" {
				t.Errorf("%s is a number: %v", name, value)
			}
		case map[string]any:
			for key, child := range value {
				walk(key, child)
			}
		case []any:
			for _, child := range value {
				walk(name, child)
			}
		}
	}
	walk("", read)
}
