package sizing

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
)

// Weights are how a request uses the quota where it is not token by token, by
// the provider's page "Provisioned throughput for long input and caching".
type Weights struct {
	// Cached is what a cached input token counts, whatever its place in the input;
	// 1 if caching makes no difference.
	Cached decimal.Decimal
	// Tiers apply to long input, by ascending Above.
	Tiers []Tier
}

// Tier is what tokens count in a request whose input is long. The input tokens
// beyond Above, up to the next tier, count Input each; cached tokens are the
// first ones of the input and stand in no tier. All output tokens of the request
// count Output each, by the highest tier that its input exceeds.
type Tier struct {
	Above         int64 // input tokens
	Input, Output decimal.Decimal
}

// WeightsOf returns the factors of a catalog; nil for none.
func WeightsOf(w *catalog.QuotaWeights) *Weights {
	if w == nil {
		return nil
	}
	weights := &Weights{Cached: w.Cached}
	for _, tier := range w.Tiers {
		weights.Tiers = append(weights.Tiers, Tier(tier))
	}
	return weights
}

// maxFactorPlaces is the most decimal places that a factor may have.
const maxFactorPlaces = 6

// validate checks that the factors can be reckoned with.
func (w *Weights) validate() error {
	check := func(name string, factor decimal.Decimal) error {
		if factor.IsNegative() || factor.GreaterThan(decimal.NewFromInt(1000)) || factor.Exponent() < -maxFactorPlaces {
			return fmt.Errorf("weights: %s is %s: it has to be from 0 to 1000 with %d decimal places at most", name, factor, maxFactorPlaces)
		}
		return nil
	}
	if err := check("the factor of cached input", w.Cached); err != nil {
		return err
	}
	above := int64(-1)
	for _, t := range w.Tiers {
		if t.Above <= above || t.Above > MaxTokens {
			return fmt.Errorf("weights: the tiers do not ascend, at input above %d", t.Above)
		}
		above = t.Above
		if err := check(fmt.Sprintf("the input factor above %d", t.Above), t.Input); err != nil {
			return err
		}
		if err := check(fmt.Sprintf("the output factor above %d", t.Above), t.Output); err != nil {
			return err
		}
	}
	return nil
}

// quota is what one row uses, in the parts of a token that meter counts.
type quota [dimensions]int64

// meter weighs rows in integers: parts of a token, 10^places to a token.
type meter struct {
	places int32 // decimal places of a token
	one    int64 // a token
	cached int64
	tiers  []meterTier
}

type meterTier struct{ above, input, output int64 }

// newMeter prepares weights; nil ones, or rows of minutes, have no tiers.
func newMeter(w *Weights, tiers bool) (meter, error) {
	if w == nil {
		return meter{one: 1, cached: 1}, nil
	}
	if err := w.validate(); err != nil {
		return meter{}, err
	}
	m := meter{}
	all := []decimal.Decimal{w.Cached}
	for _, t := range w.Tiers {
		all = append(all, t.Input, t.Output)
	}
	for _, factor := range all {
		for m.places < maxFactorPlaces && !factor.Shift(m.places).IsInteger() {
			m.places++
		}
	}
	part := func(factor decimal.Decimal) int64 { return factor.Shift(m.places).IntPart() }
	m.one, m.cached = part(decimal.NewFromInt(1)), part(w.Cached)
	if tiers {
		for _, t := range w.Tiers {
			m.tiers = append(m.tiers, meterTier{t.Above, part(t.Input), part(t.Output)})
		}
	}
	return m, nil
}

// weigh returns what a row of tokens uses. Counts are MaxTokens at most and
// factors 1000 with 6 places, so a product is below 10^19 only where it is
// checked: ok is false beyond an int64.
func (m *meter) weigh(input, cached, output, thinking int64) (q quota, ok bool) {
	if len(m.tiers) == 0 && m.one == 1 && m.cached == 1 {
		return quota{input, output, thinking}, true
	}
	ok = true
	q[Input] = times(cached, m.cached, &ok)
	from, factor, outputFactor := int64(0), m.one, m.one
	for _, t := range m.tiers {
		if input <= t.above {
			break
		}
		q[Input] = plus(q[Input], times(between(from, t.above, cached), factor, &ok), &ok)
		from, factor, outputFactor = t.above, t.input, t.output
	}
	q[Input] = plus(q[Input], times(between(from, input, cached), factor, &ok), &ok)
	q[Output] = times(output, outputFactor, &ok)
	q[Thinking] = times(thinking, outputFactor, &ok)
	return q, ok
}

// between counts the tokens from one place to another that are not among the
// first, cached, ones.
func between(from, to, cached int64) int64 {
	return max(0, to-max(from, cached))
}
