package report

import (
	"io"
	"time"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/sizing"
)

// SizeJSON writes what traffic needs as JSON, with the rows that could not be
// counted.
func SizeJSON(w io.Writer, r *sizing.Result, problems []sizing.Problem) error {
	out := sizeHead(r.Catalog, r.Region, r.Offer, sizePeriod{r.Period.Label, text(r.Period.Hours), count(r.Period.Days)})
	out.Traffic = sizeTrafficOf(r.Load)
	out.Assumptions, out.Notes = sizing.Assumptions(), list(r.Notes)
	only := sizeCostOf(r.OnDemandOnly)
	out.OnDemandOnly = &only
	if o := r.OnDemand; o != nil {
		out.OnDemand = &sizeOnDemand{count(o.Per), sizePrice(o.Input), sizePrice(o.Output), sizePrice(o.ThinkingOutput), o.Source}
	}
	for i := range r.Dimensions {
		out.Dimensions = append(out.Dimensions, sizeDimensionOf(&r.Dimensions[i]))
	}
	for i := range r.Answers {
		out.Answers = append(out.Answers, sizeAnswerOf(&r.Answers[i]))
	}
	if r.Schedule != nil {
		out.Schedule = sizeScheduleOf(r)
	}
	for _, p := range problems {
		out.Problems = append(out.Problems, sizeProblem(p))
	}
	return writeJSON(w, out)
}

// SizeRatesJSON writes what averages need as JSON.
func SizeRatesJSON(w io.Writer, r *sizing.RatesNeed) error {
	out := sizeHead(r.Catalog, r.Region, r.Offer, sizePeriod{r.Period.Label, text(r.Period.Hours), count(r.Period.Days)})
	out.Notes = list(r.Notes)
	rates := &sizeRates{Dimensions: []sizeRate{}, Fees: []sizeRatesFee{}}
	for _, d := range r.Dimensions {
		rates.Dimensions = append(rates.Dimensions, sizeRate{
			Item: sizeQuota(d.Dimension.Item()), PerRequest: text(d.PerRequest), Need: text(d.TPM),
			StepTPM: count(d.StepTPM), Steps: count(d.Steps), TPM: count(d.Capacity), Formula: d.Formula,
		})
	}
	for i, payment := range r.Offer.Payments() {
		rates.Fees = append(rates.Fees, sizeRatesFee{payment, sizeFeeOf(&r.Fees[i])})
	}
	out.Rates = rates
	return writeJSON(w, out)
}

// sizeHead is what both results begin with.
func sizeHead(cat *catalog.Catalog, region *catalog.Region, offer *catalog.Offer, p sizePeriod) sizeResult {
	return sizeResult{
		Catalog: editionOf(cat), Region: region.Code, Model: offer.Model, Currency: currency(region.Currency),
		Period:     p,
		Dimensions: []sizeDimension{}, Answers: []sizeAnswer{}, Problems: []sizeProblem{}, Assumptions: []string{},
	}
}

func sizeTrafficOf(l *sizing.Load) *sizeTraffic {
	t := &sizeTraffic{
		Start: moment(l.Start().Format(time.RFC3339)), End: moment(l.End().Format(time.RFC3339)), Minutes: count(int64(l.Minutes)),
		Rows: count(l.Rows), Refused: count(l.Refused), Outside: count(l.Outside),
		Model: optional(l.Model), Others: count(l.Others), Rounded: count(l.Rounded), Complete: l.Complete(),
		RowsAre: l.Kind, Detected: l.Detected, Columns: []sizeColumn{},
		Tokens: sizeTokens{count(l.Tokens.Input), count(l.Tokens.Output), count(l.Tokens.Thinking)},
		Cached: count(l.Tokens.Cached), Weighted: l.Weights != nil,
	}
	for _, c := range l.Columns {
		t.Columns = append(t.Columns, sizeColumn(c))
	}
	if o := l.Oversize; o.Requests > 0 {
		tokens := func(d sizing.Dimension) Decimal { return text(l.OversizeTokens(d)) }
		t.Oversize = &sizeOversize{count(o.Limit), count(o.Requests), sizeTokens{tokens(sizing.Input), tokens(sizing.Output), tokens(sizing.Thinking)}}
	}
	return t
}

func sizeDimensionOf(n *sizing.Need) sizeDimension {
	s := &n.Stats
	out := sizeDimension{
		Item: sizeQuota(n.Dimension.Item()), StepTPM: count(n.StepTPM),
		Total: text(s.Total), Mean: sizeShareOf(s.Mean), Peak: text(s.Peak), PeakAt: moment(s.PeakAt.Format(time.RFC3339)),
		BusyMinutes: count(s.Busy), Percentiles: []sizePercentile{}, Profile: []sizeCell{}, Curve: []sizePoint{},
	}
	for _, p := range s.Percentiles {
		out.Percentiles = append(out.Percentiles, sizePercentile{p.Name, text(p.Load)})
	}
	for h, c := range n.Profile {
		out.Profile = append(out.Profile, sizeCell{hourOfWeek(sizing.HourOfWeek(h).String()), count(c.Minutes), text(c.Tokens), text(c.Peak)})
	}
	for i := range n.Curve {
		p := &n.Curve[i]
		point := sizePoint{sizeOutcome: sizeOutcomeOf(&p.Outcome), Fees: []sizePointFee{}, OverflowCost: sizeCostOf(p.OverflowCost)}
		for _, fee := range p.Fees {
			point.Fees = append(point.Fees, sizePointFee{fee.Payment, sizeCostOf(fee.Fee)})
		}
		out.Curve = append(out.Curve, point)
	}
	return out
}

func sizeOutcomeOf(o *sizing.Outcome) sizeOutcome {
	return sizeOutcome{
		Item: sizeQuota(o.Dimension.Item()), Steps: count(o.Steps), TPM: count(o.TPM),
		Covered: sizeShareOf(o.Covered), Overflow: text(o.Overflow), Served: sizeShareOf(o.Served), Utilisation: sizeShareOf(o.Utilisation),
	}
}

func sizeAnswerOf(a *sizing.Answer) sizeAnswer {
	out := sizeAnswer{Goal: sizeGoal{Kind: a.Goal.Kind}, Reason: sizeReasonOf(a.Reason), Choices: []sizeChoice{}}
	switch a.Goal.Kind {
	case sizing.Coverage:
		out.Goal.Percent = number(a.Goal.Percent)
	case sizing.MaxOverflow:
		out.Goal.Tokens = number(a.Goal.Tokens)
	}
	for i := range a.Choices {
		c := &a.Choices[i]
		choice := sizeChoice{
			Payment: c.Payment, Best: i == a.Best, Capacity: []sizeOutcome{}, Covered: sizeShareOf(c.Covered),
			Fee: sizeFeeOf(&c.Fee), Overflow: sizeCostOf(c.OverflowCost), Total: sizeCostOf(c.Total),
		}
		for j := range c.Outcomes {
			choice.Capacity = append(choice.Capacity, sizeOutcomeOf(&c.Outcomes[j]))
		}
		out.Choices = append(out.Choices, choice)
	}
	return out
}

func sizeScheduleOf(r *sizing.Result) *sizeSchedule {
	s := r.Schedule
	out := &sizeSchedule{Reason: sizeReasonOf(s.Reason), CoversAll: s.CoversAll, Plans: []sizePlan{}, Hours: []sizeHour{}}
	item := func(i int) sizeQuota { return sizeQuota(r.Dimensions[i].Dimension.Item()) }
	capacity := func(tpm []int64) []sizeTPM {
		bought := []sizeTPM{}
		for i, n := range tpm {
			bought = append(bought, sizeTPM{item(i), count(n)})
		}
		return bought
	}
	for i := range s.Plans {
		p := &s.Plans[i]
		plan := sizePlan{
			Kind: p.Kind, Best: i == s.Best, Base: capacity(p.Base), Runs: []sizeRun{}, Fee: sizeCostOf(p.Fee),
			OverflowTokens: []sizeOverflow{}, OverflowExact: p.OverflowExact, OverflowCost: sizeCostOf(p.OverflowCost), Total: sizeCostOf(p.Total),
		}
		if p.BaseFee != nil {
			fee := sizeFeeOf(p.BaseFee)
			plan.BaseFee = &fee
		}
		for j, tokens := range p.Overflow {
			plan.OverflowTokens = append(plan.OverflowTokens, sizeOverflow{item(j), text(tokens)})
		}
		for j := range p.Runs {
			run := sizeRun{Capacity: capacity(p.Runs[j].TPM), Hours: []hourOfWeek{}, Fee: sizeFeeOf(&p.Runs[j].Fee)}
			for _, h := range p.Runs[j].Hours {
				run.Hours = append(run.Hours, hourOfWeek(h.String()))
			}
			plan.Runs = append(plan.Runs, run)
		}
		out.Plans = append(out.Plans, plan)
	}
	if s.Reason == nil {
		for h := range s.Hours {
			out.Hours = append(out.Hours, sizeHour{hourOfWeek(sizing.HourOfWeek(h).String()), capacity(s.Hours[h].Base), capacity(s.Hours[h].Top)})
		}
	}
	return out
}

func sizeReasonOf(r *sizing.Reason) *sizeReason {
	if r == nil {
		return nil
	}
	return &sizeReason{r.Code, r.Text}
}

func sizeFeeOf(f *quote.Fee) sizeFee {
	out := sizeFee{sizeCost: sizeCost{Exact: f.Known && f.Exact, Reason: optional(f.Reason)}, Lines: []line{}}
	if f.Known {
		out.Amount = number(f.Amount.Value)
	}
	for _, l := range f.Lines {
		out.Lines = append(out.Lines, lineOf(l))
	}
	return out
}

func sizeCostOf(c sizing.Cost) sizeCost {
	if !c.Known {
		return sizeCost{Reason: &c.Reason}
	}
	return sizeCost{Amount: number(c.Amount.Value), Exact: c.Exact}
}

// sizeShareOf writes a share with its value, rounded half up to 10 places where
// it does not terminate.
func sizeShareOf(s sizing.Share) sizeShare {
	out := sizeShare{Part: text(s.Part), Whole: text(s.Whole)}
	if s.Defined() {
		value, exact := money.Quotient(s.Part, s.Whole)
		out.Value, out.Exact = number(value), exact
	}
	return out
}

// sizePrice is nil for a price that is not known.
func sizePrice(price decimal.NullDecimal) *Decimal {
	if !price.Valid {
		return nil
	}
	return number(price.Decimal)
}
