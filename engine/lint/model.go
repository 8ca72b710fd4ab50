package lint

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/suggest"
)

// model checks that the region offers the model on the plan, and says where
// else it is offered.
func (c *checker) model() {
	model, field := c.modelField()
	if !model.Set || c.t.NotBilled() {
		return
	}
	if c.t.Region != nil && c.t.Plan != "" {
		c.offers = c.t.Region.Find(c.t.Plan, c.t.Model)
	}
	switch {
	case len(c.offers) > 0:
		c.offered(model, field)
	case c.t.Plan == catalog.CU:
	case len(c.regionsOf(c.t.Model)) == 0:
		c.unknownModel(model, field)
	case c.t.Plan == "" && c.running():
		if !c.said("plan") {
			c.report(diag.MissingField, c.d.Node, "", "the answer does not tell the plan of this deployment, so it has no price", asAnswered)
		}
	case c.t.Region == nil || c.t.Plan == "":
	case c.inRegion(c.t.Region):
		c.planNotOffered(model, field)
	default:
		c.notInRegion(model, field)
	}
}

// modelField is the field that says which model is priced.
func (c *checker) modelField() (model deployment.Text, field string) {
	if c.d.Estimate.BaseModel.Set {
		if c.running() {
			return c.d.Estimate.BaseModel, "base_model"
		}
		return c.d.Estimate.BaseModel, "estimate/base_model"
	}
	return c.d.ModelName, "model_name"
}

// offered checks a model that the plan takes: whether it has to be a fine-tuned
// one, and whether there is a price.
func (c *checker) offered(model deployment.Text, field string) {
	if c.t.Plan == catalog.LoRA && !c.t.Custom {
		help := "name the model that training made (" + c.t.Model + "-ft-...), or state estimate.base_model if it has a name of its own"
		if c.running() {
			help = asAnswered
		}
		c.report(diag.NeedsFineTuned, model.Node, field,
			fmt.Sprintf("plan lora takes only a model that was fine-tuned, and %s is a foundation model", c.t.Model),
			help)
		return
	}
	if offer := c.bought(); !offer.Priced() {
		at, field := model.Node, field
		if c.t.Plan == catalog.CU {
			at, field = c.d.Plan.Node, "plan"
		}
		help := "supply the price in an overlay (costplan overlay init), or choose a plan that has one; until then the total is a lower bound"
		if c.running() {
			help = "supply the price in an overlay (costplan overlay init); until then the total is a lower bound"
		}
		found := c.report(diag.NoPrice, at, field,
			fmt.Sprintf("no price for %s on plan %s in %s: %s", c.t.Model, c.t.Plan, place(c.t.Region), offer.Reason),
			help)
		found.Values = map[string]string{
			diag.ValueRegion: c.t.Region.Code, diag.ValueRegionName: c.t.Region.Name, diag.ValuePlan: string(c.t.Plan), diag.ValueModel: c.t.Model,
			diag.ValueSpec: c.t.Spec, diag.ValueBundle: strconv.FormatInt(offer.Bundle, 10), diag.ValuePayment: string(c.t.Payment),
		}
	}
}

// fixedMode is the end of the code of a model that has one mode only: with a date
// behind it in qwen3-30b-a3b-instruct-2507. The page explains both words below its
// tables of model units, "Model type": "Instruct - The model is deployed for
// inference in non-thinking mode", "Thinking - ... in thinking mode".
var fixedMode = regexp.MustCompile(`-(instruct|thinking)(-[0-9]+)?$`)

// thinking reports enable_thinking that asks for the mode that the model does not
// have. What runs was accepted by the API, and other plans ignore the field.
func (c *checker) thinking() {
	asked := c.d.EnableThinking
	mode := fixedMode.FindStringSubmatch(c.t.Model)
	if c.t.Plan != catalog.MU || c.running() || len(c.offers) == 0 || !asked.Set || mode == nil {
		return
	}
	thinks := mode[1] == "thinking"
	if asked.Value == thinks {
		return
	}
	has := "non-thinking mode only (Instruct)"
	if thinks {
		has = "thinking mode only (Thinking)"
	}
	d := c.report(diag.ThinkingFixed, asked.Node, "enable_thinking",
		fmt.Sprintf("%s has %s, and enable_thinking is %t", c.t.Model, has, asked.Value),
		fmt.Sprintf("write enable_thinking: %t, or choose a model that has the other mode", thinks))
	c.replace(d, asked.Node, strconv.FormatBool(thinks), false)
}

// bought is the offer that is bought, or the first one if the spec is none of
// those that are offered.
func (c *checker) bought() *catalog.Offer {
	if offer := quote.OfferOf(c.t); offer != nil {
		return offer
	}
	return c.offers[0]
}

// regionsOf returns the regions that list a model on any plan but those for
// any model.
func (c *checker) regionsOf(model string) []*catalog.Region {
	var found []*catalog.Region
	for _, r := range c.cat.Regions {
		if len(r.Plans(model)) > 0 {
			found = append(found, r)
		}
	}
	return found
}

func (c *checker) inRegion(r *catalog.Region) bool { return len(r.Plans(c.t.Model)) > 0 }

// plansIn names the plans on which a region offers the model as it is: plan lora
// only for a model that was fine-tuned.
func (c *checker) plansIn(r *catalog.Region) string {
	var names []string
	for _, plan := range r.Plans(c.t.Model) {
		if plan != catalog.LoRA || c.t.Custom {
			names = append(names, string(plan))
		}
	}
	return suggest.OneOf(names)
}

// unknownModel reports a name that no region lists. The way out is the name that
// was meant, or for a model of the user's own the model that prices it.
func (c *checker) unknownModel(model deployment.Text, field string) {
	const ownModel = "for a model of your own, state estimate.base_model"
	name := model.Value
	foundation, _, tuned := strings.Cut(name, "-ft-")
	near, ok := suggest.Nearest(foundation, c.cat.Models())
	message := fmt.Sprintf("model %q is not in the catalog", name)
	if tuned {
		message = fmt.Sprintf("the foundation model %q of %q is not in the catalog", foundation, name)
	}
	help := "costplan catalog list shows every model; " + ownModel
	if c.running() {
		c.report(diag.UnknownModel, model.Node, field, message, "costplan catalog list shows every model; describe a model of your own in a deployment file, with estimate.base_model")
		return
	}
	if ok {
		help = "did you mean " + near + "? " + strings.ToUpper(ownModel[:1]) + ownModel[1:]
	}
	d := c.report(diag.UnknownModel, model.Node, field, message, help)
	d.Values = map[string]string{diag.ValueModel: foundation}
	if !tuned && field == "model_name" {
		d.APIError = &diag.APIError{Code: "NotFound", Message: "Model: " + name + " not found!"}
	}
	if ok && (digits(near) == digits(foundation) || strings.HasPrefix(near, foundation+"-")) {
		c.replace(d, model.Node, near+strings.TrimPrefix(name, foundation), strings.EqualFold(near, foundation))
	}
}

// digits are the numbers in a name. Names that differ in one are of other models:
// glm-5.2 is no slip for glm-5.1.
func digits(name string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, name)
}

func (c *checker) planNotOffered(model deployment.Text, field string) {
	at, path := c.d.Plan.Node, "plan"
	if at == nil {
		at, path = model.Node, field
	}
	help := "deploy it on plan " + c.plansIn(c.t.Region)
	if c.running() {
		help = "check the region: it may run in another one"
	} else if c.plansIn(c.t.Region) == "" {
		help = "fine-tune it first: here it is offered on plan lora only"
	}
	if elsewhere := c.elsewhere(c.t.Plan); elsewhere != "" && !c.running() {
		help += ", or on plan " + string(c.t.Plan) + " in " + elsewhere
	}
	found := c.report(diag.PlanNotOffered, at, path,
		fmt.Sprintf("%s is not offered on plan %s in %s", c.t.Model, c.t.Plan, place(c.t.Region)), help)
	found.Values = map[string]string{
		diag.ValueModel: c.t.Model, diag.ValuePlan: string(c.t.Plan), diag.ValueRegionName: c.t.Region.Name, diag.ValueChoices: c.plansIn(c.t.Region),
	}
}

func (c *checker) notInRegion(model deployment.Text, field string) {
	var where, names []string
	for _, r := range c.regionsOf(c.t.Model) {
		names = append(names, r.Name)
		where = append(where, fmt.Sprintf("%s on plan %s", place(r), cmp.Or(c.plansIn(r), "lora, fine-tuned")))
	}
	found := c.report(diag.ModelNotInRegion, model.Node, field,
		fmt.Sprintf("%s is not offered in %s", c.t.Model, place(c.t.Region)),
		"it is offered in "+strings.Join(where, ", and in "))
	found.Values = map[string]string{diag.ValueModel: c.t.Model, diag.ValueRegionName: c.t.Region.Name, diag.ValueWhere: suggest.OneOf(names)}
}

// elsewhere names the other regions that offer the model on a plan.
func (c *checker) elsewhere(plan catalog.Plan) string {
	var where []string
	for _, r := range c.cat.Regions {
		if r != c.t.Region && len(r.Find(plan, c.t.Model)) > 0 {
			where = append(where, place(r))
		}
	}
	return suggest.OneOf(where)
}

// payment checks that what is bought has a price for the payment.
func (c *checker) payment() {
	payment := c.d.Estimate.Payment
	if !payment.Set || len(c.offers) == 0 || !c.bought().Priced() {
		return
	}
	payments := c.bought().Payments()
	for _, offered := range payments {
		if offered == c.t.Payment {
			return
		}
	}
	c.report(diag.PaymentNotOffered, payment.Node, "estimate/payment",
		fmt.Sprintf("plan %s has no price for payment %s", c.t.Plan, payment.Value),
		"use payment: "+join(payments, " or "))
}
