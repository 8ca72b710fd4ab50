package lint

import (
	"fmt"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/quote"
)

// wholePeriod reports an amount that pays for less or for more time than the
// period, so that the total is for another time than its label says.
func (c *checker) wholePeriod(period deployment.Period) {
	covers := c.t.Covers(period)
	if covers == nil {
		return
	}
	at, field := c.stated()
	paid, has := quote.Counted(covers.Paid, covers.Unit), quote.Counted(covers.Period, covers.Unit)
	if !covers.Beyond() {
		c.report(diag.PeriodNotCovered, at, field, fmt.Sprintf("it pays for %s, and the period has %s: the total has no cost for the rest", paid, has),
			"leave the length of the subscription out to pay for the whole period, or state the period that is meant")
		return
	}
	message := fmt.Sprintf("it pays for %s, and the period has only %s: the total has costs of a longer time", paid, has)
	help := "state less, or state the period that is meant"
	if at == c.d.Node || at == c.d.Estimate.Payment.Node { // the period filled it in
		help = "a subscription is sold for whole days or for whole months of 30 days: a calendar month is period: 2026-12, and 12 months are period: 1y"
	}
	c.report(diag.BeyondPeriod, at, field, message, help)
}

// stated is the field that states for how long a deployment is paid for, else the
// payment, else the deployment.
func (c *checker) stated() (at *document.Node, field string) {
	e := &c.d.Estimate
	subscribed := c.t.Payment == catalog.Subscription
	for _, f := range [...]struct {
		node  *document.Node
		field string
		holds bool
	}{
		{e.Days.Node, "estimate/days", subscribed},
		{e.CancelAfterDays.Node, "estimate/cancel_after_days", subscribed},
		{e.Months.Node, "estimate/months", subscribed},
		{e.Hours.Node, "estimate/hours", !subscribed},
		{e.Schedule, "estimate/schedule", !subscribed},
		{e.Payment.Node, "estimate/payment", true},
	} {
		if f.node != nil && f.holds {
			return f.node, f.field
		}
	}
	return c.d.Node, ""
}
