package compare

import (
	"math/big"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/quote"
)

// tokens adds, for a fine-tuned model, the number of tokens from which each
// option by time is cheaper than lora in the same region. Tokens are of all
// kinds together, in the proportion of the need's tokens, else of its
// throughput.
func (c *comparer) tokens() {
	mix, ok := c.Need.mix()
	if !ok || !c.Custom {
		return
	}
	for _, region := range c.Catalog.Regions {
		if !c.Need.wants(c.Catalog, region, catalog.LoRA) {
			continue
		}
		for _, offer := range region.Find(catalog.LoRA, c.Model) {
			lora := Option{Offer: offer, Terms: c.terms(region, catalog.LoRA, catalog.PayAsYouGo)}
			lora.Terms.InputTokens, lora.Terms.OutputTokens, lora.Terms.ThinkingTokens = mix.Input, mix.Output, mix.Thinking
			lora.Terms.TokensGiven = true
			lora.Fee = quote.Of(c.Catalog, lora.Terms)
			if lora.Fee.Known && lora.Fee.Amount.Value.IsPositive() {
				c.againstTokens(&lora, mix)
			}
		}
	}
}

// againstTokens compares every option by time in lora's region with it: tokens =
// its cost / cost of the mix x tokens in the mix.
func (c *comparer) againstTokens(lora *Option, mix Tokens) {
	perToken := new(big.Rat).Quo(exactly(lora.Fee), mix.total().Rat())
	for _, other := range c.inOrder() {
		if other.Terms.Region != lora.Terms.Region || other.Terms.Plan == catalog.LoRA || other.Fee.Amount.Currency != lora.Fee.Amount.Currency {
			continue
		}
		count := new(big.Rat).Quo(other.amount, perToken)
		crossing := BreakEven{
			Kind: ByTokens, Between: [2]string{lora.ID(), other.ID()},
			Variable: TokensPerPeriod, Value: count, First: afterwards(count),
			Reading: c.readTokens(other, count),
		}
		c.BreakEven = append(c.BreakEven, crossing)
		if c.Hours.IsPositive() {
			perHour := new(big.Rat).Quo(count, c.Hours.Rat())
			crossing.Variable, crossing.Value, crossing.First = TokensPerHour, perHour, afterwards(perHour)
			c.BreakEven = append(c.BreakEven, crossing)
		}
	}
}
