package document

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/costplan/costplan/engine/diag"
)

// locate finds out where and why the parser gave up on a text.
func locate(text []byte, err error, consumed int) *failure {
	f := newFailure(text, err, consumed)
	f.explain()
	if !f.limit {
		f.lookalike()
	}
	return f
}

// report adds the one diagnostic of a failure.
func (f *failure) report(b *builder) {
	code := f.code
	if f.limit {
		code = diag.Limit
	}
	d := b.problem(code, f.start, max(f.start, min(f.end, len(f.text))), f.message, f.help)
	if f.fix != nil {
		d.Fixes = []diag.Fix{{Title: "write the plain character", Safe: true, Edits: []diag.Edit{{Span: d.Span, Text: *f.fix}}}}
	}
	if f.relatedText != "" {
		b.related(d, f.related.start, f.related.end, f.relatedText)
	}
}

// say sets what a failure is about and what to do.
func (f *failure) say(start, end int, message, help string) {
	f.start, f.end, f.message, f.help = start, end, message, help
}

const quoteHelp = "put the value in quotes"

// explain turns the parser's message into one for people and finds its place.
// The cases are those that the parser has, the frequent ones first.
func (f *failure) explain() {
	switch {
	case f.problem == "mapping values are not allowed in this context":
		f.explainColon()
	case f.problem == "could not find expected ':'":
		f.explainKeyLine(f.lineOf(f.line))
	case f.problem == "found character that cannot start any token":
		f.explainCharacter(f.token())
	case f.problem == "found unexpected end of stream", f.problem == "found unexpected document indicator":
		f.explainOpenQuote()
	case strings.HasPrefix(f.problem, "did not find expected ',' or "):
		f.explainFlow(f.lineOf(f.line+1), 0)
	case f.problem == "did not find expected key", f.problem == "did not find expected '-' indicator",
		f.problem == "did not find expected <document start>":
		f.explainToken(f.unexpected())
	case f.problem == "did not find expected node content":
		f.explainFlow(f.lineOf(f.line + 1))
	case strings.HasPrefix(f.problem, "unknown anchor '"):
		name := strings.TrimSuffix(strings.TrimPrefix(f.problem, "unknown anchor '"), "' referenced")
		at := f.last(func(i int) bool {
			rest := f.text[i:]
			return rest[0] == '*' && bytes.HasPrefix(rest[1:], []byte(name)) &&
				(len(rest) == 1+len(name) || !isAnchorChar(rest[1+len(name)]))
		})
		f.say(at, at+1+len(name), fmt.Sprintf("no anchor &%s stands before this alias", name),
			fmt.Sprintf("write &%s before the value that is meant; put text that begins with * in quotes", name))
	case f.problem == "found unknown escape character":
		at := f.last(func(i int) bool { return f.text[i] == '\\' })
		_, size := utf8.DecodeRune(f.text[min(at+1, len(f.text)):])
		f.say(at, at+1+size, fmt.Sprintf("%s is not an escape that YAML knows.", f.piece(at, at+1+size)),
			`write \\ for a backslash, or use single quotes, in which it stands for itself`)
	case f.problem == "did not find expected hexdecimal number", f.problem == "found invalid Unicode character escape code":
		at := f.last(func(i int) bool { return f.text[i] == '\\' })
		f.say(at, f.escapeEnd(at), "the escape names no character", `write \x41, \u0041 or \U00000041`)
	case strings.HasPrefix(f.problem, "found a tab character"):
		at := f.last(func(i int) bool { return f.text[i] == '\t' })
		f.explainCharacter(at)
	case f.problem == "block sequence entries are not allowed in this context":
		at := f.last(func(i int) bool { return f.text[i] == '-' && blankAt(f.text, i+1) })
		f.say(at, at+1, "a list can't begin on the line of its key", `begin the list on the next line, or write it in brackets: [a, b]`)
	case f.problem == "mapping keys are not allowed in this context":
		at := f.last(func(i int) bool { return f.text[i] == '?' && blankAt(f.text, i+1) })
		f.say(at, at+1, "a value can't begin with a question mark and a space", quoteHelp)
	case f.problem == "did not find expected alphabetic or numeric character":
		at := f.last(func(i int) bool { return f.text[i] == '*' || f.text[i] == '&' })
		f.say(at, f.word(at), fmt.Sprintf("%s begins as an alias or an anchor does, but is none.", f.piece(at, f.word(at))),
			`put text that begins with * or & in quotes`)
	case f.problem == "did not find expected comment or line break", f.problem == "found an indentation indicator equal to 0":
		at := f.last(func(i int) bool { return (f.text[i] == '|' || f.text[i] == '>') && i > 0 && blankAt(f.text, i-1) })
		f.say(at, lineEnd(f.text, at), fmt.Sprintf("a value that begins with %q is a text of the lines that follow", f.text[at]),
			"put a value that begins with | or > in quotes, or begin the text on the next line")
	case strings.HasPrefix(f.problem, "exceeded max depth"):
		at := f.deepest()
		f.limit = true
		message, help := tooDeepText()
		f.say(at, at+1, message, help)
	case f.problem == "found undefined tag handle", f.problem == "did not find expected whitespace or line break",
		f.problem == "did not find the expected '>'", f.problem == "did not find expected tag URI":
		at := f.last(func(i int) bool { return f.text[i] == '!' && (i == 0 || !isAnchorChar(f.text[i-1])) })
		f.say(at, f.word(at), fmt.Sprintf("tags such as %s are not supported", f.piece(at, f.word(at))),
			"remove the tag; put text that begins with ! in quotes")
	case strings.Contains(f.problem, "directive") || strings.Contains(f.problem, "version") || f.problem == "found incompatible YAML document":
		at := f.last(func(i int) bool { return f.text[i] == '%' && (i == 0 || breakBefore(f.text, i)) })
		f.say(at, lineEnd(f.text, at), "this directive is not one that is read", "remove the line; the only directive that means something here is %YAML 1.2")
	default:
		at := skipBlanks(f.text, lineStart(f.text, min(f.at, len(f.text))))
		f.say(at, lineEnd(f.text, at), "the YAML can't be read at or before this line", "check the quotes, brackets and indentation above")
	}
}

// deepest returns where a line goes beyond MaxDepth, if it does so by itself,
// or else where the parser gave up.
func (f *failure) deepest() int {
	at := f.token()
	depth, indenting := 0, true
	for i := lineStart(f.text, at); i < at; i++ {
		switch c := f.text[i]; {
		case c == '[' || c == '{', (c == '-' || c == '?') && indenting && blankAt(f.text, i+1):
			if depth++; depth > MaxDepth {
				return i
			}
		case c == ']' || c == '}':
			depth--
		case c != ' ':
			indenting = false
		}
	}
	return at
}

// escapeEnd returns where an escape by number ends, or stops being one.
func (f *failure) escapeEnd(at int) int {
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[f.text[min(at+1, len(f.text)-1)]]
	end := min(at+2, len(f.text))
	for end < min(at+2+digits, len(f.text)) && f.text[end] != '"' && !blankAt(f.text, end) {
		end++
	}
	return end
}

// piece quotes a part of the text for a message.
func (f *failure) piece(start, end int) string {
	return quoted(string(f.text[start:min(end, len(f.text))]))
}

// explainColon is about a ": " where no key can be: after a value on the same
// line, or on a line that continues the value of the line above.
func (f *failure) explainColon() {
	colon := f.last(func(i int) bool { return f.text[i] == ':' && blankAt(f.text, i+1) })
	line := lineStart(f.text, colon)
	before := f.text[line:colon]
	if i := bytes.Index(before, []byte(": ")); i >= 0 {
		f.say(colon, colon+1, `a value can't contain ": " unless it is in quotes`,
			fmt.Sprintf("write %s: '%s', or put the nested key on a line of its own, indented",
				bytes.TrimLeft(before[:i], " -"), bytes.TrimSpace(f.text[line+i+2:lineEnd(f.text, colon)])))
		return
	}
	above, ok := f.lineBefore(line)
	if !ok {
		f.say(colon, colon+1, "there can't be a key here", quoteHelp)
		return
	}
	if text := f.content(above); !bytes.Contains(text, []byte(": ")) && text[len(text)-1] != ':' && !bytes.HasPrefix(text, []byte("- ")) {
		f.explainKeyLine(above)
		return
	}
	key := skipBlanks(f.text, line)
	f.say(key, colon, "this key is indented more than the one above, which has a value already",
		"indent it like the key above, or remove the value above")
	f.related, f.relatedText = span{skipBlanks(f.text, above), lineEnd(f.text, above)}, "the value that it continues is here"
}

// explainKeyLine is about a line that should hold a key and has no ": ".
func (f *failure) explainKeyLine(line int) {
	start := skipBlanks(f.text, line)
	for start+1 < len(f.text) && f.text[start] == '-' && isBlank(f.text[start+1]) {
		start = skipBlanks(f.text, start+1)
	}
	end := lineEnd(f.text, start)
	text := string(bytes.TrimRight(f.text[start:end], " \t"))
	end = start + len(text)
	if strings.Contains(text, "\t") && strings.IndexByte(text, ':') < 0 {
		text = strings.Join(strings.Fields(text), " ")
	}
	key, value, ok := strings.Cut(text, ":")
	switch {
	case ok && value != "" && !strings.ContainsAny(key, " \"'{["):
		f.say(start, end, fmt.Sprintf("there is no space after the colon in %s", quoted(text)), fmt.Sprintf("write %s: %s", key, value))
	case strings.HasPrefix(text, "-") && len(text) > 1 && text[1] != '-' && !ok:
		f.say(start, end, fmt.Sprintf("there is no space after the dash in %s", quoted(text)), fmt.Sprintf("write - %s", text[1:]))
	default:
		f.say(start, end, fmt.Sprintf("there is no colon after the key in %s", quoted(text)),
			"write the key, a colon, a space and the value; indent a line that continues the text above")
	}
}

// explainCharacter is about a character that begins no value.
func (f *failure) explainCharacter(at int) {
	at = min(at, len(f.text))
	r, size := utf8.DecodeRune(f.text[at:])
	switch {
	case r == '\t':
		f.say(at, at+1, "a tab can't indent YAML", "indent with spaces")
	case size == 0:
		f.say(at, at, "the text ends where a value should be", "write the value")
	default:
		f.say(at, at+size, fmt.Sprintf("a value can't begin with %q", r), quoteHelp)
	}
}

// explainOpenQuote is about a quote that nothing closes before the end of the
// document.
func (f *failure) explainOpenQuote() {
	for _, line := range []int{f.lineOf(f.line), 0} {
		if at, ok := f.openQuoteFrom(line); ok {
			f.say(at, lineEnd(f.text, at), fmt.Sprintf("the text that begins with this %c is never closed", f.text[at]),
				fmt.Sprintf("add the closing %c", f.text[at]))
			return
		}
	}
	at := min(f.at, len(f.text))
	f.say(at, at, "a text in quotes is not closed before the end of the document", "add the closing quote")
}

// openQuoteFrom looks for the open quote on a line. A "---" ends a document
// even within quotes, so the text is cut there first.
func (f *failure) openQuoteFrom(line int) (at int, ok bool) {
	cut := *f
	if f.problem == "found unexpected document indicator" {
		if marker := lastMarker(f.text, min(f.at, len(f.text))); marker > line {
			cut.text = f.text[:marker]
		}
	}
	return cut.openQuote(line)
}

// explainFlow is about brackets and braces that begin on one of the lines, or
// a little before.
func (f *failure) explainFlow(lines ...int) {
	var m flowMistake
	found := false
	for i := 0; i < len(lines) && !found; i++ {
		m, found = flowMistakeAt(f.text, lines[i])
	}
	if !found {
		at := f.unexpected()
		f.say(at, f.word(at), fmt.Sprintf("there should be a value before %s", f.piece(at, f.word(at))),
			"remove the extra character, or put text that begins with it in quotes")
		return
	}
	opening := f.text[m.open]
	closing := opening + 2 // "[" and "]", "{" and "}" are two apart
	switch {
	case m.quote:
		f.say(m.at, lineEnd(f.text, m.at), fmt.Sprintf("the text that begins with this %c is never closed", f.text[m.at]),
			fmt.Sprintf("add the closing %c", f.text[m.at]))
	case m.empty:
		f.say(m.at, m.at+1, "there is no value before this comma", "remove the comma, or write the value")
	case m.at == len(f.text):
		f.say(m.open, m.open+1, fmt.Sprintf("this %q is never closed", opening), fmt.Sprintf("add the closing %q", closing))
	case f.text[m.at] == ']' || f.text[m.at] == '}':
		f.say(m.at, m.at+1, fmt.Sprintf("%q does not close %q.", f.text[m.at], opening), fmt.Sprintf("write %q, or close what is open first", closing))
		f.related, f.relatedText = span{m.open, m.open + 1}, "opened here"
	default:
		f.say(m.at, f.word(m.at), fmt.Sprintf("a comma or the closing %q is missing before %s", closing, f.piece(m.at, f.word(m.at))),
			fmt.Sprintf("add a comma, or %q at the end of the list", closing))
		f.related, f.relatedText = span{m.open, m.open + 1}, "opened here"
	}
}

// explainToken is about something that does not belong where it is, most often
// because of its indentation.
func (f *failure) explainToken(at int) {
	line := lineStart(f.text, at)
	end := f.word(at)
	before := bytes.TrimRight(f.text[line:at], " \t")
	if above, ok := f.lineBefore(line); ok && bytes.HasPrefix(f.text[above:], []byte("...")) {
		f.say(at, end, "a document after the line ... has to begin with ---", "write --- on a line of its own before it")
		return
	}
	switch {
	case len(bytes.Trim(before, byteOrderMark)) > 0 && bytes.IndexByte([]byte("\"']}"), before[len(before)-1]) >= 0:
		if open, ok := f.opened(line + len(before) - 1); ok {
			f.say(open, lineEnd(f.text, open), fmt.Sprintf("the text that begins with this %c goes on to a later line, to %s",
				f.text[open], f.piece(lineStart(f.text, at), line+len(before))), fmt.Sprintf("add the closing %c", f.text[open]))
			return
		}
		f.say(at, end, fmt.Sprintf("Nothing can follow the closing %c on this line.", before[len(before)-1]),
			`put the whole value in one pair of quotes; within '...' a quote is written ''`)
	case len(before) > 0 && len(bytes.Trim(before, "- ")) > 0:
		f.say(at, end, fmt.Sprintf("%s does not belong here.", f.piece(at, end)), quoteHelp)
	case at < len(f.text) && bytes.IndexByte([]byte("]}"), f.text[at]) >= 0:
		f.say(at, at+1, fmt.Sprintf("there is no bracket open that this %q could close", f.text[at]), "remove it")
	case f.problem == "did not find expected '-' indicator":
		f.say(at, end, "this line is indented as the list above, but does not begin with a dash",
			"indent it like the keys of the item that it belongs to, or begin it with - for a new item")
	case at+1 < len(f.text) && f.text[at] == '-' && blankAt(f.text, at+1):
		f.say(at, at+1, "a list item stands where a key is expected", "indent the list below its key, and all its dashes alike")
	default:
		f.say(at, end, "the indentation of this line matches none of the lines above",
			"indent it exactly like the keys that it belongs with")
	}
}

// opened returns the quote that the quote at an offset closes, if it stands on
// a line further up: most likely its own closing quote was forgotten.
func (f *failure) opened(closing int) (at int, ok bool) {
	line := lineStart(f.text, closing)
	for start, tries := line, 0; start > 0 && tries < 50; tries++ {
		start = lineStart(f.text, start-1)
		for i, end := start, lineEnd(f.text, start); i < end; i++ {
			if f.text[i] != f.text[closing] {
				continue
			}
			if end, closed := QuotedEnd(f.text, i); closed && end == closing+1 {
				return i, true
			}
		}
	}
	return 0, false
}
