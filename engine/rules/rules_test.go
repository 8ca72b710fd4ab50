package rules_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/fix"
	"github.com/costplan/costplan/engine/project"
	"github.com/costplan/costplan/engine/rules"
)

var update = flag.Bool("update", false, "rewrite the diagnostics of the pages, and RULES.md")

const howToUpdate = "go test ./engine/rules -update"

// bench is what an example is run with.
type bench struct {
	engine  *engine.Engine
	catalog *catalog.Catalog
}

func newBench(t *testing.T) bench {
	t.Helper()
	cat, err := catalog.Load("2026-06-06") // the edition that the examples speak of
	if err != nil {
		t.Fatal(err)
	}
	return bench{engine.New(cat), cat}
}

// run prices an example and returns what is said about it.
func (b bench) run(t *testing.T, e rules.Example) []diag.Diagnostic {
	t.Helper()
	settings := engine.Settings{Today: e.Today, MaxAge: e.MaxAge}
	if e.Project != nil {
		p, found := project.Read(project.FileName, e.Project, b.catalog)
		if len(found) > 0 {
			t.Errorf("the settings file has diagnostics of its own:\n%s", text(e, found))
		}
		settings.Project = p
	}
	var inputs []engine.Input
	for _, file := range e.Files {
		inputs = append(inputs, engine.Input{Name: file.Name, Data: file.Data})
	}
	quote := b.engine.Price(inputs, settings)
	return quote.Diagnostics
}

// text writes diagnostics as the pages show them: with their file if there are
// several, and with their place unless they speak of no file.
func text(e rules.Example, list []diag.Diagnostic) string {
	place := func(file string, s diag.Span) string {
		at := fmt.Sprintf("%d:%d-%d:%d ", s.Start.Line, s.Start.Column, s.End.Line, s.End.Column)
		if len(e.Files) > 1 {
			return file + ":" + at
		}
		return at
	}
	var out strings.Builder
	for _, d := range list {
		if d.File != "" {
			out.WriteString(place(d.File, d.Span))
		}
		fmt.Fprintln(&out, strings.TrimRight(fmt.Sprintf("%s %s %s", d.Severity, d.Code, d.Path), " "))
		fmt.Fprintf(&out, "  %s\n", d.Message)
		if d.Help != "" {
			fmt.Fprintf(&out, "  help: %s\n", d.Help)
		}
		if d.APIError != nil {
			fmt.Fprintf(&out, "  api: %s: %s\n", d.APIError.Code, d.APIError.Message)
		}
		for _, r := range d.Related {
			fmt.Fprintf(&out, "  see: %s%s\n", place(r.File, r.Span), r.Message)
		}
	}
	return out.String()
}

// TestWrongExamples holds each wrong example against the diagnostics that its
// page shows, which are of the page's code alone.
func TestWrongExamples(t *testing.T) {
	b := newBench(t)
	for _, page := range rules.All() {
		t.Run(string(page.Rule.Code), func(t *testing.T) {
			found := b.run(t, page.Bad)
			for _, d := range found {
				if d.Code != page.Rule.Code {
					t.Errorf("it also gives %s %s: %s", d.Severity, d.Code, d.Message)
				}
				if d.Severity != page.Rule.Severity {
					t.Errorf("severity %s, the table says %s", d.Severity, page.Rule.Severity)
				}
			}
			switch got := text(page.Bad, found); {
			case got == "":
				t.Error("it gives no diagnostic")
			case got == page.Bad.Want:
			case *update:
				rewrite(t, pageFile(page.Rule.Code), got)
			default:
				t.Errorf("it gives\n%swhile the page says\n%sto rewrite the page: %s", got, page.Bad.Want, howToUpdate)
			}
		})
	}
}

// rewrite puts diagnostics into the text block of a file.
func rewrite(t *testing.T, name, diagnostics string) {
	t.Helper()
	const opening, closing = "\n```text\n", "```\n"
	source, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(source), opening)
	_, after, closed := strings.Cut(rest, "\n"+closing)
	if !found || !closed {
		t.Fatalf("%s has no text block", name)
	}
	if err := os.WriteFile(name, []byte(before+opening+diagnostics+closing+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

func pageFile(code diag.Code) string { return filepath.Join("pages", string(code)+".md") }

func TestRightExamples(t *testing.T) {
	b := newBench(t)
	for _, page := range rules.All() {
		t.Run(string(page.Rule.Code), func(t *testing.T) {
			if found := b.run(t, page.Good); len(found) > 0 {
				t.Errorf("it gives\n%s", text(page.Good, found))
			}
		})
	}
}

// TestFixes applies each fix that a wrong example is offered, by itself: then
// its diagnostic is gone and no other has come.
func TestFixes(t *testing.T) {
	b := newBench(t)
	for _, page := range rules.All() {
		for i, d := range b.run(t, page.Bad) {
			for j, offered := range d.Fixes {
				t.Run(fmt.Sprintf("%s/%d/%s", page.Rule.Code, i, offered.Title), func(t *testing.T) {
					before := b.run(t, page.Bad)
					after := b.run(t, fixed(t, page.Bad, before[i], before[i].Fixes[j]))
					if len(after) != len(before)-1 {
						t.Errorf("after it there is\n%s", text(page.Bad, after))
					}
				})
			}
		}
	}
}

// fixed returns an example with one fix of a diagnostic applied.
func fixed(t *testing.T, e rules.Example, d diag.Diagnostic, chosen diag.Fix) rules.Example {
	t.Helper()
	e.Files = slices.Clone(e.Files)
	at := slices.IndexFunc(e.Files, func(f rules.File) bool { return f.Name == d.File })
	if at < 0 {
		t.Fatalf("the example has no file %q", d.File)
	}
	d.Fixes = []diag.Fix{chosen}
	e.Files[at].Data = fix.Apply(e.Files[at].Data, []diag.Diagnostic{d}, true).Data
	return e
}

// TestOnePageForEachCode looks for pages that no code has. That each code has
// one follows from All, which reads them.
func TestOnePageForEachCode(t *testing.T) {
	pages := rules.All()
	if len(pages) != len(diag.Rules()) {
		t.Errorf("%d pages for %d codes", len(pages), len(diag.Rules()))
	}
	names, err := filepath.Glob("pages/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		code := diag.Code(strings.TrimSuffix(filepath.Base(name), ".md"))
		if _, ok := rules.PageOf(code); !ok || pageFile(code) != name {
			t.Errorf("%s is the page of no code", name)
		}
	}
	if _, ok := rules.PageOf("CP999"); ok {
		t.Error("CP999 has a page")
	}
}

const introFile = "intro.md"

// TestIntroduction runs what the introduction shows: an example with and without
// its suppression, and settings.
func TestIntroduction(t *testing.T) {
	b := newBench(t)
	intro, _, _ := strings.Cut(string(rules.Markdown()), "\n## All codes\n")
	example := rules.Example{Files: []rules.File{{Name: "deployment.yaml", Data: []byte(block(t, intro, "yaml"))}}}
	silent := example.Files[0].Data
	example.Files[0].Data = bytes.ReplaceAll(silent, []byte("costplan:ignore"), []byte("cannot ignore"))
	switch got, shown := text(example, b.run(t, example)), block(t, intro, "text"); {
	case got == shown:
	case *update:
		rewrite(t, introFile, got)
	default:
		t.Errorf("without its suppression its example gives\n%swhile it shows\n%sto rewrite it: %s", got, shown, howToUpdate)
	}
	example.Files[0].Data = silent
	_, rest, _ := strings.Cut(intro, "## Change a severity")
	for _, settings := range []string{"", block(t, rest, "yaml")} {
		example.Project = []byte(settings)
		if found := b.run(t, example); len(found) > 0 {
			t.Errorf("its suppression leaves\n%s", text(example, found))
		}
	}
}

// block returns the first block of a kind.
func block(t *testing.T, markdown, kind string) string {
	t.Helper()
	_, rest, found := strings.Cut(markdown, "\n```"+kind+"\n")
	body, _, closed := strings.Cut(rest, "```\n")
	if !found || !closed {
		t.Fatalf("there is no %s block", kind)
	}
	return body
}

// TestPagesStandInRulesMD comes after the examples, so that one run of -update
// rewrites both.
func TestPagesStandInRulesMD(t *testing.T) {
	want := rules.Markdown()
	if *update {
		var pages []rules.Page
		for _, rule := range diag.Rules() {
			source, err := os.ReadFile(pageFile(rule.Code))
			if err != nil {
				t.Fatal(err)
			}
			page, err := rules.Read(rule, string(source))
			if err != nil {
				t.Fatalf("%s: %v", rule.Code, err)
			}
			pages = append(pages, page)
		}
		intro, err := os.ReadFile(introFile)
		if err != nil {
			t.Fatal(err)
		}
		want = rules.MarkdownOf(string(intro), pages)
		if err := os.WriteFile("RULES.md", want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("RULES.md")
	if err != nil || string(got) != string(want) {
		t.Fatalf("RULES.md is not what the pages give; to rewrite it: %s (%v)", howToUpdate, err)
	}
	for _, rule := range diag.Rules() {
		if _, fragment, _ := strings.Cut(rule.URL(), "#"); !strings.Contains(string(got), `<a id="`+fragment+`"></a>`) {
			t.Errorf("RULES.md has no anchor for %s", rule.URL())
		}
	}
}
