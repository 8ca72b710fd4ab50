package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	terms "github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/sizing"
)

// The functions of this file are the words of sizing for people.

// ShareText writes a share in percent, cut to two places, so that only a whole is
// 100%; "-" if there is nothing to have a share in.
func ShareText(s sizing.Share) string {
	if !s.Defined() {
		return "-"
	}
	const places = 2
	percent, _ := money.Quotient(s.Part.Shift(places), s.Whole)
	return money.Grouped(percent.Truncate(places), 0) + "%"
}

// MeanText writes a mean rounded to whole tokens.
func MeanText(s sizing.Share) string {
	if !s.Defined() {
		return "-"
	}
	mean, _ := money.Quotient(s.Part, s.Whole)
	return money.Grouped(mean.Round(0), 0)
}

// CapacityText writes a capacity by dimension, "120,000/12,000 TPM"; "none" if
// nothing is bought.
func CapacityText(tpm []int64) string {
	var parts []string
	bought := int64(0)
	for _, n := range tpm {
		bought = max(bought, n)
		parts = append(parts, money.Count(n))
	}
	if bought == 0 {
		return "none"
	}
	return strings.Join(parts, "/") + " TPM"
}

// ChoiceTPM is the capacity of a choice, by dimension.
func ChoiceTPM(c *sizing.Choice) []int64 {
	var tpm []int64
	for _, o := range c.Outcomes {
		tpm = append(tpm, o.TPM)
	}
	return tpm
}

// ChoiceRate is what the capacity of a choice costs for one hour, or for one day
// of a subscription; unit is "an hour" or "a day".
func ChoiceRate(r *sizing.Result, c *sizing.Choice) (fee quote.Fee, unit string) {
	one := decimal.NewFromInt(1)
	t := terms.Terms{Region: r.Region, Plan: catalog.PTU, Payment: c.Payment, Model: r.Offer.Model, Hours: one, Days: one}
	for _, o := range c.Outcomes {
		tpm := decimal.NewFromInt(o.TPM)
		switch o.Dimension {
		case sizing.Input:
			t.InputTPM = tpm
		case sizing.Output:
			t.OutputTPM = tpm
		default:
			t.ThinkingTPM = tpm
		}
	}
	if c.Payment == catalog.Subscription {
		return quote.Of(r.Catalog, t), "a day"
	}
	return quote.Of(r.Catalog, t), "an hour"
}

// CostText writes a cost rounded to cents; "unknown" if it is not known.
func CostText(c sizing.Cost) string {
	if !c.Known {
		return "unknown"
	}
	return money.Grouped(c.Amount.Rounded(), money.Cents)
}

// AnswerText says in a sentence which payment is the cheaper one for a goal.
func AnswerText(r *sizing.Result, a *sizing.Answer) string {
	best := &a.Choices[a.Best]
	text := CapacityText(ChoiceTPM(best))
	if text == "none" {
		return "no capacity: all by the token costs " + CostText(best.Total) + " " + r.Region.Currency + " for " + r.Period.Label
	}
	text += " " + PaymentText(best.Payment)
	amount := func(c *sizing.Choice) string {
		if a.Goal.Kind == sizing.MinimiseCost {
			return CostText(c.Total)
		}
		return money.Grouped(c.Fee.Amount.Rounded(), money.Cents)
	}
	text += ": " + amount(best) + " " + r.Region.Currency + " for " + r.Period.Label
	for i := range a.Choices {
		if i != a.Best {
			text += fmt.Sprintf(", against %s %s", amount(&a.Choices[i]), PaymentText(a.Choices[i].Payment))
		}
	}
	return text
}

// PlanKindText names a way to run a week.
func PlanKindText(k sizing.PlanKind) string { return strings.ReplaceAll(string(k), "_", " ") }

// HoursText writes hours of the week in short: days with the same hours together,
// "Mon Tue 09-18, 20-22; Sat 10-12".
func HoursText(hours []sizing.HourOfWeek) string {
	const hoursOfDay, daysOfWeek = 24, 7
	var runs [daysOfWeek][hoursOfDay]bool
	for _, h := range hours {
		runs[h/hoursOfDay][h%hoursOfDay] = true
	}
	var order []string
	days := map[string][]string{}
	for day := range runs {
		var spans []string
		for from := 0; from < hoursOfDay; from++ {
			if !runs[day][from] {
				continue
			}
			to := from
			for to < hoursOfDay && runs[day][to] {
				to++
			}
			spans = append(spans, fmt.Sprintf("%02d-%02d", from, to))
			from = to
		}
		if len(spans) == 0 {
			continue
		}
		text := strings.Join(spans, ", ")
		if days[text] == nil {
			order = append(order, text)
		}
		name, _, _ := strings.Cut(sizing.HourOfWeek(day*hoursOfDay).String(), " ")
		days[text] = append(days[text], name)
	}
	for i, text := range order {
		order[i] = strings.Join(days[text], " ") + " " + text
	}
	return strings.Join(order, "; ")
}

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
