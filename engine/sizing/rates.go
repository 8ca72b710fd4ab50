package sizing

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// Rates is traffic as the provider's calculator asks for it: averages. Requests
// a minute, input and output have to be above 0. Output may be left out where all
// of it is thinking output.
type Rates struct {
	RPM                decimal.Decimal // requests a minute
	InputPerRequest    decimal.Decimal // tokens
	CachedPerRequest   decimal.Decimal // a part of the input tokens
	OutputPerRequest   decimal.Decimal
	ThinkingPerRequest decimal.Decimal // output tokens in thinking mode, beside the output tokens
	Weights            *Weights        // nil for those that the catalog has for the model
}

// RatesNeed is the capacity that averages need. Averages know no peaks: traffic
// that is uneven within the hour overflows above them.
type RatesNeed struct {
	Catalog    *catalog.Catalog
	Region     *catalog.Region
	Offer      *catalog.Offer
	Period     deployment.Period
	Dimensions []RateNeed
	Fees       []quote.Fee // of the period, by payment as Offer.Payments has them
	Notes      []string
}

// RateNeed is the need in one dimension.
type RateNeed struct {
	Dimension  Dimension
	StepTPM    int64
	PerRequest decimal.Decimal // what a request uses of the quota, weighted
	TPM        decimal.Decimal // RPM x PerRequest
	Steps      int64           // TPM / StepTPM, rounded up
	Capacity   int64           // Steps x StepTPM
	Formula    string          // "60 × 2,000 = 120,000 TPM, 12 × 10,000"
}

// FromRates sizes averages, for a model on plan ptu.
func FromRates(cat *catalog.Catalog, region *catalog.Region, model string, p deployment.Period, r Rates) (*RatesNeed, error) {
	if region == nil {
		return nil, errors.New("the region is not known")
	}
	m, err := marketOf(cat, region, model)
	if err != nil {
		return nil, err
	}
	if r.Weights == nil {
		r.Weights = WeightsOf(region.QuotaWeights(model))
	}
	if err := r.validate(); err != nil {
		return nil, err
	}
	need := &RatesNeed{Catalog: cat, Region: region, Offer: m.offer, Period: p}
	if limit := decimal.NewFromInt(m.offer.MaxInputTokens); limit.IsPositive() && r.InputPerRequest.GreaterThan(limit) {
		return nil, errOversize(fmt.Sprintf("a request of %s input tokens is", money.Grouped(r.InputPerRequest, 0)), m.offer.MaxInputTokens)
	}
	if r.OutputPerRequest.IsZero() {
		need.Notes = append(need.Notes, "only thinking output is stated: a call without thinking has no output throughput")
	}
	if r.CachedPerRequest.IsPositive() && (r.Weights == nil || r.Weights.Cached.Equal(decimal.NewFromInt(1))) {
		need.Notes = append(need.Notes, fmt.Sprintf("the catalog has no factor for cached input of %s: a cached token counts as one", model))
	}
	use := r.perRequest()
	terms := deployment.Terms{Region: region, Plan: catalog.PTU, Model: model, Hours: p.Hours, Days: decimal.NewFromInt(p.Days)}
	rules := region.Billing.PTU
	if _, separate := m.offer.Price(m.offer.Payments()[0], catalog.ThinkingOutput); !separate {
		if use[Thinking].tokens.IsPositive() {
			need.Notes = append(need.Notes, fmt.Sprintf("%s has no throughput of its own for thinking output, which counts as output", model))
		}
		use[Output] = use[Output].and(use[Thinking])
		use[Thinking] = share{}
	} else {
		n, err := rateNeed(Thinking, r.RPM, use[Thinking], rules.OutputStepTPM)
		if err != nil {
			return nil, err
		}
		terms.ThinkingTPM = decimal.NewFromInt(n.Capacity)
		need.Dimensions = append(need.Dimensions, n)
	}
	input, err := rateNeed(Input, r.RPM, use[Input], rules.InputStepTPM)
	if err != nil {
		return nil, err
	}
	output, err := rateNeed(Output, r.RPM, use[Output], rules.OutputStepTPM)
	if err != nil {
		return nil, err
	}
	need.Dimensions = append([]RateNeed{input, output}, need.Dimensions...)
	terms.InputTPM, terms.OutputTPM = decimal.NewFromInt(input.Capacity), decimal.NewFromInt(output.Capacity)
	for _, payment := range m.offer.Payments() {
		terms.Payment = payment
		need.Fees = append(need.Fees, quote.Of(cat, terms))
	}
	return need, nil
}

func (r *Rates) validate() error {
	for _, part := range [...]struct {
		name  string
		value decimal.Decimal
	}{
		{"requests per minute", r.RPM}, {"input per request", r.InputPerRequest}, {"cached input per request", r.CachedPerRequest},
		{"output per request", r.OutputPerRequest}, {"thinking output per request", r.ThinkingPerRequest},
	} {
		if part.value.IsNegative() || part.value.GreaterThan(decimal.NewFromInt(MaxTokens)) {
			return fmt.Errorf("%s is %s: it has to be from 0 to %d", part.name, part.value, int64(MaxTokens))
		}
	}
	switch {
	case r.RPM.IsZero():
		return errors.New("requests per minute are not given or 0: state how many there are")
	case r.InputPerRequest.IsZero():
		return errors.New("input per request is not given or 0: state how many tokens a request has")
	case r.OutputPerRequest.IsZero() && r.ThinkingPerRequest.IsZero():
		return errors.New("output per request is not given or 0: state how many tokens a request has")
	}
	if r.CachedPerRequest.GreaterThan(r.InputPerRequest) {
		return fmt.Errorf("%s cached input tokens per request are more than the %s input tokens", r.CachedPerRequest, r.InputPerRequest)
	}
	if r.Weights != nil {
		return r.Weights.validate()
	}
	return nil
}

// share is what a request uses of a quota, with the terms that it adds up from.
type share struct {
	tokens decimal.Decimal
	terms  []string
}

// with adds tokens that count a factor each.
func (s share) with(tokens, factor decimal.Decimal) share {
	if tokens.IsZero() {
		return s
	}
	term := money.Grouped(tokens, 0)
	if !factor.Equal(decimal.NewFromInt(1)) {
		term += " × " + factor.String()
	}
	return share{s.tokens.Add(tokens.Mul(factor)), append(s.terms, term)}
}

func (s share) and(other share) share {
	return share{s.tokens.Add(other.tokens), append(s.terms, other.terms...)}
}

// perRequest weighs one request, as meter does.
func (r *Rates) perRequest() (use [dimensions]share) {
	one := decimal.NewFromInt(1)
	cachedFactor, outputFactor, factor := one, one, one
	var tiers []Tier
	if r.Weights != nil {
		cachedFactor, tiers = r.Weights.Cached, r.Weights.Tiers
	}
	use[Input] = share{}.with(r.CachedPerRequest, cachedFactor)
	from := r.CachedPerRequest // the cached tokens come first
	upTo := func(to decimal.Decimal) {
		if to.GreaterThan(from) {
			use[Input] = use[Input].with(to.Sub(from), factor)
			from = to
		}
	}
	for _, t := range tiers {
		above := decimal.NewFromInt(t.Above)
		if r.InputPerRequest.LessThanOrEqual(above) {
			break
		}
		upTo(above)
		factor, outputFactor = t.Input, t.Output
	}
	upTo(r.InputPerRequest)
	use[Output] = share{}.with(r.OutputPerRequest, outputFactor)
	use[Thinking] = share{}.with(r.ThinkingPerRequest, outputFactor)
	return use
}

// rateNeed rounds a need up to steps and shows the arithmetic.
func rateNeed(d Dimension, rpm decimal.Decimal, use share, step int64) (RateNeed, error) {
	n := RateNeed{Dimension: d, StepTPM: step, PerRequest: use.tokens, TPM: rpm.Mul(use.tokens)}
	steps, rest := n.TPM.QuoRem(decimal.NewFromInt(step), 0)
	if !rest.IsZero() {
		steps = steps.Add(decimal.NewFromInt(1))
	}
	if steps.GreaterThan(decimal.NewFromInt(MaxSteps)) {
		return n, fmt.Errorf("%s %s TPM are more than %d steps of %d", money.Grouped(n.TPM, 0), d, MaxSteps, step)
	}
	n.Steps = steps.IntPart()
	n.Capacity = n.Steps * step
	sum := strings.Join(use.terms, " + ")
	switch len(use.terms) {
	case 0:
		sum = "0"
	case 1:
	default:
		sum = "(" + sum + ")"
	}
	n.Formula = fmt.Sprintf("%s requests × %s = %s TPM, rounded up to %s × %s = %s TPM", money.Grouped(rpm, 0), sum, money.Grouped(n.TPM, 0),
		money.Grouped(steps, 0), money.Grouped(decimal.NewFromInt(step), 0), money.Grouped(decimal.NewFromInt(n.Capacity), 0))
	return n, nil
}
