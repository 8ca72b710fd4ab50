package edit

import (
	"slices"

	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// The functions of this file are for the fixes of diagnostics, which are only
// offered: they are not tried out on the text.

// Rewrite returns how text is written in the place of a scalar: with the same
// quotes, or without any where it has none. The text is a plain word, with
// nothing in it to escape.
func Rewrite(src *document.Source, n *document.Node, text string) string {
	switch quote := src.At(n.Start); quote {
	case '"', '\'':
		return string(quote) + text + string(quote)
	}
	return text
}

// Insert returns the edits that put a field into a mapping, behind the last of
// its fields that after names and that stand there themselves (not merged in). ok
// is false if there is no place for it.
func Insert(src *document.Source, mapping *document.Node, after []string, f Field) (edits []diag.Edit, ok bool) {
	var anchor *document.Entry
	for _, e := range own(mapping) {
		if slices.Contains(after, e.Key.Text) && (anchor == nil || e.Key.Start > anchor.Key.Start) {
			anchor = e
		}
	}
	if anchor == nil {
		return nil, false
	}
	t := &Text{src: src, file: &document.File{Docs: []*document.Node{mapping}}, style: Style{Flow: func(string) bool { return true }}}
	changes, err := (&draft{Text: t}).insertAfter(0, mapping, anchor, f, "")
	if err != nil {
		return nil, false
	}
	for _, c := range changes {
		edits = append(edits, diag.Edit{Span: src.Span(c.start, c.end), Text: c.text})
	}
	return edits, true
}
