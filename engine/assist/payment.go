package assist

import (
	"slices"
	"strconv"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/lint"
)

// payment changes to the subscription that a diagnostic found to cost less: for
// as long as it says, and without the hours, which a subscription has none of.
func (t *Text) payment(d *diag.Diagnostic) (Action, bool) {
	if d.Code != diag.CheaperPayment {
		return Action{}, false
	}
	item := t.itemOf(d)
	if item == nil || item.Running {
		return Action{}, false
	}
	text, err := edit.Open(t.Source.Name, t.Source.Data, t.style())
	if err != nil {
		return Action{}, false
	}
	doc := -1
	for i, n := range text.Docs() {
		if n.Start <= d.Start.Offset && d.Start.Offset < n.End {
			doc = i
		}
	}
	estimate := item.Path + "/estimate"
	changes := []error{text.Put(doc, estimate+"/payment", edit.String(string(catalog.Subscription)))}
	for _, field := range [...]string{"hours", "schedule"} {
		if states(text, doc, item.Path, field) {
			changes = append(changes, text.Remove(doc, estimate+"/"+field))
		}
	}
	if field, n := length(item); n > 0 {
		changes = append(changes, text.Put(doc, estimate+"/"+field, edit.Number(strconv.FormatInt(n, 10))))
	}
	if slices.ContainsFunc(changes, func(err error) bool { return err != nil }) {
		return Action{}, false // written in a way that only a person can change
	}
	what, _, _ := strings.Cut(d.Message, ":")
	return Action{Title: "Pay by subscription: " + what, Kind: Payment, Code: d.Code, Edits: text.Edits()}, true
}

// itemOf is the deployment that a diagnostic speaks of; nil if there is none.
func (t *Text) itemOf(d *diag.Diagnostic) *lint.Item {
	items := t.Priced().Items
	for i := range items {
		if s := &items[i].Span; s.Start.Offset <= d.Start.Offset && d.Start.Offset < s.End.Offset {
			return &items[i]
		}
	}
	return nil
}

// states reports whether the estimate of a deployment states a field.
func states(text *edit.Text, doc int, path, field string) bool {
	n := text.Docs()[doc]
	for _, step := range strings.Split(path+"/estimate", "/")[1:] {
		if i, err := strconv.Atoi(step); err == nil && i < len(n.Items) {
			n = n.Items[i]
		} else if n = n.Get(step); n == nil {
			return false
		}
	}
	return n.Entry(field) != nil
}

// length is the field that says how long a subscription lasts, and for how long
// it has to be if the period is too short for the hours; 0 if it is not.
func length(item *lint.Item) (field string, count int64) {
	needed := deployment.PeriodOfHours(item.Terms.Hours)
	switch {
	case item.Terms.Plan == catalog.MU && needed.Months > item.Period.Months:
		return "months", needed.Months
	case item.Terms.Plan == catalog.PTU && needed.Days > item.Period.Days:
		return "days", needed.Days
	}
	return "", 0
}

// style writes fields in the order of the schema, and an estimate on one line.
func (t *Text) style() edit.Style {
	inEstimate := func(path string) bool { return strings.HasSuffix(path, "/estimate") }
	return edit.Style{
		Order: func(path string) []string {
			place := t.Schema.Def("deployment", nil)
			if inEstimate(path) {
				place = t.Schema.Def("estimate", nil)
			}
			var names []string
			for _, field := range place.Fields() {
				names = append(names, field.Name)
			}
			return names
		},
		Flow: inEstimate,
	}
}
