package lint

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/quote"
)

// loraCapacity reports a missing capacity on plan lora. The page says in one
// place that it is required there, in another that it is not: hence a warning.
func (c *checker) loraCapacity() {
	if c.t.Plan != catalog.LoRA || c.running() || c.said("capacity") {
		return
	}
	d := c.report(diag.NoLoRACapacity, c.d.Node, "",
		"capacity is missing: the provider's page requires it for plan lora, though it has no effect", "add capacity: 1")
	c.insert(d, c.d.Node, []string{"model_name", "plan"}, "capacity", edit.Number("1"))
}

// usage reports usage that is not given or that is zero.
func (c *checker) usage() {
	e := &c.d.Estimate
	tokens := e.Tokens
	switch {
	case c.t.Plan == catalog.LoRA && !c.said("estimate/tokens") && e.Node.Entry("tokens") == nil && (e.Node != nil || !c.said("estimate")):
		if len(c.offers) > 0 && c.offers[0].Priced() && c.t.Custom {
			at, path := c.d.Node, ""
			if e.Node != nil {
				at, path = e.Node, "estimate"
			}
			help := "add estimate: {tokens: {input: 1000000, output: 1000000}}"
			if c.running() {
				help = "an answer of the API does not tell them: describe the deployment in a deployment file, with estimate.tokens"
			}
			c.report(diag.UsageNotGiven, at, path, "plan lora is billed by token, and the tokens are not given: there is no fee", help)
		}
	case c.t.Plan == catalog.LoRA && tokens.Node != nil:
		if c.tokensLeftOut(tokens) {
			break
		}
		if !c.brokenBelow("estimate/tokens") && tokens.Input.Value.IsZero() && tokens.Output.Value.IsZero() && tokens.ThinkingOutput.Value.IsZero() {
			c.zero(tokens.Node, "estimate/tokens", "no tokens are used", "write the tokens that are expected")
		}
	case c.t.Plan == catalog.CU && !c.t.NotBilled() && !(c.running() && !c.said("capacity")) && c.t.Capacity.IsZero() && len(c.offers) > 0 && c.offers[0].Priced():
		c.noUnits()
	case c.t.Payment == catalog.Subscription && c.t.UseGiven:
		c.used()
	case e.Hours.Set && e.Hours.Value.IsZero():
		c.zero(e.Hours.Node, "estimate/hours", "hours is 0", "leave it out for the whole period")
	case e.Schedule != nil && e.HoursPerDay.Set && e.ScheduleDays.Set && c.t.Hours.IsZero():
		c.zero(e.Schedule, "estimate/schedule", "the schedule has no hours", "leave it out for the whole period")
	}
	c.cancellation()
}

// used checks the hours that a subscription is used, which change no fee.
func (c *checker) used() {
	at, path := c.d.Estimate.Hours.Node, "estimate/hours"
	if at == nil {
		at, path = c.d.Estimate.Schedule, "estimate/schedule"
	}
	lasts := c.t.Lasts()
	days := money.Product(c.t.ScheduleDays, decimal.NewFromInt(hoursPerDay))
	switch {
	case c.t.Hours.IsZero():
		c.report(diag.NothingBought, at, path, "the subscription is used for 0 hours, and its fee is the same", "state the hours that it is used, or leave them out")
	case c.t.Hours.GreaterThan(lasts):
		c.report(diag.BeyondPeriod, at, path,
			fmt.Sprintf("it is used for %s, and the subscription lasts at most %s", quote.Counted(c.t.Hours, "hour"), quote.Counted(lasts, "hour")),
			"state the hours of use within the subscription, or a longer one")
	case days.GreaterThan(lasts):
		c.report(diag.BeyondPeriod, at, path,
			fmt.Sprintf("it is used on %s, and the subscription lasts at most %s", quote.Counted(c.t.ScheduleDays, "day"), quote.Counted(lasts, "hour")),
			"state the days of use within the subscription, or a longer one")
	}
}

const hoursPerDay = 24

// tokensLeftOut reports usage that is stated in part. What is left out is not
// zero: nobody means a model that is asked and never answers.
func (c *checker) tokensLeftOut(tokens deployment.Tokens) bool {
	var missing []string
	for _, key := range [...]string{"input", "output"} {
		if tokens.Node.Entry(key) == nil && !c.said("estimate/tokens/"+key) {
			missing = append(missing, key)
		}
	}
	if len(missing) == 0 {
		return false
	}
	c.report(diag.UsageNotGiven, tokens.Node, "estimate/tokens",
		fmt.Sprintf("the %s tokens are not given: there is no fee", strings.Join(missing, " and ")),
		fmt.Sprintf("add %s: with the tokens that are expected, or 0 if there are none", strings.Join(missing, ": and ")))
	return true
}

// noUnits reports compute units that are priced but not stated.
func (c *checker) noUnits() {
	const help = "state capacity: the number of compute units"
	if capacity := c.d.Capacity; capacity.Set {
		c.report(diag.UsageNotGiven, capacity.Node, "capacity", "capacity 0 is no number of compute units: there is no fee", help)
	} else if !c.said("capacity") {
		c.report(diag.UsageNotGiven, c.d.Node, "", "plan cu is billed by compute unit, and capacity is not given: there is no fee", help)
	}
}

// cancellation reports one after the first month, for which there is no price.
func (c *checker) cancellation() {
	cancel := c.d.Estimate.CancelAfterDays
	if c.t.Region == nil || !cancel.Set {
		return
	}
	within := c.t.Region.Billing.MU.CancelWithinDays
	if cancel.Value.GreaterThan(decimal.NewFromInt(within)) {
		c.report(diag.OutOfRange, cancel.Node, "estimate/cancel_after_days",
			fmt.Sprintf("cancel_after_days %s is after the first month: the page has a price only for a cancellation within %d days", cancel.Value, within),
			"write at most "+strconv.FormatInt(within, 10)+", or remove it")
	}
}

// brokenBelow reports whether a diagnostic was given for something in a field of
// the deployment, or in the deployment itself for "".
func (c *checker) brokenBelow(field string) bool {
	if field != "" {
		field = "/" + field
	}
	return c.doc.BrokenBelow(c.d.Path + field)
}

func (c *checker) zero(at *document.Node, path, what, help string) {
	c.report(diag.NothingBought, at, path, what+", so the fee is 0", help)
}

// order reports a date that has the right form but does not exist.
func (c *checker) order() {
	ordered := c.d.Estimate.OrderedAt
	if !ordered.Set {
		return
	}
	at, err := deployment.ParseOrderedAt(ordered.Value)
	if err != nil {
		c.report(diag.NotAllowed, ordered.Node, "estimate/ordered_at",
			fmt.Sprintf("ordered_at %q is not a date and time that exists", ordered.Value), "write it like 2026-06-06T22:30:00+08:00")
		return
	}
	if c.t.Region == nil {
		return
	}
	rules := c.t.Region.Billing.PTU
	days := c.t.Days.Add(decimal.NewFromInt(2 + (rules.GraceHours+rules.RetentionHours)/24)) // at most, until it is released
	const long = 10_000 * 366
	first := at.In(c.t.Region.Location())
	if days.GreaterThan(decimal.NewFromInt(long)) || !catalog.Writable(first) || !catalog.Writable(first.AddDate(0, 0, int(days.IntPart()))) {
		c.report(diag.OutOfRange, ordered.Node, "estimate/ordered_at",
			fmt.Sprintf("a subscription of %s ordered at %s has dates that are not from year 1 to 9999", quote.Counted(c.t.Days, "day"), ordered.Value),
			"correct the year, or the days")
	}
}

// withoutEffect reports fields that the API takes but that change nothing on
// the plan.
func (c *checker) withoutEffect() {
	if c.running() {
		return
	}
	for _, field := range deployment.Fields() {
		if !field.Ignored(c.t.Plan) {
			continue
		}
		if entry := c.d.Node.Entry(field.Name); entry != nil {
			c.report(diag.NoEffect, entry.Key, field.Name,
				fmt.Sprintf("%s is a field of plan mu and has no effect on plan %s", field.Name, c.t.Plan), "remove it")
		}
	}
}

// wholePeriod reports an amount that pays for less or for more time than the
// period, so that the total is for another time than its label says.
func (c *checker) wholePeriod(period deployment.Period) {
	covers := c.t.Covers(period)
	if covers == nil {
		return
	}
	at, field := c.stated()
	paid, has := quote.Counted(covers.Paid, covers.Unit), quote.Counted(covers.Period, covers.Unit)
	if !covers.Beyond() {
		found := c.report(diag.PeriodNotCovered, at, field, fmt.Sprintf("it pays for %s, and the period has %s: the total has no cost for the rest", paid, has),
			"leave the length of the subscription out to pay for the whole period, or state the period that is meant")
		found.Values = map[string]string{diag.ValuePaid: paid, diag.ValuePeriod: has}
		return
	}
	message := fmt.Sprintf("it pays for %s, and the period has only %s: the total has costs of a longer time", paid, has)
	help := "state less, or state the period that is meant"
	if at == c.d.Node || at == c.d.Estimate.Payment.Node { // the period filled it in
		help = "a subscription is sold for whole days or for whole months of 30 days: a calendar month is period: 2026-12, and 12 months are period: 1y"
	}
	found := c.report(diag.BeyondPeriod, at, field, message, help)
	found.Values = map[string]string{diag.ValuePaid: paid, diag.ValuePeriod: has}
}

// stated is the field that states for how long a deployment is paid for, else the
// payment, else the deployment.
func (c *checker) stated() (at *document.Node, field string) {
	e := &c.d.Estimate
	subscribed := c.t.Payment == catalog.Subscription
	for _, f := range [...]struct {
		node  *document.Node
		field string
		holds bool
	}{
		{e.Days.Node, "estimate/days", subscribed},
		{e.CancelAfterDays.Node, "estimate/cancel_after_days", subscribed},
		{e.Months.Node, "estimate/months", subscribed},
		{e.Hours.Node, "estimate/hours", !subscribed},
		{e.Schedule, "estimate/schedule", !subscribed},
		{e.Payment.Node, "estimate/payment", true},
	} {
		if f.node != nil && f.holds {
			return f.node, f.field
		}
	}
	return c.d.Node, ""
}
