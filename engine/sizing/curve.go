package sizing

import (
	"slices"

	"github.com/costplan/costplan/catalog"
)

// DefaultPoints is how many points a curve has at most, if nothing else is said.
const DefaultPoints = 64

// Point is what one capacity of a dimension does and costs, the other
// dimensions left aside.
type Point struct {
	Outcome
	Fees         []PaymentFee // of this dimension over the period, by payment
	OverflowCost Cost         // of this dimension over the period, on demand, without oversize requests
}

// PaymentFee is a fee under a payment.
type PaymentFee struct {
	Payment catalog.Payment
	Fee     Cost
}

// curve is a selection of capacities from none to one that covers every minute:
// evenly spread ones, and those in marks.
func (s *sizer) curve(i int, marks []int64, most int) []Point {
	if most < 2 {
		most = DefaultPoints
	}
	d := &s.demands[i]
	top := d.levels.most()
	steps := slices.Clone(marks)
	for n := range int64(most) {
		steps = append(steps, n*top/int64(most-1))
	}
	slices.Sort(steps)
	var points []Point
	for _, count := range slices.Compact(steps) {
		points = append(points, s.point(i, count))
	}
	return points
}

func (s *sizer) point(i int, steps int64) Point {
	d := &s.demands[i]
	p := Point{Outcome: outcomeOf(d, steps)}
	bought := make(capacity, len(s.demands))
	bought[i] = steps
	for _, payment := range s.market.offer.Payments() {
		fee := s.market.fee(s.demands, bought, payment, duration(s.period, payment))
		p.Fees = append(p.Fees, PaymentFee{payment, feeCost(fee)})
	}
	p.OverflowCost = s.scale.cost(s.demands[i:i+1], func(*demand, int) int64 { return d.levels.overflow(steps) })
	return p
}
