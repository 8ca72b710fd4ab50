package fields_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/assist/fields"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/shape"
)

func parse(t *testing.T, text string) (*document.Source, *document.Node) {
	t.Helper()
	src := document.NewSource("a.yaml", []byte(text))
	docs, problems := document.Parse(src)
	if len(docs) != 1 || len(problems) > 0 {
		t.Fatalf("%s: %v", text, problems)
	}
	return src, docs[0]
}

func names(list []fields.Field) []string {
	var names []string
	for _, f := range list {
		names = append(names, f.Name)
	}
	return names
}

// What is said to be able to stand somewhere is what the checker of shapes
// accepts there, for every plan and payment: both read the same schema.
func TestFieldsAreThoseThatTheCheckerTakes(t *testing.T) {
	schema, checker := fields.Deployment(), shape.NewChecker()
	estimate := schema.Def("estimate", nil).Fields()
	deployed := schema.Def("deployment", nil).Fields()
	for _, plan := range []string{"", "ptu", "mu", "lora", "cu"} {
		for _, payment := range []string{"", "pay_as_you_go", "subscription"} {
			text := "name: a\nmodel_name: b\n"
			if plan != "" {
				text += "plan: " + plan + "\n"
			}
			inEstimate := "x-a: 1"
			if payment != "" {
				inEstimate += ", payment: " + payment
			}
			_, node := parse(t, text+"estimate: {"+inEstimate+"}\n")
			place := schema.Def("deployment", node)
			for _, f := range deployed {
				field := f.Name
				if node.Entry(field) != nil {
					continue
				}
				refused := refuses(t, checker, text+"estimate: {"+inEstimate+"}\n"+field+": "+sample(f.Place)+"\n", "/"+field)
				if offered := slices.Contains(names(place.Fields()), field); offered == refused {
					t.Errorf("plan %q, payment %q: %s is offered: %t, and refused: %t", plan, payment, field, offered, refused)
				}
			}
			for _, f := range estimate {
				field := f.Name
				if field == "payment" {
					continue
				}
				refused := refuses(t, checker, text+"estimate: {"+inEstimate+", "+field+": "+sample(f.Place)+"}\n", "/estimate/"+field)
				if offered := slices.Contains(names(place.Step("estimate").Fields()), field); offered == refused {
					t.Errorf("plan %q, payment %q: estimate.%s is offered: %t, and refused: %t", plan, payment, field, offered, refused)
				}
			}
		}
	}
}

// sample is a value of the right type.
func sample(p fields.Place) string {
	var parts []string
	for _, f := range p.Fields() {
		parts = append(parts, f.Name+": "+sample(f.Place))
	}
	if len(parts) > 0 {
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return p.Values()[0]
}

// refuses reports whether a field may not stand there, whatever its value.
func refuses(t *testing.T, checker *shape.Checker, text, path string) bool {
	t.Helper()
	src, node := parse(t, text)
	found, _ := checker.Check(src, node, deployment.Request, nil)
	return slices.ContainsFunc(found, func(d diag.Diagnostic) bool {
		return d.Path == path && (d.Code == diag.WrongPlanField || d.Code == diag.UnknownField || d.Code == diag.Exclusive)
	})
}

// Every field that people write says what it means.
func TestDescriptions(t *testing.T) {
	schema := fields.Deployment()
	for _, def := range []string{"file", "deployment", "estimate", "budget"} {
		list := schema.Def(def, nil).Fields()
		if len(list) == 0 {
			t.Errorf("%s has no fields", def)
		}
		for _, f := range list {
			if f.Place.Description() == "" {
				t.Errorf("%s.%s has no description", def, f.Name)
			}
			for _, inner := range f.Place.Fields() {
				if inner.Place.Description() == "" {
					t.Errorf("%s.%s.%s has no description", def, f.Name, inner.Name)
				}
			}
		}
	}
}

func TestWords(t *testing.T) {
	schema := fields.Deployment()
	file, deployed, estimate := schema.Def("file", nil), schema.Def("deployment", nil), schema.Def("estimate", nil)
	for _, c := range []struct {
		place          fields.Place
		limits, values string
	}{
		{file.Step("version"), "default `1`", "1"},
		{file.Step("period"), "default `30d`", "30d 720h 1mo 1y 2026-12 2026"},
		{file.Step("budget"), "number, at least 0", "5000"},
		{deployed.Step("plan"), "`ptu`, `mu`, `lora`, `cu`, `ptu_v2`", "ptu mu lora cu ptu_v2"},
		{deployed.Step("suffix"), "at most 8 characters", "batch"},
		{deployed.Step("enable_thinking"), "boolean", "true false"},
		{deployed.Step("ptu_capacity").Step("input_tpm"), "integer, at least 1; default `10000`", "10000 50000"},
		{estimate.Step("days"), "integer, at least 1, at most 36500", "30"},
		{estimate.Step("cancel_after_days"), "number, more than 0", "12"},
		{file.Step("deployments").Item(nil).Step("estimate").Step("payment"), "`pay_as_you_go`, `subscription`; default `pay_as_you_go`", "pay_as_you_go subscription"},
		{file.Step("nothing"), "", ""},
	} {
		if got := c.place.Limits(); got != c.limits {
			t.Errorf("limits %q, want %q", got, c.limits)
		}
		if got := strings.Join(c.place.Values(), " "); got != c.values {
			t.Errorf("values %q, want %q", got, c.values)
		}
	}
}

func TestRequired(t *testing.T) {
	schema := fields.Deployment()
	_, node := parse(t, "plan: mu\n")
	var required []string
	for _, f := range schema.Def("deployment", node).Fields() {
		if f.Required {
			required = append(required, f.Name)
		}
	}
	if got, want := strings.Join(required, " "), "model_name plan name capacity deploy_spec"; got != want {
		t.Errorf("required on plan mu: %s, want %s", got, want)
	}
}
