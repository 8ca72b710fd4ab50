package show_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/rules"
)

func pageText(t *testing.T, markdown string, s show.Screen) string {
	t.Helper()
	var out bytes.Buffer
	if err := show.Page(&out, markdown, s); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestPage(t *testing.T) {
	const markdown = "# CP1 a\n\nSome words\nthat go on.\n\n## Wrong\n\n```yaml name=b.yaml\n# not a heading\n\nx: 1\n```\n\n```yaml max-age=3 today=2026-06-20\ny: 2\n```\n\n```yaml project\nz: 3\n```\n"
	plain := pageText(t, markdown, show.Screen{})
	want := "CP1 a\n\nSome words\nthat go on.\n\nWrong\n\n    b.yaml\n    # not a heading\n\n    x: 1\n\n    with --max-age 3, on 2026-06-20\n    y: 2\n\n    .costplan.yaml\n    z: 3\n"
	if plain != want {
		t.Errorf("got\n%s\nwant\n%s", plain, want)
	}
	wide := pageText(t, markdown, show.Screen{Width: 80, Color: true})
	for _, part := range []string{"\x1b[1mCP1 a\x1b[0m\n", "\nSome words that go on.\n", "    \x1b[2mx: 1\x1b[0m\n"} {
		if !strings.Contains(wide, part) {
			t.Errorf("no %q in %q", part, wide)
		}
	}
}

// TestEveryPage: each has its words on a terminal, and only examples may be
// wider than it.
func TestEveryPage(t *testing.T) {
	for _, page := range rules.All() {
		got := pageText(t, page.Text, show.Screen{Width: 70})
		if !strings.HasPrefix(got, string(page.Rule.Code)+" "+page.Rule.Slug+"\n") || strings.Contains(got, "```") {
			t.Errorf("%s is\n%s", page.Rule.Code, got)
		}
		for line := range strings.Lines(got) {
			line = strings.TrimRight(line, "\n")
			if !strings.HasPrefix(line, "    ") && text.StringWidthWithoutEscSequences(line) > 70 && strings.Contains(line, " ") {
				t.Errorf("%s: %q is too long", page.Rule.Code, line)
			}
		}
	}
}

func TestRules(t *testing.T) {
	for _, width := range []int{0, 60, 80, 200} {
		var out bytes.Buffer
		if err := show.Rules(&out, diag.Rules(), show.Screen{Width: width}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			if n := text.StringWidthWithoutEscSequences(strings.TrimRight(line, "\n")); width > 0 && n > width {
				t.Errorf("%d columns of %d: %q", n, width, line)
			}
		}
		for _, rule := range diag.Rules() {
			if !strings.Contains(out.String(), string(rule.Code)+"  "+rule.Slug) {
				t.Errorf("no %s in\n%s", rule.Code, out.String())
			}
		}
	}
}

func TestDiff(t *testing.T) {
	const diff = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-\ta: \x1b[31m\r\n+\tb\n\\ No newline at end of file\n"
	var plain, colored bytes.Buffer
	if err := show.Diff(&plain, diff, show.Screen{}); err != nil || plain.String() != diff {
		t.Errorf("%v, %q", err, plain.String())
	}
	if err := show.Diff(&colored, diff, show.Screen{Width: 80, Color: true}); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"\x1b[1m--- a/x\x1b[0m\n", "\x1b[1;31m-\ta: \\u001b[31m\x1b[0m\n", "\x1b[32m+\tb\x1b[0m\n"} {
		if !strings.Contains(colored.String(), part) {
			t.Errorf("no %q in %q", part, colored.String())
		}
	}
}
