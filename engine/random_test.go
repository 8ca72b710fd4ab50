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

// The fees of random deployments are computed here once more, without the
// engine: from the figures of the page as another reader read them, over
// rational numbers, formula by formula as the page has them.

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

// period is what totals cover, and what it fills in.
type period struct {
	text         string
	hours        *big.Rat
	days, months int
}

var periods = []period{
	{"", big.NewRat(720, 1), 30, 1}, {"30d", big.NewRat(720, 1), 30, 1}, {"720h", big.NewRat(720, 1), 30, 1}, {"2mo", big.NewRat(1440, 1), 60, 2},
	{"2026-02", big.NewRat(672, 1), 28, 1}, {"2024-02", big.NewRat(696, 1), 29, 1}, {"31d", big.NewRat(744, 1), 31, 2},
	{"1.5d", big.NewRat(36, 1), 2, 1}, {"100.25h", big.NewRat(401, 4), 5, 1}, {"721h", big.NewRat(721, 1), 31, 2},
}

// bought is a random deployment: its fields as JSON, and its fee.
type bought struct {
	fields string // without braces, the last field is estimate, if it is there
	fee    *big.Rat
}

// deployment makes a random deployment of an option.
func (o option) deployment(rng *rand.Rand, name string, p period, hoursUp bool) bought {
	head := fmt.Sprintf(`"name": %q, "suffix": %q, "region": %q, "plan": %q`, name, name[1:], o.region, o.plan)
	subscribed := o.payment == "subscription"
	switch o.plan {
	case "ptu":
		text, perTime := o.throughput(rng)
		head += fmt.Sprintf(`, "model_name": %q%s`, o.model, text)
		if subscribed {
			days := p.days
			estimate := `"payment": "subscription"`
			if rng.IntN(4) > 0 {
				days = 1 + rng.IntN(365)
				estimate += fmt.Sprintf(`, "days": %d`, days)
			}
			return bought{head + `, "estimate": {` + estimate + `}`, product(days, perTime)}
		}
		text, hours := randomHours(rng, p, hoursUp)
		return bought{head + text, product(hours, perTime)}
	case "mu":
		capacity := o.bundle * (1 + rng.IntN(999/o.bundle))
		unit := product(capacity, o.prices["model_unit"], big.NewRat(1, int64(o.bundle)))
		head += fmt.Sprintf(`, "model_name": %q, "deploy_spec": %q, "capacity": %d, "billing_method": "POST_PAY"`, o.model, o.spec, capacity)
		if !subscribed {
			text, hours := randomHours(rng, p, hoursUp)
			return bought{head + text, product(hours, unit)}
		}
		switch rng.IntN(4) {
		case 0:
			return bought{head + `, "estimate": {"payment": "subscription"}`, product(p.months, unit)}
		case 1:
			months := 1 + rng.IntN(36)
			return bought{head + fmt.Sprintf(`, "estimate": {"payment": "subscription", "months": %d}`, months), product(months, unit)}
		}
		tenths := 1 + rng.IntN(300)
		begun := (tenths + 9) / 10
		return bought{head + fmt.Sprintf(`, "estimate": {"payment": "subscription", "cancel_after_days": %d.%d}`, tenths/10, tenths%10),
			product(begun, unit, big.NewRat(1, 30), big.NewRat(12, 10))}
	default:
		in, out, thinking := rng.IntN(1_000_000_000), rng.IntN(1_000_000_000), 1+rng.IntN(1_000_000_000)
		fee := product(in, o.prices["input"])
		fee.Add(fee, product(out, o.prices["output"]))
		fee.Add(fee, product(thinking, o.prices["thinking_output"]))
		return bought{head + fmt.Sprintf(`, "model_name": "%s-ft-%s", "capacity": 1, "estimate": {"tokens": {"input": %d, "output": %d, "thinking_output": %d}}`,
			o.model, name, in, out, thinking), fee.Mul(fee, big.NewRat(1, 1_000))}
	}
}

// throughput makes a random capacity of plan ptu and its price for one unit of
// time. One that is left out, in whole or in part, is 10,000 input and 1,000
// output tokens a minute.
func (o option) throughput(rng *rand.Rand) (text string, perTime *big.Rat) {
	in, out := 10_000*(1+rng.IntN(500)), 1_000*(1+rng.IntN(500))
	switch rng.IntN(8) {
	case 0:
		in, out = 1+rng.IntN(3_000_000), 1+rng.IntN(300_000) // not whole units: pro rata
	case 1:
		in, out = 10_000, 1_000
	case 2:
		out = 1_000
		text = fmt.Sprintf(`"input_tpm": %d`, in)
	case 3:
		in = 10_000
		text = fmt.Sprintf(`"output_tpm": %d`, out)
	}
	perTime = product(in, o.prices["input"], big.NewRat(1, 10_000))
	perTime.Add(perTime, product(out, o.prices["output"], big.NewRat(1, 1_000)))
	if in == 10_000 && out == 1_000 && rng.IntN(2) == 0 {
		return "", perTime
	}
	if text == "" {
		text = fmt.Sprintf(`"input_tpm": %d, "output_tpm": %d`, in, out)
	}
	if price := o.prices["thinking_output"]; price != nil && rng.IntN(3) > 0 {
		n := 1_000 * (1 + rng.IntN(200))
		perTime.Add(perTime, product(n, price, big.NewRat(1, 1_000)))
		text += fmt.Sprintf(`, "thinking_output_tpm": %d`, n)
	}
	return `, "ptu_capacity": {` + text + `}`, perTime
}

// randomHours makes random billed hours: stated, by a schedule, or the whole period.
func randomHours(rng *rand.Rand, p period, up bool) (text string, hours *big.Rat) {
	switch rng.IntN(4) {
	case 0:
		hours = new(big.Rat).Set(p.hours)
	case 1:
		quarters, days := 1+rng.IntN(96), 1+rng.IntN(31)
		text = fmt.Sprintf(`, "estimate": {"schedule": {"hours_per_day": %s, "days": %d}}`, big.NewRat(int64(quarters), 4).FloatString(2), days)
		hours = product(days, big.NewRat(int64(quarters), 4))
		if up { // each day's run
			hours = product(days, big.NewRat(int64((quarters+3)/4), 1))
		}
	default:
		hundredths := rng.IntN(1_000_000)
		text = fmt.Sprintf(`, "estimate": {"hours": %d.%02d}`, hundredths/100, hundredths%100)
		hours = big.NewRat(int64(hundredths), 100)
	}
	if up && !hours.IsInt() {
		whole := new(big.Int).Quo(hours.Num(), hours.Denom())
		hours = new(big.Rat).SetInt(whole.Add(whole, big.NewInt(1)))
	}
	return text, hours
}

// TestRandomDeployments compares 100,000 random deployments, every price cell
// among them many times, with the calculation of this file.
func TestRandomDeployments(t *testing.T) {
	const shards, perFile = 20, 50
	files := 100
	if testing.Short() {
		files = 5
	}
	options := pageOptions()
	if shards*perFile*files < len(options) {
		t.Fatalf("%d deployments cannot cover %d options", shards*perFile*files, len(options))
	}
	e := newEngine(t)
	for shard := range shards {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			rng := rand.New(rand.NewPCG(1, uint64(shard)))
			for file := range files {
				first := (shard*files + file) * perFile
				checkRandomFile(t, e, rng, options, first, perFile)
			}
		})
	}
}

// checkRandomFile prices a file of random deployments, numbered from first.
func checkRandomFile(t *testing.T, e *engine.Engine, rng *rand.Rand, options []option, first, n int) {
	t.Helper()
	p := periods[rng.IntN(len(periods))]
	hoursUp := rng.IntN(4) == 0
	var text strings.Builder
	text.WriteString("{")
	if p.text != "" {
		fmt.Fprintf(&text, `"period": %q, `, p.text)
	}
	text.WriteString(`"deployments": [`)
	var want []*big.Rat
	sum := new(big.Rat)
	for i := range n {
		b := options[(first+i)%len(options)].deployment(rng, fmt.Sprintf("d%d", first+i), p, hoursUp)
		if i > 0 {
			text.WriteString(",")
		}
		text.WriteString("\n{" + b.fields + "}")
		want = append(want, b.fee)
		sum.Add(sum, b.fee)
	}
	text.WriteString("]}")
	q := e.Price([]engine.Input{{Name: "random.json", Data: []byte(text.String())}}, engine.Settings{RoundHoursUp: hoursUp})
	if len(q.Deployments) != n || len(q.Totals) != 1 || !q.Totals[0].Complete() {
		t.Fatalf("%d deployments, totals %+v\n%s\n%s", len(q.Deployments), q.Totals, diagnosticsText(q.Diagnostics), text.String())
	}
	for i, d := range q.Deployments {
		if !d.Fee.Known || !d.Fee.Exact || d.Fee.Amount.Value.Rat().Cmp(want[i]) != 0 {
			t.Errorf("%s costs %s (known %t, exact %t), want %s in period %q\n%s",
				d.Name, d.Fee.Amount.Value, d.Fee.Known, d.Fee.Exact, want[i].FloatString(12), p.text, quoteText(&q))
		}
	}
	if q.Totals[0].Amount.Value.Rat().Cmp(sum) != 0 {
		t.Errorf("total is %s, want %s", q.Totals[0].Amount.Value, sum.FloatString(12))
	}
}
