package form

import (
	"cmp"
	"fmt"
	"strconv"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

func itoa(n int) string { return strconv.Itoa(n) }

// card makes the card of the next deployment, which stands in a document of the
// stream.
func (b *builder) card(stream int, doc *deployment.Document, d *deployment.Deployment) Card {
	n := len(b.form.Deployments)
	item := b.item(n, doc, d)
	span := d.Node.Span(b.Source)
	card := Card{
		Deployment: n, Document: stream, Path: d.Path, Line: span.Start.Line, EndLine: span.End.Line,
		Editable: b.form.Editable, Reason: b.form.Reason,
		Title: cmp.Or(d.Name.Value, d.ModelName.Value, fmt.Sprintf("Deployment %d", n+1)),
		Plan:  string(item.Terms.Plan), Model: d.ModelName.Value,
		Fields: []Field{}, Notes: []string{},
	}
	if item.Terms.Region != nil {
		card.Region = item.Terms.Region.Code
	}
	if doc.Shape == deployment.Answer {
		card.Editable, card.Reason = false, answerReason
		return card
	}
	if d.Node.Kind != document.Mapping {
		card.Editable, card.Reason = false, "This deployment is no mapping of fields: fix it in the text."
		return card
	}
	if b.cards.has(n) {
		card.Notes = report.PlanFacts(item.Terms.Plan, item.Terms.Payment)
		if note := keptNote(d); note != "" {
			card.Notes = append(card.Notes, note)
		}
		c := &carder{builder: b, doc: doc, d: d, n: n, item: item, t: item.Terms, list: make([]Field, 0, mostFields)}
		c.offers = c.find()
		if !item.HasError {
			c.fee = quote.Brief(b.Catalog, &c.t)
		}
		c.fields()
		card.Fields = c.list
	}
	return card
}

// mostFields is how many fields a card has at the most, nearly.
const mostFields = 12

// item is what is known of a deployment from checking it. A file that was not
// checked is priced as far as it goes.
func (b *builder) item(n int, doc *deployment.Document, d *deployment.Deployment) *lint.Item {
	if n < len(b.Items) {
		return &b.Items[n]
	}
	item := lint.NewItem(doc, d, deployment.Resolve(b.Catalog, doc, d, b.Settings), b.Settings.PeriodOf(doc))
	item.HasError = true
	return &item
}

// carder makes the fields of one deployment.
type carder struct {
	*builder
	doc    *deployment.Document
	d      *deployment.Deployment
	n      int // its index over the file
	item   *lint.Item
	t      deployment.Terms
	fee    quote.Fee        // not known if the deployment has an error
	offers []*catalog.Offer // of the model on the plan in the region
	list   []Field
}

func (c *carder) find() []*catalog.Offer {
	if c.t.Region == nil {
		return nil
	}
	return c.t.Region.Find(c.t.Plan, c.t.Model)
}

// at is the pointer of a field of the deployment.
func (c *carder) at(keys ...string) string {
	path := c.d.Path
	for _, key := range keys {
		path += "/" + key
	}
	return path
}

// fields makes the fields in the order in which a form shows them.
func (c *carder) fields() {
	c.words("name", "Name", c.d.Name.Node, "Shown in the console.").Required = true
	c.region()
	c.model()
	c.plan()
	switch c.t.Plan {
	case catalog.PTU:
		c.throughput()
	case catalog.MU:
		c.spec()
		c.capacity()
	case catalog.LoRA:
		c.baseModel()
		c.tokens()
	case catalog.CU:
		c.computeUnits()
	}
	if c.t.Plan != catalog.LoRA && c.t.Model != "" && (c.t.Custom && !c.foundation() || !c.known()) {
		c.baseModel()
	}
	if c.t.Plan != "" {
		c.payment()
		c.duration()
	}
	c.words("suffix", "Suffix", c.d.Suffix.Node, c.suffixHelp())
}

// foundation reports whether the name of the model tells what prices it.
func (c *carder) foundation() bool {
	_, ok := c.Catalog.Foundation(c.d.ModelName.Value)
	return ok && !c.d.Estimate.BaseModel.Set
}

func (c *carder) suffixHelp() string {
	if c.t.Region == nil {
		return "Tells deployments of one model apart."
	}
	return fmt.Sprintf("Tells deployments of one model apart, at most %d characters. The first one may leave it out.", c.t.Region.Billing.SuffixMaxLength)
}

// add appends a field and returns it for its caller to complete. The pointer
// holds until the next one is added.
func (c *carder) add(f Field) *Field {
	c.list = append(c.list, complete(f))
	return &c.list[len(c.list)-1]
}

// complete makes no list of a field null.
func complete(f Field) Field {
	if f.Options == nil {
		f.Options = []Option{}
	}
	if f.Presets == nil {
		f.Presets = []Preset{}
	}
	return f
}

// words adds a field of text.
func (c *carder) words(id, label string, n *document.Node, help string) *Field {
	return c.add(Field{ID: id, Label: label, Path: c.at(id), Kind: Words, Value: written(n), Effective: textOf(n), Help: help})
}

// written is what is written as a single value; nil if there is none.
func written(n *document.Node) *string {
	if n == nil || n.Kind == document.Null || n.Kind == document.Mapping || n.Kind == document.Sequence {
		return nil
	}
	return &n.Text
}

func textOf(n *document.Node) string {
	if text := written(n); text != nil {
		return *text
	}
	return ""
}
