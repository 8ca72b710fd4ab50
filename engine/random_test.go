package engine_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/testdata/page"
)

// option is what can be bought under one payment, with its prices by item.
type option struct {
	region, plan, model, spec, payment string
	bundle                             int
	prices                             map[string]*big.Rat
}

func pageOptions() []option {
	var options []option
	index := map[string]int{}
	for _, c := range page.Cells() {
		key := strings.Join([]string{c.Region, c.Plan, c.Model, c.Spec, c.Payment}, "|")
		at, ok := index[key]
		if !ok {
			at = len(options)
			index[key] = at
			options = append(options, option{c.Region, c.Plan, c.Model, c.Spec, c.Payment, int(c.Bundle), map[string]*big.Rat{}})
		}
		options[at].prices[c.Item] = c.Price
	}
	return options
}

// product multiplies whole and rational numbers.
func product(factors ...any) *big.Rat {
	result := big.NewRat(1, 1)
	for _, factor := range factors {
		switch f := factor.(type) {
		case *big.Rat:
			result.Mul(result, f)
		case int:
			result.Mul(result, big.NewRat(int64(f), 1))
		}
	}
	return result
}

// deployment writes a random deployment of an option as YAML, and computes its
// fee by the formulas of the page.
func (o option) deployment(rng *rand.Rand, name string) (text string, fee *big.Rat) {
	head := fmt.Sprintf("  - name: %s\n    suffix: %s\n    region: %s\n    plan: %s\n", name, name, o.region, o.plan)
	hundredths := rng.IntN(1_000_000)
	hours := big.NewRat(int64(hundredths), 100)
	hoursText := fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100)
	switch o.plan {
	case "ptu":
		in, out := 10_000*(1+rng.IntN(500)), 1_000*(1+rng.IntN(500))
		if rng.IntN(4) == 0 {
			in, out = 1+rng.IntN(3_000_000), 1+rng.IntN(300_000) // not whole units: pro rata
		}
		perTime := product(in, o.prices["input"], big.NewRat(1, 10_000))
		perTime.Add(perTime, product(out, o.prices["output"], big.NewRat(1, 1_000)))
		thinking := ""
		if price := o.prices["thinking_output"]; price != nil && rng.IntN(3) > 0 {
			n := 1_000 * (1 + rng.IntN(200))
			perTime.Add(perTime, product(n, price, big.NewRat(1, 1_000)))
			thinking = fmt.Sprintf(", thinking_output_tpm: %d", n)
		}
		text = head + fmt.Sprintf("    model_name: %s\n    ptu_capacity: {input_tpm: %d, output_tpm: %d%s}\n", o.model, in, out, thinking)
		if o.payment == "subscription" {
			days := 1 + rng.IntN(365)
			return text + fmt.Sprintf("    estimate: {payment: subscription, days: %d}\n", days), product(days, perTime)
		}
		return text + fmt.Sprintf("    estimate: {hours: %s}\n", hoursText), product(hours, perTime)
	case "mu":
		capacity := o.bundle * (1 + rng.IntN(999/o.bundle))
		unit := product(capacity, o.prices["model_unit"], big.NewRat(1, int64(o.bundle)))
		text = head + fmt.Sprintf("    model_name: %s\n    deploy_spec: %s\n    capacity: %d\n    billing_method: POST_PAY\n", o.model, o.spec, capacity)
		if o.payment != "subscription" {
			return text + fmt.Sprintf("    estimate: {hours: %s}\n", hoursText), product(hours, unit)
		}
		if rng.IntN(2) == 0 {
			tenths := 1 + rng.IntN(300)
			begun := (tenths + 9) / 10
			return text + fmt.Sprintf("    estimate: {payment: subscription, cancel_after_days: %d.%d}\n", tenths/10, tenths%10),
				product(begun, unit, big.NewRat(1, 30), big.NewRat(12, 10))
		}
		months := 1 + rng.IntN(36)
		return text + fmt.Sprintf("    estimate: {payment: subscription, months: %d}\n", months), product(months, unit)
	default:
		in, out, thinking := rng.IntN(1_000_000_000), rng.IntN(1_000_000_000), 1+rng.IntN(1_000_000_000)
		fee = product(in, o.prices["input"])
		fee.Add(fee, product(out, o.prices["output"]))
		fee.Add(fee, product(thinking, o.prices["thinking_output"]))
		return head + fmt.Sprintf("    model_name: %s-ft-%s\n    capacity: 1\n    estimate: {tokens: {input: %d, output: %d, thinking_output: %d}}\n",
			o.model, name, in, out, thinking), fee.Mul(fee, big.NewRat(1, 1_000))
	}
}

// TestRandomDeployments compares 3,000 random deployments, every price cell
// among them, with an independent calculation over rational numbers.
func TestRandomDeployments(t *testing.T) {
	const total, perFile = 3_000, 50
	options := pageOptions()
	if total < len(options) {
		t.Fatalf("%d deployments cannot cover %d options", total, len(options))
	}
	e := newEngine(t)
	rng := rand.New(rand.NewPCG(1, 2))
	sum := new(big.Rat)
	for first := 0; first < total; first += perFile {
		var text strings.Builder
		text.WriteString("deployments:\n")
		var want []*big.Rat
		for i := first; i < first+perFile; i++ {
			deployment, fee := options[i%len(options)].deployment(rng, fmt.Sprintf("d%d", i))
			text.WriteString(deployment)
			want = append(want, fee)
		}
		q := e.Price([]engine.Input{{Name: "random.yaml", Data: []byte(text.String())}}, engine.Settings{})
		if len(q.Deployments) != perFile || len(q.Totals) != 1 || !q.Totals[0].Complete() {
			t.Fatalf("%d deployments, totals %+v\n%s\n%s", len(q.Deployments), q.Totals, diagnosticsText(q.Diagnostics), text.String())
		}
		sum.SetInt64(0)
		for i, d := range q.Deployments {
			sum.Add(sum, want[i])
			if !d.Fee.Known || !d.Fee.Exact || d.Fee.Amount.Value.Rat().Cmp(want[i]) != 0 {
				t.Errorf("%s costs %s (known %t, exact %t), want %s\n%s",
					d.Name, d.Fee.Amount.Value, d.Fee.Known, d.Fee.Exact, want[i].FloatString(12), quoteText(&q))
			}
		}
		if q.Totals[0].Amount.Value.Rat().Cmp(sum) != 0 {
			t.Errorf("total is %s, want %s", q.Totals[0].Amount.Value, sum.FloatString(12))
		}
	}
}
