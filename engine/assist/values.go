package assist

import (
	"fmt"
	"slices"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/assist/fields"
	"github.com/costplan/costplan/engine/assist/outline"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/shopspring/decimal"
)

// valued proposes the values of one field; typed is what is there of the value.
type valued func(c *completer, add func(Item))

// byField is what proposes the values of the fields that the catalog knows. All
// others have those that the schema gives.
var byField = map[string]valued{
	"model_name":          (*completer).models,
	"base_model":          (*completer).baseModels,
	"plan":                (*completer).plans,
	"deploy_spec":         (*completer).specs,
	"capacity":            (*completer).capacities,
	"payment":             (*completer).payments,
	"region":              (*completer).regions,
	"billing_method":      (*completer).billingMethods,
	"period":              (*completer).periods,
	"input_tpm":           throughput(true, func(t *deployment.Terms, n decimal.Decimal) { t.InputTPM = n }),
	"output_tpm":          throughput(false, func(t *deployment.Terms, n decimal.Decimal) { t.OutputTPM = n }),
	"thinking_output_tpm": throughput(false, func(t *deployment.Terms, n decimal.Decimal) { t.ThinkingTPM = n }),
	"hours":               (*completer).hours,
	"days":                (*completer).days,
	"months":              (*completer).months,
}

// values proposes the values of a field.
func (c *completer) values(in *outline.Node, entry *outline.Entry) {
	if !c.place.Known() {
		return
	}
	field := entry.Key.Text
	add := func(item Item) {
		item.Insert, item.Caret = c.valueText(item.Insert, entry)
		c.add(item)
	}
	if propose, ok := byField[field]; ok {
		propose(c, add)
		return
	}
	switch c.place.Type() {
	case "object":
		if template := c.template(in, c.place); template != "" {
			add(Item{Label: template, Kind: ValueItem, Insert: template})
		}
	case "array":
	default:
		c.fromSchema(add)
	}
}

// fromSchema proposes what the schema allows, or else gives as examples. Names
// are nobody's to propose.
func (c *completer) fromSchema(add func(Item)) {
	if field := c.fieldName(); field == "name" || field == "suffix" {
		return
	}
	for _, value := range c.place.Values() {
		add(Item{Label: value, Kind: ValueItem, Insert: value})
	}
}

// fieldName is the field whose value the word is.
func (c *completer) fieldName() string {
	if e := c.trail.Steps[len(c.trail.Steps)-1].Entry(); e != nil {
		return e.Key.Text
	}
	return ""
}

// template writes a mapping in brackets with its usual fields: those that are
// required, else those with a default, else the first two.
func (c *completer) template(in *outline.Node, place fields.Place) string {
	list := slices.DeleteFunc(place.Fields(), func(f fields.Field) bool {
		return len(f.Place.Values()) == 0 || f.Place.Type() == "object" || !c.offered(f.Name)
	})
	usual := slices.DeleteFunc(slices.Clone(list), func(f fields.Field) bool { return !f.Required })
	if len(usual) == 0 {
		usual = slices.DeleteFunc(slices.Clone(list), func(f fields.Field) bool { return !f.Place.HasDefault() })
	}
	if len(usual) == 0 {
		usual = list[:min(2, len(list))]
	}
	if len(usual) == 0 {
		return ""
	}
	quotes := c.quotesKeys(in)
	parts := make([]string, len(usual))
	for i, f := range usual {
		value := f.Place.Values()[0]
		parts[i] = f.Name + ": " + value
		if quotes {
			if f.Place.Type() == "string" {
				value = `"` + value + `"`
			}
			parts[i] = `"` + f.Name + `": ` + value
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// valueText is how a value is inserted: after a space if it follows its colon,
// and in quotes where texts have them or one is open.
func (c *completer) valueText(text string, entry *outline.Entry) (string, *int) {
	switch {
	case c.word.Quote != 0 && !c.word.Closed:
		text += string(c.word.Quote)
	case c.word.Quote == 0 && c.quotesKeys(nil) && c.place.Type() == "string":
		text = `"` + text + `"`
	}
	if c.word.Quote == 0 && entry != nil && c.word.Start == entry.Colon+1 {
		text = " " + text
	}
	return text, nil
}

// billingMethods proposes what the API takes.
func (c *completer) billingMethods(add func(Item)) {
	_, terms, _ := c.deployed()
	values := c.place.Values()
	if terms.Region != nil {
		values = terms.Region.Billing.MU.BillingMethods
	}
	for _, value := range values {
		add(Item{Label: value, Kind: ValueItem, Insert: value, Detail: "the method that the API takes"})
	}
}

// periods proposes the forms of a period.
func (c *completer) periods(add func(Item)) {
	for _, period := range [...]struct{ text, detail string }{
		{"30d", "days; the default"}, {"720h", "hours"}, {"1mo", "months of 30 days"}, {"12mo", "a year of 30-day months"}, {"2026-12", "a calendar month"},
	} {
		add(Item{Label: period.text, Kind: ValueItem, Insert: period.text, Detail: period.detail})
	}
}

// regions proposes codes, then aliases.
func (c *completer) regions(add func(Item)) {
	for _, region := range c.Catalog.Regions {
		if c.Project.AllowsRegion(region.Code) {
			add(Item{Label: region.Code, Kind: RegionItem, Insert: region.Code, Detail: c.regionDetail(region), Documentation: "New deployments are sent to `" + region.Endpoint + "`."})
		}
	}
	for _, region := range c.Catalog.Regions {
		for _, alias := range region.Aliases {
			if c.Project.AllowsRegion(region.Code) {
				add(Item{Label: alias, Kind: RegionItem, Insert: alias, Detail: "short for " + region.Code})
			}
		}
	}
}

// regionDetail names a region, and says what the deployment costs there.
func (c *completer) regionDetail(region *catalog.Region) string {
	doc, terms, ok := c.deployed()
	if !ok || terms.Model == "" {
		return region.Name
	}
	terms.Region = region
	return fmt.Sprintf("%s, %s", region.Name, c.cost(&doc, terms))
}
