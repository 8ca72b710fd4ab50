package form

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/shape"
	"github.com/costplan/costplan/engine/suggest"
)

// The kinds of changes.
const (
	Set         = "set"          // a field of a deployment or a document to a value
	RemoveField = "remove_field" // a field, so that its default holds
	Add         = "add"          // one more deployment to the list that Deployment is in
	Duplicate   = "duplicate"    // a copy of a deployment, behind it
	Delete      = "delete"       // a deployment
)

// Change is one thing that somebody does in a form.
type Change struct {
	// Set a field to a value; remove a field, so that its default holds; add a deployment to the list
	// that `deployment` is in; duplicate or delete a deployment.
	Kind string `json:"kind" jsonschema:"enum=set,enum=remove_field,enum=add,enum=duplicate,enum=delete"`
	// Index over all deployments of the file. -1 is the first document that is a deployment file, -2
	// the second, and so on.
	Deployment int    `json:"deployment"`
	Field      string `json:"field"` // ID of the field
	Value      string `json:"value"` // as it was typed or chosen
}

// Result is the text after a change.
type Result struct {
	Text       string      `json:"text"`       // the text
	Edits      []diag.Edit `json:"edits"`      // of the text before, in their order
	Deployment *int        `json:"deployment"` // that is to be shown next; null if there is none
}

// Apply makes a change, and gives the text with it too. The error is an *edit.Refusal, which says why the place
// can only be changed in the text, or what is wrong with the value.
func Apply(in Input, change Change) (Result, *edit.Text, error) {
	text, err := edit.Of(in.Source, in.File, style)
	if err != nil {
		return Result{}, nil, err
	}
	c := &changer{Input: in, text: text}
	c.locate()
	next, err := c.change(change)
	if err != nil {
		return Result{}, nil, err
	}
	return Result{Text: string(text.Data()), Edits: text.Edits(), Deployment: next}, text, nil
}

// changer makes one change.
type changer struct {
	Input
	text      *edit.Text
	documents []doc   // that have one of our shapes
	places    []place // of the deployments, over all documents
}

// doc is a document and its index over those of the text.
type doc struct {
	index int
	*deployment.Document
}

// place is where a deployment stands.
type place struct {
	doc
	at int // its index in the document
	d  *deployment.Deployment
}

// path is the pointer of a field of the deployment.
func (p *place) path(keys ...string) string {
	path := p.d.Path
	for _, key := range keys {
		path = deployment.Pointer(path, key)
	}
	return path
}

func (c *changer) locate() {
	c.documents, c.places = nil, nil
	for i, node := range c.text.Docs() {
		kind, ok := shape.Of(node)
		if !ok {
			continue
		}
		read := deployment.Read(c.text.Source(), node, kind, nil)
		document := doc{i, &read}
		c.documents = append(c.documents, document)
		for j := range read.Deployments {
			c.places = append(c.places, place{document, j, &read.Deployments[j]})
		}
	}
}

func refuse(message, help string) error { return &edit.Refusal{Message: message, Help: help} }

// change makes a change and returns the deployment to show next.
func (c *changer) change(change Change) (next *int, err error) {
	n := change.Deployment
	if change.Kind == Add {
		return c.add(n)
	}
	if n < 0 {
		document, err := c.file(n)
		if err != nil {
			return nil, err
		}
		switch change.Kind {
		case Set:
			return nil, c.setDocument(document, change.Field, change.Value)
		case RemoveField:
			return nil, c.removeFromDocument(document, change.Field)
		}
		return nil, refuse(fmt.Sprintf("%q is for one deployment", change.Kind), "name it by its index")
	}
	if n >= len(c.places) {
		return nil, refuse("there is no deployment "+strconv.Itoa(n)+" in the file", "")
	}
	p := &c.places[n]
	if p.Shape == deployment.Answer {
		return nil, refuse(answerReason, "")
	}
	switch change.Kind {
	case Set:
		return &n, c.set(p, change.Field, change.Value)
	case RemoveField:
		return &n, c.remove(p, change.Field)
	case Duplicate:
		return c.duplicate(p, n)
	case Delete:
		return c.delete(p, n)
	}
	kinds := []string{Set, RemoveField, Add, Duplicate, Delete}
	return nil, refuse(fmt.Sprintf("%q is no kind of change", change.Kind), "use "+suggest.OneOf(kinds))
}

// file is a document that is a deployment file, counted from -1 downwards; in a
// file of nothing but answers of the API one of those.
func (c *changer) file(n int) (doc, error) {
	answers := !slices.ContainsFunc(c.documents, func(d doc) bool { return d.Shape != deployment.Answer })
	for _, d := range c.documents {
		if d.Shape != deployment.File && !answers {
			continue
		}
		if n++; n == 0 {
			return d, nil
		}
	}
	return doc{}, refuse("there is no such deployment file in the text", "write a list under deployments:")
}

// terms are what a deployment comes to as it is written.
func (c *changer) terms(p *place) deployment.Terms {
	return deployment.Resolve(c.Catalog, p.Document, p.d, c.Settings)
}
