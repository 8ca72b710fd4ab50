// Package findings writes what linting found, one file a format. The forms that
// programs read come from the engine; what people read on a terminal is here.
package findings

import (
	"io"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/report"
)

// Input is what a format writes.
type Input struct {
	report.Findings
	// Source returns the text of a file, or nil if it is not to be had. Only
	// formats that quote the text ask for it.
	Source func(file string) []byte
	Screen show.Screen
}

// Format is a way to write findings.
type Format struct {
	Name    string // of the flag --format
	Summary string // what it is for, in a few words
	Write   func(w io.Writer, in Input) error
}

// Formats returns every format, the default first.
func Formats() []Format {
	return []Format{
		{"text", "for people: each finding with the line it speaks of", Text},
		{"json", "for programs, see: costplan schema lint", JSON},
	}
}

// JSON writes findings as JSON.
func JSON(w io.Writer, in Input) error { return report.LintJSON(w, in.Findings) }
