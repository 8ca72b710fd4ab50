package form

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/report"
)

// documentFields are what holds for all deployments of a document, the region
// first.
func (b *builder) documentFields(doc *deployment.Document) []Field {
	region := Field{
		ID: "region", Label: "Region", Path: "/region", Kind: Choice, Value: written(doc.Region.Node), Effective: doc.Region.Value,
		Help: "Of the deployments that name none.",
	}
	if !doc.Region.Set {
		region.Effective = b.Settings.Region
	}
	current, known := b.Catalog.Region(region.Effective)
	if known {
		region.Effective = current.Code
	}
	for _, r := range b.Catalog.Regions {
		option := Option{Value: r.Code, Label: r.Name, Detail: r.Code}
		if r != current && doc.Shape != deployment.Answer {
			option.Reason = b.stay(doc, r)
		}
		region.Options = append(region.Options, option)
	}
	period := b.Settings.PeriodOf(doc)
	length := Field{
		ID: "period", Label: "Period", Path: "/period", Kind: Words, Value: written(doc.Period.Node), Effective: period.Label,
		Help: "What a total covers: 30d, 720h, 1mo, 1y, or a month such as 2026-12. " + report.PeriodText(period) + ".",
	}
	for _, p := range periods {
		length.Presets = append(length.Presets, Preset{
			ID: p.text, Label: p.label, Active: period.Label == p.text,
			Change: Change{Kind: Set, Deployment: -1, Field: "period", Value: p.text},
		})
	}
	budget := Field{
		ID: "budget", Label: "Budget", Path: "/budget", Kind: Number, Value: written(doc.Budget.Node), Effective: textOf(doc.Budget.Node),
		Min: decimalText(decimal.Zero), Unit: b.currency(doc), Help: "A total above it is an error.",
	}
	return []Field{complete(region), complete(length), complete(budget)}
}

// periods are the lengths that a form offers; any other can be typed.
var periods = [...]struct{ text, label string }{
	{"7d", "A week"}, {deployment.DefaultPeriod, "30 days"}, {"1y", "12 months"},
}

// currency is that of the prices, if they have but one.
func (b *builder) currency(*deployment.Document) string {
	currency := ""
	for _, r := range b.Catalog.Regions {
		if currency != "" && r.Currency != currency {
			return ""
		}
		currency = r.Currency
	}
	return currency
}

// stay says which deployments would stay where they are if the others moved to
// another region.
func (b *builder) stay(doc *deployment.Document, to *catalog.Region) string {
	var names []string
	for i := range doc.Deployments {
		d := &doc.Deployments[i]
		if d.Region.Node != nil {
			continue
		}
		t := deployment.Resolve(b.Catalog, doc, d, b.Settings)
		if stays(b.Catalog, &t, to) {
			names = append(names, modelName(b.Catalog, t.Region, t.Model))
		}
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0] + " is not offered there, so its deployment stays where it is"
	}
	return fmt.Sprintf("%d deployments stay where they are: their models are not offered there", len(names))
}

// stays reports whether a deployment keeps its region when others leave it: it
// has one, and the other one does not offer its model.
func stays(cat *catalog.Catalog, t *deployment.Terms, to *catalog.Region) bool {
	return t.Region != nil && t.Region != to && !has(to, t.Plan, t.Model) &&
		len(to.Plans(t.Model)) == 0 && len(regionsOf(cat, t.Model)) > 0
}
