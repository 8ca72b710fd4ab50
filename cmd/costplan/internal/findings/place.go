package findings

import (
	"fmt"
	"strings"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
)

// placed reports whether a span is a place in a text. What speaks of a whole
// file, or of none, has a zero span.
func placed(s diag.Span) bool { return s.Start.Line > 0 && s.Start.Column > 0 }

// endOf returns the end of a place. It is never before the start.
func endOf(s diag.Span) diag.Position {
	if s.End.Line < s.Start.Line || s.End.Line == s.Start.Line && s.End.Column < s.Start.Column {
		return s.Start
	}
	return diag.Position{Line: s.End.Line, Column: max(1, s.End.Column), Offset: s.End.Offset}
}

// where writes a place as people and editors know it from compilers:
// "a.yaml:2:15". It is shorter for what has no file or no place in it.
func where(file string, s diag.Span) string {
	if !placed(s) {
		return file
	}
	return fmt.Sprintf("%s:%d:%d", file, s.Start.Line, s.Start.Column)
}

// advice returns what a finding says beside its message, a line each: the help,
// the refusal to expect from the API, and the other places.
func advice(d diag.Diagnostic) []string {
	var lines []string
	for _, h := range hints(d) {
		lines = append(lines, h.label+": "+show.Safe(h.text))
	}
	return lines
}

// hint is one thing that a finding says beside its message.
type hint struct{ label, text string }

func hints(d diag.Diagnostic) []hint {
	var out []hint
	if d.Help != "" {
		out = append(out, hint{"help", d.Help})
	}
	if d.APIError != nil {
		out = append(out, hint{"API", d.APIError.Code + ": " + d.APIError.Message})
	}
	for _, r := range d.Related {
		text := r.Message
		if place := where(r.File, r.Span); place != "" {
			text = place + ": " + text
		}
		out = append(out, hint{"see", text})
	}
	return out
}

// groups splits diagnostics where the file changes.
func groups(found []diag.Diagnostic) [][]diag.Diagnostic {
	var out [][]diag.Diagnostic
	for start := 0; start < len(found); {
		end := start + 1
		for end < len(found) && found[end].File == found[start].File {
			end++
		}
		out = append(out, found[start:end])
		start = end
	}
	return out
}

// titleOf names the rule of a finding: "CP305 capacity-multiple".
func titleOf(d diag.Diagnostic) string {
	rule, _ := diag.RuleOf(d.Code)
	return strings.TrimSpace(string(d.Code) + " " + rule.Slug)
}

// bySeverity is the word that another tool has for a severity.
func bySeverity[T ~string](s diag.Severity, failure, warning, info T) T {
	switch s {
	case diag.Error:
		return failure
	case diag.Warning:
		return warning
	}
	return info
}
