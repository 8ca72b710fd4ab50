package document

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/costplan/costplan/engine/diag"
)

// jsonMistake is a place where a JSON text stops being one.
type jsonMistake struct {
	data   []byte
	from   int    // where the value begins
	at     int    // the first byte that can't be there
	reason string // of encoding/json: says what was being read
}

// report adds the one diagnostic for the mistake.
func (j *jsonMistake) report(b *builder) {
	say := func(start, end int, message, help string) {
		b.problem(diag.Syntax, start, min(end, len(j.data)), message, help)
	}
	// At the end of the text encoding/json tries a space, which is not there.
	if strings.HasPrefix(j.reason, "unexpected end") || strings.HasPrefix(j.reason, "invalid character ' '") && j.data[j.at] != ' ' {
		j.reportEnd(b)
		return
	}
	r, size := utf8.DecodeRune(j.data[j.at:])
	before := len(bytes.TrimRight(j.data[j.from:j.at], " \t\r\n")) + j.from - 1
	word := j.word()
	switch {
	case (r == ']' || r == '}') && before >= j.from && j.data[before] == ',':
		d := b.problem(diag.Syntax, before, before+1, fmt.Sprintf("JSON does not allow a comma before %q", r), "remove the comma")
		d.Fixes = []diag.Fix{{Title: "remove the comma", Safe: true, Edits: []diag.Edit{{Span: d.Span}}}}
	case strings.ContainsRune("]},", r) && strings.Contains(j.reason, "beginning of value"):
		say(j.at, j.at+1, fmt.Sprintf("there is no value before %q", r), "write the value, or remove what asks for one")
	case (r == ']' || r == '}') && strings.Contains(j.reason, " after "):
		say(j.at, j.at+1, fmt.Sprintf("%q does not close the bracket that is open here.", r), "write the other closing bracket")
	case r == ':' && strings.Contains(j.reason, " after "):
		say(j.at, j.at+1, "there is no key before this colon", "remove the colon, or write a key in double quotes before it")
	case r == '\'':
		say(j.at, j.at+1, "JSON does not know single quotes", "use double quotes")
	case r == '#' || r == '/':
		say(j.at, lineEnd(j.data, j.at), "JSON does not allow comments", "remove the comment, or name the file .yaml: YAML knows comments that begin with #")
	case strings.Contains(j.reason, "in string literal"):
		if r == '\n' || r == '\r' {
			open := j.openString()
			say(open, j.at, "this text is not closed on its line", `add the closing "; a line break in a text is written \n`)
			return
		}
		say(j.at, j.at+size, fmt.Sprintf("the character U+%04X can't stand in a JSON text", r), fmt.Sprintf(`write \u%04x`, r))
	case strings.Contains(j.reason, "escape"):
		slash := bytes.LastIndexByte(j.data[:j.at], '\\')
		say(slash, j.at+size, fmt.Sprintf("%s is not an escape that JSON knows.", quoted(string(j.data[slash:j.at+size]))), `write \\ for a backslash`)
	case strings.Contains(j.reason, "beginning of object key string"):
		say(j.at, word, fmt.Sprintf("JSON wants a key in double quotes, not %s", quoted(string(j.data[j.at:word]))), "put the key in double quotes")
	case strings.Contains(j.reason, "in numeric literal"), r == '+' || r == '.', isDigit(j.data, j.at-1) && j.inWord():
		start := j.wordStart()
		word = max(word, start+1)
		say(start, word, fmt.Sprintf("%s is not a number in JSON.", quoted(string(j.data[start:word]))),
			"write digits, with a digit on each side of a point, and no leading zero, plus sign or separator")
	case strings.Contains(j.reason, "after object key:value pair"), strings.Contains(j.reason, "after array element"):
		say(j.at, word, fmt.Sprintf("a comma is missing before %s", quoted(string(j.data[j.at:word]))), "add the comma, or close the bracket")
	case strings.Contains(j.reason, "after object key"):
		say(j.at, word, "a colon is missing after the key", "write a colon between the key and its value")
	case strings.Contains(j.reason, "in literal") || isLetter(j.data[j.at]):
		start := j.wordStart()
		say(start, word, fmt.Sprintf("%s is not a JSON value.", quoted(string(j.data[start:word]))),
			"put text in double quotes; true, false and null are written in lower case")
	default:
		say(j.at, j.at+size, fmt.Sprintf("%q can't stand here in JSON.", r), "remove it, or put text in double quotes")
	}
}

// reportEnd is about a text that ends in the middle of a value: it names what
// is open.
func (j *jsonMistake) reportEnd(b *builder) {
	var open []int
	for i := j.from; i < len(j.data); i++ {
		switch j.data[i] {
		case '"':
			end, closed := QuotedEnd(j.data, i)
			if !closed {
				b.problem(diag.Syntax, i, lineEnd(j.data, i), "this text is never closed", `add the closing "`)
				return
			}
			i = end - 1
		case '[', '{':
			open = append(open, i)
		case ']', '}':
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
	if len(open) == 0 {
		b.problem(diag.Syntax, len(j.data), len(j.data), "the JSON ends in the middle of a value", "write the rest of it")
		return
	}
	at := open[len(open)-1]
	b.problem(diag.Syntax, at, at+1, fmt.Sprintf("this %q is never closed", j.data[at]), fmt.Sprintf("add the closing %q", j.data[at]+2))
}

// openString returns the quote that begins the string that the mistake is in.
func (j *jsonMistake) openString() int {
	for i := j.from; i < j.at; i++ {
		if j.data[i] == '"' {
			end, _ := QuotedEnd(j.data, i)
			if end > j.at {
				return i
			}
			i = end - 1
		}
	}
	return j.at
}

// inWord tells whether the mistake is a further character of a word.
func (j *jsonMistake) inWord() bool {
	return !strings.ContainsRune(wordEnds, rune(j.data[j.at]))
}

// wordEnds are the characters that end a number or a name in JSON.
const wordEnds = " \t\r\n,:[]{}\""

// word returns where the word ends that the mistake is in, or right before.
func (j *jsonMistake) word() int {
	if strings.Contains(j.reason, " in ") && !j.inWord() && j.wordStart() < j.at {
		return j.at
	}
	if j.data[j.at] == '"' {
		if end, ok := QuotedEnd(j.data, j.at); ok {
			return end
		}
	}
	if c := j.data[j.at]; c == '[' || c == '{' {
		return j.at + 1
	}
	i := j.at + 1
	for i < len(j.data) && !strings.ContainsRune(wordEnds, rune(j.data[i])) {
		i++
	}
	return i
}

// wordStart returns where the word begins that the mistake is in.
func (j *jsonMistake) wordStart() int {
	i := j.at
	for i > j.from && !strings.ContainsRune(wordEnds, rune(j.data[i-1])) {
		i--
	}
	return i
}

func isDigit(data []byte, i int) bool { return i >= 0 && data[i] >= '0' && data[i] <= '9' }

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf }
