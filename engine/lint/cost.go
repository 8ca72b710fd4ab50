package lint

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/project"
	"github.com/costplan/costplan/engine/quote"
)

// Cost says of a deployment without an error whether its fee is for the period,
// and where it could cost less. fee is what it
// costs as it is; period is what the other payment would be bought for. What the
// project does not allow is not proposed.
func Cost(cat *catalog.Catalog, doc *deployment.Document, d *deployment.Deployment, t deployment.Terms, fee quote.Fee, period deployment.Period, p *project.Project) []diag.Diagnostic {
	if !fee.Known {
		return nil
	}
	c := checker{cat: cat, doc: doc, d: d, t: t}
	c.wholePeriod(period)
	if t.Overflow.Some() { // which costs the same whatever else is chosen here
		c.t.Overflow = deployment.Overflow{}
		fee = quote.Of(cat, c.t)
	}
	if t.NotBilled() || !fee.Amount.Value.IsPositive() {
		return c.found
	}
	c.otherPayment(&fee, period)
	c.otherPlace(&fee, p)
	c.costlyCancellation(&fee)
	return c.found
}

// otherPayment compares pay-as-you-go with a subscription for the whole period, or
// for as long as the hours take if that is longer; and a subscription with
// pay-as-you-go for the hours that it is used, where they are stated.
func (c *checker) otherPayment(fee *quote.Fee, period deployment.Period) {
	if c.t.Plan == catalog.LoRA {
		return
	}
	other := c.t
	if c.t.Payment == catalog.Subscription {
		if other.Payment = catalog.PayAsYouGo; c.t.UseGiven && c.t.Hours.IsPositive() {
			c.cheaperPayment(fee, &other, " and delete the deployment between uses: it is billed while it exists")
		}
		return
	}
	other.Payment = catalog.Subscription
	other.Days, other.Months = decimal.NewFromInt(period.Days), decimal.NewFromInt(period.Months)
	if c.t.Hours.GreaterThan(period.Hours.Ceil()) { // a calendar month of 31 days is one month, not two of 30 days
		other.Days = decimal.NewFromInt(deployment.WholeDays(c.t.Hours))
		other.Months = decimal.NewFromInt(deployment.WholeMonths(c.t.Hours))
	}
	c.cheaperPayment(fee, &other, " if it will run that long")
}

// cheaperPayment reports the other payment where it costs less. condition says when
// it is right to set it.
func (c *checker) cheaperPayment(fee *quote.Fee, other *deployment.Terms, condition string) {
	saving, otherFee, ok := c.saving(fee, other)
	if !ok {
		return
	}
	at, field := c.d.Node, ""
	if c.d.Estimate.Payment.Set {
		at, field = c.d.Estimate.Payment.Node, "estimate/payment"
	}
	set := "estimate.payment: " + string(other.Payment)
	switch said := c.d.Charge.Type.Set; {
	case said && other.Payment == catalog.Subscription:
		set = "charge_type: pre_paid"
	case said:
		set = "charge_type: post_paid without pre_paid_info"
	}
	name, length := paid(other)
	_, now := paid(&c.t)
	found := c.report(diag.CheaperPayment, at, field,
		fmt.Sprintf("%s %s costs %s less: %s instead of %s for %s", name, length, show(saving), show(otherFee.Amount), show(fee.Amount), now), c.change("set "+set+condition))
	found.Values = c.values(saving, otherFee.Amount, fee.Amount)
	found.Values[diag.ValuePayment], found.Values[diag.ValueLength] = string(other.Payment), length
}

// paid names a payment, and what its fee is for.
func paid(t *deployment.Terms) (name, length string) {
	switch {
	case t.Payment != catalog.Subscription:
		return "pay-as-you-go for", quote.Counted(t.Hours, "hour")
	case t.CancelAfter.IsPositive():
		return "a subscription of", quote.Counted(t.CancelAfter.Ceil(), "day") + " until it is cancelled"
	case t.Plan == catalog.PTU:
		return "a subscription of", quote.Counted(t.Days, "day")
	}
	return "a subscription of", quote.Counted(t.Months, "month")
}

// values are the facts of a saving.
func (c *checker) values(saving, other, now money.Amount) map[string]string {
	return map[string]string{
		diag.ValueSaving: saving.Value.String(), diag.ValueSavingText: show(saving), diag.ValueCurrency: saving.Currency,
		diag.ValueNowText: show(now), diag.ValueOtherText: show(other),
	}
}

// saving is how much less other terms cost, if they do.
func (c *checker) saving(fee *quote.Fee, other *deployment.Terms) (saving money.Amount, otherFee quote.Fee, ok bool) {
	otherFee = quote.Brief(c.cat, other)
	if !otherFee.Known || otherFee.Amount.Currency != fee.Amount.Currency {
		return money.Amount{}, otherFee, false
	}
	if !fee.Amount.Value.GreaterThan(otherFee.Amount.Value) {
		return money.Amount{}, otherFee, false
	}
	return money.Amount{Value: fee.Amount.Value.Sub(otherFee.Amount.Value), Currency: fee.Amount.Currency}, otherFee, true
}

// otherPlace finds the cheapest other region for the same model, plan, payment and
// specification, and only if none costs less, the cheapest other specification. On
// model units it takes as many bundles: each serves the model once, though what a
// bundle of another spec serves is not published.
func (c *checker) otherPlace(fee *quote.Fee, p *project.Project) {
	var bundles decimal.Decimal
	if c.t.Plan == catalog.MU {
		if !money.IsMultiple(c.t.Capacity, fee.Offer.Bundle) {
			return
		}
		bundles, _ = money.Share(c.t.Capacity, fee.Offer.Bundle)
	}
	var best quote.Fee
	var bestTerms deployment.Terms
	var bestSaving money.Amount
	bestSame := false // the best has the same specification
	other := c.t
	for _, region := range c.cat.Regions {
		if !p.AllowsRegion(region.Code) {
			continue
		}
		for _, offer := range region.Find(c.t.Plan, c.t.Model) {
			if offer == fee.Offer {
				continue
			}
			other.Region, other.Spec = region, offer.Spec
			if c.t.Plan == catalog.MU {
				other.Capacity = money.Product(bundles, decimal.NewFromInt(offer.Bundle))
			}
			saving, otherFee, ok := c.saving(fee, &other)
			same := offer.Spec == fee.Offer.Spec
			if ok && (same && !bestSame || same == bestSame && saving.Value.GreaterThan(bestSaving.Value)) {
				best, bestTerms, bestSaving, bestSame = otherFee, other, saving, same
			}
		}
	}
	if !best.Known {
		return
	}
	where, help := "in "+place(bestTerms.Region), c.change("set region: "+bestTerms.Region.Code+" if it may run there")
	if bestTerms.Region == c.t.Region {
		where = "here"
	}
	if !bestSame {
		where = fmt.Sprintf("on %s x %s %s", bestTerms.Spec, bestTerms.Capacity, where)
		help = "load-test it first: throughput per model unit is not published"
	}
	if remark := best.Offer.Remark; remark != "" && remark != fee.Offer.Remark {
		where += " (" + remark + ")"
	}
	found := c.report(diag.CheaperOption, c.d.Node, "",
		fmt.Sprintf("it costs %s less %s: %s instead of %s", show(bestSaving), where, show(best.Amount), show(fee.Amount)), help)
	found.Values = c.values(bestSaving, best.Amount, fee.Amount)
	found.Values[diag.ValueRegion], found.Values[diag.ValueRegionName] = bestTerms.Region.Code, bestTerms.Region.Name
	if c.t.Plan == catalog.MU {
		found.Values[diag.ValueSpec], found.Values[diag.ValueCapacity] = bestTerms.Spec, bestTerms.Capacity.String()
	}
}

// costlyCancellation compares a cancellation with the whole month.
func (c *checker) costlyCancellation(fee *quote.Fee) {
	cancel := c.d.Estimate.CancelAfterDays
	if !cancel.Set || c.t.Plan != catalog.MU {
		return
	}
	stay := c.t
	stay.CancelAfter, stay.Months = decimal.Zero, decimal.NewFromInt(1)
	saving, stayFee, ok := c.saving(fee, &stay)
	if !ok {
		return
	}
	c.report(diag.CostlyCancel, cancel.Node, "estimate/cancel_after_days",
		fmt.Sprintf("cancelling after %s costs %s more than staying: %s instead of %s for the month",
			quote.Counted(cancel.Value, "day"), show(saving), show(fee.Amount), show(stayFee.Amount)),
		"stay to the end of the month, or cancel within "+quote.Counted(c.lastGoodDay(), "day"))
}

// change is the way to another payment or region. One that runs cannot be changed.
func (c *checker) change(help string) string {
	if c.running() {
		return "to change it, delete it and deploy it anew"
	}
	return help
}

// lastGoodDay is the last day on which cancelling costs no more than the month:
// days x rate / days of a month is at most 1.
func (c *checker) lastGoodDay() decimal.Decimal {
	rules := c.t.Region.Billing.MU
	days, _ := decimal.NewFromInt(rules.MonthDays).QuoRem(rules.CancelRate, 0)
	return days
}

// show writes an amount rounded to cents.
func show(a money.Amount) string {
	text := money.AppendGrouped(make([]byte, 0, 40), a.Rounded(), money.Cents)
	return string(append(append(text, ' '), a.Currency...))
}
