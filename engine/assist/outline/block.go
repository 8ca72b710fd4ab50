package outline

import "bytes"

// line reads one line outside of brackets, with all of the brackets and texts
// that begin on it.
func (r *reader) line() {
	start := r.at
	if start == 0 {
		r.at += len(r.text) - len(bytes.TrimPrefix(r.text, []byte("\uFEFF")))
		start = r.at
	}
	r.spaces()
	column := r.at - start
	r.indent = column
	if r.lineEnd() {
		return
	}
	if column == 0 && !r.asJSON && r.marker() {
		return
	}
	r.leave(column)
	r.content(column)
	r.restOfLine()
}

// marker reads the line between two documents, and directives.
func (r *reader) marker() bool {
	rest := r.text[r.at:]
	switch {
	case (bytes.HasPrefix(rest, []byte("---")) || bytes.HasPrefix(rest, []byte("..."))) && r.blank(r.at+3):
		if r.root != nil {
			r.endDocument()
		}
		r.at += 3
		r.spaces()
		if !r.lineEnd() {
			r.content(4) // "--- {...}"
			r.restOfLine()
		}
		return true
	case rest[0] == '%' && r.root == nil:
		r.skipLine()
		return true
	}
	return false
}

// leave closes the collections that a line in a column does not belong to.
func (r *reader) leave(column int) {
	for len(r.frames) > 0 && r.frames[len(r.frames)-1].column > column {
		r.pop()
	}
	if n := r.top(); n != nil && n.Kind == Sequence && r.frames[len(r.frames)-1].column == column && !r.dash(r.at) {
		r.pop()
	}
}

// dash reports whether an item of a list begins at an offset.
func (r *reader) dash(at int) bool {
	return at < len(r.text) && r.text[at] == '-' && r.blank(at+1) && !r.asJSON
}

// content reads what stands on a line from a column on.
func (r *reader) content(column int) {
	for r.dash(r.at) {
		if !r.item(column) {
			return
		}
		from := r.at
		r.at++
		r.spaces()
		column += r.at - from
		if r.atLineEnd() {
			return
		}
	}
	r.properties()
	if r.atLineEnd() {
		return
	}
	if key, colon, ok := r.key(); ok {
		r.entry(column, key, colon)
		return
	}
	r.bare(column)
}

// item begins an item of a list in a column.
func (r *reader) item(column int) (ok bool) {
	n := r.top()
	if n == nil || n.Kind != Sequence || r.frames[len(r.frames)-1].column != column {
		if n, ok = r.push(Sequence, column); !ok {
			if n, ok = r.reopen(column); !ok {
				return false
			}
		}
	}
	n.Items = append(n.Items, Item{Dash: r.at})
	r.grow(r.at + 1)
	return true
}

// reopen finds the list that an item in the wrong column most likely belongs to.
func (r *reader) reopen(column int) (n *Node, ok bool) {
	place := r.place()
	if place == nil || *place == nil || (*place).Kind != Sequence || (*place).Flow {
		return nil, false
	}
	r.frames = append(r.frames, frame{*place, column})
	return *place, true
}

// entry takes in a key with its value in a column.
func (r *reader) entry(column int, key *Node, colon int) {
	n := r.mappingFor(column, key)
	if n == nil {
		r.skipLine()
		return
	}
	r.anchor = ""
	n.Entries = append(n.Entries, Entry{Key: key, Colon: colon})
	r.at = colon + 1
	r.grow(r.at)
	r.spaces()
	r.properties()
	if r.atLineEnd() {
		return
	}
	parent := r.frames[len(r.frames)-1].column
	anchor := r.takeAnchor()
	if value := r.value(parent, true); value != nil {
		n.Entries[len(n.Entries)-1].Value = value
		r.nameIt(value, anchor)
		r.grow(value.End)
	}
}

// mappingFor finds the mapping that a key in a column belongs to, and opens it
// if it is the first one.
func (r *reader) mappingFor(column int, key *Node) *Node {
	n := r.top()
	if n != nil && n.Kind == Mapping && r.frames[len(r.frames)-1].column == column {
		return n
	}
	end := r.at
	r.at = key.Start
	defer func() { r.at = end }()
	if opened, ok := r.push(Mapping, column); ok {
		return opened
	}
	if place := r.place(); place != nil && *place != nil && (*place).Kind == Scalar && (*place).OwnLine && (*place).Column == column {
		first := *place // a word without a colon turns out to be a key
		*place = nil
		if opened, ok := r.push(Mapping, column); ok {
			opened.Start = first.Start
			opened.Entries = append(opened.Entries, Entry{Key: first, Colon: -1})
			return opened
		}
	}
	if n != nil && n.Kind == Mapping {
		return n // a wrong indentation
	}
	return nil
}

// bare takes in a value that stands on a line of its own, or a word that may
// become a key.
func (r *reader) bare(column int) {
	parent := -1
	if len(r.frames) > 0 {
		parent = r.frames[len(r.frames)-1].column
	}
	n := r.top()
	inMapping := n != nil && n.Kind == Mapping && parent == column
	anchor := r.takeAnchor()
	value := r.value(parent, false)
	if value == nil {
		r.skipLine()
		return
	}
	r.nameIt(value, anchor)
	if value.Kind == Scalar {
		value.OwnLine, value.Column = true, column
	}
	switch {
	case inMapping:
		n.Entries = append(n.Entries, Entry{Key: value, Colon: -1})
		r.grow(value.End)
	case r.put(value):
		r.flowRoot = r.flowRoot || value == r.root && value.Flow
		r.grow(value.End)
	case value.Kind == Scalar && value.has(r.cursor):
		if place := r.place(); place != nil && (*place).Kind == Sequence && !(*place).Flow && (*place).Column == column {
			r.file.NewItem = &NewItem{Word: value, List: *place}
		}
	}
}

// properties reads the anchor and the tag before a value.
func (r *reader) properties() {
	for r.at < len(r.text) && (r.text[r.at] == '&' || r.text[r.at] == '!') && !r.asJSON {
		from := r.at
		for !r.blank(r.at) || r.at == r.cursor {
			r.at++
		}
		if r.text[from] == '&' {
			r.anchor = string(r.text[from+1 : r.at])
		}
		r.spaces()
	}
}
