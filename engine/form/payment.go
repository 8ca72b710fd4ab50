package form

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// spec adds the model unit specification. Where the page does not name those of
// a model it is free text.
func (c *carder) spec() {
	f := Field{
		ID: "deploy_spec", Label: "Specification", Path: c.at("deploy_spec"), Value: written(c.d.DeploySpec.Node), Effective: textOf(c.d.DeploySpec.Node),
		Required: true, Help: "What a model unit is.",
	}
	var options []Option
	for _, o := range c.offers {
		if o.Spec == "" {
			continue
		}
		option := Option{Value: o.Spec, Label: bundleText(o), Detail: specText(o)}
		if !o.Priced() {
			option.Reason = noPrice
		}
		options = append(options, option)
	}
	if len(options) == 0 {
		f.Kind = Words
		if len(c.offers) > 0 {
			f.Help = "The page does not name the specifications of this model: take the template ID from the list of deployable models."
		}
		c.add(f)
		return
	}
	c.choice(f, options)
}

// specText is what a bundle costs under each payment, and what the page remarks.
func specText(o *catalog.Offer) string {
	var parts []string
	for _, payment := range o.Payments() {
		if price, ok := o.Price(payment, catalog.ModelUnit); ok {
			parts = append(parts, pricePer(price))
		}
	}
	if o.Remark != "" {
		parts = append(parts, o.Remark)
	}
	return strings.Join(parts, ", ")
}

// payment adds the payment, with what each would cost.
func (c *carder) payment() {
	e := &c.d.Estimate
	f := Field{
		ID: "payment", Label: "Payment", Path: c.at("estimate", "payment"), Value: written(e.Payment.Node), Effective: string(c.t.Payment),
		Help: "A subscription is paid in advance, whether it is used or not.",
	}
	c.choice(f, []Option{
		c.paidBy(catalog.PayAsYouGo, "Pay as you go"),
		c.paidBy(catalog.Subscription, "Subscription"),
	})
}

func (c *carder) paidBy(payment catalog.Payment, label string) Option {
	option := Option{Value: string(payment), Label: label}
	if !payable(c.t.Plan, quoteOffer(&c.t), payment) {
		option.Disabled, option.Reason = true, fmt.Sprintf("plan %s has no price for it", c.t.Plan)
		if c.t.Plan == catalog.LoRA {
			option.Reason = "tokens are paid for as they are used"
		}
		return option
	}
	if !c.fee.Known {
		return option
	}
	t := c.t
	if payment != t.Payment {
		t.Payment = payment
		t.CancelAfter = decimal.Zero
		if !t.UseGiven {
			t.Hours = c.item.Period.Hours
		}
		t.Days, t.Months = decimal.NewFromInt(c.item.Period.Days), decimal.NewFromInt(c.item.Period.Months)
	}
	if fee := quote.Brief(c.Catalog, &t); fee.Known {
		option.Detail = fee.Amount.String() + " for " + covers(&t, c.item.Period)
	}
	return option
}

// payable reports whether a plan can be paid for in a way. What has no price may
// be paid for in any, except that tokens are paid for as they are used.
func payable(plan catalog.Plan, offer *catalog.Offer, payment catalog.Payment) bool {
	if offer == nil || !offer.Priced() {
		return payment == catalog.PayAsYouGo || plan != catalog.LoRA
	}
	for _, offered := range offer.Payments() {
		if offered == payment {
			return true
		}
	}
	return false
}

// quoteOffer is what is bought, or the first offer on the plan if the
// specification is none of those that are offered.
func quoteOffer(t *deployment.Terms) *catalog.Offer {
	if t.Region == nil {
		return nil
	}
	if offer := quote.OfferOf(*t); offer != nil {
		return offer
	}
	if offers := t.Region.Find(t.Plan, t.Model); len(offers) > 0 {
		return offers[0]
	}
	return nil
}
