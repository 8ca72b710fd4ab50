package report

import (
	"io"

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
	out.Dimensions, out.Answers = each(r.Dimensions, sizeDimensionOf), each(r.Answers, sizeAnswerOf)
	if r.Schedule != nil {
		out.Schedule = sizeScheduleOf(r)
	}
	out.Problems = each(problems, func(p *sizing.Problem) sizeProblem { return sizeProblem(*p) })
	return writeJSON(w, out)
}

// SizeRatesJSON writes what averages need as JSON.
func SizeRatesJSON(w io.Writer, r *sizing.RatesNeed) error {
	out := sizeHead(r.Catalog, r.Region, r.Offer, sizePeriod{r.Period.Label, text(r.Period.Hours), count(r.Period.Days)})
	out.Notes = list(r.Notes)
	rates := &sizeRates{Fees: []sizeRatesFee{}, Dimensions: each(r.Dimensions, func(d *sizing.RateNeed) sizeRate {
		return sizeRate{
			Item: sizeQuota(d.Dimension.Item()), PerRequest: text(d.PerRequest), Need: text(d.TPM),
			StepTPM: count(d.StepTPM), Steps: count(d.Steps), TPM: count(d.Capacity), Formula: d.Formula,
		}
	})}
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
		Start: momentOf(l.Start()), End: momentOf(l.End()), Minutes: count(int64(l.Minutes)),
		Rows: count(l.Rows), Refused: count(l.Refused), Outside: count(l.Outside),
		Model: optional(l.Model), Others: count(l.Others), Rounded: count(l.Rounded), Complete: l.Complete(),
		RowsAre: l.Kind, Detected: l.Detected, Columns: each(l.Columns, func(c *sizing.UsedColumn) sizeColumn { return sizeColumn(*c) }),
		Tokens: sizeTokens{count(l.Tokens.Input), count(l.Tokens.Output), count(l.Tokens.Thinking)},
		Cached: count(l.Tokens.Cached), Weighted: l.Weights != nil,
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
		Total: text(s.Total), Mean: sizeShareOf(s.Mean), Peak: text(s.Peak), PeakAt: momentOf(s.PeakAt),
		BusyMinutes: count(s.Busy), Profile: []sizeCell{},
		Percentiles: each(s.Percentiles, func(p *sizing.Percentile) sizePercentile { return sizePercentile{p.Name, text(p.Load)} }),
		Curve: each(n.Curve, func(p *sizing.Point) sizePoint {
			fees := each(p.Fees, func(f *sizing.PaymentFee) sizePointFee { return sizePointFee{f.Payment, sizeCostOf(f.Fee)} })
			return sizePoint{sizeOutcome: sizeOutcomeOf(&p.Outcome), Fees: fees, OverflowCost: sizeCostOf(p.OverflowCost)}
		}),
	}
	for h, c := range n.Profile {
		out.Profile = append(out.Profile, sizeCell{hourOfWeek(sizing.HourOfWeek(h).String()), count(c.Minutes), text(c.Tokens), text(c.Peak)})
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
		out.Choices = append(out.Choices, sizeChoice{
			Payment: c.Payment, Best: i == a.Best, Capacity: each(c.Outcomes, sizeOutcomeOf), Covered: sizeShareOf(c.Covered),
			Fee: sizeFeeOf(&c.Fee), Overflow: sizeCostOf(c.OverflowCost), Total: sizeCostOf(c.Total),
		})
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
			Kind: p.Kind, Best: i == s.Best, Base: capacity(p.Base), Fee: sizeCostOf(p.Fee),
			Runs: each(p.Runs, func(r *sizing.Run) sizeRun {
				hours := each(r.Hours, func(h *sizing.HourOfWeek) hourOfWeek { return hourOfWeek(h.String()) })
				return sizeRun{Capacity: capacity(r.TPM), Hours: hours, Fee: sizeFeeOf(&r.Fee)}
			}),
			OverflowTokens: []sizeOverflow{}, OverflowExact: p.OverflowExact, OverflowCost: sizeCostOf(p.OverflowCost), Total: sizeCostOf(p.Total),
		}
		if p.BaseFee != nil {
			fee := sizeFeeOf(p.BaseFee)
			plan.BaseFee = &fee
		}
		for j, tokens := range p.Overflow {
			plan.OverflowTokens = append(plan.OverflowTokens, sizeOverflow{item(j), text(tokens)})
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
	out := sizeFee{sizeCost: sizeCost{Exact: f.Known && f.Exact, Reason: optional(f.Reason)}, Lines: each(f.Lines, lineOf)}
	if f.Known {
		out.Amount = number(f.Amount.Value)
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
