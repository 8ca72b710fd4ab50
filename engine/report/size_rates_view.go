package report

import (
	"slices"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/sizing"
)

// averagesNote is what averages cannot tell.
const averagesNote = "averages know no peaks: traffic that is uneven within a minute overflows above them"

// SizeRatesViewOf writes what averages need in words.
func SizeRatesViewOf(r *sizing.RatesNeed) SizeView {
	view := sizeViewHead(r.Catalog, r.Region, r.Offer, r.Period.Label)
	capacity := make([]int64, len(r.Dimensions))
	for i, d := range r.Dimensions {
		view.Sentences = append(view.Sentences, d.Dimension.String()+": "+d.Formula)
		capacity[i] = d.Capacity
	}
	fees := Table{Title: "Fee", Columns: []string{"Payment", "Item", "Formula", r.Region.Currency}, Rows: [][]string{}}
	for i, payment := range r.Offer.Payments() {
		fee := &r.Fees[i]
		if !fee.Known {
			view.Sentences = append(view.Sentences, PaymentText(payment)+": "+fee.Reason)
			continue
		}
		choice := SizeChoice{
			GoalText: "for these averages", CapacityText: CapacityText(capacity), Region: r.Region.Code, Model: r.Offer.Model,
			Payment: string(payment), PaymentText: PaymentText(payment), AmountText: feeText(*fee) + " " + fee.Amount.Currency,
			Best: !slices.ContainsFunc(r.Fees, func(other quote.Fee) bool { return other.Known && other.Amount.Value.LessThan(fee.Amount.Value) }),
		}
		for _, d := range r.Dimensions {
			choice.set(d.Dimension, d.Capacity)
		}
		view.Choices = append(view.Choices, choice)
		for _, l := range fee.Lines {
			fees.add(PaymentText(payment), string(l.Item), l.Formula(), money.Grouped(l.Amount, money.Cents))
		}
	}
	view.Tables = append(view.Tables, fees)
	view.Notes = append(slices.Clone(list(r.Notes)), averagesNote)
	return view
}
