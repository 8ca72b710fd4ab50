package outline

import (
	"bytes"
	"strconv"
	"strings"
)

// flow reads a collection in brackets. parent is the column of the block
// collection around it, -1 if there is none: what is in brackets stands deeper.
func (r *reader) flow(parent, depth int) *Node {
	n := &Node{Kind: Mapping, Start: r.at, Flow: true, indent: r.indent}
	closing := byte('}')
	if r.text[r.at] == '[' {
		n.Kind, closing = Sequence, ']'
	}
	r.at++
	for r.flowSpace(n, parent) {
		c := r.text[r.at]
		if c == closing {
			r.at++
			n.Closed = true
			break
		}
		if c == '}' || c == ']' {
			break // of a collection around this one
		}
		if c == ',' {
			r.at++
			continue
		}
		from := r.at
		if n.Kind == Mapping {
			r.flowEntry(n, parent, depth)
		} else if value := r.flowValue(n, parent, depth); value != nil {
			n.Items = append(n.Items, Item{Dash: value.Start, Value: value})
		}
		if r.at == from {
			r.at++ // a mark that nothing begins with
		}
	}
	r.open = r.open || !n.Closed
	n.End = r.at
	return n
}

// flowSpace passes over space, line ends and comments. It is false where the
// collection ends without its bracket.
func (r *reader) flowSpace(n *Node, parent int) bool {
	for r.at < len(r.text) {
		switch c := r.text[r.at]; {
		case isBreak(c):
			column, at := r.nextLine()
			if at >= len(r.text) || r.ended(n, parent, column, r.text[at]) {
				return false
			}
			r.at, r.indent = at, column
		case isSpace(c):
			r.at++
		case r.comment(r.at):
			end := r.lineEndFrom(r.at)
			r.file.Comments = append(r.file.Comments, Comment{r.at, end})
			r.at = end
		default:
			return true
		}
	}
	return false
}

// nextLine finds the first character after the end of a line and the empty
// lines after it, and the column that it stands in.
func (r *reader) nextLine() (column, at int) {
	start := r.at
	for at = start; at < len(r.text) && (isSpace(r.text[at]) || isBreak(r.text[at])); at++ {
		if isBreak(r.text[at]) {
			start = at + 1
		}
	}
	return at - start, at
}

// ended tells by the next line whether a collection ends before it although its
// bracket is not there: by YAML's own rule, or by the usual indentation of JSON.
func (r *reader) ended(n *Node, parent, column int, c byte) bool {
	closes := c == '}' || c == ']'
	switch {
	case parent >= 0:
		return column <= parent && !closes && c != ',' && c != '#'
	case !r.byIndent:
		return false
	case closes:
		return column < n.indent
	case n.Column == 0: // the first line decides how the collection is indented
		n.Column = column
		return column < n.indent
	}
	return column <= n.indent && n.Column > n.indent
}

// flowEntry reads a key with its value.
func (r *reader) flowEntry(n *Node, parent, depth int) {
	key := r.flowScalar()
	if key == nil {
		return
	}
	entry := Entry{Key: key, Colon: -1}
	r.spaces()
	if r.at < len(r.text) && r.text[r.at] == ':' {
		entry.Colon = r.at
		r.at++
		entry.Value = r.flowEntryValue(n, key, parent, depth)
	}
	n.Entries = append(n.Entries, entry)
}

// flowEntryValue reads the value of a key. A text on the next line that has a
// colon of its own is the next key: the value is not there yet.
func (r *reader) flowEntryValue(n, key *Node, parent, depth int) *Node {
	after, indent, comments := r.at, r.indent, len(r.file.Comments)
	rewind := func() {
		r.at, r.indent, r.file.Comments = after, indent, r.file.Comments[:comments]
	}
	if !r.flowSpace(n, parent) {
		rewind()
		return nil
	}
	next := bytes.ContainsAny(r.text[after:r.at], "\r\n")
	if c := r.text[r.at]; c == ',' || c == '}' || c == ']' {
		return nil
	}
	value := r.flowValue(n, parent, depth)
	if next && value != nil && value.Kind == Scalar {
		r.spaces()
		if r.at < len(r.text) && r.text[r.at] == ':' {
			rewind()
			return nil
		}
	}
	return value
}

func (r *reader) flowValue(n *Node, parent, depth int) *Node {
	r.properties()
	if r.at >= len(r.text) {
		return nil
	}
	anchor := r.takeAnchor()
	switch c := r.text[r.at]; {
	case (c == '{' || c == '[') && depth < maxDepth:
		inner := r.flow(parent, depth+1)
		r.nameIt(inner, anchor)
		return inner
	case c == '{' || c == '[':
		return nil
	}
	value := r.flowScalar()
	if value != nil && value.Quote == 0 && strings.HasPrefix(value.Text, "*") && !r.asJSON {
		value.Kind, value.Text = Alias, value.Text[1:]
	}
	r.nameIt(value, anchor)
	return value
}

// flowScalar reads a text in quotes, or a plain one up to the next mark.
func (r *reader) flowScalar() *Node {
	start := r.at
	switch r.text[start] {
	case '"', '\'':
		return r.quoted()
	}
	for r.at < len(r.text) && !isBreak(r.text[r.at]) && !r.comment(r.at) {
		c := r.text[r.at]
		if bytes.IndexByte([]byte(",{}[]"), c) >= 0 || c == '"' && isSpace(r.text[r.at-1]) { // a comma is missing
			break
		}
		if c == ':' && (r.blank(r.at+1) || r.asJSON || bytes.IndexByte([]byte(",{}[]\""), r.text[r.at+1]) >= 0) {
			break
		}
		r.at++
	}
	if r.at == start {
		return nil
	}
	return r.plain(start, r.at)
}

// unquote takes the escapes out of a text that stood in quotes. What is no valid
// escape stays as it is.
func unquote(text string, quote byte) string {
	if quote == '\'' {
		return strings.ReplaceAll(text, "''", "'")
	}
	if strings.IndexByte(text, '\\') < 0 {
		return text
	}
	if plain, err := strconv.Unquote(`"` + text + `"`); err == nil {
		return plain
	}
	return text
}
