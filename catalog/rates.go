package catalog

import "github.com/shopspring/decimal"

// Rate is one price cell of the page with all that identifies it.
type Rate struct {
	Region         string // code
	Plan           Plan
	Model          string
	Name           string
	Spec           string // empty unless the plan is mu
	Bundle         int64  // model units that the price covers; 1 on the other plans
	Payment        Payment
	Item           Item
	Price          decimal.Decimal // as printed, for all that Per covers; unrounded
	Currency       string          // ISO 4217 code
	Per            Per
	MaxInputTokens int64 // per call; 0 if the page does not state it
	Remark         string
	Source         string // the cell, "2026-06-06/ap-southeast-1.yaml:34"
}

// Rates are all price cells, region by region in page order. Offers without a
// price have none.
func (c *Catalog) Rates() []Rate {
	var rates []Rate
	for _, r := range c.Regions {
		for _, o := range r.Offers {
			for _, p := range o.Prices {
				rates = append(rates, Rate{
					Region: r.Code, Plan: o.Plan, Model: o.Model, Name: o.Name, Spec: o.Spec, Bundle: o.Bundle,
					Payment: p.Payment, Item: p.Item, Price: p.FullAmount(), Currency: p.Currency, Per: p.Per,
					MaxInputTokens: o.MaxInputTokens, Remark: o.Remark, Source: c.PriceSource(r, p),
				})
			}
		}
	}
	return rates
}
