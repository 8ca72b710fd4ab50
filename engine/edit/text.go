// Package edit changes a YAML or JSON text in single places: it sets a value,
// puts in a key, takes one out, adds and copies items of a list. Comments and
// every byte that need not change stay as they are. A change is kept only if the
// text, read again, says what it said before and what was asked, and nothing
// else; else it is refused with the reason. The package knows YAML and JSON, and
// nothing of deployments.
package edit

import (
	"fmt"

	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// Style is how texts of one kind are written, where the text itself does not
// show it. Its functions get the JSON pointer of a mapping; both may be nil.
type Style struct {
	Order func(path string) []string // the keys of the mapping, in the order in which they are written
	Flow  func(path string) bool     // the mapping is written within braces, on one line
}

// Text is a text that is being changed.
type Text struct {
	style  Style
	src    *document.Source // as it is now
	file   *document.File
	before *document.Source // as it was opened
	pieces []piece          // what the text now is made of
}

// Open reads a text. One that cannot be read as a whole is refused: nobody knows
// what a change of it would mean.
func Open(name string, data []byte, style Style) (*Text, error) {
	src := document.NewSource(name, data)
	return Of(src, document.Read(src), style)
}

// Of opens a text that has been read.
func Of(src *document.Source, file *document.File, style Style) (*Text, error) {
	if at := Unreadable(file.Problems); at != nil {
		return nil, &Refusal{
			Message: fmt.Sprintf("line %d: %s", at.Start.Line, at.Message),
			Help:    "fix it in the text first: " + at.Help,
		}
	}
	t := &Text{style: style, src: src, file: file, before: src}
	if len(src.Data) > 0 {
		t.pieces = []piece{{start: 0, end: len(src.Data)}}
	}
	return t, nil
}

// Unreadable returns the first problem that keeps a text from being read as a
// whole, or nil. A key that appears twice is not one.
func Unreadable(problems []diag.Diagnostic) *diag.Diagnostic {
	var first *diag.Diagnostic
	for i := range problems {
		switch p := &problems[i]; p.Code {
		case diag.Syntax, diag.Limit, diag.NotUTF8:
			if first == nil || p.Start.Offset < first.Start.Offset {
				first = p
			}
		}
	}
	return first
}

// Docs are the documents of the text as it is now, those that are empty left out.
func (t *Text) Docs() []*document.Node { return t.file.Docs }

// Source is the text as it is now.
func (t *Text) Source() *document.Source { return t.src }

// File is the text as it is now, read.
func (t *Text) File() *document.File { return t.file }

// Data is the text as it is now.
func (t *Text) Data() []byte { return t.src.Data }

// Edits are what makes the text that was opened the one that is now: as few
// bytes as the changes touched, in the order of the text.
func (t *Text) Edits() []diag.Edit {
	edits := []diag.Edit{}
	at, written := 0, ""
	add := func(end int) {
		if string(t.before.Data[at:end]) != written {
			edits = append(edits, diag.Edit{Span: t.before.Span(at, end), Text: written})
		}
		written = ""
	}
	for _, p := range t.pieces {
		if p.text != "" {
			written += p.text
			continue
		}
		if p.start > at || written != "" {
			add(p.start)
		}
		at = p.end
	}
	if at < len(t.before.Data) || written != "" {
		add(len(t.before.Data))
	}
	return edits
}

// piece is a part of the text: a range of the one that was opened, or new text. It
// is never empty.
type piece struct {
	start, end int
	text       string // new text; then there is no range
}

func (p piece) size() int {
	if p.text != "" {
		return len(p.text)
	}
	return p.end - p.start
}

// splice makes changes, sorted and apart, to what a text is made of.
func splice(pieces []piece, changes []change) []piece {
	var out []piece
	index, offset := 0, 0 // of the first piece that is not done with, and into it
	keep := func(n int, copied bool) {
		for n > 0 {
			p := pieces[index]
			take := min(n, p.size()-offset)
			if copied && take > 0 {
				if p.text != "" {
					out = append(out, piece{text: p.text[offset : offset+take]})
				} else {
					out = append(out, piece{start: p.start + offset, end: p.start + offset + take})
				}
			}
			n, offset = n-take, offset+take
			if offset == p.size() {
				index, offset = index+1, 0
			}
		}
	}
	at := 0
	for _, c := range changes {
		keep(c.start-at, true)
		keep(c.end-c.start, false)
		if c.text != "" {
			out = append(out, piece{text: c.text})
		}
		at = c.end
	}
	for index < len(pieces) {
		keep(pieces[index].size()-offset, true)
	}
	return out
}

// Refusal is why a change was not made, and what to do instead.
type Refusal struct {
	Message string
	Help    string
}

func (r *Refusal) Error() string {
	if r.Help == "" {
		return r.Message
	}
	return r.Message + ": " + r.Help
}

// asText is the way out that always exists.
const asText = "change it in the text"

// unlike refuses a change whose place is written in a way that this package
// does not know how to change.
func unlike(path string) *Refusal {
	return &Refusal{
		Message: fmt.Sprintf("%s is written in a way that cannot be changed here without changing what else the file says", name(path)),
		Help:    asText,
	}
}

// elsewhere refuses a change within an alias.
func (t *Text) elsewhere(path string, n *document.Node) *Refusal {
	return t.elsewhereUsed(path, n, "is an alias: it", "write its fields out here")
}

// merged refuses a change of what a merge key brings in.
func (t *Text) merged(path string, n *document.Node) *Refusal {
	return t.elsewhereUsed(path, n, "comes in through the merge key << and", "write it out here")
}

func (t *Text) elsewhereUsed(path string, n *document.Node, how, instead string) *Refusal {
	return &Refusal{
		Message: fmt.Sprintf("%s %s is written on line %d, where others use it too", name(path), how, t.src.Position(n.Start).Line),
		Help:    "change it there in the text, or " + instead,
	}
}

// name is how a message calls a place: by its last key, with the items above it.
func name(path string) string {
	steps := split(path)
	for i := len(steps) - 1; i >= 0; i-- {
		if _, ok := index(steps[i]); !ok {
			if i == len(steps)-1 {
				return steps[i]
			}
			return fmt.Sprintf("item %s of %s", steps[i+1], steps[i])
		}
	}
	return "the document"
}
