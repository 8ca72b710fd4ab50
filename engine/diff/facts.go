package diff

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/costplan/costplan/catalog"
)

// Fact is something that an edition says of an offer, its prices aside, and that
// another edition says differently.
type Fact struct {
	OfferKey
	Field         string  // "bundle"
	Before, After *string // nil if the edition does not state it
}

// factsOf compares an offer that both editions have.
func factsOf(key OfferKey, old, new *catalog.Offer) []Fact {
	var facts []Fact
	before, after := offerValues(old), offerValues(new)
	for i, v := range before {
		if v.text != after[i].text {
			facts = append(facts, Fact{key, v.name, textOf(v), textOf(after[i])})
		}
	}
	return facts
}

func offerValues(o *catalog.Offer) []value {
	maxInput := ""
	if o.MaxInputTokens > 0 {
		maxInput = strconv.FormatInt(o.MaxInputTokens, 10)
	}
	return []value{
		text("name", o.Name),
		text("category", o.Category),
		text("family", o.Family),
		text("bundle", strconv.FormatInt(o.Bundle, 10)),
		text("max_input_tokens", maxInput),
		text("remark", o.Remark),
		text("reason", o.Reason),
	}
}

// Rule is something that an edition says of a region, its offers aside, and that
// another edition says differently.
type Rule struct {
	Region        string  // code
	Name          string  // "billing.mu.cancel_rate", as the region's file names it
	Before, After *string // nil if the edition does not state it
}

// rulesOf compares a region that both editions have: what it is, its billing
// rules, and how the notes read the page, by the ID of the note.
func rulesOf(old, new *catalog.Region) []Rule {
	var rules []Rule
	before, after := regionValues(old), regionValues(new)
	for i, v := range before {
		if v.text != after[i].text {
			rules = append(rules, Rule{old.Code, v.name, textOf(v), textOf(after[i])})
		}
	}
	was, is := readings(old), readings(new)
	ids := slices.AppendSeq(slices.Collect(maps.Keys(was)), maps.Keys(is))
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		if was[id] != is[id] {
			rules = append(rules, Rule{old.Code, "notes." + id, textOf(text("", was[id])), textOf(text("", is[id]))})
		}
	}
	return rules
}

// readings returns how the notes of a region read the page, by their IDs.
func readings(r *catalog.Region) map[string]string {
	byID := map[string]string{}
	for _, note := range r.Notes {
		byID[note.ID] = note.Reading
	}
	return byID
}

func regionValues(r *catalog.Region) []value {
	ptu, mu := &r.Billing.PTU, &r.Billing.MU
	count := func(name string, n int64) value { return text(name, strconv.FormatInt(n, 10)) }
	return []value{
		text("name", r.Name),
		text("aliases", strings.Join(r.Aliases, ", ")),
		text("currency", r.Currency),
		text("utc_offset", r.UTCOffset),
		text("endpoint", r.Endpoint),
		text("source.title", r.Source.Title),
		text("source.url", r.Source.URL),
		count("billing.ptu.default_input_tpm", ptu.DefaultInputTPM),
		count("billing.ptu.default_output_tpm", ptu.DefaultOutputTPM),
		text("billing.ptu.subscription_ends", ptu.SubscriptionEnds.String()),
		text("billing.ptu.extend_after", ptu.ExtendAfter.String()),
		count("billing.ptu.grace_hours", ptu.GraceHours),
		count("billing.ptu.retention_hours", ptu.RetentionHours),
		count("billing.ptu.overdue_hours", ptu.OverdueHours),
		count("billing.mu.capacity_below", mu.CapacityBelow),
		text("billing.mu.cancel_rate", mu.CancelRate.String()),
		count("billing.mu.cancel_within_days", mu.CancelWithinDays),
		count("billing.mu.month_days", mu.MonthDays),
		text("billing.mu.billing_methods", strings.Join(mu.BillingMethods, ", ")),
		count("billing.suffix_max_length", int64(r.Billing.SuffixMaxLength)),
		count("ptu.per.input", ptu.InputStepTPM),
		count("ptu.per.output", ptu.OutputStepTPM),
	}
}
