// Package quote computes what deployments cost: one path from a price and a
// quantity to money, the fee of every plan and payment built on it, and totals
// per currency. It takes resolved terms and a catalog, and knows nothing of
// documents or of how a result is shown.
package quote

import (
	"fmt"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
)

// Fee is what one deployment costs, with its derivation.
type Fee struct {
	Offer  *catalog.Offer // what is bought; nil if the region does not offer it
	Lines  []Line
	Amount money.Amount // sum of the lines, discounts taken off; meaningful only if Known
	List   money.Amount // the same at list prices
	Known  bool         // false where there is no price or no usage
	Exact  bool         // no line had to be rounded
	Reason string       // why there is no amount, if not Known
	// AtLeast is why the amount, though Known, is a lower bound: what overflows has no
	// price. Empty if it is none.
	AtLeast string
	Dates   *Dates   // of a subscription whose order time is stated
	Notes   []string // what somebody who pays should know
}

// Of returns the fee of resolved terms. Fees follow the sections "Billed by
// usage duration" and "By model token usage" of the provider's page. Terms that
// package lint reports an error for may give a fee that is not known.
func Of(cat *catalog.Catalog, t deployment.Terms) Fee {
	return of(&builder{cat: cat}, &t)
}

// Brief returns the fee of resolved terms without its derivation: no lines, dates
// and notes. Whoever only compares amounts is served sooner.
func Brief(cat *catalog.Catalog, t *deployment.Terms) Fee {
	return of(&builder{cat: cat, brief: true}, t)
}

// Fees caches what terms cost. The zero value is empty, and a nil one caches nothing.
// Use one for the same terms only.
type Fees struct{ brief, full *Fee }

// Brief is Brief, remembered.
func (f *Fees) Brief(cat *catalog.Catalog, t *deployment.Terms) Fee {
	if f == nil {
		return Brief(cat, t)
	}
	if f.brief == nil {
		fee := Brief(cat, t)
		f.brief = &fee
	}
	return *f.brief
}

// Of is Of, remembered.
func (f *Fees) Of(cat *catalog.Catalog, t *deployment.Terms) Fee {
	if f == nil {
		return Of(cat, *t)
	}
	if f.full == nil {
		fee := Of(cat, *t)
		f.full = &fee
	}
	return *f.full
}

func of(b *builder, t *deployment.Terms) Fee {
	if t.Region == nil {
		return unknown("the region is not known")
	}
	fee := Fee{Offer: offerOf(t), Exact: true}
	fee.Amount.Currency, fee.List.Currency = t.Region.Currency, t.Region.Currency
	switch {
	case t.NotBilled():
		fee.Known = true
		fee.Notes = []string{"not billed: " + t.Status.Text()}
		return fee
	case t.Unpriced != "":
		fee.Reason = "no price: " + t.Unpriced
		return fee
	case fee.Offer == nil:
		return unknown(fmt.Sprintf("%s is not offered on plan %s in %s", t.Model, t.Plan, t.Region.Code))
	case !fee.Offer.Priced():
		fee.Reason = "no price: " + fee.Offer.Reason
		return fee
	}
	b.region, b.offer, b.payment, b.exact = t.Region, fee.Offer, t.Payment, true
	switch status := t.Status; {
	case status.Billing == deployment.Unclear:
		b.note("priced as if it were billed: %s", status.Text())
	case status.Why != "":
		b.note("%s", status.Text())
	}
	switch {
	case t.Plan == catalog.PTU:
		b.ptu(t)
	case t.Plan == catalog.MU:
		b.mu(t)
	case t.Plan == catalog.LoRA:
		b.lora(t)
	case t.Plan == catalog.CU:
		b.cu(t)
	}
	if b.missing != "" {
		fee.Reason = b.missing
		return fee
	}
	fee.Known, fee.Exact, fee.Lines, fee.Notes, fee.AtLeast = true, b.exact, b.lines, b.notes, b.atLeast
	fee.Amount.Value, fee.List.Value = b.amount, b.amount.Add(b.off)
	if !b.brief {
		fee.Dates = datesOf(t)
	}
	return fee
}

// Whole reports whether there is an amount that is no lower bound.
func (f *Fee) Whole() bool { return f.Known && f.AtLeast == "" }

// Why is why there is no amount, or why it is a lower bound.
func (f *Fee) Why() string {
	if f.Known {
		return f.AtLeast
	}
	return f.Reason
}

func unknown(reason string) Fee { return Fee{Reason: reason} }

// OfferOf finds what is bought; nil if the region does not offer it. On plan mu
// that is the offer of the spec. Of offers without one, whose specs are not
// known, it is one whose bundle fits the capacity, if there is one; of several,
// one with a price.
func OfferOf(t deployment.Terms) *catalog.Offer { return offerOf(&t) }

func offerOf(t *deployment.Terms) *catalog.Offer {
	var open *catalog.Offer
	for _, offer := range t.Region.Find(t.Plan, t.Model) {
		switch {
		case t.Plan != catalog.MU || offer.Spec != "" && offer.Spec == t.Spec:
			return offer
		case offer.Spec != "":
		case open == nil || fitsBetter(offer, open, t.Capacity):
			open = offer
		}
	}
	return open
}

// fitsBetter reports whether of two offers without a spec this one is bought: the
// capacity is a multiple of its bundle, then it has a price, then its bundle is
// not the smaller one.
func fitsBetter(this, other *catalog.Offer, capacity decimal.Decimal) bool {
	fits, otherFits := money.IsMultiple(capacity, this.Bundle), money.IsMultiple(capacity, other.Bundle)
	switch {
	case !fits || !otherFits:
		return fits
	case this.Priced() != other.Priced():
		return this.Priced()
	}
	return this.Priced() && this.Bundle >= other.Bundle
}

// builder collects one fee.
type builder struct {
	cat     *catalog.Catalog
	brief   bool // only the amounts are asked for
	region  *catalog.Region
	offer   *catalog.Offer
	payment catalog.Payment

	amount, off decimal.Decimal // sums of the lines: what is paid, and what it is below list prices
	lines       []Line
	notes       []string
	exact       bool
	missing     string // why there is no fee
	atLeast     string // why the fee is a lower bound
}

// ptu adds duration x TPM x price / TPM that the price covers, for input, output
// and thinking output.
func (b *builder) ptu(t *deployment.Terms) {
	duration := Duration{t.Hours, hour}
	if t.Payment == catalog.Subscription {
		duration = Duration{t.Days, day}
		b.note("a PTU subscription cannot be cancelled")
	}
	b.add(catalog.Input, t.InputTPM, duration)
	b.add(catalog.Output, t.OutputTPM, duration)
	if t.ThinkingTPM.IsPositive() {
		b.add(catalog.ThinkingOutput, t.ThinkingTPM, duration)
	}
	if t.Overflow.Some() {
		b.overflow(t)
	}
}

// overflow adds what overflows, tokens x price / tokens that the price covers, at the
// prices on demand of an overlay, in the tier of the requests. Where their length is
// not known and may reach another tier, the lowest prices make a lower bound.
func (b *builder) overflow(t *deployment.Terms) {
	prices, ok := b.cat.OnDemandOf(t.Region.Code, t.Model)
	if !ok {
		b.atLeast = "what overflows is billed on demand, and has no price: state on_demand in an overlay"
		return
	}
	at := prices.TokenPrices
	switch limit := b.offer.MaxInputTokens; {
	case len(prices.Tiers) == 0:
	case t.Overflow.Request.IsPositive():
		at = prices.At(decimal.Min(t.Overflow.Request.Ceil(), decimal.NewFromInt(math.MaxInt64)).IntPart())
	case limit == 0 || limit > prices.Tiers[0].Above:
		b.atLeast = fmt.Sprintf("what overflows is priced as requests of up to %s input tokens, and longer ones cost more: state requests with input_per_request",
			money.Grouped(decimal.NewFromInt(prices.Tiers[0].Above), 0))
	}
	if limit := decimal.NewFromInt(b.offer.MaxInputTokens); limit.IsPositive() && t.Overflow.Request.GreaterThan(limit) && !t.Overflow.All {
		b.atLeast = fmt.Sprintf("requests of %s input tokens are longer than the %s that the deployment takes, so all of them are billed on demand: state overflow_percent: 100",
			money.Grouped(t.Overflow.Request, 0), money.Grouped(limit, 0))
	}
	for _, part := range [...]struct {
		item          catalog.Item
		tokens, price decimal.Decimal
	}{
		{catalog.OverflowInput, t.Overflow.Input, at.Input},
		{catalog.OverflowOutput, t.Overflow.Output, at.Output},
		{catalog.OverflowThinkingOutput, t.Overflow.Thinking, at.ThinkingOutput},
	} {
		if part.tokens.IsPositive() {
			b.addPriced(&catalog.Price{
				Item: part.item, Amount: part.price, Currency: t.Region.Currency, Per: catalog.Per{Quantity: prices.Per, Unit: "token"}, Source: prices.Source,
			}, part.tokens, Duration{}, Factor{})
		}
	}
}

// mu adds duration x units x price / bundle. A subscription cancelled in its
// first month pays each begun day at the cancellation rate of the daily price,
// which is the monthly price / 30.
func (b *builder) mu(t *deployment.Terms) {
	switch rules := t.Region.Billing.MU; {
	case t.Payment != catalog.Subscription:
		b.add(catalog.ModelUnit, t.Capacity, Duration{t.Hours, hour})
	case t.CancelAfter.IsPositive():
		days := t.CancelAfter.Ceil()
		b.addFactor(catalog.ModelUnit, t.Capacity, Duration{days, day}, Factor{
			Multiply: rules.CancelRate,
			Divide:   decimal.NewFromInt(rules.MonthDays),
		})
		b.note("cancelled in the first month: %s begun days at %s times the daily price", days, rules.CancelRate)
	default:
		b.add(catalog.ModelUnit, t.Capacity, Duration{t.Months, month})
	}
}

// cu adds duration x compute units x price, which only an overlay has.
func (b *builder) cu(t *deployment.Terms) {
	switch {
	case t.Capacity.IsZero():
		b.missing = "no number of compute units is given: state capacity"
	case t.CancelAfter.IsPositive():
		b.missing = "there is no rule for an early cancellation on plan cu"
	case t.Payment == catalog.Subscription:
		b.add(catalog.ModelUnit, t.Capacity, Duration{t.Months, month})
	default:
		b.add(catalog.ModelUnit, t.Capacity, Duration{t.Hours, hour})
	}
}

// lora adds tokens x price / tokens that the price covers. Tokens are whole.
func (b *builder) lora(t *deployment.Terms) {
	if !t.TokensGiven {
		b.missing = "the usage in tokens is not given"
		if !t.Status.Running() {
			b.missing += ": state estimate.tokens"
		}
		return
	}
	for _, part := range [...]struct {
		item   catalog.Item
		tokens decimal.Decimal
	}{
		{catalog.Input, t.InputTokens},
		{catalog.Output, t.OutputTokens},
		{catalog.ThinkingOutput, t.ThinkingTokens},
	} {
		if part.tokens.IsPositive() {
			b.add(part.item, part.tokens, Duration{})
		}
	}
}

func (b *builder) add(item catalog.Item, quantity decimal.Decimal, duration Duration) {
	b.addFactor(item, quantity, duration, Factor{})
}

// addFactor is the one path from a price and a quantity to money. It multiplies
// first and divides once, last.
func (b *builder) addFactor(item catalog.Item, quantity decimal.Decimal, duration Duration, factor Factor) {
	price := b.offer.PriceOf(b.payment, item)
	if price == nil {
		b.missing = fmt.Sprintf("no price for %s under payment %s", item, b.payment)
		return
	}
	b.addPriced(price, quantity, duration, factor)
}

func (b *builder) addPriced(price *catalog.Price, quantity decimal.Decimal, duration Duration, factor Factor) {
	count := decimal.NewFromInt(1)
	if duration.Unit != "" {
		count = duration.Count
	}
	amount, exact := cost(quantity, count, price.Amount, price.Per.Quantity, factor)
	list := amount
	if listed := price.ListAmount(); !listed.Equal(price.Amount) {
		list, _ = cost(quantity, count, listed, price.Per.Quantity, factor)
		b.off = b.off.Add(list.Sub(amount))
	}
	if !price.Discount.IsZero() {
		b.note("%s%% off, by %s", price.Discount, price.DiscountSource)
	}
	b.exact = b.exact && exact
	b.amount = b.amount.Add(amount)
	if b.brief {
		return
	}
	if b.lines == nil {
		b.lines = make([]Line, 0, b.mostLines())
	}
	b.lines = append(b.lines, Line{
		Item: price.Item, Quantity: quantity, Unit: unitOf(price.Per),
		Price: price.FullAmount(), ListPrice: price.ListAmount(), Discount: price.Discount, Currency: price.Currency, Per: price.Per,
		Duration: duration, Factor: factor,
		Amount: amount, List: list, Exact: exact,
		Source: b.cat.SourceOf(b.region, price),
	})
}

// cost is quantity x count x price / per, with a factor if there is one.
func cost(quantity, count, price decimal.Decimal, per int64, factor Factor) (amount decimal.Decimal, exact bool) {
	if factor.set() {
		return money.Quotient(money.Product(quantity, count, factor.Multiply, price), money.Product(decimal.NewFromInt(per), factor.Divide))
	}
	return money.Share(money.Product(quantity, count, price), per)
}

// mostLines is how many lines the fee can have: the prices of the payment.
func (b *builder) mostLines() (n int) {
	for i := range b.offer.Prices {
		if b.offer.Prices[i].Payment == b.payment {
			n++
		}
	}
	return n
}

// note adds a note once.
func (b *builder) note(format string, args ...any) {
	if b.brief {
		return
	}
	if text := fmt.Sprintf(format, args...); !slices.Contains(b.notes, text) {
		b.notes = append(b.notes, text)
	}
}

func unitOf(per catalog.Per) string {
	switch per.Unit {
	case "TPM", "token":
		return per.Unit
	case "CU":
		return "compute unit"
	}
	return per.Unit + " unit"
}
