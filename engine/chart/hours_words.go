package chart

import (
	"fmt"
	"strings"

	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// reading says from how many hours a subscription costs less for the current
// choice, or for the cheapest option without one. It adds the cheapest option if
// that is another.
func (h *hours) reading() string {
	of := h.today()
	if of == nil {
		of = h.drawn[0]
	}
	best := bestText(h.c, h.currency)
	if h.c.SeveralKinds(h.currency) {
		best += "; " + compare.LoadTest
	}
	text := h.payments(of)
	switch {
	case text == "":
		return capital(best) + "."
	case h.drawn[0].What() != of.What():
		return "For " + of.What() + ", " + text + "; " + best + "."
	case h.several():
		return "For " + of.What() + ", " + text + "."
	}
	return capital(text) + "."
}

// bestText says which option of a currency is the cheapest for the hours of the
// need, or only that it costs least where there are several kinds of hardware;
// empty if none has an amount.
func bestText(c *compare.Comparison, currency string) string {
	var best []*compare.Option
	for i := range c.Ranked() {
		if o := &c.Options[i]; o.Rank == 1 && o.Fee.Amount.Currency == currency {
			best = append(best, o)
		}
	}
	hours := quote.Counted(c.Hours, "hour")
	say := func(what string, several bool) string {
		verb, least := "is ", " costs least"
		if several {
			verb, least = "are ", " cost least"
		}
		if c.SeveralKinds(currency) {
			return "for " + hours + ", " + what + least
		}
		return "the cheapest for " + hours + " " + verb + what
	}
	switch len(best) {
	case 0:
		return ""
	case 1:
		return say(best[0].Label(), false)
	case 2:
		return say(best[0].Label()+" and "+best[1].Label(), true)
	}
	return say(best[0].Label(), false) + fmt.Sprintf(", and %d more cost the same", len(best)-1)
}

// payments compares the two payments of one thing; empty if it has only one.
func (h *hours) payments(of *compare.Option) string {
	for i := range h.c.BreakEven {
		b := &h.c.BreakEven[i]
		if b.Kind != compare.ByPayment || b.Variable != compare.HoursPerPeriod || b.Between[0] != of.ID() && b.Between[1] != of.ID() {
			continue
		}
		switch perDay := h.aDay(b); {
		case !b.Crosses():
			return "pay-as-you-go is never more expensive than a subscription in this period"
		case perDay != nil:
			return "a subscription is cheaper from " + about(perDay) + " hours a day"
		}
	}
	return ""
}

// several reports whether more than one thing is drawn.
func (h *hours) several() bool {
	for _, o := range h.drawn {
		if o.What() != h.drawn[0].What() {
			return true
		}
	}
	return false
}

// short names an option by what the drawn ones do not have in common.
func (h *hours) short(o *compare.Option) string { return shortLabel(o, h.drawn) }

// shortLabel names an option among others by what they do not all have in
// common; by all of it if there is nothing else.
func shortLabel(o *compare.Option, among []*compare.Option) string {
	differ := func(of func(o *compare.Option) string) bool {
		for _, other := range among {
			if of(other) != of(among[0]) {
				return true
			}
		}
		return false
	}
	goods := func(o *compare.Option) string { return o.Thing() }
	payment := func(o *compare.Option) string { return report.PaymentText(o.Terms.Payment) }
	region := func(o *compare.Option) string { return o.Terms.Region.Name }
	var parts []string
	for _, part := range [...]func(o *compare.Option) string{goods, payment, region} {
		if differ(part) {
			parts = append(parts, part(o))
		}
	}
	if len(parts) == 0 {
		return o.Label()
	}
	return strings.Join(parts, ", ")
}
