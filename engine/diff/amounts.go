package diff

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// pairer turns pairings into changes.
type pairer struct {
	samePrices bool // both sides have the same edition, byte for byte
	// unread files of each side, as entries name their files
	oldUnread, newUnread map[string]bool
}

// change compares what a pairing found.
func (p *pairer) change(m pairing) Change {
	switch {
	case m.old == nil:
		c := Change{Status: Added, New: m.new.Deployment}
		p.alone(&c, m.new, p.oldUnread, "it may have been there before")
		return c
	case m.new == nil:
		c := Change{Status: Removed, Old: m.old.Deployment}
		p.alone(&c, m.old, p.newUnread, "it may still be there")
		return c
	}
	old, new := m.old.Deployment, m.new.Deployment
	c := Change{
		Status: Unchanged, MatchedBy: m.by, Moved: m.old.file != m.new.file, Old: old, New: new,
		Fields: fieldsOf(m.old.values, m.new.values), Prices: repriced(old, new),
	}
	if len(c.Fields) > 0 || len(c.Prices) > 0 || !sameFee(old.Fee, new.Fee) {
		c.Status = Changed
	}
	p.subtract(&c, m)
	return c
}

// alone reckons a deployment that is on one side only. In a file that the other
// side could not read it is not known to be missing.
func (p *pairer) alone(c *Change, e *entry, otherUnread map[string]bool, perhaps string) {
	switch {
	case otherUnread[e.file]:
		c.Reason = "the file could not be read in full on the other side: " + perhaps
	case !e.Fee.Known:
		c.Reason = "it has no amount: " + e.Fee.Reason
	case !e.Fee.Whole():
		c.Reason = "its amount is a lower bound: " + e.Fee.AtLeast
	default:
		difference := e.Fee.Amount.Value
		if c.Status == Removed {
			difference = difference.Neg()
			c.Percent = percent(difference, e.Fee.Amount.Value)
		}
		c.Difference, c.Exact = &difference, e.Fee.Exact
	}
}

// subtract takes the amount before from the amount after, if there is sense in it.
func (p *pairer) subtract(c *Change, m pairing) {
	old, new := c.Old.Fee, c.New.Fee
	switch {
	case !samePeriod(m.old.period, m.new.period):
		c.Reason = "the periods differ: " + periodsText(m.old.period, m.new.period)
	case p.alike(c):
		c.Difference, c.Exact = &decimal.Decimal{}, true
	case !old.Known && !new.Known:
		c.Reason = fmt.Sprintf("it has no amount before (%s) and none after (%s)", old.Reason, new.Reason)
	case !old.Known:
		c.Reason = "it has no amount before: " + old.Reason
	case !new.Known:
		c.Reason = "it has no amount after: " + new.Reason
	case !old.Whole():
		c.Reason = "its amount before is a lower bound: " + old.AtLeast
	case !new.Whole():
		c.Reason = "its amount after is a lower bound: " + new.AtLeast
	case old.Amount.Currency != new.Amount.Currency:
		c.Reason = fmt.Sprintf("it costs %s before and %s after", old.Amount.Currency, new.Amount.Currency)
	default:
		difference := new.Amount.Value.Sub(old.Amount.Value)
		c.Difference, c.Exact = &difference, old.Exact && new.Exact
		c.Percent = percent(difference, old.Amount.Value)
	}
}

// alike reports whether a deployment has no amount on either side and yet costs
// the same on both, whatever that is: nothing about it changed, and nor did the
// prices. A deployment with an error is not alike, since the part of it that is
// wrong was not compared.
func (p *pairer) alike(c *Change) bool {
	old, new := c.Old.Fee, c.New.Fee
	return p.samePrices && c.Status == Unchanged && !old.Whole() && !new.Whole() && old.Offer != nil && new.Offer != nil
}

// sameFee reports whether two fees come to the same, or are missing for the same
// kind of reason.
func sameFee(old, new quote.Fee) bool {
	if old.Known != new.Known {
		return false
	}
	if !old.Known {
		return (old.Offer == nil) == (new.Offer == nil)
	}
	return old.AtLeast == new.AtLeast && old.Amount.Currency == new.Amount.Currency && old.Amount.Value.Equal(new.Amount.Value)
}

func samePeriod(old, new *deployment.Period) bool { return old != nil && new != nil && old.Same(*new) }

func periodsText(old, new *deployment.Period) string {
	return labelOf(old) + " before, " + labelOf(new) + " after"
}

func labelOf(p *deployment.Period) string {
	if p == nil {
		return "not known"
	}
	return p.Label
}
