package engine_test

import (
	"fmt"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
)

// An editor asks what may be typed where the capacity is about to be written.
func ExampleEngine_Desk() {
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		fmt.Println(err)
		return
	}
	text := `region: singapore
deployments:
  - name: batch
    model_name: qwen3-32b
    plan: mu
    deploy_spec: MU1
    estimate: {hours: 220}
    capacity:
`
	desk := engine.New(cat).Desk(engine.Input{Name: "deployments.yaml", Data: []byte(text)}, engine.Settings{})
	for _, item := range desk.Complete(diag.Position{Line: 8, Column: 14}).Items[:2] {
		fmt.Printf("%s: %s\n", item.Label, item.Detail)
	}
	// Output:
	// 4: 9,680.00 USD / 30d
	// 8: 19,360.00 USD / 30d
}
