package yamltree

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

func isQuote(c byte) bool { return c == '"' || c == '\'' }

// blankAt reports whether a space or the end of the line is at an offset.
func (r *reader) blankAt(i int) bool { return i >= r.end || r.text[i] == ' ' }

// atKey reports whether the next token is a scalar that a colon follows.
func (r *reader) atKey() bool {
	end := r.scalarEnd(block)
	return end > r.at && end-r.at <= mostKey && end < r.end && r.text[end] == ':' && r.blankAt(end+1)
}

// scalar reads a plain or quoted scalar. A colon after it is left to the caller.
func (r *reader) scalar(within context) *yaml.Node {
	start, end := r.at, r.scalarEnd(within)
	if end <= start || within == flow && end-start > mostKey {
		return r.giveUp()
	}
	if !isQuote(r.text[start]) {
		text := strings.TrimRight(r.text[start:end], " ")
		if len(text) < end-start && end < r.end && r.text[end] == ':' {
			return r.giveUp() // space before a colon
		}
		r.at += len(text)
		n := r.node(yaml.ScalarNode, 0, tagOf(text), start)
		n.Value = text
		return n
	}
	r.at = end
	style := yaml.DoubleQuotedStyle
	if r.text[start] == '\'' {
		style = yaml.SingleQuotedStyle
	}
	n := r.node(yaml.ScalarNode, style, "!!str", start)
	n.Value = r.text[start+1 : end-1]
	return n
}

// scalarEnd returns where the scalar that is the next token ends; at its own
// start if it is none that is read here.
func (r *reader) scalarEnd(within context) int {
	switch {
	case r.at == r.end:
		return r.at
	case isQuote(r.text[r.at]):
		return r.quotedEnd()
	case !r.beginsPlain():
		return r.at
	}
	for i := r.at; i < r.end; i++ {
		switch r.text[i] {
		case ':':
			if r.blankAt(i + 1) {
				return i
			}
			if within == flow && strings.IndexByte(",?[]{}:", r.text[i+1]) >= 0 {
				return r.at
			}
		case '#':
			if r.text[i-1] == ' ' {
				return i
			}
		case ',', '[', ']', '{', '}':
			if within == flow {
				return i
			}
		case '?':
			if within == flow {
				return r.at
			}
		}
	}
	return r.end
}

// quotedEnd returns where a quoted scalar without escapes ends.
func (r *reader) quotedEnd() int {
	quote := r.text[r.at]
	length := strings.IndexByte(r.text[r.at+1:r.end], quote)
	end := r.at + length + 2
	switch {
	case length < 0,
		quote == '"' && strings.IndexByte(r.text[r.at:end], '\\') >= 0,
		quote == '\'' && end < r.end && r.text[end] == quote:
		return r.at
	}
	return end
}

// beginsPlain reports whether the next character begins a plain scalar and
// nothing else.
func (r *reader) beginsPlain() bool {
	c := r.text[r.at]
	if c == '-' && r.at+1 < r.end {
		c = r.text[r.at+1]
	}
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '~' || c == '.' || c == '/' || c == '+' || c == '(' || c >= utf8.RuneSelf
}

// tagOf returns the tag of a plain scalar that can only be text, by the first
// character that numbers, booleans and nulls begin with; "" for others.
func tagOf(plain string) string {
	if strings.IndexByte("+-.0123456789~yYnNtTfFoO", plain[0]) >= 0 {
		return ""
	}
	return "!!str"
}

// look tells whether a text is made of ordinary characters, which no rule of YAML
// speaks of: no tab, no line break but LF, nothing invisible.
func look(data []byte) (ascii, ordinary bool) {
	ascii = true
	for _, c := range data {
		switch {
		case c >= utf8.RuneSelf:
			ascii = false
		case c < ' ' && c != '\n' || c == 0x7F:
			return false, false
		}
	}
	if ascii {
		return true, true
	}
	for len(data) > 0 {
		c, size := utf8.DecodeRune(data)
		switch {
		case c == utf8.RuneError && size == 1, c >= 0x80 && c < 0xA0, c == 0x2028, c == 0x2029, c == 0xFEFF, c == 0xFFFE, c == 0xFFFF:
			return false, false
		}
		data = data[size:]
	}
	return false, true
}
