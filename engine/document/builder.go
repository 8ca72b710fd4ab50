package document

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/costplan/costplan/engine/diag"
)

// span is a half-open range of byte offsets.
type span struct{ start, end int }

// builder is what reading YAML and reading JSON have in common: it makes
// nodes, counts them, and says what is wrong with them and where.
type builder struct {
	src   *Source
	file  *File
	spare []Node // nodes allocated ahead, many at once
	ahead int    // how many nodes are expected
	made  int    // nodes made so far
	nodes int    // nodes of the file so far, every alias expanded
	path  []step // from the root of the document to the value being read
}

// newBuilder returns a builder of the nodes of a source.
func newBuilder(src *Source, file *File) *builder {
	return &builder{src: src, file: file, path: make([]step, 0, 8)}
}

// step is one step of a path: a key, or the index of an item.
type step struct {
	key   string
	index int // -1 for a key
}

func keyStep(key string) step { return step{key, -1} }
func indexStep(i int) step    { return step{"", i} }

// node returns a new node. Nodes come out of blocks, the first of which mostly
// does for a small file.
func (b *builder) node(kind Kind, start, end int) *Node {
	if len(b.spare) == 0 {
		b.spare = make([]Node, min(max(b.ahead-b.made, b.made, 8), 512))
	}
	n := &b.spare[0]
	b.spare = b.spare[1:]
	b.made++
	n.Kind, n.Start, n.End = kind, start, end
	return n
}

// problem adds a diagnostic about a range of the source.
func (b *builder) problem(code diag.Code, start, end int, message, help string) *diag.Diagnostic {
	d := diag.New(code, b.src.Name, b.src.Span(start, end), b.pointer(), message)
	d.Help = help
	b.file.Problems = append(b.file.Problems, d)
	return &b.file.Problems[len(b.file.Problems)-1]
}

// related names a second place that a diagnostic speaks of.
func (b *builder) related(d *diag.Diagnostic, start, end int, message string) {
	d.Related = append(d.Related, diag.Related{File: b.src.Name, Span: b.src.Span(start, end), Message: message})
}

// pointer writes the path as a JSON pointer (RFC 6901).
func (b *builder) pointer() string {
	var out strings.Builder
	for _, s := range b.path {
		out.WriteByte('/')
		if s.index >= 0 {
			out.WriteString(strconv.Itoa(s.index))
		} else {
			out.WriteString(strings.NewReplacer("~", "~0", "/", "~1").Replace(s.key))
		}
	}
	return out.String()
}

func (b *builder) push(s step) { b.path = append(b.path, s) }
func (b *builder) pop()        { b.path = b.path[:len(b.path)-1] }

// count adds nodes to those of the file and reports the step beyond MaxNodes.
// The sum can't overflow, since neither part is ever beyond MaxNodes.
func (b *builder) count(nodes, start, end int) (ok bool) {
	b.nodes += nodes
	if b.nodes <= MaxNodes {
		return true
	}
	message := fmt.Sprintf("the file has more than %d keys and values", MaxNodes)
	if nodes > 1 {
		message = fmt.Sprintf("with this alias the file has more than %d keys and values, every alias expanded", MaxNodes)
	}
	b.problem(diag.Limit, start, end, message, "split it into several files, or use fewer aliases")
	return false
}

// tooDeep reports a mapping or sequence beyond MaxDepth.
func (b *builder) tooDeep(start, end int) {
	message, help := tooDeepText()
	b.problem(diag.Limit, start, end, message, help)
}

func tooDeepText() (message, help string) {
	return fmt.Sprintf("mappings and lists are nested deeper than %d levels here", MaxDepth), "write the file with fewer levels"
}

// duplicateKey reports the second of two equal keys of a mapping.
func (b *builder) duplicateKey(first, second *Node) {
	d := b.problem(diag.DuplicateKey, second.Start, second.End,
		fmt.Sprintf("the key %s appears twice in this mapping, so one of the values would be lost", quoted(second.Text)),
		"remove one of the two, or rename it")
	b.related(d, first.Start, first.End, "the first one is here")
}

// keySet finds the entry of a key among those of a mapping. Small mappings,
// nearly all, are searched without building an index.
type keySet struct{ index map[string]int }

const smallMapping = 16

func (k *keySet) find(entries []Entry, key string) int {
	if len(entries) <= smallMapping {
		for i := range entries {
			if entries[i].Key.Text == key {
				return i
			}
		}
		return -1
	}
	if k.index == nil {
		k.index = make(map[string]int, 2*len(entries))
	}
	for i := len(k.index); i < len(entries); i++ {
		k.index[entries[i].Key.Text] = i
	}
	if i, ok := k.index[key]; ok {
		return i
	}
	return -1
}

// quoted writes a piece of the document for a message, shortened.
func quoted(text string) string {
	const most = 40
	if r := []rune(text[:min(len(text), 4*most+4)]); len(r) > most {
		text = string(r[:most]) + "…"
	}
	return strconv.Quote(text)
}
