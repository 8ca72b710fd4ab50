package form

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/quote"
)

// settle returns what makes a deployment what it is to be: the fields of its plan
// and payment with values that the catalog has, and none of another's. was is what
// it comes to now.
func (c *changer) settle(p *place, was *deployment.Terms, w *intent) []edit.Op {
	s := settler{changer: c, p: p, was: was, w: w}
	if w.plan == catalog.LoRA {
		s.fineTuned()
	} else if w.base != "" && (w.model == "" || w.model == w.base) {
		w.model, w.base = w.base, "" // it was there to say what a fine-tuned model is priced as
	}
	switch now := p.d.ModelName; {
	case w.model != "" || w.base == "":
		s.set(w.model, now, "model_name")
	case now.Value != "" || now.Node == nil:
		s.put(edit.String(""), "model_name")
	}
	if w.plan != was.Plan { // else it may have its later name
		s.set(string(w.plan), p.d.Plan, "plan")
	}
	s.now = *was
	s.now.Region, s.now.Plan, s.now.Spec = w.region, w.plan, w.spec
	s.now.Model, s.now.Custom = w.priced(c.Catalog)
	bought := w.plan != was.Plan || w.region != was.Region || s.now.Model != was.Model || w.spec != was.Spec
	switch {
	case !bought:
	case w.plan == catalog.PTU:
		s.throughput()
	case w.plan == catalog.MU:
		s.units()
	case w.plan != was.Plan && (w.plan == catalog.LoRA || w.plan == catalog.CU): // without effect on plan lora, and required
		s.put(edit.Number("1"), "capacity")
	}
	s.payment()
	s.set(w.base, p.d.Estimate.BaseModel, "estimate", "base_model")
	if w.plan != was.Plan || w.payment != was.Payment {
		s.backTo(w.plan, w.payment)
	}
	if w.plan == catalog.LoRA && p.d.Estimate.Tokens.Node == nil && kept(p.d.Estimate.Node, "tokens") == nil {
		s.put(edit.Mapping(edit.Field{Key: "input", Value: edit.Number(firstTokens)}, edit.Field{Key: "output", Value: edit.Number(firstTokens)}), "estimate", "tokens")
	}
	s.drop()
	return append(s.puts, s.removes...)
}

// firstTokens is what stands for the tokens of a period until somebody says how
// many they are, so that there is an amount: a million, which token prices are
// most often compared by.
const firstTokens = "1000000"

// settler collects what makes one deployment fit.
type settler struct {
	*changer
	p       *place
	was     *deployment.Terms
	w       *intent
	now     deployment.Terms // what is bought
	puts    []edit.Op
	removes []edit.Op
}

func (s *settler) put(v edit.Value, keys ...string) {
	s.puts = append(s.puts, edit.Put(s.p.index, s.p.path(keys...), v))
}

func (s *settler) remove(keys ...string) {
	s.removes = append(s.removes, edit.Remove(s.p.index, s.p.path(keys...)))
}

// set makes a field of text say something else, or nothing if that is empty.
func (s *settler) set(text string, now deployment.Text, keys ...string) {
	switch {
	case text == now.Value:
	case text == "":
		s.remove(keys...)
	default:
		s.put(edit.String(text), keys...)
	}
}

// fineTuned states what prices the model where its name does not tell it. What was
// trained from a model has a name of its own, which nobody knows yet: it stays empty,
// with the finding that says so, until it is typed.
func (s *settler) fineTuned() {
	if _, custom := s.w.priced(s.Catalog); custom || s.w.region == nil {
		return
	}
	if has(s.w.region, catalog.LoRA, s.w.model) {
		s.w.model, s.w.base = "", s.w.model
	} else if has(s.w.region, catalog.LoRA, s.was.Model) {
		s.w.base = s.was.Model
	}
}

// throughput states the throughput, and buys no thinking output where none is
// sold.
func (s *settler) throughput() {
	capacity := s.p.d.PTUCapacity
	if s.w.region == nil {
		return
	}
	offers := s.w.region.Find(catalog.PTU, s.now.Model)
	thinking := capacity.ThinkingOutput.Node != nil
	if thinking && len(offers) > 0 && offers[0].Priced() && !sells(offers, catalog.ThinkingOutput) {
		s.remove("ptu_capacity", "thinking_output_tpm")
		if len(capacity.Node.Entries) == 1 {
			for _, f := range defaultThroughput(s.w.region) {
				s.put(f.Value, "ptu_capacity", f.Key)
			}
		}
	}
	if capacity.Node == nil && s.w.plan != s.was.Plan {
		if s.back(s.p.d.Node, "ptu_capacity") {
			if before := s.p.d.Node.Get(keptPrefix + "ptu_capacity"); before.Entry("thinking_output_tpm") != nil && !sells(offers, catalog.ThinkingOutput) {
				s.puts = append(s.puts, edit.Remove(s.p.index, s.p.path("ptu_capacity", "thinking_output_tpm")))
			}
			return
		}
		s.put(edit.Mapping(defaultThroughput(s.w.region)...), "ptu_capacity")
	}
}

// units states a specification that is offered, and as many bundles of it as
// there were before.
func (s *settler) units() {
	if s.w.region == nil {
		return
	}
	offers := s.w.region.Find(catalog.MU, s.now.Model)
	if len(offers) == 0 {
		return
	}
	if before := s.p.d.Node.Entry(keptPrefix + "deploy_spec"); before != nil && s.w.plan != s.was.Plan {
		if s.w.spec == "" {
			s.w.spec = before.Value.Text
		}
		s.remove(before.Key.Text)
	}
	named := slices.ContainsFunc(offers, func(o *catalog.Offer) bool { return o.Spec == s.w.spec })
	open := slices.ContainsFunc(offers, func(o *catalog.Offer) bool { return o.Spec == "" }) // takes any
	if s.w.spec == "" || !named && !open {
		s.w.spec = firstSpec(s.w.region, offers)
	}
	s.set(s.w.spec, s.p.d.DeploySpec, "deploy_spec")
	s.now.Spec = s.w.spec
	if bundle, ok := bundleOf(&s.now, offers); ok {
		s.capacity(decimal.NewFromInt(bundle))
	}
	for _, key := range [...]string{"enable_thinking", "max_context_length", "rpm_limit", "tpm_limit"} {
		if s.w.plan != s.was.Plan {
			s.back(s.p.d.Node, key)
		}
	}
	if methods := s.w.region.Billing.MU.BillingMethods; s.w.plan != s.was.Plan && !s.p.d.BillingMethod.Set && len(methods) > 0 {
		s.put(edit.String(methods[0]), "billing_method")
	}
}

// firstSpec is the first specification of some offers; where they have none, the
// first that anything in the region has.
func firstSpec(region *catalog.Region, offers []*catalog.Offer) string {
	for _, o := range offers {
		if o.Spec != "" {
			return o.Spec
		}
	}
	for i := range region.Offers {
		if spec := region.Offers[i].Spec; spec != "" {
			return spec
		}
	}
	return ""
}

// capacity is as many bundles as before, since one serves the model once; at
// least one, and below the limit of the API.
func (s *settler) capacity(bundle decimal.Decimal) {
	now := s.p.d.Capacity
	bundles := one
	if s.was.Plan == catalog.MU && now.Set && now.Value.IsPositive() {
		before := bundle
		if s.was.Region != nil {
			if offer := quote.OfferOf(*s.was); offer != nil {
				before = decimal.NewFromInt(offer.Bundle)
			}
		}
		whole, rest := now.Value.QuoRem(before, 0)
		if !rest.IsZero() { // no whole number of bundles: as much, rounded up
			whole, rest = now.Value.QuoRem(bundle, 0)
			if !rest.IsZero() {
				whole = whole.Add(one)
			}
		}
		bundles = decimal.Max(whole, one)
	}
	if before := s.p.d.Node.Entry(keptPrefix + "capacity"); before != nil && s.w.plan != s.was.Plan {
		if value, ok := deployment.NumberOf(before.Value); ok && value.IsPositive() {
			if whole, rest := value.QuoRem(bundle, 0); rest.IsZero() {
				bundles = whole
			}
		}
		s.remove(before.Key.Text)
	}
	capacity := decimal.Min(bundles.Mul(bundle), largest(s.w.region, bundle.IntPart()))
	if !now.Set || !now.Value.Equal(capacity) {
		s.put(edit.Number(capacity.String()), "capacity")
	}
}

// payment states the payment, if it is offered.
func (s *settler) payment() {
	if offer := quoteOffer(&s.now); s.w.plan != "" && !payable(s.w.plan, offer, s.w.payment) {
		s.w.payment = catalog.PayAsYouGo
	}
	now := s.p.d.Estimate.Payment
	switch {
	case s.w.silent, s.w.payment != s.was.Payment && s.w.plan == catalog.LoRA:
		s.remove("estimate", "payment")
	case s.w.payment != s.was.Payment || now.Node != nil && !now.Set:
		s.put(edit.String(string(s.w.payment)), "estimate", "payment")
	}
}

// drop takes out what another plan or payment has, and keeps what was entered of
// it for when that is chosen again.
func (s *settler) drop() {
	if s.w.plan != s.was.Plan {
		switch s.was.Plan {
		case catalog.PTU:
			s.keepThroughput()
		case catalog.MU:
			s.keepUnits()
		}
		for _, key := range foreign(s.w.plan) {
			if s.p.d.Node.Entry(key) == nil {
				continue
			}
			if slices.Contains([]string{"enable_thinking", "max_context_length", "rpm_limit", "tpm_limit"}, key) {
				s.keep(s.p.d.Node, key)
			}
			s.remove(key)
		}
	}
	if s.w.plan == s.was.Plan && s.w.payment == s.was.Payment {
		return
	}
	taken := durations(s.w.plan, s.w.payment)
	for _, f := range deployment.EstimateFields() {
		if key := f.Name; len(f.Plans) > 0 && s.p.d.Estimate.Node.Entry(key) != nil && !slices.Contains(taken, key) {
			if key == "tokens" {
				s.keepTokens()
			} else {
				s.keep(s.p.d.Estimate.Node, "estimate", key)
			}
			s.remove("estimate", key)
		}
	}
}

// foreign are the fields of a deployment that a plan does not take, or that have
// no effect on it.
func foreign(plan catalog.Plan) []string {
	var keys []string
	for _, f := range deployment.Fields() {
		if !f.On(plan) {
			keys = append(keys, f.Name)
		}
	}
	return keys
}

// durations are the fields of an estimate that a plan and a payment take. A plan that
// is not known is read as cu, which takes any model.
func durations(plan catalog.Plan, payment catalog.Payment) []string {
	switch plan {
	case catalog.PTU, catalog.MU, catalog.LoRA:
	default:
		plan = catalog.CU
	}
	var keys []string
	for _, f := range deployment.EstimateFields() {
		if paid := f.Payment == "" || (f.Payment == catalog.Subscription) == (payment == catalog.Subscription); len(f.Plans) > 0 && f.On(plan) && paid {
			keys = append(keys, f.Name)
		}
	}
	return keys
}
