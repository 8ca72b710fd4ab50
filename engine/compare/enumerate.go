package compare

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// allPlans and allPayments are all there are, in the order of the page.
var (
	allPlans    = [...]catalog.Plan{catalog.PTU, catalog.MU, catalog.LoRA, catalog.CU}
	allPayments = [...]catalog.Payment{catalog.PayAsYouGo, catalog.Subscription}
)

// enumerate makes an option of every region, plan, offer and payment that the
// need's filters let through. A plan that a region does not offer the model on
// gives one per payment too, with the reason.
func (c *comparer) enumerate() {
	for _, region := range c.Catalog.Regions {
		for _, plan := range allPlans {
			if !c.Need.wants(c.Catalog, region, plan) {
				continue
			}
			offers := region.Find(plan, c.Model)
			if len(offers) == 0 {
				offers = []*catalog.Offer{nil}
			}
			for _, offer := range offers {
				for _, payment := range allPayments {
					c.Options = append(c.Options, c.option(region, plan, offer, payment))
				}
			}
		}
	}
}

// option prices one option, or says why it cannot be had.
func (c *comparer) option(region *catalog.Region, plan catalog.Plan, offer *catalog.Offer, payment catalog.Payment) Option {
	o := Option{Offer: offer, Terms: c.terms(region, plan, payment)}
	if offer == nil {
		o.Cause, o.Reason = c.notOffered(region, plan)
		return o
	}
	o.Terms.Spec = offer.Spec
	for _, sold := range offer.Payments() {
		o.Offered = o.Offered || sold == payment
	}
	o.Offered = o.Offered || !offer.Priced()
	if o.Cause, o.Reason = c.refusal(&o); o.Cause != "" {
		return o
	}
	fee := quote.Of(c.Catalog, o.Terms)
	if !fee.Known {
		o.Cause, o.Reason = NoPrice, fee.Reason
		return o
	}
	o.Fee, o.amount = fee, exactly(fee)
	o.Curve = curveOf(c.Catalog, o.Terms, fee)
	o.Covers = o.Terms.Covers(c.Need.Period)
	o.Notes = append(c.notesOn(&o), fee.Notes...)
	return o
}

// terms are what every option of a plan and payment is priced for. A
// subscription is bought for the days or months of the period.
func (c *comparer) terms(region *catalog.Region, plan catalog.Plan, payment catalog.Payment) deployment.Terms {
	t := deployment.Terms{
		Region: region, Plan: plan, Payment: payment, Model: c.Model, Custom: c.Custom,
		Hours: c.Hours, Days: decimal.NewFromInt(c.Need.Period.Days), Months: decimal.NewFromInt(c.Need.Period.Months),
	}
	if need := c.Need.Throughput; need != nil && plan == catalog.PTU {
		t.InputTPM, t.OutputTPM, t.ThinkingTPM = need.Input, need.Output, need.Thinking
	}
	if need := c.Need.Tokens; need != nil && plan == catalog.LoRA {
		t.InputTokens, t.OutputTokens, t.ThinkingTokens, t.TokensGiven = need.Input, need.Output, need.Thinking, true
	}
	return t
}

// notOffered says why a region does not offer the model on a plan.
func (c *comparer) notOffered(region *catalog.Region, plan catalog.Plan) (Cause, string) {
	var others []string
	for _, other := range region.Plans(c.Model) {
		others = append(others, string(other))
	}
	if len(others) == 0 {
		return NotInRegion, fmt.Sprintf("%s does not offer %s", region.Name, c.Model)
	}
	return PlanNotOffered, fmt.Sprintf("%s does not offer %s on plan %s, but on %s", region.Name, c.Model, plan, strings.Join(others, " and "))
}

// refusal says why an offer cannot be had; an empty cause if it can. It fills in
// the capacity of an option on plan mu.
func (c *comparer) refusal(o *Option) (Cause, string) {
	switch {
	case o.Terms.Plan == catalog.LoRA && !c.Custom:
		return NeedsFineTuned, fmt.Sprintf("plan lora takes only a model that was fine-tuned, and %s is a foundation model", c.Model)
	case !o.Offer.Priced():
		return NoPrice, "no price: " + o.Offer.Reason
	case !o.Offered:
		return PaymentNotOffered, fmt.Sprintf("plan %s has no price under payment %s", o.Terms.Plan, o.Terms.Payment)
	}
	cause, reason := Cause(""), ""
	switch o.Terms.Plan {
	case catalog.PTU:
		cause, reason = c.refusalPTU(o)
	case catalog.MU:
		o.Terms.Capacity, reason = c.capacity(o)
		if reason != "" {
			cause = BadCapacity
		}
	case catalog.LoRA:
		cause, reason = c.refusalLoRA(o)
	}
	if cause == "" && o.Terms.Payment == catalog.Subscription && c.Hours.GreaterThan(c.Need.Period.Hours) {
		return BeyondPeriod, fmt.Sprintf("%s hours are more than the %s of the period, which the subscription is bought for: choose a longer period",
			grouped(c.Hours), grouped(c.Need.Period.Hours))
	}
	return cause, reason
}

func (c *comparer) refusalPTU(o *Option) (Cause, string) {
	need := c.Need.Throughput
	if need == nil {
		return TPMNotGiven, "the throughput (input and output TPM) is not given"
	}
	if decimal.Sum(need.Input, need.Output, need.Thinking).IsZero() {
		return TPMNotGiven, "a throughput of 0 TPM buys nothing"
	}
	return noThinking(o, need.Thinking, "throughput")
}

func (c *comparer) refusalLoRA(o *Option) (Cause, string) {
	need := c.Need.Tokens
	if need == nil {
		return TokensNotGiven, "the tokens used in the period are not given"
	}
	return noThinking(o, need.Thinking, "token price")
}

func noThinking(o *Option, wanted decimal.Decimal, what string) (Cause, string) {
	if _, sold := o.Offer.Price(o.Terms.Payment, catalog.ThinkingOutput); sold || !wanted.IsPositive() {
		return "", ""
	}
	return NoThinking, fmt.Sprintf("%s has no %s for thinking output in %s", o.Terms.Model, what, o.Terms.Region.Name)
}

// capacity is the number of model units of an option, or why there can be none.
func (c *comparer) capacity(o *Option) (units decimal.Decimal, reason string) {
	bundle, below := decimal.NewFromInt(o.Offer.Bundle), decimal.NewFromInt(o.Terms.Region.Billing.MU.CapacityBelow)
	units = c.Need.MUCapacity
	if units.IsZero() {
		units = bundle.Mul(decimal.NewFromInt(max(1, c.Need.MUBundles)))
	}
	whole, rest := units.QuoRem(bundle, 0)
	switch name := bundleText(o.Offer); {
	case !units.LessThan(below):
		return units, fmt.Sprintf("capacity %s is not less than %s", grouped(units), grouped(below))
	case !units.IsPositive() || whole.IsZero():
		return units, fmt.Sprintf("capacity %s is not a multiple of %s (%s): use %s", grouped(units), bundle, name, bundle)
	case !rest.IsZero():
		lower := whole.Mul(bundle)
		choices := lower.String()
		if upper := lower.Add(bundle); upper.LessThan(below) {
			choices += " or " + upper.String()
		}
		return units, fmt.Sprintf("capacity %s is not a multiple of %s (%s): use %s", grouped(units), bundle, name, choices)
	}
	return units, ""
}

// notesOn is what somebody who chooses an option should know.
func (c *comparer) notesOn(o *Option) []string {
	var notes []string
	if o.Terms.Plan == catalog.MU {
		size := "1 bundle of " + bundleText(o.Offer) + ", the smallest capacity"
		if bundles, _ := o.Terms.Capacity.QuoRem(decimal.NewFromInt(o.Offer.Bundle), 0); !bundles.Equal(decimal.NewFromInt(1)) {
			size = bundles.String() + " bundles of " + bundleText(o.Offer)
		}
		notes = append(notes, fmt.Sprintf("%s: throughput per model unit is not published, so load-test it", size))
	}
	if o.Terms.Payment == catalog.Subscription {
		if note := c.longer(o); note != "" {
			notes = append(notes, note)
		}
	}
	if o.Terms.Plan == catalog.PTU && c.partSteps(o.Terms.Region) {
		notes = append(notes, "the throughput is not a whole number of pricing steps: it is priced pro rata")
	}
	return notes
}

// longer notes a subscription that lasts longer than the period.
func (c *comparer) longer(o *Option) string {
	if o.Covers == nil || !o.Covers.Beyond() {
		return ""
	}
	length := quote.Counted(o.Terms.Days, "day")
	if o.Terms.Plan == catalog.MU {
		length = quote.Counted(o.Terms.Months, "month")
	}
	return fmt.Sprintf("it is sold for whole %ss: %s for a period of %s", unitOf(o.Terms.Plan), length, quote.Counted(c.Need.Period.Hours, "hour"))
}

// partSteps reports whether the throughput is no whole number of pricing steps.
func (c *comparer) partSteps(region *catalog.Region) bool {
	need, rules := c.Need.Throughput, region.Billing.PTU
	for _, part := range [...]struct {
		tpm  decimal.Decimal
		step int64
	}{{need.Input, rules.InputStepTPM}, {need.Output, rules.OutputStepTPM}, {need.Thinking, rules.OutputStepTPM}} {
		if !part.tpm.Mod(decimal.NewFromInt(part.step)).IsZero() {
			return true
		}
	}
	return false
}
