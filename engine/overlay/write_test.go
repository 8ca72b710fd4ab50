package overlay_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/overlay"
)

func TestWrite(t *testing.T) {
	const head = "version: 1\nsource: my prices\n"
	unit := overlay.Edit{Kind: overlay.SetPrice, Region: "ap-southeast-1", Plan: "mu", Model: "qwen3-32b", Spec: "MU1", Payment: "pay_as_you_go", Item: "model_unit", Value: "40.5"}
	for _, test := range []struct {
		name, before string
		edit         overlay.Edit
		after        string
	}{
		{"the first discount", "", overlay.Edit{Kind: overlay.SetDiscount, Value: "12.5", Plan: "ptu", Model: "qwen*", Payment: "subscription"},
			head + "discounts:\n  - percent: 12.5\n    plans:\n      - ptu\n    payments:\n      - subscription\n    models:\n      - \"qwen*\"\n"},
		{"the first price", "", unit,
			head + "prices:\n  - region: ap-southeast-1\n    plan: mu\n    model: qwen3-32b\n    spec: MU1\n    hourly: 40.5\n"},
		{"a discount with the same scope", head + "discounts:\n  - {percent: 5} # all\n  - {percent: 7, regions: [singapore]}\n", overlay.Edit{Kind: overlay.SetDiscount, Value: "9", Region: "ap-southeast-1"},
			head + "discounts:\n  - {percent: 5} # all\n  - {percent: 9, regions: [singapore]}\n"},
		{"another payment of a price that is stated", head + "prices:\n  - {region: singapore, plan: mu, model: qwen3-32b, spec: MU1, monthly: 20000}\n", unit,
			head + "prices:\n  - {region: singapore, plan: mu, model: qwen3-32b, spec: MU1, hourly: 40.5, monthly: 20000}\n"},
		{"throughput", "", overlay.Edit{Kind: overlay.SetPrice, Region: "cn-beijing", Plan: "ptu", Model: "glm-5.1", Payment: "subscription", Item: "output", Value: "1,234.5"},
			head + "prices:\n  - region: cn-beijing\n    plan: ptu\n    model: glm-5.1\n    daily_tpm: {output: 1234.5}\n"},
		{"a second part", head + "prices:\n  - {region: cn-beijing, plan: ptu, model: glm-5.1, daily_tpm: {output: 1}}\n", overlay.Edit{Kind: overlay.SetPrice, Region: "cn-beijing", Plan: "ptu", Model: "glm-5.1", Payment: "subscription", Item: "input", Value: "2"},
			head + "prices:\n  - {region: cn-beijing, plan: ptu, model: glm-5.1, daily_tpm: {input: 2, output: 1}}\n"},
		{"one of two removed", head + "discounts:\n  - {percent: 5}\n  - {percent: 7, plans: [mu]}\n", overlay.Edit{Kind: overlay.RemoveEntry, Path: "/discounts/0"},
			head + "discounts:\n  - {percent: 7, plans: [mu]}\n"},
		{"the last of a list removed", head + "prices:\n  - {region: singapore, plan: cu, model: a, hourly: 1}\ndiscounts:\n  - {percent: 5}\n", overlay.Edit{Kind: overlay.RemoveEntry, Path: "/discounts/0"},
			head + "prices:\n  - {region: singapore, plan: cu, model: a, hourly: 1}\n"},
		{"the last entry removed", head + "discounts:\n  - {percent: 5}\n", overlay.Edit{Kind: overlay.RemoveEntry, Path: "/discounts/0"}, ""},
	} {
		got, err := overlay.Write("mine.yaml", []byte(test.before), load(t), test.edit)
		if err != nil || got != test.after {
			t.Errorf("%s: %v\n%s\nwant\n%s", test.name, err, got, test.after)
		}
		if _, found := overlay.Read("mine.yaml", []byte(got), load(t)); got != "" && len(found) > 0 {
			t.Errorf("%s: %v", test.name, found)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	for _, test := range []struct {
		before  string
		edit    overlay.Edit
		message string
	}{
		{"", overlay.Edit{Kind: overlay.SetDiscount, Value: "a lot"}, `"a lot" is no percentage`},
		{"", overlay.Edit{Kind: overlay.SetPrice, Region: "singapore", Plan: "ptu", Model: "a", Item: "model_unit", Value: "1"}, `"model_unit" is nothing that has a price on plan ptu`},
		{"", overlay.Edit{Kind: "free"}, `"free" is no kind of edit`},
		{"source: s\n", overlay.Edit{Kind: overlay.RemoveEntry, Path: "/discounts/0"}, "there is no item 0 in discounts"},
		{"source: s\n", overlay.Edit{Kind: overlay.RemoveEntry, Path: "discounts"}, "the path of no entry"},
		{"source: [", overlay.Edit{Kind: overlay.SetDiscount, Value: "1"}, "line 1"},
		{"- a\n", overlay.Edit{Kind: overlay.SetDiscount, Value: "1"}, ""},
	} {
		_, err := overlay.Write("mine.yaml", []byte(test.before), load(t), test.edit)
		var refusal *edit.Refusal
		if !errors.As(err, &refusal) || !strings.Contains(refusal.Message, test.message) {
			t.Errorf("%+v gives %v, want %q", test.edit, err, test.message)
		}
	}
}
