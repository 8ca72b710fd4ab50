package report

import (
	"io"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/refund"
)

// The types of this file are the JSON of a refund, of a downgrade or of a
// cancellation. schema/refund.schema.json is made from them.

// refundResult is what `costplan refund --format json` writes: the refund of a
// downgrade, or what it costs to cancel a subscription early, with each step. All
// money is in text.
type refundResult struct {
	Catalog   *edition         `json:"catalog"`   // the price list that was used; null if the list prices were given
	Downgrade *downgradeResult `json:"downgrade"` // the refund of a downgrade; null for a cancellation
	Cancel    *cancelResult    `json:"cancel"`    // an early cancellation; null for a downgrade
}

// downgradeResult is the refund of a subscription that is made smaller, order by
// order.
type downgradeResult struct {
	Currency currency      `json:"currency"`
	Amount   Decimal       `json:"amount"`  // the refund: the sum of the orders
	Exact    bool          `json:"exact"`   // the amount is not rounded. Else it does not terminate and is rounded half up to 10 places, once
	Rounded  cents         `json:"rounded"` // the amount to cents, rounded half up
	Formula  string        `json:"formula"` // the sum with its numbers
	Orders   []refundOrder `json:"orders"`  // the purchase and its upgrades
	Notes    []string      `json:"notes"`   // what somebody who reads it should know
}

// refundOrder is the refund of one order.
type refundOrder struct {
	Name   *string      `json:"name"`   // what the order is called; null if it has no name
	Amount Decimal      `json:"amount"` // its refund, which may be 0
	Exact  bool         `json:"exact"`  // the amount is not rounded
	Reason *string      `json:"reason"` // why there is no refund; null if there is one
	Steps  []refundStep `json:"steps"`  // how it is computed
}

// refundStep is one step of a computation.
type refundStep struct {
	Name    string  `json:"name"`    // what it computes
	Formula string  `json:"formula"` // the computation with its numbers
	Value   Decimal `json:"value"`   // its result. Later steps go on from the unrounded one
	Unit    *string `json:"unit"`    // a currency, `days`, or null for a ratio
	Exact   bool    `json:"exact"`   // the value is not rounded
}

// cancelResult is an early cancellation of a monthly model unit subscription, day by
// day.
type cancelResult struct {
	Region   string       `json:"region"`   // code of the region
	Model    string       `json:"model"`    // model code that prices it
	Spec     *string      `json:"spec"`     // model unit specification
	Capacity Decimal      `json:"capacity"` // model units
	Currency currency     `json:"currency"`
	Stay     Decimal      `json:"stay"`      // fee of the month if it is not cancelled
	EvenAt   rational     `json:"even_at"`   // days at which cancelling costs as much as staying, if days could be divided
	CostlyAt *whole       `json:"costly_at"` // the first day on which cancelling costs more than staying; null if there is none
	Chosen   *cancelDay   `json:"chosen"`    // the day that was asked for; null if no day was
	Days     []cancelDay  `json:"days"`      // every day on which a cancellation has a price, from 1
	Steps    []refundStep `json:"steps"`     // how the fees are computed
	Notes    []string     `json:"notes"`     // the answer in sentences
}

// cancelDay is a cancellation on one day.
type cancelDay struct {
	Day        whole           `json:"day"`               // day of the subscription, from 1; a begun day counts as a whole one
	Cancel     Decimal         `json:"cancel"`            // fee of a cancellation on that day
	Exact      bool            `json:"exact"`             // the fee is not rounded
	More       Decimal         `json:"more_than_staying"` // what it costs more than the whole month; negative if it costs less
	PayAsYouGo *Decimal        `json:"pay_as_you_go"`     // fee of the same time by the hour, day and night; null if it has no price
	Cheapest   []refund.Choice `json:"cheapest"`          // the cheapest of the three; several if they cost the same
	Formula    string          `json:"formula"`           // how the fee of the cancellation is computed
	Source     string          `json:"source"`            // the price cell that it comes from: edition, file and line
}

// DowngradeJSON writes the refund of a downgrade as JSON.
func DowngradeJSON(w io.Writer, d *refund.Downgrade) error {
	out := &downgradeResult{
		Currency: currency(d.Amount.Currency), Amount: text(d.Amount.Value), Exact: d.Exact,
		Rounded: cents(d.Amount.Rounded().StringFixed(money.Cents)), Formula: d.Formula,
		Orders: each(d.Orders, func(o *refund.OrderRefund) refundOrder {
			return refundOrder{Name: optional(o.Order.Name), Amount: text(o.Amount), Exact: o.Exact, Reason: optional(o.Reason), Steps: each(o.Steps, stepOf)}
		}), Notes: list(d.Notes),
	}
	result := refundResult{Downgrade: out}
	if d.Catalog != nil {
		from := editionOf(d.Catalog)
		result.Catalog = &from
	}
	return writeJSON(w, result)
}

// CancelJSON writes the cancellation of a subscription as JSON.
func CancelJSON(w io.Writer, c *refund.Cancellation) error {
	t, from := &c.Terms, editionOf(c.Catalog)
	out := &cancelResult{
		Region: t.Region.Code, Model: t.Model, Spec: optional(t.Spec), Capacity: text(t.Capacity),
		Currency: currency(c.Stay.Amount.Currency), Stay: text(c.Stay.Amount.Value), EvenAt: rationalOf(c.EvenAt),
		Days: each(c.Days, cancelDayOf), Steps: each(c.Steps, stepOf), Notes: list(c.Notes),
	}
	if c.CostlyAt > 0 {
		out.CostlyAt = optional(whole(count(c.CostlyAt)))
	}
	if c.Chosen != nil {
		chosen := cancelDayOf(c.Chosen)
		out.Chosen = &chosen
	}
	return writeJSON(w, refundResult{Catalog: &from, Cancel: out})
}

func cancelDayOf(d *refund.CancelDay) cancelDay {
	out := cancelDay{
		Day: whole(count(d.Day)), Cancel: text(d.Cancelled.Amount.Value), Exact: d.Cancelled.Exact,
		More: text(d.More), PayAsYouGo: amountOf(d.PayAsYouGo), Cheapest: list(d.Cheapest),
	}
	for _, l := range d.Cancelled.Lines { // a fee of model units has one line
		out.Formula, out.Source = l.Formula(), l.Source
	}
	return out
}

// amountOf is the amount of a fee; nil if it is not known.
func amountOf(f quote.Fee) *Decimal {
	if !f.Known {
		return nil
	}
	return number(f.Amount.Value)
}

func stepOf(s *refund.Step) refundStep {
	return refundStep{Name: s.Name, Formula: s.Formula, Value: text(s.Value), Unit: optional(s.Unit), Exact: s.Exact}
}
