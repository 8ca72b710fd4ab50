package deployment

import (
	"slices"

	"github.com/costplan/costplan/catalog"
)

// FieldSpec is what holds for a field of a deployment by its name. What values it
// takes stands in the schema.
type FieldSpec struct {
	Name    string
	Ours    bool            // never sent to the API
	Plans   []catalog.Plan  // that it means something on; none for all
	Payment catalog.Payment // that it is for; "" for any
	For     string          // what it is for, in words, if the schema refuses it elsewhere; else it has no effect there
	Fields  []FieldSpec     // of a mapping
}

// What fields are for that the schema refuses elsewhere.
const (
	forPTU          = "plan ptu"
	forMU           = "plan mu"
	forSubscription = "a subscription"
)

var (
	onPTU   = []catalog.Plan{catalog.PTU}
	onMU    = []catalog.Plan{catalog.MU}
	onUnits = []catalog.Plan{catalog.MU, catalog.CU}
	timed   = []catalog.Plan{catalog.PTU, catalog.MU, catalog.CU}
)

// fields are the fields of a deployment: those of the API in the order of its page
// "Create deployment", section "Request parameters", then those of its later forms,
// then ours. Plan cu takes the settings of model units: the page says nothing of it.
var fields = [...]FieldSpec{
	{Name: "model_name"},
	{Name: "plan"},
	{Name: "name"},
	{Name: "capacity", Plans: []catalog.Plan{catalog.MU, catalog.LoRA, catalog.CU}}, // plan lora requires it
	{Name: "billing_method", Plans: onUnits},
	{Name: "deploy_spec", Plans: onMU, For: forMU},
	{Name: "enable_thinking", Plans: onUnits},
	{Name: "max_context_length", Plans: onUnits},
	{Name: "rpm_limit", Plans: onUnits},
	{Name: "tpm_limit", Plans: onUnits},
	{Name: "ptu_capacity", Plans: onPTU, For: forPTU, Fields: []FieldSpec{
		{Name: "input_tpm"}, {Name: "output_tpm"}, {Name: "thinking_output_tpm"}, {Name: "input_tpm_quota"}, {Name: "output_tpm_quota"},
	}},
	{Name: "suffix"},
	{Name: "charge_type"},
	{Name: "pre_paid_info", Plans: timed, For: forSubscription, Fields: []FieldSpec{
		{Name: "pricing_cycle"}, {Name: "duration"}, {Name: "auto_renewal"}, {Name: "auto_renewal_duration"}, {Name: "auto_renewal_cycle"},
	}},
	{Name: "overflow_strategy", Plans: onPTU, For: forPTU},
	{Name: "service_tier", Plans: onPTU, For: forPTU},
	{Name: "template_id", Plans: onMU, For: forMU},
	{Name: "input_tpm_quota", Plans: onPTU, For: forPTU},
	{Name: "output_tpm_quota", Plans: onPTU, For: forPTU},
	{Name: "prefill_capacity", Plans: onMU, For: forMU},
	{Name: "decode_capacity", Plans: onMU, For: forMU},
	{Name: "region", Ours: true},
	{Name: estimateKey, Ours: true, Fields: []FieldSpec{
		{Name: "payment"},
		{Name: "hours", Plans: timed, Payment: catalog.PayAsYouGo, For: "pay_as_you_go on plan ptu, mu or cu"},
		{Name: "schedule", Plans: timed, Payment: catalog.PayAsYouGo, For: "pay_as_you_go on plan ptu, mu or cu"},
		{Name: "days", Plans: onPTU, Payment: catalog.Subscription, For: "a subscription on plan ptu"},
		{Name: "ordered_at", Plans: onPTU, Payment: catalog.Subscription, For: "a subscription on plan ptu"},
		{Name: "months", Plans: onUnits, Payment: catalog.Subscription, For: "a subscription on plan mu or cu"},
		{Name: "cancel_after_days", Plans: onMU, Payment: catalog.Subscription, For: "a subscription on plan mu"},
		{Name: "base_model"},
		{Name: "tokens", Plans: []catalog.Plan{catalog.LoRA}, For: "plan lora"},
		{Name: "usage", Plans: onPTU, For: forPTU},
	}},
}

const estimateKey = "estimate"

// Fields returns the fields of a deployment, in the order of the API's page.
func Fields() []FieldSpec { return slices.Clone(fields[:]) }

// EstimateFields returns the fields of an estimate.
func EstimateFields() []FieldSpec { return fields[len(fields)-1].Fields }

// FieldNamed finds a field of a deployment, or of its estimate.
func FieldNamed(name string) (f FieldSpec, ok bool) {
	for _, list := range [...][]FieldSpec{fields[:], EstimateFields()} {
		for i := range list {
			if list[i].Name == name {
				return list[i], true
			}
		}
	}
	return FieldSpec{}, false
}

// On reports whether the field means something on a plan. A plan that is not known
// has every field.
func (f *FieldSpec) On(plan catalog.Plan) bool {
	known := plan == catalog.PTU || plan == catalog.MU || plan == catalog.LoRA || plan == catalog.CU
	return !known || len(f.Plans) == 0 || slices.Contains(f.Plans, plan)
}

// Ignored reports whether the API takes the field on a plan and it changes nothing.
func (f *FieldSpec) Ignored(plan catalog.Plan) bool { return f.For == "" && !f.On(plan) }
