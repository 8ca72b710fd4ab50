package compare

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
)

// The functions of this file are the words for people. Numbers in them are
// exact, or said to be about so.

// Label names an option for people: "mu MU1 x 8 subscription in Singapore".
func (o *Option) Label() string {
	label := o.Thing() + " " + paymentText(o.Terms.Payment) + " in " + o.Terms.Region.Name
	if o.Fee.Offer != nil && o.Fee.Offer.Remark != "" {
		label += " (" + o.Fee.Offer.Remark + ")"
	}
	return label
}

// Thing is what an option buys: "ptu", "mu MU1 x 8".
func (o *Option) Thing() string {
	parts := []string{string(o.Terms.Plan)}
	if o.Terms.Spec != "" {
		parts = append(parts, o.Terms.Spec)
	}
	if o.Terms.Capacity.IsPositive() {
		parts = append(parts, "x", grouped(o.Terms.Capacity))
	}
	return strings.Join(parts, " ")
}

// What is what an option buys and where, under any payment: "mu MU1 x 8 in Singapore".
func (o *Option) What() string { return o.Thing() + " in " + o.Terms.Region.Name }

func paymentText(p catalog.Payment) string { return strings.ReplaceAll(string(p), "_", "-") }

// bundleText writes what a price of model units covers: "MU1 x 8".
func bundleText(offer *catalog.Offer) string {
	return strings.TrimSpace(fmt.Sprintf("%s x %d", offer.Spec, offer.Bundle))
}

// unitOf is what a subscription of a plan is counted in.
func unitOf(plan catalog.Plan) string {
	if plan == catalog.MU {
		return "month"
	}
	return "day"
}

func grouped(d decimal.Decimal) string { return money.Grouped(d, 0) }

// about writes a rational number to at most four places, and says so if that is
// not all of it.
func about(r *big.Rat) string {
	const places = 4
	value, exact := money.FromRat(r)
	short := value.Round(places)
	if exact && short.Equal(value) {
		return grouped(value)
	}
	return "about " + grouped(short)
}

// sum writes an amount rounded to cents.
func sum(amount *big.Rat, currency string) string {
	value, _ := money.FromRat(amount)
	return money.Grouped(value.Round(money.Cents), money.Cents) + " " + currency
}

// prices writes two prices that are told apart: in full, or to 10 places.
func prices(a, b *big.Rat, currency string) string {
	first, _ := money.FromRat(a)
	second, _ := money.FromRat(b)
	return money.Grouped(first, money.Cents) + " against " + money.Grouped(second, money.Cents) + " " + currency
}

// hoursOf writes hours of the period: "360 of 720 hours".
func (c *comparer) hoursOf(hours *big.Rat) string {
	return about(hours) + " of " + quote.Counted(c.Need.Period.Hours, "hour")
}

func (c *comparer) readCrossing(kind Kind, line, constant *Option, hours *big.Rat) string {
	below, above, place := line.Label(), constant.Label(), ""
	if kind == ByPayment {
		below, above, place = "pay-as-you-go", "a subscription", line.What()+": "
	}
	both := sum(constant.amount, constant.Fee.Amount.Currency)
	switch hours.Cmp(c.periodHours()) {
	case -1:
		return fmt.Sprintf("%s%s is cheaper than %s from %s hours a day (%s, where both cost %s)",
			place, above, below, about(c.aDay(hours)), c.hoursOf(hours), both)
	case 0:
		return fmt.Sprintf("%s%s is cheaper than %s unless all %s are billed: then both cost %s",
			place, below, above, quote.Counted(c.Need.Period.Hours, "hour"), both)
	}
	return fmt.Sprintf("%s%s is cheaper than %s at any hours of the period: the two would cost the same at %s hours, and it has %s",
		place, below, above, about(hours), grouped(c.Need.Period.Hours))
}

func (c *comparer) readUncrossed(a, b *Option, same bool) string {
	if same {
		return fmt.Sprintf("%s and %s cost the same at any hours", a.Label(), b.Label())
	}
	hour, unit := big.NewRat(1, 1), "an hour"
	switch {
	case a.Curve.Hourly == nil && b.Curve.Hourly == nil:
		unit = "for the period"
	case a.Curve.Hourly == nil || b.Curve.Hourly == nil:
		return fmt.Sprintf("%s is cheaper than %s at any hours", a.Label(), b.Label())
	}
	return fmt.Sprintf("%s is cheaper than %s at any hours: %s %s",
		a.Label(), b.Label(), prices(a.Curve.At(hour), b.Curve.At(hour), a.Fee.Amount.Currency), unit)
}

func (c *comparer) readThroughput(ptu, mu *Option, s stepper, steps, before *big.Int, price *big.Rat) string {
	unit := "for the period"
	if byHour(ptu.Terms) {
		unit = "an hour"
	}
	text := fmt.Sprintf("%s costs more than %s from %s: %s %s", ptu.Label(), mu.Thing(), s.at(steps),
		prices(s.cost(steps), price, ptu.Fee.Amount.Currency), unit)
	if before.Sign() == 0 {
		return text + "; that is the smallest step"
	}
	cost, _ := money.FromRat(s.cost(before))
	return text + fmt.Sprintf("; at %s it is not (%s)", s.at(before), money.Grouped(cost, money.Cents))
}

// String writes "50,000 input and 5,000 output TPM".
func (t Throughput) String() string {
	var parts []string
	for _, part := range [...]struct {
		tpm  decimal.Decimal
		name string
	}{{t.Input, "input"}, {t.Output, "output"}, {t.Thinking, "thinking output"}} {
		if part.tpm.IsPositive() {
			parts = append(parts, grouped(part.tpm)+" "+part.name)
		}
	}
	return listed(parts) + " TPM"
}

// listed writes "a, b and c".
func listed(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}

func (c *comparer) readTokens(other *Option, count *big.Rat) string {
	text := fmt.Sprintf("%s is cheaper than tokens from %s tokens in the period", other.Label(), grouped(decimal.NewFromBigInt(afterwards(count), 0)))
	if c.Hours.IsPositive() {
		perHour := new(big.Rat).Quo(count, c.Hours.Rat())
		text += fmt.Sprintf(" (%s an hour over %s)", about(perHour), quote.Counted(c.Hours, "hour"))
	}
	return text + ", " + c.Need.MixText()
}

func (c *comparer) readRange(from, to *big.Rat, options, before []*Option) string {
	what, rest := cheapestText(options), ""
	if c.SeveralKinds(options[0].Fee.Amount.Currency) {
		what, rest = leastText(options)+" at these hours", "; "+LoadTest
	}
	switch end := c.periodHours(); {
	case from.Sign() == 0 && to.Cmp(end) == 0:
		return fmt.Sprintf("at any hours up to %s, %s%s", quote.Counted(c.Need.Period.Hours, "hour"), what, rest)
	case from.Sign() == 0:
		return fmt.Sprintf("below %s hours a day (%s), %s%s", about(c.aDay(to)), c.hoursOf(to), what, rest)
	}
	return fmt.Sprintf("from %s hours a day (%s), %s; at exactly that it costs the same as %s%s",
		about(c.aDay(from)), c.hoursOf(from), what, labels(before), rest)
}

// LoadTest is said wherever kinds of hardware stand beside each other.
const LoadTest = "throughput per model unit is not published, so load-test it"

// leastText says that options cost least, where what they serve may differ.
func leastText(options []*Option) string {
	if len(options) > 1 {
		return labels(options) + " cost least"
	}
	return labels(options) + " costs least"
}

// cheapestText says that options are the cheapest ones.
func cheapestText(options []*Option) string {
	if len(options) > 1 {
		return labels(options) + " are the cheapest, at the same price"
	}
	return labels(options) + " is the cheapest"
}

func labels(options []*Option) string {
	var texts []string
	for _, o := range options {
		texts = append(texts, o.Label())
	}
	return listed(texts)
}
