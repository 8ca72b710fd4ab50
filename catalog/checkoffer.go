package catalog

import (
	"strings"

	"github.com/shopspring/decimal"
)

// keys checks that a model is there once per plan and spec. Offers without a
// spec, such as the templates of CosyVoice, are told apart by their names.
func (k *checker) keys() {
	type key struct {
		plan              Plan
		model, spec, name string
	}
	first := map[key]int{}
	for i := range k.region.Offers {
		o := &k.region.Offers[i]
		id := key{plan: o.Plan, model: o.Model, spec: o.Spec}
		if o.Plan == MU && o.Spec == "" {
			id.name = o.Name
		}
		if line, seen := first[id]; seen {
			k.problem(o.Line, "%s is there twice, first in line %d", o.label(), line)
			continue
		}
		first[id] = o.Line
	}
}

// offer checks one row.
func (k *checker) offer(o *Offer) {
	if strings.TrimSpace(o.Model) == "" || strings.TrimSpace(o.Name) == "" {
		k.problem(o.Line, "%s has no code or no name", o.label())
	}
	if star := strings.Index(o.Model, "*"); star >= 0 && star < len(o.Model)-1 {
		k.problem(o.Line, "%s: a star may only end a code", o.label())
	}
	k.bundle(o)
	switch {
	case !o.Priced() && strings.TrimSpace(o.Reason) == "":
		k.problem(o.Line, "%s has neither a price nor a reason for having none", o.label())
	case o.Priced() && strings.HasSuffix(o.Model, "*"):
		k.problem(o.Line, "%s: only an offer without a price may end in a star", o.label())
	case o.Priced():
		k.prices(o)
	}
}

// bundle checks the spec and the units that a price covers.
func (k *checker) bundle(o *Offer) {
	below := k.region.Billing.MU.CapacityBelow
	switch {
	case o.Bundle < 1 || o.Plan == MU && o.Bundle >= below:
		k.problem(o.Line, "%s: a bundle of %d is not from 1 to less than %d", o.label(), o.Bundle, below)
	case o.Plan != MU && (o.Bundle != 1 || o.Spec != ""):
		k.problem(o.Line, "%s: only plan mu has specs and bundles", o.label())
	case o.Plan == MU && o.Priced() && strings.TrimSpace(o.Spec) == "":
		k.problem(o.Line, "%s has no spec", o.label())
	case o.Plan == PTU && o.Priced() && o.MaxInputTokens < 1:
		k.problem(o.Line, "%s has no maximum of input tokens", o.label())
	}
}

// prices checks that a row has the cells that its table has, all above zero.
func (k *checker) prices(o *Offer) {
	items, payments := []Item{Input, Output}, []Payment{PayAsYouGo, Subscription}
	switch o.Plan {
	case MU:
		items = []Item{ModelUnit}
	case LoRA:
		payments = payments[:1]
	}
	for _, payment := range payments {
		for _, item := range items {
			if _, ok := o.Price(payment, item); !ok {
				k.problem(o.Line, "%s has no price for %s, %s", o.label(), payment, item)
			}
		}
	}
	if o.Plan == PTU {
		_, hourly := o.Price(PayAsYouGo, ThinkingOutput)
		_, daily := o.Price(Subscription, ThinkingOutput)
		if hourly != daily {
			k.problem(o.Line, "%s has a price for %s in one payment only", o.label(), ThinkingOutput)
		}
	}
	for _, price := range o.Prices {
		if !price.Amount.IsPositive() {
			k.problem(price.Line, "%s: the price %s for %s, %s is not above zero", o.label(), price.Amount, price.Payment, price.Item)
		}
	}
}

// cell is a price with the row that it stands in.
type cell struct {
	offer *Offer
	price Price
}

// unitPrices checks that a region prices a unit of a spec the same for every
// model: amount / bundle, compared without dividing. The price that most rows
// agree on is taken to be right, so that one misprint is one problem.
func (k *checker) unitPrices() {
	type key struct {
		spec    string
		payment Payment
	}
	var keys []key
	cells := map[key][]cell{}
	for i := range k.region.Offers {
		o := &k.region.Offers[i]
		if o.Plan != MU || o.Bundle < 1 {
			continue
		}
		for _, price := range o.Prices {
			id := key{o.Spec, price.Payment}
			if cells[id] == nil {
				keys = append(keys, id)
			}
			cells[id] = append(cells[id], cell{o, price})
		}
	}
	for _, id := range keys {
		usual := usualUnitPrice(cells[id])
		for _, c := range cells[id] {
			if !sameUnitPrice(c.price, usual) {
				k.problem(c.price.Line, "%s, %s: %s for %d units and %s for %d (line %d) are different prices of a unit",
					c.offer.label(), id.payment, c.price.Amount, c.price.Per.Quantity, usual.Amount, usual.Per.Quantity, usual.Line)
			}
		}
	}
}

// usualUnitPrice is the first of the prices that most cells agree with.
func usualUnitPrice(cells []cell) Price {
	var usual Price
	most := 0
	for _, candidate := range cells {
		agree := 0
		for _, c := range cells {
			if sameUnitPrice(c.price, candidate.price) {
				agree++
			}
		}
		if agree > most {
			usual, most = candidate.price, agree
		}
	}
	return usual
}

// sameUnitPrice compares a/x with b/y as a*y with b*x.
func sameUnitPrice(a, b Price) bool {
	return a.Amount.Mul(decimal.NewFromInt(b.Per.Quantity)).Equal(b.Amount.Mul(decimal.NewFromInt(a.Per.Quantity)))
}

// label names an offer in a message.
func (o *Offer) label() string {
	return strings.Join(strings.Fields(string(o.Plan)+" "+o.Model+" "+o.Spec), " ")
}
