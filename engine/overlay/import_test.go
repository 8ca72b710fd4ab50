package overlay_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/overlay"
)

// onDemand imports a list, checks that the overlay is sound, and lays it on the catalog.
func onDemand(t *testing.T, list string, names map[string]string) (*overlay.Imported, *catalog.Catalog) {
	t.Helper()
	got, err := overlay.Import([]byte(list), load(t), "2026-07-02", names)
	if err != nil {
		t.Fatal(err)
	}
	laid, found := overlay.Read("on-demand.yaml", []byte(got.Text), load(t))
	if len(found) > 0 {
		t.Fatalf("%v in\n%s", found, got.Text)
	}
	return got, load(t).With(laid)
}

// prices writes what a request with a number of input tokens costs: input, cached input,
// output and thinking output.
func prices(cat *catalog.Catalog, region, model string, input int64) string {
	o, ok := cat.OnDemandOf(region, model)
	if !ok {
		return "none"
	}
	p := o.At(input)
	return strings.Join([]string{p.Input.String(), p.CachedInput.String(), p.Output.String(), p.ThinkingOutput.String()}, " ")
}

// TestImportModelsDev: every figure of the excerpt, as models.dev had them on
// 2026-07-02, and no other.
func TestImportModelsDev(t *testing.T) {
	text, err := os.ReadFile("../../testdata/examples/models-dev.json")
	if err != nil {
		t.Fatal(err)
	}
	got, cat := onDemand(t, string(text), nil)
	const singapore, beijing = "ap-southeast-1", "cn-beijing"
	want := map[[2]string]string{
		{singapore, "qwen3-14b"}:                "0.35 0.35 1.4 4.2",
		{singapore, "qwen3-32b"}:                "0.7 0.7 2.8 8.4",
		{singapore, "qwen3-vl-plus-2025-09-23"}: "0.2 0.2 1.6 4.8",
		{singapore, "qwen3.5-plus-2026-04-20"}:  "0.4 0.4 2.4 2.4",
		{singapore, "qwen3.6-plus-2026-04-02"}:  "0.5 0.05 3 3",
		{beijing, "deepseek-v3"}:                "0.287 0.287 1.147 1.147",
		{beijing, "deepseek-v4-pro"}:            "0.435 0.003625 0.87 0.87",
		{beijing, "glm-5.1"}:                    "0.87 0.17 3.48 3.48",
		{beijing, "qwen-flash-2025-07-28"}:      "0.022 0.022 0.216 0.216",
		{beijing, "qwen-plus-2025-07-28"}:       "0.115 0.115 0.287 1.147",
		{beijing, "qwen-plus-2025-12-01"}:       "0.115 0.115 0.287 1.147",
		{beijing, "qwen3-32b"}:                  "0.287 0.287 1.147 2.868",
		{beijing, "qwen3-max-2025-09-23"}:       "0.861 0.861 3.441 3.441",
		{beijing, "qwen3-vl-plus-2025-09-23"}:   "0.143353 0.143353 1.433525 4.300576",
		{beijing, "qwen3.5-plus-2026-02-15"}:    "0.573 0.573 3.44 3.44",
		{beijing, "qwen3.5-plus-2026-04-20"}:    "0.573 0.573 3.44 3.44",
		{beijing, "qwen3.6-flash-2026-04-16"}:   "0.1875 0.1875 1.125 1.125",
		{beijing, "qwen3.6-plus-2026-04-02"}:    "0.5 0.05 3 3",
		{beijing, "qwen3.7-max-2026-05-20"}:     "2.5 0.5 7.5 7.5",
	}
	for of, figures := range want {
		if got := prices(cat, of[0], of[1], 256_000); got != figures {
			t.Errorf("%s in %s: %s, want %s", of[1], of[0], got, figures)
		}
	}
	if got.Priced != len(want) || len(cat.OnDemand) != len(want) {
		t.Errorf("%d are priced, want %d", got.Priced, len(want))
	}
	// A tier is for more tokens than its size.
	if got := prices(cat, beijing, "qwen3.6-plus-2026-04-02", 256_001); got != "2 0.2 6 6" {
		t.Errorf("above 256,000: %s", got)
	}
	plus, _ := cat.OnDemandOf(beijing, "qwen3.6-plus-2026-04-02")
	if want := "(models.dev alibaba-cn, 2026-07-02, as qwen3.6-plus)"; !strings.HasSuffix(plus.Source, want) {
		t.Errorf("source %s, want %s", plus.Source, want)
	}
	for _, want := range []string{
		"source: \"models.dev, 2026-07-02\"\n", "listed_as: qwen3.6-plus\n",
		"#   ap-southeast-1 glm-5.1: the list has no glm-5.1\n", "#   cn-beijing qwen-vl-max-2025-08-13: the list has no qwen-vl-max-2025-08-13 and no qwen-vl-max\n",
	} {
		if !strings.Contains(got.Text, want) {
			t.Errorf("no %q in\n%s", want, got.Text)
		}
	}
}

// TestImportLiteLLM: prices of a token in exponent form, and tiers by ranges.
func TestImportLiteLLM(t *testing.T) {
	_, cat := onDemand(t, `{
  "sample_spec": {"input_cost_per_token": "a text"},
  "dashscope/qwen3-32b": {"litellm_provider": "dashscope", "mode": "chat", "max_tokens": 8192, "input_cost_per_token": 4e-07, "output_cost_per_token": 1.2E-6, "output_cost_per_reasoning_token": 4e-06},
  "dashscope/qwen3.6-plus": {"cache_read_input_token_cost": 1, "tiered_pricing": [
    {"range": [0, 256000], "input_cost_per_token": 5e-7, "output_cost_per_token": 3e-6, "cache_read_input_token_cost": 5e-8},
    {"range": [256000.0, 1e6], "input_cost_per_token": 2e-6, "output_cost_per_token": 6.0000000000000001e-6}]}
}`, nil)
	const singapore = "ap-southeast-1"
	for _, c := range []struct {
		model string
		input int64
		want  string
	}{
		{"qwen3-32b", 1, "0.4 0.4 1.2 4"},
		{"qwen3.6-plus-2026-04-02", 256_000, "0.5 0.05 3 3"},
		{"qwen3.6-plus-2026-04-02", 256_001, "2 2 6.0000000000000001 6.0000000000000001"},
	} {
		if got := prices(cat, singapore, c.model, c.input); got != c.want {
			t.Errorf("%s: %s, want %s", c.model, got, c.want)
		}
	}
	if len(cat.OnDemand) != 2 {
		t.Errorf("%d prices: the list is for Singapore alone", len(cat.OnDemand))
	}
}

// TestImportTakesNothingInPart: an entry that is not understood whole has no price.
func TestImportTakesNothingInPart(t *testing.T) {
	for cost, want := range map[string]string{
		`{"input": 1}`:                          "the list has it without output",
		`{"input": 1, "output": 0}`:             "with a price of 0: output",
		`{"input": 1, "output": 2, "night": 3}`: "a price of it that is not understood: \"night\"",
		`{"input": 1, "output": 2, "tiers": [{"tier": {"type": "time", "size": 5}, "input": 1, "output": 2}]}`:                                                                       "not by the length",
		`{"input": 1, "output": 2, "tiers": [{"tier": {"type": "context", "size": 5}, "input": 1}]}`:                                                                                 "without output",
		`{"input": 1, "output": 2, "tiers": [{"tier": {"type": "context", "size": 5}, "input": 1, "output": 2}, {"tier": {"type": "context", "size": 5}, "input": 1, "output": 2}]}`: "not in rising order",
		`{"input": 1, "output": 2, "tiers": [{"tier": {"type": "context", "size": 0.5}, "input": 1, "output": 2}]}`:                                                                  "not by the length",
	} {
		got, err := overlay.Import([]byte(`{"alibaba": {"models": {"qwen3-32b": {"cost": `+cost+`}}}}`), load(t), "2026-07-02", nil)
		if err != nil || got.Priced != 0 {
			t.Errorf("%s: %v\n%s", cost, err, got.Text)
			continue
		}
		found := false
		for _, m := range got.Missing {
			found = found || m.Model == "qwen3-32b" && m.Region == "ap-southeast-1" && strings.Contains(m.Reason, want)
		}
		if !found {
			t.Errorf("%s: no %q in %+v", cost, want, got.Missing)
		}
	}
	got, err := overlay.Import([]byte(`{"dashscope/qwen3-32b": {"tiered_pricing": [{"range": [0, 5], "input_cost_per_token": 1, "output_cost_per_token": 1}, {"range": [6, 9], "input_cost_per_token": 1, "output_cost_per_token": 1}]}}`), load(t), "2026-07-02", nil)
	if err != nil || !strings.Contains(got.Text, "qwen3-32b: its tiers leave lengths out") {
		t.Errorf("a gap between tiers: %v", err)
	}
	_, cat := onDemand(t, `{"alibaba": {"models": {"qwen3-32b": {"cost": {"input": 1, "output": 2, "cache_write": 9, "context_over_200k": {"input": 3, "output": 4}}}}}}`, nil)
	if got := prices(cat, "ap-southeast-1", "qwen3-32b", 200_000) + ", " + prices(cat, "ap-southeast-1", "qwen3-32b", 200_001); got != "1 1 2 2, 3 3 4 4" {
		t.Errorf("over 200k: %s", got)
	}
}

// TestImportNames: what the list calls a model can be stated; it is never guessed.
func TestImportNames(t *testing.T) {
	const list = `{"alibaba": {"models": {"Qwen3-32B-Instruct": {"cost": {"input": 1, "output": 2}}, "qwen3.6-plus-latest": {"cost": {"input": 1, "output": 2}}}}}`
	got, cat := onDemand(t, list, map[string]string{"qwen3-32b": "Qwen3-32B-Instruct"})
	if got.Priced != 1 || prices(cat, "ap-southeast-1", "qwen3-32b", 1) != "1 1 2 2" || !strings.Contains(got.Text, "listed_as: Qwen3-32B-Instruct\n") {
		t.Errorf("%d are priced:\n%s", got.Priced, got.Text)
	}
	if _, err := overlay.Import([]byte(list), load(t), "2026-07-02", map[string]string{"qwen3-33b": "x"}); err == nil || !strings.Contains(err.Error(), "did you mean qwen3-32b?") {
		t.Errorf("a model that is not in the catalog: %v", err)
	}
}

// TestImportRefuses: a list that cannot be read is refused at its line and column.
func TestImportRefuses(t *testing.T) {
	for list, want := range map[string]string{
		"{\n  \"alibaba\": {\"models\": {\"qwen3-32b\": {\"cost\": {\"input\": \"1\", \"output\": 2}}}}}":  `line 2, column 58: input is "1": a price is a number`,
		"{\"alibaba\": {\"models\": {\"qwen3-32b\": {\"cost\": {\"input\": -1, \"output\": 2}}}}}":         "line 1, column 57: input is -1",
		"{\"alibaba\": {\"models\": {\"qwen3-32b\": {\"cost\": {\"input\": 1e99999999, \"output\": 2}}}}}": "line 1, column 57: input is 1e99999999",
		"{\"alibaba\": {\"models\": {\"a\": 1,\n\"é\": 2, \"a\": 3}}}":                                     `line 2, column 9: "a" is here twice`,
		"{\n\"alibaba\": {\"models\": []}}":                                                                "line 2, column 23: this is not an object",
		"{\"alibaba\": {\n\"models\": {]}}":                                                                "line 2, column 12: the JSON is broken",
		"{\"alibaba\": {}} x":                                                                              "line 1, column 17: the JSON is broken",
		"[]":                                                                                               "line 1, column 1: this is not an object",
		"":                                                                                                 "line 1, column 1: the JSON is broken: unexpected end",
		"{\"openai\": {}}":                                                                                 "it is no list of prices that is known",
	} {
		_, err := overlay.Import([]byte(list), load(t), "2026-07-02", nil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", list, err, want)
		}
		if at := (*overlay.ListError)(nil); strings.HasPrefix(want, "line") && !errors.As(err, &at) {
			t.Errorf("%s: no place in %v", list, err)
		}
	}
}
