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

// payment changes to the payment that a diagnostic found to cost less: to a
// subscription for as long as it says and without the hours, or to pay-as-you-go for
// the hours that are there and without the length of the subscription.
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
	if states(text, doc, item.Path, "charge_type") {
		return Action{}, false // which the payment would contradict
	}
	estimate := item.Path + "/estimate"
	to := d.Values[diag.ValuePayment]
	title, remove := "Pay by subscription: ", []string{"hours", "schedule"}
	if to == string(catalog.PayAsYouGo) {
		title, remove = "Pay as you go: ", []string{"days", "months", "ordered_at", "cancel_after_days"}
	}
	changes := []error{text.Do(edit.Put(doc, estimate+"/payment", edit.String(to)))}
	for _, field := range remove {
		if states(text, doc, estimate, field) {
			changes = append(changes, text.Do(edit.Remove(doc, estimate+"/"+field)))
		}
	}
	if field, n := length(item); n > 0 && to == string(catalog.Subscription) {
		changes = append(changes, text.Do(edit.Put(doc, estimate+"/"+field, edit.Number(strconv.FormatInt(n, 10)))))
	}
	if slices.ContainsFunc(changes, func(err error) bool { return err != nil }) {
		return Action{}, false // written in a way that only a person can change
	}
	what, _, _ := strings.Cut(d.Message, ":")
	return Action{Title: title + what, Kind: Payment, Code: string(d.Code), Edits: text.Edits()}, true
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

// states reports whether a mapping states a field.
func states(text *edit.Text, doc int, path, field string) bool {
	n := text.Docs()[doc]
	for _, step := range strings.Split(path, "/")[1:] {
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
