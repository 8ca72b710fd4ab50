package report_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// FOCUS.md describes each column, in the order of the columns.
func TestFocusIsDocumented(t *testing.T) {
	var out bytes.Buffer
	if err := report.QuoteFOCUS(&out, &quote.Quote{}); err != nil {
		t.Fatal(err)
	}
	header, _, _ := strings.Cut(out.String(), "\n")
	text, err := os.ReadFile("FOCUS.md")
	if err != nil {
		t.Fatal(err)
	}
	var described []string
	for line := range strings.Lines(string(text)) {
		if cells := strings.Split(line, "|"); len(cells) > 2 {
			if name := strings.TrimSpace(cells[1]); name != "column" && !strings.HasPrefix(name, "-") {
				described = append(described, name)
			}
		}
	}
	if got := strings.Join(described, ","); got != strings.TrimSpace(header) {
		t.Errorf("FOCUS.md describes\n%s\nthe columns are\n%s", got, header)
	}
}
