package findings

import (
	"fmt"
	"io"
	"strings"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
)

// noFile stands for the file of a finding that speaks of none, so that every
// line has the same parts.
const noFile = "<costplan>"

// OneLine writes a line for each finding and nothing else:
//
//	file:line:column: severity CODE message (help)
//
// Line ends and whatever else could steer a terminal are written as their codes.
// What speaks of a whole file, or of none, is at 1:1.
func OneLine(w io.Writer, in Input) error {
	var out strings.Builder
	for _, d := range in.Diagnostics {
		file := d.File
		if file == "" {
			file = noFile
		}
		fmt.Fprintf(&out, "%s:%d:%d: %s %s %s", escaped(file), max(1, d.Start.Line), max(1, d.Start.Column), d.Severity, d.Code, escaped(d.Message))
		if d.Help != "" {
			fmt.Fprintf(&out, " (%s)", escaped(d.Help))
		}
		out.WriteByte('\n')
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// escaped writes a text on one line, with the codes of line ends and tabs.
func escaped(text string) string { return show.Safe(lineEnds.Replace(text)) }

var lineEnds = strings.NewReplacer("\n", `\n`, "\r", `\r`, "\t", `\t`)
