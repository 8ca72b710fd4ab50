package report

import (
	"io"
	"slices"

	"github.com/costplan/costplan/engine/diag"
)

// Findings is what linting a set of files found.
type Findings struct {
	Diagnostics []diag.Diagnostic
	Files       int
	Deployments int
}

// The types below and diag.Diagnostic are the JSON of findings, from which
// schema/lint.schema.json is made.

// findingsResult is what `costplan lint --format json` writes: what was found in
// deployment files.
type findingsResult struct {
	Diagnostics []diag.Diagnostic `json:"diagnostics"` // what was found, sorted by file and place; of one code at most 500 in a file, then how many more there are, which summary counts too
	Summary     summary           `json:"summary"`     // how many of each there are
}

// summary is how many of each there are.
type summary struct {
	Files       int `json:"files" jsonschema:"minimum=0"`       // files that were checked
	Deployments int `json:"deployments" jsonschema:"minimum=0"` // deployments in them
	Errors      int `json:"errors" jsonschema:"minimum=0"`      // findings of severity error
	Warnings    int `json:"warnings" jsonschema:"minimum=0"`    // findings of severity warning
	Infos       int `json:"infos" jsonschema:"minimum=0"`       // findings of severity info
}

// LintJSON writes findings as JSON.
func LintJSON(w io.Writer, f Findings) error { return writeJSON(w, f.Result()) }

// Result is what LintJSON writes, to be part of a larger result.
func (f Findings) Result() any {
	return findingsResult{
		Diagnostics: diagnosticsOf(f.Diagnostics),
		Summary: summary{
			Files: f.Files, Deployments: f.Deployments,
			Errors:   diag.Count(f.Diagnostics, diag.Error),
			Warnings: diag.Count(f.Diagnostics, diag.Warning),
			Infos:    diag.Count(f.Diagnostics, diag.Info),
		},
	}
}

// diagnosticsOf copies diagnostics so that no list in them is null, and every
// place is 1-based.
func diagnosticsOf(found []diag.Diagnostic) []diag.Diagnostic {
	out := make([]diag.Diagnostic, len(found))
	for i, d := range found {
		d.Span = oneBased(d.Span)
		d.Related = slices.Clone(list(d.Related))
		for j, related := range d.Related {
			d.Related[j].Span = oneBased(related.Span)
		}
		fixes := make([]diag.Fix, len(d.Fixes))
		for j, fix := range d.Fixes {
			fix.Edits = list(fix.Edits)
			fixes[j] = fix
		}
		d.Fixes = fixes
		out[i] = d
	}
	return out
}

// oneBased gives what speaks of a whole file, or of none, the place 1:1.
func oneBased(s diag.Span) diag.Span {
	if s.Start.Line > 0 {
		return s
	}
	start := diag.Position{Line: 1, Column: 1}
	return diag.Span{Start: start, End: start}
}
