package sizing

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/quote"
)

// MaxSteps is the most steps that sizing considers in a dimension.
const MaxSteps = 100_000

// demand is what the minutes need in one quota of an offer.
type demand struct {
	dimension Dimension
	places    int32   // decimal places of a token
	stepTPM   int64   // tokens a minute that capacity is bought in
	minutes   []int64 // load of each minute, in parts of a token
	oversize  int64   // tokens that no capacity takes, in parts
	levels    levels
}

// demandsOf lays a load out by the quotas that an offer has. Without a price of
// its own, thinking output uses the quota of output.
func demandsOf(l *Load, offer *catalog.Offer, rules catalog.PTUBilling) ([]demand, error) {
	ok := true
	_, separate := offer.Price(offer.Payments()[0], catalog.ThinkingOutput)
	demands := []demand{
		{dimension: Input, stepTPM: rules.InputStepTPM, minutes: l.loads[Input], oversize: l.Oversize.quota[Input]},
		{dimension: Output, stepTPM: rules.OutputStepTPM, minutes: l.loads[Output], oversize: l.Oversize.quota[Output]},
	}
	switch {
	case separate:
		demands = append(demands, demand{dimension: Thinking, stepTPM: rules.OutputStepTPM,
			minutes: l.loads[Thinking], oversize: l.Oversize.quota[Thinking]})
	case l.sums[Thinking] > 0 || l.Oversize.quota[Thinking] > 0:
		folded := make([]int64, l.Minutes)
		for i := range folded {
			folded[i] = plus(l.loads[Output][i], l.loads[Thinking][i], &ok)
		}
		demands[1].minutes = folded
		demands[1].oversize = plus(l.Oversize.quota[Output], l.Oversize.quota[Thinking], &ok)
	}
	var sum int64
	for i := range demands {
		d := &demands[i]
		d.places = l.places
		if !fits(d.minutes) {
			return nil, errTooLarge
		}
		d.levels = newLevels(append([]int64(nil), d.minutes...), d.step())
		if most := d.levels.most(); most > MaxSteps {
			return nil, fmt.Errorf("the busiest minute needs %s %s tokens, %d steps of %d TPM; the most that is considered is %d steps",
				d.tokens(d.levels.loads[len(d.levels.loads)-1]), d.dimension, most, d.stepTPM, MaxSteps)
		}
		sum = plus(sum, d.levels.total(), &ok)
	}
	switch {
	case !ok:
		return nil, errTooLarge
	case sum == 0 && l.Oversize.Requests > 0:
		return nil, errOversize("every request is", l.Oversize.Limit)
	case sum == 0:
		return nil, errors.New("the traffic has no tokens, so there is no capacity to find")
	}
	return demands, nil
}

// errOversize says that plan ptu serves no request that there is.
func errOversize(requests string, limit int64) error {
	return fmt.Errorf("%s longer than the %s that the deployment takes: it would be billed on demand whatever is bought, so there is no capacity to find",
		requests, quote.Counted(decimal.NewFromInt(limit), "input token"))
}

var errTooLarge = errors.New("the sum of all tokens is too large a number")

// step is a step of capacity in parts of a token. Steps of a catalog are small.
func (d *demand) step() int64 {
	return decimal.New(d.stepTPM, d.places).IntPart()
}

// tokens writes parts of a token as tokens.
func (d *demand) tokens(parts int64) decimal.Decimal { return decimal.New(parts, -d.places) }

// perPart is the price of a part of a token, if a token costs perToken.
func (d *demand) perPart(perToken *big.Rat) *big.Rat {
	return new(big.Rat).Quo(perToken, decimal.New(1, d.places).Rat())
}

// capacity is a number of steps for each of some demands.
type capacity []int64

// coveredBy counts the minutes in which every dimension fits.
func coveredBy(demands []demand, bought capacity) int64 {
	limits := make([]int64, len(demands))
	for i := range demands {
		limits[i] = bought[i] * demands[i].step()
	}
	var covered int64
minutes:
	for m := range demands[0].minutes {
		for i := range demands {
			if demands[i].minutes[m] > limits[i] {
				continue minutes
			}
		}
		covered++
	}
	return covered
}

// fits reports whether the sum of counts is an int64.
func fits(counts []int64) bool {
	ok := true
	var sum int64
	for _, n := range counts {
		sum = plus(sum, n, &ok)
	}
	return ok
}
