package compare

import (
	"fmt"
	"strings"

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

// summary answers in sentences: the cheapest option of each kind of hardware, what
// that saves, and from when on a subscription is cheaper. Kinds are not ranked
// against each other, since throughput per model unit is not published; where there
// is but one, the cheapest option of each other region follows.
func (c *comparer) summary() {
	say := func(format string, args ...any) { c.Summary = append(c.Summary, fmt.Sprintf(format, args...)) }
	ranked := c.Ranked()
	if len(ranked) == 0 {
		say("no option for %s has an amount", c.Model)
		return
	}
	var firsts []*Option // the cheapest of each kind and currency
	best := map[kindOf][]*Option{}
	kinds := map[string]bool{}
	for i := range ranked {
		o := &ranked[i]
		kind := kindOf{o.hardware(), o.Fee.Amount.Currency}
		kinds[kind.hardware] = true
		switch cheapest := best[kind]; {
		case cheapest == nil:
			firsts = append(firsts, o)
			best[kind] = []*Option{o}
		case cheapest[0].amount.Cmp(o.amount) == 0:
			best[kind] = append(cheapest, o)
		}
	}
	for _, o := range firsts {
		within := ""
		if len(kinds) > 1 {
			within = "within " + o.hardware() + ", "
		}
		say("%s%s for %s: %s", within, cheapestText(best[kindOf{o.hardware(), o.Fee.Amount.Currency}]),
			quote.Counted(c.Hours, "hour"), sum(o.amount, o.Fee.Amount.Currency))
	}
	switch {
	case len(kinds) > 1 && firsts[0].Fee.Amount.Currency == firsts[len(firsts)-1].Fee.Amount.Currency:
		say("%s costs least of these; %s before you choose between them", firsts[0].hardware(), LoadTest)
	case len(kinds) == 1:
		c.summaryOfRegions(say)
	}
	c.summaryOfToday(say)
	for _, b := range c.BreakEven {
		if b.Kind == ByPayment && b.Variable == HoursPerPeriod {
			say("%s", b.Reading)
		}
	}
}

// kindOf is a kind of hardware whose amounts can be compared.
type kindOf struct{ hardware, currency string }

// hardware is the plan and the specification of an option: "ptu", "mu MU1".
func (o *Option) hardware() string {
	return strings.TrimSpace(string(o.Terms.Plan) + " " + o.Terms.Spec)
}

// SeveralKinds reports whether the options with an amount in a currency are of
// several kinds of hardware, so that none of them is called the cheapest.
func (c *Comparison) SeveralKinds(currency string) bool {
	first := ""
	for i := range c.Ranked() {
		o := &c.Options[i]
		switch {
		case o.Fee.Amount.Currency != currency:
		case first == "":
			first = o.hardware()
		case first != o.hardware():
			return true
		}
	}
	return false
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
