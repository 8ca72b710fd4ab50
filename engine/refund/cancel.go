package refund

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// Choice is one of the three ways to have used model units for some days.
type Choice string

// The choices.
const (
	CancelIt Choice = "cancel"        // the subscription is cancelled at the end of those days
	Stay     Choice = "stay"          // it is kept for the whole month
	ByHour   Choice = "pay_as_you_go" // the days are paid by the hour, day and night, instead
)

// CancelDay is what cancelling on one day costs, and what it could have cost.
type CancelDay struct {
	Day        int64           // of the subscription, from 1; a begun day counts as a whole one
	Cancelled  quote.Fee       // fee of a cancellation on that day
	PayAsYouGo quote.Fee       // of the same time by the hour, day and night; not known if the catalog has no price
	More       decimal.Decimal // what cancelling costs more than staying; negative if it costs less
	Cheapest   []Choice        // several if they cost the same
}

// Cancellation is what it costs to cancel a monthly model unit subscription
// early, day by day.
type Cancellation struct {
	Catalog  *catalog.Catalog
	Terms    deployment.Terms // for one month
	Stay     quote.Fee        // of the month that is kept
	Days     []CancelDay      // every day on which a cancellation has a price
	EvenAt   *big.Rat         // days at which cancelling costs as much as staying, were days divisible
	CostlyAt int64            // the first day on which it costs more than staying; 0 if there is none
	Chosen   *CancelDay       // the day that the terms cancel on; nil if they name none
	Steps    []Step
	Notes    []string
}

// Cancel computes what cancelling a monthly subscription of model units costs on
// each day of its first month. Terms that cancel (CancelAfter) choose a day. The
// month compared with is the first one.
func Cancel(cat *catalog.Catalog, t deployment.Terms) (Cancellation, error) {
	if err := cancellable(t); err != nil {
		return Cancellation{}, err
	}
	rules, after := t.Region.Billing.MU, t.CancelAfter
	t.Months, t.CancelAfter = decimal.NewFromInt(1), decimal.Decimal{}
	c := Cancellation{Catalog: cat, Terms: t, Stay: quote.Of(cat, t)}
	if err := taken(c.Stay.Offer, t); err != nil {
		return Cancellation{}, err
	}
	if !c.Stay.Known {
		return Cancellation{}, fmt.Errorf("the subscription has no price: %s", c.Stay.Reason)
	}
	if after.Ceil().GreaterThan(decimal.NewFromInt(rules.CancelWithinDays)) {
		return Cancellation{}, fmt.Errorf("a cancellation after %s is beyond the first month: there is a price only for one within %s",
			quote.Counted(after, "day"), quote.Counted(decimal.NewFromInt(rules.CancelWithinDays), "day"))
	}
	for day := int64(1); day <= rules.CancelWithinDays; day++ {
		on := c.on(decimal.NewFromInt(day))
		c.Days = append(c.Days, on)
		if c.CostlyAt == 0 && on.More.IsPositive() {
			c.CostlyAt = day
		}
	}
	if after.IsPositive() {
		chosen := c.on(after)
		c.Chosen = &chosen
	}
	c.EvenAt = new(big.Rat).Quo(decimal.NewFromInt(rules.MonthDays).Rat(), rules.CancelRate.Rat())
	c.steps()
	c.notes(after)
	return c, nil
}

func cancellable(t deployment.Terms) error {
	switch {
	case t.Region == nil:
		return errors.New("the region is not known")
	case t.Plan == catalog.PTU && t.Payment == catalog.Subscription:
		return errors.New("a PTU subscription cannot be cancelled: it can only be made smaller, see the downgrade rule")
	case t.Plan != catalog.MU || t.Payment != catalog.Subscription:
		return fmt.Errorf("only a subscription has to be cancelled, and this is plan %s with payment %s: deleting it stops the billing", t.Plan, t.Payment)
	case !t.Capacity.IsPositive():
		return errors.New("the capacity is not given")
	case t.CancelAfter.IsNegative():
		return fmt.Errorf("a subscription cannot be cancelled after %s", quote.Counted(t.CancelAfter, "day"))
	case !t.Region.Billing.MU.CancelRate.IsPositive():
		return fmt.Errorf("the catalog has no cancellation rate for %s", t.Region.Code)
	}
	return nil
}

// taken reports a capacity that the API refuses, so that nobody can have it.
func taken(offer *catalog.Offer, t deployment.Terms) error {
	below := t.Region.Billing.MU.CapacityBelow
	switch {
	case t.Capacity.GreaterThanOrEqual(decimal.NewFromInt(below)):
		return fmt.Errorf("capacity %s is not less than %d, the limit of the API", t.Capacity, below)
	case offer != nil && !money.IsMultiple(t.Capacity, offer.Bundle):
		return fmt.Errorf("capacity %s is not a multiple of %d, the bundle of %s on %s", t.Capacity, offer.Bundle, t.Model, offer.Spec)
	}
	return nil
}

// on computes a cancellation after so many days. A part day by the hour is pro rata.
func (c *Cancellation) on(days decimal.Decimal) CancelDay {
	const hoursPerDay = 24
	cancelled, hourly := c.Terms, c.Terms
	cancelled.CancelAfter = days
	hourly.Payment, hourly.Hours = catalog.PayAsYouGo, days.Mul(decimal.NewFromInt(hoursPerDay))
	on := CancelDay{Day: days.Ceil().IntPart(), Cancelled: quote.Of(c.Catalog, cancelled), PayAsYouGo: quote.Of(c.Catalog, hourly)}
	on.More = on.Cancelled.Amount.Value.Sub(c.Stay.Amount.Value)
	var least decimal.Decimal
	for _, choice := range [...]struct {
		name Choice
		fee  quote.Fee
	}{{CancelIt, on.Cancelled}, {Stay, c.Stay}, {ByHour, on.PayAsYouGo}} {
		order := -1
		if len(on.Cheapest) > 0 {
			order = choice.fee.Amount.Value.Cmp(least)
		}
		switch {
		case !choice.fee.Known:
		case order < 0:
			on.Cheapest, least = []Choice{choice.name}, choice.fee.Amount.Value
		case order == 0:
			on.Cheapest = append(on.Cheapest, choice.name)
		}
	}
	return on
}

// steps shows the rule with its numbers, and the chosen day's fee.
func (c *Cancellation) steps() {
	rules, currency := c.Terms.Region.Billing.MU, c.Stay.Amount.Currency
	fee := func(name string, f quote.Fee) {
		if len(f.Lines) > 0 {
			c.Steps = append(c.Steps, Step{Name: name, Formula: f.Lines[0].Formula(), Value: f.Amount.Value, Unit: currency, Exact: f.Exact})
		}
	}
	fee("staying for the month", c.Stay)
	fee("each begun day, if cancelled", c.Days[0].Cancelled)
	c.Steps = append(c.Steps, step("days at which both cost the same",
		fmt.Sprintf("%d / %s", rules.MonthDays, rules.CancelRate), c.EvenAt, "days"))
	if c.Chosen == nil {
		return
	}
	fee(fmt.Sprintf("cancelled on day %d", c.Chosen.Day), c.Chosen.Cancelled)
	c.Steps = append(c.Steps, Step{
		Name:    "more than staying",
		Formula: text(c.Chosen.Cancelled.Amount.Value) + " - " + text(c.Stay.Amount.Value),
		Value:   c.Chosen.More, Unit: currency, Exact: c.Chosen.Cancelled.Exact && c.Stay.Exact,
	})
	fee("the same time by the hour", c.Chosen.PayAsYouGo)
}

// notes says the answer in sentences.
func (c *Cancellation) notes(after decimal.Decimal) {
	rules := c.Terms.Region.Billing.MU
	note := func(format string, args ...any) { c.Notes = append(c.Notes, fmt.Sprintf(format, args...)) }
	note("a cancellation within the first %d days pays each begun day at %s times the daily price, which is the monthly price / %d",
		rules.CancelWithinDays, rules.CancelRate, rules.MonthDays)
	for _, day := range c.Days {
		if day.More.IsZero() {
			note("on day %d cancelling costs as much as staying: %s", day.Day, sum(c.Stay.Amount))
		}
	}
	if c.CostlyAt > 0 {
		note("from day %d on, cancelling costs more than staying", c.CostlyAt)
	} else {
		note("cancelling never costs more than staying")
	}
	last := c.Days[len(c.Days)-1].PayAsYouGo
	if day := c.Days[0]; last.Known {
		cheaper, by, than := "cancelling", day.Cancelled.Amount, day.PayAsYouGo.Amount
		switch day.Cancelled.Amount.Value.Cmp(day.PayAsYouGo.Amount.Value) {
		case 0:
			note("whole days of a cancelled subscription cost as much as by the hour: %s a day", sum(by))
		case 1:
			cheaper, by, than = "pay-as-you-go", than, by
			fallthrough
		default:
			note("for whole days %s is the cheaper of the two: %s against %s a day", cheaper, sum(by), sum(than))
		}
	}
	if !after.IsInteger() && c.Chosen != nil {
		note("%s count as %s", quote.Counted(after, "day"), quote.Counted(decimal.NewFromInt(c.Chosen.Day), "begun day"))
	}
}

// sum writes an amount rounded to cents.
func sum(a money.Amount) string { return money.Grouped(a.Rounded(), money.Cents) + " " + a.Currency }
