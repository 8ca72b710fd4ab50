package catalog

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// Problem is a fault of a catalog that loads: what it says is well-formed, and
// cannot be what the page says.
type Problem struct {
	File    string // "ap-southeast-1.yaml"
	Line    int    // 1-based; 0 for the file as a whole
	Message string
}

// String writes "ap-southeast-1.yaml:34: ..." as compilers do.
func (p Problem) String() string {
	if p.Line == 0 {
		return p.File + ": " + p.Message
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message)
}

// Check is every fault that it finds, by file and line; none for an edition
// that is fit to be released.
func (c *Catalog) Check() []Problem {
	var all []Problem
	for _, r := range c.Regions {
		k := &checker{region: r}
		k.header(c)
		k.billing()
		k.notes()
		k.order()
		k.keys()
		for i := range r.Offers {
			k.offer(&r.Offers[i])
		}
		k.unitPrices()
		k.weights()
		slices.SortStableFunc(k.problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
		all = append(all, k.problems...)
	}
	return all
}

// checker gathers the problems of one region.
type checker struct {
	region   *Region
	problems []Problem
}

func (k *checker) problem(line int, format string, args ...any) {
	k.problems = append(k.problems, Problem{k.region.File, line, fmt.Sprintf(format, args...)})
}

func isHTTPS(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "https" && u.Host != ""
}

// header checks what a region says of itself, and that no other region answers
// to one of its names.
func (k *checker) header(c *Catalog) {
	r := k.region
	if strings.TrimSpace(r.Source.Title) == "" {
		k.problem(0, "the source has no title")
	}
	if r.Source.Updated != c.Edition {
		k.problem(0, "the source was updated on %q, the edition is of %s", r.Source.Updated, c.Edition)
	}
	if r.Source.URL != "" && !isHTTPS(r.Source.URL) {
		k.problem(0, "the source's address %q is not an https URL", r.Source.URL)
	}
	if len(r.Currency) != 3 || strings.Trim(r.Currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		k.problem(0, "currency %q is not an ISO 4217 code", r.Currency)
	}
	if !isHTTPS(r.Endpoint) {
		k.problem(0, "endpoint %q is not an https URL", r.Endpoint)
	}
	for _, name := range append([]string{r.Code, r.Name}, r.Aliases...) {
		if other, ok := c.Region(name); strings.TrimSpace(name) == "" || !ok || other != r {
			k.problem(0, "the name %q is empty or finds another region", name)
		}
	}
}

// billing checks that the numbers of the rules can be reckoned with.
func (k *checker) billing() {
	b := k.region.Billing
	for _, rule := range [...]struct {
		name  string
		value int64
	}{
		{"ptu.default_input_tpm", b.PTU.DefaultInputTPM},
		{"ptu.default_output_tpm", b.PTU.DefaultOutputTPM},
		{"ptu.grace_hours", b.PTU.GraceHours},
		{"ptu.retention_hours", b.PTU.RetentionHours},
		{"ptu.overdue_hours", b.PTU.OverdueHours},
		{"mu.capacity_below", b.MU.CapacityBelow},
		{"mu.cancel_rate", b.MU.CancelRate.Ceil().IntPart()},
		{"mu.cancel_within_days", b.MU.CancelWithinDays},
		{"mu.month_days", b.MU.MonthDays},
		{"mu.billing_methods", int64(len(b.MU.BillingMethods))},
		{"suffix_max_length", int64(b.SuffixMaxLength)},
	} {
		if rule.value < 1 {
			k.problem(0, "billing.%s has to be positive", rule.name)
		}
	}
}

func (k *checker) notes() {
	seen := map[string]bool{}
	for _, note := range k.region.Notes {
		if seen[note.ID] {
			k.problem(0, "the note %q is there twice", note.ID)
		}
		seen[note.ID] = true
		if note.ID == "" || note.Title == "" || note.Text == "" || note.Reading == "" {
			k.problem(0, "the note %q has an empty field", note.ID)
		}
	}
}

// order checks that rows stand as on the page: one plan after the other, and
// the rows of a family, and in it those of a model, together.
func (k *checker) order() {
	type group struct {
		plan                    Plan
		category, family, model string
	}
	closed := map[group]bool{}
	var open [2]group
	line := 0
	for i := range k.region.Offers {
		o := &k.region.Offers[i]
		if o.Line < line {
			k.problem(o.Line, "the sections are not in the order ptu, mu, lora, unpriced")
		}
		line = o.Line
		if !o.Priced() {
			continue
		}
		family := group{o.Plan, o.Category, o.Family, ""}
		for level, now := range [2]group{family, {o.Plan, o.Category, o.Family, o.Model}} {
			if now == open[level] {
				continue
			}
			if closed[now] {
				k.problem(o.Line, "plan %s: the rows of %s are not together", o.Plan, cmp.Or(now.model, "family "+now.family))
			}
			closed[open[level]] = true
			open[level] = now
		}
	}
}
