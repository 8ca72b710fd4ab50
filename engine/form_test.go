package engine_test

import (
	"fmt"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/form"
)

var batch = engine.Input{Name: "deployments.yaml", Data: []byte(`region: singapore
deployments:
  - name: batch # at night
    model_name: qwen3-32b
    plan: mu
    deploy_spec: MU1
    capacity: 8
    billing_method: POST_PAY
    estimate: {hours: 220}
`)}

func ExampleEngine_Form() {
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		fmt.Println(err)
		return
	}
	f := engine.New(cat).Form(batch, engine.Settings{}, form.Cards{})
	for _, field := range f.Deployments[0].Fields {
		if field.Kind == form.Number {
			fmt.Println(field.Label, field.Effective, field.StepText)
		}
	}
	// Output:
	// Capacity 8 +4 units: +9,680.00 USD for 30d
	// Hours 220 +1 hour: +88.00 USD
}

func ExampleEngine_Edit() {
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		fmt.Println(err)
		return
	}
	change := form.Change{Kind: form.Set, Deployment: 0, Field: "model_name", Value: "deepseek-v3.2"}
	result, err := engine.New(cat).Edit(batch, engine.Settings{}, change)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(result.Text)
	// Output:
	// region: singapore
	// deployments:
	//   - name: batch # at night
	//     model_name: deepseek-v3.2
	//     plan: ptu
	//     ptu_capacity: {input_tpm: 10000, output_tpm: 1000}
	//     estimate: {hours: 220}
	//     x-kept-capacity: 8
}
