package deployment

import (
	"fmt"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/document"
)

// Charge is how the API is told, or says, that a deployment is paid for.
type Charge struct {
	Type         Text           // charge_type: post_paid or pre_paid
	Info         *document.Node // pre_paid_info; nil if it is left out
	Duration     Number         // of the subscription, in units of the cycle
	PricingCycle Text           // Day, the default, or Hour, which is a block of 8 hours
}

// Payment is the payment that charge_type stands for; ok is false if it says none.
func (c Charge) Payment() (p catalog.Payment, ok bool) {
	switch strings.ToLower(c.Type.Value) {
	case "pre_paid", "pre_pay":
		return catalog.Subscription, true
	case "post_paid", "post_pay":
		return catalog.PayAsYouGo, true
	}
	return "", false
}

// payment is what the estimate says, else the API's own field. In an answer only
// what is paid for in advance has pre_paid_info.
func (d *Deployment) payment() catalog.Payment {
	if d.Estimate.Payment.Set {
		return catalog.Payment(d.Estimate.Payment.Value)
	}
	if payment, ok := d.Charge.Payment(); ok {
		return payment
	}
	if d.Running && d.Charge.Info != nil {
		return catalog.Subscription
	}
	return catalog.PayAsYouGo
}

// Units that pricing_cycle counts the duration in.
const (
	cycleDay   = "day"
	cycleMonth = "month"
)

// cycle is what the duration of a subscription is counted in, in lower case.
func (c Charge) cycle() string { return strings.ToLower(c.PricingCycle.Or(cycleDay)) }

// lasts applies the duration of a subscription where its meaning is plain: days on
// plan ptu, months on plan mu.
func (c Charge) lasts(t *Terms) {
	switch {
	case t.Payment != catalog.Subscription || !c.Duration.Set:
	case t.Plan == catalog.PTU && c.cycle() == cycleDay:
		t.Days = c.Duration.Value
	case t.Plan == catalog.MU && c.cycle() == cycleMonth:
		t.Months = c.Duration.Value
	}
}

// DurationAssumed reports whether a subscription in an answer of the API does not
// say how long it lasts, so that the period fills it in.
func (d *Deployment) DurationAssumed(t *Terms) bool {
	return d.Running && t.Payment == catalog.Subscription && !d.Charge.Duration.Set
}

// Service tiers of plan ptu. The page prices the default one.
const tierFast = "ptu_fast"

// separated ends the name of a template that has units of its own for prefill and
// for decode.
const separated = "-PD"

// Unpriced says why a form that the API knows is not on the page, and so has no
// price, and which field makes it so; empty if nothing does.
func (d *Deployment) Unpriced(t *Terms) (reason string, field Text) {
	cycle, subscribed := d.Charge.cycle(), t.Payment == catalog.Subscription && d.Charge.Duration.Set
	switch {
	case t.Plan == catalog.PTU && d.ServiceTier.Set && !strings.EqualFold(d.ServiceTier.Value, tierFast):
		return fmt.Sprintf("the page has no price for service tier %s", d.ServiceTier.Value), d.ServiceTier
	case t.Plan == catalog.PTU && subscribed && cycle != cycleDay:
		return fmt.Sprintf("the page sells subscriptions of plan ptu by the day, and pricing_cycle is %s", d.Charge.PricingCycle.Value), d.Charge.PricingCycle
	case t.Plan == catalog.MU && subscribed && cycle != cycleMonth:
		return "the page sells subscriptions of plan mu by the month, and pre_paid_info does not count months", Text{Node: d.Charge.Info}
	case t.Plan == catalog.MU && (t.Prefill.IsPositive() || t.Decode.IsPositive()) && !strings.HasSuffix(strings.ToUpper(t.Spec), separated):
		return "the page has no price for units of their own for prefill and decode", Text{Node: d.PrefillCapacity.Node}
	case t.Plan == catalog.MU && strings.HasSuffix(strings.ToUpper(t.Spec), separated) && (t.Prefill.IsPositive() || t.Decode.IsPositive() || !offersSpec(t)):
		return fmt.Sprintf("the page has no price for templates with units of their own for prefill and decode, such as %s", t.Spec), d.DeploySpec
	}
	return "", Text{}
}

// offersSpec reports whether the region has an offer of exactly this spec.
func offersSpec(t *Terms) bool {
	for _, offer := range t.Region.Find(t.Plan, t.Model) {
		if offer.Spec == t.Spec {
			return true
		}
	}
	return false
}
