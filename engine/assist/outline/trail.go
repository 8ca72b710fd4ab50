package outline

import (
	"slices"
)

// Step is one step from a collection into it.
type Step struct {
	In    *Node // a mapping or a sequence
	Index int   // of the entry or the item
	Key   bool  // it leads to the key of the entry, not to its value
}

// Value is what the step leads to; nil if it is not there yet.
func (s Step) Value() *Node {
	if e := s.Entry(); e != nil {
		return e.Value
	}
	return s.In.Items[s.Index].Value
}

// Entry is the entry that the step leads into; nil if it is an item of a list.
func (s Step) Entry() *Entry {
	if s.In.Kind != Mapping {
		return nil
	}
	return &s.In.Entries[s.Index]
}

// Trail is the way from the root of a document to a scalar or an alias in it.
type Trail struct {
	Doc   int // index of the document
	Steps []Step
	Leaf  *Node
}

// At returns the way to the word at an offset; ok is false where there is none.
// Where two words touch, the one that begins there counts.
func (f *File) At(offset int) (t Trail, ok bool) {
	for i, root := range f.Docs {
		if root == nil {
			continue
		}
		w := walk{offset: offset}
		if w.find(root, 0) {
			return Trail{Doc: i, Steps: w.steps, Leaf: w.leaf}, true
		}
		if !ok && w.leaf != nil { // a word that ends there
			t, ok = Trail{Doc: i, Steps: w.last, Leaf: w.leaf}, true
		}
	}
	return t, ok
}

// TrailTo returns the way to a node of a document; ok is false if it is not in it.
func (f *File) TrailTo(target *Node) (t Trail, ok bool) {
	for i, root := range f.Docs {
		if root == nil {
			continue
		}
		w := walk{target: target}
		if w.find(root, 0) {
			return Trail{Doc: i, Steps: w.steps, Leaf: target}, true
		}
	}
	return Trail{}, false
}

// has reports whether a scalar covers an offset.
func (n *Node) has(offset int) bool { return offset >= n.Start && offset < n.End }

// walk seeks a node through a document.
type walk struct {
	offset int
	target *Node // sought instead of the offset
	steps  []Step
	leaf   *Node
	last   []Step // to leaf, if it ends at the offset
}

// find reports whether what is sought is n or in it; then steps lead to it.
func (w *walk) find(n *Node, depth int) bool {
	if n == nil || depth > 2*maxDepth {
		return false
	}
	if n == w.target {
		return true
	}
	switch n.Kind {
	case Mapping:
		for i := range n.Entries {
			if w.step(n, i, true, n.Entries[i].Key, depth) || w.step(n, i, false, n.Entries[i].Value, depth) {
				return true
			}
		}
	case Sequence:
		for i := range n.Items {
			if w.step(n, i, false, n.Items[i].Value, depth) {
				return true
			}
		}
	default:
		if w.target != nil || w.offset < n.Start || w.offset > n.End {
			return false
		}
		w.leaf = n
		if n.has(w.offset) {
			return true
		}
		w.last = slices.Clone(w.steps)
	}
	return false
}

func (w *walk) step(in *Node, index int, key bool, to *Node, depth int) bool {
	w.steps = append(w.steps, Step{In: in, Index: index, Key: key})
	if w.find(to, depth+1) {
		return true
	}
	w.steps = w.steps[:len(w.steps)-1]
	return false
}

// Use returns where a value with an anchor is used first: the way to the alias
// that names it, through a merge key or not; ok is false if it is not.
func (f *File) Use(n *Node) (t Trail, ok bool) {
	if n.anchor == "" {
		return Trail{}, false
	}
	for i, root := range f.Docs {
		u := use{name: n.anchor}
		if root != nil && u.find(root, 0) {
			return Trail{Doc: i, Steps: u.steps, Leaf: n}, true
		}
	}
	return Trail{}, false
}

// use seeks an alias.
type use struct {
	name  string
	steps []Step
}

func (u *use) find(n *Node, depth int) bool {
	if n == nil || depth > 2*maxDepth {
		return false
	}
	if n.Kind == Alias {
		return n.Text == u.name
	}
	for i := range max(len(n.Entries), len(n.Items)) { // it has only one of the two
		step := Step{In: n, Index: i}
		u.steps = append(u.steps, step)
		if u.find(step.Value(), depth+1) {
			return true
		}
		u.steps = u.steps[:len(u.steps)-1]
	}
	return false
}
