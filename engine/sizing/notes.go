package sizing

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
)

// Assumptions are what every coverage, overflow and cost of this package rests
// on, for people.
func Assumptions() []string {
	return []string{
		"a minute's tokens above the capacity overflow one by one; in reality a request over the quota overflows as a whole, so overflow is a lower bound and coverage an upper one",
		"a request counts in the minute of its timestamp, and a minute without a row has no traffic",
		"a minute is covered if it fits in every dimension",
		"overflow is billed per token at the on-demand price of its dimension, a weighted token as one token",
	}
}

// notes are what bears on this result.
func (s *sizer) notes(l *Load, answers []Answer) []string {
	var notes []string
	if !l.Complete() {
		notes = append(notes, quote.Counted(decimal.NewFromInt(l.Refused), "row")+" could not be counted, so the need is a lower bound")
	}
	if l.Others > 0 {
		notes = append(notes, quote.Counted(decimal.NewFromInt(l.Others), "row")+" of other models left out")
	}
	if l.Model != "" && l.Model != s.market.model {
		notes = append(notes, fmt.Sprintf("the rows are of the model %s, and capacity is for %s", l.Model, s.market.model))
	}
	if l.Repeated && l.Detected && l.Kind == Minutes {
		notes = append(notes, "several rows are of one minute and no time has seconds, so the rows are taken for minutes and added up; if each is a request, state that rows are requests")
	}
	if l.Rounded > 0 {
		notes = append(notes, quote.Counted(decimal.NewFromInt(l.Rounded), "row")+" with decimals, as averages have: counts are rounded up to whole tokens")
	}
	if l.Kind == Minutes && l.Apart > 1 && l.Rows > 2 {
		notes = append(notes, fmt.Sprintf("the rows are %d minutes apart: each counts in its own minute, and those between have no traffic; if a row stands for %[1]d minutes, export minutes instead", l.Apart))
	}
	if l.TiersIgnored() {
		notes = append(notes, "the rows are minutes, so the factors for long input are not applied and the need is a lower bound")
	}
	if l.ReasoningSplit {
		notes = append(notes, "rows with reasoning tokens are taken for calls in thinking mode: all of their output counts as thinking output")
	}
	if l.Tokens.Thinking > 0 && len(s.demands) <= int(Thinking) {
		notes = append(notes, fmt.Sprintf("%s has no throughput of its own for thinking output, which counts as output, and is priced as output where it overflows", s.market.model))
	}
	if l.Oversize.Requests > 0 {
		requests := quote.Counted(decimal.NewFromInt(l.Oversize.Requests), "request") + " are"
		if l.Oversize.Requests == 1 {
			requests = "1 request is"
		}
		notes = append(notes, fmt.Sprintf("%s longer than the %s input tokens that the deployment takes: billed on demand whatever is bought",
			requests, money.Grouped(decimal.NewFromInt(l.Oversize.Limit), 0)))
	}
	if int64(l.Minutes) < hoursPerWeek*minutesPerHour {
		notes = append(notes, "the window is shorter than a week, so it may not show what a week needs")
	}
	for _, a := range answers {
		if d, ok := a.leftOut(); ok {
			notes = append(notes, fmt.Sprintf("the capacity %s has no %s TPM although there is traffic: part of every request overflows, and in reality the whole of it may",
				a.Goal, d))
		}
	}
	return notes
}

// tierNotes say where what overflows is priced at a tier that not all of it is in.
func (s *sizer) tierNotes(l *Load, o *OnDemand) (notes []string) {
	if o == nil {
		return nil
	}
	tier := func(what string, prices *OnDemand) {
		if prices != o {
			notes = append(notes, fmt.Sprintf("on-demand prices go by the length of a request: %s is priced at the highest tier that it reaches, so its cost is an upper bound", what))
		}
	}
	tier("overflow", s.scale.onDemand)
	if l.Oversize.Requests > 0 {
		tier("what is too long for the deployment", s.scale.oversize)
	}
	return notes
}

// leftOut tells a dimension with traffic in which the best choice buys nothing,
// while it buys something in another one.
func (a *Answer) leftOut() (Dimension, bool) {
	if len(a.Choices) == 0 {
		return 0, false
	}
	bought, without, found := false, Dimension(0), false
	for _, o := range a.Choices[a.Best].Outcomes {
		switch {
		case o.Steps > 0:
			bought = true
		case o.Overflow.IsPositive():
			without, found = o.Dimension, true
		}
	}
	return without, bought && found
}
