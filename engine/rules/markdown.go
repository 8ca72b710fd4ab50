package rules

import (
	"fmt"
	"strings"
)

// Markdown returns RULES.md: how to read, silence and change diagnostics, a
// table of all codes, and every page below an anchor of its code.
func Markdown() []byte {
	intro, err := texts.ReadFile("intro.md")
	if err != nil {
		panic(fmt.Sprintf("embedded page: %v", err)) // an embedded file can always be read
	}
	return markdown(string(intro), All())
}

func markdown(intro string, pages []Page) []byte {
	var out strings.Builder
	out.WriteString(intro)
	out.WriteString("\n## All codes\n\n| Code | Name | Severity | What it says |\n|---|---|---|---|\n")
	for _, p := range pages {
		fmt.Fprintf(&out, "| [%s](#%s) | %s | %s | %s |\n", p.Rule.Code, anchor(p), p.Rule.Slug, p.Rule.Severity, p.Rule.Summary)
	}
	for _, p := range pages {
		fmt.Fprintf(&out, "\n<a id=\"%s\"></a>\n\n", anchor(p))
		writeDemoted(&out, p.Text)
	}
	return []byte(out.String())
}

// anchor is the place of a page that diag.Rule.URL points to.
func anchor(p Page) string { return strings.ToLower(string(p.Rule.Code)) }

// writeDemoted writes Markdown with each heading one level down. A "#" within a
// block is a comment.
func writeDemoted(out *strings.Builder, text string) {
	inBlock := false
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, fence) {
			inBlock = !inBlock
		}
		if !inBlock && strings.HasPrefix(line, "#") {
			out.WriteByte('#')
		}
		out.WriteString(line)
	}
}
