package findings

import (
	"strings"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
)

// FuzzFormats: whatever findings say and wherever they are, every format writes
// them, in a form that a program can read, and the same each time.
func FuzzFormats(f *testing.F) {
	for i, text := range hostile() {
		f.Add(text, hostile()[(i+1)%len(hostile())], 1+i, 2, 3, 4, uint8(i))
	}
	f.Add("", "", 0, 0, 0, 0, uint8(0))
	f.Add("a.yaml", "x", -1, -5, 0, 1<<40, uint8(7))
	sarif := sarifChecker(f)
	f.Fuzz(func(t *testing.T, file, text string, line, column, endLine, endColumn int, kind uint8) {
		rules := diag.Rules()
		severities := [...]diag.Severity{diag.Error, diag.Warning, diag.Info}
		span := diag.Span{
			Start: diag.Position{Line: line, Column: column, Offset: line},
			End:   diag.Position{Line: endLine, Column: endColumn, Offset: endLine},
		}
		d := diag.New(rules[int(kind)%len(rules)].Code, file, span, "/"+text, text)
		d.Severity = severities[int(kind)%len(severities)]
		d.Help = file
		d.APIError = &diag.APIError{Code: text, Message: file}
		d.Related = []diag.Related{{File: text, Message: file, Span: span}, {}}
		d.Fixes = []diag.Fix{{Title: text, Edits: []diag.Edit{{Span: span, Text: file}}}, {}}
		in := only(diag.New(diag.Syntax, file, diag.Span{}, "", file), d, d)
		in.Checked = []string{file, text}
		in.Source = func(string) []byte { return []byte(text) }
		in.Screen = show.Screen{Width: int(kind), Color: kind%2 == 0}
		for _, format := range Formats() {
			got := written(t, format.Name, in)
			if again := written(t, format.Name, in); again != got {
				t.Fatalf("%s writes\n%s\nand then\n%s", format.Name, got, again)
			}
			switch format.Name {
			case "oneline":
				if n := strings.Count(got, "\n"); n != len(in.Diagnostics) {
					t.Fatalf("%d lines:\n%s", n, got)
				}
			case "sarif":
				if err := validSARIF(sarif, got); err != nil {
					t.Fatalf("%#v\n%s", err, got)
				}
			case "junit":
				junitOf(t, got)
			case "github":
				if n := len(commandsOf(t, got)); n != len(in.Diagnostics) {
					t.Fatalf("%d commands:\n%s", n, got)
				}
			}
		}
		if got := markdownText(text); !inert(got) {
			t.Fatalf("%q is not only text", got)
		}
	})
}
