package document

import (
	"gopkg.in/yaml.v3"

	"github.com/costplan/costplan/engine/diag"
)

// mappingReader is a mapping that is being read.
type mappingReader struct {
	node   *Node
	keys   keySet
	merge  *mergeKey // the merge key, if there is one
	height int       // of the highest entry
	depth  int
	block  int // where the innermost block collection begins
	flow   bool
	item   bool // the mapping is an item of a list
	again  int  // how many keys were there already
	first  int  // index of the problem of the first of them
}

// mapping reads a mapping: in block or flow style, or a single pair within a
// flow sequence, which has no brackets.
func (r *yamlReader) mapping(n *yaml.Node, start, depth, block int) (node *Node, height int) {
	node = r.node(Mapping, start, start)
	flow := n.Style&yaml.FlowStyle != 0
	item := len(r.path) > 0 && r.path[len(r.path)-1].index >= 0
	m := &mappingReader{node: node, depth: depth, block: block, flow: flow, item: item}
	if !flow {
		m.block = start
	}
	first := byte(0)
	if start < len(r.text) {
		first = r.text[start]
	}
	brackets := flow && first == '{' && !beginsWithKey(n)
	explicit := !brackets && first == '?' && (flow || blankAt(r.text, start+1))
	if brackets || explicit {
		r.at = max(r.at, start+1)
	}
	if len(n.Content) > 0 {
		node.Entries = make([]Entry, 0, len(n.Content)/2)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := r.entry(m, n.Content[i], n.Content[i+1])
		if r.stopped {
			return nil, 0
		}
		if i == 0 && key != nil && !brackets && !explicit {
			node.Start = key.Start
		}
	}
	if m.merge != nil {
		r.merge(m)
	}
	if brackets {
		r.at = flowEnd(r.text, r.at)
	}
	node.End = max(r.at, node.Start)
	return node, m.height + 1
}

// entry reads one key of a mapping with its value and returns the key, or nil
// if it can't be one.
func (r *yamlReader) entry(m *mappingReader, keyNode, valueNode *yaml.Node) (key *Node) {
	key, height := r.key(keyNode, m.depth, m.block)
	if r.stopped {
		return nil
	}
	m.height = max(m.height, height)
	isMerge := key != nil && keyNode.Tag == "!!merge"
	name := "?"
	if key != nil {
		name = key.Text
	}
	r.push(keyStep(name))
	defer r.pop()
	if isMerge && m.merge == nil {
		m.merge = &mergeKey{key: key}
		m.height = max(m.height, r.mergeValue(m, valueNode))
		return key
	}
	value, height := r.entryValue(m, valueNode, m.depth+1)
	if r.stopped || key == nil {
		return nil
	}
	m.height = max(m.height, height)
	if isMerge {
		d := r.problem(diag.DuplicateKey, key.Start, key.End, "the merge key << appears twice in this mapping",
			"merge both with one key: <<: [*first, *second]")
		r.related(d, m.merge.key.Start, m.merge.key.End, "the first one is here")
	} else if first := m.keys.find(m.node.Entries, key.Text); first >= 0 {
		r.again(m, m.node.Entries[first].Key, key)
	} else {
		m.node.Entries = append(m.node.Entries, Entry{Key: key, Value: value})
	}
	return key
}

// again reports a key that is there already. Several of them in an item of a list
// are one mistake: the dash of the next item was forgotten.
func (r *yamlReader) again(m *mappingReader, first, key *Node) {
	m.again++
	switch {
	case m.again == 1 || !m.item || m.flow:
		m.first = len(r.file.Problems)
		r.duplicateKey(first, key)
	case m.again == 2:
		d := &r.file.Problems[m.first]
		d.Message = "several keys appear twice in this item of the list, from here on: a dash is probably missing before this line"
		d.Help = "write - before it to begin the next item"
	}
}

// key reads a key of a mapping at a depth. Any scalar is its text; for a
// mapping or a list, which can't be a key, it returns nil.
func (r *yamlReader) key(n *yaml.Node, depth, block int) (key *Node, height int) {
	value, height := r.read(n, depth+1, block, true)
	if r.stopped {
		return nil, 0
	}
	start := value.Start
	if n.Kind == yaml.AliasNode {
		start = r.at - len(n.Value) - 1
	}
	switch {
	case value.Kind == Mapping || value.Kind == Sequence:
		r.problem(diag.Syntax, start, r.at, "a mapping or a list can't be a key here",
			"write a name as the key; put text with brackets or braces in quotes")
		return nil, height
	case n.Kind == yaml.AliasNode: // the key stands here, whatever it names
		key = r.node(String, start, r.at)
		key.Text, key.Bad = value.Text, value.Bad
		return key, 0
	}
	return value, 0
}

// entryValue reads the value after a key that ends at r.at. The parser places a
// value that is left out anywhere up to the next token; it belongs right after
// the colon.
func (r *yamlReader) entryValue(m *mappingReader, n *yaml.Node, depth int) (node *Node, height int) {
	if at := r.table.offset(n.Line, n.Column); n.Kind == yaml.ScalarNode && n.Value == "" && n.Style == 0 && n.Anchor == "" &&
		(at == len(r.text) || r.text[at] != '!') {
		if i := skipSpace(r.text, r.at); i < len(r.text) && r.text[i] == ':' && (m.flow || blankAt(r.text, i+1)) {
			r.at = i + 1
		}
		if !r.count(1, r.at, r.at) {
			r.stopped = true
			return nil, 0
		}
		node = r.node(Null, r.at, r.at)
		node.Plain = true
		return node, 0
	}
	return r.value(n, depth, m.block)
}
