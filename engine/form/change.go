package form

import (
	"fmt"
	"strconv"

	"github.com/costplan/costplan/catalog"
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
	Kind string `json:"kind"`
	// Deployment is an index over all deployments of the file. -1 is the first
	// document that is a deployment file, -2 the second, and so on.
	Deployment int    `json:"deployment"`
	Field      string `json:"field"` // ID of the field
	Value      string `json:"value"` // as it was typed or chosen
}

// Result is a text after a change.
type Result struct {
	Text       string      `json:"text"`
	Edits      []diag.Edit `json:"edits"`      // of the text before, in their order
	Deployment *int        `json:"deployment"` // that is to be shown next; null if there is none
}

// Apply makes a change. The error is an *edit.Refusal, which says why the place
// can only be changed in the text, or what is wrong with the value.
func Apply(in Input, change Change) (Result, error) {
	text, err := edit.Of(in.Source, in.File, style)
	if err != nil {
		return Result{}, err
	}
	c := &changer{Input: in, text: text}
	c.locate()
	next, err := c.change(change)
	if err != nil {
		return Result{}, err
	}
	return Result{Text: string(text.Data()), Edits: text.Edits(), Deployment: next}, nil
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

// file is a document that is a deployment file, counted from -1 downwards.
func (c *changer) file(n int) (doc, error) {
	for _, d := range c.documents {
		if d.Shape != deployment.File {
			continue
		}
		if n++; n == 0 {
			return d, nil
		}
	}
	return doc{}, refuse("there is no such deployment file in the text", "write a list under deployments:")
}

// field is how a field of a form is written.
type field struct {
	id     string
	keys   []string // from the deployment, or the document
	number bool
	whole  bool // of a number: it has no fraction
	about  string
}

// fields of a deployment.
var fields = [...]field{
	{id: "name", keys: []string{"name"}},
	{id: "region", keys: []string{"region"}},
	{id: "model_name", keys: []string{"model_name"}},
	{id: "plan", keys: []string{"plan"}},
	{id: "deploy_spec", keys: []string{"deploy_spec"}},
	{id: "capacity", keys: []string{"capacity"}, number: true, whole: true, about: "8"},
	{id: "input_tpm", keys: []string{"ptu_capacity", "input_tpm"}, number: true, whole: true, about: "50000"},
	{id: "output_tpm", keys: []string{"ptu_capacity", "output_tpm"}, number: true, whole: true, about: "5000"},
	{id: "thinking_output_tpm", keys: []string{"ptu_capacity", "thinking_output_tpm"}, number: true, whole: true, about: "1000"},
	{id: "suffix", keys: []string{"suffix"}},
	{id: "payment", keys: []string{"estimate", "payment"}},
	{id: "hours", keys: []string{"estimate", "hours"}, number: true, about: "220"},
	{id: "days", keys: []string{"estimate", "days"}, number: true, whole: true, about: "30"},
	{id: "months", keys: []string{"estimate", "months"}, number: true, whole: true, about: "3"},
	{id: "cancel_after_days", keys: []string{"estimate", "cancel_after_days"}, number: true, about: "12"},
	{id: "base_model", keys: []string{"estimate", "base_model"}},
	{id: "tokens.input", keys: []string{"estimate", "tokens", "input"}, number: true, whole: true, about: "120000000"},
	{id: "tokens.output", keys: []string{"estimate", "tokens", "output"}, number: true, whole: true, about: "30000000"},
	{id: "tokens.thinking_output", keys: []string{"estimate", "tokens", "thinking_output"}, number: true, whole: true, about: "5000000"},
}

// documentFields are those of a document.
var documentFields = [...]field{
	{id: "region", keys: []string{"region"}},
	{id: "period", keys: []string{"period"}},
	{id: "budget", keys: []string{"budget"}, number: true, about: "5000"},
}

func fieldOf(list []field, id string) (field, error) {
	var ids []string
	for _, f := range list {
		if f.id == id {
			return f, nil
		}
		ids = append(ids, f.id)
	}
	help := "the fields are " + suggest.OneOf(ids)
	if near, ok := suggest.Nearest(id, ids); ok {
		help = "did you mean " + near + "?"
	}
	return field{}, refuse(fmt.Sprintf("there is no field %q in the form", id), help)
}

// value reads what was typed for a field.
func (f *field) value(text string) (edit.Value, error) {
	if !f.number {
		return edit.String(text), nil
	}
	digits, ok := readNumber(text)
	if !ok {
		kind := "a number"
		if f.whole {
			kind = "a whole number"
		}
		return edit.Value{}, refuse(fmt.Sprintf("%s takes %s, but is %s", f.keys[len(f.keys)-1], kind, quoted(text)), "write it like "+f.about)
	}
	return edit.Number(digits), nil
}

// set sets a field of a deployment, and what follows from it.
func (c *changer) set(p *place, id, text string) error {
	f, err := fieldOf(fields[:], id)
	if err != nil {
		return err
	}
	if text == "" {
		return c.remove(p, id)
	}
	value, err := f.value(text)
	if err != nil {
		return err
	}
	switch id {
	case "region", "model_name", "plan", "deploy_spec", "payment", "base_model":
		return c.choose(p, id, text)
	case "input_tpm", "output_tpm":
		if p.d.PTUCapacity.Node == nil {
			return c.text.Do(c.throughput(p, id, value))
		}
	case "hours":
		return c.text.Do(edit.Put(p.index, p.path(f.keys...), value), edit.Remove(p.index, p.path("estimate", "schedule")))
	}
	return c.text.Put(p.index, p.path(f.keys...), value)
}

// throughput puts in the throughput with one value given and the default for the
// other, since clients report that the API wants both.
func (c *changer) throughput(p *place, id string, value edit.Value) edit.Op {
	fields := []edit.Field{{Key: id, Value: value}}
	if t := c.terms(p); t.Region != nil {
		fields = defaultThroughput(t.Region)
		for i := range fields {
			if fields[i].Key == id {
				fields[i].Value = value
			}
		}
	}
	return edit.Put(p.index, p.path("ptu_capacity"), edit.Mapping(fields...))
}

func defaultThroughput(region *catalog.Region) []edit.Field {
	rules := region.Billing.PTU
	return []edit.Field{
		{Key: "input_tpm", Value: edit.Number(strconv.FormatInt(rules.DefaultInputTPM, 10))},
		{Key: "output_tpm", Value: edit.Number(strconv.FormatInt(rules.DefaultOutputTPM, 10))},
	}
}

// remove takes a field out, so that its default holds.
func (c *changer) remove(p *place, id string) error {
	f, err := fieldOf(fields[:], id)
	if err != nil {
		return err
	}
	op := edit.Remove(p.index, p.path(f.keys...))
	switch id {
	case "hours":
		return c.text.Do(op, edit.Remove(p.index, p.path("estimate", "schedule")))
	case "region":
		return c.backToDefault(p)
	case "payment":
		return c.choose(p, "payment", "")
	}
	return c.text.Do(op)
}

func (c *changer) setDocument(d doc, id, text string) error {
	f, err := fieldOf(documentFields[:], id)
	if err != nil {
		return err
	}
	if text == "" {
		return c.removeFromDocument(d, id)
	}
	value, err := f.value(text)
	if err != nil {
		return err
	}
	if id == "region" {
		return c.move(d, text)
	}
	return c.text.Put(d.index, "/"+id, value)
}

func (c *changer) removeFromDocument(d doc, id string) error {
	if _, err := fieldOf(documentFields[:], id); err != nil {
		return err
	}
	return c.text.Remove(d.index, "/"+id)
}

// terms are what a deployment comes to as it is written.
func (c *changer) terms(p *place) deployment.Terms {
	return deployment.Resolve(c.Catalog, p.Document, p.d, c.Settings)
}

// style is how deployment files are written: the order of the API's page, with
// what is ours around it.
var style = edit.Style{
	Order: func(path string) []string {
		switch lastKey(path) {
		case "":
			return []string{
				"version", "name", "region", "period", "budget", "budgets", "model_name", "plan", "deploy_spec", "capacity", "billing_method",
				"enable_thinking", "max_context_length", "rpm_limit", "tpm_limit", "ptu_capacity", "suffix", "estimate", "deployments",
			}
		case "estimate":
			return []string{"payment", "hours", "schedule", "days", "ordered_at", "months", "cancel_after_days", "base_model", "tokens"}
		case "ptu_capacity":
			return []string{"input_tpm", "output_tpm", "thinking_output_tpm"}
		case "tokens":
			return []string{"input", "output", "thinking_output"}
		}
		return nil
	},
	Flow: func(path string) bool { return lastKey(path) != "estimate" },
}

// lastKey is the last key of a pointer; empty for a document and an item.
func lastKey(path string) string {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' {
			if last := path[i+1:]; last != "-" && (last == "" || last[0] < '0' || last[0] > '9') {
				return last
			}
			return ""
		}
	}
	return ""
}
