package sizing

import (
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// Choice is a capacity that runs all the time, under one payment.
type Choice struct {
	Payment      catalog.Payment
	Outcomes     []Outcome // by dimension
	Covered      Share     // minutes in which every dimension fits
	Fee          quote.Fee // of the period
	OverflowCost Cost      // what overflow costs on demand, scaled from the window to the period; oversize requests included
	Total        Cost      // fee and overflow
}

// Outcome is what a capacity does in one dimension over the window.
type Outcome struct {
	Dimension   Dimension
	Steps       int64
	TPM         int64
	Covered     Share           // minutes that fit in this dimension
	Overflow    decimal.Decimal // (weighted) tokens above the capacity, a lower bound
	Served      Share           // tokens within the capacity, of all
	Utilisation Share           // tokens within the capacity, of what it could take; undefined without capacity
}

// outcomeOf is what so many steps do.
func outcomeOf(d *demand, steps int64) Outcome {
	minutes := int64(len(d.levels.loads))
	overflow := d.levels.overflow(steps)
	served := d.tokens(d.levels.total() - overflow)
	tpm := steps * d.stepTPM
	return Outcome{
		Dimension: d.dimension, Steps: steps, TPM: tpm,
		Covered:     shareOf(int64(d.levels.covered(steps)), minutes),
		Overflow:    d.tokens(overflow),
		Served:      Share{served, d.tokens(d.levels.total())},
		Utilisation: Share{served, decimal.NewFromInt(tpm).Mul(decimal.NewFromInt(minutes))},
	}
}

// scale prices overflow: how often the window fits into the period.
type scale struct {
	onDemand *OnDemand // of requests that the deployment takes
	oversize *OnDemand // of those that are longer
	currency string
	times    *big.Rat
}

// scaleOf compares a period with a window of so many minutes.
func scaleOf(o *OnDemand, currency string, p deployment.Period, l *Load, limit int64) scale {
	times := new(big.Rat).Mul(p.Hours.Rat(), big.NewRat(minutesPerHour, int64(l.Minutes)))
	longest := limit
	if l.Kind == Requests {
		longest = l.Longest
	}
	return scale{o.upTo(longest), o.upTo(l.Oversize.Longest), currency, times}
}

// perPart is what a part of a token that overflows in the window costs over the
// period; ok is false if the price is not known.
func (s scale) perPart(d *demand) (price *big.Rat, ok bool) { return s.partOf(s.onDemand, d) }

func (s scale) partOf(o *OnDemand, d *demand) (price *big.Rat, ok bool) {
	token, ok := o.perToken(d.dimension)
	if !ok {
		return nil, false
	}
	return new(big.Rat).Mul(d.perPart(token), s.times), true
}

// cost is what parts of tokens cost, by demand.
func (s scale) cost(demands []demand, parts func(d *demand, i int) int64) Cost {
	return s.sum(demands, parts, func(*demand) int64 { return 0 })
}

// costWithOversize is the same with the oversize requests.
func (s scale) costWithOversize(demands []demand, parts func(d *demand, i int) int64) Cost {
	return s.sum(demands, parts, func(d *demand) int64 { return d.oversize })
}

// sum is what parts of tokens cost. Nothing costs nothing; what has no price makes
// the sum unknown.
func (s scale) sum(demands []demand, parts func(d *demand, i int) int64, oversize func(d *demand) int64) Cost {
	sum := new(big.Rat)
	for i := range demands {
		d := &demands[i]
		for _, c := range [...]struct {
			parts  int64
			prices *OnDemand
		}{{parts(d, i), s.onDemand}, {oversize(d), s.oversize}} {
			if c.parts == 0 {
				continue
			}
			price, ok := s.partOf(c.prices, d)
			if !ok {
				return Cost{Reason: noPrice(d)}
			}
			sum.Add(sum, price.Mul(price, new(big.Rat).SetInt64(c.parts)))
		}
	}
	return costOf(sum, s.currency)
}

func noPrice(d *demand) string {
	return "there is no on-demand price for " + d.dimension.String() + " tokens: state one in an overlay"
}

// unpriced tells the first dimension with traffic whose overflow has no price.
func (s scale) unpriced(demands []demand) *Reason {
	for i := range demands {
		d := &demands[i]
		if _, ok := s.perPart(d); !ok && d.levels.total() > 0 {
			return &Reason{NoOnDemandPrice, noPrice(d)}
		}
	}
	return nil
}

// choiceOf works a capacity out.
func (s *sizer) choiceOf(bought capacity, payment catalog.Payment) Choice {
	c := Choice{Payment: payment, Covered: shareOf(coveredBy(s.demands, bought), int64(len(s.demands[0].minutes)))}
	for i := range s.demands {
		c.Outcomes = append(c.Outcomes, outcomeOf(&s.demands[i], bought[i]))
	}
	c.Fee = s.market.fee(s.demands, bought, payment, duration(s.period, payment))
	c.OverflowCost = s.scale.costWithOversize(s.demands, func(d *demand, i int) int64 { return d.levels.overflow(bought[i]) })
	c.Total = feeCost(c.Fee).plus(c.OverflowCost)
	return c
}
