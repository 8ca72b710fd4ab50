// Package compare says what else one could buy: every region, plan,
// specification and payment for a model, each with what it costs over a period
// or with the reason why it cannot be had, and where one becomes cheaper than
// another. Every amount comes from package quote; between amounts the package
// reckons in rational numbers, so that a break-even is exact. It knows nothing of
// documents or of how a result is shown.
//
// Over the billed hours of one period an option costs either so much an hour or
// a fixed sum: a subscription is bought for the whole days or months of the
// period, and tokens are billed as they are stated. So every crossing in hours
// is that of a constant with a line through zero. Throughput is bought in whole
// pricing steps and tokens are whole: there the first whole number counts.
package compare

import (
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// Comparison is every option for one need, with where one becomes cheaper than
// another.
type Comparison struct {
	Catalog *catalog.Catalog
	Need    Need
	Model   string          // the code that prices it
	Custom  bool            // Model is the foundation of a fine-tuned model
	Hours   decimal.Decimal // billed hours that every pay-as-you-go option is priced for
	// Options are sorted: those with an amount by currency and rank, then the
	// others in the order of the catalog.
	Options   []Option
	BreakEven []BreakEven
	Ranges    []Range
	Today     *Today // nil if no choice of today was given
	Notes     []string
	Summary   []string // sentences that answer: what is cheapest, and from when on a subscription is
}

// Today is the choice that the options are compared with.
type Today struct {
	Terms deployment.Terms
	Fee   quote.Fee
}

// Compare prices every option for a need and compares them. Regions and plans
// that the need names and the catalog does not know give no option; see
// Need.Check.
func Compare(cat *catalog.Catalog, need Need) Comparison {
	c := &comparer{Comparison: Comparison{Catalog: cat, Need: need, Hours: need.hours()}}
	c.Model, c.Custom = need.priced(cat)
	if need.Today != nil {
		c.Today = &Today{Terms: *need.Today, Fee: quote.Of(cat, *need.Today)}
	}
	c.enumerate()
	c.rank()
	c.difference()
	c.payments()
	c.plans()
	c.regions()
	c.throughput()
	c.tokens()
	c.ranges()
	c.notes()
	c.summary()
	return c.Comparison
}

// comparer builds a comparison.
type comparer struct {
	Comparison
}

// Option finds an option by its ID.
func (c *Comparison) Option(id string) (*Option, bool) {
	for i := range c.Options {
		if c.Options[i].ID() == id {
			return &c.Options[i], true
		}
	}
	return nil, false
}

// Ranked are the options that have an amount, in order.
func (c *Comparison) Ranked() []Option {
	for i := range c.Options {
		if !c.Options[i].Feasible() {
			return c.Options[:i]
		}
	}
	return c.Options
}

// Refused are the options that cannot be had, in the order of the catalog.
func (c *Comparison) Refused() []Option { return c.Options[len(c.Ranked()):] }

// periodHours is the length of the period.
func (c *Comparison) periodHours() *big.Rat { return c.Need.Period.Hours.Rat() }
