package form

import (
	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/edit"
)

// intent is what a deployment is to be: what was chosen, and what follows from it.
type intent struct {
	region  *catalog.Region // nil if it is not known
	model   string          // model_name
	base    string          // estimate.base_model; empty if it is left out
	plan    catalog.Plan
	payment catalog.Payment
	silent  bool // the payment is not stated
	spec    string
}

// intentOf is what a deployment is now.
func intentOf(d *deployment.Deployment, t *deployment.Terms) intent {
	return intent{
		region: t.Region, model: d.ModelName.Value, base: d.Estimate.BaseModel.Value,
		plan: t.Plan, payment: t.Payment, spec: d.DeploySpec.Value,
	}
}

// priced is the code that prices the model; custom if that is not its own name.
func (w *intent) priced(cat *catalog.Catalog) (code string, custom bool) {
	if w.base != "" {
		return w.base, true
	}
	if code, ok := cat.Foundation(w.model); ok {
		return code, true
	}
	return w.model, false
}

// choose sets a field on which others depend, and makes those fit.
func (c *changer) choose(p *place, id, value string) error {
	t := c.terms(p)
	w := intentOf(p.d, &t)
	var ops []edit.Op
	switch id {
	case "region":
		region, known := c.Catalog.Region(value)
		if !known {
			return c.text.Do(edit.Put(p.index, p.path("region"), edit.String(value)))
		}
		w.region = region
		if region != t.Region || p.d.Region.Node == nil && !p.Region.Set {
			ops = append(ops, edit.Put(p.index, p.path("region"), edit.String(region.Code)))
		}
	case "model_name":
		w.model = value
		c.rebase(&w, &t)
	case "base_model":
		w.base = value
	case "plan":
		w.plan = catalog.Plan(value)
	case "payment":
		if w.payment, w.silent = catalog.Payment(value), value == ""; w.silent {
			w.payment = catalog.PayAsYouGo
		}
	case "deploy_spec":
		w.spec = value
	}
	if id == "region" || id == "model_name" || id == "base_model" {
		c.fitPlan(&w)
	}
	ops = append(ops, c.settle(p, &t, &w)...)
	if (id == "region" || id == "model_name") && w.model != "" {
		ops = append(ops, c.tellApart(p, w)...)
	}
	return c.text.Do(ops...)
}

// rebase decides what prices a model that is named anew. A model of the catalog,
// or one whose name tells it, needs no base model. One of the user's own keeps
// the one that it had.
func (c *changer) rebase(w *intent, t *deployment.Terms) {
	_, tells := c.Catalog.Foundation(w.model)
	switch {
	case tells || len(regionsOf(c.Catalog, w.model)) > 0:
		w.base = ""
	case t.Custom:
		w.base = t.Model
	}
}

// fitPlan takes the plan, or in another region the model, that is offered.
func (c *changer) fitPlan(w *intent) {
	if w.region == nil {
		return
	}
	model, custom := w.priced(c.Catalog)
	if len(regionsOf(c.Catalog, model)) == 0 {
		return // nobody knows what it is
	}
	if has(w.region, w.plan, model) && (w.plan != catalog.LoRA || custom || w.base == "") {
		return
	}
	if plan, ok := planFor(w.region, w.plan, model, custom); ok {
		w.plan = plan
	} else if other, ok := replacement(w.region, w.plan); ok && !custom {
		w.model, w.plan = other.Model, other.Plan
	}
}
