package show_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/quote"
)

// example is the quote of the examples that a reader would price first.
func example(t *testing.T) *quote.Quote {
	t.Helper()
	cat, err := catalog.Load("")
	if err != nil {
		t.Fatal(err)
	}
	var inputs []engine.Input
	for _, name := range []string{"deployments.yaml", "unpriced.yaml"} {
		data, err := os.ReadFile("../../../../testdata/examples/" + name)
		if err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, engine.Input{Name: name, Data: data})
	}
	q := engine.New(cat).Price(inputs, engine.Settings{})
	return &q
}

func shown(t *testing.T, s show.Screen, explain bool) string {
	t.Helper()
	var out bytes.Buffer
	if err := show.Quote(&out, example(t), s, explain); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestFits: no line is wider than the terminal, and nothing is lost on a
// narrow one.
func TestFits(t *testing.T) {
	for _, width := range []int{80, 100, 140, 200} {
		for _, explain := range []bool{false, true} {
			got := shown(t, show.Screen{Width: width, Color: true}, explain)
			for line := range strings.Lines(got) {
				if n := text.StringWidthWithoutEscSequences(strings.TrimRight(line, "\n")); n > width {
					t.Errorf("%d columns of %d: %q", n, width, line)
				}
			}
			for _, part := range []string{"chat-peak", "qwen3-14b-ft-202511132025-0260", "mu MU1 x 8", "19,360.00", "2,007.83376", "no price", "no usage", "cn-beijing", "at least "} {
				if !strings.Contains(got, part) {
					t.Errorf("%d columns: no %q in\n%s", width, part, got)
				}
			}
		}
	}
}

// TestPointsAlign: in a pipe, the decimal points of all amounts stand in one column.
func TestPointsAlign(t *testing.T) {
	column := -1
	for line := range strings.Lines(shown(t, show.Screen{}, false)) {
		if !strings.Contains(line, "pay-as-you-go") && !strings.Contains(line, "subscription") || strings.Contains(line, "no ") {
			continue
		}
		point := strings.LastIndex(line, ".")
		if column < 0 {
			column = point
		}
		if point != column {
			t.Errorf("the point is in column %d, not %d: %s", point, column, line)
		}
	}
	if column < 0 {
		t.Fatal("no amounts")
	}
}

func TestSafe(t *testing.T) {
	for in, want := range map[string]string{
		"plain 模型 e\u0301":      "plain 模型 e\u0301",
		"two\nlines\tand a tab": "two lines and a tab",
		"\x1b[31mred":           `\u001b[31mred`,
		"\u009b31m":             `\u009b31m`,
		"a\u202eb":              `a\u202eb`,
		"👩\u200d💻":              "👩\u200d💻",
		"\x9b31m":               "\ufffd31m",
	} {
		if got := show.Safe(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	got := show.Wrap("one two three four", 9, "  ")
	if want := []string{"one two", "  three", "  four"}; strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q, want %q", got, want)
	}
}
