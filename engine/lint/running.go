package lint

import (
	"fmt"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/quote"
)

// asAnswered is the way out of most of what is wrong with an answer of the API. An
// answer is not the user's text, so no help says to change it.
const asAnswered = "an answer is read as the API gives it: request it again, or describe the deployment in a deployment file"

// Answered takes out of what was found in an answer of the API what tells the user
// to change it: the fixes, and the help of the findings of its shape.
func Answered(found []diag.Diagnostic) []diag.Diagnostic {
	for i := range found {
		found[i].Help, found[i].Fixes = asAnswered, []diag.Fix{}
	}
	return found
}

// answered checks what an answer of the API says of a deployment: whether it is
// billed, how it is paid for, and every quantity that its fee needs.
func (c *checker) answered() {
	if !c.running() {
		return
	}
	if entry := c.d.Node.Entry("estimate"); entry != nil {
		c.report(diag.NoEffect, entry.Key, "estimate", "estimate has no effect in an answer of the API", "describe the deployment in a deployment file to state one")
	}
	if c.t.NotBilled() {
		return
	}
	if c.t.Status.Billing == deployment.Unclear && !c.doc.Broken[c.d.Path+"/status"] {
		at, field := c.nodeOr(c.d.Status.Node, "status")
		message := c.t.Status.Why + ", so it is not clear whether it is billed; it is priced as if it were"
		if c.d.Status.Set {
			message = "status " + c.d.Status.Value + ": " + message
		}
		c.report(diag.AnswerUnclear, at, field, message, "check in the console whether it is billed")
	}
	if c.t.Plan == catalog.LoRA {
		return
	}
	c.charged()
	c.quantities()
}

// nodeOr returns a node with the field that it is of, or the deployment if there
// is no node.
func (c *checker) nodeOr(n *document.Node, field string) (*document.Node, string) {
	if n == nil {
		return c.d.Node, ""
	}
	return n, field
}

// charged says what was assumed of how a running deployment is paid for.
func (c *checker) charged() {
	charge := c.d.Charge
	if _, said := charge.Payment(); !said && charge.Info == nil {
		if !c.doc.Broken[c.d.Path+"/charge_type"] && !c.doc.Broken[c.d.Path+"/billing_method"] {
			c.report(diag.AnswerUnclear, c.d.Node, "", "the answer gives no charge_type; pay-as-you-go is priced", "check in the console how it is paid for")
		}
		return
	}
	if c.t.Payment != catalog.Subscription {
		return
	}
	at, field := c.nodeOr(charge.Info, "pre_paid_info")
	switch {
	case c.doc.Broken[c.d.Path+"/pre_paid_info/duration"], c.doc.Broken[c.d.Path+"/pre_paid_info"]:
	case c.d.DurationAssumed(&c.t):
		length := quote.Counted(c.t.Days, "day")
		if c.t.Plan == catalog.MU {
			length = quote.Counted(c.t.Months, "month")
		}
		c.report(diag.AnswerUnclear, at, field, "the answer does not say how long the subscription lasts; the period fills it in: "+length, "check in the console how long it lasts")
	case charge.PricingCycle.Node == nil && c.t.Plan == catalog.PTU:
		c.report(diag.AnswerUnclear, at, field, fmt.Sprintf("the answer gives no pricing_cycle; its duration is read as %s", quote.Counted(charge.Duration.Value, "day")),
			"check in the console how long it lasts")
	}
}

// quantities reports what a fee needs and the answer lacks.
func (c *checker) quantities() {
	if len(c.offers) == 0 || !c.bought().Priced() || c.t.Unpriced != "" {
		return
	}
	missing := func(field, help string) {
		c.report(diag.MissingField, c.d.Node, "", fmt.Sprintf("the answer gives no %s, and the fee depends on it", field), help)
	}
	if c.t.Plan == catalog.MU && c.t.Spec == "" && quote.OfferOf(c.t) == nil && !c.said("model_unit_spec") {
		missing("model_unit_spec", asAnswered)
	}
	if (c.t.Plan == catalog.MU || c.t.Plan == catalog.CU) && !c.said("capacity") {
		help := asAnswered
		if c.d.BaseCapacity.Set && c.d.BaseCapacity.Value.IsPositive() {
			help = fmt.Sprintf("it is %s or more (base_capacity): request the answer again, or describe the deployment in a deployment file", c.d.BaseCapacity.Value)
		}
		missing("capacity", help)
	}
}

// charge checks what a request says of how it is paid for against the estimate, and
// two names for the same thing.
func (c *checker) charge() {
	charge, e := c.d.Charge, &c.d.Estimate
	if c.running() {
		return
	}
	payment, said := charge.Payment()
	switch {
	case said && e.Payment.Set && string(payment) != e.Payment.Value:
		c.report(diag.Exclusive, e.Payment.Node, "estimate/payment",
			fmt.Sprintf("payment %s contradicts charge_type: %s", e.Payment.Value, charge.Type.Value), "leave estimate.payment out, or change one of them")
	case said && payment == catalog.Subscription && !e.Payment.Set && !charge.Duration.Set:
		for _, key := range [...]string{"hours", "schedule"} {
			if entry := e.Node.Entry(key); entry != nil {
				c.report(diag.WrongPlanField, entry.Key, "estimate/"+key,
					key+" is for pay_as_you_go, and this deployment has charge_type: pre_paid",
					"remove it, or state pre_paid_info.duration: then it says how long the subscription is used, and changes no fee")
			}
		}
	case charge.Info != nil && (!said || payment != catalog.Subscription):
		c.report(diag.WrongPlanField, c.d.Node.Entry("pre_paid_info").Key, "pre_paid_info",
			"pre_paid_info is for charge_type: pre_paid", "add charge_type: pre_paid, or remove it")
	}
	if charge.Duration.Set && e.Days.Set && !charge.Duration.Value.Equal(e.Days.Value) {
		c.report(diag.Exclusive, e.Days.Node, "estimate/days",
			fmt.Sprintf("days %s contradicts pre_paid_info.duration: %s", e.Days.Value, charge.Duration.Value), "leave estimate.days out, or change one of them")
	}
	if id := c.d.TemplateID; id.Set && c.d.DeploySpec.Set && id.Value != c.d.DeploySpec.Value {
		c.report(diag.Exclusive, id.Node, "template_id",
			fmt.Sprintf("template_id %s contradicts deploy_spec: %s", id.Value, c.d.DeploySpec.Value), "keep one of them")
	}
}

// unpriced reports a form that the API knows and the page does not price.
func (c *checker) unpriced() {
	if c.t.Unpriced == "" || len(c.offers) == 0 || !c.bought().Priced() {
		return
	}
	_, field := c.d.Unpriced(&c.t)
	at := field.Node
	if at == nil {
		at = c.d.Node
	}
	d := c.report(diag.NoPrice, at, "", "no price: "+c.t.Unpriced, "price it from a quotation of the provider; until then the total is a lower bound")
	if key := c.keyOf(field.Node); key != "" {
		d.Path += "/" + key
	}
}

// keyOf returns the pointer, below the deployment, of a field by its value; "" if
// it is none of its fields.
func (c *checker) keyOf(value *document.Node) string {
	if value == nil {
		return ""
	}
	for i := range c.d.Node.Entries {
		switch e := &c.d.Node.Entries[i]; {
		case e.Value == value:
			return e.Key.Text
		case e.Value == c.d.Charge.Info && c.d.Charge.PricingCycle.Node == value:
			return e.Key.Text + "/pricing_cycle"
		}
	}
	return ""
}
