package sizing

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
)

// Request is what to size, and by what.
type Request struct {
	Catalog  *catalog.Catalog
	Region   *catalog.Region
	Model    string // code, as the catalog has it
	Load     *Load
	Period   deployment.Period // that amounts cover
	OnDemand *OnDemand         // nil if no price of overflow is known
	Goals    []Goal
	Schedule bool // also plan by hour of the week
	Points   int  // most points of a curve; 0 for DefaultPoints
}

// Result is what a workload needs. It is a value of its own and refers to no
// part of the traffic but its Load.
type Result struct {
	Catalog      *catalog.Catalog
	Region       *catalog.Region
	Offer        *catalog.Offer
	Period       deployment.Period
	Load         *Load
	OnDemand     *OnDemand
	Dimensions   []Need
	OnDemandOnly Cost      // all traffic billed per token, over the period, without any capacity
	Answers      []Answer  // by goal, in their order
	Schedule     *Schedule // nil unless asked for
	Notes        []string  // what bears on the result
}

// Need is what the traffic needs in one dimension, and what capacities do.
type Need struct {
	Dimension Dimension
	StepTPM   int64
	Stats     Stats
	Profile   [hoursPerWeek]Cell
	Curve     []Point
}

// Answer is the best capacity for a goal.
type Answer struct {
	Goal    Goal
	Reason  *Reason  // why there is none; else nil
	Choices []Choice // the best one under each payment, pay-as-you-go first
	Best    int      // index of the one to take: the least total for MinimiseCost, else the least fee
}

// sizer holds what all goals need.
type sizer struct {
	market  market
	demands []demand
	period  deployment.Period
	scale   scale
}

// Size finds the best capacity for each goal and describes the load. Reading
// aside, it takes O(n log n) for n minutes, plus what the searches for
// Coverage and MaxOverflow take: see tail.cheapest and cheapestOverflow.
func Size(q Request) (*Result, error) {
	s, err := newSizer(q)
	if err != nil {
		return nil, err
	}
	for _, goal := range q.Goals {
		if err := goal.validate(); err != nil {
			return nil, err
		}
	}
	result := &Result{
		Catalog: q.Catalog, Region: q.Region, Offer: s.market.offer, Period: q.Period, Load: q.Load, OnDemand: s.scale.onDemand,
		OnDemandOnly: s.scale.costWithOversize(s.demands, func(d *demand, _ int) int64 { return d.levels.total() }),
	}
	marks := make([][]int64, len(s.demands)) // steps that a curve has to show
	for _, goal := range q.Goals {
		answer, bought, err := s.answer(goal)
		if err != nil {
			return nil, err
		}
		result.Answers = append(result.Answers, answer)
		for _, c := range bought {
			for i := range c {
				marks[i] = append(marks[i], c[i])
			}
		}
	}
	hours := hoursOf(q.Load)
	for i := range s.demands {
		d := &s.demands[i]
		result.Dimensions = append(result.Dimensions, Need{
			Dimension: d.dimension, StepTPM: d.stepTPM,
			Stats: statsOf(q.Load, d), Profile: profileOf(d, hours, q.Load.silent), Curve: s.curve(i, marks[i], q.Points),
		})
	}
	if q.Schedule {
		if result.Schedule, err = s.schedule(hours); err != nil {
			return nil, err
		}
	}
	result.Notes = append(s.notes(q.Load, result.Answers), s.tierNotes(q.Load, q.OnDemand)...)
	return result, nil
}

func newSizer(q Request) (*sizer, error) {
	switch {
	case q.Region == nil:
		return nil, errors.New("the region is not known")
	case q.Load == nil || q.Load.Minutes < 1:
		return nil, errors.New("there is no traffic")
	case !q.Period.Hours.IsPositive():
		return nil, errors.New("the period is empty")
	}
	m, err := marketOf(q.Catalog, q.Region, q.Model)
	if err != nil {
		return nil, err
	}
	if q.OnDemand != nil {
		if err := q.OnDemand.validate(q.Region.Currency); err != nil {
			return nil, err
		}
	}
	demands, err := demandsOf(q.Load, m.offer, q.Region.Billing.PTU)
	if err != nil {
		return nil, err
	}
	return &sizer{market: m, demands: demands, period: q.Period,
		scale: scaleOf(q.OnDemand, q.Region.Currency, q.Period, q.Load, m.offer.MaxInputTokens)}, nil
}

// marketOf finds the offer of a model on plan ptu.
func marketOf(cat *catalog.Catalog, region *catalog.Region, model string) (market, error) {
	offers := region.Find(catalog.PTU, model)
	if len(offers) == 0 {
		return market{}, fmt.Errorf("%s is not offered on plan %s in %s", model, catalog.PTU, region.Code)
	}
	if !offers[0].Priced() {
		return market{}, fmt.Errorf("%s has no price on plan %s in %s: %s", model, catalog.PTU, region.Code, offers[0].Reason)
	}
	return market{catalog: cat, region: region, offer: offers[0], model: model}, nil
}

// answer finds the best capacity for a goal under each payment.
func (s *sizer) answer(goal Goal) (Answer, []capacity, error) {
	a := Answer{Goal: goal}
	if goal.Kind == MinimiseCost {
		if a.Reason = s.scale.unpriced(s.demands); a.Reason != nil {
			return a, nil, nil
		}
	}
	var uncovered *tail
	if goal.Kind == Coverage {
		uncovered = newTail(s.demands, missable(len(s.demands[0].minutes), goal.Percent))
	}
	var all []capacity
	for _, payment := range s.market.offer.Payments() {
		bought, err := s.best(goal, payment, uncovered)
		if err != nil {
			return a, nil, err
		}
		all = append(all, bought)
		a.Choices = append(a.Choices, s.choiceOf(bought, payment))
		if last := len(a.Choices) - 1; a.price(last).LessThan(a.price(a.Best)) {
			a.Best = last
		}
	}
	return a, all, nil
}

// price is what the choices of an answer are ranked by.
func (a *Answer) price(i int) decimal.Decimal {
	if a.Goal.Kind == MinimiseCost {
		return a.Choices[i].Total.Amount.Value
	}
	return a.Choices[i].Fee.Amount.Value
}

// best is the capacity for a goal under a payment; uncovered is for Coverage.
func (s *sizer) best(goal Goal, payment catalog.Payment, uncovered *tail) (capacity, error) {
	fees := make([]*big.Rat, len(s.demands)) // of a step for a unit of the payment's time
	for i := range s.demands {
		fee, err := s.market.stepFee(&s.demands[i], payment)
		if err != nil {
			return nil, err
		}
		fees[i] = fee
	}
	if goal.Kind == MinimiseCost {
		bought := make(capacity, len(s.demands))
		for i := range s.demands {
			d := &s.demands[i]
			fee := new(big.Rat).Mul(fees[i], duration(s.period, payment).Rat())
			if price, ok := s.scale.perPart(d); ok {
				bought[i] = d.levels.cheapest(fee, price)
			}
		}
		return bought, nil
	}
	whole, err := wholeFees(fees)
	if err != nil {
		return nil, err
	}
	if goal.Kind == Coverage {
		return uncovered.cheapest(whole), nil
	}
	return cheapestOverflow(s.demands, whole, s.parts(goal.Tokens))
}

// parts is a number of tokens in parts, cut to whole ones; more than all of
// them is all of them.
func (s *sizer) parts(tokens decimal.Decimal) int64 {
	var all int64
	for i := range s.demands {
		all += s.demands[i].levels.total()
	}
	if parts := tokens.Shift(s.demands[0].places); parts.LessThan(decimal.NewFromInt(all)) {
		return parts.IntPart()
	}
	return all
}
