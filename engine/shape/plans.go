package shape

import (
	"fmt"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// context is the plan and payment of the deployment that a leaf stands in.
type context struct{ plan, payment string }

// contextOf finds the innermost mapping around a leaf that has a plan.
func (f *findings) contextOf(l leaf) context {
	around := append([]*document.Node{f.root}, l.parents...)
	around = append(around, l.node)
	for i := len(around) - 1; i >= 0; i-- {
		if plan := around[i].Get("plan"); plan != nil {
			c := context{plan: plan.Text, payment: "pay_as_you_go"}
			if payment := around[i].Get("estimate").Get("payment"); payment != nil {
				c.payment = payment.Text
			}
			return c
		}
	}
	return context{}
}

func (c context) planText() string { return "plan " + c.plan }

func (c context) String() string {
	if c.plan == "lora" {
		return c.planText()
	}
	return c.planText() + " paid by " + c.payment
}

// usage is the field that the fee of a plan and payment is estimated by.
func (c context) usage() string {
	switch {
	case c.plan == "lora":
		return "tokens"
	case c.payment != "subscription":
		return "hours or schedule"
	case deployment.PlanNamed(c.plan) == catalog.PTU:
		return "days"
	}
	return "months"
}

// belongs says what a field is for.
func belongs(field string) string {
	if f, ok := deployment.FieldNamed(field); ok && f.For != "" {
		return f.For
	}
	return "another plan or payment"
}

// notHere reports a field that is not for this plan or payment, and one that
// another field excludes.
func (f *findings) notHere(l leaf) {
	field := l.steps[len(l.steps)-1]
	if _, place, excluded := strings.Cut(l.schema.Location, "/dependentSchemas/"); excluded {
		other, _, _ := strings.Cut(place, "/")
		f.atKey(diag.Exclusive, l, fmt.Sprintf("%s and %s say the same thing twice", field, other), "keep one of them")
		return
	}
	c := f.contextOf(l)
	help := "remove it"
	if last := len(l.steps) - 1; last > 0 && l.steps[last-1] == "estimate" {
		help = fmt.Sprintf("remove it; %s is estimated by %s", c, c.usage())
		if length := c.usage(); c.payment == "subscription" && (field == "hours" || field == "schedule") && c.plan != "lora" {
			for _, e := range l.parents[last].Entries {
				if f.broken[deployment.Pointer(strings.TrimSuffix(l.path, "/"+field), e.Key.Text)] {
					return // one mistake: the length may be there, under a wrong name
				}
			}
			help = fmt.Sprintf("remove it, or state %s beside it: then it says how long the subscription is used, and changes no fee", length)
		}
	}
	f.atKey(diag.WrongPlanField, l, fmt.Sprintf("%s is for %s, and this deployment has %s", field, belongs(field), c), help)
}

// atKey reports a field as a whole: at its key, with the value taken out of all
// further checks.
func (f *findings) atKey(code diag.Code, l leaf, message, help string) {
	if len(l.parents) > 0 {
		if entry := l.parents[len(l.parents)-1].Entry(l.steps[len(l.steps)-1]); entry != nil {
			l.node = entry.Key
		}
	}
	f.add(code, l, message, help)
}
