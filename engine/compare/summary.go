package compare

import (
	"fmt"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/quote"
)

// notes adds what holds for the comparison as a whole.
func (c *comparer) notes() {
	note := func(format string, args ...any) { c.Notes = append(c.Notes, fmt.Sprintf(format, args...)) }
	if c.Hours.GreaterThan(c.Need.Period.Hours) {
		note("%s are more than the period has (%s), so subscriptions of the period are not compared", quote.Counted(c.Hours, "hour"), grouped(c.Need.Period.Hours))
	}
	if c.Hours.IsZero() {
		note("no hours are billed, so pay-as-you-go by the hour costs nothing")
	}
	if need := c.Need.Tokens; need != nil && need.total().IsZero() {
		note("no tokens are used, so plan lora costs nothing")
	}
	currencies := map[string]bool{}
	tokens := false
	for _, o := range c.Ranked() {
		currencies[o.Fee.Amount.Currency] = true
		tokens = tokens || o.Terms.Plan == catalog.LoRA
	}
	if len(currencies) > 1 {
		note("amounts in different currencies are not ranked against each other")
	}
	if tokens {
		note("tokens are billed as stated for the period, whatever the hours")
	}
	if c.Today != nil && !c.Today.Fee.Known {
		note("today's choice has no amount to compare with: %s", c.Today.Fee.Reason)
	}
}

// summary answers in sentences: the cheapest option of all and of each other
// region, what that saves, and from when on a subscription is cheaper.
func (c *comparer) summary() {
	say := func(format string, args ...any) { c.Summary = append(c.Summary, fmt.Sprintf(format, args...)) }
	ranked := c.Ranked()
	if len(ranked) == 0 {
		say("no option for %s has an amount", c.Model)
		return
	}
	for i := 0; i < len(ranked); i++ {
		if ranked[i].Rank != 1 {
			continue
		}
		first := &ranked[i] // of its currency
		best := []*Option{first}
		for ; i+1 < len(ranked) && ranked[i+1].Rank == 1 && ranked[i+1].Fee.Amount.Currency == first.Fee.Amount.Currency; i++ {
			best = append(best, &ranked[i+1])
		}
		say("%s for %s: %s", cheapestText(best), quote.Counted(c.Hours, "hour"), sum(first.amount, first.Fee.Amount.Currency))
	}
	c.summaryOfRegions(say)
	c.summaryOfToday(say)
	for _, b := range c.BreakEven {
		if b.Kind == ByPayment && b.Variable == HoursPerPeriod {
			say("%s", b.Reading)
		}
	}
}

func (c *comparer) summaryOfRegions(say func(string, ...any)) {
	ranked := c.Ranked()
	for _, region := range c.Catalog.Regions {
		for i := range ranked {
			o := &ranked[i]
			if o.Terms.Region != region {
				continue
			}
			if o.Rank > 1 {
				say("in %s the cheapest is %s %s: %s", region.Name, o.Thing(), paymentText(o.Terms.Payment), sum(o.amount, o.Fee.Amount.Currency))
			}
			break
		}
	}
}

// summaryOfToday compares the cheapest option of today's currency with today's.
func (c *comparer) summaryOfToday(say func(string, ...any)) {
	ranked := c.Ranked()
	for i := range ranked {
		o := &ranked[i]
		if o.Difference == nil {
			continue
		}
		today := sum(exactly(c.Today.Fee), o.Fee.Amount.Currency)
		switch o.Difference.Sign() {
		case -1:
			say("%s costs %s less than today's choice (%s)", o.Label(), sum(o.Difference.Neg().Rat(), o.Fee.Amount.Currency), today)
		case 0:
			say("nothing is cheaper than today's choice (%s)", today)
		default:
			say("every option costs more than today's choice (%s)", today)
		}
		return
	}
}
