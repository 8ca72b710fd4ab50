package diff

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
)

// Total is what a change does to the sum of the amounts of one currency.
type Total struct {
	Currency      string // ISO 4217 code
	Before, After quote.Total
	// Difference is After less Before, unrounded; nil if either lacks something
	// that the other does not lack in the same way.
	Difference *decimal.Decimal
	// Bound is what is still known of a difference that is not; else nil.
	Bound   *Bound
	Percent *Percent // of Before; nil unless both totals are complete and Before is not 0
	Exact   bool     // no amount in either total was rounded
	// MissingBefore and MissingAfter count what a difference lacks: deployments
	// without an amount, and files that could not be read.
	MissingBefore, MissingAfter int
}

// Direction says on which side a bound lies.
type Direction string

// The directions of a bound.
const (
	AtLeast Direction = "at_least" // something after the change has no amount
	AtMost  Direction = "at_most"  // something before the change has no amount
)

// Bound is a limit that a difference which is not known keeps to, since no
// amount is negative. A fall is a negative value.
type Bound struct {
	Direction Direction
	Value     decimal.Decimal // unrounded
}

// totals subtracts the totals of each currency.
func (d *Diff) totals() {
	d.Adrift = d.Old.adrift() + d.New.adrift()
	d.Reason = whyApart(d.Old, d.New)
	if d.Old.mixed() || d.New.mixed() {
		return
	}
	before, after := quote.Totals(d.Old.Quote.Deployments, d.Old.unread()), quote.Totals(d.New.Quote.Deployments, d.New.unread())
	for _, currency := range currenciesOf(before, after) {
		t := Total{
			Currency: currency,
			Before:   totalIn(before, currency, d.Old.adrift()),
			After:    totalIn(after, currency, d.New.adrift()),
			Exact:    exactIn(d.Old.Quote.Deployments, currency) && exactIn(d.New.Quote.Deployments, currency),
		}
		t.MissingBefore, t.MissingAfter = t.Before.Unpriced, t.After.Unpriced
		for i := range d.Deployments {
			t.missing(&d.Deployments[i])
		}
		if d.Reason == "" {
			t.subtract()
		}
		d.Totals = append(d.Totals, t)
	}
}

// whyApart says why the totals of two sides are not subtracted; empty if they are.
func whyApart(old, new Side) string {
	switch {
	case old.mixed():
		return "the deployments before the change cover different periods"
	case new.mixed():
		return "the deployments after the change cover different periods"
	case old.bare() || new.bare() || old.Quote.Period.Same(new.Quote.Period):
		return ""
	}
	return "the periods differ: " + periodsText(&old.Quote.Period, &new.Quote.Period)
}

func currenciesOf(before, after []quote.Total) []string {
	var all []string
	for _, t := range slices.Concat(before, after) {
		all = append(all, t.Amount.Currency)
	}
	slices.SortStableFunc(all, strings.Compare)
	return slices.Compact(all)
}

// totalIn returns the total of a currency. A side without a deployment in it has
// a true 0, but for what may belong to any currency.
func totalIn(totals []quote.Total, currency string, adrift int) quote.Total {
	for _, t := range totals {
		if t.Amount.Currency == currency {
			return t
		}
	}
	return quote.Total{Amount: money.Amount{Currency: currency}, Unpriced: adrift}
}

func exactIn(deployments []quote.Deployment, currency string) bool {
	return !slices.ContainsFunc(deployments, func(d quote.Deployment) bool {
		return d.Fee.Known && !d.Fee.Exact && d.Fee.Amount.Currency == currency
	})
}

// missing corrects what a difference lacks for one deployment. One that has no
// amount and is alike on both sides takes no part in it. One that has no amount
// on the side where it costs another currency would leave a saving in this one.
func (t *Total) missing(c *Change) {
	if c.Old == nil || c.New == nil {
		return
	}
	old, new := c.Old.Fee, c.New.Fee
	switch {
	case c.Difference != nil && !old.Whole() && !new.Whole():
		if new.Amount.Currency == t.Currency {
			t.MissingBefore--
			t.MissingAfter--
		}
	case old.Amount.Currency == new.Amount.Currency || old.Amount.Currency == "" || new.Amount.Currency == "":
	case old.Known && !new.Known && old.Amount.Currency == t.Currency:
		t.MissingAfter++
	case !old.Known && new.Known && new.Amount.Currency == t.Currency:
		t.MissingBefore++
	}
}

// subtract sets the difference, or what is known of it.
func (t *Total) subtract() {
	difference := t.After.Amount.Value.Sub(t.Before.Amount.Value)
	switch {
	case t.MissingBefore == 0 && t.MissingAfter == 0:
		t.Difference = &difference
		if t.Before.Complete() && t.After.Complete() {
			t.Percent = percent(difference, t.Before.Amount.Value)
		}
	case t.MissingBefore == 0:
		t.Bound = &Bound{AtLeast, difference}
	case t.MissingAfter == 0:
		t.Bound = &Bound{AtMost, difference}
	}
}
