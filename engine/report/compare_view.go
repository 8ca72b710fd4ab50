package report

import (
	"slices"

	"github.com/costplan/costplan/engine/compare"
)

// CompareView is a comparison in words.
type CompareView struct {
	Title            string             `json:"title"`             // what is compared
	Summary          []string           `json:"summary"`           // the answer in sentences, the cheapest first
	BreakEven        []string           `json:"break_even"`        // where options cross, without what the summary says
	Notes            []string           `json:"notes"`             // what else is worth knowing
	DifferenceColumn string             `json:"difference_column"` // what the differences are to
	Options          []CompareOptionRow `json:"options"`           // the options: those with an amount first, the cheapest first
}

// CompareOptionRow is one way to buy a model.
type CompareOptionRow struct {
	Region         string  `json:"region"`          // code of the region; empty if it is not known
	RegionName     string  `json:"region_name"`     // name of the region as the page prints it; empty if it is not known
	Option         string  `json:"option"`          // what is bought, "mu MU1 x 8"
	Payment        string  `json:"payment"`         // the payment as JSON results name it
	PaymentText    string  `json:"payment_text"`    // the payment in words
	AmountText     *string `json:"amount_text"`     // null if it cannot be had
	DifferenceText string  `json:"difference_text"` // the difference in amount; empty if there is nothing to compare with
	Rank           *int    `json:"rank"`            // within its currency, from 1; null if it cannot be had
	Today          bool    `json:"today"`           // it is the current choice
	Reason         string  `json:"reason"`          // why it cannot be had; empty if it can
}

// CompareViewOf writes a comparison in words.
func CompareViewOf(of Compared) CompareView {
	c := of.Comparison
	readings, _ := BreakEvenReadings(c, false)
	view := CompareView{
		Title: NeedText(of), Summary: list(c.Summary), BreakEven: list(readings),
		Notes:            append(list(slices.Clone(c.Notes)), OptionNotes(c)...),
		DifferenceColumn: titleCase(ComparedTitle(c)), Options: []CompareOptionRow{},
	}
	for i := range c.Options {
		view.Options = append(view.Options, optionRowOf(c, &c.Options[i]))
	}
	return view
}

func optionRowOf(c *compare.Comparison, o *compare.Option) CompareOptionRow {
	row := CompareOptionRow{
		Option: OptionText(o), Payment: string(o.Terms.Payment), PaymentText: PaymentText(o.Terms.Payment),
		Today: o.Today, Reason: o.Reason,
	}
	if o.Terms.Region != nil {
		row.Region, row.RegionName = o.Terms.Region.Code, o.Terms.Region.Name
	}
	if o.Rank > 0 {
		rank, amount := o.Rank, amountText(o.Fee.Amount.Value, o.Fee.Amount.Currency)
		row.Rank, row.AmountText, row.DifferenceText = &rank, &amount, ComparedDifference(c, o)
	}
	return row
}
