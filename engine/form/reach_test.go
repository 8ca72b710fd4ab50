package form_test

import (
	"cmp"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/form"
)

// settings are those of the tests: deployments that name no region have one.
var settings = engine.Settings{Region: "singapore"}

func newEngine(t testing.TB) *engine.Engine {
	t.Helper()
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	return engine.New(cat)
}

// nameless reports whether all that is wrong with a deployment is that the name of
// its tuned model has not been typed yet.
func nameless(found []diag.Diagnostic) bool {
	return len(found) == 1 && found[0].Code == diag.OutOfRange && found[0].Message == "model_name is empty" &&
		strings.Contains(found[0].Help, "fine-tuned")
}

// errorsOf are the errors that linting a text finds.
func errorsOf(e *engine.Engine, name, text string) []diag.Diagnostic {
	var list []diag.Diagnostic
	for _, d := range e.Lint([]engine.Input{{Name: name, Data: []byte(text)}}, settings).Diagnostics {
		if d.Severity == diag.Error {
			list = append(list, d)
		}
	}
	return list
}

// options are what can be chosen for a field.
func options(f *form.Form, field *form.Field) []form.Option {
	if field.OptionsRef != "" {
		return f.OptionSets[field.OptionsRef]
	}
	return field.Options
}

// have is what was reached: region, plan, model, specification, payment.
type have struct {
	region, plan, model, spec, payment string
	unnamed                            bool // the name of the tuned model is empty
}

func haveOf(card *form.Card) have {
	h := have{region: card.Region, plan: card.Plan}
	for _, f := range card.Fields {
		switch f.ID {
		case "model_name":
			h.model, h.unnamed = f.Effective, f.Effective == ""
		case "base_model":
			h.model = cmp.Or(f.Effective, h.model)
		case "deploy_spec":
			h.spec = f.Effective
		case "payment":
			h.payment = f.Effective
		}
	}
	return h
}

// From one deployment, choice by choice, everything that the catalog offers is
// reached, and no choice makes a file with an error, but for one: on plan lora the
// name of the tuned model is empty until it is typed.
func TestEveryChoiceIsValid(t *testing.T) {
	e := newEngine(t)
	for _, start := range []struct{ name, text string }{
		{"a.yaml", "region: singapore\ndeployments:\n  - name: x\n    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 12\n    enable_thinking: true\n    estimate: {hours: 10}\n"},
		{"a.json", `{"name":"x","model_name":"qwen3-14b","plan":"mu","deploy_spec":"MU1","capacity":4,"region":"singapore"}`},
	} {
		reached := explore(t, e, start.name, start.text)
		for _, r := range e.Catalog().Regions {
			for i := range r.Offers {
				o := &r.Offers[i]
				payments := o.Payments()
				if len(payments) == 0 {
					payments = []catalog.Payment{catalog.PayAsYouGo}
				}
				for _, payment := range payments {
					want := have{r.Code, string(o.Plan), strings.TrimSuffix(o.Model, "*"), o.Spec, string(payment), false}
					found := reached[want]
					for h := range reached { // what the page does not name: any model, any specification
						found = found || h.region == want.region && h.plan == want.plan && h.payment == want.payment &&
							strings.HasPrefix(h.model, want.model) && (o.Spec == "" || h.spec == o.Spec)
					}
					if !found {
						t.Errorf("%s: %+v was not reached", start.name, want)
					}
				}
			}
		}
	}
}

// explore makes every choice in everything that is reached.
func explore(t *testing.T, e *engine.Engine, name, text string) map[have]bool {
	t.Helper()
	reached := map[have]bool{}
	queue := []string{text}
	made, unnamed, every := 0, 0, 8
	if testing.Short() {
		every = 60
	}
	for len(queue) > 0 {
		text := queue[0]
		queue = queue[1:]
		input := engine.Input{Name: name, Data: []byte(text)}
		f := e.Form(input, settings, form.Cards{})
		card := &f.Deployments[0]
		if reached[haveOf(card)] {
			continue
		}
		reached[haveOf(card)] = true
		for i := range card.Fields {
			field := &card.Fields[i]
			if field.Kind == form.Model && len(reached)%every != 1 {
				continue // there are many; from some states is enough
			}
			for _, o := range options(&f, field) {
				if o.Disabled || o.Value == field.Effective {
					continue
				}
				result, err := e.Edit(input, settings, form.Change{Kind: form.Set, Field: field.ID, Value: o.Value})
				if err != nil {
					t.Fatalf("%s to %s: %v in\n%s", field.ID, o.Value, err, text)
				}
				found := errorsOf(e, name, result.Text)
				if nameless(found) {
					unnamed++
					queue = append(queue, result.Text)
					result, err = e.Edit(engine.Input{Name: name, Data: []byte(result.Text)}, settings, form.Change{Kind: form.Set, Field: "model_name", Value: "mine"})
					if err != nil {
						t.Fatal(err)
					}
					found = errorsOf(e, name, result.Text)
				}
				if len(found) > 0 {
					t.Fatalf("%s to %s in\n%s\nmade\n%s\nwith %s: %s", field.ID, o.Value, text, result.Text, found[0].Code, found[0].Message)
				}
				made++
				queue = append(queue, result.Text)
			}
		}
	}
	if made < 1000 || unnamed < 4 {
		t.Errorf("only %d choices were made, %d of them without a name", made, unnamed)
	}
	return reached
}
