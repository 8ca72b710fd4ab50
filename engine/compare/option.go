package compare

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// Cause is why an option cannot be had, for programs; Option.Reason says it to people.
type Cause string

// The causes.
const (
	NotInRegion       Cause = "not_in_region"        // the region does not offer the model on any plan
	PlanNotOffered    Cause = "plan_not_offered"     // the region offers the model, on other plans
	PaymentNotOffered Cause = "payment_not_offered"  // the plan has no price under this payment
	NoPrice           Cause = "no_price"             // it is offered, and the catalog has no price
	NeedsFineTuned    Cause = "needs_fine_tuned"     // the plan takes only a fine-tuned model
	BadCapacity       Cause = "capacity_impossible"  // not a multiple of the bundle, or not below the limit
	NoThinking        Cause = "thinking_not_offered" // no price for thinking output
	TokensNotGiven    Cause = "tokens_not_given"
	TPMNotGiven       Cause = "tpm_not_given"
	BeyondPeriod      Cause = "hours_beyond_period" // the hours do not fit in what a subscription of the period covers
)

// Option is one way to buy a model: a region, a plan, on plan mu a
// specification, and a payment.
type Option struct {
	// Terms are what is priced. Where an option cannot be had they hold what is
	// known of it.
	Terms      deployment.Terms
	Offer      *catalog.Offer     // nil if the region does not offer the model on the plan
	Offered    bool               // the region sells the model on this plan and payment, with a price or without
	Fee        quote.Fee          // known if and only if the option can be had
	Curve      Curve              // what it costs against billed hours; set if it can be had
	Cause      Cause              // empty if it can be had
	Reason     string             // empty if it can be had
	Covers     *deployment.Covers // how the time that the fee pays for differs from the period; nil if it does not
	Notes      []string
	Rank       int              // from 1, the cheapest of its currency; equal amounts share a rank; 0 if it cannot be had
	Today      bool             // it is the choice of today
	Difference *decimal.Decimal // its amount less that of today's choice; nil if there is none of its currency

	amount *big.Rat // exact
}

// Feasible reports whether the option can be had, and so has an amount.
func (o *Option) Feasible() bool { return o.Fee.Known }

// ID names an option within a comparison: "cn-beijing/mu/MU5/subscription". An
// offer of model units whose specification the page does not name goes by its
// bundle, "x8".
func (o *Option) ID() string {
	parts := []string{o.Terms.Region.Code, string(o.Terms.Plan)}
	if o.Terms.Plan == catalog.MU && o.Offer != nil {
		spec := o.Offer.Spec
		if spec == "" {
			spec = fmt.Sprintf("x%d", o.Offer.Bundle)
		}
		parts = append(parts, spec)
	}
	return strings.Join(append(parts, string(o.Terms.Payment)), "/")
}

// Curve is what an option costs against the billed hours of a period: so much
// an hour, or the same at any hours. One of the two is nil.
type Curve struct {
	Hourly *big.Rat // price of an hour
	Fixed  *big.Rat // price of the period
}

// At returns the exact cost at so many billed hours.
func (c Curve) At(hours *big.Rat) *big.Rat {
	if c.Fixed != nil {
		return new(big.Rat).Set(c.Fixed)
	}
	return new(big.Rat).Mul(c.Hourly, hours)
}

// curveOf derives the curve of an option that can be had.
func curveOf(cat *catalog.Catalog, t deployment.Terms, fee quote.Fee) Curve {
	if !byHour(t) {
		return Curve{Fixed: exactly(fee)}
	}
	t.Hours = decimal.NewFromInt(1)
	return Curve{Hourly: exactly(quote.Of(cat, t))}
}

// byHour reports whether terms are billed by the hour.
func byHour(t deployment.Terms) bool {
	return t.Payment == catalog.PayAsYouGo && (t.Plan == catalog.PTU || t.Plan == catalog.MU)
}

// exactly is the fee before rounding. Only one that does not terminate has been
// rounded; then its lines tell what from.
func exactly(fee quote.Fee) *big.Rat {
	if fee.Exact {
		return fee.Amount.Value.Rat()
	}
	sum := new(big.Rat)
	for _, line := range fee.Lines {
		product := line.Quantity.Mul(line.Price)
		if line.Duration.Unit != "" {
			product = product.Mul(line.Duration.Count)
		}
		divisor := decimal.NewFromInt(line.Per.Quantity)
		if !line.Factor.Divide.IsZero() {
			product, divisor = product.Mul(line.Factor.Multiply), divisor.Mul(line.Factor.Divide)
		}
		sum.Add(sum, new(big.Rat).Quo(product.Rat(), divisor.Rat()))
	}
	return sum
}
