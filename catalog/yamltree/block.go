package yamltree

import "gopkg.in/yaml.v3"

// block reads the mapping or list whose first token is the next one.
func (r *reader) block() *yaml.Node {
	column := r.at - r.start
	if r.atDash() {
		return r.list(column)
	}
	return r.mapping(column)
}

// atDash reports whether the next token is the dash of a list item.
func (r *reader) atDash() bool {
	return r.at < r.end && r.text[r.at] == '-' && (r.at+1 == r.end || r.text[r.at+1] == ' ')
}

// list reads the items whose dashes stand in a column.
func (r *reader) list(column int) *yaml.Node {
	n := r.node(yaml.SequenceNode, 0, "!!seq", r.at)
	base := r.enter()
	for first := true; !r.unsure && (first || r.column == column && r.atDash()); first = false {
		r.skip()
		r.add(r.item(column))
	}
	if r.column > column {
		return r.giveUp()
	}
	return r.leave(n, base)
}

// item reads what follows a dash in a column.
func (r *reader) item(column int) *yaml.Node {
	if r.lineIsDone() {
		r.nextLine()
		if r.column <= column {
			return r.giveUp() // nothing is in it
		}
		return r.block()
	}
	if r.atDash() || r.atKey() {
		return r.block()
	}
	return r.lastOfLine()
}

// mapping reads the entries whose keys stand in a column.
func (r *reader) mapping(column int) *yaml.Node {
	n := r.node(yaml.MappingNode, 0, "!!map", r.at)
	base := r.enter()
	for first := true; !r.unsure && (first || r.column == column); first = false {
		if !r.atKey() {
			return r.giveUp()
		}
		r.add(r.scalar(block))
		r.skip() // the colon
		r.add(r.entry(column))
	}
	if r.column > column {
		return r.giveUp() // a text that goes on, most likely
	}
	return r.leave(n, base)
}

// entry reads what follows the colon of a key in a column. The dashes of a list
// may stand in the column of the key.
func (r *reader) entry(column int) *yaml.Node {
	if !r.lineIsDone() {
		return r.lastOfLine()
	}
	r.nextLine()
	switch {
	case r.column > column:
		return r.block()
	case r.column == column && r.atDash():
		return r.list(column)
	}
	return r.giveUp() // no value
}

// lastOfLine reads a value that ends its line.
func (r *reader) lastOfLine() *yaml.Node {
	n := r.value(block)
	r.endLine()
	return n
}
