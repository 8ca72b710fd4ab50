package compare_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/testdata/page"
)

// pagePrices is the prices of the provider's page for one bundle, one step or one
// token, by "region|plan|model|spec|payment|item".
type pagePrices struct {
	prices  map[string]*big.Rat
	bundles map[string]int64 // by "region|model|spec"
	models  []string
}

func readPage() pagePrices {
	p := pagePrices{prices: map[string]*big.Rat{}, bundles: map[string]int64{}}
	for _, c := range page.Cells() {
		p.prices[key(c.Region, c.Plan, c.Model, c.Spec, c.Payment, c.Item)] = c.Price
		if c.Plan == "mu" {
			p.bundles[key(c.Region, c.Model, c.Spec)] = c.Bundle
		}
		p.models = append(p.models, c.Model)
	}
	slices.Sort(p.models)
	p.models = slices.Compact(p.models)
	return p
}

func key(parts ...string) string { return strings.Join(parts, "|") }

// want is a random need in plain numbers.
type want struct {
	model                   string
	input, output, thinking int64 // TPM
	tokens                  [3]int64
	bundles                 int64
	days                    int64
	hours                   *big.Rat
}

func randomWant(rng *rand.Rand, p pagePrices) want {
	w := want{
		model: p.models[rng.IntN(len(p.models))],
		input: rng.Int64N(900_000), output: 1 + rng.Int64N(90_000),
		bundles: 1 + rng.Int64N(3), days: 1 + rng.Int64N(90),
		tokens: [3]int64{rng.Int64N(1e9), 1 + rng.Int64N(1e9), rng.Int64N(2) * rng.Int64N(1e9)},
	}
	if rng.IntN(2) == 0 {
		w.input, w.output = 10_000*(1+rng.Int64N(90)), 1_000*(1+rng.Int64N(90))
	}
	if rng.IntN(4) == 0 {
		w.thinking = 1_000 * (1 + rng.Int64N(20))
	}
	w.hours = big.NewRat(rng.Int64N(w.days*24*100+1), 100)
	return w
}

func (w want) need(t testing.TB) compare.Need {
	number := decimal.NewFromInt
	billed, _ := money.FromRat(w.hours)
	return compare.Need{
		Model: w.model, BaseModel: w.model,
		Throughput: &compare.Throughput{Input: number(w.input), Output: number(w.output), Thinking: number(w.thinking)},
		Tokens:     &compare.Tokens{Input: number(w.tokens[0]), Output: number(w.tokens[1]), Thinking: number(w.tokens[2])},
		MUBundles:  w.bundles, Hours: &billed, Period: days(t, fmt.Sprintf("%dd", w.days)),
	}
}

// costs is what every option of the page costs at so many hours, by ID, from
// the formulas of the page. Subscriptions are of whole days and of whole months
// of 30 days.
func (p pagePrices) costs(w want, hours *big.Rat) map[string]*big.Rat {
	costs := map[string]*big.Rat{}
	for _, region := range [...]string{singapore, beijing} {
		for payment, time := range map[string]*big.Rat{"pay_as_you_go": hours, "subscription": big.NewRat(w.days, 1)} {
			if rate := p.ptu(region, payment, w.model, [3]int64{w.input, w.output, w.thinking}); rate != nil {
				costs[region+"/ptu/"+payment] = rate.Mul(rate, time)
			}
		}
		for payment, time := range map[string]*big.Rat{"pay_as_you_go": hours, "subscription": big.NewRat((w.days+29)/30, 1)} {
			for i := range 10 {
				spec := fmt.Sprintf("MU%d", i)
				if price := p.prices[key(region, "mu", w.model, spec, payment, "model_unit")]; price != nil {
					cost := new(big.Rat).Mul(price, time)
					costs[region+"/mu/"+spec+"/"+payment] = cost.Mul(cost, big.NewRat(w.bundles, 1))
				}
			}
		}
		if token := p.token(region, w); token != nil {
			costs[region+"/lora/pay_as_you_go"] = token
		}
	}
	return costs
}

// ptu is the price of a throughput for one hour or day; nil if there is none.
func (p pagePrices) ptu(region, payment, model string, tpm [3]int64) *big.Rat {
	rate := new(big.Rat)
	for i, item := range [...]string{"input", "output", "thinking_output"} {
		price := p.prices[key(region, "ptu", model, "", payment, item)]
		switch {
		case price == nil && (tpm[i] > 0 || item != "thinking_output"):
			return nil
		case price != nil:
			step := [...]int64{10_000, 1_000, 1_000}[i]
			rate.Add(rate, new(big.Rat).Mul(price, big.NewRat(tpm[i], step)))
		}
	}
	return rate
}

// token is the price of the tokens; nil if there is none.
func (p pagePrices) token(region string, w want) *big.Rat {
	cost := new(big.Rat)
	for i, item := range [...]string{"input", "output", "thinking_output"} {
		price := p.prices[key(region, "lora", w.model, "", "pay_as_you_go", item)]
		if price == nil {
			return nil
		}
		cost.Add(cost, new(big.Rat).Mul(price, big.NewRat(w.tokens[i], 1000)))
	}
	return cost
}
