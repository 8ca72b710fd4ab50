package assist

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/assist/fields"
	"github.com/costplan/costplan/engine/assist/outline"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// indentStep is how much deeper what belongs to a key stands.
const indentStep = 2

// keys proposes the fields that may stand in a mapping and do not yet. in is the
// mapping, nil if the word is its first key; entry is that of the word.
func (c *completer) keys(place fields.Place, in *outline.Node, entry *outline.Entry) {
	plan := c.plan()
	root := fields.Place{}
	if len(c.kinds) > 1 && len(c.trail.Steps) < 2 { // it may become a file or a request body
		root = c.Schema.Def("file", nil)
	}
	for _, field := range place.Fields() {
		if in != nil && has(in, field.Name, entry) || ignored(plan, field.Name) || !c.offered(field.Name) {
			continue
		}
		order := "1"
		switch {
		case root.Known() && !root.Has(field.Name):
			order = "2"
		case field.Required:
			order = "0"
		}
		item := Item{
			Label: field.Name, Kind: KeyItem, Sort: order,
			Detail: field.Place.Limits(), Documentation: field.Place.Description(),
		}
		if field.Required {
			item.Detail = strings.TrimSuffix("required, "+item.Detail, ", ")
		}
		item.Insert, item.Caret = c.keyText(field, in, entry)
		c.add(item)
	}
}

// has reports whether a mapping has a key of its own, that of the word aside.
func has(in *outline.Node, name string, except *outline.Entry) bool {
	for i := range in.Entries {
		if e := &in.Entries[i]; e != except && e.Colon >= 0 && e.Key.Text == name {
			return true
		}
	}
	return false
}

// plan is the plan of the deployment around, as far as it is written.
func (c *completer) plan() catalog.Plan {
	if c.card == nil {
		return ""
	}
	if plan := c.card.Get("plan"); plan != nil {
		return deployment.PlanNamed(plan.Text)
	}
	return ""
}

// offered reports whether the model has what a field is for, as far as that is
// known.
func (c *completer) offered(field string) bool {
	if strings.HasSuffix(field, "_tpm_quota") { // the later name of a field, beside the later name of the plan
		return c.card != nil && c.card.Get("plan") != nil && c.card.Get("plan").Text != string(c.plan())
	}
	if field != "thinking_output_tpm" && field != "thinking_output" {
		return true
	}
	_, terms, _ := c.deployed()
	if terms.Region == nil {
		return true
	}
	offer := quote.OfferOf(terms)
	if offer == nil || !offer.Priced() {
		return true
	}
	_, ok := offer.Price(terms.Payment, catalog.ThinkingOutput)
	return ok
}

// keyText is what a key inserts: with its colon, and with the start of what
// belongs to it, unless a colon is there already.
func (c *completer) keyText(field fields.Field, in *outline.Node, entry *outline.Entry) (text string, caret *int) {
	if entry != nil && entry.Colon >= 0 {
		return field.Name, nil
	}
	quotes := c.quotesKeys(in)
	text = field.Name
	switch {
	case c.word.Quote != 0:
		text += string(c.word.Quote)
	case quotes:
		text = `"` + text + `"`
	}
	if c.word.Quote == 0 && c.word.Start > 0 && c.marked[c.word.Start-1] == '-' {
		text = " " + text // right after the dash
	}
	kind := field.Place.Type()
	inFlow := in != nil && in.Flow || c.inFlow()
	switch {
	case inFlow && kind == "object":
		return caretBefore(text+": {}", 1)
	case inFlow && kind == "array":
		return caretBefore(text+": []", 1)
	case quotes && kind == "string":
		return caretBefore(text+`: ""`, 1)
	case kind == "object":
		return text + ":\n" + strings.Repeat(" ", c.columnOf(c.word.Start)+indentStep), nil
	case kind == "array":
		return text + ":\n" + strings.Repeat(" ", c.columnOf(c.word.Start)+indentStep) + "- ", nil
	}
	return text + ": ", nil
}

func caretBefore(text string, left int) (string, *int) {
	at := utf8.RuneCountInString(text) - left
	return text, &at
}

// inFlow reports whether the word stands in brackets.
func (c *completer) inFlow() bool {
	return slices.ContainsFunc(c.trail.Steps, func(s outline.Step) bool { return s.In.Flow }) || c.named()
}

// quotesKeys reports whether keys are written in quotes here: as the other keys
// of the mapping are, else as those around it.
func (c *completer) quotesKeys(in *outline.Node) bool {
	if c.named() {
		return true
	}
	around := []*outline.Node{in}
	for _, step := range slices.Backward(c.trail.Steps) {
		around = append(around, step.In)
	}
	for _, n := range around {
		if n == nil || n.Kind != outline.Mapping {
			continue
		}
		if !n.Flow {
			return false
		}
		for i := range n.Entries {
			if key := n.Entries[i].Key; key != c.word {
				return key.Quote == '"'
			}
		}
	}
	return false
}

// ignored reports whether a field changes nothing on a plan.
func ignored(plan catalog.Plan, name string) bool {
	f, ok := deployment.FieldNamed(name)
	return ok && f.Ignored(plan)
}
