package page

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
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

// checkRules holds what the sentences of the page say against the base. A
// number of a section that no rule accounts for is a problem too.
func (r *reader) checkRules() {
	found := [len(rules)]bool{}
	var strange [scopes][]block // with numbers that are not accounted for
	for scope := range r.prose {
		for _, b := range r.prose[scope] {
			sentence := Sentence{Line: b.line, Text: b.text}
			rest := []byte(b.text)
			for i := range rules {
				rule := &rules[i]
				if rule.scope != scope {
					continue
				}
				for _, match := range rule.pattern().FindAllStringSubmatchIndex(b.text, -1) {
					if !slices.Contains(sentence.States, rule.states) {
						sentence.States = append(sentence.States, rule.states)
					}
					found[i] = true
					r.compare(rule, b, match)
					for group := 2; group < len(match); group += 2 {
						if match[group] >= 0 {
							copy(rest[match[group]:match[group+1]], strings.Repeat("_", match[group+1]-match[group]))
						}
					}
				}
			}
			if scope == wholePage || b.text == "Note" {
				continue
			}
			r.sentences = append(r.sentences, sentence)
			if hasNumber(string(rest)) {
				strange[scope] = append(strange[scope], b)
			}
		}
	}
	for scope := range strange {
		r.unsaid(scope, found[:], strange[scope])
	}
}

// unsaid reports the rules of a scope that the page does not state. Where the
// scope has sentences that are not understood, they are the likely reason.
func (r *reader) unsaid(scope int, found []bool, strange []block) {
	if scope < len(sections) && r.lines[scope] == 0 {
		return // the section is missing, which is noted
	}
	var missing []string
	for i := range rules {
		if rules[i].scope == scope && !found[i] {
			missing = append(missing, rules[i].describe(r.base))
		}
	}
	for _, b := range strange {
		if len(missing) == 0 {
			r.problem(b.line, "%q has a number that no billing rule accounts for: expected no other rule than those of the base edition", b.text)
			continue
		}
		r.problem(b.line, "%q has a number that no billing rule accounts for: expected a sentence that states %s", b.text, strings.Join(missing, ", or "))
	}
	if len(strange) > 0 {
		return
	}
	for _, rule := range missing {
		if scope == wholePage {
			r.problem(0, "no sentence of the page states %s", rule)
		} else {
			r.problem(r.lines[scope], "no sentence of the section %q states %s", sections[scope].title, rule)
		}
	}
}

// describe says what a rule states, with the numbers of the base.
func (rule *rule) describe(b *base) string {
	var values []string
	for _, number := range rule.numbers {
		values = append(values, number.value(&b.catalog.Regions[0].Billing))
	}
	if len(values) == 0 {
		return rule.states
	}
	return fmt.Sprintf("%s (%s in the base edition)", rule.states, strings.Join(values, ", "))
}

// compare holds the numbers of a match against those of every region of the base.
func (r *reader) compare(rule *rule, b block, match []int) {
	for i, number := range rule.numbers {
		text := b.text[match[2+2*i]:match[3+2*i]]
		for _, region := range r.base.catalog.Regions {
			want := number.value(&region.Billing)
			if sameNumber(text, want) {
				r.confirm(region, number.key, b.line)
				continue
			}
			r.problem(b.line, "the page states %s as %s: the base edition says %s%s", rule.states, text, want, inFile(number.key, region.File))
		}
	}
}

// confirm notes that the page says what the base does, once for each key.
func (r *reader) confirm(region *catalog.Region, key string, line int) {
	at := place{region.File, key}
	if key != "" && r.confirmed[at] == 0 {
		r.confirmed[at] = line
	}
}

// place is a key of a region file, "billing.ptu.grace_hours".
type place struct{ file, key string }

func inFile(key, file string) string {
	if key == "" {
		return ""
	}
	return fmt.Sprintf(" (%s in %s)", key, file)
}

// sameNumber compares by value, or else by text.
func sameNumber(a, b string) bool {
	a = strings.ReplaceAll(a, ",", "")
	if a == b {
		return true
	}
	x, errX := money.ParseDecimal(a)
	y, errY := money.ParseDecimal(b)
	if errX == nil && errY == nil {
		return x.Equal(y)
	}
	// Times of day may leave out a zero in front.
	return strings.Contains(a, ":") && "0"+a == b
}

// hasNumber reports whether a word of a sentence begins with a digit. Digits
// inside of a word, such as the name of a model, are no number.
func hasNumber(text string) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" /()[]\"'“”‘’≈~", r) }) {
		word = strings.TrimLeft(word, "$¥€+-")
		if word != "" && '0' <= word[0] && word[0] <= '9' {
			return true
		}
	}
	return false
}
