package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
)

// TestExample prices the example that the documentation shows. The amounts are
// worked out here from the prices of the page:
//
//	chat       30 d x (5 x 14.4 + 5 x 8.64) = 30 x 115.2
//	chat-peak  10 h x 22 x (5 x 1.2 + 5 x 0.72) = 220 x 9.6
//	research   176 h x (2 x 0.28 + 2 x 0.07 + 1 x 0.28) = 176 x 0.98
//	batch      220 h x 8 x 44 / 4
//	vision     1 month x 2 x 10,458 / 2
//	pilot      12 begun days x 3 x 1,394.329 x 1.2 / 30
//	support    120,000 x 0.00035 + 30,000 x 0.0014 + 5,000 x 0.0042 = 42 + 42 + 21
func TestExample(t *testing.T) {
	r := run(t, "", "price", "--format", "json", examples+"deployments.yaml").want(t, 0)
	if r.stderr != "" {
		t.Errorf("stderr: %s", r.stderr)
	}
	quote := decode(t, "quote", r.stdout)
	want := []struct{ name, amount string }{
		{"chat", "3456"}, {"chat-peak", "2112"}, {"research", "172.48"}, {"batch", "19360"},
		{"vision", "10458"}, {"pilot", "2007.83376"}, {"support", "105"},
	}
	deployments := quote["deployments"].([]any)
	if len(deployments) != len(want) {
		t.Fatalf("%d deployments, want %d", len(deployments), len(want))
	}
	bought := map[string]bool{}
	for i, w := range want {
		d := deployments[i].(map[string]any)
		if d["name"] != w.name || d["amount"] != w.amount {
			t.Errorf("%v costs %v, want %s at %s", d["name"], d["amount"], w.name, w.amount)
		}
		bought[d["plan"].(string)+" "+d["payment"].(string)] = true
	}
	for _, kind := range []string{"ptu pay_as_you_go", "ptu subscription", "mu pay_as_you_go", "mu subscription", "lora pay_as_you_go"} {
		if !bought[kind] {
			t.Errorf("the example has no %s", kind)
		}
	}
	total := quote["totals"].([]any)[0].(map[string]any)
	if total["amount"] != "37671.31376" || total["rounded"] != "37671.31" || total["complete"] != true {
		t.Errorf("the total is %v", total)
	}
	// Ordered at 22:30, after 22:00: valid to the end of day 31, which is 6 July.
	dates := deployments[0].(map[string]any)["dates"].(map[string]any)
	for field, moment := range map[string]string{
		"ordered_at": "2026-06-06T22:30:00+08:00", "valid_until": "2026-07-06T23:59:00+08:00",
		"service_stops": "2026-07-07T01:59:00+08:00", "released": "2026-07-07T15:59:00+08:00",
	} {
		if dates[field] != moment {
			t.Errorf("%s is %v, want %s", field, dates[field], moment)
		}
	}
}

// TestExplained: each line's formula is in the table, its price stands on the
// line of the catalog that it cites, and the lines add up to the amount.
func TestExplained(t *testing.T) {
	table := run(t, "", "price", "--explain", examples+"deployments.yaml").want(t, 0).stdout
	quote := decode(t, "quote", run(t, "", "price", "--format", "json", examples+"deployments.yaml").stdout)
	for _, each := range quote["deployments"].([]any) {
		d := each.(map[string]any)
		sum := decimal.Zero
		for _, each := range d["lines"].([]any) {
			line := each.(map[string]any)
			sum = sum.Add(decimal.RequireFromString(line["amount"].(string)))
			source := line["source"].(string)
			if !strings.Contains(table, line["formula"].(string)+" = ") || !strings.Contains(table, source) {
				t.Errorf("%s: %s (%s) is not in the table", d["name"], line["formula"], source)
			}
			cited := cite(t, source)
			model, _ := d["base_model"].(string)
			if model == "" {
				model = d["model"].(string)
			}
			if !strings.Contains(cited, model) || !strings.Contains(cited, line["price"].(string)) {
				t.Errorf("%s: %s cites %q", d["name"], line["formula"], cited)
			}
		}
		if amount := d["amount"].(string); money.Text(sum) != amount {
			t.Errorf("%s: the lines add up to %s, the amount is %s", d["name"], sum, amount)
		}
	}
}

// cite returns the line of the catalog that a reference names.
func cite(t *testing.T, reference string) string {
	t.Helper()
	name, number, _ := strings.Cut(reference, ":")
	text, err := os.ReadFile(filepath.Join("../../../../catalog", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(text), "\n")[decimal.RequireFromString(number).IntPart()-1]
}

// TestPriceGolden shows what people see in a pipe.
func TestPriceGolden(t *testing.T) {
	for name, args := range map[string][]string{
		"table":    {"deployments.yaml"},
		"explain":  {"--explain", "deployments.yaml"},
		"unpriced": {"unpriced.yaml"},
		"several":  {"--region", "beijing", "fleet.json", "request.json"},
		"markdown": {"--format", "markdown", "deployments.yaml", "unpriced.yaml"},
		"csv":      {"--format", "csv", "deployments.yaml", "unpriced.yaml"},
	} {
		t.Run(name, func(t *testing.T) {
			r := inExamples(t, append([]string{"price"}, args...)...)
			golden(t, name, r.stdout)
		})
	}
}

// TestOtherExamples:
//
//	request  720 h x (0.06 + 0.06)
//	fleet    720 h x 4 x 29.704 / 4 + 86.4, and one is stopped
func TestOtherExamples(t *testing.T) {
	for _, c := range []struct {
		name, total string
		code        int
	}{{"request.json", "86.4", 0}, {"fleet.json", "21473.28", 0}, {"unpriced.yaml", "86.4", 1}} {
		r := run(t, "", "price", "--region", "beijing", "--format", "json", examples+c.name).want(t, c.code)
		total := decode(t, "quote", r.stdout)["totals"].([]any)[0].(map[string]any)
		if total["amount"] != c.total || total["complete"] != (c.code == 0) {
			t.Errorf("%s: the total is %v, want %s", c.name, total, c.total)
		}
	}
}

// TestWorked prices the examples that the fee rules are explained with, with
// 10 h 30 min of a part hour billed either way.
func TestWorked(t *testing.T) {
	const mu = `{"model_name": "qwen3-32b", "plan": "mu", "name": "a", "deploy_spec": "MU1", "capacity": 8,
		"billing_method": "POST_PAY", "region": "singapore", "estimate": {"hours": 10.5}}`
	for _, c := range []struct{ rounding, amount string }{
		{"pro-rata", "924"}, // 10.5 x 8 x 44 / 4
		{"up", "968"},       // 11 x 8 x 44 / 4
	} {
		r := run(t, mu, "price", "--bill-hours", c.rounding, "--format", "json", "-").want(t, 0)
		d := decode(t, "quote", r.stdout)["deployments"].([]any)[0].(map[string]any)
		if d["amount"] != c.amount || d["file"] != "<stdin>" {
			t.Errorf("--bill-hours %s: %v in %v, want %s", c.rounding, d["amount"], d["file"], c.amount)
		}
	}
}

func TestPeriod(t *testing.T) {
	// December has 31 days: 744 h x 0.12 = 89.28.
	r := run(t, "", "price", "--period", "2026-12", "--region", "BEIJING", "--format", "json", examples+"request.json").want(t, 0)
	total := decode(t, "quote", r.stdout)["totals"].([]any)[0].(map[string]any)
	if total["amount"] != "89.28" {
		t.Errorf("the total is %v", total)
	}
}

// TestColor: only when it is asked for, since a buffer is no terminal.
func TestColor(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	for _, command := range []string{"price", "lint"} {
		plain := run(t, "", command, examples+"deployments.yaml")
		if strings.Contains(plain.stdout+plain.stderr, "\x1b") {
			t.Errorf("%s: colours in a pipe", command)
		}
		if r := run(t, "", command, "--color", "always", examples+"deployments.yaml"); !strings.Contains(r.stdout, "\x1b[") {
			t.Errorf("%s: no colours with --color always", command)
		}
	}
}

// TestHostileNames: what a file says cannot steer the terminal.
func TestHostileNames(t *testing.T) {
	text := "model_name: \"qwen-flash-2025-07-28\"\nplan: ptu\nname: \"\\e[2Jx\\u202ey\"\nregion: \"\\e]0;title\\a\"\n"
	for _, args := range [][]string{{"price", "-"}, {"price", "--explain", "-"}, {"lint", "-"}, {"price", "--format", "csv", "-"}} {
		r := run(t, text, args...)
		if args[len(args)-2] == "csv" {
			r.stdout = "" // data, as it is
		}
		if strings.ContainsAny(r.stdout+r.stderr, "\x1b\a\u202e") {
			t.Errorf("%v: %q", args, r.stdout+r.stderr)
		}
	}
}
