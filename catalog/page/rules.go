package page

import (
	"strconv"
	"strings"

	"github.com/costplan/costplan/catalog"
)

// wholePage is the scope of a rule that stands outside of the sections; the
// scope of the others is the index of their section.
const (
	ptuSection = iota
	muSection
	tokenSection
	wholePage
	scopes
)

// rule is something that the page says in a sentence and that fees depend on.
type rule struct {
	scope  int
	states string // what it says, in a few words
	// pattern is how the page says it, with a group for each number. What is in
	// a group is accounted for, whether or not it is compared.
	pattern pattern
	numbers []number // of the first groups
}

// number is a number of a rule, as the base has it.
type number struct {
	key   string // its place in a region file
	value func(*catalog.Billing) string
}

// rules are all of them. One without numbers says how a fee is computed or what
// cannot be done, which the base has no key for.
var rules = [...]rule{
	{wholePage, "what ptu_capacity is if it is left out", lazy(`defaults to ([\d,]+) input_tpm and ([\d,]+) output_tpm`), []number{
		{"billing.ptu.default_input_tpm", func(b *catalog.Billing) string { return decimalOf(b.PTU.DefaultInputTPM) }},
		{"billing.ptu.default_output_tpm", func(b *catalog.Billing) string { return decimalOf(b.PTU.DefaultOutputTPM) }},
	}},
	{wholePage, "the longest suffix", lazy(`maximum length of (\d+) characters`), []number{
		{"billing.suffix_max_length", func(b *catalog.Billing) string { return strconv.Itoa(b.SuffixMaxLength) }},
	}},
	{wholePage, "the values of billing_method", lazy(`only "?(\w+)"? (?:\([^)]*\) )?is supported`), []number{
		{"billing.mu.billing_methods", func(b *catalog.Billing) string { return strings.Join(b.MU.BillingMethods, ", ") }},
	}},
	{wholePage, "the limit of a capacity", lazy(`capacity must be [^.]*less than ([\d,]+)`), []number{
		{"billing.mu.capacity_below", func(b *catalog.Billing) string { return decimalOf(b.MU.CapacityBelow) }},
	}},

	{ptuSection, "the fee", lazy(`^Fee = Usage duration × \(Unit price for input TPM × Input TPM \+ Unit price for output TPM × Output TPM\)$`), nil},
	{ptuSection, "that pay-as-you-go is by the hour", lazy(`pay-as-you-go [^.]*charged hourly\b(?:[^.]*("Sustained for 1 hour"))?`), nil},
	{ptuSection, "that a subscription is by the day", lazy(`subscription [^.]*charged daily\b(?:[^.]*("Sustained for 1 day"))?`), nil},
	{ptuSection, "when a subscription ends", lazy(`valid until (\d{1,2}:\d{2})\b`), []number{
		{"billing.ptu.subscription_ends", func(b *catalog.Billing) string { return b.PTU.SubscriptionEnds.String() }},
	}},
	{ptuSection, "from when on an order is extended by a day", lazy(`order after (\d{1,2}:\d{2})\b[^.]* extended by one day`), []number{
		{"billing.ptu.extend_after", func(b *catalog.Billing) string { return b.PTU.ExtendAfter.String() }},
	}},
	{ptuSection, "the grace period", lazy(`(\d+)-hour grace period`), []number{
		{"billing.ptu.grace_hours", func(b *catalog.Billing) string { return decimalOf(b.PTU.GraceHours) }},
	}},
	{ptuSection, "how long resources are retained", lazy(`retained for (\d+) hours after the service stops`), []number{
		{"billing.ptu.retention_hours", func(b *catalog.Billing) string { return decimalOf(b.PTU.RetentionHours) }},
	}},
	{ptuSection, "that a subscription cannot be ended early", lazy(`cannot (?:terminate|cancel) a subscription`), nil},
	{ptuSection, "how long an overdue account is billed", lazy(`overdue payment[^.]* billed for (\d+) hours`), []number{
		{"billing.ptu.overdue_hours", func(b *catalog.Billing) string { return decimalOf(b.PTU.OverdueHours) }},
	}},

	{muSection, "the hourly fee", lazy(`^Fee = Usage duration \(hours\) × Number of model units × Unit price per model unit$`), nil},
	{muSection, "the monthly fee", lazy(`Number of months × Number of model units × Monthly price`), nil},
	{muSection, "when a subscription is cancelled early", lazy(`cancel within the first month`), nil},
	{muSection, "the daily price", lazy(`monthly price / (\d+)`), []number{
		{"billing.mu.month_days", func(b *catalog.Billing) string { return decimalOf(b.MU.MonthDays) }},
	}},
	{muSection, "what a day costs if a subscription is cancelled early", lazy(`at a rate of ([\d.]*\d) times the normal price`), []number{
		{"billing.mu.cancel_rate", func(b *catalog.Billing) string { return b.MU.CancelRate.String() }},
	}},
	{muSection, "that a begun day is a whole one", lazy(`less than a day is billed as a full day`), nil},

	{tokenSection, "the fee", lazy(`^Fee = Number of input tokens × Unit price for input \+ Number of output tokens × Unit price for output\b`), nil},
	{tokenSection, "the least that is billed", lazy(`Minimum billing unit: (\d+) tokens?\b`), []number{
		{"", func(*catalog.Billing) string { return "1" }},
	}},
}

func decimalOf(n int64) string { return strconv.FormatInt(n, 10) }
