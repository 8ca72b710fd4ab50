package report

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/quote"
)

// The functions and types of this file are the words of a comparison for people. The table
// of the command line and the Markdown of a pull request say the same thing.

// NeedText says what is compared: "qwen3-32b, 50,000 input and 5,000 output TPM,
// 220 hours in 30d". The name of a deployment comes first.
func NeedText(of Compared) string {
	c := of.Comparison
	parts := []string{c.Model}
	if of.Name != "" {
		parts = []string{of.Name + ": " + c.Model}
	}
	if c.Custom {
		parts[0] += " (fine-tuned)"
	}
	if t := c.Need.Throughput; t != nil {
		parts = append(parts, t.String())
	}
	if t := c.Need.Tokens; t != nil {
		parts = append(parts, quote.Counted(decimal.Sum(t.Input, t.Output, t.Thinking), "token"))
	}
	return strings.Join(append(parts, quote.Counted(c.Hours, "hour")+" in "+c.Need.Period.Label), ", ")
}

// OptionText writes what an option buys: "mu MU1 x 8", "ptu 50,000/5,000 TPM".
func OptionText(o *compare.Option) string {
	return PlanText(&quote.Deployment{Terms: o.Terms})
}

// ComparedTitle says what the differences of a comparison are to: to today's
// choice, or to the cheapest option where there is none to compare with.
func ComparedTitle(c *compare.Comparison) string {
	if toToday(c) {
		return "TO TODAY"
	}
	return "TO CHEAPEST"
}

// ComparedDifference writes the difference that ComparedTitle names, "+1,234.50";
// empty if there is nothing to compare with.
func ComparedDifference(c *compare.Comparison, o *compare.Option) string {
	difference := o.Difference
	if !toToday(c) {
		for i := range c.Ranked() {
			if first := &c.Options[i]; first.Fee.Amount.Currency == o.Fee.Amount.Currency {
				over := o.Fee.Amount.Value.Sub(first.Fee.Amount.Value)
				difference = &over
				break
			}
		}
	}
	switch {
	case difference == nil:
		return ""
	case difference.IsPositive():
		return "+" + money.Grouped(*difference, money.Cents)
	}
	return money.Grouped(*difference, money.Cents)
}

// toToday reports whether there is a choice of today with an amount.
func toToday(c *compare.Comparison) bool { return c.Today != nil && c.Today.Fee.Known }

// Folded is a sentence that holds for several options.
type Folded struct {
	Text    string
	Options []*compare.Option
}

// Refusals are the reasons why options cannot be had, each once.
func Refusals(c *compare.Comparison) []Folded {
	var folds []Folded
	for i := range c.Refused() {
		o := &c.Refused()[i]
		folds = fold(folds, o.Reason, o)
	}
	return folds
}

// OptionNotes are the notes on options, each once. Notes that differ only in what
// comes before a colon are said together.
func OptionNotes(c *compare.Comparison) []string {
	var folds []Folded
	heads := map[string][]string{}
	for i := range c.Ranked() {
		o := &c.Options[i]
		for _, note := range o.Notes {
			head, rest, several := strings.Cut(note, ": ")
			if !several {
				head, rest = "", note
			}
			folds = fold(folds, rest, o)
			if seen := heads[rest]; several && (len(seen) == 0 || !slices.Contains(seen, head)) {
				heads[rest] = append(seen, head)
			}
		}
	}
	var notes []string
	for _, f := range folds {
		text := f.Text
		if len(heads[text]) > 0 {
			text = strings.Join(heads[text], "; ") + ": " + text
		}
		notes = append(notes, text)
	}
	return notes
}

func fold(folds []Folded, text string, o *compare.Option) []Folded {
	for i := range folds {
		if folds[i].Text == text {
			folds[i].Options = append(folds[i].Options, o)
			return folds
		}
	}
	return append(folds, Folded{Text: text, Options: []*compare.Option{o}})
}

// BreakEvenReadings are the sentences on where one option becomes cheaper than
// another, each once, without those that the summary has said. Those of pairs
// that keep their order throughout the period are only counted, unless all are
// wanted.
func BreakEvenReadings(c *compare.Comparison, all bool) (readings []string, kept int) {
	said := map[string]bool{}
	for _, sentence := range c.Summary {
		said[sentence] = true
	}
	for i := range c.BreakEven {
		b := &c.BreakEven[i]
		if said[b.Reading] {
			continue
		}
		said[b.Reading] = true
		if !all && !b.Crosses() && b.Kind != compare.ByThroughput && b.Kind != compare.ByTokens {
			kept++
			continue
		}
		readings = append(readings, b.Reading)
	}
	return readings, kept
}

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
