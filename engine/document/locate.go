package document

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/costplan/costplan/engine/diag"
)

// The YAML parser names at most a line, and often the wrong one: that of the
// collection around the mistake, one less than that, or none at all if it is
// the first. So the place is found from how far the parser had read, and from
// which beginnings of the text it accepts.

// problemUnreadable stands for the parser's message where it has none.
const problemUnreadable = "unreadable"

// lookahead is how many characters the scanner has at hand when it decides
// what a token is.
const lookahead = 4

// mostRetried is the longest beginning of a text that is parsed again and
// again to find a mistake. In a longer one only its line is named.
const mostRetried = 32 << 10

// meter hands a text to the parser and knows how far it was read. From slow on
// it gives a byte at a time, and line breaks after the end, so that the parser
// never reads further than it looks.
type meter struct {
	data []byte
	at   int
	slow int
	pad  int
}

func (m *meter) Read(p []byte) (n int, err error) {
	rest()
	switch {
	case m.at < min(m.slow, len(m.data)):
		n = copy(p, m.data[m.at:min(m.slow, len(m.data))])
	case m.at < len(m.data):
		n = copy(p[:1], m.data[m.at:])
	case m.at < len(m.data)+m.pad:
		p[0], n = '\n', 1
	default:
		return 0, io.EOF
	}
	m.at += n
	return n, nil
}

// failure is a text that the parser gave up on.
type failure struct {
	text    []byte
	problem string // the parser's message
	line    int    // the line it names, from 1, or 0
	at      int    // how far it had looked

	start, end    int // what to point at
	message, help string
	limit         bool // beyond a limit, not malformed
	code          diag.Code
	fix           *string // what to write instead
	related       span
	relatedText   string
}

// newFailure finds out how far the parser looks before it gives up on a text.
// consumed is how far it had read, to within its buffer.
func newFailure(text []byte, err error, consumed int) *failure {
	f := &failure{text: text, at: len(text), code: diag.Syntax}
	f.problem, f.line = splitProblem(err)
	m := &meter{data: text, slow: max(0, consumed-4096), pad: 2 * lookahead}
	if decodeAll(m) != nil {
		f.at = m.at
	}
	return f
}

// splitProblem takes "yaml: line 3: what is wrong" apart.
func splitProblem(err error) (problem string, line int) {
	problem = strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(problem, "line "); ok {
		if number, rest, ok := strings.Cut(rest, ": "); ok {
			line, _ = strconv.Atoi(number)
			problem = rest
		}
	}
	return problem, line
}

// decodeAll reads every document and returns the error that stops it, if any.
func decodeAll(in *meter) error {
	decoder := yaml.NewDecoder(in)
	for {
		var doc yaml.Node
		if err := decode(decoder, &doc); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// token returns the offset of the character that the scanner was looking at
// when it did not know what token begins there.
func (f *failure) token() int {
	at, back := f.at, lookahead
	for ; back > 0 && at > len(f.text); back-- {
		at--
	}
	for ; back > 0 && at > 0; back-- {
		_, size := utf8.DecodeLastRune(f.text[:at])
		at -= size
	}
	return at
}

// last returns the offset of the last place up to the failure where is holds,
// or that of the failure.
func (f *failure) last(is func(i int) bool) int {
	for i := min(f.at, len(f.text)) - 1; i >= 0; i-- {
		if is(i) {
			return i
		}
	}
	return max(0, min(f.at, len(f.text)-1))
}

// unexpected returns the offset of the token that the parser did not expect:
// the first for which a text that ends there fails in the same way.
func (f *failure) unexpected() int {
	hi := min(f.at, len(f.text))
	base := max(0, lastMarker(f.text, hi))
	fails := func(end int) bool {
		err := decodeAll(&meter{data: f.text[base:end], slow: end - base})
		if err == nil {
			return false
		}
		problem, _ := splitProblem(err)
		return problem == f.problem
	}
	if hi-base <= mostRetried && !fails(hi) {
		base = 0 // the mistake is before the "---" that the parser had reached
	}
	lo := lineStart(f.text, hi)
	if hi-base > mostRetried {
		return skipBlanks(f.text, lo)
	}
	for tries := 0; lo > base && tries < 16 && fails(lo-1); tries++ {
		hi = lo - 1
		lo = lineStart(f.text, hi)
	}
	lo = max(lo, base)
	for lo < hi {
		if mid := (lo + hi) / 2; fails(mid) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return f.tokenBefore(hi)
}

// tokenBefore returns where the token begins that ends, or has just begun, at
// an offset.
func (f *failure) tokenBefore(end int) int {
	i := end
	for i > 0 && blankAt(f.text, i-1) {
		i--
	}
	if i == 0 {
		return end
	}
	if quote := f.text[i-1]; quote == '"' || quote == '\'' {
		if open := bytes.LastIndexByte(f.text[lineStart(f.text, i-1):i-1], quote); open >= 0 {
			return lineStart(f.text, i-1) + open
		}
	}
	_, size := utf8.DecodeLastRune(f.text[:i])
	i -= size
	if bytes.IndexByte([]byte("[]{},"), f.text[i]) >= 0 {
		return i
	}
	for i > 0 && !blankAt(f.text, i-1) && !breakBefore(f.text, i) && bytes.IndexByte([]byte("[]{},\"'"), f.text[i-1]) < 0 {
		i--
	}
	return i
}

// lineOf returns the start of a line by the parser's number, from 1.
func (f *failure) lineOf(number int) int {
	i := 0
	for ; number > 1 && i < len(f.text); number-- {
		i = lineEnd(f.text, i)
		if i < len(f.text) {
			i += breakWidth(f.text, i)
		}
	}
	return i
}

// lineBefore returns the start of the last line before a line that has
// something other than a comment; ok is false if there is none.
func (f *failure) lineBefore(line int) (start int, ok bool) {
	for line > 0 {
		line = lineStart(f.text, line-1)
		if rest := f.content(line); len(rest) > 0 {
			return line, true
		}
	}
	return 0, false
}

// content returns the text of a line without blanks around it, and nothing for
// a comment.
func (f *failure) content(line int) []byte {
	text := bytes.Trim(f.text[line:lineEnd(f.text, line)], " \t"+byteOrderMark)
	if len(text) > 0 && text[0] == '#' {
		return nil
	}
	return text
}

// word returns where the run of characters ends that begins at an offset.
func (f *failure) word(i int) int {
	start := i
	for i < len(f.text) && !blankAt(f.text, i) && (i == start || bytes.IndexByte([]byte(",[]{}"), f.text[i]) < 0) {
		i++
	}
	return i
}

// openQuote returns the quote on a line that nothing closes.
func (f *failure) openQuote(line int) (at int, ok bool) {
	end := lineEnd(f.text, line)
	for i := line; i < end; i++ {
		if c := f.text[i]; c != '"' && c != '\'' || i > line && !bytes.ContainsRune([]byte(" \t[{,:\"']}"), rune(f.text[i-1])) {
			continue
		}
		closed, ok := QuotedEnd(f.text, i)
		if !ok {
			return i, true
		}
		i = closed - 1
	}
	return 0, false
}
