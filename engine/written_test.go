package engine_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// Random deployments as values, and the many ways to write them.

// value is a value of a document: a text, a number as it is written, or a mapping.
type value any

type number string

type entry struct {
	key   string
	value value
}

type mapping []entry

// random makes a random deployment of an option as values, named by a number.
func (o option) random(rng *rand.Rand, i int) mapping {
	name := fmt.Sprintf("d%d", i)
	d := mapping{{"name", name}, {"suffix", "s" + strconv.Itoa(i)}, {"region", o.region}, {"plan", o.plan}}
	whole := func(n int) number { return number(strconv.Itoa(n)) }
	estimate := mapping{}
	subscribed := o.payment == "subscription"
	if subscribed {
		estimate = append(estimate, entry{"payment", o.payment})
	}
	switch o.plan {
	case "ptu":
		d = append(d, entry{"model_name", o.model},
			entry{"ptu_capacity", mapping{{"input_tpm", whole(10_000 * (1 + rng.IntN(99)))}, {"output_tpm", whole(1_000 * (1 + rng.IntN(99)))}}})
		if subscribed {
			estimate = append(estimate, entry{"days", whole(1 + rng.IntN(99))})
		}
	case "mu":
		d = append(d, entry{"model_name", o.model}, entry{"deploy_spec", o.spec}, entry{"billing_method", "POST_PAY"},
			entry{"capacity", whole(o.bundle * (1 + rng.IntN(499/o.bundle)))})
		if subscribed {
			estimate = append(estimate, entry{"months", whole(1 + rng.IntN(24))})
		}
	default:
		d = append(d, entry{"model_name", o.model + "-ft-" + name}, entry{"capacity", number("1")})
		estimate = append(estimate, entry{"tokens", mapping{{"input", whole(rng.IntN(1e9))}, {"output", whole(1 + rng.IntN(1e9))}}})
	}
	if o.plan != "lora" && !subscribed {
		estimate = append(estimate, entry{"hours", number(fmt.Sprintf("%d.%02d", 1+rng.IntN(720), rng.IntN(100)))})
	}
	return append(d, entry{"estimate", estimate})
}

// block writes a mapping as block YAML, with comments, blank lines, quotes and an
// indentation that are as they may be.
func block(out *strings.Builder, m mapping, indent, step int, rng *rand.Rand) {
	for _, e := range m {
		if rng.IntN(6) == 0 {
			out.WriteString([]string{"\n", "# between: {\n", "      # far\n"}[rng.IntN(3)])
		}
		out.WriteString(strings.Repeat(" ", indent) + pick(rng, e.key, `"`+e.key+`"`, "'"+e.key+"'") + ":")
		if inner, ok := e.value.(mapping); ok && rng.IntN(2) == 0 {
			out.WriteString(pick(rng, "\n", " # so much\n"))
			block(out, inner, indent+step, step, rng)
			continue
		}
		out.WriteString(" " + flow(e.value, rng) + pick(rng, "\n", "   # it is said\n"))
	}
}

// flow writes a value on one line, as YAML.
func flow(v value, rng *rand.Rand) string {
	switch v := v.(type) {
	case string:
		return pick(rng, v, `"`+v+`"`, "'"+v+"'")
	case number:
		return pick(rng, string(v), "+"+string(v), string(v)+"e0")
	case mapping:
		var parts []string
		for _, e := range v {
			parts = append(parts, e.key+": "+flow(e.value, rng))
		}
		return "{" + strings.Join(parts, pick(rng, ", ", " , ", ",\n          ")) + pick(rng, "}", " }")
	}
	panic(fmt.Sprintf("a value of type %T", v))
}

// inJSON writes a value as JSON.
func inJSON(v value) string {
	switch v := v.(type) {
	case string:
		return strconv.Quote(v)
	case number:
		return string(v)
	case mapping:
		var parts []string
		for _, e := range v {
			parts = append(parts, strconv.Quote(e.key)+":"+inJSON(e.value))
		}
		return "{" + strings.Join(parts, ",") + "}"
	}
	panic(fmt.Sprintf("a value of type %T", v))
}

func pick(rng *rand.Rand, choices ...string) string { return choices[rng.IntN(len(choices))] }

// fileInYAML writes a deployment file in block style.
func fileInYAML(deployments []mapping, rng *rand.Rand) string {
	var out strings.Builder
	out.WriteString("deployments:\n")
	indent, step := rng.IntN(4), 1+rng.IntN(4)
	for _, d := range deployments {
		var item strings.Builder
		block(&item, d, indent+2, step, rng)
		text := item.String()
		for !strings.HasPrefix(text, strings.Repeat(" ", indent+2)) || strings.HasPrefix(strings.TrimLeft(text, " "), "#") {
			_, text, _ = strings.Cut(text, "\n") // the item begins on the line of its dash
		}
		out.WriteString(strings.Repeat(" ", indent) + "- " + text[indent+2:])
	}
	return out.String()
}

// fileInJSON writes a deployment file as JSON.
func fileInJSON(deployments []mapping) string {
	var items []string
	for _, d := range deployments {
		items = append(items, inJSON(d))
	}
	return `{"deployments":[` + strings.Join(items, ",") + "]}"
}

// someDeployments makes a few random deployments.
func someDeployments(rng *rand.Rand, options []option) []mapping {
	var list []mapping
	for i := range 1 + rng.IntN(6) {
		list = append(list, options[rng.IntN(len(options))].random(rng, i))
	}
	return list
}
