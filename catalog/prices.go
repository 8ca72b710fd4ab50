package catalog

import "gopkg.in/yaml.v3"

// ptu reads the table of provisioned throughput: what the prices cover once,
// then families of rows with prices for an hour and for a day.
func (r *reader) ptu(node *yaml.Node, region *Region) {
	if node == nil {
		return
	}
	f := r.fields(node, "per", "families")
	per := r.fields(f.need("per"), "input", "output")
	input, output := r.per(per.need("input"), unitTPM), r.per(per.need("output"), unitTPM)
	region.Billing.PTU.InputStepTPM = input.Quantity
	region.Billing.PTU.OutputStepTPM = output.Quantity

	r.families(f.need("families"), region, func(row *yaml.Node) Offer {
		f := r.fields(row, "code", "name", "max_input_tokens", "hourly", "daily", "remark")
		offer := r.offer(f, PTU)
		offer.MaxInputTokens = r.integer(f.need("max_input_tokens"))
		input.Time, output.Time = timeHour, timeHour
		offer.Prices = r.items(nil, f.may("hourly"), PayAsYouGo, input, output)
		input.Time, output.Time = timeDay, timeDay
		offer.Prices = r.items(offer.Prices, f.may("daily"), Subscription, input, output)
		return offer
	})
}

// mu reads the table of model units: families of rows, a model and a spec each,
// with the price of a bundle for an hour and for a month.
func (r *reader) mu(node *yaml.Node, region *Region) {
	if node == nil {
		return
	}
	f := r.fields(node, "families")
	r.families(f.need("families"), region, func(row *yaml.Node) Offer {
		f := r.fields(row, "code", "name", "spec", "bundle", "hourly", "monthly", "remark")
		offer := r.offer(f, MU)
		offer.Spec = r.text(f.need("spec"))
		offer.Bundle = r.integer(f.need("bundle"))
		offer.Prices = r.price(nil, f.may("hourly"), PayAsYouGo, ModelUnit, Per{offer.Bundle, offer.Spec, timeHour})
		offer.Prices = r.price(offer.Prices, f.may("monthly"), Subscription, ModelUnit, Per{offer.Bundle, offer.Spec, timeMonth})
		return offer
	})
}

// lora reads the table of token prices.
func (r *reader) lora(node *yaml.Node, region *Region) {
	if node == nil {
		return
	}
	f := r.fields(node, "per", "offers")
	per := r.per(f.need("per"), unitToken)
	for _, row := range r.list(f.need("offers")) {
		f := r.fields(row, "code", "name", "tokens", "remark")
		offer := r.offer(f, LoRA)
		offer.Prices = r.items(nil, f.need("tokens"), PayAsYouGo, per, per)
		region.add(offer)
	}
}

// unpriced reads what is offered without a price.
func (r *reader) unpriced(node *yaml.Node, region *Region) {
	if node == nil {
		return
	}
	for _, row := range r.list(node) {
		f := r.fields(row, "plan", "code", "name", "spec", "bundle", "reason", "remark")
		offer := r.offer(f, r.plan(f.need("plan")))
		offer.Reason = r.text(f.need("reason"))
		offer.Spec = r.text(f.may("spec"))
		if bundle := f.may("bundle"); bundle != nil {
			offer.Bundle = r.integer(bundle)
		}
		region.add(offer)
	}
}

// families reads groups of rows under a heading each, as the page prints them.
func (r *reader) families(node *yaml.Node, region *Region, read func(row *yaml.Node) Offer) {
	for _, element := range r.list(node) {
		f := r.fields(element, "family", "category", "offers")
		family, category := r.text(f.need("family")), r.text(f.may("category"))
		for _, row := range r.list(f.need("offers")) {
			offer := read(row)
			offer.Family, offer.Category = family, category
			region.add(offer)
		}
	}
}

// add appends an offer and makes it, and its prices, the region's.
func (region *Region) add(offer Offer) {
	offer.Region = region.Code
	for i := range offer.Prices {
		offer.Prices[i].Currency = region.Currency
	}
	region.Offers = append(region.Offers, offer)
}

// offer reads what the rows of all tables have.
func (r *reader) offer(f fields, plan Plan) Offer {
	offer := Offer{
		Plan:   plan,
		Model:  r.text(f.need("code")),
		Name:   r.text(f.need("name")),
		Bundle: 1,
		Remark: r.text(f.may("remark")),
	}
	if f.node != nil {
		offer.Line = f.node.Line
	}
	return offer
}

// per reads how many of a unit a price covers.
func (r *reader) per(node *yaml.Node, unit string) Per {
	f := r.fields(node, "quantity", "unit")
	quantity := f.need("quantity")
	per := Per{Quantity: r.integer(quantity), Unit: unit}
	if quantity != nil && per.Quantity == 0 {
		r.fault(quantity.Line, "a price has to cover at least 1 %s", unit)
	}
	if n := f.need("unit"); n != nil && r.text(n) != unit {
		r.fault(n.Line, "unit is %s, this table is priced by %q", printed(n), unit)
	}
	return per
}

// items reads prices by item. Output of either mode is priced for the same quantity.
func (r *reader) items(prices []Price, node *yaml.Node, payment Payment, input, output Per) []Price {
	if node == nil {
		return prices
	}
	f := r.fields(node, string(Input), string(Output), string(ThinkingOutput))
	prices = r.price(prices, f.may(string(Input)), payment, Input, input)
	prices = r.price(prices, f.may(string(Output)), payment, Output, output)
	return r.price(prices, f.may(string(ThinkingOutput)), payment, ThinkingOutput, output)
}

// price reads one cell; a cell that is not there is no price.
func (r *reader) price(prices []Price, node *yaml.Node, payment Payment, item Item, per Per) []Price {
	if node == nil {
		return prices
	}
	return append(prices, Price{Payment: payment, Item: item, Amount: r.decimal(node), Per: per, Line: node.Line})
}

func (r *reader) plan(node *yaml.Node) Plan {
	switch plan := Plan(r.text(node)); plan {
	case PTU, MU, LoRA, CU:
		return plan
	case "":
		return ""
	default:
		r.fault(node.Line, "plan is %s: the plans are %s, %s, %s and %s", printed(node), PTU, MU, LoRA, CU)
		return ""
	}
}
