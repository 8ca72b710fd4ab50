package document

import (
	"fmt"

	"gopkg.in/yaml.v3"

	"github.com/costplan/costplan/engine/diag"
)

// Aliases share the node that they stand for. What they would cost if they were
// expanded is counted all the same, since whoever walks the tree expands them:
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
