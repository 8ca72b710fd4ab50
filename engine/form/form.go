// Package form shows a deployment file as a form, and makes the changes that
// somebody makes in it. It says of each field what it holds, which values are
// next, what one step more costs and what else the catalog offers; and it turns a
// choice into edits of the text, with all that follows from the choice, so that
// one choice never makes a file that is wrong. Prices, bundles, steps and limits
// come from the catalog. It draws nothing.
package form

import (
	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/shape"
)

// Form is a file as a form.
type Form struct {
	Editable    bool                `json:"editable"`    // the form can be edited
	Reason      string              `json:"reason"`      // why only the text can be edited; empty if the form can be
	Line        *int                `json:"line"`        // 1-based, where the text can't be read; null if it can
	Document    []Field             `json:"document"`    // the fields of the document
	Deployments []Card              `json:"deployments"` // the deployments
	CanAdd      bool                `json:"can_add"`     // a deployment can be added
	OptionSets  map[string][]Option `json:"option_sets"` // options that several fields have, by what their options_ref says
}

// Card is one deployment.
type Card struct {
	Deployment int      `json:"deployment"` // index over all deployments of the file
	Document   int      `json:"document"`   // index over the documents of the file that have deployments
	Path       string   `json:"path"`       // JSON pointer within its document
	Line       int      `json:"line"`       // 1-based, first of its text
	EndLine    int      `json:"end_line"`   // 1-based, last of its text
	Editable   bool     `json:"editable"`   // the card can be edited
	Reason     string   `json:"reason"`     // why only the text can be edited
	Title      string   `json:"title"`      // the name, else the model
	Plan       string   `json:"plan"`       // the plan as the API names it
	Model      string   `json:"model"`      // as written
	Region     string   `json:"region"`     // code; empty if it is not known
	Fields     []Field  `json:"fields"`     // its fields; none if the card was not asked for
	Notes      []string `json:"notes"`      // what should be seen beside the fields; none if the card was not asked for
}

// The kinds of fields.
const (
	Choice = "choice" // one of the options
	Model  = "model"  // one of the options, of which there are many, or the name of a model of one's own
	Number = "number"
	Words  = "text"
)

// Field is one thing that can be said of a deployment or a document.
type Field struct {
	ID         string   `json:"id"`                                                             // its name, which a change has
	Label      string   `json:"label"`                                                          // what it is called
	Path       string   `json:"path"`                                                           // JSON pointer within its document
	Kind       string   `json:"kind" jsonschema:"enum=choice,enum=model,enum=number,enum=text"` // what its values are
	Value      *string  `json:"value"`                                                          // as written; null if it is left out
	Effective  string   `json:"effective"`                                                      // what holds: the value, or else the default; of a region its code
	Unit       string   `json:"unit"`                                                           // of a number; may be empty
	Step       *string  `json:"step"`                                                           // between valid values of a number; null if any is
	Min        *string  `json:"min"`                                                            // smallest value; null for no limit
	Max        *string  `json:"max"`                                                            // largest value; null for no limit
	StepUp     *string  `json:"step_up"`                                                        // the next value above what holds
	StepDown   *string  `json:"step_down"`                                                      // the next value below
	StepText   string   `json:"step_text"`                                                      // what StepUp costs more; empty where there is no amount
	Help       string   `json:"help"`                                                           // what it is
	Required   bool     `json:"required"`                                                       // it may not be left out
	Options    []Option `json:"options"`                                                        // the values to choose from
	OptionsRef string   `json:"options_ref"`                                                    // key of Form.OptionSets, whose options these are; then Options is empty
	Presets    []Preset `json:"presets"`                                                        // common choices
}

// Option is one value that can be chosen.
type Option struct {
	Value    string `json:"value"`    // the value
	Label    string `json:"label"`    // what it is called
	Group    string `json:"group"`    // what it belongs with; empty for nothing
	Detail   string `json:"detail"`   // what it costs, or what it is called by the API
	Disabled bool   `json:"disabled"` // it cannot be chosen
	// Reason is why it is disabled, or what somebody who chooses it should know: what else will change
	// with it, that there is no price.
	Reason string `json:"reason"`
}

// Preset is a common choice for a field.
type Preset struct {
	ID     string `json:"id"`     // its name
	Label  string `json:"label"`  // what it is called
	Change Change `json:"change"` // what it does
	Active bool   `json:"active"` // it is what the text says
}

// Cards are which deployments get their fields: Count of them from the one at
// From on, all if Count is 0. The other cards have no fields and no notes.
type Cards struct{ From, Count int }

func (c Cards) has(n int) bool { return c.Count <= 0 || n >= c.From && n < c.From+c.Count }

// Input is a file that has been read and checked.
type Input struct {
	Catalog  *catalog.Catalog
	Source   *document.Source
	File     *document.File
	Items    []lint.Item // its deployments, in their order
	Settings deployment.Settings
}

// Of returns the form of a file.
func Of(in Input, cards Cards) Form {
	b := &builder{Input: in, cards: cards, form: Form{
		Editable: true, Document: []Field{}, Deployments: make([]Card, 0, len(in.Items)), OptionSets: map[string][]Option{},
	}}
	if at := edit.Unreadable(in.File.Problems); at != nil {
		b.form.Editable, b.form.Line = false, &at.Start.Line
		b.form.Reason = unreadable(at.Start.Line)
	}
	documents := b.documents()
	for i, doc := range documents {
		switch {
		case len(b.form.Document) > 0:
		case doc.Shape == deployment.File:
			b.form.Document = b.documentFields(doc)
		case !editable(documents): // an answer does not say in which region it runs
			b.form.Document = b.documentFields(doc)[:1]
		}
		for j := range doc.Deployments {
			b.form.Deployments = append(b.form.Deployments, b.card(i, doc, &doc.Deployments[j]))
		}
	}
	b.form.CanAdd = b.form.Editable && canAdd(in.File, documents)
	if b.form.Editable && len(documents) > 0 && !editable(documents) {
		b.form.Editable, b.form.Reason = false, answerReason
	}
	return b.form
}

func unreadable(line int) string {
	return "The text can't be read from line " + itoa(line) + " on: fix it there first."
}

// answerReason is why an answer of the API is no form.
const answerReason = "An answer of the API says what runs. To change it, change the deployments themselves, or write a deployment file of what is to be."

func editable(documents []*deployment.Document) bool {
	for _, doc := range documents {
		if doc.Shape != deployment.Answer {
			return true
		}
	}
	return false
}

// documents are those of the file that have one of our shapes.
func (b *builder) documents() []*deployment.Document {
	var list []*deployment.Document
	for _, node := range b.File.Docs {
		if kind, ok := shape.Of(node); ok {
			doc := deployment.Read(b.Source, node, kind, nil)
			list = append(list, &doc)
		}
	}
	return list
}

// canAdd reports whether there is a place for one more deployment: a list, or a
// file in which one can be begun.
func canAdd(file *document.File, documents []*deployment.Document) bool {
	for _, doc := range documents {
		if doc.Shape == deployment.File {
			list := doc.Node.Get("deployments")
			return list == nil || list.Kind == document.Sequence || list.Kind == document.Null
		}
	}
	return len(documents) == 0 && (len(file.Docs) == 0 || len(file.Docs) == 1 && file.Docs[0].Kind == document.Mapping)
}

// builder makes one form.
type builder struct {
	Input
	cards Cards
	form  Form
}
