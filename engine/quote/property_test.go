package quote

import (
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
)

// Twice the time, and twice the quantity, cost twice as much, for every offer
// and payment of the catalog.
func TestFeesAreProportional(t *testing.T) {
	cat := load(t)
	rng := rand.New(rand.NewPCG(3, 4))
	two := decimal.NewFromInt(2)
	number := func() decimal.Decimal { return decimal.New(1+rng.Int64N(1_000_000), -int32(rng.IntN(3))) }
	for _, region := range cat.Regions {
		for i := range region.Offers {
			offer := &region.Offers[i]
			for _, payment := range offer.Payments() {
				terms := deployment.Terms{
					Region: region, Plan: offer.Plan, Payment: payment, Model: offer.Model, Spec: offer.Spec,
					Hours: number(), Days: number(), Months: number(),
					Capacity: number(), InputTPM: number(), OutputTPM: number(),
					InputTokens: number(), OutputTokens: number(), ThinkingTokens: number(), TokensGiven: true,
				}
				once := Of(cat, terms)
				longer := terms
				longer.Hours, longer.Days, longer.Months = terms.Hours.Mul(two), terms.Days.Mul(two), terms.Months.Mul(two)
				larger := terms
				larger.Capacity, larger.InputTPM, larger.OutputTPM = terms.Capacity.Mul(two), terms.InputTPM.Mul(two), terms.OutputTPM.Mul(two)
				larger.InputTokens, larger.OutputTokens, larger.ThinkingTokens = terms.InputTokens.Mul(two), terms.OutputTokens.Mul(two), terms.ThinkingTokens.Mul(two)
				if !once.Known || !once.Amount.Value.IsPositive() {
					t.Fatalf("%s %s %s %s: %+v", region.Code, offer.Plan, offer.Model, payment, once)
				}
				twice := once.Amount.Value.Mul(two)
				if fee := Of(cat, longer); offer.Plan != catalog.LoRA && !fee.Amount.Value.Equal(twice) {
					t.Errorf("%s %s: twice the time costs %s, want %s", offer.Model, payment, fee.Amount.Value, twice)
				}
				if fee := Of(cat, larger); !fee.Amount.Value.Equal(twice) {
					t.Errorf("%s %s: twice the quantity costs %s, want %s", offer.Model, payment, fee.Amount.Value, twice)
				}
			}
		}
	}
}
