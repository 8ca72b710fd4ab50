package outline

import "bytes"

func isBreak(c byte) bool { return c == '\n' || c == '\r' }
func isSpace(c byte) bool { return c == ' ' || c == '\t' }

// blank reports whether a word ends at an offset: at space, at the end of its
// line, or where something is being typed.
func (r *reader) blank(at int) bool {
	return at >= len(r.text) || at == r.cursor || isSpace(r.text[at]) || isBreak(r.text[at])
}

// spaces passes over the space of a line.
func (r *reader) spaces() {
	for r.at < len(r.text) && isSpace(r.text[r.at]) {
		r.at++
	}
}

// atLineEnd reports whether nothing more but a comment stands on the line.
func (r *reader) atLineEnd() bool {
	return r.at >= len(r.text) || isBreak(r.text[r.at]) || r.comment(r.at)
}

// comment reports whether a comment begins at an offset.
func (r *reader) comment(at int) bool {
	return !r.asJSON && r.text[at] == '#' && (at == 0 || isSpace(r.text[at-1]) || isBreak(r.text[at-1]))
}

// lineEnd passes over the end of the line if nothing but a comment comes before it.
func (r *reader) lineEnd() bool {
	if !r.atLineEnd() {
		return false
	}
	if r.at < len(r.text) && !isBreak(r.text[r.at]) {
		end := r.lineEndFrom(r.at)
		r.file.Comments = append(r.file.Comments, Comment{r.at, end})
		r.at = end
	}
	if r.at < len(r.text) {
		r.at++ // CRLF is an end and an empty line
	}
	return true
}

// restOfLine passes over what is left of a line.
func (r *reader) restOfLine() {
	for !r.lineEnd() {
		r.at++
		for r.at < len(r.text) && !r.atLineEnd() {
			r.at++
		}
	}
}

// skipLine passes over a line, its comment aside.
func (r *reader) skipLine() {
	for !r.atLineEnd() {
		r.at++
	}
}

func (r *reader) lineEndFrom(at int) int {
	if i := bytes.IndexAny(r.text[at:], "\r\n"); i >= 0 {
		return at + i
	}
	return len(r.text)
}

// key reads a key up to its colon. If there is none it reads nothing.
func (r *reader) key() (key *Node, colon int, ok bool) {
	start := r.at
	switch c := r.text[r.at]; {
	case c == '"' || c == '\'':
		key = r.quoted()
		at := r.at
		for at < len(r.text) && isSpace(r.text[at]) {
			at++
		}
		if key.Closed && at < len(r.text) && r.text[at] == ':' && (r.blank(at+1) || r.asJSON) {
			return key, at, true
		}
	case bytes.IndexByte([]byte("{}[],#*|>%@`?:"), c) >= 0 && !(c == '?' && !r.blank(r.at+1)):
	default:
		for at := r.at; at < len(r.text) && !isBreak(r.text[at]) && !(at > start && r.comment(at)); at++ {
			if r.text[at] == ':' && r.blank(at+1) {
				r.at = at
				return r.plain(start, at), at, true
			}
		}
	}
	r.at = start
	return nil, 0, false
}

// plain is the scalar between two offsets, without the space at its end.
func (r *reader) plain(start, end int) *Node {
	for end > start && isSpace(r.text[end-1]) {
		end--
	}
	return &Node{Start: start, End: end, Text: string(r.text[start:end]), Closed: true}
}

// quoted reads a text in quotes, which ends with its line if nothing closes it.
func (r *reader) quoted() *Node {
	start, quote := r.at, r.text[r.at]
	r.at++
	n := &Node{Start: start, Quote: quote}
	for r.at < len(r.text) && !isBreak(r.text[r.at]) {
		switch c := r.text[r.at]; {
		case c == '\\' && quote == '"' && r.at+1 < len(r.text) && !isBreak(r.text[r.at+1]):
			r.at += 2
			continue
		case c == quote && quote == '\'' && r.at+1 < len(r.text) && r.text[r.at+1] == '\'':
			r.at += 2
			continue
		case c == quote:
			n.Closed = true
		}
		r.at++
		if n.Closed {
			break
		}
	}
	n.End = r.at
	inner := r.text[start+1 : r.at]
	if n.Closed {
		inner = inner[:len(inner)-1]
	}
	n.Text = unquote(string(inner), quote)
	return n
}

// value reads the value at r.at: in brackets, in quotes, an alias, a block
// scalar or plain. parent is the column of the collection that it is in;
// inLine tells that it follows a key on its line.
func (r *reader) value(parent int, inLine bool) *Node {
	start := r.at
	switch c := r.text[r.at]; {
	case c == '{' || c == '[':
		return r.flow(parent, 1)
	case c == '"' || c == '\'':
		return r.quoted()
	case c == '*' && !r.asJSON && (!r.blank(r.at+1) || r.at+1 == r.cursor):
		for !r.blank(r.at) || r.at == r.cursor {
			r.at++
		}
		return &Node{Kind: Alias, Start: start, End: r.at, Text: string(r.text[start+1 : r.at])}
	case (c == '|' || c == '>') && inLine && !r.asJSON:
		return r.blockScalar(parent)
	case bytes.IndexByte([]byte("}],"), c) >= 0:
		return nil
	}
	for r.at++; r.at < len(r.text) && !r.atLineEnd(); r.at++ {
	}
	return r.plain(start, r.at)
}

// blockScalar reads a text of whole lines, which goes on while they are deeper
// than the key. Nothing is proposed in it.
func (r *reader) blockScalar(parent int) *Node {
	n := &Node{Start: r.at, Quote: '|', Closed: true}
	r.at = r.lineEndFrom(r.at)
	for r.at < len(r.text) {
		next := r.at + 1
		at := next
		for at < len(r.text) && isSpace(r.text[at]) {
			at++
		}
		if at < len(r.text) && !isBreak(r.text[at]) && at-next <= parent {
			break
		}
		r.at = r.lineEndFrom(at)
	}
	n.End = r.at
	return n
}
