package answer

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"
)

// expect holds values of a result, by their paths, against what they have to be.
// Numbers are written as texts.
func expect(t *testing.T, result any, want map[string]any) {
	t.Helper()
	for path, value := range want {
		got := in(t, result, path)
		if n, ok := got.(json.Number); ok {
			got = n.String()
		}
		if got != value {
			t.Errorf("%s is %v, want %v", path, got, value)
		}
	}
}

// batch is a deployment on model units in Singapore: 44 USD an hour for each bundle
// of 4 units of MU1, 20,916 USD a month.
func batch(capacity, hours string) []any {
	return text(
		"region: singapore",
		"deployments:",
		"  - name: batch # nightly",
		"    model_name: qwen3-32b",
		"    plan: mu",
		"    deploy_spec: MU1",
		"    capacity: "+capacity,
		"    billing_method: POST_PAY",
		"    estimate: {hours: "+hours+"}",
	)
}

func TestHello(t *testing.T) {
	s := New()
	result := answered(t, s, "hello", body{"settings": body{"today": "2026-07-06"}})
	expect(t, result, map[string]any{
		"api": "1", "edition": "2026-06-06", "editions.0": "2026-06-06", "prices": "225",
		"age_days":        "30", // from 6 June to 6 July
		"regions.0.code":  "ap-southeast-1",
		"regions.1.name":  "China (Beijing)",
		"sources.1.title": "Alibaba Cloud Model Studio: Create deployment",
	})
	if plain := answered(t, s, "hello", body{"edition": "2026-06-06"}); plain["age_days"] != nil || plain["digest"] != result["digest"] {
		t.Errorf("age %v, digest %v", plain["age_days"], plain["digest"])
	}
	if calls := result["calls"].([]any); len(calls) != len(s.calls) || calls[0] != "hello" {
		t.Errorf("calls are %v", calls)
	}
}

// TestExamples: each is a file without a problem, and every deployment in it has
// an amount. The totals are worked out by hand.
func TestExamples(t *testing.T) {
	s := New()
	totals := map[string]string{
		// chat: 30 days x (5 x 14.4 + 5 x 8.64) = 3,456; batch: a month of 4 units.
		"steady": "24,372.00 USD",
		// 220 hours x (5 x 1.2 + 5 x 0.72) = 2,112; 220 hours x 44 = 9,680.
		"office-hours": "11,792.00 USD",
		// 7 days x (2 x 2.76 + 2 x 1.44) = 58.8; 168 hours x 59.408 = 9,980.544.
		"one-week-test": "10,039.34 USD",
	}
	for _, example := range answered(t, s, "hello", nil)["examples"].([]any) {
		id := in(t, example, "id").(string)
		state := answered(t, s, "state", body{"files": []any{body{"name": in(t, example, "file"), "text": in(t, example, "text")}}})
		if id == "empty" {
			expect(t, state, map[string]any{"lint.summary.errors": "1", "lint.diagnostics.0.code": "CP105"})
			continue
		}
		expect(t, state, map[string]any{"lint.summary.errors": "0", "lint.summary.warnings": "0", "view.totals.0.text": totals[id], "view.totals.0.complete": true})
		delete(totals, id)
	}
	if len(totals) > 0 {
		t.Errorf("there is no example %v", totals)
	}
}

func TestState(t *testing.T) {
	s := New()
	// 220 hours x 8/4 x 44 = 19,360.
	result := answered(t, s, "state", body{"files": batch("8", "220"), "charts": true})
	expect(t, result, map[string]any{
		"quote.totals.0.amount": "19360", "view.totals.0.text": "19,360.00 USD", "view.deployments.0.amount_text": "19,360.00 USD",
		"lint.summary.deployments": "1", "form.deployments.0.title": "batch", "charts.0.kind": "stack",
	})
	result = answered(t, s, "state", body{"files": batch("6", "220"), "quote": false})
	expect(t, result, map[string]any{"lint.diagnostics.0.code": "CP305", "view.deployments.0.amount": nil, "form.editable": true})
	for _, absent := range []string{"quote", "charts"} {
		if _, there := result[absent]; there {
			t.Errorf("%s is there", absent)
		}
	}
	// Files are checked against each other: the same suffix twice.
	files := append(batch("8", "1"), body{"name": "b.yaml", "text": batch("8", "1")[0].(body)["text"]})
	together := answered(t, s, "state", body{"files": files})
	expect(t, together, map[string]any{"lint.summary.files": "2", "lint.summary.errors": "1"})
	for _, d := range in(t, together, "lint.diagnostics").([]any) {
		if d.(body)["severity"] == "error" && d.(body)["code"] != "CP402" {
			t.Errorf("%v", d)
		}
	}
	// Part hours, rounded up: 2 hours x 44 instead of 1.5.
	up := body{"files": batch("4", "1.5"), "settings": body{"bill_hours": "up"}}
	expect(t, answered(t, s, "state", up), map[string]any{"view.totals.0.amount_text": "88.00"})
	// An answer of the API with a region of its own: 720 hours x 44 = 31,680, and it is
	// not clear whether it is billed.
	fleet := `{"output": {"deployed_model": "s", "model_name": "qwen3-32b", "plan": "mu", "model_unit_spec": "MU1", "capacity": 4, "charge_type": "post_paid", "status": "DELETING"}}`
	expect(t, answered(t, s, "state", body{"files": []any{body{"name": "s.json", "text": fleet, "region": "singapore"}}}), map[string]any{
		"quote.totals.0.amount": "31680", "quote.deployments.0.status.billing": "unclear", "view.deployments.0.billed_text": "720 hours (unclear: DELETING)",
	})
	old := body{"files": batch("4", "1"), "settings": body{"today": "2026-07-06", "max_age": 29}}
	expect(t, answered(t, s, "state", old), map[string]any{"lint.diagnostics.0.code": "CP504"})
}

func TestCards(t *testing.T) {
	s := New()
	files := text("region: singapore", "deployments:", "  - {name: a}", "  - {name: b}", "  - {name: c}")
	cards := answered(t, s, "state", body{"files": files, "cards": body{"from": 1, "count": 1}})
	for i, has := range []bool{false, true, false} {
		if fields := in(t, cards, "form.deployments").([]any)[i].(body)["fields"].([]any); (len(fields) > 0) != has {
			t.Errorf("card %d has %d fields", i, len(fields))
		}
	}
	if f := refusal(t, s, "state", body{"files": files, "cards": body{"from": -1, "count": 1}}); f.Message != "cards: 1 from -1 on cannot be" {
		t.Errorf("%+v", f)
	}
}

// TestLimits: what no document may be is a finding with its code, not a failure.
func TestLimits(t *testing.T) {
	s := New()
	for name, test := range map[string]struct {
		file body
		code string
	}{
		"5 MiB":     {body{"name": "a.yaml", "text": strings.Repeat("# 16 bytes long\n", 5<<20/16)}, "CP103"},
		"deep YAML": {body{"name": "a.yaml", "text": strings.Repeat("- ", 100_000) + "a"}, "CP103"},
		"deep flow": {body{"name": "a.json", "text": strings.Repeat("[", 1_000_000)}, "CP103"},
		"not UTF-8": {body{"name": "a.yaml", "base64": base64.StdEncoding.EncodeToString([]byte("name: caf\xe9"))}, "CP104"},
		"a zero":    {body{"name": "a.yaml", "text": "a: \x00"}, "CP101"},
		"empty":     {body{"name": "a.yaml", "text": ""}, "CP105"},
	} {
		result := answered(t, s, "state", body{"files": []any{test.file}})
		if code := in(t, result, "lint.diagnostics.0.code"); code != test.code {
			t.Errorf("%s: %v, want %s", name, code, test.code)
		}
		fixed := answered(t, s, "fix", body{"files": []any{test.file}})
		if len(fixed["fixed"].([]any)) > 0 {
			t.Errorf("%s: fixed %v", name, fixed["fixed"])
		}
	}
}

// TestHalfALetter: a page may hand over half of a surrogate pair. It is read as
// what stands for a letter that cannot be read.
func TestHalfALetter(t *testing.T) {
	x := exchanged(t, New(), []byte(`{"api":1,"call":"fix","files":[{"name":"a.yaml","text":"a: \ud83d"}]}`))
	if !x.ok || in(t, x.result, "text") != "a: \uFFFD" {
		t.Errorf("%s", x.response)
	}
}

func TestEdit(t *testing.T) {
	s := New()
	change := body{"kind": "set", "deployment": 0, "field": "capacity", "value": "12"}
	result := answered(t, s, "edit", body{"files": batch("8", "220"), "change": change})
	expect(t, result, map[string]any{"text": batch("12", "220")[0].(body)["text"], "edits.0.text": "12", "edits.0.start.line": "7", "edits.0.start.column": "15", "deployment": "0"})
	result = answered(t, s, "edit", body{"files": batch("8", "220"), "change": body{"kind": "delete", "deployment": 0}})
	expect(t, result, map[string]any{"deployment": nil})
	for name, test := range map[string]struct {
		args          body
		message, help string
	}{
		"unreadable":   {body{"files": text("a: ["), "change": change}, "line 1: this '[' is never closed", "fix it in the text first"},
		"another kind": {body{"files": batch("8", "1"), "change": body{"kind": "sett", "deployment": 0}}, `change.kind: "sett" is not one of them`, "did you mean set?"},
		"nowhere":      {body{"files": batch("8", "1"), "change": body{"kind": "delete", "deployment": 1}}, "", ""},
	} {
		if f := refusal(t, s, "edit", test.args); f.Kind != kindRequest || !strings.HasPrefix(f.Message, test.message) || !strings.HasPrefix(f.Help, test.help) {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

func TestFix(t *testing.T) {
	s := New()
	files := batch("6", "220")
	files[0].(body)["text"] = strings.Replace(files[0].(body)["text"].(string), "model_name", "modle_name", 1)
	// What has one right answer is fixed; 4 and 8 are a choice.
	result := answered(t, s, "fix", body{"files": files})
	expect(t, result, map[string]any{"text": batch("6", "220")[0].(body)["text"], "fixed.0.code": "CP201", "fixed.0.title": "rename to model_name"})
	if n := len(result["fixed"].([]any)); n != 1 {
		t.Errorf("%d were fixed", n)
	}
	result = answered(t, s, "fix", body{"files": files, "unsafe": true})
	expect(t, result, map[string]any{"text": batch("8", "220")[0].(body)["text"], "fixed.1.code": "CP305", "fixed.1.title": "write 8"})
}

func TestCompare(t *testing.T) {
	s := New()
	// A bundle of MU1 for 100 hours: 4,400; a month of it 20,916.
	need := body{"model": "QWEN3-32B", "hours": "100", "plans": []any{"mu"}, "regions": []any{"singapore"}}
	result := answered(t, s, "compare", body{"need": need})
	expect(t, result, map[string]any{
		"summary.0":             "within mu MU1, mu MU1 x 4 pay-as-you-go in Singapore is the cheapest for 100 hours: 4,400.00 USD",
		"view.summary.0":        "within mu MU1, mu MU1 x 4 pay-as-you-go in Singapore is the cheapest for 100 hours: 4,400.00 USD",
		"view.title":            "qwen3-32b, 100 hours in 30d",
		"view.options.0.option": "mu MU1 x 4", "view.options.0.amount_text": "4,400.00 USD", "view.options.0.rank": "1", "view.options.0.difference_text": "0.00",
		"view.difference_column": "To cheapest", "charts.0.id": "hours", "matrix.regions.0.code": "ap-southeast-1", "comparison.options.0.amount": "4400",
	})
	result = answered(t, s, "compare", body{"files": batch("8", "220"), "deployment": 0})
	expect(t, result, map[string]any{"view.difference_column": "To today", "comparison.needs.0.name": "batch", "comparison.needs.0.line": "3"})
	for name, test := range map[string]struct {
		args    body
		message string
	}{
		"both":       {body{"need": need, "files": batch("8", "1")}, "a need is compared, or a deployment of files: both are given"},
		"neither":    {body{}, "deployment: which one to compare is not known"},
		"beyond":     {body{"files": batch("8", "1"), "deployment": 1}, "deployment: there is no deployment 1 among 1 deployment"},
		"before":     {body{"files": batch("8", "1"), "deployment": -1}, "deployment: there is no deployment -1 among 1 deployment"},
		"error":      {body{"files": batch("6", "1"), "deployment": 0}, "batch has an error, so it cannot be compared"},
		"no model":   {body{"need": body{}}, "need: no model is named"},
		"a stranger": {body{"need": body{"model": "gpt"}}, `need: model "gpt" is not in the catalog`},
		"no output":  {body{"need": body{"model": "qwen3-32b", "input_tpm": "50k"}}, "need: output TPM is not given or 0"},
		"separators": {body{"need": body{"model": "qwen3-32b", "input_tpm": "50,000"}}, `need.input_tpm: "50,000" has separators`},
		"a period":   {body{"need": need, "settings": body{"period": "0h"}}, "settings.period: "},
	} {
		if f := refusal(t, s, "compare", test.args); f.Kind != kindRequest || !strings.HasPrefix(f.Message, test.message) {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

// traffic is two minutes of traffic, and a row that cannot be counted.
const traffic = "timestamp,input_tokens,output_tokens\n2026-06-01T00:00:00Z,25000,900\n2026-06-01T00:01:00Z,5000,100\n2026-06-01T00:02:00Z,-1,100\n"

func TestSize(t *testing.T) {
	s := New()
	args := func(more body) body {
		all := body{"model": "qwen3.6-plus-2026-04-02", "region": "singapore"}
		for name, value := range more {
			all[name] = value
		}
		return all
	}
	// 25,000 is 3 steps of 10,000 input TPM, 900 is 1 of 1,000 output TPM: 4.32 USD an hour, 51.84 a day.
	measured := map[string]any{
		"sizing.answers.0.goal.kind": "coverage", "view.sentences.0": "to cover 100% of the minutes: 30,000/1,000 TPM subscription: 1,555.20 USD for 30d, against 3,110.40 pay-as-you-go",
		"view.choices.1.best": true, "view.choices.1.input_tpm": "30000", "view.choices.1.output_tpm": "1000", "view.choices.1.amount_text": "1,555.20 USD", "view.choices.0.amount_text": "3,110.40 USD",
		"refused": "1", "problems_text.0": `line 4: input_tokens is negative: "-1"; write a whole number of tokens such as 1234`, "charts.0.kind": "steps",
	}
	expect(t, answered(t, s, "size", args(body{"traffic": body{"name": "t.csv", "text": traffic}, "coverage": []any{"100%"}, "rows": "minutes"})), measured)
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	if _, err := writer.Write([]byte(traffic)); err != nil || writer.Close() != nil {
		t.Fatal(err)
	}
	expect(t, answered(t, s, "size", args(body{"traffic": body{"name": "t.csv.gz", "base64": packed.Bytes()}, "coverage": []any{"100"}, "rows": "minutes"})), measured)
	// 60 x 2,000 = 120,000 input and 60 x 500 = 30,000 output TPM in Beijing: 12 x 0.67 + 30 x 0.397 = 19.95 an hour,
	// 12 x 7.93 + 30 x 4.753 = 237.75 a day.
	averages := answered(t, s, "size", body{"model": "qwen3.6-plus-2026-04-02", "region": "beijing", "rates": body{"rpm": "60", "input_per_request": "2k", "output_per_request": "500"}})
	expect(t, averages, map[string]any{
		"view.choices.0.amount_text": "14,364.00 USD", "view.choices.0.best": false, "view.choices.1.amount_text": "7,132.50 USD", "view.choices.1.best": true,
		"view.choices.1.capacity_text": "120,000/30,000 TPM", "view.choices.1.payment": "subscription", "refused": "0",
	})
	priced := answered(t, s, "size", args(body{
		"traffic": body{"name": "t.csv", "text": traffic}, "minimise": "cost", "window": "2026-06-01..2026-06-02", "timezone": "Z", "schedule": true,
		"on_demand": body{"input": "0.5", "output": "3", "per": "1M"},
	}))
	expect(t, priced, map[string]any{"sizing.answers.0.goal.kind": "cost", "sizing.on_demand.per": "1000000", "sizing.on_demand.source": "on_demand.input, on_demand.output"})

	// The price on demand of an overlay counts where none is stated.
	laid := answered(t, s, "size", args(body{
		"traffic": body{"name": "t.csv", "text": traffic}, "minimise": "cost",
		"overlays": []any{body{"name": "o.yaml", "text": "source: own\non_demand: [{region: singapore, model: qwen3.6-plus-2026-04-02, per: 1000, input: 0.0005, output: 0.003, thinking_output: 0.003}]\n"}},
	}))
	expect(t, laid, map[string]any{"sizing.answers.0.goal.kind": "cost", "sizing.on_demand.per": "1000", "sizing.on_demand.input": "0.0005"})

	columns := body{"name": "t.csv", "text": "Day,At,Sent,Got\n01/06/2026,09:00,\"60,000\",2000\n"}
	expect(t, answered(t, s, "size", args(body{
		"traffic": columns, "columns": body{"date": "Day", "time": "At", "input": "Sent", "output": "Got"}, "dates": "dmy",
	})), map[string]any{"sizing.traffic.start": "2026-06-01T09:00:00+08:00", "sizing.traffic.tokens.input": "60000"})

	file := body{"name": "t.csv", "text": traffic}
	for message, wrong := range map[string]body{
		"traffic or rates: one of them is what is sized":                      args(nil),
		`region: there is no region "mars"`:                                   {"model": "a", "region": "mars", "traffic": file},
		"model: qwen3-32b is not offered on plan ptu in Singapore":            {"model": "qwen3-32b", "region": "singapore", "traffic": file},
		"coverage: \"2x\" is not a share of the minutes":                      args(body{"traffic": file, "coverage": []any{"2x"}}),
		"minimise: the price of what overflows is not on the provider's page": args(body{"traffic": file, "minimise": "cost"}),
		`minimise: "time" is not one of them: use cost`:                       args(body{"traffic": file, "minimise": "time"}),
		"on_demand.per: 0.5 is not a number of tokens":                        args(body{"traffic": file, "on_demand": body{"input": "1", "per": "0.5"}}),
		"on_demand.input: a price has to be above 0":                          args(body{"traffic": file, "on_demand": body{"input": "0", "per": "1"}}),
		"on_demand: no price is stated":                                       args(body{"traffic": file, "on_demand": body{"per": "1"}}),
		"max_overflow: it cannot be negative":                                 args(body{"traffic": file, "max_overflow": "-1"}),
		`rows: "days" is not one of them: use auto, requests or minutes`:      args(body{"traffic": file, "rows": "days"}),
		`timezone: "CET" is not an offset: write +08:00 or Z`:                 args(body{"traffic": file, "timezone": "CET"}),
		"window: it ends (2026-06-01) before it begins (2026-06-02)":          args(body{"traffic": file, "window": "2026-06-02..2026-06-01"}),
		"period: ":                          args(body{"traffic": file, "period": "x"}),
		"traffic: line 4":                   args(body{"traffic": file, "strict": true, "rows": "minutes"}),
		"rates.rpm: \"many\": not a number": args(body{"rates": body{"rpm": "many"}}),
		"rates.rpm is missing":              args(body{"rates": body{"input_per_request": "1"}}),
		"traffic: ":                         args(body{"traffic": body{"name": "t.csv", "text": ""}}),
		`coverage: "0.999" can be read in two ways`:   args(body{"traffic": file, "coverage": []any{"0.999"}}),
		"rates: requests per minute are not given":    args(body{"rates": body{"rpm": "0", "input_per_request": "1", "output_per_request": "1"}}),
		"rates: output per request is not given":      args(body{"rates": body{"rpm": "1", "input_per_request": "1"}}),
		"rates: a request of 200,000 input tokens is": args(body{"rates": body{"rpm": "1", "input_per_request": "200k", "output_per_request": "1"}}),
		"traffic_model: one model is sized at a time": args(body{"traffic": body{"name": "t.csv", "text": "ts,model,input,output\n1780749240,a,1,1\n1780749240,b,1,1\n"}}),
		"traffic: no row is of the model \"c\"":       args(body{"traffic_model": "c", "traffic": body{"name": "t.csv", "text": "ts,model,input,output\n1780749240,a,1,1\n"}}),
		"columns: line 1: no column for input_tokens": args(body{"traffic": columns}),
		`columns: there is no column "a"`:             args(body{"traffic": file, "columns": body{"a": "b"}}),
		`dates: "ymd" is not an order of dates`:       args(body{"traffic": file, "dates": "ymd"}),
		`dates: line 2: timestamp is "01/06/2026`:     args(body{"traffic": columns, "columns": body{"date": "Day", "time": "At", "input": "Sent", "output": "Got"}}),
		"every request is longer than the 128,000":    args(body{"traffic": body{"name": "t.csv", "text": "ts,input,output\n1780749241,129000,1\n"}}),
	} {
		if f := refusal(t, s, "size", wrong); f.Kind != kindRequest || !strings.HasPrefix(f.Message, message) {
			t.Errorf("%+v, want %s", f, message)
		}
	}
}

func TestDiff(t *testing.T) {
	s := New()
	// 100 hours x 44: 4,400; twice the units cost twice as much.
	args := body{"before": batch("4", "100")[0], "after": batch("8", "100")[0]}
	expect(t, answered(t, s, "diff", args), map[string]any{
		"text":        "The cost for 30d rises by 4,400.00 USD (+100.0%), from 4,400.00 USD to 8,800.00 USD: 1 changed.",
		"charts.0.id": "scenarios", "diff.totals.0.difference": "4400", "diff.deployments.0.status": "changed",
	})
	if f := refusal(t, s, "diff", body{"before": args["before"]}); f.Message != "after is missing" {
		t.Errorf("%+v", f)
	}
	// Each side in a region of its own: 720 hours x 44 in Singapore, x 29.704 in Beijing.
	answer := `{"output": {"deployed_model": "s", "model_name": "qwen3-32b", "plan": "mu", "model_unit_spec": "MU1", "capacity": 4, "charge_type": "post_paid", "status": "RUNNING"}}`
	sides := body{
		"before": body{"name": "s.json", "text": answer, "region": "singapore"},
		"after":  body{"name": "s.json", "text": answer, "region": "beijing"},
	}
	expect(t, answered(t, s, "diff", sides), map[string]any{
		"diff.totals.0.before.amount": "31680", "diff.totals.0.after.amount": "21386.88", "diff.totals.0.difference": "-10293.12",
	})
	sides["after"].(body)["region"] = "mars"
	if f := refusal(t, s, "diff", sides); !strings.HasPrefix(f.Message, `after.region: there is no region "mars"`) {
		t.Errorf("%+v", f)
	}
	one := body{"files": []any{sides["after"]}}
	if f := refusal(t, s, "fix", one); !strings.HasPrefix(f.Message, `files[0].region: there is no region "mars"`) {
		t.Errorf("%+v", f)
	}
}

func TestCatalogAndRules(t *testing.T) {
	s := New()
	for what, n := range map[string]int{"rates": 225, "offers": 103, "notes": 17} {
		if list := answered(t, s, "catalog", body{"what": what})[what].([]any); len(list) != n {
			t.Errorf("%d %s, want %d", len(list), what, n)
		}
	}
	if f := refusal(t, s, "catalog", body{"what": "prices"}); f.Message != `what: "prices" is not one of them: use rates, offers or notes` {
		t.Errorf("%+v", f)
	}
	expect(t, answered(t, s, "rules", body{"code": "capacity-multiple"}), map[string]any{"rules.0.slug": "capacity-multiple"})
	expect(t, answered(t, s, "rules", body{"code": "cp305"}), map[string]any{"rules.0.code": "CP305"})
	if n := len(answered(t, s, "rules", nil)["rules"].([]any)); n < 40 {
		t.Errorf("%d rules", n)
	}
	if f := refusal(t, s, "rules", body{"code": "CP999"}); f.Message != `code: there is no rule "CP999"` {
		t.Errorf("%+v", f)
	}
}

func TestRatesOfAModel(t *testing.T) {
	s := New()
	// In Singapore the page has five prices of qwen3-14b: MU1 by the hour and by the month, and three of tokens.
	for _, test := range []struct {
		asked body
		n     int
	}{
		{body{"region": "singapore"}, 39},
		{body{"region": "beijing"}, 186},
		{body{"model": "QWEN3-14B", "region": "Singapore"}, 5},
	} {
		test.asked["what"] = "rates"
		list := answered(t, s, "catalog", test.asked)["rates"].([]any)
		if len(list) != test.n {
			t.Errorf("%v: %d rates, want %d", test.asked, len(list), test.n)
		}
	}
	for _, test := range []struct {
		asked   body
		message string
	}{
		{body{"model": "qwen3-14bb"}, `model: there is no model "qwen3-14bb" in the price list`},
		{body{"region": "mars"}, `region: there is no region "mars": use ap-southeast-1 or cn-beijing`},
	} {
		test.asked["what"] = "rates"
		if f := refusal(t, s, "catalog", test.asked); f.Message != test.message {
			t.Errorf("%+v", f)
		}
	}
}

func TestRefund(t *testing.T) {
	s := New()
	// 12 begun days x 3 x 1,394.329 x 1.2 / 30.
	cancel := body{"model": "qwen3-8b", "region": "beijing", "spec": "mu5", "capacity": "3", "after_days": "11.5"}
	expect(t, answered(t, s, "refund", body{"cancel": cancel}), map[string]any{"cancel.chosen.cancel": "2007.83376"})
	// 30 of 150 are left after 24 of 30 days, times (5 - 4) / 5.
	orders := body{"orders": []any{body{"name": "purchase", "paid": 150, "price": 150, "days": 30, "used_days": 24, "new_price": 120, "new_days": 30}}}
	expect(t, answered(t, s, "refund", body{"orders": orders}), map[string]any{"downgrade.amount": "6", "downgrade.currency": "USD"})
	// Twenty of thirty days are left of 30 x (5 x 35.65 + 5 x 14.26), and a fifth of it is given back:
	// 24 a day was 5 steps, and 4 are left.
	throughput := func(input, output string) body { return body{"input_tpm": input, "output_tpm": output} }
	downgrade := body{"model": "glm-5.1", "region": "beijing", "from": throughput("50k", "5k"), "to": throughput("40k", "4k"), "period_days": "30", "used_days": "10"}
	expect(t, answered(t, s, "refund", body{"downgrade": downgrade}), map[string]any{"downgrade.amount": "998.2"})
	dated := maps.Clone(downgrade)
	delete(dated, "used_days")
	dated["ordered"], dated["downgraded"] = "2026-09-01", "2026-09-10"
	expect(t, answered(t, s, "refund", body{"downgrade": dated}), map[string]any{"downgrade.amount": "998.2"})

	without := func(of body, field string, more body) body {
		changed := maps.Clone(of)
		delete(changed, field)
		maps.Copy(changed, more)
		return changed
	}
	for _, test := range []struct {
		asked   body
		message string
	}{
		{nil, "cancel, downgrade or orders: 0 of them are given"},
		{body{"cancel": cancel, "orders": orders}, "cancel, downgrade or orders: 2 of them are given"},
		{body{"cancel": without(cancel, "region", nil)}, "cancel.region is missing"},
		{body{"cancel": without(cancel, "", body{"after_days": "0"})}, "cancel.after_days: a subscription is cancelled after more than 0 days"},
		{body{"cancel": without(cancel, "", body{"capacity": "1000"})}, "cancel: capacity 1000 is not less than 1000"},
		{body{"cancel": without(cancel, "", body{"model": "glm-5.1"})}, "cancel: "},
		{body{"downgrade": without(downgrade, "used_days", nil)}, "downgrade: how long it was used is not known"},
		{body{"downgrade": without(dated, "downgraded", nil)}, "downgrade: how long it was used is not known"},
		{body{"downgrade": without(dated, "", body{"used_days": "3"})}, "downgrade: used_days and the dates say the same"},
		{body{"downgrade": without(dated, "", body{"ordered": "2026-09-31"})}, `downgrade: from: "2026-09-31" is not a date`},
		{body{"downgrade": without(downgrade, "", body{"discount": "0"})}, "downgrade.discount: 0 would mean that nothing was paid"},
		{body{"downgrade": without(downgrade, "", body{"to": throughput("60k", "5k")})}, "downgrade: "},
		{body{"orders": []any{}}, "orders: "},
		{body{"orders": body{"orders": []any{body{"price": 1, "days": 1, "used_days": 1}}}}, "orders: order 1: new_price is missing"},
	} {
		if f := refusal(t, s, "refund", test.asked); !strings.HasPrefix(f.Message, test.message) {
			t.Errorf("%v: %+v", test.asked, f)
		}
	}
}

func TestEditorCalls(t *testing.T) {
	s := New()
	place := func(line, column int) body { return body{"line": line, "column": column} }
	result := answered(t, s, "complete", body{"files": text("region: singapore", "deployments:", "  - pl"), "position": place(3, 7)})
	found := false
	for _, item := range result["items"].([]any) {
		found = found || in(t, item, "label") == "plan"
	}
	if !found {
		t.Errorf("plan is not offered among %v", result["items"])
	}
	expect(t, result, map[string]any{"start.line": "3", "start.column": "5", "end.column": "7"})
	hover := answered(t, s, "hover", body{"files": batch("8", "220"), "position": place(7, 7)})
	if text := hover["markdown"].(string); !strings.Contains(text, "capacity") {
		t.Errorf("hover says %q", text)
	}
	if x := ask(t, s, "hover", body{"files": batch("8", "220"), "position": place(99, 1)}); !x.ok || x.result != nil {
		t.Errorf("%s", x.response)
	}
	actions := answered(t, s, "actions", body{"files": batch("6", "220"), "start": place(7, 15), "end": place(7, 16)})
	expect(t, actions, map[string]any{"actions.0.code": "CP305"})
	hints := answered(t, s, "hints", body{"files": batch("8", "220")})["hints"].([]any)
	if len(hints) == 0 || !strings.Contains(in(t, hints, "0.label").(string), "19,360.00 USD") {
		t.Errorf("hints are %v", hints)
	}
}

// TestOverlays: a request takes the user's own prices, and says what they change
// before it does. What is wrong is never used.
func TestOverlays(t *testing.T) {
	s := New()
	mine := func(text string) []any { return []any{body{"name": "mine", "text": text}} }
	own := mine(`{"source": "contract", "prices": [{"region": "singapore", "plan": "mu", "model": "qwen3-32b", "spec": "MU1", "hourly": 40.5}]}`)
	files := text("{region: singapore, name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}")
	priced := answered(t, s, "state", body{"files": files, "overlays": own})
	if got := in(t, priced, "quote.deployments.0.amount"); got != "405" {
		t.Errorf("with 40.5 an hour it costs %v, want 405", got)
	}
	if got := in(t, priced, "quote.deployments.0.list_amount"); got != "440" {
		t.Errorf("at list prices it costs %v, want 440", got)
	}
	if got := in(t, answered(t, s, "state", body{"files": files}), "quote.deployments.0.amount"); got != "440" {
		t.Errorf("without it it costs %v, want 440", got)
	}
	checked := answered(t, s, "overlay", body{"files": own})
	if got := in(t, checked, "changes.0.text"); got != "qwen3-32b MU1 in Singapore: 44 -> 40.5 USD per 4 MU1/hour" {
		t.Errorf("it changes %v", got)
	}
	// A form writes the text: 10% off every price, then nothing again.
	written := answered(t, s, "overlay", body{"files": mine(""), "edit": body{"kind": "discount", "value": "10", "plan": "mu"}})
	discount := in(t, written, "text").(string)
	expect(t, written, map[string]any{"changes.0.path": "/discounts/0"})
	if got := in(t, answered(t, s, "state", body{"files": files, "overlays": mine(discount)}), "quote.deployments.0.amount"); got != "396" {
		t.Errorf("with 10%% off 440 it costs %v", got)
	}
	if got := in(t, answered(t, s, "overlay", body{"files": mine(discount), "edit": body{"kind": "remove", "path": "/discounts/0"}}), "text"); got != "" {
		t.Errorf("without its only entry the overlay is %q", got)
	}
	if f := refusal(t, s, "overlay", body{"files": mine(""), "edit": body{"kind": "discount", "value": "much"}}); !strings.Contains(f.Message, "no percentage") {
		t.Errorf("%+v", f)
	}
	// The price list tells what is paid from what the page has.
	offers := answered(t, s, "catalog", body{"what": "offers", "overlays": own})["offers"].([]any)
	changed := 0
	for i := range offers {
		for _, price := range in(t, offers, fmt.Sprintf("%d.prices", i)).([]any) {
			if p := price.(map[string]any); p["net_price"] != nil {
				changed++
				if p["net_price"] != "40.5" || p["list_price"] != "44" {
					t.Errorf("%v", p)
				}
			}
		}
	}
	if changed != 1 {
		t.Errorf("%d prices are changed, want 1", changed)
	}
	wrong := mine("source: contract\nprices: [{region: singapore, plan: mu, model: qwen3-32B, spec: MU1, hourly: 40.5}]")
	checked = answered(t, s, "overlay", body{"files": wrong})
	if got := in(t, checked, "lint.diagnostics.0.help"); !strings.Contains(got.(string), "did you mean qwen3-32b?") || len(in(t, checked, "changes").([]any)) != 0 {
		t.Errorf("%v", checked)
	}
	if f := refusal(t, s, "state", body{"files": files, "overlays": wrong}); f.Kind != kindRequest || !strings.Contains(f.Message, "overlays: mine:2:") {
		t.Errorf("%+v", f)
	}
}
