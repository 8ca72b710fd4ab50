package yamltree

import "gopkg.in/yaml.v3"

// context is what a value stands in.
type context bool

const (
	block context = false
	flow  context = true // between brackets
)

// value reads a scalar or a flow collection.
func (r *reader) value(within context) *yaml.Node {
	if r.at == r.end {
		return r.giveUp() // a flow collection goes on, on the next line
	}
	switch r.text[r.at] {
	case '{':
		return r.flowMapping()
	case '[':
		return r.flowList()
	}
	return r.scalar(within)
}

// flowList reads a list between brackets.
func (r *reader) flowList() *yaml.Node {
	n := r.node(yaml.SequenceNode, yaml.FlowStyle, "!!seq", r.at)
	base := r.enter()
	for more := r.opened(']'); more; more = r.separated(']') {
		r.add(r.value(flow))
	}
	return r.leave(n, base)
}

// flowMapping reads a mapping between braces.
func (r *reader) flowMapping() *yaml.Node {
	n := r.node(yaml.MappingNode, yaml.FlowStyle, "!!map", r.at)
	base := r.enter()
	for more := r.opened('}'); more; more = r.separated('}') {
		quoted := r.at < r.end && isQuote(r.text[r.at])
		r.add(r.scalar(flow))
		if r.at == r.end || r.text[r.at] != ':' || !quoted && !r.blankAt(r.at+1) {
			r.giveUp()
			break
		}
		r.skip()
		r.skipSpaces()
		r.add(r.value(flow))
	}
	return r.leave(n, base)
}

// opened moves past an opening bracket, and past the closing one if nothing is
// between them.
func (r *reader) opened(closing byte) (more bool) {
	r.skip()
	r.skipSpaces()
	if r.at < r.end && r.text[r.at] == closing {
		r.skip()
		return false
	}
	return !r.unsure
}

// separated moves past a comma or the closing bracket.
func (r *reader) separated(closing byte) (more bool) {
	r.skipSpaces()
	if r.unsure || r.at == r.end || r.text[r.at] != ',' && r.text[r.at] != closing {
		r.giveUp()
		return false
	}
	more = r.text[r.at] == ','
	r.skip()
	if more {
		r.skipSpaces()
	}
	return more
}
