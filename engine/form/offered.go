package form

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/suggest"
)

// What is offered together: the rules that both the options and the changes of a
// form are made by.

// plansOf are the plans on which a region offers a model that is deployed as it
// is, or, if custom is set, one that was fine-tuned from it.
func plansOf(region *catalog.Region, model string, custom bool) []catalog.Plan {
	plans := region.Plans(model)
	if !custom {
		plans = slices.DeleteFunc(slices.Clone(plans), func(p catalog.Plan) bool { return p == catalog.LoRA })
	}
	return plans
}

// has reports whether a region offers a model on a plan.
func has(region *catalog.Region, plan catalog.Plan, model string) bool {
	return len(region.Find(plan, model)) > 0
}

// planFor is the plan of a model in a region: the one that it has if that is
// offered there, else the first that is. Only where there is no other it is plan
// lora, for which the model has to be fine-tuned.
func planFor(region *catalog.Region, plan catalog.Plan, model string, custom bool) (catalog.Plan, bool) {
	if plan != "" && has(region, plan, model) {
		return plan, true
	}
	if plans := plansOf(region, model, custom); len(plans) > 0 {
		return plans[0], true
	}
	if plans := region.Plans(model); len(plans) > 0 {
		return plans[0], true
	}
	return plan, false
}

// replacement is the model that takes the place of one that a region does not
// offer: the first on the plan that has a price, else the first on any.
func replacement(region *catalog.Region, plan catalog.Plan) (offer *catalog.Offer, ok bool) {
	for _, any := range [...]bool{false, true} {
		for i := range region.Offers {
			o := &region.Offers[i]
			if o.Priced() && o.Plan != catalog.LoRA && !isPattern(o) && (any || o.Plan == plan) {
				return o, true
			}
		}
	}
	return nil, false
}

// isPattern reports whether an offer is for every model of a name's beginning.
func isPattern(o *catalog.Offer) bool { return strings.HasSuffix(o.Model, "*") }

// modelName is how the catalog calls a model, in a region if it is there.
func modelName(cat *catalog.Catalog, region *catalog.Region, code string) string {
	regions := cat.Regions
	if region != nil {
		regions = append([]*catalog.Region{region}, regions...)
	}
	for _, r := range regions {
		for _, plan := range plans {
			for _, offer := range r.Find(plan.plan, code) {
				if offer.Model == code {
					return offer.Name
				}
			}
		}
	}
	return code
}

// regionsOf are the regions that offer a model on any plan but the one that takes
// any model.
func regionsOf(cat *catalog.Catalog, model string) []*catalog.Region {
	var found []*catalog.Region
	for _, r := range cat.Regions {
		if len(r.Plans(model)) > 0 {
			found = append(found, r)
		}
	}
	return found
}

func regionNames(regions []*catalog.Region) []string {
	names := make([]string, len(regions))
	for i, r := range regions {
		names[i] = r.Name
	}
	return names
}

// onlyOn says on which plans alone something is offered.
func onlyOn(plans []catalog.Plan) string {
	names := make([]string, len(plans))
	for i, p := range plans {
		names[i] = string(p)
	}
	return "only on " + suggest.OneOf(names)
}

// noPrice is why an option costs nobody knows what.
const noPrice = "no price in the catalog"

// priceText is what the cheapest of some offers costs, as the catalog lists it:
// "MU1 x 8: 88 USD/hour". It is empty if none has a price.
func priceText(offers []*catalog.Offer) string {
	var cheapest *catalog.Offer
	var least decimal.Decimal
	for _, offer := range offers {
		price, ok := firstPrice(offer)
		if ok && (cheapest == nil || price.Amount.LessThan(least)) {
			cheapest, least = offer, price.Amount
		}
	}
	if cheapest == nil {
		return ""
	}
	return offerText(cheapest)
}

// firstPrice is what offers of a plan are compared by.
func firstPrice(o *catalog.Offer) (catalog.Price, bool) {
	for _, payment := range o.Payments() {
		for _, item := range [...]catalog.Item{catalog.ModelUnit, catalog.Input, catalog.Output} {
			if price, ok := o.Price(payment, item); ok {
				return price, true
			}
		}
	}
	return catalog.Price{}, false
}

// offerText is what an offer costs: "MU1 x 8: 88 USD/hour", "1.2 USD/hour per
// 10,000 input TPM, 0.72 per 1,000 output TPM".
func offerText(o *catalog.Offer) string {
	payments := o.Payments()
	if len(payments) == 0 {
		return ""
	}
	if unit, ok := o.Price(payments[0], catalog.ModelUnit); ok {
		return bundleText(o) + ": " + pricePer(unit)
	}
	var parts []string
	for _, item := range [...]struct {
		item catalog.Item
		name string
	}{{catalog.Input, "input"}, {catalog.Output, "output"}, {catalog.ThinkingOutput, "thinking output"}} {
		if p, ok := o.Price(payments[0], item.item); ok {
			price := pricePer(p)
			if len(parts) > 0 {
				price = money.Grouped(p.Amount, 0) // in the same currency and time
			}
			unit := p.Per.Unit
			if unit == "token" && p.Per.Quantity != 1 {
				unit += "s"
			}
			parts = append(parts, fmt.Sprintf("%s per %s %s %s", price, money.Count(p.Per.Quantity), item.name, unit))
		}
	}
	return strings.Join(parts, ", ")
}

// bundleText is what a price of units covers: "MU1 x 8".
func bundleText(o *catalog.Offer) string {
	switch {
	case o.Plan == catalog.CU:
		return "a unit"
	case o.Spec == "":
		return fmt.Sprintf("bundle of %d", o.Bundle)
	}
	return fmt.Sprintf("%s x %d", o.Spec, o.Bundle)
}

// pricePer writes a price with the time that it is for: "88 USD/hour".
func pricePer(p catalog.Price) string {
	text := money.Grouped(p.Amount, 0) + " " + p.Currency
	if p.Per.Time != "" {
		text += "/" + p.Per.Time
	}
	return text
}
