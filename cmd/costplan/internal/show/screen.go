// Package show lays out results for people: tables, colours and text that is
// safe on a terminal. It computes nothing and decides nothing but widths.
package show

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"golang.org/x/term"
)

// Screen is what a text is laid out for.
type Screen struct {
	Color bool
	Width int // columns of the terminal; 0 if it is none, then nothing is wrapped or cut
}

// The values of the flag --color.
const (
	Auto   = "auto" // on a terminal, unless NO_COLOR is set
	Always = "always"
	Never  = "never"
)

// ScreenOf looks at what a text is written to.
func ScreenOf(w io.Writer, color string) Screen {
	var s Screen
	if file, ok := w.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		const usual = 80
		width, _, err := term.GetSize(int(file.Fd()))
		if err != nil {
			width = usual
		}
		s.Width = cmp.Or(width, usual)
	}
	switch color {
	case Always:
		s.Color = true
	case Auto:
		s.Color = s.Width > 0 && os.Getenv("NO_COLOR") == "" && capable()
	}
	return s
}

// capable reports whether a terminal understands more than text.
func capable() bool { return os.Getenv("TERM") != "dumb" }

// Ink is a way to set off a text.
type Ink string

// The inks, as parameters of the terminal's "select graphic rendition".
const (
	Bold   Ink = "1"
	Dim    Ink = "2"
	Red    Ink = "1;31"
	Green  Ink = "32"
	Yellow Ink = "1;33"
	Blue   Ink = "1;34"
)

// Paint sets off a text if the screen has colours.
func (s Screen) Paint(ink Ink, text string) string {
	if !s.Color || text == "" || ink == "" {
		return text
	}
	return "\x1b[" + string(ink) + "m" + text + "\x1b[0m"
}

// Safe makes a text from a file fit to be shown on one line: line ends and tabs
// become spaces, and what could steer the terminal or turn the direction of the
// text is written as its code.
func Safe(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd") // a lone byte can be a control character too
	if !strings.ContainsFunc(text, unsafe) {
		return text
	}
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			out.WriteByte(' ')
		case unsafe(r):
			fmt.Fprintf(&out, `\u%04x`, r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// unsafe reports control characters, the C1 ones among them, and format
// characters, to which the bidirectional controls belong. The joiners that
// scripts and emoji need are left.
func unsafe(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != nonJoiner && r != joiner ||
		r == '\u2028' || r == '\u2029'
}
