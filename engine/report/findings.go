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

// The types below and diag.Diagnostic are the JSON of findings, described for
// users by schema/lint.schema.json.

type findingsResult struct {
	Diagnostics []diag.Diagnostic `json:"diagnostics"`
	Summary     summary           `json:"summary"`
}

type summary struct {
	Files       int `json:"files"`
	Deployments int `json:"deployments"`
	Errors      int `json:"errors"`
	Warnings    int `json:"warnings"`
	Infos       int `json:"infos"`
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
