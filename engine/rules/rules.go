// Package rules is what each diagnostic code means, for people: one page a
// code, with an example that gives the diagnostic and one that does not. It
// knows the table of codes and Markdown, and nothing of how a rule is checked:
// the tests run every example through the engine.
package rules

import (
	"embed"
	"fmt"
	"strings"
	"time"

	"github.com/costplan/costplan/engine/diag"
)

//go:embed pages/*.md intro.md
var texts embed.FS

// Page is what there is to read about one code.
type Page struct {
	Rule diag.Rule
	Text string  // in Markdown, with the title and the severity
	Bad  Example // gives the diagnostic, and no other
	Good Example // gives none
}

// Meaning is the text of a page without its title, its severity and its examples.
func (p Page) Meaning() string {
	_, body, _ := strings.Cut(p.Text, severity(p.Rule)+"\n")
	body, _, _ = strings.Cut(body, wrongHeading)
	return strings.TrimSpace(body)
}

// Example is what one run over a few files was given and what it found.
type Example struct {
	Files   []File
	Project []byte    // text of the settings file that holds for the files; nil for none
	MaxAge  *int64    // days that the prices may be old; nil for any
	Today   time.Time // of the run; zero if it does not matter
	Want    string    // the diagnostics, a few lines each; "" for none
}

// File is a named text of an example.
type File struct {
	Name string
	Data []byte
}

// PageOf returns the page of a code; ok is false for an unknown one.
func PageOf(code diag.Code) (page Page, ok bool) {
	rule, ok := diag.RuleOf(code)
	if !ok {
		return Page{}, false
	}
	return embedded(rule), true
}

// All returns every page in the order of its code.
func All() []Page {
	var pages []Page
	for _, rule := range diag.Rules() {
		pages = append(pages, embedded(rule))
	}
	return pages
}

// embedded reads the page of a rule. It panics if the page is missing or has not
// the form of one: that is a defect of the program, which the tests exclude.
func embedded(rule diag.Rule) Page {
	source, err := texts.ReadFile("pages/" + string(rule.Code) + ".md")
	if err != nil {
		panic(fmt.Sprintf("embedded page: %v", err))
	}
	page, err := read(rule, string(source))
	if err != nil {
		panic(fmt.Sprintf("embedded page %s: %v", rule.Code, err))
	}
	return page
}

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
