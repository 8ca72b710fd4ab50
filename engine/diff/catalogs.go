package diff

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
)

// CatalogDiff is what changed between two editions of the price page. Every list
// is sorted by region, plan, model, spec and name; the order of the page does not
// matter.
type CatalogDiff struct {
	Old, New *catalog.Catalog
	Regions  []RegionChange
	Prices   []PriceChange
	Offers   []OfferChange
	Facts    []Fact
	Rules    []Rule
	// Effect is what the editions do to a set of deployments: set it to Quotes of
	// their quotes on both; nil if there is no such set.
	Effect *Diff
}

// Empty reports whether two editions say the same.
func (c *CatalogDiff) Empty() bool {
	return len(c.Regions)+len(c.Prices)+len(c.Offers)+len(c.Facts)+len(c.Rules) == 0
}

// OfferKey tells the offers of an edition apart.
type OfferKey struct {
	Region string // code
	Plan   catalog.Plan
	Model  string // code
	Spec   string // empty unless the plan is mu
	Name   string // of an offer on plan mu without a spec, which only its name tells apart; else empty
	Nth    int    // from 0, of offers that are otherwise alike, in page order
}

// compare orders keys by region, plan in the order of the API, and the rest.
func (k OfferKey) compare(l OfferKey) int {
	return cmp.Or(cmp.Compare(k.Region, l.Region), cmp.Compare(rankOf(k.Plan), rankOf(l.Plan)),
		cmp.Compare(k.Model, l.Model), cmp.Compare(k.Spec, l.Spec), cmp.Compare(k.Name, l.Name), cmp.Compare(k.Nth, l.Nth))
}

func rankOf(p catalog.Plan) int {
	return slices.Index([]catalog.Plan{catalog.PTU, catalog.MU, catalog.LoRA, catalog.CU}, p)
}

// Presence says on which side something is.
type Presence string

// What became of a price, an offer or a region.
const (
	Moved    Presence = "moved"    // a price: on both sides, and different
	Appeared Presence = "appeared" // on the new side only
	Vanished Presence = "vanished" // on the old side only
)

// RegionChange is a region that only one edition has.
type RegionChange struct {
	Code, Name string
	Presence   Presence
}

// PriceChange is a price cell that is not the same in both editions.
type PriceChange struct {
	OfferKey
	Payment       catalog.Payment
	Item          catalog.Item
	Presence      Presence
	Before, After *Cell // nil if that edition has no such price
	// Difference is After less Before, for what both cover; nil if one is missing
	// or they cover different quantities.
	Difference *decimal.Decimal
	// Percent is of the price of one unit, so that it also compares bundles of
	// different sizes; nil if one is missing or they price different units.
	Percent *Percent
	Reason  string // why there is no difference; empty if there is one
}

// OfferChange is an offer that only one edition has.
type OfferChange struct {
	OfferKey
	Presence Presence
	Offer    *catalog.Offer
}

// Catalogs compares two editions. A region, model and specification that both
// have is the same offer, wherever it stands on the page.
func Catalogs(old, new *catalog.Catalog) CatalogDiff {
	d := CatalogDiff{Old: old, New: new}
	codes := map[string]bool{}
	for _, r := range slices.Concat(old.Regions, new.Regions) {
		codes[r.Code] = true
	}
	for code := range codes {
		d.region(regionOf(old, code), regionOf(new, code))
	}
	slices.SortStableFunc(d.Regions, func(a, b RegionChange) int { return cmp.Compare(a.Code, b.Code) })
	slices.SortStableFunc(d.Prices, func(a, b PriceChange) int {
		return cmp.Or(a.compare(b.OfferKey), cmp.Compare(a.Payment, b.Payment), cmp.Compare(a.Item, b.Item))
	})
	slices.SortStableFunc(d.Offers, func(a, b OfferChange) int { return a.compare(b.OfferKey) })
	slices.SortStableFunc(d.Facts, func(a, b Fact) int { return a.compare(b.OfferKey) })
	slices.SortStableFunc(d.Rules, func(a, b Rule) int { return cmp.Compare(a.Region, b.Region) })
	return d
}

// regionOf finds a region by its code alone; nil if there is none.
func regionOf(c *catalog.Catalog, code string) *catalog.Region {
	for _, r := range c.Regions {
		if r.Code == code {
			return r
		}
	}
	return nil
}

// region compares a region of both editions; one of them may not have it.
func (d *CatalogDiff) region(old, new *catalog.Region) {
	switch {
	case old == nil:
		d.Regions = append(d.Regions, RegionChange{new.Code, new.Name, Appeared})
	case new == nil:
		d.Regions = append(d.Regions, RegionChange{old.Code, old.Name, Vanished})
	default:
		d.Rules = append(d.Rules, rulesOf(old, new)...)
	}
	before, after := offersOf(old), offersOf(new)
	for key, offer := range before {
		if after[key] == nil {
			d.Offers = append(d.Offers, OfferChange{key, Vanished, offer})
		} else {
			d.Facts = append(d.Facts, factsOf(key, offer, after[key])...)
		}
		d.prices(key, offer, after[key], old, new)
	}
	for key, offer := range after {
		if before[key] == nil {
			d.Offers = append(d.Offers, OfferChange{key, Appeared, offer})
			d.prices(key, nil, offer, old, new)
		}
	}
}

func offersOf(r *catalog.Region) map[OfferKey]*catalog.Offer {
	offers := map[OfferKey]*catalog.Offer{}
	if r == nil {
		return offers
	}
	for i := range r.Offers {
		o := &r.Offers[i]
		key := OfferKey{Region: r.Code, Plan: o.Plan, Model: o.Model, Spec: o.Spec}
		if o.Plan == catalog.MU && o.Spec == "" {
			key.Name = o.Name
		}
		for offers[key] != nil {
			key.Nth++
		}
		offers[key] = o
	}
	return offers
}

// prices compares the price cells of an offer; one edition may not have it.
func (d *CatalogDiff) prices(key OfferKey, old, new *catalog.Offer, oldRegion, newRegion *catalog.Region) {
	for _, payment := range [...]catalog.Payment{catalog.PayAsYouGo, catalog.Subscription} {
		for _, item := range [...]catalog.Item{catalog.Input, catalog.Output, catalog.ThinkingOutput, catalog.ModelUnit} {
			before, after := listed(d.Old, oldRegion, old, payment, item), listed(d.New, newRegion, new, payment, item)
			if before == nil && after == nil || before != nil && after != nil && before.same(*after) {
				continue
			}
			change := PriceChange{OfferKey: key, Payment: payment, Item: item, Before: before, After: after}
			change.reckon(new)
			d.Prices = append(d.Prices, change)
		}
	}
}

// listed returns a price cell of an offer; nil if there is none.
func listed(cat *catalog.Catalog, region *catalog.Region, offer *catalog.Offer, payment catalog.Payment, item catalog.Item) *Cell {
	if offer == nil {
		return nil
	}
	price, ok := offer.Price(payment, item)
	if !ok {
		return nil
	}
	return &Cell{Price: price.Amount, Currency: price.Currency, Per: price.Per, Source: cat.Reference(region, price.Line)}
}

// reckon sets the difference of a price, or says why there is none. The offer is
// that of the new edition, nil if it is gone.
func (c *PriceChange) reckon(offer *catalog.Offer) {
	switch {
	case c.Before == nil:
		c.Presence, c.Reason = Appeared, "it had no price before"
		return
	case c.After == nil:
		c.Presence, c.Reason = Vanished, "it is not offered any more"
		if offer != nil {
			c.Reason = "it has no price any more"
		}
		return
	}
	c.Presence = Moved
	if !c.Before.unit(*c.After) {
		c.Reason = "it was priced in " + c.Before.Currency + " per " + c.Before.Per.String() + " and is now in " + c.After.Currency + " per " + c.After.Per.String()
		return
	}
	before, after := unitPrice(c.Before), unitPrice(c.After)
	c.Percent = percentOf(after.Sub(after, before), before)
	if c.Before.Per != c.After.Per {
		c.Reason = "the price was for " + c.Before.Per.String() + " and is now for " + c.After.Per.String()
		return
	}
	difference := c.After.Price.Sub(c.Before.Price)
	c.Difference = &difference
}

// unitPrice is the exact price of one unit.
func unitPrice(c *Cell) *big.Rat {
	return new(big.Rat).Quo(c.Price.Rat(), big.NewRat(c.Per.Quantity, 1))
}
