package findings

import (
	"fmt"
	"io"
	"strings"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
)

// GitHub writes findings as workflow commands, which GitHub Actions shows on the
// lines of a change, and a summary for the log. Of each severity GitHub shows ten
// annotations a step; the log has them all.
func GitHub(w io.Writer, in Input) error {
	var out strings.Builder
	for _, d := range in.Diagnostics {
		lines := append([]string{show.Safe(d.Message)}, advice(d)...)
		properties := annotated(d)
		if !strings.HasPrefix(properties[0], "file=") { // GitHub cannot show the place
			if place := where(d.File, d.Span); place != "" {
				lines[0] = show.Safe(place) + ": " + lines[0]
			}
		}
		if d.URL != "" {
			lines = append(lines, show.Safe(d.URL))
		}
		fmt.Fprintf(&out, "::%s %s::%s\n", commandOf(d.Severity), strings.Join(properties, ","), commandData(strings.Join(lines, "\n")))
	}
	out.WriteString(Summary(in.Findings) + "\n")
	_, err := io.WriteString(w, out.String())
	return err
}

// annotated returns the properties of an annotation. Columns are only for a
// place within one line: GitHub does not take them for several.
func annotated(d diag.Diagnostic) []string {
	var properties []string
	if d.File != "" && d.File != files.StdinName {
		properties = append(properties, "file="+commandProperty(d.File))
		if end := endOf(d.Span); placed(d.Span) {
			properties = append(properties, fmt.Sprintf("line=%d", d.Start.Line), fmt.Sprintf("endLine=%d", end.Line))
			if end.Line == d.Start.Line {
				properties = append(properties, fmt.Sprintf("col=%d", d.Start.Column), fmt.Sprintf("endColumn=%d", end.Column))
			}
		}
	}
	return append(properties, "title="+commandProperty(titleOf(d)))
}

func commandOf(s diag.Severity) string { return bySeverity(s, "error", "warning", "notice") }

// commandData escapes a text behind the "::" of a workflow command.
func commandData(text string) string { return dataEscapes.Replace(withoutControls(text)) }

// commandProperty escapes the value of a property of a workflow command.
func commandProperty(text string) string { return propertyEscapes.Replace(withoutControls(text)) }

var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// withoutControls makes a text safe to show, but for the line ends, which
// workflow commands have an escape for.
func withoutControls(text string) string {
	var out strings.Builder
	for text != "" {
		end := strings.IndexAny(text, "\r\n")
		if end < 0 {
			break
		}
		out.WriteString(show.Safe(text[:end]) + text[end:end+1])
		text = text[end+1:]
	}
	return out.String() + show.Safe(text)
}
