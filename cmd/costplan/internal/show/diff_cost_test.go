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
	"github.com/costplan/costplan/engine/diff"
)

// TestCostDiffFits: no line is wider than the terminal, and nothing is lost on a
// narrow one.
func TestCostDiffFits(t *testing.T) {
	cat, err := catalog.Load("")
	if err != nil {
		t.Fatal(err)
	}
	side := func(name string) diff.Side {
		data, err := os.ReadFile("../../../../testdata/change/" + name)
		if err != nil {
			t.Fatal(err)
		}
		q := engine.New(cat).Price([]engine.Input{{Name: name, Data: data}}, engine.Settings{})
		return diff.Side{Quote: &q}
	}
	d := diff.Quotes(side("old.yaml"), side("new.yaml"))
	verdict := d.Exceeds(diff.Limit{})
	for _, width := range []int{60, 80, 100, 200} {
		for _, explain := range []bool{false, true} {
			var out bytes.Buffer
			if err := show.CostDiff(&out, &d, &verdict, show.Screen{Width: width, Color: true}, show.CostDiffOptions{Explain: explain, All: true}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(out.String()) {
				if n := text.StringWidthWithoutEscSequences(strings.TrimRight(line, "\n")); n > width {
					t.Errorf("%d columns of %d: %q", n, width, line)
				}
			}
			plain := strings.Join(strings.Fields(text.StripEscape(out.String())), " ")
			for _, part := range []string{"support", "capacity 8 → 16", "+1,760.00 USD", "-50.0%", "-1,677.40 USD", "26,358.40 USD", "24,681.00 USD", "does not rise"} {
				if !strings.Contains(plain, part) {
					t.Errorf("%d columns: no %q in\n%s", width, part, out.String())
				}
			}
		}
	}
}
