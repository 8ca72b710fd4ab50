// Package outline reads a YAML or JSON text that somebody is typing. It never
// gives up: a key without its colon, a bracket that is still open or a quote
// that is not closed yet leaves the rest of the text readable, because it goes
// by indentation and brackets alone. It knows the places of keys and values and
// nothing of what they mean. Whether a text is right is for package document to
// say; what an outline gets wrong costs a proposal, never an amount.
package outline

import "github.com/costplan/costplan/engine/document"

// Kind is the form of a node.
type Kind uint8

// The kinds.
const (
	Scalar Kind = iota
	Alias       // "*name"; Text is the name
	Mapping
	Sequence
)

// Node is a value, or a key, of the text.
type Node struct {
	Kind       Kind
	Start, End int     // byte offsets, half-open, with the quotes of a scalar; of a block collection from its first key or dash
	Text       string  // of a scalar, without quotes
	Quote      byte    // of a scalar: '"', '\'', '|' for a block scalar; 0 if it is plain
	Closed     bool    // the closing quote or bracket is there
	Flow       bool    // a collection in brackets
	Column     int     // of a block collection: bytes before its keys or dashes; of a scalar that stands alone on its line: bytes before it
	OwnLine    bool    // of a scalar: only space and dashes stand before it on its line
	Entries    []Entry // of a mapping
	Items      []Item  // of a sequence

	anchor string
	indent int // of a flow collection: spaces that its opening line begins with
}

// Entry is a key with its value.
type Entry struct {
	Key   *Node
	Colon int   // offset of the colon; -1 if it is not there yet
	Value *Node // nil if there is none yet
}

// Item is one value of a sequence.
type Item struct {
	Dash  int   // offset of the dash; of an item in brackets, of its value
	Value *Node // nil if there is none yet
}

// File is the outline of one text.
type File struct {
	Docs     []*Node // the root of every document that is not empty; that of the last may be nil
	Comments []Comment
	NewItem  *NewItem // a word at the cursor that stands where a dash may stand; else nil

	anchors map[string]*Node
}

// NewItem is a word without a dash in the column of the dashes of a list. No
// value of the outline has it.
type NewItem struct {
	Word *Node
	List *Node
}

// Comment is a comment from its "#" to the end of its line.
type Comment struct{ Start, End int }

// NoCursor is the cursor of a text in which nobody types.
const NoCursor = -1

// Read outlines a text. The byte at the offset cursor stands for the place where
// something is being typed: it belongs to whatever word it touches, and makes one
// of its own where there is none. asJSON says that the text has no comments and
// no block style.
func Read(text []byte, asJSON bool, cursor int) *File {
	r := newReader(text, asJSON, cursor)
	r.run()
	if r.open && r.flowRoot {
		again := newReader(text, asJSON, cursor)
		again.byIndent = true
		again.run()
		r = again
	}
	return r.file
}

// reader reads one text, line by line outside of brackets.
type reader struct {
	text   []byte
	asJSON bool
	cursor int
	at     int
	file   *File
	root   *Node
	frames []frame
	anchor string // that the next value gets
	indent int    // spaces that the line begins with

	open     bool // a bracket is not closed
	flowRoot bool // a document is one value in brackets
	byIndent bool // brackets that are not closed end where the indentation says so
}

// frame is a block collection that is still open.
type frame struct {
	node   *Node
	column int
}

// maxDepth is how deep an outline goes. What is deeper is skipped.
const maxDepth = document.MaxDepth

func newReader(text []byte, asJSON bool, cursor int) *reader {
	return &reader{text: text, asJSON: asJSON, cursor: cursor, file: &File{anchors: map[string]*Node{}}}
}

func (r *reader) run() {
	for r.at < len(r.text) {
		r.line()
	}
	r.endDocument()
}

func (r *reader) endDocument() {
	r.file.Docs = append(r.file.Docs, r.root)
	r.root, r.frames, r.anchor = nil, nil, ""
}

// put places a value into the innermost open place.
func (r *reader) put(n *Node) (ok bool) {
	place := r.place()
	if place == nil || *place != nil {
		return false
	}
	*place = n
	r.name(n)
	return true
}

// name gives a value the anchor that stands before it.
func (r *reader) name(n *Node) { r.nameIt(n, r.takeAnchor()) }

// takeAnchor is the anchor that has been read and belongs to no value yet.
func (r *reader) takeAnchor() (anchor string) {
	anchor, r.anchor = r.anchor, ""
	return anchor
}

func (r *reader) nameIt(n *Node, anchor string) {
	if n != nil && anchor != "" {
		n.anchor = anchor
		r.file.anchors[anchor] = n
	}
}

// place is where the value after the last key or dash goes; nil if there is none.
func (r *reader) place() **Node {
	if len(r.frames) == 0 {
		return &r.root
	}
	n := r.frames[len(r.frames)-1].node
	switch {
	case n.Kind == Sequence && len(n.Items) > 0:
		return &n.Items[len(n.Items)-1].Value
	case n.Kind == Mapping && len(n.Entries) > 0 && n.Entries[len(n.Entries)-1].Colon >= 0:
		return &n.Entries[len(n.Entries)-1].Value
	}
	return nil
}

// push opens a block collection in the innermost open place.
func (r *reader) push(kind Kind, column int) (n *Node, ok bool) {
	if len(r.frames) >= maxDepth {
		return nil, false
	}
	n = &Node{Kind: kind, Start: r.at, End: r.at, Column: column, Closed: true}
	if !r.put(n) {
		return nil, false
	}
	r.frames = append(r.frames, frame{n, column})
	return n, true
}

func (r *reader) top() *Node {
	if len(r.frames) == 0 {
		return nil
	}
	return r.frames[len(r.frames)-1].node
}

func (r *reader) pop() { r.frames = r.frames[:len(r.frames)-1] }

// grow lets every open collection reach to where has been read.
func (r *reader) grow(end int) {
	for _, f := range r.frames {
		f.node.End = max(f.node.End, end)
	}
}
