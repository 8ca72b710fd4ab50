package page_test

import (
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog/page"
)

// A hostile page takes time in proportion to its size, and no more.
func TestBounded(t *testing.T) {
	const section = "Billed by usage duration (Model Unit)\n\n"
	for name, text := range map[string]string{
		"text of titles":     strings.Repeat("Model name\n\nModel code\n\n", 100_000),
		"text of sentences":  section + strings.Repeat("A 1.\n\n", 200_000),
		"text of headings":   section + strings.Repeat("Atlantis\nText\n", 100_000),
		"text of one word":   section + strings.Repeat("Model code\n\n", 200_000),
		"text of rules":      section + strings.Repeat("pay-as-you-go capacity must be monthly price / ", 100_000),
		"nested tables":      "<!DOCTYPE html>" + strings.Repeat("<table><tr><td>", 100_000),
		"nested elements":    "<!DOCTYPE html>" + strings.Repeat("<div>", 1_000_000),
		"spans of many rows": "<table>" + strings.Repeat(`<tr><td rowspan="65534" colspan="65534">Model code`, 50_000),
		"open attributes":    "<table a='" + strings.Repeat(`"`, 1_000_000),
		"many attributes":    "<table " + strings.Repeat(`a=b `, 300_000) + ">",
		"one long row":       "<table><tr>" + strings.Repeat("<td>$1", 200_000),
		"one long cell":      "<table><tr><td>" + strings.Repeat("Model code<br>", 200_000),
		"many problems":      "<table><tr><td>$1</table>" + strings.Repeat("<table><tr><td>$1</table>", 50_000),
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := page.Import("hostile", []byte(text), smallBase())
			if len(problems) == 0 || len(problems) > page.MaxProblems+1 {
				t.Errorf("%d problems", len(problems))
			}
		})
	}
	_, problems := page.Import("deep", []byte("<p>\n"+strings.Repeat("<table><tr><td>", 9)), smallBase())
	if len(problems) != 1 || problems[0].String() != "deep:2: tables are nested too deeply" {
		t.Errorf("got %v", problems)
	}
}
