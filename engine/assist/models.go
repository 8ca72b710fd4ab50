package assist

import (
	"fmt"
	"slices"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
)

// tuned follows the code of a foundation model in the name of a model of one's own.
const tuned = "-ft-"

// models proposes the models that the region offers on the plan; where one of
// them is not known, those of every region or plan. Plan lora takes what was
// fine-tuned from one.
func (c *completer) models(add func(Item)) {
	_, terms, _ := c.deployed()
	for _, model := range c.modelsFor(terms) {
		name, documentation := model.code, c.rows(model.code)
		if terms.Plan == catalog.LoRA {
			name += tuned
			documentation = "A model of your own that was fine-tuned from `" + model.code + "`: write the rest of its ID.\n\n" + documentation
		}
		add(Item{Label: name, Kind: ModelItem, Insert: name, Detail: model.detail, Documentation: documentation})
	}
}

// baseModels proposes what may price a model of one's own.
func (c *completer) baseModels(add func(Item)) {
	_, terms, _ := c.deployed()
	for _, model := range c.modelsFor(terms) {
		add(Item{Label: model.code, Kind: ModelItem, Insert: model.code, Detail: model.detail, Documentation: c.rows(model.code)})
	}
}

// choice is a model with what it is and costs, in a few words.
type choice struct{ code, detail string }

// modelsFor lists the models that fit what is known, in the order of the
// catalog. What the project does not allow is left out.
func (c *completer) modelsFor(terms deployment.Terms) []choice {
	regions := c.Catalog.Regions
	if terms.Region != nil {
		regions = []*catalog.Region{terms.Region}
	}
	var list []choice
	for _, region := range regions {
		for i := range region.Offers {
			offer := &region.Offers[i]
			if terms.Plan != "" && terms.Plan != catalog.CU && offer.Plan != terms.Plan || strings.HasSuffix(offer.Model, "*") {
				continue
			}
			if slices.ContainsFunc(list, func(m choice) bool { return m.code == offer.Model }) || !c.Project.AllowsModel(offer.Model) || !c.Project.AllowsRegion(region.Code) {
				continue
			}
			list = append(list, choice{offer.Model, c.modelDetail(region, offer, terms.Region == nil)})
		}
	}
	return list
}

// modelDetail says what a model is and costs: "Qwen, ptu 1.2 + 0.72 USD, mu ...".
func (c *completer) modelDetail(region *catalog.Region, offer *catalog.Offer, withRegion bool) string {
	parts := []string{}
	if offer.Family != "" {
		parts = append(parts, offer.Family)
	}
	if withRegion {
		parts = append(parts, region.Name)
	}
	for _, same := range region.Find(offer.Plan, offer.Model) {
		parts = append(parts, offerText(same))
	}
	return strings.Join(parts, ", ")
}

// offerText says what an offer costs by the hour or by the token: "MU1 x 8 for 88
// USD an hour", "1.2/0.72 USD an hour per 10,000/1,000 TPM" for input and output.
func offerText(o *catalog.Offer) string {
	var prices, quantities []string
	var last catalog.Price
	for _, price := range o.Prices {
		if price.Payment != catalog.PayAsYouGo {
			continue
		}
		prices, last = append(prices, money.Grouped(price.Amount, 0)), price
		quantities = append(quantities, money.Count(price.Per.Quantity))
	}
	what := ""
	if o.Spec != "" {
		what = fmt.Sprintf("%s x %d ", o.Spec, o.Bundle)
	}
	if len(prices) == 0 {
		return what + "no price"
	}
	text := strings.Join(prices, "/") + " " + last.Currency
	if last.Per.Time != "" {
		text += " an " + last.Per.Time
	}
	if last.Item == catalog.ModelUnit {
		return what + "for " + text
	}
	if len(slices.Compact(slices.Clone(quantities))) == 1 {
		quantities = quantities[:1]
	}
	text += " per " + strings.Join(quantities, "/") + " " + last.Per.Unit
	if last.Per.Time == "" {
		text += "s"
	}
	return text
}

// plans proposes the plans that the model may have here, or all of them while
// the model is not known.
func (c *completer) plans(add func(Item)) {
	_, terms, _ := c.deployed()
	for _, value := range c.place.Values() {
		plan := deployment.PlanNamed(value)
		if string(plan) != value || !c.Project.AllowsPlan(plan) {
			continue
		}
		item := Item{Label: value, Kind: PlanItem, Insert: value, Detail: planText(plan)}
		if regions := c.regionsFor(terms); terms.Model != "" && plan != catalog.CU && len(regions) > 0 {
			offers := regions[0].Find(plan, terms.Model)
			if len(offers) == 0 || plan == catalog.LoRA && !terms.Custom {
				continue
			}
			item.Detail += ", " + offerText(offers[0])
		}
		add(item)
	}
}

// regionsFor are the regions that offer a model on any plan: that of the
// deployment if it is known.
func (c *completer) regionsFor(terms deployment.Terms) []*catalog.Region {
	var list []*catalog.Region
	for _, region := range c.Catalog.Regions {
		if (terms.Region == nil || terms.Region == region) && len(region.Plans(terms.Model)) > 0 {
			list = append(list, region)
		}
	}
	return list
}

// planText says what a plan is, in a few words.
func planText(plan catalog.Plan) string {
	switch plan {
	case catalog.PTU:
		return "provisioned throughput, by TPM and time"
	case catalog.MU:
		return "model units, by unit and time"
	case catalog.LoRA:
		return "a fine-tuned model, by token"
	case catalog.CU:
		return "compute units, without a price"
	}
	return ""
}

// specs proposes the specifications that the model is offered on.
func (c *completer) specs(add func(Item)) {
	doc, terms, _ := c.deployed()
	var seen []string
	for _, region := range c.regionsFor(terms) {
		for _, offer := range region.Find(catalog.MU, terms.Model) {
			if offer.Spec == "" || slices.Contains(seen, offer.Spec) {
				continue
			}
			seen = append(seen, offer.Spec)
			item := Item{Label: offer.Spec, Kind: SpecItem, Insert: offer.Spec, Detail: offerText(offer)}
			changed := terms
			changed.Spec = offer.Spec
			if fits(terms.Capacity, offer.Bundle) {
				item.Documentation = c.cost(&doc, changed) + " with the capacity that is written."
			}
			add(item)
		}
	}
	if len(seen) == 0 {
		c.fromSchema(add)
	}
}

// payments proposes the payments that there is a price for.
func (c *completer) payments(add func(Item)) {
	doc, terms, known := c.deployed()
	for _, value := range c.place.Values() {
		payment := catalog.Payment(value)
		item := Item{Label: value, Kind: PaymentItem, Insert: value}
		changed := terms
		changed.Payment = payment
		if offer := offerOf(changed); known && offer != nil && offer.Priced() {
			if !slices.Contains(offer.Payments(), payment) {
				continue
			}
			item.Detail = c.cost(&doc, changed)
		}
		add(item)
	}
}
