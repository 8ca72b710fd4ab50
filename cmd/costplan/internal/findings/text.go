package findings

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/report"
)

// Text writes findings for people, and a summary after them.
func Text(w io.Writer, in Input) error {
	if err := Blocks(w, in); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, in.Screen.Paint(show.Bold, Summary(in.Findings)))
	return err
}

// Blocks writes findings for people, with an empty line after each.
func Blocks(w io.Writer, in Input) error {
	var out strings.Builder
	for _, d := range in.Diagnostics {
		for _, line := range Lines(d, quoted(d, in.Source), in.Screen) {
			out.WriteString(line + "\n")
		}
		out.WriteByte('\n')
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// quoted returns the text that a finding is shown in, or nil if there is none to
// show: the finding speaks of no place in it, or it is no text.
func quoted(d diag.Diagnostic, source func(file string) []byte) []byte {
	if !placed(d.Span) || d.Code == diag.NotUTF8 || source == nil {
		return nil
	}
	return source(d.File)
}

// Lines writes one finding: its place, severity, code and message, the line of
// the source with the place underlined, and what to do. source may be nil.
func Lines(d diag.Diagnostic, source []byte, s show.Screen) []string {
	ink := inkOf(d.Severity)
	lines := headline(d, s)
	gutter := fmt.Sprintf("%5d", d.Start.Line)
	blank := strings.Repeat(" ", len(gutter)+1)
	if line, caret, ok := excerpt(source, d.Span, room(s, len(gutter))); ok {
		bar := s.Paint(show.Dim, "|")
		lines = append(lines,
			s.Paint(show.Dim, gutter)+" "+bar+" "+line,
			blank+bar+" "+leading(caret)+s.Paint(ink, strings.TrimLeft(caret, " ")))
	}
	for _, h := range hints(d) {
		for i, piece := range wrapped(h.label+": ", show.Safe(h.text), s, len(blank)) {
			if i == 0 {
				piece = s.Paint(show.Blue, h.label+":") + " " + piece
			}
			lines = append(lines, blank+piece)
		}
	}
	if d.URL != "" {
		lines = append(lines, blank+s.Paint(show.Dim, show.Safe(d.URL)))
	}
	return lines
}

// headline is the form that editors and people know from compilers.
func headline(d diag.Diagnostic, s show.Screen) []string {
	file := show.Safe(d.File)
	place := strings.TrimPrefix(where(file, d.Span), file)
	if place != "" || file != "" {
		place += ": "
	}
	kind := fmt.Sprintf("%s %s", d.Severity, d.Code)
	lines := wrapped(file+place+kind+": ", show.Safe(d.Message), s, 0)
	for i := range lines {
		lines[i] = s.Paint(show.Bold, lines[i])
	}
	lines[0] = s.Paint(show.Bold, file) + place + s.Paint(inkOf(d.Severity), kind) + ": " + lines[0]
	return lines
}

// wrapped breaks a text that stands behind a label. The label itself is left
// out, for the caller to colour.
func wrapped(label, message string, s show.Screen, indent int) []string {
	if s.Width == 0 {
		return []string{message}
	}
	const hang = "    "
	standIn := strings.Repeat("-", text.StringWidthWithoutEscSequences(label)-1) // one word, as wide as the label
	lines := show.Wrap(standIn+" "+message, s.Width-indent, hang)
	lines[0] = strings.TrimPrefix(strings.TrimPrefix(lines[0], standIn), " ")
	return lines
}

func leading(caret string) string {
	return caret[:len(caret)-len(strings.TrimLeft(caret, " "))]
}

// room is how many columns an excerpt may take beside the gutter.
func room(s show.Screen, gutter int) int {
	const (
		usual  = 120 // where the width does not matter
		margin = len(" | ")
		least  = 20
	)
	if s.Width == 0 {
		return usual
	}
	return max(least, s.Width-gutter-margin)
}

func inkOf(s diag.Severity) show.Ink { return bySeverity(s, show.Red, show.Yellow, show.Blue) }

// Summary counts findings: "2 errors, 1 warning in 3 files, 12 deployments".
func Summary(f report.Findings) string {
	var counts []string
	for _, kind := range [...]struct {
		severity diag.Severity
		word     string
	}{{diag.Error, "error"}, {diag.Warning, "warning"}, {diag.Info, "info"}} {
		if n := diag.Count(f.Diagnostics, kind.severity); n > 0 {
			counts = append(counts, show.Counted(n, kind.word))
		}
	}
	found := "no problems"
	if len(counts) > 0 {
		found = strings.Join(counts, ", ")
	}
	return fmt.Sprintf("%s in %s, %s", found, show.Counted(f.Files, "file"), show.Counted(f.Deployments, "deployment"))
}
