package assist

import (
	"path"
	"slices"
	"strings"

	"github.com/costplan/costplan/engine/assist/fields"
	"github.com/costplan/costplan/engine/assist/outline"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/shape"
)

// spot is a word of the text and what stands around it.
type spot struct {
	*Text
	file  *outline.File
	trail outline.Trail
	steps []outline.Step // from a document's root to the word; of an anchored text, by the way that it is used
	skip  *outline.Node  // the word itself, if it is being typed

	root  *outline.Node
	kinds []deployment.Shape // that the document may have
	place fields.Place       // of the innermost mapping or list, or of the value after a key
	card  *document.Node     // the deployment around; nil if there is none
}

// named reports whether the name of the file says that it is JSON.
func (t *Text) named() bool {
	switch strings.ToLower(path.Ext(t.Source.Name)) {
	case ".json", ".jsonl", ".ndjson":
		return true
	}
	return false
}

// spotOf finds what stands around the end of a trail. skip is the word that is
// being typed, nil if none is.
func (t *Text) spotOf(file *outline.File, trail outline.Trail, skip *outline.Node) *spot {
	s := &spot{Text: t, file: file, trail: trail, steps: trail.Steps, skip: skip, root: file.Docs[trail.Doc]}
	s.follow()
	s.resolve()
	return s
}

// follow replaces the way to a text under a key of the user's own by the way on
// which it is used.
func (s *spot) follow() {
	if len(s.steps) == 0 || s.steps[0].Entry() == nil || !strings.HasPrefix(s.steps[0].Entry().Key.Text, "x-") {
		return
	}
	for i, step := range s.steps {
		value := step.Value()
		if step.Key || value == nil {
			return
		}
		use, ok := s.file.Use(value)
		if !ok {
			continue
		}
		way := use.Steps
		for len(way) > 0 { // a merge key leads to the mapping that it stands in
			last := way[len(way)-1]
			if e := last.Entry(); e != nil && e.Key.Text == "<<" {
				way = way[:len(way)-1]
				break
			} else if e != nil || len(way) < 2 || way[len(way)-2].Entry() == nil || way[len(way)-2].Entry().Key.Text != "<<" {
				break
			}
			way = way[:len(way)-1]
		}
		s.root = s.file.Docs[use.Doc]
		s.steps = append(slices.Clone(way), s.steps[i+1:]...)
		return
	}
}

// resolve walks from the root to the word and keeps what the schema says.
func (s *spot) resolve() {
	top := s.file.Shallow(s.root, s.skip)
	s.kinds = shapesOf(top)
	if s.is(deployment.Answer) {
		return // what the API wrote is not typed by hand
	}
	if s.is(deployment.Request) {
		whole := s.file.Tree(s.root, s.skip)
		s.place = s.Schema.Def("deployment", whole)
		s.card = whole
	}
	if s.is(deployment.File) {
		s.place = s.Schema.Def("file", top).Or(s.place)
	}
	inList := false // of deployments
	for i, step := range s.steps {
		if step.Key {
			return
		}
		if e := step.Entry(); e != nil {
			inList = i == 0 && e.Key.Text == "deployments"
			s.place = s.place.Step(e.Key.Text)
			continue
		}
		item := s.file.Tree(step.In.Items[step.Index].Value, s.skip)
		s.place = s.place.Item(item)
		if inList {
			s.card, inList = item, false
		}
	}
}

func (s *spot) is(kind deployment.Shape) bool { return slices.Contains(s.kinds, kind) }

// shapesOf are the shapes that a document may get: the one that it has, or the
// two that people write.
func shapesOf(top *document.Node) []deployment.Shape {
	if kind, ok := shape.Of(top); ok {
		return []deployment.Shape{kind}
	}
	if top.Entry("version") != nil || top.Entry("period") != nil || top.Entry("budget") != nil || top.Entry("budgets") != nil {
		return []deployment.Shape{deployment.File}
	}
	return []deployment.Shape{deployment.File, deployment.Request}
}

// deployed reads the deployment around the word as far as it is written; doc is
// what holds for it. ok is false where there is none.
func (s *spot) deployed() (doc deployment.Document, terms deployment.Terms, ok bool) {
	card := s.card
	if card == nil {
		card = &document.Node{Kind: document.Mapping}
	}
	if s.is(deployment.Request) && s.card != nil {
		doc = deployment.Read(s.Source, card, deployment.Request, nil)
	} else {
		top := s.file.Shallow(s.root, s.skip)
		around := &document.Node{Kind: document.Mapping}
		for _, e := range top.Entries {
			if e.Key.Text == "region" || e.Key.Text == "period" {
				around.Entries = append(around.Entries, e)
			}
		}
		list := &document.Node{Kind: document.Sequence, Items: []*document.Node{card}}
		around.Entries = append(around.Entries, document.Entry{Key: &document.Node{Kind: document.String, Text: "deployments"}, Value: list})
		doc = deployment.Read(s.Source, around, deployment.File, nil)
	}
	return doc, deployment.Resolve(s.Catalog, &doc, &doc.Deployments[0], s.Settings), s.card != nil
}

// Likely reports whether the text may become a deployment file: it is empty, or
// a document of it has only keys that one may have.
func (t *Text) Likely() bool {
	if len(t.Source.Data) > document.MaxBytes {
		return false
	}
	file := outline.Read(t.Source.Data, t.named(), outline.NoCursor)
	known := t.known()
	return slices.ContainsFunc(file.Docs, func(root *outline.Node) bool {
		return root == nil && len(file.Docs) == 1 || root != nil && root.Kind == outline.Mapping && !slices.ContainsFunc(root.Entries, func(e outline.Entry) bool {
			return e.Colon >= 0 && !known.Has(e.Key.Text) && !strings.HasPrefix(e.Key.Text, "x-")
		})
	})
}

// known are the keys that a file may begin with.
func (t *Text) known() fields.Place {
	return t.Schema.Def("file", nil).Or(t.Schema.Def("deployment", nil))
}
