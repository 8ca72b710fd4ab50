package sizing

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// OnDemand are the prices of tokens that overflow. They are not on the
// provider's page; a user states them.
type OnDemand struct {
	Currency string // ISO 4217 code; has to be the region's
	Per      int64  // tokens that a price covers
	// A price that is not valid is not known. Each has to be above zero.
	Input, Output, ThinkingOutput decimal.NullDecimal
	Source                        string // where they are stated
	// Tiers are the prices of longer requests, in rising order. What a sum of tokens
	// costs is not known where requests are of several tiers: it is priced at the
	// highest one that a request may reach.
	Tiers []catalog.OnDemandTier
}

// upTo are the prices of the highest tier that a request of so many input tokens
// reaches.
func (o *OnDemand) upTo(input int64) *OnDemand {
	if o == nil || len(o.Tiers) == 0 || input <= o.Tiers[0].Above {
		return o
	}
	listed := catalog.OnDemand{Tiers: o.Tiers}
	prices, reached := listed.At(input), *o
	reached.Input, reached.Output, reached.ThinkingOutput = decimal.NewNullDecimal(prices.Input), decimal.NewNullDecimal(prices.Output), decimal.NewNullDecimal(prices.ThinkingOutput)
	return &reached
}

// maxPer is the most tokens that a price on demand may cover.
const maxPer = 1_000_000_000

// NewOnDemand are prices for a number of tokens, none of which is stated yet.
func NewOnDemand(currency string, per decimal.Decimal) (*OnDemand, error) {
	if !per.IsInteger() || !per.IsPositive() || per.GreaterThan(decimal.NewFromInt(maxPer)) {
		return nil, fmt.Errorf("%s is not a number of tokens", per)
	}
	return &OnDemand{Currency: currency, Per: per.IntPart()}, nil
}

// ErrOnDemandPrice says that a price is 0. What is not known is left out.
var ErrOnDemandPrice = errors.New("a price has to be above 0")

// State sets the price of a dimension.
func (o *OnDemand) State(d Dimension, price decimal.Decimal) error {
	if !price.IsPositive() {
		return ErrOnDemandPrice
	}
	switch stated := decimal.NewNullDecimal(price); d {
	case Input:
		o.Input = stated
	case Output:
		o.Output = stated
	default:
		o.ThinkingOutput = stated
	}
	return nil
}

// OverlayPrices are the prices on demand that an overlay states for a model; nil for
// none.
func OverlayPrices(cat *catalog.Catalog, region *catalog.Region, model string) *OnDemand {
	price, ok := cat.OnDemandOf(region.Code, model)
	if !ok {
		return nil
	}
	return &OnDemand{
		Currency: region.Currency, Per: price.Per, Source: price.Source, Tiers: price.Tiers,
		Input: decimal.NewNullDecimal(price.Input), Output: decimal.NewNullDecimal(price.Output), ThinkingOutput: decimal.NewNullDecimal(price.ThinkingOutput),
	}
}

func (o *OnDemand) price(d Dimension) decimal.NullDecimal {
	switch d {
	case Input:
		return o.Input
	case Output:
		return o.Output
	default:
		return o.ThinkingOutput
	}
}

// validate checks that the prices can be reckoned with.
func (o *OnDemand) validate(currency string) error {
	if o.Currency != currency {
		return fmt.Errorf("the on-demand prices are in %q, the region's are in %s", o.Currency, currency)
	}
	if o.Per < 1 {
		return fmt.Errorf("on-demand prices for %d tokens", o.Per)
	}
	for d := range dimensions {
		if price := o.price(d); price.Valid && !price.Decimal.IsPositive() {
			return fmt.Errorf("the on-demand price of %s is %s: it has to be above zero", d, price.Decimal)
		}
	}
	return nil
}

// perToken is the price of a token; ok is false if it is not known.
func (o *OnDemand) perToken(d Dimension) (price *big.Rat, ok bool) {
	if o == nil || !o.price(d).Valid {
		return nil, false
	}
	return new(big.Rat).Quo(o.price(d).Decimal.Rat(), new(big.Rat).SetInt64(o.Per)), true
}

// Cost is an amount that may not be known.
type Cost struct {
	Amount money.Amount // meaningful only if Known
	Known  bool
	Exact  bool   // the amount is not rounded
	Reason string // why it is not known
}

// costOf is a cost that is known. One that does not terminate is rounded half up
// to money.InexactPlaces.
func costOf(value *big.Rat, currency string) Cost {
	amount, exact := money.Quotient(decimal.NewFromBigInt(value.Num(), 0), decimal.NewFromBigInt(value.Denom(), 0))
	return Cost{Amount: money.Amount{Value: amount, Currency: currency}, Known: true, Exact: exact}
}

// plus adds costs; the sum is known only if both are.
func (c Cost) plus(other Cost) Cost {
	switch {
	case !c.Known:
		return c
	case !other.Known:
		return other
	}
	sum, err := c.Amount.Add(other.Amount)
	if err != nil {
		return Cost{Reason: err.Error()}
	}
	return Cost{Amount: sum, Known: true, Exact: c.Exact && other.Exact}
}

// feeCost is the amount of a fee.
func feeCost(f quote.Fee) Cost {
	return Cost{Amount: f.Amount, Known: f.Known, Exact: f.Exact, Reason: f.Reason}
}

// market is what capacity costs: the offer, and the way to its fees.
type market struct {
	catalog *catalog.Catalog
	region  *catalog.Region
	offer   *catalog.Offer
	model   string
}

// stepFee is the price of one step of capacity for a unit of the payment's
// time: an hour, or a day.
func (m *market) stepFee(d *demand, payment catalog.Payment) (*big.Rat, error) {
	price, ok := m.offer.Price(payment, d.dimension.Item())
	if !ok {
		return nil, fmt.Errorf("%s has no price for %s under payment %s", m.model, d.dimension, payment)
	}
	fee := new(big.Rat).Mul(price.Amount.Rat(), new(big.Rat).SetInt64(d.stepTPM))
	return fee.Quo(fee, new(big.Rat).SetInt64(price.Per.Quantity)), nil
}

// fee is what a capacity costs for so many hours, or days of a subscription.
func (m *market) fee(demands []demand, bought capacity, payment catalog.Payment, count decimal.Decimal) quote.Fee {
	terms := deployment.Terms{Region: m.region, Plan: catalog.PTU, Payment: payment, Model: m.model}
	if payment == catalog.Subscription {
		terms.Days = count
	} else {
		terms.Hours = count
	}
	for i := range demands {
		tpm := decimal.NewFromInt(bought[i] * demands[i].stepTPM)
		switch demands[i].dimension {
		case Input:
			terms.InputTPM = tpm
		case Output:
			terms.OutputTPM = tpm
		default:
			terms.ThinkingTPM = tpm
		}
	}
	return quote.Of(m.catalog, terms)
}

// duration is how many units of a payment's time a period has.
func duration(p deployment.Period, payment catalog.Payment) decimal.Decimal {
	if payment == catalog.Subscription {
		return decimal.NewFromInt(p.Days)
	}
	return p.Hours
}
