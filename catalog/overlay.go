package catalog

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
)

// Overlay is a user's own prices on top of an edition.
type Overlay struct {
	File      string // that it was read from
	Source    string // where the prices come from, as the user says
	Offers    []Offer
	OnDemand  []OnDemand
	Discounts []Discount
}

// OnDemand is the prices of tokens on demand of one model in one region.
type OnDemand struct {
	Region, Model string
	Per           int64 // tokens that a price covers
	TokenPrices         // of requests up to the first tier; of all without tiers
	Tiers         []OnDemandTier
	Source        string
}

// TokenPrices are the prices of the tokens of a call. Each is stated: what an overlay
// leaves out is the price of output, or of input.
type TokenPrices struct {
	Input, CachedInput, Output, ThinkingOutput decimal.Decimal
}

// OnDemandTier is the prices of all tokens of requests with more input tokens than
// Above. Tiers stand in rising order.
type OnDemandTier struct {
	Above int64
	TokenPrices
}

// At returns the prices of a request by its input tokens, cached ones included.
func (o *OnDemand) At(input int64) TokenPrices {
	prices := o.TokenPrices
	for _, tier := range o.Tiers {
		if input > tier.Above {
			prices = tier.TokenPrices
		}
	}
	return prices
}

// Discount is a percentage off prices. A list that is nil holds for all.
type Discount struct {
	Percent  decimal.Decimal // above 0, at most 100
	Regions  []string        // codes
	Plans    []Plan
	Payments []Payment
	Models   []string // patterns, see Match
	Source   string
}

// Match reports whether a pattern, in which "*" stands for any characters,
// covers the whole of a name.
func Match(pattern, name string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == name
	}
	first, last := parts[0], parts[len(parts)-1]
	if !strings.HasPrefix(name, first) {
		return false
	}
	name = name[len(first):]
	for _, part := range parts[1 : len(parts)-1] {
		at := strings.Index(name, part)
		if at < 0 {
			return false
		}
		name = name[at+len(part):]
	}
	return strings.HasSuffix(name, last)
}

// SameScope reports whether two discounts are written for the same prices.
func (d *Discount) SameScope(other *Discount) bool {
	return sameSet(d.Regions, other.Regions) && sameSet(d.Plans, other.Plans) && sameSet(d.Payments, other.Payments) && sameSet(d.Models, other.Models)
}

// sameSet reports whether two lists have the same items in any order.
func sameSet[T ~string](a, b []T) bool {
	sorted := func(list []T) []T { return slices.Compact(slices.Sorted(slices.Values(list))) }
	return slices.Equal(sorted(a), sorted(b))
}

// Fits reports whether a discount is off the prices of an offer for a payment.
func (d *Discount) Fits(o *Offer, p Payment) bool {
	return (d.Regions == nil || slices.Contains(d.Regions, o.Region)) &&
		(d.Plans == nil || slices.Contains(d.Plans, o.Plan)) &&
		(d.Payments == nil || slices.Contains(d.Payments, p)) &&
		(d.Models == nil || slices.ContainsFunc(d.Models, func(pattern string) bool { return Match(pattern, o.Model) }))
}

// With returns the catalog with overlays on top, the last one uppermost. The
// catalog itself stays as it is.
func (c *Catalog) With(overlays ...*Overlay) *Catalog {
	if len(overlays) == 0 {
		return c
	}
	laid := &Catalog{Edition: c.Edition, Digest: c.Digest, Overlays: slices.Clone(c.Overlays), OnDemand: slices.Clone(c.OnDemand)}
	for _, r := range c.Regions {
		region := *r
		region.Offers = slices.Clone(r.Offers)
		for i := range region.Offers {
			region.Offers[i].Prices = slices.Clone(region.Offers[i].Prices)
		}
		laid.Regions = append(laid.Regions, &region)
	}
	for _, overlay := range overlays {
		laid.Overlays = append(laid.Overlays, overlay.File)
		for _, offer := range overlay.Offers {
			if region, ok := laid.Region(offer.Region); ok {
				region.lay(offer)
			}
		}
		laid.OnDemand = append(laid.OnDemand, overlay.OnDemand...)
		laid.discount(overlay.Discounts)
	}
	for _, r := range laid.Regions {
		r.makeIndex()
	}
	return laid
}

// lay puts the prices of an offer in the place of those that the region has, or
// beside them. An offer for one of the models that others are for by a pattern
// takes all of them along, since nothing else finds them then.
func (r *Region) lay(offer Offer) {
	for i := range r.Offers {
		known := &r.Offers[i]
		if !known.same(&offer) || known.Model != offer.Model {
			continue
		}
		for _, price := range offer.Prices {
			known.set(price)
		}
		known.Reason = ""
		return
	}
	for _, general := range r.Find(offer.Plan, offer.Model) {
		if general.Model == offer.Model {
			continue
		}
		one := *general
		one.Model, one.Prices = offer.Model, slices.Clone(general.Prices)
		if one.same(&offer) {
			for _, price := range offer.Prices {
				one.set(price)
			}
			offer.Prices = one.Prices
			continue
		}
		r.Offers = append(r.Offers, one)
	}
	r.Offers = append(r.Offers, offer)
}

// same reports whether two offers of a region are alike but for their model.
func (o *Offer) same(other *Offer) bool {
	return o.Plan == other.Plan && o.Spec == other.Spec && o.Bundle == other.Bundle
}

func (o *Offer) set(price Price) {
	for i := range o.Prices {
		if known := &o.Prices[i]; known.Payment == price.Payment && known.Item == price.Item {
			if price.List = known.List; known.Source == "" { // of the page; what it covers may differ
				price.List, _ = money.Share(known.FullAmount().Mul(decimal.NewFromInt(price.Per.Quantity)), known.Per.Quantity)
			}
			*known = price
			return
		}
	}
	o.Prices = append(o.Prices, price)
}

// discount takes percentages off every price that they fit. The last one that
// fits a price counts, off what the price was without any.
func (c *Catalog) discount(discounts []Discount) {
	hundred := decimal.NewFromInt(100)
	for _, r := range c.Regions {
		for i := range r.Offers {
			offer := &r.Offers[i]
			for j := range offer.Prices {
				price := &offer.Prices[j]
				for k := range discounts {
					if d := &discounts[k]; d.Fits(offer, price.Payment) {
						full := price.FullAmount()
						price.Full, price.Discount, price.DiscountSource = full, d.Percent, d.Source
						price.Amount = full.Mul(hundred.Sub(d.Percent)).Shift(-2)
					}
				}
			}
		}
	}
}

// OnDemandOf returns the prices of tokens on demand of a model in a region; the
// last overlay that has them counts.
func (c *Catalog) OnDemandOf(region, model string) (OnDemand, bool) {
	for _, price := range slices.Backward(c.OnDemand) {
		if price.Region == region && price.Model == model {
			return price, true
		}
	}
	return OnDemand{}, false
}
