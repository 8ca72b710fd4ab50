package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/folders"
)

// Each change of a good file loads, and is exactly the problems listed.
func TestCheck(t *testing.T) {
	const row = "        - {code: qwen3-14b, name: Qwen3-14B, spec: MU1, bundle: 4, hourly: 44, monthly: 20916}\n"
	for _, test := range []struct {
		name, old, new string
		below          int  // lines from the start of the change to the problem
		whole          bool // the problem is the file's, without a line
		problem        string
	}{
		{"unit price", "bundle: 2, hourly: 22,", "bundle: 2, hourly: 22.000001,", 0, false,
			"mu qwen3-vl-8b-instruct MU1, pay_as_you_go: 22.000001 for 2 units and 88 for 8 (line 54) are different prices of a unit"},
		{"unit price of the first row", "bundle: 8, hourly: 88,", "bundle: 8, hourly: 87,", 0, false,
			"mu qwen3.6-plus-2026-04-02 MU1, pay_as_you_go: 87 for 8 units and 44 for 4 (line 57) are different prices of a unit"},
		{"price per unit for a bundle", "hourly: 22, monthly: 10458", "hourly: 22, monthly: 5229", 0, false,
			"mu qwen3-vl-8b-instruct MU1, subscription: 5229 for 2 units"},
		{"row twice", row, row + row, 1, false, "mu qwen3-14b MU1 is there twice, first in line"},
		{"two bundles of a spec", row, row + strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(row,
			"bundle: 4", "bundle: 8"), "44", "88"), "20916", "41832"), 1, false, "mu qwen3-14b MU1 is there twice"},
		{"template twice", "single-node deployment - flagship complex inference edition", "single-node deployment", -2, false,
			"mu cosyvoice* is there twice"},
		{"zero", "hourly: {input: 1.2,", "hourly: {input: 0,", 0, false, "the price 0 for pay_as_you_go, input is not above zero"},
		{"negative", "tokens: {input: 0.00035,", "tokens: {input: -0.00035,", 0, false, "the price -0.00035 for pay_as_you_go, input"},
		{"no hourly price", "bundle: 4, hourly: 44,", "bundle: 4,", 0, false, "mu qwen3-32b MU1 has no price for pay_as_you_go, model_unit"},
		{"no monthly price", "hourly: 22, monthly: 10458", "hourly: 22", 0, false, "has no price for subscription, model_unit"},
		{"no daily output", "daily: {input: 14.4, output: 8.64}", "daily: {input: 14.4}", 0, false,
			"ptu qwen3.6-plus-2026-04-02 has no price for subscription, output"},
		{"thinking by the day only", "daily: {input: 14.4, output: 8.64}", "daily: {input: 14.4, output: 8.64, thinking_output: 9}", 0, false,
			"has a price for thinking_output in one payment only"},
		{"no prices at all", "bundle: 2, hourly: 22, monthly: 10458", "bundle: 2", 0, false, "has neither a price nor a reason"},
		{"no token output", "tokens: {input: 0.00035, output: 0.0014, ", "tokens: {input: 0.00035, ", 0, false,
			"lora qwen3-14b has no price for pay_as_you_go, output"},
		{"bundle of none", "single-node deployment\n    bundle: 1\n", "single-node deployment\n    bundle: 0\n", -2, false,
			"mu cosyvoice*: a bundle of 0 is not from 1 to less than 1000"},
		{"bundle of a thousand", "edition\n    bundle: 8\n", "edition\n    bundle: 1000\n", -2, false, "a bundle of 1000 is not"},
		{"bundle on cu", "name: any model\n", "name: any model\n    bundle: 2\n", -2, false, "cu *: only plan mu has specs and bundles"},
		{"spec on cu", "name: any model\n", "name: any model\n    spec: MU1\n", -2, false, "cu * MU1: only plan mu has specs and bundles"},
		{"empty spec", "spec: MU1, bundle: 2", `spec: "", bundle: 2`, 0, false, "mu qwen3-vl-8b-instruct has no spec"},
		{"no maximum", "name: DeepSeek-v3.2, max_input_tokens: 64000", "name: DeepSeek-v3.2, max_input_tokens: 0", 0, false,
			"ptu deepseek-v3.2 has no maximum of input tokens"},
		{"no code", "code: qwen3-vl-8b-instruct", `code: ""`, 0, false, "has no code or no name"},
		{"no name", "name: Qwen3-VL-8B-Instruct", `name: " "`, 0, false, "has no code or no name"},
		{"star with a price", "code: qwen3-vl-8b-instruct", "code: qwen3-vl-8b*", 0, false, "only an offer without a price may end in a star"},
		{"star inside", "code: cosyvoice*", "code: cosy*voice", -1, false, "a star may only end a code"},
		{"no reason", "reason: the page accepts plan cu (compute units) for a deployment, but has no price table for it", `reason: ""`, -3, false,
			"cu * has neither a price nor a reason"},
		{"family in two places", "- family: DeepSeek", "- family: Qwen", 2, false, "plan ptu: the rows of family Qwen are not together"},
		{"model in two places", row, "", 0, false, ""},
		{"note twice", "id: ptu-day", "id: mu2-multiple", 0, true, `the note "mu2-multiple" is there twice`},
		{"empty note", "reading: The code counts. The name is kept as printed.", `reading: ""`, 0, true, `the note "qwen3.5-397b-name" has an empty field`},
		{"no source", `title: "Alibaba Cloud Model Studio: Create deployment"`, `title: ""`, 0, true, "the source has no title"},
		{"source of another day", `updated: "2026-06-06"`, `updated: "2026-06-05"`, 0, true,
			`the source was updated on "2026-06-05", the edition is of 2026-06-06`},
		{"currency", "currency: USD", "currency: usd", 0, true, `currency "usd" is not an ISO 4217 code`},
		{"endpoint", "endpoint: https:", "endpoint: http:", 0, true, "is not an https URL"},
		{"empty alias", "aliases: [singapore]", `aliases: [""]`, 0, true, `the name "" is empty or finds another region`},
		{"rule of nothing", "month_days: 30", "month_days: 0", 0, true, "billing.mu.month_days has to be positive"},
		{"rate of nothing", "cancel_rate: 1.2", "cancel_rate: 0", 0, true, "billing.mu.cancel_rate has to be positive"},
		{"no billing method", "[POST_PAY]", "[]", 0, true, "billing.mu.billing_methods has to be positive"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, line := change(t, source(t, singapore), test.old, test.new)
			if test.name == "model in two places" {
				text, line = change(t, text, "        - {code: deepseek-v4-flash, name: DeepSeek-V4-Flash, spec: MU1, bundle: 8, hourly: 88, monthly: 41832}\n",
					"        - {code: qwen3.6-plus-2026-04-02, name: Qwen3.6-Plus-2026-04-02, spec: MU2, bundle: 8, hourly: 112, monthly: 52392}\n")
				test.problem = "plan mu: the rows of qwen3.6-plus-2026-04-02 are not together"
			}
			c, err := folders.Load(folder(t, map[string]string{singapore: text}), edition)
			if err != nil {
				t.Fatal(err)
			}
			prefix := fmt.Sprintf("%s:%d: ", singapore, line+test.below)
			if test.whole {
				prefix = singapore + ": "
			}
			problems := c.Check()
			if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), prefix) || !strings.Contains(problems[0].Message, test.problem) {
				t.Errorf("got %v\nwant %s ... %s", problems, prefix, test.problem)
			}
		})
	}
}

func TestCheckNamesAcrossRegions(t *testing.T) {
	text, _ := change(t, source(t, beijing), "aliases: [beijing]", "aliases: [Singapore]")
	c, err := folders.Load(folder(t, map[string]string{beijing: text}), edition)
	if err != nil {
		t.Fatal(err)
	}
	want := `cn-beijing.yaml: the name "Singapore" is empty or finds another region`
	if problems := c.Check(); len(problems) != 1 || problems[0].String() != want {
		t.Errorf("got %v, want %s", problems, want)
	}
}

func TestCheckOrderOfSections(t *testing.T) {
	text := source(t, singapore)
	start, end := strings.Index(text, "# Billed by usage duration (Provisioned"), strings.Index(text, "# Billed by usage duration (Model Unit)")
	after := strings.Index(text, "# By model token usage")
	swapped := text[:start] + text[end:after] + text[start:end] + text[after:]
	c, err := folders.Load(folder(t, map[string]string{singapore: swapped}), edition)
	if err != nil {
		t.Fatal(err)
	}
	if problems := c.Check(); len(problems) != 1 || !strings.Contains(problems[0].Message, "not in the order ptu, mu, lora, unpriced") {
		t.Errorf("got %v", problems)
	}
}

// Problems come by file and line, so that two runs print the same.
func TestCheckIsSorted(t *testing.T) {
	text, _ := change(t, source(t, beijing), "hourly: {input: 2.97,", "hourly: {input: 0,")
	text, _ = change(t, text, "monthly: 27064.192", "monthly: 1")
	text, _ = change(t, text, "hourly: {input: 3.96,", "hourly: {input: 0,")
	c, err := folders.Load(folder(t, map[string]string{beijing: text}), edition)
	if err != nil {
		t.Fatal(err)
	}
	problems := c.Check()
	if len(problems) != 3 || !slices.IsSortedFunc(problems, func(a, b catalog.Problem) int { return a.Line - b.Line }) {
		t.Errorf("got %v", problems)
	}
}
