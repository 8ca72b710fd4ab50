package document

import (
	"fmt"

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

// Aliases share the node that they stand for. What they would cost if they were
// expanded is counted all the same, since a walk over the tree expands them:
// ten aliases of ten aliases, nine levels deep, are a thousand million nodes.

// anchored is what an alias needs to know of its anchor.
type anchored struct {
	node   *Node // nil while the anchored node is being read
	nodes  int   // nodes of it, every alias expanded
	height int   // levels of mappings and sequences that it is itself
}

// begin notes an anchored node that is being read.
func (r *yamlReader) begin(n *yaml.Node) {
	if r.anchors == nil {
		r.anchors = make(map[*yaml.Node]anchored)
	}
	r.anchors[n] = anchored{}
}

// finish notes an anchored node that has been read.
func (r *yamlReader) finish(n *yaml.Node, a anchored) {
	r.anchors[n] = a
}

// alias reads an alias at an offset: the node that it stands for, shared.
func (r *yamlReader) alias(n *yaml.Node, start, depth int) (node *Node, height int) {
	end := min(start+1+len(n.Value), len(r.text))
	r.at = end
	target, known := r.anchors[n.Alias]
	switch {
	case !known:
		r.problem(diag.Syntax, start, end,
			fmt.Sprintf("the anchor &%s stands in another document of this file", n.Value),
			"an alias can only name an anchor of its own document: repeat the value here")
	case target.node == nil:
		d := r.problem(diag.Limit, start, end,
			fmt.Sprintf("the alias *%s stands within the value that it stands for, which has no end", n.Value),
			"remove the alias, or move the anchor to a smaller value")
		at := r.table.offset(n.Alias.Line, n.Alias.Column)
		r.related(d, at, at+1+len(n.Value), "the anchor is here")
	case depth-1+target.height > MaxDepth:
		r.tooDeep(start, end)
		r.stopped = true
		return nil, 0
	case !r.count(target.nodes, start, end):
		r.stopped = true
		return nil, 0
	default:
		return target.node, target.height
	}
	if !r.count(1, start, end) {
		r.stopped = true
		return nil, 0
	}
	node = r.node(Null, start, end)
	node.Bad = true
	return node, 0
}

// mergeKey is the merge key (<<) of a mapping with the mappings that it names.
type mergeKey struct {
	key     *Node
	sources []*Node
}

// mergeValue reads the value of a merge key: a mapping, an alias of one, or a
// list of them. A merged mapping adds no level: its height is that of its entries.
func (r *yamlReader) mergeValue(m *mappingReader, n *yaml.Node) (height int) {
	value, height := r.entryValue(m, n, m.depth)
	if r.stopped {
		return 0
	}
	start, end := value.Start, r.at
	if n.Kind == yaml.AliasNode {
		start = r.at - len(n.Value) - 1
	}
	switch {
	case value.Bad:
	case value.Kind == Mapping:
		m.merge.sources = append(m.merge.sources, value)
		return height - 1
	case value.Kind == Sequence && n.Kind != yaml.AliasNode:
		for i, item := range value.Items {
			switch {
			case item.Bad:
			case item.Kind == Mapping:
				m.merge.sources = append(m.merge.sources, item)
			case n.Content[i].Kind == yaml.AliasNode:
				at := r.table.offset(n.Content[i].Line, n.Content[i].Column)
				r.mergeType(at, at+1+len(n.Content[i].Value))
			default:
				r.mergeType(item.Start, item.End)
			}
		}
		return max(height-2, 0)
	default:
		r.mergeType(start, end)
	}
	return 0
}

func (r *yamlReader) mergeType(start, end int) {
	r.problem(diag.WrongType, start, end, "the merge key << takes a mapping, an alias of one, or a list of them",
		"write <<: *name, where &name stands before a mapping")
}

// merge adds the entries of the merged mappings that the mapping itself does
// not have. The first mapping of a list wins. The work is bounded by MaxNodes,
// since the nodes of each alias have been counted.
func (r *yamlReader) merge(m *mappingReader) {
	for _, source := range m.merge.sources {
		for _, e := range source.Entries {
			if m.keys.find(m.node.Entries, e.Key.Text) < 0 {
				m.node.Entries = append(m.node.Entries, Entry{Key: e.Key, Value: e.Value, Merged: true})
			}
		}
	}
}
