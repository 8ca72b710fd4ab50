package report

import (
	"io"
	"strconv"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/refund"
)

// The types of this file are the JSON of a refund, described for users by
// schema/refund.schema.json: of a downgrade or of a cancellation; the other one
// is null.

type refundResult struct {
	Catalog   *edition         `json:"catalog"` // null if the list prices were given
	Downgrade *downgradeResult `json:"downgrade"`
	Cancel    *cancelResult    `json:"cancel"`
}

type downgradeResult struct {
	Currency string        `json:"currency"`
	Amount   string        `json:"amount"`
	Exact    bool          `json:"exact"`
	Rounded  string        `json:"rounded"` // to cents, half up
	Formula  string        `json:"formula"`
	Orders   []orderRefund `json:"orders"`
	Notes    []string      `json:"notes"`
}

type orderRefund struct {
	Name   *string      `json:"name"`
	Amount string       `json:"amount"`
	Exact  bool         `json:"exact"`
	Reason *string      `json:"reason"` // why there is no refund; else null
	Steps  []refundStep `json:"steps"`
}

type refundStep struct {
	Name    string  `json:"name"`
	Formula string  `json:"formula"`
	Value   string  `json:"value"`
	Unit    *string `json:"unit"` // a currency, "days", or null for a ratio
	Exact   bool    `json:"exact"`
}

type cancelResult struct {
	Region   string       `json:"region"`
	Model    string       `json:"model"`
	Spec     *string      `json:"spec"`
	Capacity string       `json:"capacity"`
	Currency string       `json:"currency"`
	Stay     string       `json:"stay"`      // fee of the month that is kept
	EvenAt   rational     `json:"even_at"`   // days
	CostlyAt *string      `json:"costly_at"` // first day on which cancelling costs more than staying; null if there is none
	Chosen   *cancelDay   `json:"chosen"`    // null if no day was chosen
	Days     []cancelDay  `json:"days"`
	Steps    []refundStep `json:"steps"`
	Notes    []string     `json:"notes"`
}

type cancelDay struct {
	Day        string   `json:"day"`
	Cancel     string   `json:"cancel"`
	Exact      bool     `json:"exact"`
	More       string   `json:"more_than_staying"` // negative if it costs less
	PayAsYouGo *string  `json:"pay_as_you_go"`     // of the same time; null if it has no price
	Cheapest   []string `json:"cheapest"`
	Formula    string   `json:"formula"`
	Source     string   `json:"source"`
}

// DowngradeJSON writes the refund of a downgrade as JSON.
func DowngradeJSON(w io.Writer, d *refund.Downgrade) error {
	out := &downgradeResult{
		Currency: d.Amount.Currency, Amount: money.Text(d.Amount.Value), Exact: d.Exact,
		Rounded: d.Amount.Rounded().StringFixed(money.Cents), Formula: d.Formula,
		Orders: make([]orderRefund, 0, len(d.Orders)), Notes: list(d.Notes),
	}
	for _, o := range d.Orders {
		out.Orders = append(out.Orders, orderRefund{
			Name: optional(o.Order.Name), Amount: money.Text(o.Amount), Exact: o.Exact, Reason: optional(o.Reason), Steps: stepsOf(o.Steps),
		})
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
		Region: t.Region.Code, Model: t.Model, Spec: optional(t.Spec), Capacity: money.Text(t.Capacity),
		Currency: c.Stay.Amount.Currency, Stay: money.Text(c.Stay.Amount.Value), EvenAt: rationalOf(c.EvenAt),
		Days: make([]cancelDay, 0, len(c.Days)), Steps: stepsOf(c.Steps), Notes: list(c.Notes),
	}
	if c.CostlyAt > 0 {
		out.CostlyAt = optional(strconv.FormatInt(c.CostlyAt, 10))
	}
	if c.Chosen != nil {
		chosen := cancelDayOf(c.Chosen)
		out.Chosen = &chosen
	}
	for i := range c.Days {
		out.Days = append(out.Days, cancelDayOf(&c.Days[i]))
	}
	return writeJSON(w, refundResult{Catalog: &from, Cancel: out})
}

func cancelDayOf(d *refund.CancelDay) cancelDay {
	out := cancelDay{
		Day: strconv.FormatInt(d.Day, 10), Cancel: money.Text(d.Cancelled.Amount.Value), Exact: d.Cancelled.Exact,
		More: money.Text(d.More), PayAsYouGo: amountOf(d.PayAsYouGo), Cheapest: make([]string, 0, len(d.Cheapest)),
	}
	for _, choice := range d.Cheapest {
		out.Cheapest = append(out.Cheapest, string(choice))
	}
	for _, l := range d.Cancelled.Lines { // a fee of model units has one line
		out.Formula, out.Source = l.Formula(), l.Source
	}
	return out
}

// amountOf is the amount of a fee; nil if it is not known.
func amountOf(f quote.Fee) *string {
	if !f.Known {
		return nil
	}
	return number(f.Amount.Value)
}

func stepsOf(steps []refund.Step) []refundStep {
	out := make([]refundStep, 0, len(steps))
	for _, s := range steps {
		out = append(out, refundStep{Name: s.Name, Formula: s.Formula, Value: money.Text(s.Value), Unit: optional(s.Unit), Exact: s.Exact})
	}
	return out
}
