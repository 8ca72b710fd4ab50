package engine_test

import (
	"fmt"
	"log"
	"os"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/report"
)

// The examples stand in README.md too, word for word.

func ExampleEngine_Price() {
	text := `region: singapore
deployments:
  - name: batch
    model_name: qwen3-32b
    plan: mu
    deploy_spec: MU1
    capacity: 8
    billing_method: POST_PAY
    estimate: {hours: 220}
`
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		log.Fatal(err)
	}
	inputs := []engine.Input{{Name: "deployments.yaml", Data: []byte(text)}}
	quote := engine.New(cat).Price(inputs, engine.Settings{})
	for _, d := range quote.Deployments {
		if !d.Fee.Known {
			fmt.Println(d.Name, "has no amount:", d.Fee.Reason)
			continue
		}
		for _, line := range d.Fee.Lines {
			fmt.Println(d.Name, line.Formula())
		}
	}
	for _, total := range quote.Totals {
		fmt.Println(report.TotalText(total))
	}
	// Output:
	// batch 220 hours × 8 MU1 units × 44 USD / 4
	// 19,360.00 USD
}

func ExampleEngine_Lint() {
	text := `{"model_name": "qwen3-32b", "name": "batch", "plan": "mu", "deploy_spec": "MU1", "capacity": 6, "billing_method": "POST_PAY"}`
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		log.Fatal(err)
	}
	inputs := []engine.Input{{Name: "request.json", Data: []byte(text)}}
	found := engine.New(cat).Lint(inputs, engine.Settings{Region: "singapore"})
	for _, d := range found.Diagnostics {
		fmt.Printf("%s:%d:%d: %s %s: %s\n", d.File, d.Start.Line, d.Start.Column, d.Severity, d.Code, d.Message)
	}
	// Output:
	// request.json:1:94: error CP305: capacity 6 is not a multiple of 4 (MU1 x 4): use 4 or 8
}

func ExampleEngine_Fix() {
	source := "model_name: qwen3-32b # ours\nname: batch\nplan: mu\ndeploy_spec: MU1\ncapcity: 8\nbilling_method: POST_PAY\n"
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		log.Fatal(err)
	}
	input := engine.Input{Name: "request.yaml", Data: []byte(source)}
	text, fixes := engine.New(cat).Fix(input, engine.Settings{Region: "singapore"}, false)
	fmt.Print(string(text))
	fmt.Println(len(fixes), "fixed")
	// Output:
	// model_name: qwen3-32b # ours
	// name: batch
	// plan: mu
	// deploy_spec: MU1
	// capacity: 8
	// billing_method: POST_PAY
	// 1 fixed
}

func ExampleEngine_Requests() {
	text := "region: singapore\ndeployments:\n  - {model_name: qwen3-32b, name: batch, plan: mu, deploy_spec: MU1, capacity: 8, billing_method: POST_PAY, estimate: {hours: 220}}\n"
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		log.Fatal(err)
	}
	input := engine.Input{Name: "deployments.yaml", Data: []byte(text)}
	e := engine.New(cat)
	checked := e.Check(input, engine.Settings{})
	if err := report.RequestsNDJSON(os.Stdout, e.Requests(input, checked)); err != nil {
		log.Fatal(err)
	}
	// Output:
	// {"model_name":"qwen3-32b","plan":"mu","name":"batch","capacity":8,"billing_method":"POST_PAY","deploy_spec":"MU1"}
}

func ExampleEngine_Check() {
	text := `region: singapore
deployments:
  - name: chat
    model_name: qwen3.6-plus-2026-04-02
    plan: ptu
    ptu_capacity: {input_tpm: 50000, output_tpm: 5000}
`
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		log.Fatal(err)
	}
	checked := engine.New(cat).Check(engine.Input{Name: "deployments.yaml", Data: []byte(text)}, engine.Settings{})
	for _, item := range checked.Deployments {
		need := compare.NeedOf(item.Terms, item.Period)
		need.Plans = []catalog.Plan{catalog.PTU}
		comparison := compare.Compare(cat, need)
		for _, option := range comparison.Options {
			amount := option.Fee.Amount
			fmt.Println(option.Rank, option.Label(), money.Grouped(amount.Value, money.Cents), amount.Currency)
		}
	}
	// Output:
	// 1 ptu subscription in China (Beijing) 1,902.45 USD
	// 2 ptu subscription in Singapore 3,456.00 USD
	// 3 ptu pay-as-you-go in China (Beijing) 3,841.20 USD
	// 4 ptu pay-as-you-go in Singapore 6,912.00 USD
}
