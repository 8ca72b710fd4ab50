package compare

import (
	"math/big"

	"github.com/costplan/costplan/catalog"
)

// Kind is what a break-even sets against each other.
type Kind string

// The kinds.
const (
	ByPayment    Kind = "payment"    // the same thing under both payments
	ByPlan       Kind = "plan"       // ptu and mu in one region
	ByRegion     Kind = "region"     // the same thing in two regions, under any payments
	ByThroughput Kind = "throughput" // ptu and mu in one region and payment, at other throughput
	ByTokens     Kind = "tokens"     // lora and another plan in one region
)

// Variable is what varies in a break-even.
type Variable string

// The variables.
const (
	HoursPerPeriod  Variable = "hours_per_period" // billed hours in the period
	HoursPerDay     Variable = "hours_per_day"    // the same, spread evenly over the period
	InputTPM        Variable = "input_tpm"
	OutputTPM       Variable = "output_tpm"
	ThinkingTPM     Variable = "thinking_output_tpm"
	TokensPerPeriod Variable = "tokens_per_period" // of all kinds together, in the need's mix
	TokensPerHour   Variable = "tokens_per_hour"   // the same, spread evenly over the billed hours
)

// BreakEven is where one option becomes cheaper than another.
type BreakEven struct {
	Kind     Kind
	Between  [2]string // IDs: the option that is cheaper below the value, then the one that is above
	Variable Variable
	// Value is exact. For hours and tokens both options cost the same there. For
	// throughput it is the first whole step at which the order has changed. It is
	// nil if the two never cross: then Between[0] is the cheaper one throughout,
	// or they cost the same.
	Value *big.Rat
	// First is the smallest whole number from which Between[1] is cheaper; nil
	// where Value is, and for hours a day.
	First *big.Int
	// At is the whole throughput at Value, all kinds of it; nil unless that varies.
	At *Throughput
	// Cheaper is the ID of the option that never costs more in the period; empty if
	// the two cross within it, or cost the same.
	Cheaper string
	Reading string // the same as a sentence
}

// Crosses reports whether the order of the two changes within the period.
func (b *BreakEven) Crosses() bool { return b.Value != nil && b.Cheaper == "" }

// payments compares the two payments of each thing.
func (c *comparer) payments() {
	c.pairs(func(a, b *Option) bool {
		return a.Terms.Region == b.Terms.Region && a.Offer == b.Offer
	}, ByPayment)
}

// plans compares ptu with mu in each region, under any payments.
func (c *comparer) plans() {
	c.pairs(func(a, b *Option) bool {
		return a.Terms.Region == b.Terms.Region && a.Terms.Plan == catalog.PTU && b.Terms.Plan == catalog.MU
	}, ByPlan)
}

// regions compares the same plan and specification in different regions, under
// any payments.
func (c *comparer) regions() {
	c.pairs(func(a, b *Option) bool {
		return a.Terms.Region != b.Terms.Region && a.Terms.Plan == b.Terms.Plan && a.Terms.Spec == b.Terms.Spec
	}, ByRegion)
}

// pairs adds the crossings of every two options that belong together, in the
// order of the catalog, not of the amounts: so it stays the same from one number
// of hours to another.
func (c *comparer) pairs(belong func(a, b *Option) bool, kind Kind) {
	ranked := c.inOrder()
	for i, a := range ranked {
		for _, b := range ranked[i+1:] {
			if belong(a, b) && a.Fee.Amount.Currency == b.Fee.Amount.Currency {
				c.cross(kind, a, b)
			}
		}
	}
}

// cross adds where two options cross in hours. A line through zero is the
// cheaper one below its crossing with a constant; two lines, and two constants,
// keep their order throughout.
func (c *comparer) cross(kind Kind, a, b *Option) {
	line, constant := a, b
	if a.Curve.Fixed != nil {
		line, constant = b, a
	}
	if line.Curve.Hourly == nil || constant.Curve.Fixed == nil || line.Curve.Hourly.Sign() == 0 {
		c.uncrossed(kind, a, b)
		return
	}
	hours := new(big.Rat).Quo(constant.Curve.Fixed, line.Curve.Hourly)
	period := c.periodHours()
	crossing := BreakEven{
		Kind: kind, Between: [2]string{line.ID(), constant.ID()},
		Variable: HoursPerPeriod, Value: hours, First: afterwards(hours),
	}
	if hours.Cmp(period) >= 0 {
		crossing.Cheaper = line.ID()
	}
	crossing.Reading = c.readCrossing(kind, line, constant, hours)
	c.BreakEven = append(c.BreakEven, crossing)
	if hours.Cmp(period) > 0 {
		return // no day has as many hours
	}
	crossing.Variable, crossing.Value, crossing.First = HoursPerDay, c.aDay(hours), nil
	c.BreakEven = append(c.BreakEven, crossing)
}

// uncrossed adds which of two options is cheaper at any hours.
func (c *comparer) uncrossed(kind Kind, a, b *Option) {
	hour := big.NewRat(1, 1)
	order := a.Curve.At(hour).Cmp(b.Curve.At(hour))
	if order > 0 {
		a, b = b, a
	}
	none := BreakEven{Kind: kind, Between: [2]string{a.ID(), b.ID()}, Variable: HoursPerPeriod}
	if order != 0 {
		none.Cheaper = a.ID()
	}
	none.Reading = c.readUncrossed(a, b, order == 0)
	c.BreakEven = append(c.BreakEven, none)
}

// aDay spreads hours of the period evenly over its days.
func (c *comparer) aDay(hours *big.Rat) *big.Rat {
	perDay := new(big.Rat).Mul(hours, big.NewRat(hoursPerDay, 1))
	return perDay.Quo(perDay, c.periodHours())
}

// inOrder are the options that can be had, in the order of the catalog.
func (c *comparer) inOrder() []*Option {
	var found []*Option
	for _, region := range c.Catalog.Regions {
		for _, plan := range allPlans {
			for _, offer := range region.Find(plan, c.Model) {
				for _, payment := range allPayments {
					if o := c.find(offer, payment); o != nil {
						found = append(found, o)
					}
				}
			}
		}
	}
	return found
}

// find is the option of an offer and a payment, nil if it cannot be had.
func (c *comparer) find(offer *catalog.Offer, payment catalog.Payment) *Option {
	for i := range c.Options {
		if o := &c.Options[i]; o.Offer == offer && o.Terms.Payment == payment && o.Feasible() {
			return o
		}
	}
	return nil
}
