package form

import (
	"fmt"
	"strings"

	"github.com/costplan/costplan/catalog"
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
		ID: "plan", Label: "Plan", Path: c.at("plan"), Value: written(c.d.Plan.Node), Effective: string(c.t.Plan),
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
