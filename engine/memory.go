package engine

import (
	"bytes"
	"slices"
	"strings"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/project"
	"github.com/costplan/costplan/engine/quote"
)

// Memory is what the last check of a file leaves for the next one, so that after a
// keystroke only the deployments that changed are checked and priced. A check with
// it gives what one without it gives. The zero value is empty. One goroutine may
// use it at a time.
type Memory struct {
	last, next memory
}

// memory is what is known of deployments of deployment files.
type memory struct {
	right map[wording]bool               // those whose shape is right
	found map[basis]map[wording]*finding // what was found in them, and what they cost
}

func newMemory() memory {
	return memory{map[wording]bool{}, map[basis]map[wording]*finding{}}
}

// wording is the text of a deployment and the column that it begins in. Without
// aliases it says all that the deployment does.
type wording struct {
	text   string
	column int
}

// basis is all that the findings of a deployment, and its fee, depend on beside its
// own text.
type basis struct {
	engine         *Engine
	project        *project.Project
	settings       deployment.Settings
	file           string
	region, period string // of the document
	regional       bool   // the document has a region, right or wrong
}

// finding is what is known of one deployment.
type finding struct {
	at      diag.Position // of the deployment, when it was found
	path    string
	own     []diag.Diagnostic // by its fields alone
	ownKept bool
	advice  []diag.Diagnostic // by its fee
	advised bool
	fees    quote.Fees
}

// CheckAgain is CheckRead of a file that is checked again and again.
func (e *Engine) CheckAgain(read Reading, settings Settings, memory *Memory) *Checked {
	memory.next = newMemory()
	checked := e.check(read, settings, memory)
	memory.last = memory.next
	return checked
}

// wordingOf returns what stands for a deployment; ok is false where its text alone
// does not tell.
func wordingOf(src *document.Source, node *document.Node) (w wording, at diag.Position, ok bool) {
	text := src.Data[node.Start:node.End]
	if bytes.ContainsAny(text, "*&") || bytes.Contains(text, []byte("<<")) {
		return wording{}, at, false
	}
	at = src.Position(node.Start)
	return wording{string(text), at.Column}, at, true
}

// right reports whether the shape of a deployment is known to be right.
func (m *Memory) right(src *document.Source) func(*document.Node) bool {
	if m == nil {
		return nil
	}
	return func(node *document.Node) bool {
		w, _, ok := wordingOf(src, node)
		return ok && m.last.right[w]
	}
}

// of returns what is known of each deployment of a document, to be filled in where
// nothing is; nil for one that cannot be remembered.
func (m *Memory) of(on basis, doc *deployment.Document) []*finding {
	list := make([]*finding, len(doc.Deployments))
	if m == nil || doc.Shape != deployment.File {
		return list
	}
	if m.next.found[on] == nil {
		m.next.found[on] = map[wording]*finding{}
	}
	last, next := m.last.found[on], m.next.found[on]
	for i := range doc.Deployments {
		d := &doc.Deployments[i]
		w, at, ok := wordingOf(doc.Source, d.Node)
		if !ok || doc.Broken[d.Path] || doc.BrokenBelow(d.Path) {
			continue
		}
		m.next.right[w] = true
		known := next[w]
		if known == nil {
			known = last[w]
		}
		if known == nil {
			known = &finding{at: at, path: d.Path}
		}
		next[w], list[i] = known, known
	}
	return list
}

// remember keeps diagnostics of a deployment if they speak of it alone, and reports
// whether it did. A fix can depend on how the text around it is written.
func remember(into *[]diag.Diagnostic, found []diag.Diagnostic, node *document.Node) bool {
	for i := range found {
		d := &found[i]
		if len(d.Fixes)+len(d.Related) > 0 || d.Start.Offset < node.Start || d.End.Offset > node.End {
			return false
		}
	}
	*into = slices.Clone(found) // what is silenced is taken out of the list itself
	return true
}

// moved returns diagnostics of a deployment for the place where it is now.
func (f *finding) moved(found []diag.Diagnostic, doc *deployment.Document, d *deployment.Deployment) []diag.Diagnostic {
	if len(found) == 0 {
		return nil
	}
	to := doc.Source.Position(d.Node.Start)
	lines, bytes := to.Line-f.at.Line, to.Offset-f.at.Offset
	list := make([]diag.Diagnostic, len(found))
	for i, one := range found {
		one.Path = d.Path + strings.TrimPrefix(one.Path, f.path)
		for _, p := range [...]*diag.Position{&one.Start, &one.End} {
			p.Line, p.Offset = p.Line+lines, p.Offset+bytes
		}
		one.Related, one.Fixes = []diag.Related{}, []diag.Fix{}
		list[i] = one
	}
	return list
}
