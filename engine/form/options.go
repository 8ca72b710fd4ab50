package form

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/suggest"
)

// plans are the plans with what a form calls them.
var plans = [...]struct {
	plan  catalog.Plan
	label string
}{
	{catalog.PTU, "Provisioned throughput (PTU)"},
	{catalog.MU, "Model units (MU)"},
	{catalog.LoRA, "Tokens, fine-tuned (LoRA)"},
	{catalog.CU, "Compute units (CU)"},
}

// choice adds a field of options.
func (c *carder) choice(f Field, options []Option) *Field {
	f.Kind, f.Options = Choice, options
	return c.add(f)
}

// region adds the region. Each can be chosen, unless the model is one of the
// user's own that cannot run there.
func (c *carder) region() {
	f := Field{ID: "region", Label: "Region", Path: c.at("region"), Value: written(c.d.Region.Node), Help: "Prices and models differ by region."}
	f.Effective = c.Settings.RegionName(c.doc, c.d).Value
	f.Required = !c.doc.Region.Set && c.Settings.Region == ""
	if c.t.Region != nil {
		f.Effective = c.t.Region.Code
	}
	var options []Option
	for _, r := range c.Catalog.Regions {
		option := Option{Value: r.Code, Label: r.Name, Detail: r.Code}
		if r != c.t.Region && c.known() {
			option.Reason, option.Disabled = c.elsewhere(r)
		}
		options = append(options, option)
	}
	c.choice(f, options)
}

// known reports whether the catalog has the model at all.
func (c *carder) known() bool { return len(regionsOf(c.Catalog, c.t.Model)) > 0 }

// elsewhere says what becomes of the deployment in another region, where
// something does.
func (c *carder) elsewhere(r *catalog.Region) (reason string, disabled bool) {
	if has(r, c.t.Plan, c.t.Model) {
		return "", false
	}
	name := modelName(c.Catalog, c.t.Region, c.t.Model)
	if plan, ok := planFor(r, c.t.Plan, c.t.Model, c.t.Custom); ok {
		return fmt.Sprintf("%s is %s there: the plan changes to %s", name, onlyOn(plansOrAll(r, c.t.Model, c.t.Custom)), plan), false
	}
	if c.t.Custom {
		return "models fine-tuned from " + name + " are not offered there", true
	}
	if other, ok := replacement(r, c.t.Plan); ok {
		return fmt.Sprintf("%s is not offered there: the model changes to %s", name, other.Name), false
	}
	return name + " is not offered there", true
}

func plansOrAll(r *catalog.Region, model string, custom bool) []catalog.Plan {
	if found := plansOf(r, model, custom); len(found) > 0 {
		return found
	}
	return r.Plans(model)
}

// model adds the name of the model.
func (c *carder) model() {
	f := c.add(Field{
		ID: "model_name", Label: "Model", Path: c.at("model_name"), Kind: Model, Required: true,
		Value: written(c.d.ModelName.Node), Effective: textOf(c.d.ModelName.Node),
		Help: "A model of the catalog, or the ID of one of your own.",
	})
	f.OptionsRef = c.modelOptions(c.t.Region, c.t.Plan)
	switch {
	case c.t.Plan == catalog.LoRA:
		f.Help = "The ID of the model that training made."
	case c.t.Custom:
		f.Help = "Priced as " + modelName(c.Catalog, c.t.Region, c.t.Model) + "."
	}
}

// baseModel adds the model that a fine-tuned one is priced as.
func (c *carder) baseModel() {
	f := c.add(Field{
		ID: "base_model", Label: "Base model", Path: c.at("estimate", "base_model"), Kind: Model,
		Value: written(c.d.Estimate.BaseModel.Node), Effective: textOf(c.d.Estimate.BaseModel.Node),
		Help: "The model that it was fine-tuned from, whose price it has.",
	})
	if f.Value == nil && c.t.Custom {
		f.Effective = c.t.Model
		f.Help += " The name of the model tells it."
	}
	f.OptionsRef = c.modelOptions(c.t.Region, c.t.Plan)
}

// plan adds the plan, with what the model costs on each.
func (c *carder) plan() {
	f := Field{
		ID: "plan", Label: "Plan", Path: c.at("plan"), Value: written(c.d.Plan.Node), Effective: textOf(c.d.Plan.Node),
		Required: true, Help: "How the deployment is billed.",
	}
	var options []Option
	for _, p := range plans {
		option := Option{Value: string(p.plan), Label: p.label}
		if c.t.Region != nil && c.t.Model != "" {
			c.onPlan(&option, p.plan)
		}
		options = append(options, option)
	}
	c.choice(f, options)
}

// onPlan says what the model costs on a plan, or why it is not offered there.
func (c *carder) onPlan(option *Option, plan catalog.Plan) {
	offers := c.t.Region.Find(plan, c.t.Model)
	if len(offers) == 0 {
		option.Disabled = true
		name := modelName(c.Catalog, c.t.Region, c.t.Model)
		switch here := plansOrAll(c.t.Region, c.t.Model, c.t.Custom); {
		case !c.known():
			option.Reason = "the catalog does not have " + name + ": state its base model"
		case plan == catalog.LoRA:
			option.Reason = name + " has no token billing here" + c.tuned()
		case len(here) == 0:
			option.Reason = name + " is not offered here"
		default:
			option.Reason = name + " is " + onlyOn(here) + " here"
		}
		return
	}
	option.Detail = priceText(offers)
	if option.Detail == "" {
		option.Reason = noPrice
	}
	if plan == catalog.LoRA && !c.t.Custom {
		option.Reason = strings.TrimSuffix("for a model fine-tuned from it; "+option.Reason, "; ")
	}
}

// tuned names the models whose fine-tuned ones are billed by the token.
func (c *carder) tuned() string {
	var names []string
	for i := range c.t.Region.Offers {
		if o := &c.t.Region.Offers[i]; o.Plan == catalog.LoRA {
			names = append(names, o.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return ": only models fine-tuned from " + suggest.OneOf(names) + " do"
}

// spec adds the model unit specification. Where the page does not name those of
// a model it is free text.
func (c *carder) spec() {
	f := Field{
		ID: "deploy_spec", Label: "Specification", Path: c.at("deploy_spec"), Value: written(c.d.DeploySpec.Node), Effective: textOf(c.d.DeploySpec.Node),
		Required: true, Help: "What a model unit is.",
	}
	var options []Option
	for _, o := range c.offers {
		if o.Spec == "" {
			continue
		}
		option := Option{Value: o.Spec, Label: bundleText(o), Detail: specText(o)}
		if !o.Priced() {
			option.Reason = noPrice
		}
		options = append(options, option)
	}
	if len(options) == 0 {
		f.Kind = Words
		if len(c.offers) > 0 {
			f.Help = "The page does not name the specifications of this model: take the template ID from the list of deployable models."
		}
		c.add(f)
		return
	}
	c.choice(f, options)
}

// specText is what a bundle costs under each payment, and what the page remarks.
func specText(o *catalog.Offer) string {
	var parts []string
	for _, payment := range o.Payments() {
		if price, ok := o.Price(payment, catalog.ModelUnit); ok {
			parts = append(parts, pricePer(price))
		}
	}
	if o.Remark != "" {
		parts = append(parts, o.Remark)
	}
	return strings.Join(parts, ", ")
}

// payment adds the payment, with what each would cost.
func (c *carder) payment() {
	e := &c.d.Estimate
	f := Field{
		ID: "payment", Label: "Payment", Path: c.at("estimate", "payment"), Value: written(e.Payment.Node), Effective: string(c.t.Payment),
		Help: "A subscription is paid in advance, whether it is used or not.",
	}
	c.choice(f, []Option{
		c.paidBy(catalog.PayAsYouGo, "Pay as you go"),
		c.paidBy(catalog.Subscription, "Subscription"),
	})
}

func (c *carder) paidBy(payment catalog.Payment, label string) Option {
	option := Option{Value: string(payment), Label: label}
	if !payable(c.t.Plan, quoteOffer(&c.t), payment) {
		option.Disabled, option.Reason = true, fmt.Sprintf("plan %s has no price for it", c.t.Plan)
		if c.t.Plan == catalog.LoRA {
			option.Reason = "tokens are paid for as they are used"
		}
		return option
	}
	if !c.fee.Known {
		return option
	}
	t := c.t
	if payment != t.Payment {
		t.Payment = payment
		t.Hours, t.CancelAfter = c.item.Period.Hours, decimal.Zero
		t.Days, t.Months = decimal.NewFromInt(c.item.Period.Days), decimal.NewFromInt(c.item.Period.Months)
	}
	if fee := quote.Brief(c.Catalog, &t); fee.Known {
		option.Detail = amountText(fee.Amount) + " for " + covers(&t, c.item.Period)
	}
	return option
}

// payable reports whether a plan can be paid for in a way. What has no price may
// be paid for in any, except that tokens are paid for as they are used.
func payable(plan catalog.Plan, offer *catalog.Offer, payment catalog.Payment) bool {
	if offer == nil || !offer.Priced() {
		return payment == catalog.PayAsYouGo || plan != catalog.LoRA
	}
	for _, offered := range offer.Payments() {
		if offered == payment {
			return true
		}
	}
	return false
}

// quoteOffer is what is bought, or the first offer on the plan if the
// specification is none of those that are offered.
func quoteOffer(t *deployment.Terms) *catalog.Offer {
	if t.Region == nil {
		return nil
	}
	if offer := quote.OfferOf(*t); offer != nil {
		return offer
	}
	if offers := t.Region.Find(t.Plan, t.Model); len(offers) > 0 {
		return offers[0]
	}
	return nil
}

// documentFields are what holds for all deployments of a document.
func (b *builder) documentFields(doc *deployment.Document) []Field {
	region := Field{
		ID: "region", Label: "Region", Path: "/region", Kind: Choice, Value: written(doc.Region.Node), Effective: doc.Region.Value,
		Help: "Of the deployments that name none.",
	}
	if !doc.Region.Set {
		region.Effective = b.Settings.Region
	}
	current, known := b.Catalog.Region(region.Effective)
	if known {
		region.Effective = current.Code
	}
	for _, r := range b.Catalog.Regions {
		option := Option{Value: r.Code, Label: r.Name, Detail: r.Code}
		if r != current {
			option.Reason = b.stay(doc, r)
		}
		region.Options = append(region.Options, option)
	}
	period := b.Settings.PeriodOf(doc)
	length := Field{
		ID: "period", Label: "Period", Path: "/period", Kind: Words, Value: written(doc.Period.Node), Effective: period.Label,
		Help: "What a total covers: 30d, 720h, 1mo, or a month such as 2026-12. " + report.PeriodText(period) + ".",
	}
	for _, p := range periods {
		length.Presets = append(length.Presets, Preset{
			ID: p.text, Label: p.label, Active: period.Label == p.text,
			Change: Change{Kind: Set, Deployment: -1, Field: "period", Value: p.text},
		})
	}
	budget := Field{
		ID: "budget", Label: "Budget", Path: "/budget", Kind: Number, Value: written(doc.Budget.Node), Effective: textOf(doc.Budget.Node),
		Min: decimalText(decimal.Zero), Unit: b.currency(doc), Help: "A total above it is an error.",
	}
	return []Field{complete(region), complete(length), complete(budget)}
}

// periods are the lengths that a form offers; any other can be typed.
var periods = [...]struct{ text, label string }{
	{"7d", "A week"}, {deployment.DefaultPeriod, "30 days"}, {"365d", "A year"},
}

// currency is that of the prices, if they have but one.
func (b *builder) currency(*deployment.Document) string {
	currency := ""
	for _, r := range b.Catalog.Regions {
		if currency != "" && r.Currency != currency {
			return ""
		}
		currency = r.Currency
	}
	return currency
}

// stay says which deployments would stay where they are if the others moved to
// another region.
func (b *builder) stay(doc *deployment.Document, to *catalog.Region) string {
	var names []string
	for i := range doc.Deployments {
		d := &doc.Deployments[i]
		if d.Region.Node != nil {
			continue
		}
		t := deployment.Resolve(b.Catalog, doc, d, b.Settings)
		if stays(b.Catalog, &t, to) {
			names = append(names, modelName(b.Catalog, t.Region, t.Model))
		}
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0] + " is not offered there, so its deployment stays where it is"
	}
	return fmt.Sprintf("%d deployments stay where they are: their models are not offered there", len(names))
}

// stays reports whether a deployment keeps its region when others leave it: it
// has one, and the other one does not offer its model.
func stays(cat *catalog.Catalog, t *deployment.Terms, to *catalog.Region) bool {
	return t.Region != nil && t.Region != to && !has(to, t.Plan, t.Model) &&
		len(to.Plans(t.Model)) == 0 && len(regionsOf(cat, t.Model)) > 0
}
