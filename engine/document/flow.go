package document

import "bytes"

// flowMistake is what is wrong within the brackets of a flow collection.
type flowMistake struct {
	open  int  // the innermost bracket that is open there
	at    int  // the token that does not belong there; the end of the text if the bracket is never closed
	quote bool // at is a quote that is never closed
	empty bool // there is nothing between two separators before at
}

// flowMistakeAt looks for a malformed flow collection that begins on a line, or
// on one of the lines before it.
func flowMistakeAt(text []byte, line int) (m flowMistake, found bool) {
	const most = 16
	for range most {
		if m, found = flowMistakeOn(text, line); found || line == 0 {
			break
		}
		line = lineStart(text, line-1)
	}
	return m, found
}

// flowMistakeOn looks for a malformed flow collection that begins on a line.
func flowMistakeOn(text []byte, line int) (m flowMistake, found bool) {
	end := lineEnd(text, line)
	for i := line; i < end; {
		i = min(skipBlanks(text, i), end)
		switch {
		case i == end || text[i] == '#':
			return m, false
		case text[i] == '"' || text[i] == '\'':
			i, _ = QuotedEnd(text, i)
		case text[i] == '[' || text[i] == '{':
			m, i = scanFlow(text, i)
			if i < 0 {
				return m, true
			}
		default:
			for i < end && !blankAt(text, i) {
				i++
			}
		}
	}
	return m, false
}

func skipBlanks(text []byte, i int) int {
	for i < len(text) && isBlank(text[i]) {
		i++
	}
	return i
}

// scanFlow reads a flow collection token by token. It returns its end, or -1
// and the first mistake.
func scanFlow(text []byte, i int) (m flowMistake, end int) {
	var open []int    // brackets
	var colon []bool  // of the entry in each bracket: a ":" has been seen
	complete := false // the last token can only be followed by a separator
	empty := true     // nothing stands in this entry yet
	for {
		i = skipSpace(text, i)
		if i >= len(text) {
			return flowMistake{open: open[len(open)-1], at: len(text)}, -1
		}
		top := len(open) - 1 // negative only at the first bracket, where nothing is wrong yet
		wrong := false       // a comma is missing before the token
		next := i + 1
		switch c := text[i]; c {
		case '[', '{':
			wrong = complete
			open, colon = append(open, i), append(colon, false)
			complete = false
		case ']', '}':
			if text[open[top]] != c-2 { // "[" and "]", "{" and "}" are two apart
				return flowMistake{open: open[top], at: i}, -1
			}
			if top == 0 {
				return m, next
			}
			open, colon = open[:top], colon[:top]
			complete = true
		case ',':
			if empty {
				return flowMistake{open: open[top], at: i, empty: true}, -1
			}
			colon[top], complete = false, false
		case ':':
			if colon[top] { // point at the key rather than at its colon
				for i > open[top]+1 && !blankAt(text, i-1) {
					i--
				}
				wrong = true
			}
			colon[top], complete = true, false
		case '?':
		case '"', '\'':
			closed, ok := QuotedEnd(text, i)
			if !ok {
				return flowMistake{open: open[top], at: i, quote: true}, -1
			}
			wrong, complete, next = complete, true, closed
		default:
			next = plainFlowEnd(text, i)
			wrong = complete
			complete = c != '&' && c != '!'
			// A key has to stand on one line with its colon: most likely the
			// bracket should have been closed on the line before.
			if after := skipBlanks(text, next); after < len(text) && text[after] == ':' && !wrong {
				if line := lastLine(text[i:next]); line > 0 {
					return flowMistake{open: open[top], at: i + line}, -1
				}
			}
		}
		if wrong {
			return flowMistake{open: open[top], at: i}, -1
		}
		empty = text[i] == ',' || text[i] == '[' || text[i] == '{'
		i = next
	}
}

// lastLine returns where the last line of a plain scalar begins, without the
// blanks before it; 0 if it is the only one.
func lastLine(scalar []byte) (start int) {
	for i := 0; i < len(scalar); {
		if w := breakWidth(scalar, i); w > 0 {
			i += w
			start = skipBlanks(scalar, i)
		} else {
			i++
		}
	}
	return start
}

// plainFlowEnd returns where the plain scalar, alias, anchor or tag at an
// offset within brackets ends.
func plainFlowEnd(text []byte, i int) int {
	end := i
	oneLine := text[i] == '&' || text[i] == '*' || text[i] == '!'
	for i < len(text) {
		c := text[i]
		if bytes.IndexByte([]byte(",[]{}?"), c) >= 0 || c == ':' && (blankAt(text, i+1) || bytes.IndexByte([]byte(",[]{}"), text[i+1]) >= 0) {
			break
		}
		if blankAt(text, i) {
			next := skipSpace(text, i)
			if oneLine || next == len(text) || bytes.IndexByte(text[i:next], '#') >= 0 {
				break
			}
			i = next
			continue
		}
		i++
		end = i
	}
	return end
}
