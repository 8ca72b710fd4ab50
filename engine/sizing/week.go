package sizing

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

// work works out what a plan costs in a week.
func (s *sizer) work(p *Plan, base capacity, cells []weekCells) {
	p.Base = s.tpm(base)
	p.Fee = Cost{Amount: money.Amount{Currency: s.market.region.Currency}, Known: true, Exact: true}
	if slices.Max(base) > 0 {
		fee := s.market.fee(s.demands, base, catalog.Subscription, decimal.NewFromInt(daysPerWeek))
		p.BaseFee = &fee
		p.Fee = p.Fee.plus(feeCost(fee))
	}
	p.Runs = s.runs(&p.tops)
	for _, run := range p.Runs {
		p.Fee = p.Fee.plus(feeCost(run.Fee))
	}
	p.OverflowExact = true
	cost := new(big.Rat)
	for i := range cells {
		c := &cells[i]
		parts := new(big.Rat)
		for h := range c.levels {
			over := new(big.Rat).SetInt64(c.levels[h].overflow(base[i] + p.tops[h][i]))
			parts.Add(parts, new(big.Rat).Mul(over, big.NewRat(minutesPerHour, int64(len(c.levels[h].loads)))))
			if c.perPart[h] != nil {
				cost.Add(cost, over.Mul(over, c.perPart[h]))
			}
		}
		tokens, exact := money.Quotient(decimal.NewFromBigInt(parts.Num(), -c.demand.places), decimal.NewFromBigInt(parts.Denom(), 0))
		p.Overflow = append(p.Overflow, tokens)
		p.OverflowExact = p.OverflowExact && exact
	}
	p.OverflowCost = costOf(cost, s.market.region.Currency)
	p.Total = p.Fee.plus(p.OverflowCost)
}

// runs groups the hours of a week by the capacity that runs in them.
func (s *sizer) runs(tops *[hoursPerWeek]capacity) []Run {
	byCapacity := map[[dimensions]int64]int{}
	var runs []Run
	var bought []capacity
	for h, top := range tops {
		if slices.Max(top) == 0 {
			continue
		}
		var key [dimensions]int64
		copy(key[:], top)
		i, ok := byCapacity[key]
		if !ok {
			i = len(runs)
			byCapacity[key] = i
			runs = append(runs, Run{TPM: s.tpm(top)})
			bought = append(bought, top)
		}
		runs[i].Hours = append(runs[i].Hours, HourOfWeek(h))
	}
	for i := range runs {
		runs[i].Fee = s.market.fee(s.demands, bought[i], catalog.PayAsYouGo, decimal.NewFromInt(int64(len(runs[i].Hours))))
	}
	slices.SortStableFunc(runs, func(a, b Run) int { return cmp.Compare(len(b.Hours), len(a.Hours)) })
	return runs
}

// tpm is a capacity in tokens a minute, by dimension.
func (s *sizer) tpm(bought capacity) []int64 {
	tpm := make([]int64, len(bought))
	for i := range bought {
		tpm[i] = bought[i] * s.demands[i].stepTPM
	}
	return tpm
}
