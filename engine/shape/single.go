package shape

import (
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/schema"
)

// Single is a kind of file that holds one mapping: not the deployments
// themselves, but what they are checked and priced with.
type Single struct {
	name     string // with an article, as a message begins
	example  string // what a mapping could begin with
	required bool   // whether an empty file is wrong
	checker  *Checker
}

// NewSettings is the settings of a project.
func NewSettings() *Single {
	return &Single{name: "the settings file", example: "severity: {CP308: error}", checker: &Checker{schema: schema.Project, places: whole}}
}

// NewOverlay is an overlay of prices.
func NewOverlay() *Single {
	return &Single{name: "the overlay", example: "source: my contract", required: true, checker: &Checker{schema: schema.Overlay, places: whole}}
}

// NewCatalog is the price list of a region.
func NewCatalog() *Single {
	return &Single{name: "the price list", example: "version: 1", required: true, checker: &Checker{schema: schema.Catalog, places: whole}}
}

// whole is the only place of a schema of one shape.
var whole = map[deployment.Shape]string{"": ""}

// Read reads and checks a file. It returns the mapping, which is nil if there is
// none to go on with, what is broken in it, and the diagnostics.
func (s *Single) Read(src *document.Source) (*document.Node, deployment.Broken, []diag.Diagnostic) {
	docs, found := document.Parse(src)
	report := func(code diag.Code, span diag.Span, message, help string) {
		d := diag.New(code, src.Name, span, "", message)
		d.Help = help
		found = append(found, d)
	}
	switch {
	case len(docs) == 0 && len(found) == 0 && s.required:
		report(diag.MissingField, src.Span(0, 0), s.name+" is empty", "begin with "+s.example)
	case len(docs) > 1:
		report(diag.WrongType, docs[1].Span(src), s.name+" is one document, and this is a second one", "put it into a file of its own, or join them")
	case len(docs) == 1 && docs[0].Kind != document.Mapping:
		report(diag.WrongType, docs[0].Span(src), s.name+" is a mapping, and this is "+kindName(docs[0]), "begin with "+s.example)
	case len(docs) == 1:
		wrong, broken := s.checker.Check(src, docs[0], "", nil)
		return docs[0], broken, append(found, wrong...)
	}
	return nil, nil, found
}
