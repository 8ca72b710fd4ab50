package diff

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// Field is one term of a deployment that differs. What has no part in a fee,
// such as a rate limit, is not compared.
type Field struct {
	Name          string  // "capacity", as the deployment file names it
	Before, After *string // nil if it does not apply, or is left out
	Numeric       bool    // the texts are exact decimals
}

// value is a term of one deployment.
type value struct {
	name, text   string
	set, numeric bool
}

func text(name, content string) value {
	return value{name: name, text: content, set: content != ""}
}

func number(name string, content decimal.Decimal, applies bool) value {
	return value{name: name, text: money.Text(content), set: applies, numeric: true}
}

// positive is a number for which 0 means that it is left out.
func positive(name string, content decimal.Decimal, applies bool) value {
	return number(name, content, applies && content.IsPositive())
}

// valuesOf returns the terms of a deployment, always the same ones in the same
// order. Those that do not apply to its plan and payment are not set. What the
// fields of a plan without a price table come to is not known, so there all count.
func valuesOf(d *quote.Deployment, suffix string) []value {
	t := &d.Terms
	ptu, mu, lora := t.Plan == catalog.PTU, t.Plan == catalog.MU, t.Plan == catalog.LoRA
	open := !ptu && !mu && !lora
	subscribed := t.Payment == catalog.Subscription
	base, region, ordered, billing := "", "", "", ""
	if t.Custom {
		base = t.Model
	}
	if t.Region != nil {
		region = t.Region.Code
	}
	if !t.OrderedAt.IsZero() {
		ordered = t.OrderedAt.Format(time.RFC3339)
	}
	if t.Status.Billing != deployment.Billed {
		billing = string(t.Status.Billing)
	}
	return []value{
		text("name", d.Name),
		text("model_name", d.ModelName),
		text("base_model", base),
		text("suffix", suffix),
		text("region", region),
		text("plan", string(t.Plan)),
		text("payment", string(t.Payment)),
		text("deploy_spec", t.Spec),
		positive("capacity", t.Capacity, mu || open),
		positive("prefill_capacity", t.Prefill, mu),
		positive("decode_capacity", t.Decode, mu),
		number("input_tpm", t.InputTPM, ptu),
		number("output_tpm", t.OutputTPM, ptu),
		positive("thinking_output_tpm", t.ThinkingTPM, ptu),
		number("hours", t.Hours, !lora && !subscribed),
		number("days", t.Days, subscribed && (ptu || open)),
		number("months", t.Months, subscribed && (mu || open)),
		positive("cancel_after_days", t.CancelAfter, subscribed),
		number("input_tokens", t.InputTokens, t.TokensGiven),
		number("output_tokens", t.OutputTokens, t.TokensGiven),
		number("thinking_output_tokens", t.ThinkingTokens, t.TokensGiven),
		text("ordered_at", ordered),
		text("billing", billing),
	}
}

// fieldsOf returns what differs between the values of two deployments.
func fieldsOf(old, new []value) []Field {
	var fields []Field
	for i, before := range old {
		after := new[i]
		if before.set == after.set && (!before.set || before.text == after.text) {
			continue
		}
		fields = append(fields, Field{
			Name: before.name, Before: textOf(before), After: textOf(after), Numeric: before.numeric,
		})
	}
	return fields
}

func textOf(v value) *string {
	if !v.set {
		return nil
	}
	return &v.text
}
