package form_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/form"
)

func set(n int, field, value string) form.Change {
	return form.Change{Kind: form.Set, Deployment: n, Field: field, Value: value}
}

func unset(n int, field string) form.Change {
	return form.Change{Kind: form.RemoveField, Deployment: n, Field: field}
}

// head is what the texts of a table begin with; %s is the region.
const head = "region: singapore # all\ndeployments:\n  - name: a\n"

func TestChanges(t *testing.T) {
	for _, test := range []struct {
		name, text string
		do         form.Change
		want       string
	}{
		// What a choice takes along.
		{"plan ptu to mu", head + "    model_name: qwen3.6-plus-2026-04-02\n    plan: ptu # fast\n    ptu_capacity: {input_tpm: 10000, output_tpm: 1000}\n    suffix: x\n    estimate:\n      hours: 220 # office\n", set(0, "plan", "mu"),
			head + "    model_name: qwen3.6-plus-2026-04-02\n    plan: mu # fast\n    deploy_spec: MU1\n    capacity: 8\n    billing_method: POST_PAY\n    suffix: x\n    estimate:\n      hours: 220 # office\n"},
		{"plan mu to ptu", head + "    model_name: qwen3.6-plus-2026-04-02\n    plan: mu\n    deploy_spec: MU1\n    capacity: 8\n    billing_method: POST_PAY\n    enable_thinking: true\n    rpm_limit: 5\n    estimate:\n      payment: subscription\n      months: 3\n", set(0, "plan", "ptu"),
			head + "    model_name: qwen3.6-plus-2026-04-02\n    plan: ptu\n    ptu_capacity: {input_tpm: 10000, output_tpm: 1000}\n    estimate:\n      payment: subscription\n      x-kept-months: 3\n    x-kept-enable_thinking: true\n    x-kept-rpm_limit: 5\n"},
		{"plan mu to lora", head + "    model_name: qwen3-14b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n    billing_method: POST_PAY\n    estimate:\n      payment: subscription\n      months: 3\n", set(0, "plan", "lora"),
			head + "    model_name: \"\"\n    plan: lora\n    capacity: 1\n    estimate:\n      base_model: qwen3-14b\n      tokens: {input: 1000000, output: 1000000}\n      x-kept-months: 3\n"},
		{"plan lora without a name to mu", head + "    model_name: \"\"\n    plan: lora\n    capacity: 1\n    estimate: {base_model: qwen3-14b, tokens: {input: 5}}\n", set(0, "plan", "mu"),
			head + "    model_name: qwen3-14b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n    billing_method: POST_PAY\n    estimate: {x-kept-tokens: {input: 5}}\n"},
		{"the name of a tuned model", head + "    model_name: \"\"\n    plan: lora\n    capacity: 1\n    estimate: {base_model: qwen3-14b, tokens: {input: 5}}\n", set(0, "model_name", "mine"),
			head + "    model_name: mine\n    plan: lora\n    capacity: 1\n    estimate: {base_model: qwen3-14b, tokens: {input: 5}}\n"},
		{"another foundation of a tuned model", head + "    model_name: qwen3-14b-ft-9\n    plan: lora\n    capacity: 1\n    estimate: {tokens: {input: 5}}\n", set(0, "model_name", "qwen3-8b"),
			head + "    model_name: \"\"\n    plan: lora\n    capacity: 1\n    estimate: {base_model: qwen3-8b, tokens: {input: 5}}\n"},
		{"plan lora to mu", head + "    model_name: qwen3-14b\n    plan: lora\n    capacity: 1\n    estimate:\n      base_model: qwen3-14b\n      tokens: {input: 1000000, output: 1000000}\n", set(0, "plan", "mu"),
			head + "    model_name: qwen3-14b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n    billing_method: POST_PAY\n"},
		{"plan cu", head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 8\n", set(0, "plan", "cu"),
			head + "    model_name: qwen3-32b\n    plan: cu\n    capacity: 1\n    x-kept-capacity: 8\n"},
		{"no plan yet", head + "    model_name: qwen3-32b\n", set(0, "plan", "mu"),
			head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n    billing_method: POST_PAY\n"},
		{"the same plan", head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 8\n", set(0, "plan", "mu"),
			head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 8\n"},
		{"a model on another plan", head + "    model_name: deepseek-v3.2\n    plan: ptu\n    ptu_capacity: {input_tpm: 10000, output_tpm: 1000}\n", set(0, "model_name", "qwen3-32b"),
			head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n    billing_method: POST_PAY\n"},
		{"a model with other bundles", head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 12 # three\n", set(0, "model_name", "qwen3.6-plus-2026-04-02"), // MU1 x 4 to MU1 x 8
			head + "    model_name: qwen3.6-plus-2026-04-02\n    plan: mu\n    deploy_spec: MU1\n    capacity: 24 # three\n"},
		{"a model on other specifications", head + "    model_name: qwen3-14b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n", set(0, "model_name", "glm-5.1"),
			head + "    model_name: glm-5.1\n    plan: mu\n    deploy_spec: MU2\n    capacity: 8\n"},
		{"a model without thinking", "region: beijing\ndeployments:\n- {name: a, model_name: qwen-plus-2025-12-01, plan: ptu, ptu_capacity: {input_tpm: 20000, output_tpm: 2000, thinking_output_tpm: 1000}}\n", set(0, "model_name", "glm-5.1"),
			"region: beijing\ndeployments:\n- {name: a, model_name: glm-5.1, plan: ptu, ptu_capacity: {input_tpm: 20000, output_tpm: 2000}}\n"},
		{"a model without thinking, with nothing else", "region: beijing\ndeployments:\n- {name: a, model_name: qwen-plus-2025-12-01, plan: ptu, ptu_capacity: {thinking_output_tpm: 1000}}\n", set(0, "model_name", "glm-5.1"),
			"region: beijing\ndeployments:\n- {name: a, model_name: glm-5.1, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}}\n"},
		{"a fine-tuned model by its name", head + "    model_name: qwen3-14b\n    plan: lora\n    capacity: 1\n    estimate: {base_model: qwen3-14b, tokens: {input: 5}}\n", set(0, "model_name", "qwen3-14b-ft-9"),
			head + "    model_name: qwen3-14b-ft-9\n    plan: lora\n    capacity: 1\n    estimate: {tokens: {input: 5}}\n"},
		{"a fine-tuned model of any name", head + "    model_name: qwen3-14b-ft-9\n    plan: lora\n    capacity: 1\n    estimate: {tokens: {input: 5}}\n", set(0, "model_name", "mine"),
			head + "    model_name: mine\n    plan: lora\n    capacity: 1\n    estimate: {base_model: qwen3-14b, tokens: {input: 5}}\n"},
		{"a name that nobody knows", head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n", set(0, "model_name", "qwen3-32"),
			head + "    model_name: qwen3-32\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n"},
		{"a specification with other bundles", head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 8\n", set(0, "deploy_spec", "MU2"), // 2 x 4 to 2 x 8
			head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU2\n    capacity: 16\n"},
		{"a specification, of what is no bundle", head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 9\n", set(0, "deploy_spec", "MU2"),
			head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU2\n    capacity: 16\n"},
		{"a specification at the limit", head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 996\n", set(0, "deploy_spec", "MU2"), // below 1,000
			head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU2\n    capacity: 992\n"},
		{"a subscription of throughput", head + "    model_name: deepseek-v3.2\n    plan: ptu\n    estimate: {hours: 220, x-why: tests} # e\n", set(0, "payment", "subscription"),
			head + "    model_name: deepseek-v3.2\n    plan: ptu\n    estimate: {payment: subscription, x-why: tests, x-kept-hours: 220} # e\n"},
		{"a subscription in place of a schedule", head + "    model_name: qwen3-32b\n    plan: mu\n    estimate:\n      # ten hours\n      schedule:\n        hours_per_day: 10\n        days: 22\n", set(0, "payment", "subscription"),
			head + "    model_name: qwen3-32b\n    plan: mu\n    estimate:\n      payment: subscription\n      # ten hours\n      x-kept-schedule: {hours_per_day: 10, days: 22}\n"},
		{"pay as you go again", head + "    model_name: deepseek-v3.2\n    plan: ptu\n    estimate:\n      payment: subscription # s\n      days: 3\n      ordered_at: 2026-06-06T22:30:00+08:00\n", set(0, "payment", "pay_as_you_go"),
			head + "    model_name: deepseek-v3.2\n    plan: ptu\n    estimate:\n      payment: pay_as_you_go # s\n      x-kept-days: 3\n      x-kept-ordered_at: \"2026-06-06T22:30:00+08:00\"\n"},
		{"pay as you go for the hours of use", head + "    model_name: deepseek-v3.2\n    plan: ptu\n    estimate: {payment: subscription, days: 3, hours: 20}\n", set(0, "payment", "pay_as_you_go"),
			head + "    model_name: deepseek-v3.2\n    plan: ptu\n    estimate: {payment: pay_as_you_go, hours: 20, x-kept-days: 3}\n"},
		{"hours of use beside days that are left out", head + "    model_name: deepseek-v3.2\n    plan: ptu\n    estimate: {payment: subscription, days: 3, hours: 20}\n", unset(0, "days"),
			head + "    model_name: deepseek-v3.2\n    plan: ptu\n    estimate: {payment: subscription}\n"},
		{"payment left out", head + "    model_name: deepseek-v3.2\n    plan: ptu\n    estimate:\n      payment: subscription # s\n      days: 3\nx-more: 1\n", unset(0, "payment"),
			head + "    model_name: deepseek-v3.2\n    plan: ptu\n    estimate:\n      x-kept-days: 3\nx-more: 1\n"},

		// Regions.
		{"another region", head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU2\n    capacity: 8\n", set(0, "region", "cn-beijing"), // there on MU1 x 4 and MU6 x 4
			head + "    region: cn-beijing\n    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n"},
		{"the region that it has", head + "    model_name: qwen3-32b\n    plan: mu\n", set(0, "region", "ap-southeast-1"), head + "    model_name: qwen3-32b\n    plan: mu\n"},
		{"another region, another plan", "region: beijing\ndeployments:\n  - {name: a, model_name: glm-5.1, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}}\n", set(0, "region", "ap-southeast-1"),
			"region: beijing\ndeployments:\n  - {name: a, region: ap-southeast-1, model_name: glm-5.1, plan: mu, deploy_spec: MU2, capacity: 8, billing_method: POST_PAY}\n"},
		{"another region, another model", head + "    model_name: qwen3-14b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 8\n", set(0, "region", "cn-beijing"), // 2 x 4 to 2 x 1
			head + "    region: cn-beijing\n    model_name: qwen3.6-35b-a3b\n    plan: mu\n    deploy_spec: MU8\n    capacity: 2\n"},
		{"the region of the document again", head + "    region: beijing\n    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU6\n    capacity: 4\n", unset(0, "region"),
			head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n"},
		{"the region of all", head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU2\n    capacity: 8\n  - name: b\n    region: singapore\n    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU2\n    capacity: 8\n  - {name: c, model_name: qwen3-14b, plan: mu, deploy_spec: MU1, capacity: 4}\n", set(-1, "region", "cn-beijing"),
			strings.Replace(head, "singapore", "cn-beijing", 1) + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n  - name: b\n    region: singapore\n    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU2\n    capacity: 8\n  - {name: c, region: ap-southeast-1, model_name: qwen3-14b, plan: mu, deploy_spec: MU1, capacity: 4}\n"},
		{"a region that is typed", head + "    plan: mu\n", set(0, "region", "sing"), head + "    region: sing\n    plan: mu\n"},

		{"the region of an answer", `{"request_id": "1", "output": {"model_name": "qwen3-32b"}}`, set(-1, "region", "ap-southeast-1"),
			`{"region": "ap-southeast-1", "request_id": "1", "output": {"model_name": "qwen3-32b"}}`},
		{"another region of an answer", `{"region": "cn-beijing", "output": {"model_name": "qwen3-32b"}}`, set(-1, "region", "ap-southeast-1"),
			`{"region": "ap-southeast-1", "output": {"model_name": "qwen3-32b"}}`},

		// Numbers as people type them.
		{"thousands", head + "    plan: ptu\n    ptu_capacity: {input_tpm: 10000, output_tpm: 1000}\n", set(0, "input_tpm", "50k"), head + "    plan: ptu\n    ptu_capacity: {input_tpm: 50000, output_tpm: 1000}\n"},
		{"separated", head + "    plan: ptu\n    ptu_capacity: {input_tpm: 10000, output_tpm: 1000}\n", set(0, "output_tpm", " 12,500 "), head + "    plan: ptu\n    ptu_capacity: {input_tpm: 10000, output_tpm: 12500}\n"},
		{"throughput by its later name", head + "    plan: ptu_v2\n    input_tpm_quota: 10000\n", set(0, "input_tpm", "50k"), head + "    plan: ptu_v2\n    input_tpm_quota: 50000\n"},
		{"the other one by its later name", head + "    plan: ptu_v2\n    input_tpm_quota: 10000\n", set(0, "output_tpm", "2k"), head + "    plan: ptu_v2\n    input_tpm_quota: 10000\n    output_tpm_quota: 2000\n"},
		{"inside by its later name", head + "    plan: ptu_v2\n    ptu_capacity: {input_tpm_quota: 10000}\n", set(0, "input_tpm", "50k"), head + "    plan: ptu_v2\n    ptu_capacity: {input_tpm_quota: 50000}\n"},
		{"throughput removed by its later name", head + "    plan: ptu_v2\n    input_tpm_quota: 10000\n    output_tpm_quota: 2000\n", unset(0, "output_tpm"), head + "    plan: ptu_v2\n    input_tpm_quota: 10000\n"},
		{"a plan by its later name stays", head + "    model_name: deepseek-v3.2\n    plan: ptu_v2\n    input_tpm_quota: 10000\n", set(0, "model_name", "qwen3.6-plus-2026-04-02"),
			head + "    model_name: qwen3.6-plus-2026-04-02\n    plan: ptu_v2\n    input_tpm_quota: 10000\n"},
		{"the tier of ptu goes with it", head + "    model_name: qwen3.6-plus-2026-04-02\n    plan: ptu\n    ptu_capacity: {input_tpm: 10000, output_tpm: 1000}\n    service_tier: ptu_fast\n    overflow_strategy: enable\n", set(0, "plan", "mu"),
			head + "    model_name: qwen3.6-plus-2026-04-02\n    plan: mu\n    deploy_spec: MU1\n    capacity: 8\n    billing_method: POST_PAY\n"},
		{"a plan by its later name to mu", head + "    model_name: qwen3.6-plus-2026-04-02\n    plan: ptu_v2\n    input_tpm_quota: 10000\n    output_tpm_quota: 1000\n", set(0, "plan", "mu"),
			head + "    model_name: qwen3.6-plus-2026-04-02\n    plan: mu\n    deploy_spec: MU1\n    capacity: 8\n    billing_method: POST_PAY\n"},
		{"both of the throughput", head + "    plan: ptu\n", set(0, "output_tpm", "2000"), head + "    plan: ptu\n    ptu_capacity: {input_tpm: 10000, output_tpm: 2000}\n"},
		{"on the way to 12", head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 8\n", set(0, "capacity", "1"), head + "    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 1\n"},
		{"tokens", head + "    plan: lora\n", set(0, "tokens.input", "1.2M"), head + "    plan: lora\n    estimate:\n      tokens: {input: 1200000}\n"},
		{"hours in place of a schedule", head + "    plan: ptu\n    estimate:\n      schedule: {hours_per_day: 10, days: 22}\n      x-a: 1\n", set(0, "hours", "220.5"), head + "    plan: ptu\n    estimate:\n      hours: 220.5\n      x-a: 1\n"},
		{"office hours in place of hours", head + "    plan: ptu\n    estimate:\n      hours: 220\n      x-a: 1\n", set(0, "hours", "10x22"), head + "    plan: ptu\n    estimate:\n      schedule: {hours_per_day: 10, days: 22}\n      x-a: 1\n"},
		{"another schedule", head + "    plan: ptu\n    estimate:\n      schedule: {hours_per_day: 11, days: 20} # s\n", set(0, "hours", "8 × 20"), head + "    plan: ptu\n    estimate:\n      schedule: {hours_per_day: 8, days: 20} # s\n"},
		{"the whole period", head + "    plan: ptu\n    estimate:\n      schedule: {hours_per_day: 10, days: 22}\n", unset(0, "hours"), head + "    plan: ptu\n"},
		{"budget", head + "    plan: ptu\n", set(-1, "budget", "5k"), strings.Replace(head, "all\n", "all\nbudget: 5000\n", 1) + "    plan: ptu\n"},
		{"a number in quotes", head + "    capacity: \"8\"\n", set(0, "capacity", "4"), head + "    capacity: 4\n"},

		// Text.
		{"period on the way to 30d", "period: 7d\ndeployments: []\n", set(-1, "period", "3"), "period: \"3\"\ndeployments: []\n"},
		{"period", "period: \"3\"\ndeployments: []\n", set(-1, "period", "30d"), "period: 30d\ndeployments: []\n"},
		{"no period", "period: 7d # one\ndeployments: []\n", unset(-1, "period"), "deployments: []\n"},
		{"a name", head + "    plan: mu\n", set(0, "name", "<img onerror=x>"), strings.Replace(head, "name: a", `name: "<img onerror=x>"`, 1) + "    plan: mu\n"},
		{"no name", head + "    plan: mu\n", set(0, "name", ""), strings.Replace(head, "name: a\n", "plan: mu\n", 1)},
		{"a suffix", head + "    plan: mu\n", set(0, "suffix", "007"), head + "    plan: mu\n    suffix: \"007\"\n"},

		// JSON.
		{"JSON", `{"name":"x","region":"beijing","model_name":"qwen3-8b","plan":"mu","deploy_spec":"MU5","capacity":3,"estimate":{"hours":220}}`, set(0, "payment", "subscription"),
			`{"name":"x","region":"beijing","model_name":"qwen3-8b","plan":"mu","deploy_spec":"MU5","capacity":3,"estimate":{"payment":"subscription","x-kept-hours":220}}`},
		{"pretty JSON", "{\n  \"model_name\": \"qwen3-14b\",\n  \"plan\": \"mu\",\n  \"name\": \"x\",\n  \"region\": \"singapore\",\n  \"deploy_spec\": \"MU1\",\n  \"capacity\": 4\n}\n", set(0, "plan", "lora"),
			"{\n  \"model_name\": \"\",\n  \"plan\": \"lora\",\n  \"name\": \"x\",\n  \"region\": \"singapore\",\n  \"capacity\": 1,\n  \"estimate\": {\n    \"base_model\": \"qwen3-14b\",\n    \"tokens\": {\n      \"input\": 1000000,\n      \"output\": 1000000\n    }\n  }\n}\n"},

		// Lists.
		{"add", "deployments: []\n", form.Change{Kind: form.Add, Deployment: -1}, "deployments:\n  - name: deployment-1\n    region: ap-southeast-1\n    model_name: qwen3.6-plus-2026-04-02\n    plan: ptu\n    ptu_capacity: {input_tpm: 10000, output_tpm: 1000}\n"},
		{"add one more", "region: beijing\ndeployments:\n  - name: deployment-2\n    model_name: qwen3.7-max-2026-05-20\n    plan: ptu\n", form.Change{Kind: form.Add},
			"region: beijing\ndeployments:\n  - name: deployment-2\n    model_name: qwen3.7-max-2026-05-20\n    plan: ptu\n  - name: deployment-3\n    model_name: qwen3.7-max-2026-05-20\n    plan: ptu\n    ptu_capacity: {input_tpm: 10000, output_tpm: 1000}\n    suffix: \"2\"\n"},
		{"begin", "# mine\n", form.Change{Kind: form.Add, Deployment: -1}, "# mine\nversion: 1\nregion: ap-southeast-1\ndeployments:\n  - name: deployment-1\n    model_name: qwen3.6-plus-2026-04-02\n    plan: ptu\n    ptu_capacity: {input_tpm: 10000, output_tpm: 1000}\n"},
		{"duplicate", head + "    model_name: qwen3-32b # big\n    plan: mu\n", form.Change{Kind: form.Duplicate}, head + "    model_name: qwen3-32b # big\n    plan: mu\n  - name: a-2\n    model_name: qwen3-32b # big\n    plan: mu\n    suffix: \"2\"\n"},
		{"delete", head + "    plan: mu\n  - name: b\n", form.Change{Kind: form.Delete}, "region: singapore # all\ndeployments:\n  - name: b\n"},
		{"delete the last", head + "    plan: mu\n", form.Change{Kind: form.Delete}, "region: singapore # all\ndeployments: []\n"},

		// What is deployed already needs a suffix.
		{"the same model", head + "    model_name: qwen3-14b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n  - name: b\n    model_name: qwen3-32b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n", set(1, "model_name", "qwen3-14b"),
			head + "    model_name: qwen3-14b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n  - name: b\n    model_name: qwen3-14b\n    plan: mu\n    deploy_spec: MU1\n    capacity: 4\n    suffix: \"2\"\n"},
		{"the same model in the region of all", "region: beijing\ndeployments:\n- {name: a, region: singapore, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4}\n- {name: b, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4}\n", set(-1, "region", "ap-southeast-1"),
			"region: ap-southeast-1\ndeployments:\n- {name: a, region: singapore, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4}\n- {name: b, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, suffix: \"2\"}\n"},

		// Streams and merge keys.
		{"the second of a stream", "name: a\nmodel_name: qwen3-8b\nplan: mu\n---\nname: b\nmodel_name: qwen3-8b\nplan: mu\ncapacity: 1\n", set(1, "capacity", "2"), "name: a\nmodel_name: qwen3-8b\nplan: mu\n---\nname: b\nmodel_name: qwen3-8b\nplan: mu\ncapacity: 2\n"},
		{"the second file of a stream", "period: 7d\ndeployments: []\n---\nperiod: 7d\ndeployments: []\n", set(-2, "period", "30d"), "period: 7d\ndeployments: []\n---\nperiod: 30d\ndeployments: []\n"},
		{"a merged value", "x-b: &b {plan: mu, capacity: 4}\nregion: singapore\ndeployments:\n  - <<: *b\n    name: a\n  - <<: *b\n    name: b\n", set(1, "capacity", "8"),
			"x-b: &b {plan: mu, capacity: 4}\nregion: singapore\ndeployments:\n  - <<: *b\n    name: a\n  - <<: *b\n    name: b\n    capacity: 8\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			result, err := newEngine(t).Edit(engine.Input{Name: "a.yaml", Data: []byte(test.text)}, engine.Settings{}, test.do)
			if err != nil {
				t.Fatal(err)
			}
			if result.Text != test.want {
				t.Errorf("got\n%s\nwant\n%s", result.Text, test.want)
			}
			if result.Edits == nil || (len(result.Edits) == 0) != (test.text == test.want) {
				t.Errorf("edits %+v", result.Edits)
			}
		})
	}
}

func TestRefusedChanges(t *testing.T) {
	const file = head + "    model_name: qwen3-32b\n    plan: mu\n    capacity: 4\n"
	for _, test := range []struct {
		text          string
		do            form.Change
		message, help string
	}{
		{file, set(0, "capacity", "many"), `capacity takes a whole number, but is "many"`, "write it like 8"},
		{file, set(0, "hours", "1.2.3"), `hours takes a number, but is "1.2.3"`, "write it like 220"},
		{file, set(0, "tokens.input", "1,00"), `input takes a whole number, but is "1,00"`, "write it like 120000000"},
		{file, set(0, "input_tpm", strings.Repeat("9", 41)), "input_tpm takes a whole number", "write it like 50000"},
		{file, set(0, "capcity", "4"), `there is no field "capcity" in the form`, "did you mean capacity?"},
		{file, set(-1, "regoin", "x"), `there is no field "regoin" in the form`, "did you mean region?"},
		{file, set(1, "capacity", "4"), "there is no deployment 1 in the file", ""},
		{file, set(-2, "region", "x"), "there is no such deployment file", "write a list"},
		{file, form.Change{Kind: "move"}, `"move" is no kind of change`, "use set, "},
		{file, form.Change{Kind: form.Delete, Deployment: -1}, `"delete" is for one deployment`, "name it"},
		{"deployments: [\n", set(0, "name", "x"), "line 1: this '[' is never closed", "fix it in the text first"},
		{`{"output":{"model_name":"qwen3-32b"}}`, set(-1, "budget", "5"), "An answer of the API says what runs.", ""},
		{`{"output":{"model_name":"qwen3-32b"}}`, set(0, "name", "x"), "An answer of the API says what runs.", ""},
		{`{"output":{"model_name":"qwen3-32b"}}`, form.Change{Kind: form.Add}, "there is no list of deployments", "write the request bodies as a list"},
		{"region: beijing\ndeployments:\n- {name: a, region: singapore, model_name: qwen3-14b-ft-1, plan: lora}\n", unset(0, "region"),
			"the region of the document is China (Beijing), and models fine-tuned from Qwen3-14B are not offered there", "choose another model first"},
		{"name: a\nmodel_name: qwen3-32b\nplan: mu\n", form.Change{Kind: form.Duplicate}, "a request body stands alone", "write the request bodies as a list"},
		{"name: a\nmodel_name: qwen3-32b\nplan: mu\n", form.Change{Kind: form.Delete}, "a request body stands alone", "remove it in the text"},
		{"x-e: &e {hours: 10}\ndeployments:\n  - {name: a, plan: ptu, estimate: *e}\n", set(0, "hours", "20"), "estimate is an alias: it is written on line 1, where others use it too", "change it there in the text"},
		{"deployments:\n  - &a {name: a, plan: ptu}\n  - <<: *a\n    suffix: b\n", set(0, "plan", "mu"), "/deployments/1/plan (line 2) would change too", "change it in the text"},
		{"deployments:\n  - only words\n", set(0, "plan", "mu"), "item 0 of deployments is a single value here", "write it as a mapping"},
	} {
		_, err := newEngine(t).Edit(engine.Input{Name: "a.yaml", Data: []byte(test.text)}, engine.Settings{}, test.do)
		var refusal *edit.Refusal
		if !errors.As(err, &refusal) || !strings.HasPrefix(refusal.Message, test.message) || !strings.HasPrefix(refusal.Help, test.help) {
			t.Errorf("%+v\ngot  %v\nwant %s: %s", test.do, err, test.message, test.help)
		}
	}
}

// The deployment to show next.
func TestNext(t *testing.T) {
	const three = "deployments:\n  - name: a\n  - name: b\n---\nname: c\nmodel_name: qwen3-8b\n"
	for _, test := range []struct {
		text string
		do   form.Change
		want string
	}{
		{three, set(1, "name", "x"), "1"},
		{three, set(-1, "period", "7d"), "none"},
		{three, form.Change{Kind: form.Add, Deployment: 0}, "2"},
		{three, form.Change{Kind: form.Add, Deployment: 2}, "2"},
		{three, form.Change{Kind: form.Duplicate, Deployment: 0}, "1"},
		{three, form.Change{Kind: form.Delete, Deployment: 0}, "0"},
		{three, form.Change{Kind: form.Delete, Deployment: 1}, "1"},
		{"deployments:\n  - name: a\n  - name: b\n", form.Change{Kind: form.Delete, Deployment: 1}, "0"},
		{"deployments:\n  - name: a\n", form.Change{Kind: form.Delete, Deployment: 0}, "none"},
		{"", form.Change{Kind: form.Add, Deployment: -1}, "0"},
	} {
		result, err := newEngine(t).Edit(engine.Input{Name: "a.yaml", Data: []byte(test.text)}, engine.Settings{}, test.do)
		if err != nil {
			t.Errorf("%+v: %v", test.do, err)
			continue
		}
		got := "none"
		if result.Deployment != nil {
			got = fmt.Sprint(*result.Deployment)
		}
		if got != test.want {
			t.Errorf("%+v in\n%sshows %s, want %s", test.do, test.text, got, test.want)
		}
	}
}

// FuzzApply makes any change in any text. What must hold: no panic, a refusal has
// words, and what was changed can still be read.
func FuzzApply(f *testing.F) {
	for _, text := range examples(f) {
		f.Add([]byte(text), uint8(0), 0, "plan", "mu")
		f.Add([]byte(text), uint8(3), 1, "", "")
	}
	f.Add([]byte("x-b: &b {plan: mu}\ndeployments: [*b, {<<: *b, name: a}]\n"), uint8(1), 1, "name", "on")
	f.Add([]byte("deployments:\n- name: a\n  estimate: {schedule: {days: 1}}\n- - b\n"), uint8(0), 0, "hours", "1k")
	e := newEngine(f)
	kinds := []string{form.Set, form.RemoveField, form.Add, form.Duplicate, form.Delete, "none"}
	f.Fuzz(func(t *testing.T, data []byte, kind uint8, n int, field, value string) {
		for _, name := range []string{"a.yaml", "a.json"} {
			input := engine.Input{Name: name, Data: data}
			shown := e.Form(input, engine.Settings{}, form.Cards{Count: 3})
			change := form.Change{Kind: kinds[int(kind)%len(kinds)], Deployment: n, Field: field, Value: value}
			if len(shown.Deployments) > 0 && n >= 0 {
				change.Deployment = n % len(shown.Deployments)
			}
			result, err := e.Edit(input, engine.Settings{}, change)
			var refusal *edit.Refusal
			if err != nil && (!errors.As(err, &refusal) || refusal.Message == "") {
				t.Errorf("%+v: %v", change, err)
			}
			if err != nil {
				continue
			}
			if file := document.Read(document.NewSource(name, []byte(result.Text))); edit.Unreadable(file.Problems) != nil {
				t.Errorf("%+v made\n%s", change, result.Text)
			}
			again := e.Form(engine.Input{Name: name, Data: []byte(result.Text)}, engine.Settings{}, form.Cards{Count: 3})
			if change.Kind == form.Delete && len(again.Deployments) != len(shown.Deployments)-1 || change.Kind == form.Duplicate && len(again.Deployments) != len(shown.Deployments)+1 {
				t.Errorf("%+v: %d deployments became %d", change, len(shown.Deployments), len(again.Deployments))
			}
		}
	})
}
