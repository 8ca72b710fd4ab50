package outline

import "github.com/costplan/costplan/engine/document"

// maxNodes is how many values a tree has at most, every alias expanded.
const maxNodes = 4_000

// Shallow writes a mapping as a tree of its own scalars: the collections in it
// are empty.
func (f *File) Shallow(n, skip *Node) *document.Node {
	t := tree{file: f, skip: skip, left: maxNodes, shallow: true}
	return t.node(n, 0)
}

// Tree writes a part of the outline as the tree that deployments are read from,
// aliases and merge keys followed. What is being typed is not known: the value
// skip is null, and a key without a colon is left out.
func (f *File) Tree(n, skip *Node) *document.Node {
	t := tree{file: f, skip: skip, left: maxNodes}
	return t.node(n, 0)
}

type tree struct {
	file *File
	skip *Node
	left int

	shallow bool // only the root's own scalars
}

func (t *tree) node(n *Node, depth int) *document.Node {
	t.left--
	if n == nil || n == t.skip || t.left < 0 || depth > maxDepth {
		return &document.Node{}
	}
	out := &document.Node{Start: n.Start, End: n.End}
	empty := t.shallow && depth > 0
	switch n.Kind {
	case Alias:
		return t.node(t.file.anchors[n.Text], depth+1)
	case Sequence:
		out.Kind = document.Sequence
		if empty {
			break
		}
		for _, item := range n.Items {
			if item.Value != nil && item.Value != t.skip {
				out.Items = append(out.Items, t.node(item.Value, depth+1))
			}
		}
	case Mapping:
		out.Kind = document.Mapping
		if !empty {
			t.entries(out, n, depth)
		}
	default:
		out.Text, out.Plain = n.Text, n.Quote == 0
		out.Kind = document.String
		if out.Plain {
			out.Kind = document.PlainKind(n.Text)
		}
	}
	return out
}

func (t *tree) entries(out *document.Node, n *Node, depth int) {
	var merged []*document.Node
	for i := range n.Entries {
		e := &n.Entries[i]
		switch {
		case e.Colon < 0:
		case e.Key.Text == "<<" && e.Key.Quote == 0 && e.Value != nil && e.Value != t.skip:
			value := t.node(e.Value, depth+1)
			merged = append(append(merged, value), value.Items...)
		case out.Entry(e.Key.Text) == nil:
			key := &document.Node{Kind: document.String, Text: e.Key.Text, Start: e.Key.Start, End: e.Key.End}
			out.Entries = append(out.Entries, document.Entry{Key: key, Value: t.node(e.Value, depth+1)})
		}
	}
	for _, from := range merged {
		for _, e := range from.Entries {
			if out.Entry(e.Key.Text) == nil {
				e.Merged = true
				out.Entries = append(out.Entries, e)
			}
		}
	}
}
