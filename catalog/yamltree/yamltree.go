// Package yamltree reads the YAML that nearly everybody writes, several times as
// fast as the YAML library: block mappings and lists, flow collections on one
// line, plain and quoted scalars on one line, comments, the documents of a stream.
// It gives the library's nodes, or says that a text is not so plain; then the
// library decides, about every mistake too. A fuzz test holds the two against each
// other. The package knows no catalog and no deployment.
package yamltree

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// Read returns the root of every document of a text. They are the nodes of the
// library, without comments; the tag of a plain scalar may be left to ShortTag. If
// ok is false there is something in the text that is not read here, or a mistake.
func Read(data []byte) (roots []*yaml.Node, ok bool) {
	ascii, ordinary := look(data)
	if !ordinary {
		return nil, false
	}
	r := &reader{text: string(data), ascii: ascii}
	for r.nextLine(); r.at < len(r.text); {
		root := r.document()
		if r.unsure {
			return nil, false
		}
		roots = append(roots, root)
	}
	return roots, len(roots) > 0
}

// reader reads a text line by line. Whoever reads something that ends its line
// moves on to the next token, on a later line.
type reader struct {
	text  string
	ascii bool

	line       int // number, from 1
	start, end int // of the line
	at         int // the next token
	column     int // of a token that begins a line, from 0; -1 at the end of a document

	unsure   bool         // something came up that is not read here: what follows is void
	depth    int          // of collections around the next token
	nodes    []yaml.Node  // allocated ahead
	children []*yaml.Node // of all collections that are being read, innermost last
}

const (
	mostDepth = 50   // how deep collections may be nested here
	mostKey   = 1000 // bytes of a key; the library takes 1,024 characters
	marker    = "---"
)

// giveUp leaves the text to the library.
func (r *reader) giveUp() *yaml.Node {
	r.unsure = true
	r.at, r.end, r.column = len(r.text), len(r.text), -1
	return nil
}

// nextLine moves to the next line that has a token. A line that begins or ends a
// document ends the one before, as the end of the text does.
func (r *reader) nextLine() {
	for next := r.end; next < len(r.text); next = r.end {
		if r.line > 0 {
			next++ // the line break
		}
		r.line++
		r.start, r.end = next, len(r.text)
		if length := strings.IndexByte(r.text[next:], '\n'); length >= 0 {
			r.end = next + length
		}
		r.at = r.start
		r.skipSpaces()
		if r.at == r.end || r.text[r.at] == '#' {
			continue
		}
		r.column = r.at - r.start
		if r.column == 0 && r.atMarker() {
			r.column = -1
		}
		return
	}
	r.at, r.column = len(r.text), -1
}

// atMarker reports whether the next token, which begins its line, is a marker.
func (r *reader) atMarker() bool {
	line := r.text[r.at:r.end]
	return len(line) >= len(marker) && (line[:3] == marker || line[:3] == "...") && (len(line) == 3 || line[3] == ' ')
}

// document reads the document that begins at the next token, with or without its
// marker, up to the next marker.
func (r *reader) document() *yaml.Node {
	if r.column < 0 {
		if r.text[r.at] == '.' {
			return r.giveUp()
		}
		r.at += len(marker)
		r.endLine()
		if r.column < 0 {
			return r.giveUp() // nothing is in it
		}
	}
	root := r.block()
	if r.column >= 0 {
		return r.giveUp() // a line that is indented less than the first one
	}
	return root
}

// skip moves past one character of the line.
func (r *reader) skip() {
	if r.at < r.end {
		r.at++
	}
}

// skipSpaces moves to the next character of the line that is no space.
func (r *reader) skipSpaces() {
	for r.at < r.end && r.text[r.at] == ' ' {
		r.at++
	}
}

// lineIsDone reports whether nothing but a comment is left of the line.
func (r *reader) lineIsDone() bool {
	before := r.at
	r.skipSpaces()
	return r.at == r.end || r.text[r.at] == '#' && r.at > before
}

// endLine moves on from something that has to be the last of its line.
func (r *reader) endLine() {
	if !r.lineIsDone() {
		r.giveUp()
		return
	}
	r.nextLine()
}

// node returns a new node at an offset of the line.
func (r *reader) node(kind yaml.Kind, style yaml.Style, tag string, at int) *yaml.Node {
	if len(r.nodes) == 0 {
		r.nodes = make([]yaml.Node, 16+len(r.text)/64)
	}
	n := &r.nodes[0]
	r.nodes = r.nodes[1:]
	n.Kind, n.Style, n.Tag = kind, style, tag
	n.Line, n.Column = r.line, at-r.start+1
	if !r.ascii {
		n.Column = utf8.RuneCountInString(r.text[r.start:at]) + 1
	}
	return n
}

// enter begins to collect the children of a collection.
func (r *reader) enter() (base int) {
	if r.depth++; r.depth > mostDepth {
		r.giveUp()
	}
	return len(r.children)
}

func (r *reader) add(child *yaml.Node) { r.children = append(r.children, child) }

// leave gives a collection its children.
func (r *reader) leave(n *yaml.Node, base int) *yaml.Node {
	r.depth--
	if r.unsure {
		return nil
	}
	if base < len(r.children) {
		n.Content = append(make([]*yaml.Node, 0, len(r.children)-base), r.children[base:]...)
	}
	r.children = r.children[:base]
	return n
}
