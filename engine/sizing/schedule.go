package sizing

import (
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/quote"
)

// Schedule is the cheapest way to run a typical week: a subscription as a base
// in all hours, and a pay-as-you-go deployment on top whose capacity changes by
// the hour of the week.
//
// It rests on these assumptions beside those of the package: every week is like
// the weeks that were seen, whose minutes of one hour of the week are averaged;
// pay-as-you-go is billed for whole hours in which it runs, by the capacity of
// the hour, and starts and stops on the hour; a subscription runs for seven days
// of every week; traffic fills the base first. Amounts are of one week.
type Schedule struct {
	Reason *Reason // why there is none; else nil
	// CoversAll says that there are no on-demand prices, so that nothing may
	// overflow: each hour has the capacity of its busiest minute.
	CoversAll bool
	Hours     [hoursPerWeek]Hour
	Plans     []Plan // each the best of its kind, in the order of PlanKinds
	Best      int    // index of the cheapest plan; the simpler one of equals
}

// Hour is what runs in one hour of the week under the best plan.
type Hour struct {
	Base []int64 // TPM by dimension, the same in all hours
	Top  []int64 // TPM by dimension
}

// PlanKind is a way to run a week.
type PlanKind string

// The ways, simplest first.
const (
	AlwaysPayAsYouGo   PlanKind = "always_pay_as_you_go"  // one capacity all week
	AlwaysSubscription PlanKind = "always_subscription"   // one capacity all week
	HourlyPayAsYouGo   PlanKind = "hourly_pay_as_you_go"  // by hour of the week, without a base
	BaseAndPeaks       PlanKind = "base_and_hourly_peaks" // a subscription, and pay-as-you-go on top by hour
)

// Plan is one way to run a week, and what it costs.
type Plan struct {
	Kind          PlanKind
	Base          []int64           // TPM of the subscription by dimension
	BaseFee       *quote.Fee        // of the subscription for seven days; nil without one
	Runs          []Run             // of pay-as-you-go, the one with the most hours first
	Fee           Cost              // of subscription and runs
	Overflow      []decimal.Decimal // (weighted) tokens that overflow in a week, by dimension
	OverflowExact bool              // no count in Overflow is rounded
	OverflowCost  Cost              // on demand, oversize requests aside
	Total         Cost
	tops          [hoursPerWeek]capacity
}

// Run is a pay-as-you-go capacity with the hours of the week that it runs in.
type Run struct {
	TPM   []int64 // by dimension
	Hours []HourOfWeek
	Fee   quote.Fee
}

// weekCells are the minutes of a dimension by hour of the week, with the prices
// that decide what is worth buying.
type weekCells struct {
	demand  *demand
	levels  [hoursPerWeek]levels
	perPart [hoursPerWeek]*big.Rat // price of a part that overflows in the window, for a week; nil if there is none
	hourly  *big.Rat               // fee of a step for an hour
	weekly  *big.Rat               // fee of a step for seven days of subscription; nil if it is not sold
	most    int64                  // steps that cover every minute
	alone   [hoursPerWeek]int64    // steps that an hour would run with pay-as-you-go alone
}

// schedule plans the week.
func (s *sizer) schedule(hours []uint8) (*Schedule, error) {
	if s.market.offer.Payments()[0] != catalog.PayAsYouGo {
		return &Schedule{Reason: &Reason{PaymentNotOffered, s.market.model + " has no price by the hour"}}, nil
	}
	var seen [hoursPerWeek]int64
	for _, h := range hours {
		seen[h]++
	}
	for _, n := range seen {
		if n == 0 {
			return &Schedule{Reason: &Reason{WeekNotSeen, "the window does not hold every hour of the week: read a week or more, or state a window of a week"}}, nil
		}
	}
	covers := s.scale.unpriced(s.demands) != nil
	cells := make([]weekCells, len(s.demands))
	for i := range cells {
		if err := s.fill(&cells[i], i, hours, &seen, covers); err != nil {
			return nil, err
		}
	}
	result := &Schedule{CoversAll: covers}
	for _, kind := range s.planKinds() {
		result.Plans = append(result.Plans, s.plan(kind, cells))
		last := len(result.Plans) - 1
		if result.Plans[last].Total.Amount.Value.LessThan(result.Plans[result.Best].Total.Amount.Value) {
			result.Best = last
		}
	}
	best := &result.Plans[result.Best]
	for h := range result.Hours {
		result.Hours[h] = Hour{Base: best.Base, Top: s.tpm(best.tops[h])}
	}
	return result, nil
}

// planKinds are the ways that the offer's payments allow.
func (s *sizer) planKinds() []PlanKind {
	if !sells(s.market.offer, catalog.Subscription) {
		return []PlanKind{AlwaysPayAsYouGo, HourlyPayAsYouGo}
	}
	return []PlanKind{AlwaysPayAsYouGo, AlwaysSubscription, HourlyPayAsYouGo, BaseAndPeaks}
}

func sells(offer *catalog.Offer, payment catalog.Payment) bool {
	for _, p := range offer.Payments() {
		if p == payment {
			return true
		}
	}
	return false
}

// fill splits a demand by hour of the week.
func (s *sizer) fill(c *weekCells, i int, hours []uint8, seen *[hoursPerWeek]int64, covers bool) error {
	d := &s.demands[i]
	c.demand = d
	c.most = d.levels.most()
	var err error
	if c.hourly, err = s.market.stepFee(d, catalog.PayAsYouGo); err != nil {
		return err
	}
	if sells(s.market.offer, catalog.Subscription) {
		daily, err := s.market.stepFee(d, catalog.Subscription)
		if err != nil {
			return err
		}
		c.weekly = new(big.Rat).Mul(daily, new(big.Rat).SetInt64(daysPerWeek))
	}
	var split [hoursPerWeek][]int64
	for h, n := range seen {
		split[h] = make([]int64, 0, n)
	}
	for m, load := range d.minutes {
		split[hours[m]] = append(split[hours[m]], load)
	}
	token, priced := s.scale.onDemand.perToken(d.dimension)
	for h := range split {
		c.levels[h] = newLevels(split[h], d.step())
		c.alone[h] = c.levels[h].most()
		if priced && !covers {
			// The minutes of the window stand for the 60 minutes of a week's hour.
			c.perPart[h] = d.perPart(token)
			c.perPart[h].Mul(c.perPart[h], big.NewRat(minutesPerHour, seen[h]))
			c.alone[h] = c.levels[h].cheapest(c.hourly, c.perPart[h])
		}
	}
	return nil
}

// saved is what one more step in all hours, on top of so many, saves of the
// overflow in a week. capped says that an hour saves no more than the hourly fee,
// since pay-as-you-go could take the step's place. It never rises with steps.
func (c *weekCells) saved(steps int64, capped bool) *big.Rat {
	sum := new(big.Rat)
	for h := range c.levels {
		switch {
		case capped && steps < c.alone[h]:
			sum.Add(sum, c.hourly)
		case c.perPart[h] != nil:
			drop := new(big.Rat).SetInt64(c.levels[h].drop(steps))
			sum.Add(sum, drop.Mul(drop, c.perPart[h]))
		}
	}
	return sum
}

// constant is the best number of steps for all hours, at a fee a week. What has
// no price may not overflow.
func (c *weekCells) constant(fee *big.Rat, covers bool) int64 {
	if covers {
		return c.most
	}
	return search(c.most, func(steps int64) bool { return c.saved(steps, false).Cmp(fee) <= 0 })
}

// base is the best number of subscribed steps under pay-as-you-go on top. For a
// base b an hour runs with max(b, alone) steps, which is exact: what an hour
// costs is convex in its steps. The week's cost then is convex in b, and a step
// is worth subscribing to as long as it saves more than its fee.
func (c *weekCells) base() int64 {
	return search(c.most, func(steps int64) bool { return c.saved(steps, true).Cmp(c.weekly) <= 0 })
}

// plan finds the best plan of a kind.
func (s *sizer) plan(kind PlanKind, cells []weekCells) Plan {
	p := Plan{Kind: kind}
	base := make(capacity, len(cells))
	for h := range p.tops {
		p.tops[h] = make(capacity, len(cells))
	}
	for i := range cells {
		c := &cells[i]
		covers := c.perPart[0] == nil
		always := int64(0)
		switch kind {
		case AlwaysPayAsYouGo:
			always = c.constant(new(big.Rat).Mul(c.hourly, new(big.Rat).SetInt64(hoursPerWeek)), covers)
		case AlwaysSubscription:
			base[i] = c.constant(c.weekly, covers)
		case BaseAndPeaks:
			base[i] = c.base()
		}
		for h := range p.tops {
			switch kind {
			case AlwaysPayAsYouGo:
				p.tops[h][i] = always
			case HourlyPayAsYouGo, BaseAndPeaks:
				p.tops[h][i] = max(0, c.alone[h]-base[i])
			}
		}
	}
	s.work(&p, base, cells)
	return p
}
