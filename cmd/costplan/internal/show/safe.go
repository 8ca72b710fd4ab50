package show

import (
	"fmt"
	"strings"
	"unicode"
)

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
