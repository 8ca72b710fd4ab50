package form

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

var one = decimal.NewFromInt(1)

// throughput adds the fields of plan ptu. The step is the unit that a price
// covers; other values are priced pro rata.
func (c *carder) throughput() {
	capacity := c.d.PTUCapacity
	var rules catalog.PTUBilling
	if c.t.Region != nil {
		rules = c.t.Region.Billing.PTU
	}
	c.number(number{
		Field: Field{ID: "input_tpm", Label: "Input", Path: c.at(c.d.TPMKeys("input_tpm")...), Unit: "TPM", Required: true, Help: "Input tokens per minute."},
		node:  capacity.InputTPM.Node, holds: decimal.NewFromInt(rules.DefaultInputTPM), unset: c.t.Region == nil, step: decimal.NewFromInt(rules.InputStepTPM), least: one, one: "TPM", period: true,
		terms: func(t *deployment.Terms, v decimal.Decimal) { t.InputTPM = v },
	})
	c.number(number{
		Field: Field{ID: "output_tpm", Label: "Output", Path: c.at(c.d.TPMKeys("output_tpm")...), Unit: "TPM", Required: true, Help: "Output tokens per minute."},
		node:  capacity.OutputTPM.Node, holds: decimal.NewFromInt(rules.DefaultOutputTPM), unset: c.t.Region == nil, step: decimal.NewFromInt(rules.OutputStepTPM), one: "TPM", period: true,
		terms: func(t *deployment.Terms, v decimal.Decimal) { t.OutputTPM = v },
	})
	if capacity.ThinkingOutput.Node == nil && !c.sells(catalog.ThinkingOutput) {
		return
	}
	c.number(number{
		Field: Field{ID: "thinking_output_tpm", Label: "Thinking output", Path: c.at("ptu_capacity", "thinking_output_tpm"), Unit: "TPM", Help: "Output tokens per minute in thinking mode."},
		node:  capacity.ThinkingOutput.Node, unset: c.t.Region == nil, step: decimal.NewFromInt(rules.OutputStepTPM), one: "TPM", period: true,
		terms: func(t *deployment.Terms, v decimal.Decimal) { t.ThinkingTPM = v },
	})
}

// sells reports whether the model has a price for an item on the plan.
func (c *carder) sells(item catalog.Item) bool { return sells(c.offers, item) }

func sells(offers []*catalog.Offer, item catalog.Item) bool {
	for _, offer := range offers {
		if _, ok := offer.Price(catalog.PayAsYouGo, item); ok {
			return true
		}
	}
	return false
}

// capacity adds the number of model units: multiples of the bundle, below the
// limit of the API.
func (c *carder) capacity() {
	n := number{
		Field: Field{ID: "capacity", Label: "Capacity", Path: c.at("capacity"), Unit: "model units", Required: true},
		node:  c.d.Capacity.Node, unset: true, one: "unit", period: true,
		terms: func(t *deployment.Terms, v decimal.Decimal) { t.Capacity = v },
	}
	if bundle, ok := bundleOf(&c.t, c.offers); ok {
		n.step, n.least = decimal.NewFromInt(bundle), decimal.NewFromInt(bundle)
		n.most = largest(c.t.Region, bundle)
		if bundle > 1 {
			n.Help = fmt.Sprintf("A multiple of %d: the model takes as many at once.", bundle)
		}
	}
	c.number(n)
}

// bundleOf is how many model units are bought at once; the fewest where the
// specifications of the page have no names.
func bundleOf(t *deployment.Terms, offers []*catalog.Offer) (bundle int64, ok bool) {
	for _, offer := range offers {
		if offer.Spec != "" && offer.Spec != t.Spec {
			continue
		}
		if !ok || offer.Bundle < bundle {
			bundle, ok = offer.Bundle, true
		}
	}
	return bundle, ok
}

// largest is the largest capacity in bundles that the API takes.
func largest(region *catalog.Region, bundle int64) decimal.Decimal {
	return decimal.NewFromInt((region.Billing.MU.CapacityBelow - 1) / bundle * bundle)
}

// computeUnits adds the number of compute units.
func (c *carder) computeUnits() {
	c.number(number{
		Field: Field{ID: "capacity", Label: "Capacity", Path: c.at("capacity"), Unit: "compute units", Help: "Compute units."},
		node:  c.d.Capacity.Node, unset: true, step: one, least: one, one: "unit", period: true,
		terms: func(t *deployment.Terms, v decimal.Decimal) { t.Capacity = v },
	})
}

// tokens adds the tokens of the period. Each number of them is valid; a step is
// a tenth of what the number is counted in, at least what a price covers.
func (c *carder) tokens() {
	used := c.d.Estimate.Tokens
	field := func(key, label, help string, f deployment.Number, required bool, terms func(*deployment.Terms, decimal.Decimal)) {
		c.number(number{
			Field: Field{ID: "tokens." + key, Label: label, Path: c.at("estimate", "tokens", key), Unit: "tokens", Required: required, Help: help},
			node:  f.Node, step: c.tokenStep(f.Value), fine: one, one: "token", period: true,
			terms: func(t *deployment.Terms, v decimal.Decimal) {
				t.TokensGiven = true
				terms(t, v)
			},
		})
	}
	field("input", "Input", "Input tokens of the whole period.", used.Input, true, func(t *deployment.Terms, v decimal.Decimal) { t.InputTokens = v })
	field("output", "Output", "Output tokens of the whole period, of calls without thinking.", used.Output, true, func(t *deployment.Terms, v decimal.Decimal) { t.OutputTokens = v })
	if used.ThinkingOutput.Node != nil || c.sells(catalog.ThinkingOutput) {
		field("thinking_output", "Thinking output", "Output tokens of the whole period, of calls in thinking mode.", used.ThinkingOutput, false, func(t *deployment.Terms, v decimal.Decimal) { t.ThinkingTokens = v })
	}
}

// tokenStep is 10 million for 120 million tokens, 1 million for 99 million.
func (c *carder) tokenStep(tokens decimal.Decimal) decimal.Decimal {
	least := one
	for _, offer := range c.offers {
		for _, price := range offer.Prices {
			least = decimal.NewFromInt(price.Per.Quantity)
		}
	}
	places := int32(len(tokens.Truncate(0).Abs().String())) - 2
	if step := one.Shift(max(places, 0)); step.GreaterThan(least) {
		return step
	}
	return least
}

// duration adds for how long the deployment is paid for.
func (c *carder) duration() {
	e := &c.d.Estimate
	subscribed := c.t.Payment == catalog.Subscription
	switch {
	case c.t.Plan == catalog.LoRA:
	case !subscribed:
		c.hours()
	case c.t.Plan == catalog.PTU:
		c.number(number{
			Field: Field{ID: "days", Label: "Days", Path: c.at("estimate", "days"), Unit: "days", Help: "Days of the subscription. It can't be cancelled."},
			node:  e.Days.Node, holds: decimal.NewFromInt(c.item.Period.Days), step: one, least: one, most: decimal.NewFromInt(mostDays), one: "day",
			terms: func(t *deployment.Terms, v decimal.Decimal) { t.Days = v },
		})
	default:
		c.number(number{
			Field: Field{ID: "months", Label: "Months", Path: c.at("estimate", "months"), Unit: "months", Help: "Months of the subscription."},
			node:  e.Months.Node, holds: decimal.NewFromInt(c.item.Period.Months), step: one, least: one, most: decimal.NewFromInt(mostMonths), one: "month",
			terms: func(t *deployment.Terms, v decimal.Decimal) { t.Months = v },
		})
		if c.t.Plan == catalog.MU {
			c.cancellation()
		}
	}
	if subscribed && (e.Hours.Node != nil || e.Schedule != nil) {
		c.hours()
	}
}

// Of the file format: the longest subscriptions that an estimate may state.
const (
	mostDays   = 36500
	mostMonths = 1200
)

func (c *carder) cancellation() {
	n := number{
		Field: Field{ID: "cancel_after_days", Label: "Cancel after", Path: c.at("estimate", "cancel_after_days"), Unit: "days", Help: "Left out: it runs to its end."},
		node:  c.d.Estimate.CancelAfterDays.Node, unset: true, step: one, free: true, least: one, one: "day",
		terms: func(t *deployment.Terms, v decimal.Decimal) { t.CancelAfter = v },
	}
	if c.t.Region != nil {
		rules := c.t.Region.Billing.MU
		n.most = decimal.NewFromInt(rules.CancelWithinDays)
		n.Help = fmt.Sprintf("Cancelled within %d days, each begun day costs %s times its price. Left out: it runs to its end.", rules.CancelWithinDays, rules.CancelRate)
	}
	if n.node == nil {
		n.terms = nil // a first day is not what the whole month costs more by
	}
	c.number(n)
}

// Of the file format's notion of office hours: so many hours on so many days of
// a month of so many days.
const (
	officeHours = 10
	officeDays  = 22
	officeMonth = 30
)

// hours adds the billed hours, with the whole period and office hours to choose. Of
// a subscription they are the hours that it is used, and change no fee.
func (c *carder) hours() {
	e := &c.d.Estimate
	period := c.item.Period
	holds := period.Hours
	help := "Billed hours of the period. Left out: all of them."
	if e.HoursPerDay.Set && e.ScheduleDays.Set {
		holds = money.Product(e.HoursPerDay.Value, e.ScheduleDays.Value)
		help = fmt.Sprintf("From the schedule: %s on %s. A number here takes its place.",
			quote.Counted(e.HoursPerDay.Value, "hour"), quote.Counted(e.ScheduleDays.Value, "day"))
	}
	whole := e.Hours.Node == nil && e.Schedule == nil
	presets := []Preset{{
		ID: "period", Label: "Whole period (" + money.Grouped(period.Hours, 0) + " h)", Active: whole,
		Change: Change{Kind: RemoveField, Deployment: c.n, Field: "hours"},
	}}
	if days := period.Days * officeDays / officeMonth; days > 0 {
		presets = append(presets, Preset{
			ID: "office", Label: fmt.Sprintf("Office hours (%d h on %d days)", officeHours, days),
			Active: e.HoursPerDay.Value.Equal(decimal.NewFromInt(officeHours)) && e.ScheduleDays.Value.Equal(decimal.NewFromInt(days)),
			Change: Change{Kind: Set, Deployment: c.n, Field: "hours", Value: fmt.Sprintf("%dx%d", officeHours, days)},
		})
	}
	n := number{
		Field: Field{ID: "hours", Label: "Hours", Path: c.at("estimate", "hours"), Unit: "hours", Help: help, Presets: presets},
		node:  e.Hours.Node, holds: holds, step: one, free: true, last: period.Hours, one: "hour",
		terms: func(t *deployment.Terms, v decimal.Decimal) { t.Hours = v },
	}
	if c.t.Payment == catalog.Subscription {
		n.Label, n.Help, n.Presets = "Hours of use", "The subscription costs the same. Pay-as-you-go would bill these hours.", nil
		n.last, n.terms = c.t.Lasts(), nil
	}
	c.number(n)
}
