package overlay

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diag"
)

// Change is what an entry changes.
type Change struct {
	File string `json:"file"` // name of the overlay
	Line int    `json:"line"` // line of the entry, from 1
	Path string `json:"path"` // the entry as a JSON pointer: `/prices/0`
	Text string `json:"text"` // for people, ready to show
}

// Changes reads an overlay as Read does, and says what each of its entries
// changes in the catalog, in their order. One with a diagnostic changes nothing.
func Changes(name string, data []byte, cat *catalog.Catalog) ([]Change, []diag.Diagnostic) {
	r := read(name, data, cat)
	if len(r.found) > 0 {
		return nil, r.found
	}
	var list []Change
	add := func(line int, path, format string, args ...any) {
		list = append(list, Change{name, line, path, fmt.Sprintf(format, args...)})
	}
	for i := range r.prices {
		p := &r.prices[i]
		region, _ := cat.Region(p.offer.Region)
		what := nameOf(&p.offer)
		if p.offer.Plan == catalog.CU {
			what += " on plan cu"
		}
		if p.price.Item != catalog.ModelUnit {
			what += " " + words(p.price.Item)
		}
		add(p.line, p.path, "%s in %s: %s -> %s per %s", what, region.Name,
			before(region, p), money.Grouped(p.price.Amount, 0)+" "+p.price.Currency, p.price.Per)
	}
	for i, d := range r.overlay.OnDemand {
		region, _ := cat.Region(d.Region)
		old, known := cat.OnDemandOf(d.Region, d.Model)
		say := func(above string, now, was catalog.TokenPrices) {
			for _, part := range [...]struct {
				name     string
				now, was decimal.Decimal
				same     bool // as that of all input, so that it is not told
			}{
				{"input", now.Input, was.Input, false},
				{"cached input", now.CachedInput, was.CachedInput, now.CachedInput.Equal(now.Input) && was.CachedInput.Equal(was.Input)},
				{"output", now.Output, was.Output, false},
				{"thinking output", now.ThinkingOutput, was.ThinkingOutput, false},
			} {
				before := noPrice
				if known {
					before = money.Grouped(part.was, 0)
					if old.Per != d.Per {
						before += " per " + tokens(old.Per)
					}
				}
				if !part.same {
					add(r.onDemandLines[i], at("/on_demand", i), "%s %s on demand%s in %s: %s -> %s %s per %s",
						d.Model, part.name, above, region.Name, before, money.Grouped(part.now, 0), region.Currency, tokens(d.Per))
				}
			}
		}
		say("", d.TokenPrices, old.TokenPrices)
		for _, tier := range d.Tiers {
			say(" above "+money.Grouped(decimal.NewFromInt(tier.Above), 0)+" input tokens", tier.TokenPrices, old.At(tier.Above+1))
		}
	}
	with := cat.With(&catalog.Overlay{File: name, Offers: r.overlay.Offers})
	for i := range r.overlay.Discounts {
		d := &r.overlay.Discounts[i]
		if n := fitted(with, d); n == 0 {
			add(r.discountLines[i], at("/discounts", i), "%s%% off no price: it fits none", d.Percent)
		} else {
			add(r.discountLines[i], at("/discounts", i), "%s%% off %s: %s", d.Percent, prices(n), scope(cat, d))
		}
	}
	return list, nil
}

// noPrice stands for the price of what the catalog does not price.
const noPrice = "no price"

// before writes the price that an entry takes the place of, without its unit
// unless that is another.
func before(region *catalog.Region, p *priced) string {
	for _, offer := range region.Find(p.offer.Plan, p.offer.Model) {
		if offer.Bundle != p.offer.Bundle || offer.Spec != p.offer.Spec {
			continue
		}
		old := offer.PriceOf(p.price.Payment, p.price.Item)
		switch {
		case old == nil:
		case old.Per == p.price.Per:
			return money.Grouped(old.FullAmount(), 0)
		default:
			return money.Grouped(old.FullAmount(), 0) + " per " + old.Per.String()
		}
	}
	return noPrice
}

// fitted is how many prices a discount fits.
func fitted(cat *catalog.Catalog, d *catalog.Discount) (n int) {
	for _, region := range cat.Regions {
		for i := range region.Offers {
			offer := &region.Offers[i]
			for j := range offer.Prices {
				if d.Fits(offer, offer.Prices[j].Payment) {
					n++
				}
			}
		}
	}
	return n
}

func words(item catalog.Item) string { return strings.ReplaceAll(string(item), "_", " ") }

func tokens(n int64) string {
	if n == 1 {
		return "token"
	}
	return money.Grouped(decimal.NewFromInt(n), 0) + " tokens"
}

func prices(n int) string {
	if n == 1 {
		return "1 price"
	}
	return fmt.Sprintf("%d prices", n)
}

// scope is what a discount is for: "Singapore, plan ptu, subscription, qwen*".
func scope(cat *catalog.Catalog, d *catalog.Discount) string {
	var parts []string
	add := func(list []string) {
		if len(list) > 0 {
			parts = append(parts, strings.Join(list, " and "))
		}
	}
	var regions, plans, payments []string
	for _, code := range d.Regions {
		region, _ := cat.Region(code)
		regions = append(regions, region.Name)
	}
	for _, plan := range d.Plans {
		plans = append(plans, "plan "+string(plan))
	}
	for _, payment := range d.Payments {
		payments = append(payments, strings.ReplaceAll(string(payment), "_", "-"))
	}
	add(regions)
	add(plans)
	add(payments)
	add(d.Models)
	if len(parts) == 0 {
		return "all that have a price"
	}
	return strings.Join(parts, ", ")
}
