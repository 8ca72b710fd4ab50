package diff

import (
	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/quote"
)

// Cell is a price as it is listed, with what it covers.
type Cell struct {
	Price    decimal.Decimal // the list price, for all that Per covers, unrounded
	Discount decimal.Decimal // percent off it; zero if there is none
	Currency string          // ISO 4217 code
	Per      catalog.Per
	Factor   quote.Factor // that the price is charged with; zero if there is none
	Source   string       // edition, file and line; empty if it is not known
}

// same reports whether two cells charge the same for the same.
func (c Cell) same(d Cell) bool {
	return c.Price.Equal(d.Price) && c.Discount.Equal(d.Discount) && c.Currency == d.Currency && c.Per == d.Per && sameFactor(c.Factor, d.Factor)
}

// sameFactor compares factors where both prices have one; a factor that only one
// has comes from the terms of the deployment.
func sameFactor(f, g quote.Factor) bool {
	if f.Divide.IsZero() || g.Divide.IsZero() {
		return true
	}
	return f.Multiply.Equal(g.Multiply) && f.Divide.Equal(g.Divide)
}

// unit reports whether two cells price the same unit in the same money, so that
// their prices of one unit can be compared.
func (c Cell) unit(d Cell) bool {
	return c.Currency == d.Currency && c.Per.Unit == d.Per.Unit && c.Per.Time == d.Per.Time
}

// Repriced is a price that a deployment pays and that differs between the sides.
type Repriced struct {
	Item          catalog.Item
	Before, After *Cell // nil if that side has no such price
}

// repriced compares the prices of what both sides buy. Where they buy different
// things, the fields have said so, and there is nothing to compare.
func repriced(old, new *quote.Deployment) []Repriced {
	if !sameGoods(old, new) {
		return nil
	}
	var found []Repriced
	for _, item := range [...]catalog.Item{catalog.Input, catalog.Output, catalog.ThinkingOutput, catalog.ModelUnit} {
		if !pays(old, item) && !pays(new, item) {
			continue
		}
		before, after := cellOf(old, item), cellOf(new, item)
		if before == nil && after == nil || before != nil && after != nil && before.same(*after) {
			continue
		}
		found = append(found, Repriced{Item: item, Before: before, After: after})
	}
	return found
}

// sameGoods reports whether two deployments buy what one row of prices is for.
func sameGoods(old, new *quote.Deployment) bool {
	a, b := &old.Terms, &new.Terms
	return a.Region != nil && b.Region != nil && a.Region.Code == b.Region.Code &&
		a.Plan == b.Plan && a.Payment == b.Payment && a.Model == b.Model && a.Spec == b.Spec
}

func pays(d *quote.Deployment, item catalog.Item) bool { return lineOf(d, item) != nil }

func lineOf(d *quote.Deployment, item catalog.Item) *quote.Line {
	for i := range d.Fee.Lines {
		if d.Fee.Lines[i].Item == item {
			return &d.Fee.Lines[i]
		}
	}
	return nil
}

// cellOf returns the price of an item for a deployment: what it pays, else what
// its offer lists.
func cellOf(d *quote.Deployment, item catalog.Item) *Cell {
	if l := lineOf(d, item); l != nil {
		return &Cell{Price: l.Price, Discount: l.Discount, Currency: l.Currency, Per: l.Per, Factor: l.Factor, Source: l.Source}
	}
	offer := d.Fee.Offer
	if offer == nil { // the deployment has an error, which its prices need not have
		offer = quote.OfferOf(d.Terms)
	}
	if offer == nil {
		return nil
	}
	price, ok := offer.Price(d.Terms.Payment, item)
	if !ok {
		return nil
	}
	return &Cell{Price: price.FullAmount(), Discount: price.Discount, Currency: price.Currency, Per: price.Per}
}
