package lint_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/project"
	"github.com/costplan/costplan/testdata/page"
)

// The pages of the rules and the golden cases show what each rule reports. These
// tests are about what it must not report, and about the choices within a rule.

func load(t *testing.T) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

// lint checks a text with a catalog and returns what was found.
func lint(cat *catalog.Catalog, text string, p *project.Project) []diag.Diagnostic {
	return engine.New(cat).Lint([]engine.Input{{Name: "a.yaml", Data: []byte(text)}}, engine.Settings{Project: p}).Diagnostics
}

// codes lists what was found by code and path, without remarks on cost.
func codes(found []diag.Diagnostic) string {
	var list []string
	for _, d := range found {
		if d.Severity != diag.Info {
			list = append(list, string(d.Code)+" "+d.Path)
		}
	}
	return strings.Join(list, ", ")
}

const (
	beijing   = "region: beijing\ndeployments:\n"
	singapore = "region: singapore\ndeployments:\n"
	flash     = "model_name: qwen-flash-2025-07-28, plan: ptu"
	tpm       = "ptu_capacity: {input_tpm: 10000, output_tpm: 1000}"
	batch     = "model_name: qwen3-8b, plan: mu, deploy_spec: MU5, billing_method: POST_PAY"
)

// mode is a deployment of 4 units on MU1 in a mode, thinking or not.
func mode(model, thinking string) string {
	return "  - {name: a, model_name: " + model + ", plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, enable_thinking: " + thinking + "}\n"
}

func TestFound(t *testing.T) {
	cat := load(t)
	for _, test := range []struct{ name, text, want string }{
		{"a model in two regions needs no suffix", "deployments:\n" +
			"  - {name: a, region: beijing, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY}\n" +
			"  - {name: b, region: singapore, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY}\n", ""},
		{"a model twice in a region that is not known", "region: nowhere\ndeployments:\n  - {name: a, " + flash + ", " + tpm + "}\n  - {name: b, " + flash + ", " + tpm + "}\n",
			"CP204 /region, CP402 /deployments/1/model_name"},
		{"a region of a deployment that is not known", "deployments:\n  - {name: a, region: nowhere, " + flash + ", " + tpm + "}\n", "CP204 /deployments/0/region"},
		{"no names", beijing + "  - {" + flash + ", " + tpm + ", suffix: a}\n  - {" + flash + ", " + tpm + ", suffix: b}\n", "CP203 /deployments/0, CP203 /deployments/1"},
		{"running deployments of one name", "output:\n  deployments:\n" +
			"    - {name: a, status: RUNNING, charge_type: post_paid, deployed_model: x-1, model_name: qwen3-8b, plan: mu, model_unit_spec: MU5, capacity: 3}\n" +
			"    - {name: a, status: RUNNING, charge_type: post_paid, deployed_model: x-2, model_name: qwen3-8b, plan: mu, model_unit_spec: MU5, capacity: 3}\n", "CP203 "},
		{"an empty list", beijing + "  []\n", "CP105 /deployments"},
		{"a misspelt list", "region: beijing\ndeploments:\n  - {name: a, " + flash + ", " + tpm + "}\n", "CP201 /deploments"},
		{"no list", "region: beijing\ndeployments: {}\n", "CP202 /deployments"},

		{"no model", beijing + "  - {name: a, plan: ptu, " + tpm + "}\n", "CP203 /deployments/0"},
		{"an unknown model with a payment", beijing + "  - {name: a, model_name: nothing, plan: ptu, " + tpm + ", estimate: {payment: subscription}}\n", "CP301 /deployments/0/model_name"},
		{"a stopped deployment of an unknown model", "output: {name: a, deployed_model: x, model_name: nothing, plan: mu, status: STOPPED, capacity: 3}\n", "CP203 "},

		{"a budget without its limit", "region: beijing\nbudgets:\n  - {limit: much}\ndeployments:\n  - {name: a, " + flash + ", " + tpm + "}\n", "CP202 /budgets/0/limit"},
		{"too many budgets", "region: beijing\nbudgets: [" + strings.Repeat("{limit: 1}, ", 101) + "]\ndeployments:\n  - {name: a, " + flash + ", " + tpm + "}\n", "CP205 /budgets"},
		{"a budget whose region is broken", "region: beijing\nbudgets:\n  - {limit: 1, region: [beijing]}\ndeployments:\n  - {name: a, " + flash + ", " + tpm + "}\n", "CP202 /budgets/0/region"},

		{"a budget whose name is broken", "region: beijing\nbudgets:\n  - {limit: 1, name: 7}\ndeployments:\n  - {name: a, " + flash + ", " + tpm + "}\n", "CP202 /budgets/0/name"},

		{"no thinking output, where there is none", singapore + "  - {name: a, model_name: deepseek-v3.2, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000, thinking_output_tpm: 0}}\n", ""},
		{"thinking output, where there is none", singapore + "  - {name: a, model_name: deepseek-v3.2, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000, thinking_output_tpm: 1000}}\n",
			"CP307 /deployments/0/ptu_capacity/thinking_output_tpm"},
		{"output only", beijing + "  - {name: a, " + flash + ", ptu_capacity: {input_tpm: 0, output_tpm: 1000}}\n", "CP205 /deployments/0/ptu_capacity/input_tpm"},
		{"input only", beijing + "  - {name: a, " + flash + ", ptu_capacity: {input_tpm: 10000, output_tpm: 0}}\n", ""},
		{"no throughput", beijing + "  - {name: a, " + flash + ", ptu_capacity: {input_tpm: 0, output_tpm: 0}}\n", "CP205 /deployments/0/ptu_capacity/input_tpm"},
		{"throughput left out", beijing + "  - {name: a, " + flash + "}\n", "CP309 /deployments/0"},
		{"broken throughput", beijing + "  - {name: a, " + flash + ", ptu_capacity: 10000}\n", "CP202 /deployments/0/ptu_capacity"},
		{"a running deployment without throughput", "region: beijing\noutput: {name: a, status: RUNNING, charge_type: post_paid, deployed_model: x, model_name: qwen-flash-2025-07-28, plan: ptu}\n", "CP309 /output"},

		{"tokens of one kind", "region: singapore\ndeployments:\n  - {name: a, model_name: qwen3-14b-ft-1, plan: lora, capacity: 1, estimate: {tokens: {input: 0, output: 5}}}\n", ""},
		{"no tokens", "region: singapore\ndeployments:\n  - {name: a, model_name: qwen3-14b-ft-1, plan: lora, capacity: 1, estimate: {tokens: {input: 0, output: 0}}}\n", "CP316 /deployments/0/estimate/tokens"},

		{"days on compute units", beijing + "  - {name: a, model_name: mine, plan: cu, capacity: 2, estimate: {payment: subscription, days: 10}}\n", "CP310 /deployments/0/plan, CP206 /deployments/0/estimate/days"},
		{"tokens on compute units", beijing + "  - {name: a, model_name: mine, plan: cu, capacity: 2, estimate: {tokens: {input: 5, output: 4}}}\n", "CP310 /deployments/0/plan, CP206 /deployments/0/estimate/tokens"},
		{"months that are paid by the hour", beijing + "  - {name: a, model_name: mine, plan: cu, capacity: 2, estimate: {months: 1}}\n", "CP310 /deployments/0/plan, CP206 /deployments/0/estimate/months"},
		{"hours of use beside months", beijing + "  - {name: a, model_name: mine, plan: cu, capacity: 2, estimate: {payment: subscription, months: 1, hours: 9}}\n", "CP310 /deployments/0/plan"},
		{"thinking, on Instruct", beijing + mode("qwen3-vl-235b-a22b-instruct", "true"), "CP320 /deployments/0/enable_thinking"},
		{"thinking, on Instruct with a date", beijing + mode("qwen3-30b-a3b-instruct-2507", "true"), "CP320 /deployments/0/enable_thinking"},
		{"thinking, on a fine-tuned Instruct", beijing + mode("qwen3-vl-8b-instruct-ft-202511132025-0260", "true"), "CP320 /deployments/0/enable_thinking"},
		{"no thinking, on Instruct", beijing + mode("qwen3-vl-235b-a22b-instruct", "false"), ""},
		{"no thinking, on Thinking", beijing + mode("qwen3-vl-235b-a22b-thinking", "false"), "CP320 /deployments/0/enable_thinking"},
		{"thinking, on Thinking", beijing + mode("qwen3-vl-235b-a22b-thinking", "true"), ""},
		{"thinking, on a model of both modes", beijing + mode("qwen3-32b", "true"), ""},
		{"thinking, on an unknown Instruct", beijing + mode("our-instruct", "true"), "CP301 /deployments/0/model_name"},
		{"a mode that is no boolean", beijing + mode("qwen3-vl-235b-a22b-instruct", "1"), "CP202 /deployments/0/enable_thinking"},
		{"running in a mode that the API took", "region: beijing\noutput: {name: a, status: RUNNING, charge_type: post_paid, deployed_model: x, model_name: qwen3-vl-235b-a22b-instruct, plan: mu, model_unit_spec: MU1, capacity: 4, enable_thinking: true}\n", ""},

		{"cancelled, in a region that is not known", "region: nowhere\ndeployments:\n  - {name: a, " + batch + ", capacity: 3, estimate: {payment: subscription, cancel_after_days: 40}}\n", "CP204 /region"},
		{"cancelled after the first month", beijing + "  - {name: a, " + batch + ", capacity: 3, estimate: {payment: subscription, cancel_after_days: 31}}\n", "CP205 /deployments/0/estimate/cancel_after_days"},
		{"cancelled on the last day of it", beijing + "  - {name: a, " + batch + ", capacity: 3, estimate: {payment: subscription, cancel_after_days: 30}}\n", "CP505 /deployments/0/estimate/cancel_after_days"},

		{"a comment that only begins like a suppression", beijing + "  - {name: a, " + batch + ", capacity: 0} # costplan:ignored CP316 why\n", "CP316 /deployments/0/capacity, CP901 "},
		{"a comment with the marker in other words", beijing + "  - {name: a, " + batch + ", capacity: 0} # costplan-ignore CP316 why\n", "CP316 /deployments/0/capacity, CP901 "},
		{"a comment about costplan", beijing + "  - {name: a, " + batch + ", capacity: 0} # costplan ignores this key\n", "CP316 /deployments/0/capacity"},
		{"a suppression with a space in the marker", beijing + "  - {name: a, " + batch + ", capacity: 0} # costplan: ignore CP316 for later\n", ""},
		{"codes with a space behind the comma", "# costplan:ignore CP316, CP310 for later\n" + "region: beijing\ndeployments:\n  # costplan:ignore CP316, CP901 for later\n  - {name: a, " + batch + ", capacity: 0}\n", "CP901 , CP901 , CP901 "},
		{"a suppression after a tab", beijing + "  - {name: a, " + batch + ", capacity: 0} # costplan:ignore\tCP316 for later\n", ""},
		{"a suppression without a code", beijing + "  - {name: a, " + batch + ", capacity: 3} # costplan:ignore\n", "CP901 "},
		{"a suppression of blanks", beijing + "  - {name: a, " + batch + ", capacity: 3} # costplan:ignore   \n", "CP901 "},
	} {
		if got := codes(lint(cat, test.text, nil)); got != test.want {
			t.Errorf("%s: found %q, want %q\n%s", test.name, got, test.want, test.text)
		}
	}
}

func TestPolicy(t *testing.T) {
	cat := load(t)
	text := beijing + "  - {name: a, " + flash + ", " + tpm + "}\n  - {name: b, region: singapore, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY}\n"
	for _, test := range []struct {
		name    string
		project project.Project
		want    string
	}{
		{"anything", project.Project{}, ""},
		{"one region, which the document names", project.Project{Regions: []string{"ap-southeast-1"}}, "CP902 /deployments/0"},
		{"the other region", project.Project{Regions: []string{"cn-beijing"}}, "CP902 /deployments/1/region"},
		{"one plan", project.Project{Plans: []catalog.Plan{catalog.MU}}, "CP902 /deployments/0/plan"},
		{"some models", project.Project{Models: []string{"qwen3-*"}}, "CP902 /deployments/0/model_name"},
	} {
		test.project.File = ".costplan.yaml"
		if got := codes(lint(cat, text, &test.project)); got != test.want {
			t.Errorf("%s: found %q, want %q", test.name, got, test.want)
		}
	}
	// A region that is not known cannot be checked against the allowed ones.
	if got := codes(lint(cat, strings.Replace(text, "beijing", "nowhere", 1), &project.Project{Regions: []string{"ap-southeast-1"}})); got != "CP204 /region" {
		t.Errorf("found %q", got)
	}
}

// one returns the diagnostic of a code, of which there has to be one.
func one(t *testing.T, found []diag.Diagnostic, code diag.Code) diag.Diagnostic {
	t.Helper()
	var list []diag.Diagnostic
	for _, d := range found {
		if d.Code == code {
			list = append(list, d)
		}
	}
	if len(list) != 1 {
		t.Fatalf("%d of %s: %+v", len(list), code, found)
	}
	return list[0]
}

// The API refuses a model as the request names it; what a base model or a running
// deployment names it never sees.
func TestUnknownModel(t *testing.T) {
	cat := load(t)
	for _, test := range []struct {
		name, text string
		refused    bool
		fixes      int
	}{
		{"in a request", beijing + "  - {name: a, model_name: qwen3-8c, plan: mu, deploy_spec: MU5, capacity: 3, billing_method: POST_PAY}\n", true, 1},
		{"fine-tuned", beijing + "  - {name: a, model_name: qwen3-8c-ft-1, plan: mu, deploy_spec: MU5, capacity: 3, billing_method: POST_PAY}\n", false, 1},
		{"as the base model", beijing + "  - {name: a, model_name: ours, plan: mu, deploy_spec: MU5, capacity: 3, billing_method: POST_PAY, estimate: {base_model: qwen3-8c}}\n", false, 1},
		{"running", "output: {name: a, deployed_model: x, model_name: qwen3-8c, plan: mu, model_unit_spec: MU5, capacity: 3}\n", false, 0},
		{"like nothing", beijing + "  - {name: a, model_name: zzzzzzzzzzzzzzzzzzzz, plan: mu, deploy_spec: MU5, capacity: 3, billing_method: POST_PAY}\n", true, 0},
	} {
		d := one(t, lint(cat, test.text, nil), diag.UnknownModel)
		if (d.APIError != nil) != test.refused || len(d.Fixes) != test.fixes {
			t.Errorf("%s: refusal %v, fixes %+v", test.name, d.APIError, d.Fixes)
		}
	}
}

// A plan that is not offered here may be elsewhere, which is said.
func TestPlanElsewhere(t *testing.T) {
	d := one(t, lint(load(t), singapore+"  - {name: a, model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 3, billing_method: POST_PAY}\n", nil), diag.PlanNotOffered)
	if !strings.HasSuffix(d.Help, ", or on plan mu in cn-beijing (China, Beijing)") {
		t.Errorf("help %q", d.Help)
	}
	d = one(t, lint(load(t), beijing+"  - {name: a, "+strings.Replace(flash, "plan: ptu", "plan: lora", 1)+", capacity: 1}\n", nil), diag.PlanNotOffered)
	if strings.Contains(d.Help, "in cn-beijing") || strings.Contains(d.Help, "or on plan") {
		t.Errorf("help %q: plan lora has it nowhere", d.Help)
	}
}

// The largest capacity below 1,000 that is a whole number of bundles: 124 of 8,
// 499 of 2, 999 of 1.
func TestLargestCapacity(t *testing.T) {
	cat := load(t)
	for spec, want := range map[string]string{"qwen3-32b, deploy_spec: MU2": "MU2 x 8 is 992", "qwen3-32b, deploy_spec: MU1": "MU1 x 4 is 996"} {
		d := one(t, lint(cat, singapore+"  - {name: a, model_name: "+spec+", plan: mu, capacity: 1000, billing_method: POST_PAY}\n", nil), diag.CapacityTooLarge)
		if !strings.Contains(d.Help, "the largest for "+want+";") {
			t.Errorf("help %q, want %s", d.Help, want)
		}
	}
}

// What is paid in advance is compared with nothing: how much of it would be used
// by the hour is not stated.
func TestSubscriptionsAreNotCompared(t *testing.T) {
	cat := load(t)
	for _, text := range []string{
		beijing + "  - {name: a, " + flash + ", " + tpm + ", estimate: {payment: subscription, days: 60}}\n",
		beijing + "  - {name: a, " + batch + ", capacity: 3, estimate: {payment: subscription, months: 3}}\n",
	} {
		for _, d := range lint(cat, text, nil) {
			if d.Code == diag.CheaperPayment || d.Code == diag.CostlyCancel {
				t.Errorf("%s %s\n%s", d.Code, d.Message, text)
			}
		}
	}
}

// Only prices are compared: a region that offers a model without one is not free.
func TestNoPriceIsNotCheaper(t *testing.T) {
	cat := load(t).With(&catalog.Overlay{File: "ours.yaml", Offers: []catalog.Offer{{
		Region: "cn-beijing", Plan: catalog.LoRA, Model: "qwen3-8b", Bundle: 1, Prices: []catalog.Price{
			{Payment: catalog.PayAsYouGo, Item: catalog.Input, Amount: decimal.NewFromInt(1), Currency: "USD", Per: catalog.Per{Quantity: 1000, Unit: "token"}, Source: "ours.yaml:1"},
		},
	}}})
	for _, d := range lint(cat, beijing+"  - {name: a, model_name: qwen3-8b-ft-1, plan: lora, capacity: 1, estimate: {tokens: {input: 1000, output: 0}}}\n", nil) {
		t.Errorf("%s %s", d.Code, d.Message)
	}
}

// A price for one payment only leaves the other without a fee, whatever is stated,
// and nothing to compare with.
func TestOnePayment(t *testing.T) {
	for _, test := range []struct {
		payment        catalog.Payment
		time, estimate string
		want           string
	}{
		{catalog.Subscription, "month", "", ""},
		{catalog.Subscription, "month", ", estimate: {payment: subscription}", ""},
		{catalog.Subscription, "month", ", estimate: {payment: pay_as_you_go}", "CP314 /deployments/0/estimate/payment"},
		{catalog.PayAsYouGo, "hour", "", ""},
		{catalog.PayAsYouGo, "hour", ", estimate: {payment: subscription}", "CP314 /deployments/0/estimate/payment"},
	} {
		cat := load(t).With(&catalog.Overlay{File: "ours.yaml", Offers: []catalog.Offer{{
			Region: "cn-beijing", Plan: catalog.CU, Model: "*", Bundle: 1, Prices: []catalog.Price{
				{Payment: test.payment, Item: catalog.ModelUnit, Amount: decimal.NewFromInt(100), Currency: "USD", Per: catalog.Per{Quantity: 1, Unit: "CU", Time: test.time}, Source: "ours.yaml:1"},
			},
		}}})
		found := lint(cat, beijing+"  - {name: a, model_name: qwen3-8b, plan: cu, capacity: 2"+test.estimate+"}\n", nil)
		if got := codes(found); got != test.want {
			t.Errorf("by the %s%s: found %q, want %q", test.time, test.estimate, got, test.want)
		}
		for _, d := range found {
			if d.Severity == diag.Info {
				t.Errorf("by the %s%s: %s %s", test.time, test.estimate, d.Code, d.Message)
			}
		}
	}
}

// One region is missing, or one for several deployments, which is said once.
func TestRegionMissing(t *testing.T) {
	cat := load(t)
	text := "deployments:\n  - {name: a, " + flash + ", " + tpm + "}\n"
	if d := one(t, lint(cat, text, nil), diag.MissingField); d.Message != "region is missing: there is no price without one" {
		t.Errorf("message %q", d.Message)
	}
	text += "  - {name: b, region: beijing, " + flash + ", suffix: b, " + tpm + "}\n"
	if d := one(t, lint(cat, text, nil), diag.MissingField); !strings.HasSuffix(d.Message, "(first at a)") {
		t.Errorf("message %q", d.Message)
	}
}

// The cheapest other place of each offer is the cheapest by the page, of its own
// specification if one costs less: its price of a bundle, since as many bundles are
// bought.
func TestCheapestPlace(t *testing.T) {
	cat := load(t)
	cells := page.Cells()
	compared, cheaper := 0, 0
	for _, own := range cells {
		if own.Plan != "mu" || own.Payment != "pay_as_you_go" {
			continue
		}
		const bundles, hours = 3, 100
		var best *page.Cell
		for i := range cells {
			other := &cells[i]
			if other.Plan == own.Plan && other.Model == own.Model && other.Payment == own.Payment &&
				(other.Region != own.Region || other.Spec != own.Spec) && other.Price.Cmp(own.Price) < 0 &&
				(best == nil || other.Spec == own.Spec && best.Spec != own.Spec ||
					(other.Spec == own.Spec) == (best.Spec == own.Spec) && other.Price.Cmp(best.Price) < 0) {
				best = other
			}
		}
		text := fmt.Sprintf("region: %s\ndeployments:\n  - {name: a, model_name: %s, plan: mu, deploy_spec: %s, capacity: %d, billing_method: POST_PAY, estimate: {hours: %d}}\n",
			own.Region, own.Model, own.Spec, bundles*own.Bundle, hours)
		var got []diag.Diagnostic
		for _, d := range lint(cat, text, nil) {
			if d.Code == diag.CheaperOption {
				got = append(got, d)
			}
		}
		compared++
		if best == nil {
			if len(got) > 0 {
				t.Errorf("%s is the cheapest, but %s", text, got[0].Message)
			}
			continue
		}
		cheaper++
		if len(got) != 1 {
			t.Errorf("%s: %d remarks, want one on %s %s", text, len(got), best.Region, best.Spec)
			continue
		}
		where := "here"
		if best.Region != own.Region {
			where = "in " + best.Region + " ("
		}
		if best.Spec != own.Spec {
			where = fmt.Sprintf("on %s x %d %s", best.Spec, bundles*best.Bundle, where)
		}
		amount := new(big.Rat).Mul(best.Price, big.NewRat(bundles*hours, 1)).FloatString(2)
		if message := strings.ReplaceAll(got[0].Message, ",", ""); !strings.Contains(message, " less "+where) || !strings.Contains(message, ": "+amount+" USD instead of ") {
			t.Errorf("%s: %q, want %s for %s", text, got[0].Message, where, amount)
		}
	}
	if compared == 0 || cheaper == 0 || cheaper == compared {
		t.Errorf("%d of %d have a cheaper place: too few cases of one kind", cheaper, compared)
	}
}

// A subscription has dates that RFC 3339 can write, or no amount: its days, and the
// days until it is released, stay within the years 1 to 9999.
func TestDatesThatCanBeWritten(t *testing.T) {
	cat := load(t)
	for estimate, want := range map[string]string{
		"payment: subscription, days: 30, ordered_at: 9999-11-01T00:00:00+08:00": "",
		"payment: subscription, days: 30, ordered_at: 9999-12-15T00:00:00+08:00": "CP205 /deployments/0/estimate/ordered_at",
		"payment: subscription, days: 30, ordered_at: 2026-06-06T00:00:00+24:00": "CP204 /deployments/0/estimate/ordered_at",
		"payment: subscription, days: 30, ordered_at: 2026-06-06T00:00:00+08:60": "CP204 /deployments/0/estimate/ordered_at",
		"payment: subscription, days: 30, ordered_at: 0000-06-06T00:00:00+08:00": "CP204 /deployments/0/estimate/ordered_at",
	} {
		text := beijing + "  - {name: a, " + flash + ", " + tpm + ", estimate: {" + estimate + "}}\n"
		if got := codes(lint(cat, text, nil)); got != want {
			t.Errorf("%s: %s, want %s", estimate, got, want)
		}
	}
}

// A long block of suppressions takes time by its lines, not by their square: this
// one would take many minutes. Each of them silences the finding below the block.
func TestManySuppressions(t *testing.T) {
	text := strings.Repeat("# costplan:ignore CP313 agreed\n", 130_000) +
		"{model_name: qwen3-8b, region: beijing, plan: mu, deploy_spec: MU5, capacity: 3, name: a}\n"
	if got := codes(lint(load(t), text, nil)); got != "" {
		t.Errorf("found %.200s", got)
	}
	// So does a stream of documents, each with one of its own.
	const documents = 20_000
	text = strings.Repeat("{model_name: x, plan: mu, region: beijing, name: a, deploy_spec: MU1, capacity: 1, billing_method: POST_PAY} # costplan:ignore CP301 ours\n---\n", documents)
	if got := codes(lint(load(t), text, nil)); strings.Contains(got, "CP301") || strings.Contains(got, "CP901") {
		t.Errorf("found %.200s", got)
	}
}
