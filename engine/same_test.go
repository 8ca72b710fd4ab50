package engine_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/quote"
)

// What has to stay the same, or to change in step, when the input changes in a
// way that is known. The deployments are random ones of every option of the page.

// amounts are the exact amounts of a quote by name.
func amounts(t *testing.T, q *quote.Quote) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, d := range q.Deployments {
		if !d.Fee.Known {
			t.Fatalf("%s has no amount: %s\n%s", d.Name, d.Fee.Reason, diagnosticsText(q.Diagnostics))
		}
		found[d.Name] = money.Text(d.Fee.Amount.Value)
	}
	return found
}

func price(t *testing.T, e *engine.Engine, files ...string) *quote.Quote {
	t.Helper()
	var inputs []engine.Input
	for i, text := range files {
		name := fmt.Sprintf("f%d.yaml", i)
		if strings.HasPrefix(text, "{") {
			name = fmt.Sprintf("f%d.json", i)
		}
		inputs = append(inputs, engine.Input{Name: name, Data: []byte(text)})
	}
	q := e.Price(inputs, engine.Settings{})
	return &q
}

// same fails if two quotes differ in an amount, in their total, or in what was
// found besides where it stands.
func same(t *testing.T, what string, got, want *quote.Quote, texts ...string) {
	t.Helper()
	gotAmounts, wantAmounts := amounts(t, got), amounts(t, want)
	if fmt.Sprint(gotAmounts) != fmt.Sprint(wantAmounts) {
		t.Fatalf("%s: amounts %v, want %v\n%s", what, gotAmounts, wantAmounts, strings.Join(texts, "\n"))
	}
	if got, want := money.Text(got.Totals[0].Amount.Value), money.Text(want.Totals[0].Amount.Value); len(wantAmounts) > 0 && got != want {
		t.Fatalf("%s: total %s, want %s", what, got, want)
	}
	if got, want := codesOf(got), codesOf(want); got != want {
		t.Fatalf("%s: found\n%s, want\n%s\n%s", what, got, want, strings.Join(texts, "\n"))
	}
}

// codesOf lists what was found by code and message, sorted, without places.
func codesOf(q *quote.Quote) string {
	count := map[string]int{}
	for _, d := range q.Diagnostics {
		count[string(d.Code)+" "+d.Message]++
	}
	return fmt.Sprint(count)
}

const similar = 400 // times that each property is tried

func TestFormatChangesNothing(t *testing.T) {
	e, options, rng := newEngine(t), pageOptions(), rand.New(rand.NewPCG(5, 6))
	for range similar {
		list := someDeployments(rng, options)
		want := price(t, e, fileInJSON(list))
		text := fileInYAML(list, rng)
		same(t, "block YAML", price(t, e, text), want, text)
	}
}

func TestOrderChangesNothing(t *testing.T) {
	e, options, rng := newEngine(t), pageOptions(), rand.New(rand.NewPCG(7, 8))
	for range similar {
		list := someDeployments(rng, options)
		want := price(t, e, fileInJSON(list))
		rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		same(t, "another order", price(t, e, fileInJSON(list)), want)
		for i := range list { // and of the fields
			rng.Shuffle(len(list[i]), func(a, b int) { list[i][a], list[i][b] = list[i][b], list[i][a] })
		}
		same(t, "another order of the fields", price(t, e, fileInJSON(list)), want)
	}
}

func TestSplitChangesNothing(t *testing.T) {
	e, options, rng := newEngine(t), pageOptions(), rand.New(rand.NewPCG(9, 10))
	for range similar {
		list := someDeployments(rng, options)
		want := price(t, e, fileInJSON(list))
		var files []string
		stream := ""
		for len(list) > 0 {
			n := 1 + rng.IntN(len(list))
			if n == 1 && rng.IntN(2) == 0 {
				files = append(files, inJSON(list[0])) // one by itself may be a request body
			} else {
				files = append(files, fileInJSON(list[:n]))
			}
			stream += "---\n" + fileInYAML(list[:n], rng)
			list = list[n:]
		}
		same(t, "several files", price(t, e, files...), want)
		same(t, "several documents", price(t, e, stream), want, stream)
	}
}

// Swapping the regions of two deployments of one option gives each the amount
// that it has there, whatever stands beside it.
func TestRegionsSwapped(t *testing.T) {
	e, options, rng := newEngine(t), pageOptions(), rand.New(rand.NewPCG(11, 12))
	byRest := map[string][]option{}
	for _, o := range options {
		key := strings.Join([]string{o.plan, o.model, o.spec, o.payment, strconv.Itoa(o.bundle)}, "|")
		byRest[key] = append(byRest[key], o)
	}
	pairs := 0
	for _, o := range options {
		both := byRest[strings.Join([]string{o.plan, o.model, o.spec, o.payment, strconv.Itoa(o.bundle)}, "|")]
		if len(both) != 2 || both[0].region != o.region {
			continue
		}
		pairs++
		for range 10 {
			first, second := both[0].random(rng, 1), both[1].random(rng, 2)
			move := func(d mapping, region string) mapping {
				moved := append(mapping(nil), d...)
				for i := range moved {
					if moved[i].key == "region" {
						moved[i].value = region
					}
				}
				return moved
			}
			here := amounts(t, price(t, e, fileInJSON([]mapping{first, second})))
			there := amounts(t, price(t, e, fileInJSON([]mapping{move(first, both[1].region), move(second, both[0].region)})))
			// The price of one in both regions, by the page.
			for item, price := range both[0].prices {
				if both[1].prices[item] == nil {
					t.Fatalf("%s has no price for %s in %s", o.model, item, both[1].region)
				}
				if len(both[0].prices) == 1 { // one item: amounts are in the ratio of the prices
					ratio := new(big.Rat).Quo(both[1].prices[item], price)
					for name, scale := range map[string]*big.Rat{"d1": ratio, "d2": new(big.Rat).Inv(ratio)} {
						if got, want := rat(there[name]), new(big.Rat).Mul(rat(here[name]), scale); got.Cmp(want) != 0 {
							t.Errorf("%s %s %s in the other region costs %s, want %s", o.model, o.plan, name, there[name], want.FloatString(12))
						}
					}
				}
			}
			alone := amounts(t, price(t, e, fileInJSON([]mapping{move(first, both[1].region)})))
			if alone["d1"] != there["d1"] {
				t.Errorf("%s costs %s alone and %s beside another", o.model, alone["d1"], there["d1"])
			}
		}
	}
	if pairs == 0 {
		t.Error("nothing is offered in two regions, so nothing was compared")
	}
}

func rat(text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic("not a number: " + text)
	}
	return r
}

// Twice the hours, days, months, capacity, tokens a minute or tokens cost twice as much.
func TestDoubled(t *testing.T) {
	e, options, rng := newEngine(t), pageOptions(), rand.New(rand.NewPCG(13, 14))
	doubling := map[string]string{"hours": "time", "days": "time", "months": "time", "capacity": "quantity", "input_tpm": "quantity", "output_tpm": "quantity", "input": "quantity", "output": "quantity"}
	var double func(m mapping, which string) (doubled mapping, changed bool)
	double = func(m mapping, which string) (doubled mapping, changed bool) {
		for _, e := range m {
			switch v := e.value.(type) {
			case mapping:
				inner, ok := double(v, which)
				e.value, changed = inner, changed || ok
			case number:
				if doubling[e.key] == which {
					e.value, changed = number(new(big.Rat).Mul(rat(string(v)), big.NewRat(2, 1)).FloatString(2)), true
					if e.key != "hours" {
						e.value = number(strings.TrimSuffix(string(e.value.(number)), ".00"))
					}
				}
			}
			doubled = append(doubled, e)
		}
		return doubled, changed
	}
	for i := range len(options) * 4 {
		o := options[i%len(options)]
		d := o.random(rng, 1)
		once := amounts(t, price(t, e, fileInJSON([]mapping{d})))["d1"]
		for _, which := range []string{"time", "quantity"} {
			more, changed := double(d, which)
			if o.plan == "lora" && which == "time" {
				continue // paid by the token
			}
			if !changed {
				t.Fatalf("%v has no %s", d, which)
			}
			twice := amounts(t, price(t, e, fileInJSON([]mapping{more})))["d1"]
			if rat(twice).Cmp(new(big.Rat).Mul(rat(once), big.NewRat(2, 1))) != 0 {
				t.Errorf("%s: twice the %s costs %s, once %s", inJSON(d), which, twice, once)
			}
		}
	}
}
