// Package findings writes what linting found, one file a format. JSON comes from
// the engine, which promises it to scripts; the other forms are what terminals,
// editors and CI systems ask for, and they are here. It knows no rule and no
// flag.
//
// SARIF and JUnit are written from plain structs of the parts that are used.
// The library for SARIF brings net/http and a second JSON Schema validator into
// the program (3 MB, and 0.5 ms at each start), and lists every empty part in
// its output; the one for JUnit lacks the file and the line of a test case,
// which CI systems link.
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
	// Checked names the files that were checked. JUnit lists those without
	// findings too; if Checked is empty, it cannot.
	Checked []string
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
		{"oneline", "for editors and grep: a line for each finding", OneLine},
		{"json", "for programs, see: costplan schema lint", JSON},
		{"sarif", "for code scanning: SARIF 2.1.0", SARIF},
		{"github", "for GitHub Actions: annotations on the changed lines", GitHub},
		{"gitlab", "for GitLab merge requests: Code Quality", GitLab},
		{"junit", "for CI systems that show test reports: JUnit XML", JUnit},
		{"markdown", "for a comment on a pull request", Markdown},
	}
}

// JSON writes findings as JSON.
func JSON(w io.Writer, in Input) error { return report.LintJSON(w, in.Findings) }
