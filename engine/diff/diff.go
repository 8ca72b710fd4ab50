// Package diff says what a change does to cost: of deployment files, by holding
// the quotes before and after it against each other, and of the price page, by
// holding two editions of the catalog against each other. Every amount comes
// from package quote; this package pairs, subtracts and says what is not known.
// It knows nothing of documents, of version control or of how a result is shown.
//
// Where something has no amount, a difference is not known, and is never taken
// for a saving: a deployment that lost its price may cost more than before.
// Since no amount is negative, what is known still bounds the difference of a
// total on one side, and the bound says which.
package diff

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// Side is a set of deployments before or after a change.
type Side struct {
	Quote *quote.Quote
	// Suffixes and Periods are those of Quote.Deployments, in their order. Nil
	// suffixes are not known and count as none; nil periods are Quote.Period.
	Suffixes []string
	Periods  []deployment.Period
	// Unread names the files that could not be read in full, and so may hold
	// deployments that the quote does not have.
	Unread []string
}

// Status says what became of a deployment.
type Status string

// The statuses of a deployment.
const (
	Added     Status = "added"
	Removed   Status = "removed"
	Changed   Status = "changed"
	Unchanged Status = "unchanged" // it may have moved to another file or line
)

// Change is one deployment, on the sides that have it.
type Change struct {
	Status    Status
	MatchedBy Match             // empty if it is on one side only
	Moved     bool              // it is in another file than before
	Old, New  *quote.Deployment // nil if it was added, or removed
	Fields    []Field           // what differs of its terms; none if it was added or removed
	Prices    []Repriced        // what differs in the price of what both sides buy
	// Difference is the amount after less the amount before, unrounded; nil if it
	// is not known. It is 0 for a deployment without an amount that is the same
	// on both sides, under the same prices.
	Difference *decimal.Decimal
	Percent    *Percent // of the amount before; nil if there is none, or it is 0
	Exact      bool     // no amount in the difference was rounded
	Reason     string   // why there is no difference; empty if there is one
}

// OnlyPrice reports whether a deployment costs something else without having
// changed itself: the prices of the two sides differ.
func (c *Change) OnlyPrice() bool { return len(c.Fields) == 0 && len(c.Prices) > 0 }

// Either returns the deployment after the change, or the one that was removed.
func (c *Change) Either() *quote.Deployment {
	if c.New != nil {
		return c.New
	}
	return c.Old
}

// Diff is what a change does to a set of deployments.
type Diff struct {
	Old, New    Side
	Deployments []Change // by the file and line of Either
	// Totals has an entry for each currency of either side, sorted; none if a
	// side covers different periods.
	Totals []Total
	// Reason says why no totals are subtracted, if the periods differ; else empty.
	Reason string
	// Adrift counts what belongs to the total of no currency, on both sides:
	// deployments whose region is not known, and files that could not be read.
	Adrift int
}

// Quotes compares what deployments cost before and after a change. The order of
// deployments within a quote does not matter.
func Quotes(old, new Side) Diff {
	d := Diff{Old: old, New: new}
	single := len(filesOf(old)) == 1 && len(filesOf(new)) == 1
	p := pairer{
		samePrices: old.Quote.Catalog.Edition == new.Quote.Catalog.Edition && old.Quote.Catalog.Digest == new.Quote.Catalog.Digest,
		oldUnread:  unreadIn(old, single), newUnread: unreadIn(new, single),
	}
	for _, m := range match(entries(old, single), entries(new, single)) {
		d.Deployments = append(d.Deployments, p.change(m))
	}
	slices.SortStableFunc(d.Deployments, func(a, b Change) int {
		x, y := a.Either(), b.Either()
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line),
			cmp.Compare(x.Name, y.Name), cmp.Compare(x.ModelName, y.ModelName))
	})
	d.totals()
	return d
}

// Count returns how many deployments have a status.
func (d *Diff) Count(s Status) int {
	n := 0
	for i := range d.Deployments {
		if d.Deployments[i].Status == s {
			n++
		}
	}
	return n
}

// Complete reports whether the difference of every total is known.
func (d *Diff) Complete() bool {
	if d.Reason != "" || len(d.Totals) == 0 && d.Adrift > 0 {
		return false
	}
	return !slices.ContainsFunc(d.Totals, func(t Total) bool { return t.Difference == nil })
}

// period returns the period of a deployment; nil if it is not known.
func (s Side) period(i int) *deployment.Period {
	if len(s.Periods) == len(s.Quote.Deployments) {
		return &s.Periods[i]
	}
	if s.mixed() {
		return nil
	}
	return &s.Quote.Period
}

// mixed reports whether a side's deployments cover different periods: then its
// quote adds up nothing.
func (s Side) mixed() bool {
	for i := range s.Periods {
		if !s.Periods[i].Same(s.Periods[0]) {
			return true
		}
	}
	return len(s.Quote.Totals) == 0 && slices.ContainsFunc(s.Quote.Deployments, func(d quote.Deployment) bool { return d.Fee.Known })
}

// bare reports whether a side has nothing that a period could be for.
func (s Side) bare() bool { return len(s.Quote.Deployments) == 0 && len(s.Unread) == 0 }

// unread returns how many files of a side could not be read in full: those that
// are named, or those that the totals of its quote know of, if they are more.
func (s Side) unread() int {
	known := quote.Totals(s.Quote.Deployments, 0)
	most := len(s.Unread)
	for i, t := range s.Quote.Totals {
		if i < len(known) && known[i].Amount.Currency == t.Amount.Currency {
			most = max(most, t.Unpriced-known[i].Unpriced)
		}
	}
	return most
}

// adrift returns how many files and deployments of a side may cost something in
// any currency.
func (s Side) adrift() int {
	n := s.unread()
	for i := range s.Quote.Deployments {
		if s.Quote.Deployments[i].Fee.Amount.Currency == "" {
			n++
		}
	}
	return n
}
