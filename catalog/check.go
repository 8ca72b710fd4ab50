package catalog

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
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

// keys checks that a model is there once per plan and spec. Offers without a
// spec, such as the templates of CosyVoice, are told apart by their names.
func (k *checker) keys() {
	type key struct {
		plan              Plan
		model, spec, name string
	}
	first := map[key]int{}
	for i := range k.region.Offers {
		o := &k.region.Offers[i]
		id := key{plan: o.Plan, model: o.Model, spec: o.Spec}
		if o.Plan == MU && o.Spec == "" {
			id.name = o.Name
		}
		if line, seen := first[id]; seen {
			k.problem(o.Line, "%s is there twice, first in line %d", o.label(), line)
			continue
		}
		first[id] = o.Line
	}
}

// offer checks one row.
func (k *checker) offer(o *Offer) {
	if strings.TrimSpace(o.Model) == "" || strings.TrimSpace(o.Name) == "" {
		k.problem(o.Line, "%s has no code or no name", o.label())
	}
	if star := strings.Index(o.Model, "*"); star >= 0 && star < len(o.Model)-1 {
		k.problem(o.Line, "%s: a star may only end a code", o.label())
	}
	k.bundle(o)
	switch {
	case !o.Priced() && strings.TrimSpace(o.Reason) == "":
		k.problem(o.Line, "%s has neither a price nor a reason for having none", o.label())
	case o.Priced() && strings.HasSuffix(o.Model, "*"):
		k.problem(o.Line, "%s: only an offer without a price may end in a star", o.label())
	case o.Priced():
		k.prices(o)
	}
}

// bundle checks the spec and the units that a price covers.
func (k *checker) bundle(o *Offer) {
	below := k.region.Billing.MU.CapacityBelow
	switch {
	case o.Bundle < 1 || o.Plan == MU && o.Bundle >= below:
		k.problem(o.Line, "%s: a bundle of %d is not from 1 to less than %d", o.label(), o.Bundle, below)
	case o.Plan != MU && (o.Bundle != 1 || o.Spec != ""):
		k.problem(o.Line, "%s: only plan mu has specs and bundles", o.label())
	case o.Plan == MU && o.Priced() && strings.TrimSpace(o.Spec) == "":
		k.problem(o.Line, "%s has no spec", o.label())
	case o.Plan == PTU && o.Priced() && o.MaxInputTokens < 1:
		k.problem(o.Line, "%s has no maximum of input tokens", o.label())
	}
}

// prices checks that a row has the cells that its table has, all above zero.
func (k *checker) prices(o *Offer) {
	items, payments := []Item{Input, Output}, []Payment{PayAsYouGo, Subscription}
	switch o.Plan {
	case MU:
		items = []Item{ModelUnit}
	case LoRA:
		payments = payments[:1]
	}
	for _, payment := range payments {
		for _, item := range items {
			if _, ok := o.Price(payment, item); !ok {
				k.problem(o.Line, "%s has no price for %s, %s", o.label(), payment, item)
			}
		}
	}
	if o.Plan == PTU {
		_, hourly := o.Price(PayAsYouGo, ThinkingOutput)
		_, daily := o.Price(Subscription, ThinkingOutput)
		if hourly != daily {
			k.problem(o.Line, "%s has a price for %s in one payment only", o.label(), ThinkingOutput)
		}
	}
	for _, price := range o.Prices {
		if !price.Amount.IsPositive() {
			k.problem(price.Line, "%s: the price %s for %s, %s is not above zero", o.label(), price.Amount, price.Payment, price.Item)
		}
	}
}

// cell is a price with the row that it stands in.
type cell struct {
	offer *Offer
	price Price
}

// unitPrices checks that a region prices a unit of a spec the same for every
// model: amount / bundle, compared without dividing. The price that most rows
// agree on is taken to be right, so that one misprint is one problem.
func (k *checker) unitPrices() {
	type key struct {
		spec    string
		payment Payment
	}
	var keys []key
	cells := map[key][]cell{}
	for i := range k.region.Offers {
		o := &k.region.Offers[i]
		if o.Plan != MU || o.Bundle < 1 {
			continue
		}
		for _, price := range o.Prices {
			id := key{o.Spec, price.Payment}
			if cells[id] == nil {
				keys = append(keys, id)
			}
			cells[id] = append(cells[id], cell{o, price})
		}
	}
	for _, id := range keys {
		usual := usualUnitPrice(cells[id])
		for _, c := range cells[id] {
			if !sameUnitPrice(c.price, usual) {
				k.problem(c.price.Line, "%s, %s: %s for %d units and %s for %d (line %d) are different prices of a unit",
					c.offer.label(), id.payment, c.price.Amount, c.price.Per.Quantity, usual.Amount, usual.Per.Quantity, usual.Line)
			}
		}
	}
}

// usualUnitPrice is the first of the prices that most cells agree with.
func usualUnitPrice(cells []cell) Price {
	var usual Price
	most := 0
	for _, candidate := range cells {
		agree := 0
		for _, c := range cells {
			if sameUnitPrice(c.price, candidate.price) {
				agree++
			}
		}
		if agree > most {
			usual, most = candidate.price, agree
		}
	}
	return usual
}

// sameUnitPrice compares a/x with b/y as a*y with b*x.
func sameUnitPrice(a, b Price) bool {
	return a.Amount.Mul(decimal.NewFromInt(b.Per.Quantity)).Equal(b.Amount.Mul(decimal.NewFromInt(a.Per.Quantity)))
}

// label names an offer in a message.
func (o *Offer) label() string {
	return strings.Join(strings.Fields(string(o.Plan)+" "+o.Model+" "+o.Spec), " ")
}
