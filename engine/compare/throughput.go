package compare

import (
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// throughput adds, for ptu and mu in one region under one payment, the
// throughput from which ptu is the more expensive one. Throughput is bought in whole
// pricing steps: the input (if the need has none, the output) goes up step by
// step, and the others follow in the need's proportion, rounded up to whole
// steps of their own.
func (c *comparer) throughput() {
	if c.Need.Throughput == nil {
		return
	}
	options := c.inOrder()
	for _, ptu := range options {
		for _, mu := range options {
			if ptu.Terms.Plan != catalog.PTU || mu.Terms.Plan != catalog.MU || ptu.Terms.Region != mu.Terms.Region ||
				ptu.Terms.Payment != mu.Terms.Payment || ptu.Fee.Amount.Currency != mu.Fee.Amount.Currency {
				continue
			}
			c.dearer(ptu, mu)
		}
	}
}

// more expensive finds the first step at which a ptu option costs more than an option on
// mu. By the hour the order does not depend on the hours: it is found for one.
func (c *comparer) dearer(ptu, mu *Option) {
	s := stepper{cat: c.Catalog, terms: ptu.Terms, need: *c.Need.Throughput}
	limit := mu.Curve.Fixed
	if byHour(ptu.Terms) {
		limit, s.terms.Hours = mu.Curve.Hourly, decimal.NewFromInt(1)
	}
	s.drive()
	one := s.cost(big.NewInt(1))
	if one.Sign() <= 0 {
		return
	}
	// The cost never falls with the steps and grows without bound: double them
	// until it is more expensive, then halve what lies between.
	high := big.NewInt(1)
	for s.cost(high).Cmp(limit) <= 0 {
		high.Lsh(high, 1)
	}
	low := new(big.Int).Rsh(high, 1) // not more expensive, or no step at all
	for next := new(big.Int); next.Sub(high, low).Cmp(big.NewInt(1)) > 0; {
		middle := next.Add(low, high)
		middle.Rsh(middle, 1)
		if s.cost(middle).Cmp(limit) > 0 {
			high.Set(middle)
		} else {
			low.Set(middle)
		}
	}
	at := s.at(high)
	tpm := s.driven(high)
	found := BreakEven{
		Kind: ByThroughput, Between: [2]string{ptu.ID(), mu.ID()}, Variable: s.variable,
		Value: tpm.Rat(), First: tpm.BigInt(), At: &at,
	}
	found.Reading = c.readThroughput(ptu, mu, s, high, low, limit)
	c.BreakEven = append(c.BreakEven, found)
}

// stepper takes throughput up in whole steps.
type stepper struct {
	cat      *catalog.Catalog
	terms    deployment.Terms
	need     Throughput
	variable Variable
	driver   decimal.Decimal // TPM of the need that goes up step by step
	step     decimal.Decimal // of the driver
}

// drive chooses what goes up: the input, else the output, else the thinking output.
func (s *stepper) drive() {
	rules := s.terms.Region.Billing.PTU
	switch {
	case s.need.Input.IsPositive():
		s.variable, s.driver, s.step = InputTPM, s.need.Input, decimal.NewFromInt(rules.InputStepTPM)
	case s.need.Output.IsPositive():
		s.variable, s.driver, s.step = OutputTPM, s.need.Output, decimal.NewFromInt(rules.OutputStepTPM)
	default:
		s.variable, s.driver, s.step = ThinkingTPM, s.need.Thinking, decimal.NewFromInt(rules.OutputStepTPM)
	}
}

// driven is the driver after so many steps.
func (s *stepper) driven(steps *big.Int) decimal.Decimal {
	return s.step.Mul(decimal.NewFromBigInt(steps, 0))
}

// at is the throughput after so many steps: every part is the driver's share of
// the need, rounded up to a whole step.
func (s *stepper) at(steps *big.Int) Throughput {
	driven, rules := s.driven(steps), s.terms.Region.Billing.PTU
	part := func(need decimal.Decimal, step int64) decimal.Decimal {
		unit := decimal.NewFromInt(step)
		whole, rest := driven.Mul(need).QuoRem(s.driver.Mul(unit), 0)
		if rest.IsPositive() {
			whole = whole.Add(decimal.NewFromInt(1))
		}
		return whole.Mul(unit)
	}
	return Throughput{
		Input:    part(s.need.Input, rules.InputStepTPM),
		Output:   part(s.need.Output, rules.OutputStepTPM),
		Thinking: part(s.need.Thinking, rules.OutputStepTPM),
	}
}

// cost is what the throughput after so many steps costs.
func (s *stepper) cost(steps *big.Int) *big.Rat {
	if steps.Sign() == 0 {
		return new(big.Rat)
	}
	at, t := s.at(steps), s.terms
	t.InputTPM, t.OutputTPM, t.ThinkingTPM = at.Input, at.Output, at.Thinking
	return exactly(quote.Of(s.cat, t))
}
