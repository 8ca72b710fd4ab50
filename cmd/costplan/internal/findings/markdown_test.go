package findings

import (
	"regexp"
	"strings"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
)

func TestMarkdownText(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"capacity 6 is not a multiple of 4", "capacity 6 is not a multiple of 4"},
		{"<img onerror=x>", "&lt;img onerror=x&gt;"},
		{"@team", "@&#8203;team"},
		{"owner/repo#12", `owner/repo\#&#8203;12`},
		{"[a](https://b)", `\[a\](https:&#8203;//b)`},
		{"www.a.example", "www&#8203;.a.example"},
		{"a_b*c~d`e|f", "a\\_b\\*c\\~&#8203;d\\`e\\|f"},
		{"$11 + $22", "&#36;&#8203;11 + &#36;&#8203;22"},
		{"a\n\n# b", `a \#&#8203; b`},
		{"a\\", `a\\`},
		{"&lt;", "&amp;&#8203;lt;"},
		{"\u202eb", `\\u202eb`},
	} {
		if got := markdownText(c.text); got != c.want {
			t.Errorf("%q:\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestMarkdownCode(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a.yaml", "`a.yaml`"}, {"a`b", "``a`b``"}, {"a``b`", "``` a``b` ```"}, {"@a <b> #1", "`@a <b> #1`"}, {"a\nb", "`a b`"},
	} {
		if got := markdownCode(c.text); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

// inert reports whether a Markdown text, without its escapes, is nothing but
// words: it has no markup, and no sign stands before a name or a number.
func inert(text string) bool {
	text = regexp.MustCompile("\\\\[\\\\|`*_\\[\\]]").ReplaceAllString(text, "")
	text = strings.NewReplacer("&#8203;", "\u200b", "&lt;", "", "&gt;", "", "&amp;", "", "&#36;", "$", `\#`, "#", `\!`, "!", `\~`, "~").Replace(text)
	return !strings.ContainsAny(text, "<>*_[]`|\\&\n") && !regexp.MustCompile(`[@#$~!%]\w|://|(www|WWW)\.|(gh|GH)-`).MatchString(text)
}

func TestMarkdownIsInert(t *testing.T) {
	dangerous := 0
	for _, text := range hostile() {
		if got := markdownText(text); !inert(got) {
			t.Errorf("%q is not only text", got)
		}
		if !inert(text) {
			dangerous++
		}
	}
	if dangerous < 8 {
		t.Errorf("only %d texts are found dangerous", dangerous)
	}
}

// TestMarkdownLines: no line begins with a text of the user, where "#", "-" or
// "/close" would mean something.
func TestMarkdownLines(t *testing.T) {
	found := append(attacks(), sample(t).Diagnostics...)
	found[0].Severity = diag.Info
	got := written(t, "markdown", only(found...))
	line := regexp.MustCompile("^(- (\\d+:\\d+ )?\\*\\*|#### `|### costplan: |<details><summary>\\d+ infos</summary>\n|</details>\n|\n)")
	for each := range strings.Lines(got) {
		if !line.MatchString(each) {
			t.Errorf("a line begins in another way: %q", each)
		}
	}
}

// TestMarkdownFits: a comment that is too long is refused, so the rest is counted.
func TestMarkdownFits(t *testing.T) {
	var found []diag.Diagnostic
	for range 2000 {
		found = append(found, diag.New(diag.Syntax, "a.yaml", diag.Span{}, "", strings.Repeat("long ", 20)))
	}
	got := written(t, "markdown", only(found...))
	shown := strings.Count(got, "\n- ")
	if len(got) > 65_536 || shown < 200 || !strings.Contains(got, show.Counted(2000-shown, "finding")+" left out") {
		t.Errorf("%d bytes, %d findings, ends in %q", len(got), shown, got[len(got)-100:])
	}
}
