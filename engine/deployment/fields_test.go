package deployment_test

import (
	"slices"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/schema"
)

// TestFieldsOfTheSchema: the table has the fields of the schema in its order, and
// says of each plan what the schema refuses.
func TestFieldsOfTheSchema(t *testing.T) {
	compiled := schema.Deployment()
	part := func(pointer string) *jsonschema.Schema { return compiled.At("/$defs/" + pointer) }
	names := func(list []deployment.FieldSpec) (all []string) {
		for _, f := range list {
			all = append(all, f.Name)
		}
		return all
	}
	same := func(what string, list []deployment.FieldSpec, of *jsonschema.Schema) {
		if got, want := names(list), compiled.Properties(of); !slices.Equal(got, want) {
			t.Errorf("%s has the fields\n%q, the schema\n%q", what, got, want)
		}
	}
	same("a deployment", deployment.Fields(), part("deployment"))
	same("an estimate", deployment.EstimateFields(), part("estimate"))
	for _, f := range deployment.Fields() {
		if f.Fields != nil && !f.Ours {
			same(f.Name, f.Fields, part("deployment").Properties[f.Name])
		}
	}
	never := func(s *jsonschema.Schema) bool { return s != nil && s.Always != nil && !*s.Always }
	for _, plan := range []catalog.Plan{catalog.PTU, catalog.MU, catalog.LoRA, catalog.CU} {
		of := part("plan-" + string(plan))
		for _, f := range deployment.Fields() {
			if got, want := f.For != "" && !f.On(plan), never(of.Properties[f.Name]); got != want {
				t.Errorf("%s on plan %s: refused %t, the schema says %t", f.Name, plan, got, want)
			}
		}
		for _, f := range deployment.EstimateFields() {
			if got, want := !f.On(plan), never(of.Properties["estimate"].Properties[f.Name]); got != want {
				t.Errorf("estimate.%s on plan %s: refused %t, the schema says %t", f.Name, plan, got, want)
			}
		}
	}
}

// TestIgnored: what the API takes on a plan without effect.
func TestIgnored(t *testing.T) {
	for name, plans := range map[string][]catalog.Plan{
		"capacity": {catalog.PTU}, "rpm_limit": {catalog.PTU, catalog.LoRA}, "billing_method": {catalog.PTU, catalog.LoRA}, "deploy_spec": nil, "hours": nil, "suffix": nil,
	} {
		f, ok := deployment.FieldNamed(name)
		if !ok {
			t.Fatalf("no field %s", name)
		}
		for _, plan := range []catalog.Plan{"", "other", catalog.PTU, catalog.MU, catalog.LoRA, catalog.CU} {
			if got, want := f.Ignored(plan), slices.Contains(plans, plan); got != want {
				t.Errorf("%s on plan %q: ignored %t, want %t", name, plan, got, want)
			}
		}
	}
}
