package document

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// yamlReader turns the parser's nodes into ours in one walk, in the order of
// the text.
type yamlReader struct {
	*builder
	text    []byte // the source, as the parser saw it
	table   lineTable
	at      int  // where what has been read ends; the search for the next end begins here
	hashed  bool // the text has a "#" somewhere
	stopped bool // a limit was reached: nothing more of this document
	anchors map[*yaml.Node]anchored
}

// readYAML reads every document of a YAML stream.
func readYAML(b *builder) {
	scan := &prescan{builder: b, data: b.src.Data}
	if !scan.run() {
		return
	}
	b.ahead = 2*scan.indicators + 1
	r := &yamlReader{builder: b, text: scan.text(), hashed: scan.hashLines > 0}
	r.table = newLineTable(b.src, scan.exoticBreaks)
	read, consumed, err := r.stream(r.text, 0)
	b.file.readable = len(r.text)
	if r.stopped {
		b.file.readable = r.at
	}
	if err == nil {
		return
	}
	// The parser looks ahead, so a mistake at the start of a document can cost
	// the one before it: read that one again, alone.
	f := locate(r.text, err, consumed)
	b.file.readable = max(r.at, f.start)
	if marker := lastMarker(r.text, f.start); marker > r.at {
		r.stream(r.text[:marker], read)
	}
	r.path = r.path[:0]
	f.report(b)
}

// stream reads the documents of a text except the first skip. It returns how
// many there were and how far the parser had looked when it gave up.
func (r *yamlReader) stream(text []byte, skip int) (read, consumed int, err error) {
	meter := &meter{data: text, slow: len(text)}
	decoder := yaml.NewDecoder(meter)
	for ; ; read++ {
		var doc yaml.Node
		if err = decode(decoder, &doc); err != nil {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return read, meter.at, err
		}
		if read >= skip {
			r.document(doc.Content[0])
		}
		if r.nodes > MaxNodes {
			return read, 0, nil
		}
	}
}

// decode reads one document. The parser is known to panic on rare malformed
// texts; that is an error like another.
func decode(decoder *yaml.Decoder, doc *yaml.Node) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("yaml: " + problemUnreadable)
		}
	}()
	return decoder.Decode(doc)
}

// document adds a document that is not empty to the file.
func (r *yamlReader) document(root *yaml.Node) {
	if r.stopped { // what is left of the document before was not read: no comments there
		r.file.hashed = append(r.file.hashed, span{r.at, r.table.offset(root.Line, root.Column)})
	}
	clear(r.anchors) // the parser keeps anchors across documents, YAML does not
	r.path = r.path[:0]
	r.stopped = false
	n, _ := r.value(root, 1, -1)
	if !r.stopped && (n.Kind != Null || n.Bad) {
		r.file.Docs = append(r.file.Docs, n)
	}
}

// value reads a node. depth is the level of n if it is a mapping or sequence;
// block is where the innermost block collection around it begins, or -1.
// height is how many levels of collections n is itself.
func (r *yamlReader) value(n *yaml.Node, depth, block int) (node *Node, height int) {
	return r.read(n, depth, block, false)
}

func (r *yamlReader) read(n *yaml.Node, depth, block int, isKey bool) (node *Node, height int) {
	start := max(r.table.offset(n.Line, n.Column), r.at)
	if n.Kind == yaml.AliasNode {
		return r.alias(n, start, depth)
	}
	counted := r.nodes
	if !r.count(1, start, start+1) {
		r.stopped = true
		return nil, 0
	}
	if n.Anchor != "" {
		r.begin(n)
	}
	var tag span
	if n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 || start < len(r.text) && r.text[start] == '!' && !beginsWithKey(n) {
		start, tag = skipProperties(r.text, start, n)
		if !isEmpty(n) {
			start = skipSpace(r.text, start)
		}
	}
	if n.Kind == yaml.ScalarNode {
		node = r.scalar(n, start, tag, block, isKey)
	} else if depth > MaxDepth {
		r.tooDeep(start, start+1)
		r.stopped = true
		return nil, 0
	} else if n.Kind == yaml.MappingNode {
		node, height = r.mapping(n, start, depth, block)
	} else {
		node, height = r.sequence(n, start, depth, block)
	}
	if r.stopped {
		return nil, 0
	}
	if n.Kind != yaml.ScalarNode && tag.end > 0 {
		r.collectionTag(n, node, tag)
	}
	if n.Anchor != "" {
		r.finish(n, anchored{node, r.nodes - counted, height})
	}
	return node, height
}

// beginsWithKey tells whether a mapping has nothing of its own before its first
// key, so that an anchor or a tag there is the key's.
func beginsWithKey(n *yaml.Node) bool {
	return n.Kind == yaml.MappingNode && len(n.Content) > 0 &&
		n.Content[0].Line == n.Line && n.Content[0].Column == n.Column
}

const quotedOrBlock = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// scalar reads a scalar whose text begins at start. A key is a string, whatever
// it looks like.
func (r *yamlReader) scalar(n *yaml.Node, start int, tag span, block int, isKey bool) *Node {
	node := r.node(String, start, r.scalarEnd(n, start, block))
	node.Text = n.Value
	r.at = node.End
	if r.hashed {
		r.noteHash(n, node)
	}
	switch {
	case tag.end > 0:
		r.taggedScalar(node, tag, n.Tag, isKey)
	case n.Style&quotedOrBlock == 0:
		tooLong := false
		node.Plain = true
		if isKey {
			break
		}
		node.Kind, tooLong = plainKind(n.Value)
		if node.Kind == Bool {
			node.Text = strings.ToLower(n.Value)
		}
		if tooLong {
			r.numberTooLong(node)
		}
	}
	return node
}

// noteHash remembers a scalar with a "#", which begins no comment there. A block
// scalar can have a comment after its header.
func (r *yamlReader) noteHash(n *yaml.Node, node *Node) {
	start := node.Start
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		start = min(lineEnd(r.text, start), node.End)
	}
	if bytes.IndexByte(r.text[start:node.End], '#') >= 0 {
		r.file.hashed = append(r.file.hashed, span{start, node.End})
	}
}

// scalarEnd returns where the text of a scalar ends.
func (r *yamlReader) scalarEnd(n *yaml.Node, start, block int) int {
	switch {
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		end, _ := QuotedEnd(r.text, start)
		return end
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return blockEnd(r.text, start, r.column(block))
	}
	return plainEnd(r.text, start, n.Value)
}

// column returns the column, from 0, where a block collection begins. Before it
// on its line stand only blanks and indicators, a byte each.
func (r *yamlReader) column(offset int) int {
	if offset < 0 {
		return -1
	}
	return offset - max(lineStart(r.text, offset), min(r.src.bom, offset))
}

// sequence reads a list.
func (r *yamlReader) sequence(n *yaml.Node, start, depth, block int) (node *Node, height int) {
	node = r.node(Sequence, start, start)
	flow := n.Style&yaml.FlowStyle != 0
	if !flow {
		block = start
	}
	r.at = max(r.at, min(start+1, len(r.text)))
	if len(n.Content) > 0 {
		node.Items = make([]*Node, len(n.Content))
	}
	for i, child := range n.Content {
		r.push(indexStep(i))
		item, h := r.value(child, depth+1, block)
		r.pop()
		if r.stopped {
			return nil, 0
		}
		node.Items[i] = item
		height = max(height, h)
	}
	if flow {
		r.at = flowEnd(r.text, r.at)
	}
	node.End = r.at
	return node, height + 1
}

// lastMarker returns the start of the last line at or before an offset that
// starts a document ("---") or ends one ("..."), or -1.
func lastMarker(text []byte, at int) int {
	for i := lineStart(text, min(at, len(text))); ; i = lineStart(text, i-1) {
		if line := text[i:]; len(line) >= 3 && slices.Contains([]string{"---", "..."}, string(line[:3])) && blankAt(line, 3) {
			return i
		}
		if i == 0 {
			return -1
		}
	}
}
