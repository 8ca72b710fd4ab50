package findings

import (
	"encoding/json"
	"io"
	"path"
	"path/filepath"
	"strings"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
)

// The types below are the parts of GitLab's Code Quality report, as its
// documentation lists them ("Code Quality report format").

type qualityFinding struct {
	Description string       `json:"description"`
	CheckName   string       `json:"check_name"`
	Fingerprint string       `json:"fingerprint"` // unique in the report
	Severity    string       `json:"severity"`
	Location    qualityPlace `json:"location"`
}

type qualityPlace struct {
	Path  string       `json:"path"` // from the root of the repository, without "./"
	Lines qualityLines `json:"lines"`
}

type qualityLines struct {
	Begin int `json:"begin"` // 1-based
}

// wholeRun is the path of a finding that speaks of no file: GitLab drops one
// without a path.
const wholeRun = "."

// GitLab writes findings as a Code Quality report, which GitLab shows in a merge
// request. Paths are as they were given, so run it in the root of the repository.
func GitLab(w io.Writer, in Input) error {
	report := []qualityFinding{}
	prints := newFingerprints()
	for _, d := range in.Diagnostics {
		lines := append([]string{show.Safe(d.Message)}, advice(d)...)
		place := qualityPlace{Path: wholeRun, Lines: qualityLines{Begin: 1}}
		if d.File != "" {
			place.Path = path.Clean(filepath.ToSlash(show.Safe(d.File)))
		}
		if placed(d.Span) {
			place.Lines.Begin = d.Start.Line
		}
		report = append(report, qualityFinding{
			Description: strings.Join(lines, "; "), CheckName: titleOf(d), Fingerprint: prints.of(d),
			Severity: qualitySeverity(d.Severity), Location: place,
		})
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(report)
}

func qualitySeverity(s diag.Severity) string { return bySeverity(s, "critical", "minor", "info") }
