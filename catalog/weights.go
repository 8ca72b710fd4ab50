package catalog

import (
	"github.com/shopspring/decimal"
	"gopkg.in/yaml.v3"
)

// QuotaWeights is how requests to a model use provisioned throughput where it is
// not token by token. The factors are from a page of their own.
type QuotaWeights struct {
	Model  string
	Cached decimal.Decimal // what a cached input token counts; 1 if caching makes no difference
	Tiers  []QuotaTier     // by ascending Above
	Source Source
	Line   int // 1-based line of the row in the region's file
}

// QuotaTier is the factors of a request whose input is longer than Above tokens:
// of the input tokens beyond it, and of all output tokens.
type QuotaTier struct {
	Above         int64 // input tokens
	Input, Output decimal.Decimal
}

// QuotaWeights are the factors of a model; nil if every token counts as one.
func (r *Region) QuotaWeights(model string) *QuotaWeights {
	for i := range r.Weights {
		if r.Weights[i].Model == model {
			return &r.Weights[i]
		}
	}
	return nil
}

func (r *reader) quotaWeights(node *yaml.Node, region *Region) {
	if node == nil {
		return
	}
	f := r.fields(node, "source", "models")
	source := r.source(f.need("source"))
	for _, row := range r.list(f.need("models")) {
		f := r.fields(row, "code", "cached", "tiers")
		w := QuotaWeights{Model: r.text(f.need("code")), Cached: decimal.NewFromInt(1), Source: source, Line: row.Line}
		if cached := f.may("cached"); cached != nil {
			w.Cached = r.decimal(cached)
		}
		if tiers := f.may("tiers"); tiers != nil {
			for _, tier := range r.list(tiers) {
				f := r.fields(tier, "above", "input", "output")
				w.Tiers = append(w.Tiers, QuotaTier{
					Above: r.integer(f.need("above")), Input: r.decimal(f.need("input")), Output: r.decimal(f.need("output")),
				})
			}
		}
		region.Weights = append(region.Weights, w)
	}
}

// weights looks for factors of models that have no provisioned throughput,
// twice for one model, or out of order.
func (k *checker) weights() {
	for i, w := range k.region.Weights {
		switch {
		case len(k.region.Find(PTU, w.Model)) == 0:
			k.problem(w.Line, "quota_weights: %s is not offered on plan ptu", w.Model)
		case i > 0 && k.region.Weights[i-1].Model >= w.Model:
			k.problem(w.Line, "quota_weights: %s has to stand before %s, once", w.Model, k.region.Weights[i-1].Model)
		case w.Cached.IsNegative():
			k.problem(w.Line, "quota_weights: the factor %s of %s is below zero", w.Cached, w.Model)
		}
		above := int64(-1)
		for _, tier := range w.Tiers {
			if tier.Above <= above || tier.Input.IsNegative() || tier.Output.IsNegative() {
				k.problem(w.Line, "quota_weights: the tiers of %s have to ascend, with factors that are not below zero", w.Model)
			}
			above = tier.Above
		}
	}
}
