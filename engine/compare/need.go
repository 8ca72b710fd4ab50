package compare

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/suggest"
)

// Need is what somebody wants of one model. What is nil or zero is not given:
// the options that depend on it then are refused, with that as the reason.
type Need struct {
	Model     string // model code, or name of a fine-tuned model
	BaseModel string // foundation of a fine-tuned model whose name does not tell it; "" for none

	Throughput *Throughput      // for plan ptu
	Tokens     *Tokens          // for plan lora, whole tokens in the period
	Hours      *decimal.Decimal // billed hours in the period; nil for the whole period
	Period     deployment.Period

	MUCapacity decimal.Decimal // model units of every option on plan mu; zero for MUBundles
	MUBundles  int64           // bundles of every option on plan mu; zero is one, the smallest capacity

	Regions []string       // codes, names or aliases; none for all
	Plans   []catalog.Plan // none for all

	Today *deployment.Terms // what is bought today; nil if nothing is
}

// Throughput is in tokens per minute. Input and output have to be above 0: a call
// has both, so that one of 0 was left out. Thinking output may be 0.
type Throughput struct{ Input, Output, Thinking decimal.Decimal }

// Tokens are the tokens used in a period, under the same rule as Throughput.
type Tokens struct{ Input, Output, Thinking decimal.Decimal }

// NeedOf returns the need that a deployment serves, with it as the choice of
// today. A subscription is compared over the days or months that it was bought
// for, whatever the period; one that is cancelled, over the hours until then; and
// pay-as-you-go for the hours of use, where they are stated beside it.
// On plan mu the other options take as many bundles as the deployment has.
func NeedOf(t deployment.Terms, period deployment.Period) Need {
	t.Overflow = deployment.Overflow{} // no option is priced with it
	n := Need{Model: t.Model, Period: period, Today: &t}
	if t.Custom {
		n.BaseModel = t.Model
	}
	if t.TokensGiven {
		n.Tokens = &Tokens{t.InputTokens, t.OutputTokens, t.ThinkingTokens}
	}
	subscribed := t.Payment == catalog.Subscription
	switch {
	case t.Plan == catalog.PTU && subscribed:
		n.Period = bought(period, t.Days, decimal.NewFromInt(period.Days), "d")
	case t.Plan == catalog.MU && subscribed && t.CancelAfter.IsPositive():
		hours := t.CancelAfter.Mul(decimal.NewFromInt(hoursPerDay))
		n.Hours = &hours
	case t.Plan == catalog.MU && subscribed:
		n.Period = bought(period, t.Months, decimal.NewFromInt(period.Months), "mo")
	case t.Plan == catalog.PTU || t.Plan == catalog.MU:
		n.Hours = &t.Hours
	}
	if subscribed && t.UseGiven {
		n.Hours = &t.Hours
	}
	switch t.Plan {
	case catalog.PTU:
		n.Throughput = &Throughput{t.InputTPM, t.OutputTPM, t.ThinkingTPM}
	case catalog.MU:
		n.MUCapacity, n.MUBundles = bundlesOf(t)
	}
	return n
}

const hoursPerDay = 24

// bought is the period that a subscription covers: the period itself if it was
// bought for as long, else so many days or months.
func bought(period deployment.Period, count, own decimal.Decimal, unit string) deployment.Period {
	if count.Equal(own) {
		return period
	}
	if p, err := deployment.ParsePeriod(count.String() + unit); err == nil {
		return p
	}
	return period // what is not a period has been reported, and has no amount
}

// bundlesOf expresses a capacity in bundles, or in units if they are not whole.
func bundlesOf(t deployment.Terms) (units decimal.Decimal, bundles int64) {
	if t.Region == nil {
		return t.Capacity, 0
	}
	for _, offer := range t.Region.Find(catalog.MU, t.Model) {
		if offer.Spec != t.Spec || offer.Bundle < 1 {
			continue
		}
		whole, rest := t.Capacity.QuoRem(decimal.NewFromInt(offer.Bundle), 0)
		if rest.IsZero() && whole.IsPositive() && whole.LessThan(decimal.NewFromInt(t.Region.Billing.MU.CapacityBelow)) {
			return decimal.Decimal{}, whole.IntPart()
		}
	}
	return t.Capacity, 0
}

// RoundHoursUp bills a begun hour as a whole one.
func (n *Need) RoundHoursUp() {
	if n.Hours != nil {
		hours := n.Hours.Ceil()
		n.Hours = &hours
	}
}

// Check says what is wrong with a need that Compare could only answer with
// options that are all refused, or with none: a name that the catalog does not
// have, a number that is no quantity.
func (n Need) Check(cat *catalog.Catalog) error {
	if n.Model == "" && n.BaseModel == "" {
		return errors.New("no model is named")
	}
	if err := n.checkNames(cat); err != nil {
		return err
	}
	if !n.Period.Hours.IsPositive() {
		return errors.New("the period has no hours")
	}
	return n.checkNumbers()
}

func (n Need) checkNames(cat *catalog.Catalog) error {
	if model, _ := n.priced(cat); !slices.Contains(cat.Models(), model) && !anyPlan(cat, model) {
		if n.Today != nil && n.Today.Plan == catalog.CU {
			return fmt.Errorf("only plan cu takes %s, a model of your own: there is nothing to compare it with", model)
		}
		if near, ok := suggest.Nearest(model, cat.Models()); ok {
			return fmt.Errorf("model %q is not in the catalog: did you mean %s?", model, near)
		}
		return fmt.Errorf("model %q is not in the catalog: for a model of your own, name the model that it was trained from", model)
	}
	for _, name := range n.Regions {
		if _, ok := cat.Region(name); !ok {
			var codes []string
			for _, r := range cat.Regions {
				codes = append(codes, r.Code)
			}
			return fmt.Errorf("region %q is not in the catalog: use %s", name, suggest.OneOf(codes))
		}
	}
	for _, plan := range n.Plans {
		if !slices.Contains(allPlans[:], plan) {
			return fmt.Errorf("plan %q does not exist: use ptu, mu, lora or cu", plan)
		}
	}
	return nil
}

// anyPlan reports whether a region offers a model, plan cu aside, which takes
// any: so does a code that ends in a star.
func anyPlan(cat *catalog.Catalog, model string) bool {
	return slices.ContainsFunc(cat.Regions, func(r *catalog.Region) bool { return len(r.Plans(model)) > 0 })
}

func (n Need) checkNumbers() error {
	type quantity struct {
		name  string
		value decimal.Decimal
		whole bool
	}
	all := []quantity{{"billed hours", n.hours(), false}, {"model units", n.MUCapacity, false}, {"bundles", decimal.NewFromInt(n.MUBundles), false}}
	if t := n.Throughput; t != nil {
		all = append(all, quantity{"input TPM", t.Input, true}, quantity{"output TPM", t.Output, true}, quantity{"thinking output TPM", t.Thinking, true})
	}
	if t := n.Tokens; t != nil {
		all = append(all, quantity{"input tokens", t.Input, true}, quantity{"output tokens", t.Output, true}, quantity{"thinking output tokens", t.Thinking, true})
	}
	for _, q := range all {
		if q.value.IsNegative() {
			return fmt.Errorf("%s cannot be negative: %s", q.name, q.value)
		}
		if q.whole && !q.value.IsInteger() {
			return fmt.Errorf("%s have to be a whole number: %s", q.name, q.value)
		}
	}
	return n.checkLeftOut()
}

// checkLeftOut refuses a throughput, or tokens, of which a part is left out, so
// that it is never compared as 0. The current choice was already checked as a
// deployment.
func (n Need) checkLeftOut() error {
	missing := func(name string, input, output decimal.Decimal) error {
		switch {
		case input.IsZero():
			return fmt.Errorf("input %s is not given or 0: state input and output, both above 0", name)
		case output.IsZero():
			return fmt.Errorf("output %s is not given or 0: state input and output, both above 0", name)
		}
		return nil
	}
	bought := func(plan catalog.Plan) bool { return n.Today != nil && n.Today.Plan == plan }
	if t := n.Throughput; t != nil && !bought(catalog.PTU) {
		if err := missing("TPM", t.Input, t.Output); err != nil {
			return err
		}
	}
	if t := n.Tokens; t != nil && !bought(catalog.LoRA) {
		return missing("token count", t.Input, t.Output)
	}
	return nil
}

// hours are the billed hours in the period.
func (n Need) hours() decimal.Decimal {
	if n.Hours != nil {
		return *n.Hours
	}
	return n.Period.Hours
}

// priced returns the code that prices the model, and whether the model is a
// fine-tuned one, as deployment.Resolve does.
func (n Need) priced(cat *catalog.Catalog) (code string, custom bool) {
	if n.BaseModel != "" {
		return n.BaseModel, true
	}
	if code, ok := cat.Foundation(n.Model); ok {
		return code, true
	}
	return n.Model, false
}

// wants reports whether the filters let an option through.
func (n Need) wants(cat *catalog.Catalog, region *catalog.Region, plan catalog.Plan) bool {
	inRegion := len(n.Regions) == 0 || slices.ContainsFunc(n.Regions, func(name string) bool {
		r, ok := cat.Region(name)
		return ok && r == region
	})
	return inRegion && (len(n.Plans) == 0 || slices.Contains(n.Plans, plan))
}

// mix is the proportion of input, output and thinking output to compare tokens
// with: of the tokens, else of the throughput.
func (n Need) mix() (mix Tokens, ok bool) {
	switch {
	case n.Tokens != nil:
		mix = *n.Tokens
	case n.Throughput != nil:
		mix = Tokens(*n.Throughput)
	}
	return mix, mix.total().IsPositive()
}

func (t Tokens) total() decimal.Decimal { return decimal.Sum(t.Input, t.Output, t.Thinking) }

// MixText says in which proportion tokens are compared, "input:output as 4:1";
// empty if the need gives none.
func (n Need) MixText() string {
	mix, ok := n.mix()
	if !ok {
		return ""
	}
	kinds := "input:output"
	if mix.Thinking.IsPositive() {
		kinds += ":thinking output"
	}
	return kinds + " as " + mix.lowest()
}

// lowest writes a mix in lowest terms, "24:6:1"; thinking output only if there is some.
func (t Tokens) lowest() string {
	parts := []decimal.Decimal{t.Input, t.Output}
	if t.Thinking.IsPositive() {
		parts = append(parts, t.Thinking)
	}
	var texts []string
	for _, part := range inLowestTerms(parts) {
		texts = append(texts, part.String())
	}
	return strings.Join(texts, ":")
}
