package compare

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
)

// rank sorts the options: by currency and amount those that have one, then the
// others, each in the order of the catalog where nothing else decides. Equal
// amounts share a rank, and the next rank counts them all: 1, 1, 3. Amounts of
// different currencies are not ranked against each other.
func (c *comparer) rank() {
	slices.SortStableFunc(c.Options, func(a, b Option) int {
		switch {
		case a.Feasible() != b.Feasible():
			if a.Feasible() {
				return -1
			}
			return 1
		case !a.Feasible():
			return 0
		}
		return cmp.Or(cmp.Compare(a.Fee.Amount.Currency, b.Fee.Amount.Currency), a.amount.Cmp(b.amount))
	})
	for i, first := 0, 0; i < len(c.Ranked()); i++ {
		o := &c.Options[i]
		switch previous := max(i-1, 0); {
		case i == 0 || o.Fee.Amount.Currency != c.Options[previous].Fee.Amount.Currency:
			first, o.Rank = i, 1
		case o.amount.Cmp(c.Options[previous].amount) == 0:
			o.Rank = c.Options[previous].Rank
		default:
			o.Rank = i - first + 1
		}
	}
}

// difference compares every option with the choice of today, and finds the
// option that is that choice.
func (c *comparer) difference() {
	if c.Today == nil {
		return
	}
	today := c.Today.Fee
	for i := range c.Options {
		o := &c.Options[i]
		o.Today = c.isToday(o)
		if o.Feasible() && today.Known && o.Fee.Amount.Currency == today.Amount.Currency {
			difference := o.Fee.Amount.Value.Sub(today.Amount.Value)
			o.Difference = &difference
		}
	}
}

// isToday reports whether an option is what is bought today: the same thing,
// and as much of it for as long.
func (c *comparer) isToday(o *Option) bool {
	t, fee := &c.Today.Terms, c.Today.Fee
	if t.Region != o.Terms.Region || t.Plan != o.Terms.Plan || t.Payment != o.Terms.Payment || fee.Known != o.Feasible() || t.NotBilled() || t.CancelAfter.IsPositive() {
		return false
	}
	if t.Plan == catalog.MU && (t.Spec != o.Terms.Spec || !t.Capacity.Equal(o.Terms.Capacity)) {
		return false
	}
	return same(t.InputTPM, o.Terms.InputTPM, t.Plan, catalog.PTU) && same(t.OutputTPM, o.Terms.OutputTPM, t.Plan, catalog.PTU) &&
		same(t.ThinkingTPM, o.Terms.ThinkingTPM, t.Plan, catalog.PTU) && (!fee.Known || exactly(fee).Cmp(o.amount) == 0)
}

// same compares a quantity that only one plan has.
func same(a, b decimal.Decimal, plan, only catalog.Plan) bool { return plan != only || a.Equal(b) }
