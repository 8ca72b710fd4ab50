package diff

import (
	"slices"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

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
