package quote

import (
	"time"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
)

// Dates are the moments of a PTU subscription, in region time.
type Dates struct {
	OrderedAt    time.Time
	ValidUntil   time.Time
	ServiceStops time.Time
	Released     time.Time
}

// datesOf returns the dates of a PTU subscription whose order time is stated,
// else nil. A subscription of N days is valid until 23:59 of the Nth day, the day
// of the order being the first; one day longer if it is ordered after 22:00.
// The service stops after a grace period and is released after a retention
// period. Source: the page, "Billed by usage duration (Provisioned Throughput)".
func datesOf(t *deployment.Terms) *Dates {
	if t.Plan != catalog.PTU || t.Payment != catalog.Subscription || t.OrderedAt.IsZero() || !t.Days.IsInteger() {
		return nil
	}
	rules := t.Region.Billing.PTU
	ordered := t.OrderedAt
	days := int(t.Days.IntPart()) - 1
	if threshold := at(ordered, 0, rules.ExtendAfter); ordered.After(threshold) {
		days++
	}
	until := at(ordered, days, rules.SubscriptionEnds)
	stops := until.Add(time.Duration(rules.GraceHours) * time.Hour)
	return &Dates{
		OrderedAt: ordered, ValidUntil: until, ServiceStops: stops,
		Released: stops.Add(time.Duration(rules.RetentionHours) * time.Hour),
	}
}

// at returns a time of day, so many days after the day of t, in t's zone.
func at(t time.Time, days int, clock catalog.Clock) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day()+days, clock.Hour, clock.Minute, 0, 0, t.Location())
}
