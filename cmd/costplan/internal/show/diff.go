package show

import (
	"io"
	"strings"
)

// Diff writes a unified diff: byte for byte where a program may read it, on a
// terminal with colours and without what could steer it.
func Diff(w io.Writer, diff string, s Screen) error {
	if s.Width == 0 && !s.Color {
		_, err := io.WriteString(w, diff)
		return err
	}
	var out strings.Builder
	for line := range strings.Lines(diff) {
		line, end := strings.CutSuffix(line, "\n")
		line = strings.TrimSuffix(line, "\r")
		cells := strings.Split(line, "\t") // which Safe would take away
		for i := range cells {
			cells[i] = Safe(cells[i])
		}
		out.WriteString(s.Paint(diffInk(line), strings.Join(cells, "\t")))
		if end {
			out.WriteByte('\n')
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// diffInk is the ink of a line of a diff; "" for none.
func diffInk(line string) Ink {
	switch {
	case strings.HasPrefix(line, "--- "), strings.HasPrefix(line, "+++ "):
		return Bold
	case strings.HasPrefix(line, "@@"):
		return Blue
	case strings.HasPrefix(line, "-"):
		return Red
	case strings.HasPrefix(line, "+"):
		return Green
	}
	return ""
}
