package overlay

import (
	"fmt"
	"slices"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/suggest"
)

// priced is one price of an entry for one offer, which need not be the only entry
// that fits it.
type priced struct {
	offer   catalog.Offer // without prices
	price   catalog.Price
	pattern string // the model as the entry states it
	line    int
	path    string // of the entry
}

// sells reports whether a price is for what another offer is.
func (p *priced) sells(o *catalog.Offer) bool {
	return p.offer.Region == o.Region && p.offer.Plan == o.Plan && p.offer.Model == o.Model && p.offer.Spec == o.Spec && p.offer.Bundle == o.Bundle
}

// price reads the prices of one entry: for every offer that it is for, or for a
// new one.
func (r *reader) price(n *document.Node, path string) {
	region := r.region(n.Get("region"), path+"/region")
	if region == nil {
		return
	}
	for _, offer := range r.offers(n, path, region) {
		prices := r.pricesOf(n, region, &offer)
		if len(prices) == 0 {
			r.report(diag.MissingField, n, path, "there is no price here", "give "+fieldsOf(offer.Plan))
			return
		}
		for i := range prices {
			if !r.add(priced{offer, prices[i], text(n, "model"), r.line(n), path}, n, path) {
				return
			}
		}
	}
}

// add keeps a price unless a more specific entry has stated it: a whole code
// before a pattern, a longer pattern before a shorter one.
func (r *reader) add(p priced, n *document.Node, path string) bool {
	at := slices.IndexFunc(r.prices, func(q priced) bool {
		return q.sells(&p.offer) && q.price.Payment == p.price.Payment && q.price.Item == p.price.Item
	})
	switch {
	case at < 0:
		r.prices = append(r.prices, p)
	case r.prices[at].pattern == p.pattern:
		r.report(diag.NotAllowed, n, path, fmt.Sprintf("%s has a price already, in line %d", nameOf(&p.offer), r.prices[at].line), "remove one of the two")
		return false
	case isPattern(p.pattern) && (!isPattern(r.prices[at].pattern) || len(p.pattern) < len(r.prices[at].pattern)):
	default:
		r.prices[at] = p
	}
	return true
}

// pricesOf reads the prices that an entry states, in the units of an offer.
func (r *reader) pricesOf(n *document.Node, region *catalog.Region, offer *catalog.Offer) []catalog.Price {
	var prices []catalog.Price
	add := func(payment catalog.Payment, item catalog.Item, amount *document.Node, per catalog.Per) {
		if amount != nil {
			prices = append(prices, catalog.Price{
				Payment: payment, Item: item, Amount: number(amount), Currency: region.Currency, Per: per, Source: r.source(amount),
			})
		}
	}
	parts := func(field string, payment catalog.Payment, unit, time string, input, output int64) {
		list := n.Get(field)
		if list == nil {
			return
		}
		for _, part := range [...]struct {
			item catalog.Item
			per  int64
		}{{catalog.Input, input}, {catalog.Output, output}, {catalog.ThinkingOutput, output}} {
			add(payment, part.item, list.Get(string(part.item)), catalog.Per{Quantity: part.per, Unit: unit, Time: time})
		}
	}
	unit := offer.Spec
	if offer.Plan == catalog.CU {
		unit = "CU"
	} else if unit == "" {
		unit = "model unit"
	}
	steps := region.Billing.PTU
	add(catalog.PayAsYouGo, catalog.ModelUnit, n.Get("hourly"), catalog.Per{Quantity: offer.Bundle, Unit: unit, Time: "hour"})
	add(catalog.Subscription, catalog.ModelUnit, n.Get("monthly"), catalog.Per{Quantity: offer.Bundle, Unit: unit, Time: "month"})
	parts("hourly_tpm", catalog.PayAsYouGo, "TPM", "hour", steps.InputStepTPM, steps.OutputStepTPM)
	parts("daily_tpm", catalog.Subscription, "TPM", "day", steps.InputStepTPM, steps.OutputStepTPM)
	parts("tokens", catalog.PayAsYouGo, "token", "", tokensPerPrice, tokensPerPrice)
	return prices
}

// tokensPerPrice is how many tokens a price of plan lora covers, as on the
// provider's page.
const tokensPerPrice = 1000

// fieldsOf names the fields that hold the prices of a plan.
func fieldsOf(plan catalog.Plan) string {
	switch plan {
	case catalog.PTU:
		return "hourly_tpm or daily_tpm"
	case catalog.LoRA:
		return "tokens"
	}
	return "hourly or monthly"
}

// offers returns what an entry is for, without prices; none if it reports why
// there is nothing.
func (r *reader) offers(n *document.Node, path string, region *catalog.Region) []catalog.Offer {
	own := catalog.Offer{
		Region: region.Code, Plan: catalog.Plan(text(n, "plan")), Model: text(n, "model"), Name: text(n, "model"),
		Spec: text(n, "spec"), Bundle: whole(n, "bundle", 1),
	}
	if star := strings.IndexByte(own.Model, '*'); star >= 0 && star < len(own.Model)-1 {
		r.report(diag.NotAllowed, n.Get("model"), path+"/model", fmt.Sprintf("%q has a * before its end", own.Model),
			"end it with *, or name each model; only discounts take any pattern")
		return nil
	}
	isNew := n.Get("new") != nil && n.Get("new").Text == "true"
	found := fitting(region, own.Plan, own.Model)
	if len(found) == 0 && !isNew {
		r.unknown(n, path, region, &own)
		return nil
	}
	// Cells of the same model tell what the entry may leave out.
	if own.Plan == catalog.MU && len(found) > 0 {
		if ok := r.narrowed(n, path, &own, &found, isNew); !ok {
			return nil
		}
	}
	if isNew {
		if len(found) > 0 {
			r.report(diag.NotAllowed, n.Get("new"), path+"/new", nameOf(&own)+" is not new: "+region.Code+" offers it", "remove new; the entry then states its price")
			return nil
		}
		return []catalog.Offer{own}
	}
	var offers []catalog.Offer
	for _, offer := range found {
		one := own
		one.Bundle = offer.Bundle
		if isPattern(own.Model) && len(offer.Model) >= len(own.Model) {
			one.Model, one.Name = offer.Model, offer.Model
		}
		offers = append(offers, one)
	}
	return offers
}

// fitting are the offers that a model code or a pattern is for: those that it
// names, else those that are offered for it by a pattern of the catalog.
func fitting(region *catalog.Region, plan catalog.Plan, model string) []*catalog.Offer {
	var found []*catalog.Offer
	if prefix, ok := strings.CutSuffix(model, "*"); ok {
		for i := range region.Offers {
			if offer := &region.Offers[i]; offer.Plan == plan && strings.HasPrefix(offer.Model, prefix) {
				found = append(found, offer)
			}
		}
	}
	if len(found) == 0 {
		found = region.Find(plan, model)
	}
	return found
}

// narrowed leaves the offers of the spec and bundle of an entry on plan mu. What
// the entry leaves out has to be the same for all; offers whose spec the catalog
// does not know take any.
func (r *reader) narrowed(n *document.Node, path string, own *catalog.Offer, found *[]*catalog.Offer, isNew bool) bool {
	var specs, bundles, choices []string
	fits := func(o *catalog.Offer) bool { return o.Spec == "" || o.Spec == own.Spec }
	for _, o := range *found {
		if o.Spec != "" && !slices.Contains(specs, o.Spec) {
			specs, choices = append(specs, o.Spec), append(choices, fmt.Sprintf("%s x %d", o.Spec, o.Bundle))
		}
		if size := fmt.Sprint(o.Bundle); fits(o) && !slices.Contains(bundles, size) {
			bundles = append(bundles, size)
		}
	}
	spec, bundle := n.Get("spec"), n.Get("bundle")
	left := slices.DeleteFunc(slices.Clone(*found), func(o *catalog.Offer) bool {
		return !fits(o) || bundle != nil && o.Bundle != own.Bundle
	})
	*found = left
	switch {
	case len(left) > 0 && bundle == nil && len(bundles) > 1:
		r.report(diag.MissingField, n, path, fmt.Sprintf("bundle is missing: %s is sold in bundles of %s", nameOf(own), suggest.OneOf(bundles)), "state bundle, and the price of that many units")
	case len(left) > 0 || isNew:
		return true
	case spec == nil && len(specs) > 0:
		r.report(diag.MissingField, n, path, fmt.Sprintf("spec is missing: %s is offered on %s", own.Model, suggest.OneOf(choices)), "add spec: "+specs[0])
	case len(bundles) == 0:
		help := newHelp
		if near, ok := suggest.Nearest(own.Spec, specs); ok {
			help = "did you mean " + near + "? " + newHelp
		}
		r.report(diag.SpecNotOffered, spec, path+"/spec", fmt.Sprintf("%s is not offered on %q in %s: use %s", own.Model, own.Spec, own.Region, suggest.OneOf(choices)), help)
	default:
		r.report(diag.NotAllowed, bundle, path+"/bundle", fmt.Sprintf("%s is sold in bundles of %s, not %d", nameOf(own), suggest.OneOf(bundles), own.Bundle),
			"state the price of such a bundle; "+newHelp)
	}
	return false
}

const newHelp = "what the provider offers you beside its page says new: true"

// unknown reports an entry for a model that the region does not offer on the plan.
func (r *reader) unknown(n *document.Node, path string, region *catalog.Region, own *catalog.Offer) {
	var here, elsewhere, plans []string
	for i := range region.Offers {
		switch offer := &region.Offers[i]; {
		case offer.Plan == own.Plan:
			here = append(here, offer.Model)
		case offer.Plan != catalog.CU && offer.Model == own.Model && !slices.Contains(plans, string(offer.Plan)):
			plans = append(plans, string(offer.Plan))
		}
	}
	for _, other := range r.cat.Regions {
		if other != region && len(fitting(other, own.Plan, own.Model)) > 0 {
			elsewhere = append(elsewhere, other.Code)
		}
	}
	model := n.Get("model")
	near, isNear := suggest.Nearest(own.Model, here)
	message := fmt.Sprintf("%s is not offered on plan %s in %s", own.Model, own.Plan, region.Code)
	switch {
	case len(elsewhere) > 0:
		r.report(diag.ModelNotInRegion, model, path+"/model", message, "it is offered in "+suggest.OneOf(elsewhere)+"; "+newHelp)
	case len(plans) > 0:
		r.report(diag.PlanNotOffered, n.Get("plan"), path+"/plan", message, "it is offered on plan "+suggest.OneOf(plans)+"; "+newHelp)
	case isNear:
		r.report(diag.UnknownModel, model, path+"/model", message, "did you mean "+near+"? "+newHelp)
	default:
		r.report(diag.UnknownModel, model, path+"/model", message, "costplan catalog list shows every model; "+newHelp)
	}
}

func isPattern(model string) bool { return strings.HasSuffix(model, "*") }

// nameOf writes what is sold, "qwen3-32b MU1".
func nameOf(o *catalog.Offer) string {
	if o.Spec == "" {
		return o.Model
	}
	return o.Model + " " + o.Spec
}
