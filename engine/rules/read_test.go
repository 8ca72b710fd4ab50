package rules

import (
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/diag"
)

const soundPage = `# CP308 partial-pricing-unit

About it.

## Wrong

Two files and bytes:

` + "```yaml name=a.yaml escaped max-age=30 today=2026-12-31\na: \\xff\n```" + `
` + "```json name=b.json\n{}\n```" + `
` + "```yaml project\nmax_age: 30\n```" + `
` + "```text\n1:1-1:2 warning CP308\n```" + `

## Right

` + "```yaml\na: 1\n```\n"

func TestReadPage(t *testing.T) {
	rule, _ := diag.RuleOf(diag.PartialUnit)
	page, err := read(rule, soundPage)
	if err != nil {
		t.Fatal(err)
	}
	const begins = "# CP308 partial-pricing-unit\n\nSeverity: warning, unless `.costplan.yaml` says otherwise.\n\nAbout it.\n"
	if !strings.HasPrefix(page.Text, begins) {
		t.Errorf("the text begins %.120q", page.Text)
	}
	bad := page.Bad
	if len(bad.Files) != 2 || bad.Files[0].Name != "a.yaml" || string(bad.Files[0].Data) != "a: \xff\n" || bad.Files[1].Name != "b.json" {
		t.Errorf("files %q", bad.Files)
	}
	if string(bad.Project) != "max_age: 30\n" || bad.MaxAge == nil || *bad.MaxAge != 30 || bad.Today.Format("2006-01-02") != "2026-12-31" {
		t.Errorf("settings %q, %v, %v", bad.Project, bad.MaxAge, bad.Today)
	}
	if bad.Want != "1:1-1:2 warning CP308\n" {
		t.Errorf("diagnostics %q", bad.Want)
	}
	if len(page.Good.Files) != 1 || page.Good.Files[0].Name != "deployment.yaml" {
		t.Errorf("right files %q", page.Good.Files)
	}
}

func TestReadPageIsStrict(t *testing.T) {
	rule, _ := diag.RuleOf(diag.PartialUnit)
	for _, c := range []struct{ name, old, new string }{
		{"another code", "# CP308", "# CP305"},
		{"another slug", "partial-pricing-unit", "partial-unit"},
		{"no wrong example", "## Wrong\n", "## Bad\n"},
		{"no right example", "## Right\n", "## Good\n"},
		{"no file", "```yaml\na: 1\n```\n", ""},
		{"a block that is not closed", "a: 1\n```\n", "a: 1\n"},
		{"an unknown kind", "```json name", "```toml name"},
		{"a block of no kind", "```yaml\na: 1", "```\na: 1"},
		{"an unknown setting", "max-age", "maxage"},
		{"an age that is no number", "max-age=30", "max-age=old"},
		{"a day that does not exist", "2026-12-31", "2026-12-32"},
		{"an escape that does not exist", `\xff`, `\q`},
		{"two files of one name", "name=b.json", "name=a.yaml"},
		{"diagnostics twice", "```json name=b.json", "```text"},
		{"no diagnostics", "```text\n1:1-1:2 warning CP308\n```", ""},
		{"diagnostics of the right example", "a: 1\n```\n", "a: 1\n```\n```text\nnone\n```\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			source := strings.Replace(soundPage, c.old, c.new, 1)
			if source == soundPage {
				t.Fatal("the case changes nothing")
			}
			if _, err := read(rule, source); err == nil {
				t.Error("it is read without an error")
			}
		})
	}
}

func TestSeverityLine(t *testing.T) {
	rule, _ := diag.RuleOf(diag.Syntax)
	if got, want := severity(rule), "Severity: error, always."; got != want {
		t.Errorf("severity line %q, want %q", got, want)
	}
}

func TestHeadingsAreDemotedOutsideOfBlocks(t *testing.T) {
	var out strings.Builder
	writeDemoted(&out, "# a\n## b\n```yaml\n# comment\n```\n## c\n")
	if got, want := out.String(), "## a\n### b\n```yaml\n# comment\n```\n### c\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
