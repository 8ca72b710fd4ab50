package refund

import (
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
)

// Rate is a list price for so many days, without discount. Its daily price is
// the price divided by the days, and is never rounded.
type Rate struct {
	Price decimal.Decimal
	Days  decimal.Decimal
}

func (r Rate) daily() *big.Rat { return new(big.Rat).Quo(r.Price.Rat(), r.Days.Rat()) }

// given reports whether the rate is not left out.
func (r Rate) given() bool { return !r.Days.IsZero() || !r.Price.IsZero() }

// String writes the daily price as a computation, "150 / 30".
func (r Rate) String() string {
	if r.Days.Equal(decimal.NewFromInt(1)) {
		return text(r.Price)
	}
	return text(r.Price) + " / " + text(r.Days)
}

// Order is one order of a subscription that is downgraded: its purchase, or an
// upgrade since.
type Order struct {
	Name     string          // what people call it; may be empty
	Paid     decimal.Decimal // amount paid, without coupons and vouchers
	List     Rate            // the order's original price and its subscription days
	Used     decimal.Decimal // days used; a begun day counts as a whole one
	Discount decimal.Decimal // share of the list price that was paid for that duration; zero is 1, no discount

	Original Rate // what the order bought, as it is before the downgrade; the zero Rate is List
	New      Rate // what is left after the downgrade
	Before   Rate // of an upgrade: what there was before it; the zero Rate for a purchase
}

// OrderRefund is the refund of one order.
type OrderRefund struct {
	Order  Order
	Steps  []Step
	Amount decimal.Decimal // not negative
	Exact  bool            // not rounded
	Reason string          // why there is no refund; empty if there is one

	exactly *big.Rat
}

// Downgrade is the refund of a downgrade.
type Downgrade struct {
	Catalog *catalog.Catalog // that the list prices come from; nil if they were given
	Orders  []OrderRefund
	Amount  money.Amount // sum of the orders
	Exact   bool         // not rounded
	Formula string       // the sum with its numbers
	Notes   []string
}

// Of computes the refund of a downgrade: order by order, and added up. An order
// whose refund comes to 0 or less gives none; it takes nothing from the others.
func Of(currency string, orders ...Order) (Downgrade, error) {
	if len(orders) == 0 {
		return Downgrade{}, errors.New("no order to compute a refund of")
	}
	d := Downgrade{Amount: money.Amount{Currency: currency}}
	total := new(big.Rat)
	for i, order := range orders {
		order = order.filled()
		if err := order.check(); err != nil {
			if len(orders) > 1 {
				err = fmt.Errorf("order %d: %w", i+1, err)
			}
			return Downgrade{}, err
		}
		refund := order.refund(currency)
		d.Orders = append(d.Orders, refund)
		total.Add(total, refund.exactly)
		if i > 0 {
			d.Formula += " + "
		}
		d.Formula += text(refund.Amount)
	}
	d.Amount.Value, d.Exact = rounded(total)
	d.Notes = append(d.Notes,
		"by the provider's \"Refund rules for downgrades\" of 2026-02-28; the amount that is refunded is what the console shows at the time of the downgrade",
		"a begun day counts as a whole day; coupons and vouchers are not part of what was paid")
	return d, nil
}

// DaysUsed counts the days from an order to its downgrade, both begun days
// included, on the clock of the order's time zone: 1 to 24 September are 24.
func DaysUsed(ordered, downgraded time.Time) int64 {
	midnight := func(t time.Time) time.Time {
		year, month, day := t.In(ordered.Location()).Date()
		return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	}
	const day = 24 * time.Hour
	return int64(midnight(downgraded).Sub(midnight(ordered))/day) + 1
}

// filled puts in what is left out.
func (o Order) filled() Order {
	if !o.Original.given() {
		o.Original = o.List
	}
	if o.Discount.IsZero() {
		o.Discount = decimal.NewFromInt(1)
	}
	return o
}

func (o Order) upgrade() bool { return o.Before.given() }

func (o Order) check() error {
	for _, r := range [...]struct {
		name string
		rate Rate
		need bool
	}{
		{"the order's price", o.List, true},
		{"the original price", o.Original, true},
		{"the new price", o.New, true},
		{"the price before the upgrade", o.Before, o.upgrade()},
	} {
		if r.need && (r.rate.Price.IsNegative() || !r.rate.Days.IsPositive()) {
			return fmt.Errorf("%s has to be an amount for a number of days: %s for %s", r.name, r.rate.Price, quote.Counted(r.rate.Days, "day"))
		}
	}
	switch {
	case o.Paid.IsNegative():
		return fmt.Errorf("the amount paid cannot be negative: %s", o.Paid)
	case o.Used.IsNegative() || o.Used.Ceil().GreaterThan(o.List.Days):
		return fmt.Errorf("%s used are not from 0 to the %s of the order", quote.Counted(o.Used, "day"), quote.Counted(o.List.Days, "day"))
	case !o.Discount.IsPositive() || o.Discount.GreaterThan(decimal.NewFromInt(1)):
		return fmt.Errorf("the discount has to be the share of the list price that is paid, above 0 and up to 1: %s", o.Discount)
	case o.upgrade() && o.Before.daily().Cmp(o.Original.daily()) >= 0:
		return fmt.Errorf("the price before the upgrade (%s a day) is not below the one after it (%s a day)", o.Before, o.Original)
	case !o.upgrade() && !o.Original.Price.IsPositive():
		return errors.New("the original price is 0: there is nothing to refund")
	}
	return nil
}

// refund follows the rule: refund = refundable amount x price difference ratio.
func (o Order) refund(currency string) OrderRefund {
	r := OrderRefund{Order: o, exactly: new(big.Rat), Exact: true}
	add := func(name, formula string, value *big.Rat, unit string) {
		r.Steps = append(r.Steps, step(name, formula, value, unit))
	}
	used := o.Used.Ceil()
	add("days used", text(o.Used)+", begun days whole", used.Rat(), "days")

	consumed := new(big.Rat).Mul(o.List.daily(), used.Rat())
	consumed.Mul(consumed, o.Discount.Rat())
	formula := fmt.Sprintf("%s × %s", o.List, text(used))
	if !o.Discount.Equal(decimal.NewFromInt(1)) {
		formula += " × " + o.Discount.String()
	}
	add("fee consumed", formula, consumed, currency)

	refundable := new(big.Rat).Sub(o.Paid.Rat(), consumed)
	add("refundable amount", fmt.Sprintf("%s - %s", text(o.Paid), formula), refundable, currency)

	ratio, formula := o.ratio()
	one := big.NewRat(1, 1)
	capped := ratio.Cmp(one) > 0
	add("price difference ratio", formula, ratio, "")
	if capped {
		ratio = one
		add("ratio that counts", "a ratio above 1 counts as 1", ratio, "")
	}
	refund := new(big.Rat).Mul(refundable, ratio)
	switch {
	case ratio.Sign() <= 0:
		r.Reason = "no refund: the new price is not below the original one"
		return r
	case refundable.Sign() <= 0:
		r.Reason = "no refund: nothing is left of what was paid"
		return r
	}
	r.exactly = refund
	r.Amount, r.Exact = rounded(refund)
	r.Steps = append(r.Steps, Step{Name: "refund", Formula: "refundable amount × ratio", Value: r.Amount, Unit: currency, Exact: r.Exact})
	return r
}

// ratio is (original - new) / base, in daily list prices. The base is the
// original price, for an upgrade less the price before it.
func (o Order) ratio() (ratio *big.Rat, formula string) {
	difference := new(big.Rat).Sub(o.Original.daily(), o.New.daily())
	base, baseText := o.Original.daily(), o.Original.String()
	if o.upgrade() {
		base.Sub(base, o.Before.daily())
		baseText = fmt.Sprintf("%s - %s", o.Original, o.Before)
	}
	return difference.Quo(difference, base), fmt.Sprintf("(%s - %s) / (%s)", o.Original, o.New, baseText)
}
