package sizing

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
)

// maxTries is how many capacities cheapestOverflow may have to try: well beyond
// traffic that is bought capacity for, and a moment of work.
const maxTries = 20_000_000

// cheapestOverflow is the capacity with the lowest fee at which at most budget
// parts of a token overflow, all dimensions together. Of several with the same
// fee it is one with the least overflow.
//
// The dimensions with the fewest steps are enumerated; the one with the most
// follows, since it needs the fewer steps the less the others let overflow:
// O(k) for two dimensions, O(k x k') for three, k being steps. Beyond maxTries it is
// an error.
func cheapestOverflow(demands []demand, fees []int64, budget int64) (capacity, error) {
	var places [dimensions]overflowPlace
	for i := range places {
		places[i] = overflowPlace{demand: -1, left: []int64{0}}
	}
	empty := len(places) - len(demands)
	for i := range demands {
		p := overflowPlace{demand: i, fee: fees[i], left: make([]int64, demands[i].levels.most()+1)}
		for steps := range p.left {
			p.left[steps] = demands[i].levels.overflow(int64(steps))
		}
		at := empty + i
		for ; at > 0 && len(places[at-1].left) > len(p.left); at-- {
			places[at] = places[at-1]
		}
		places[at] = p
	}
	var best found
	a, b, c := &places[0], &places[1], &places[2]
	if tries := a.tries(budget) * b.tries(budget); tries > maxTries {
		return nil, fmt.Errorf("a limit on overflow in three dimensions would take %s capacities to try, and the most is %s: size by coverage, or check the busiest minutes",
			money.Grouped(decimal.NewFromInt(tries), 0), money.Grouped(decimal.NewFromInt(maxTries), 0))
	}
	least := b.least(budget)*b.fee + c.least(budget)*c.fee
	for x := a.least(budget); x < int64(len(a.left)) && !best.beyond(x*a.fee+least); x++ {
		restA := budget - a.left[x]
		z := int64(-1)
		for y := b.least(restA); y < int64(len(b.left)); y++ {
			rest := restA - b.left[y]
			if z < 0 {
				z = c.least(rest)
			}
			for z > 0 && c.left[z-1] <= rest {
				z--
			}
			fee := x*a.fee + y*b.fee
			if best.beyond(fee + c.least(budget)*c.fee) {
				break
			}
			best.offer(fee+z*c.fee, -(a.left[x] + b.left[y] + c.left[z]), x, y, z)
		}
	}
	steps := make(capacity, len(demands))
	for i := range places {
		if d := places[i].demand; d >= 0 {
			steps[d] = best.steps[i]
		}
	}
	return steps, nil
}

// tries is how many steps may have to be tried.
func (p *overflowPlace) tries(budget int64) int64 { return int64(len(p.left)) - p.least(budget) }

// overflowPlace is a dimension with what overflows by steps.
type overflowPlace struct {
	demand int // -1 for none
	fee    int64
	left   []int64 // parts that overflow at so many steps; 0 at the last
}

// least is the fewest steps that let at most budget overflow, which is not negative.
func (p *overflowPlace) least(budget int64) int64 {
	return search(int64(len(p.left)-1), func(steps int64) bool { return p.left[steps] <= budget })
}
