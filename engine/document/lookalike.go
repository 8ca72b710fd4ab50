package document

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/costplan/costplan/engine/diag"
)

// Lookalike returns what a character is easily taken for: an invisible one for
// nothing, an unusual space for a space, a curly or full-width character for the
// plain one. ok is false for any other.
func Lookalike(r rune) (plain string, ok bool) {
	switch {
	case r == 0xAD, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2064, r == 0xFEFF:
		return "", true
	case r == 0xA0, r == 0x1680, r >= 0x2000 && r <= 0x200A, r == 0x202F, r == 0x205F, r == 0x3000:
		return " ", true
	case r >= 0x2010 && r <= 0x2015, r == 0x2212:
		return "-", true
	case r >= 0x2018 && r <= 0x201B:
		return "'", true
	case r >= 0x201C && r <= 0x201F, r == 0xAB, r == 0xBB:
		return `"`, true
	case r >= 0xFF01 && r <= 0xFF5E: // the full-width forms of "!" to "~"
		return string(r - 0xFF01 + '!'), true
	}
	return "", false
}

// LookalikeText says what a character is, and what was probably meant.
func LookalikeText(r rune) (message, help string) {
	plain, _ := Lookalike(r)
	switch plain {
	case "":
		return fmt.Sprintf("the invisible character U+%04X stands here", r), "remove it"
	case " ":
		return fmt.Sprintf("the character U+%04X stands here, which looks like a space but is not one", r), "write a plain space, or remove it"
	}
	return fmt.Sprintf("the character %c (U+%04X) stands here, which looks like %s", r, r, plain), "write " + plain
}

// lookalike names a character of the line where the parser gave up, or of one
// above it, that is no colon, space or dash but looks like one. It reports
// whether there is one.
func (f *failure) lookalike() bool {
	const mostLines = 20
	line := lineStart(f.text, min(f.start, len(f.text)))
	for range mostLines {
		if at, ok := structural(f.text[line:lineEnd(f.text, line)]); ok {
			r, size := utf8.DecodeRune(f.text[line+at:])
			message, help := LookalikeText(r)
			f.say(line+at, line+at+size, message, help)
			f.code, f.relatedText = diag.Lookalike, ""
			plain, _ := Lookalike(r)
			if next := line + at + size; plain == ":" && !blankAt(f.text, next) {
				plain = ": "
			}
			f.fix = &plain
			return true
		}
		if line == 0 {
			break
		}
		line = lineStart(f.text, line-1)
	}
	return false
}

// structural finds a lookalike before the value of a line: in its indentation,
// its key, its colon, or the space behind that.
func structural(line []byte) (at int, ok bool) {
	for at < len(line) {
		r, size := utf8.DecodeRune(line[at:])
		if strings.ContainsRune(`"'#`, r) {
			return 0, false
		}
		if _, is := Lookalike(r); is {
			return at, true
		}
		if r == ':' && blankAt(line, at+1) {
			rest := bytes.TrimLeft(line[at+1:], " \t")
			r, _ := utf8.DecodeRune(rest)
			_, is := Lookalike(r)
			return len(line) - len(rest), is && len(rest) > 0
		}
		at += size
	}
	return 0, false
}
