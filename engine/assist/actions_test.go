package assist_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/assist"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// ptu is a deployment that runs all the time, for which a subscription is
// cheaper: 720 hours at 1.2 + 0.72 USD against 30 days at 14.4 + 8.64 USD.
const ptu = `region: singapore
deployments:
  - name: a # the chat
    model_name: qwen3.6-plus-2026-04-02
    plan: ptu
    ptu_capacity: {input_tpm: 10000, output_tpm: 1000}
`

// actionsAt returns the actions at the mark.
func actionsAt(t testing.TB, e *engine.Engine, marked string) ([]assist.Action, string) {
	t.Helper()
	text, position := at(t, marked)
	return desk(e, text).Actions(diag.Span{Start: position, End: position}), text
}

// titles are kind and title of actions.
func titles(actions []assist.Action) string {
	var list []string
	for _, a := range actions {
		list = append(list, string(a.Kind)+" "+a.Title)
	}
	return strings.Join(list, "; ")
}

// result is the text after the first action of a kind.
func result(t testing.TB, text string, actions []assist.Action, kind assist.ActionKind) string {
	t.Helper()
	i := slices.IndexFunc(actions, func(a assist.Action) bool { return a.Kind == kind })
	if i < 0 {
		return "(no such action among " + titles(actions) + ")"
	}
	return apply(t, text, actions[i])
}

// apply makes the edits of an action, which must not overlap, and marks what is
// to be written over.
func apply(t testing.TB, text string, a assist.Action) string {
	t.Helper()
	src := document.NewSource("a", []byte(text))
	offset := func(p diag.Position) int { return src.Offset(p.Line, p.Column) }
	edits := slices.Clone(a.Edits)
	slices.SortFunc(edits, func(x, y diag.Edit) int { return offset(x.Start) - offset(y.Start) })
	out, last := "", 0
	for _, edit := range edits {
		start, end := offset(edit.Start), offset(edit.End)
		if start < last || end < start {
			t.Fatalf("%s: the edits overlap: %v", a.Title, a.Edits)
		}
		out += text[last:start] + edit.Text
		last = end
	}
	out += text[last:]
	if a.Select != nil {
		after := document.NewSource("a", []byte(out))
		start, end := after.Offset(a.Select.Start.Line, a.Select.Start.Column), after.Offset(a.Select.End.Line, a.Select.End.Column)
		out = out[:start] + "«" + out[start:end] + "»" + out[end:]
	}
	return out
}

func TestActions(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct {
		name, text string
		kind       assist.ActionKind
		want       string
	}{
		{"a fix", "region: singapore\ndeployments:\n  - {name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: |6, billing_method: POST_PAY}\n", assist.QuickFix,
			"region: singapore\ndeployments:\n  - {name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 8, billing_method: POST_PAY}\n"},
		{"every safe fix", "region: singapore\ndeployments:\n  - name: a\n    modelname: qwen3-32b # x\n    pla|n: mu\n    deploy_spec: mu1\n    capacity: 8\n", assist.FixAll,
			"region: singapore\ndeployments:\n  - name: a\n    model_name: qwen3-32b # x\n    plan: mu\n    deploy_spec: MU1\n    capacity: 8\n    billing_method: POST_PAY\n"},

		{"silence, above", "region: beijing\ndeployments:\n  - name: a\n    model_name: qwen-flash-2025-07-28\n    plan: ptu\n    ptu_capacity: {input_tpm: |15000, output_tpm: 1000}\n", assist.Suppress,
			"region: beijing\ndeployments:\n  - name: a\n    model_name: qwen-flash-2025-07-28\n    plan: ptu\n    # costplan:ignore CP308 «reason»\n    ptu_capacity: {input_tpm: 15000, output_tpm: 1000}\n"},
		{"silence, in brackets over lines", "region: beijing\ndeployments:\n  - name: a\n    model_name: qwen-flash-2025-07-28\n    plan: ptu\n    ptu_capacity: {\n      input_tpm: |15000, output_tpm: 1000}\n", assist.Suppress,
			"region: beijing\ndeployments:\n  - name: a\n    model_name: qwen-flash-2025-07-28\n    plan: ptu\n    ptu_capacity: {\n      # costplan:ignore CP308 «reason»\n      input_tpm: 15000, output_tpm: 1000}\n"},
		{"silence, behind a text of several lines", "region: beijing\ndeployments:\n  - {name: 'a\n      b', model_name: qwen-flash-2025-07-28, plan: ptu, ptu_capacity: {input_tpm: |15000, output_tpm: 1000}}\n", assist.Suppress,
			"region: beijing\ndeployments:\n  - {name: 'a\n      b', model_name: qwen-flash-2025-07-28, plan: ptu, ptu_capacity: {input_tpm: 15000, output_tpm: 1000}} # costplan:ignore CP308 «reason»\n"},
		{"silence, with another", "region: beijing\ndeployments:\n  - name: a\n    model_name: qwen-flash-2025-07-28\n    plan: ptu\n    capacity: 1\n    # costplan:ignore CP106 why\n    ptu_capacity: {input_tpm: |15000, output_tpm: 1000}\n", assist.Suppress,
			"region: beijing\ndeployments:\n  - name: a\n    model_name: qwen-flash-2025-07-28\n    plan: ptu\n    capacity: 1\n    # costplan:ignore CP106,CP308 why\n    ptu_capacity: {input_tpm: 15000, output_tpm: 1000}\n"},
		{"silence, with another behind", "model_name: qwen-flash-2025-07-28\nname: a\nregion: beijing\nplan: ptu\nptu_capacity: {input_tpm: |15000, output_tpm: 1000} # costplan:ignore CP106", assist.Suppress,
			"model_name: qwen-flash-2025-07-28\nname: a\nregion: beijing\nplan: ptu\nptu_capacity: {input_tpm: 15000, output_tpm: 1000} # costplan:ignore CP106,CP308"},
		{"silence, CRLF", "model_name: qwen-flash-2025-07-28\r\nname: a\r\nregion: beijing\r\nplan: ptu\r\nptu_capacity: {input_tpm: |15000, output_tpm: 1000}", assist.Suppress,
			"model_name: qwen-flash-2025-07-28\r\nname: a\r\nregion: beijing\r\nplan: ptu\r\n# costplan:ignore CP308 «reason»\r\nptu_capacity: {input_tpm: 15000, output_tpm: 1000}"},

		{"remove a suppression", batch + "    # costplan:ignore CP3|08 why\n    suffix: a\n", assist.Unsuppress, batch + "    suffix: a\n"},
		{"remove one behind a value", batch + "    suffix: a # costplan:ignore CP3|08 why\n", assist.Unsuppress, batch + "    suffix: a\n"},
		{"remove one of two codes", strings.Replace(batch, "- name: batch", "- name: batch # costplan:ignore CP503,CP|308 why", 1), assist.Unsuppress,
			strings.Replace(batch, "- name: batch", "- name: batch # costplan:ignore CP503 why", 1)},

		{"pay by subscription", strings.Replace(ptu, "- name", "- |name", 1), assist.Payment, ptu + "    estimate: {payment: subscription}\n"},
		{"pay by subscription, with an estimate", strings.Replace(ptu, "- name", "- |name", 1) + "    estimate:\n      # while it is tested\n      hours: 700 # nearly all\n      x-team: a\n", assist.Payment,
			ptu + "    estimate:\n      payment: subscription\n      # while it is tested\n      x-team: a\n"},
		{"pay by subscription, longer than the period", "region: singapore\nperiod: 30d\n" + strings.TrimPrefix(strings.Replace(ptu, "- name", "- |name", 1), "region: singapore\n") + "    estimate: {hours: 1000}\n", assist.Payment,
			"region: singapore\nperiod: 30d\n" + strings.TrimPrefix(ptu, "region: singapore\n") + "    estimate: {payment: subscription, days: 42}\n"},
		{"pay by subscription, in JSON", `{"model_name": "qwen3-8b", "plan": "mu", "name": "a", "region": "beijing", "deploy_spec": "MU5", "capacity": 2, "billing_method": "POST_PAY", "estimate": {"payment": "pay_|as_you_go"}}`, assist.Payment,
			`{"model_name": "qwen3-8b", "plan": "mu", "name": "a", "region": "beijing", "deploy_spec": "MU5", "capacity": 2, "billing_method": "POST_PAY", "estimate": {"payment": "subscription"}}`},
		{"pay as you go for the hours of use", ptu + "    estimate: {payment: sub|scription, days: 30, ordered_at: 2026-06-06T22:30:00+08:00, hours: 100}\n", assist.Payment,
			ptu + "    estimate: {payment: pay_as_you_go, hours: 100}\n"},
	} {
		actions, text := actionsAt(t, e, c.text)
		if got := result(t, text, actions, c.kind); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
	}
}

// What cannot be done is not offered.
func TestActionsNotOffered(t *testing.T) {
	e := newEngine(t)
	for _, c := range []struct {
		name, text string
		kind       assist.ActionKind
	}{
		{"a comment in JSON", `{"model_name": "qwen3-32b", "plan": "mu", "capacity": |6, "name": "a", "region": "singapore", "deploy_spec": "MU1"}`, assist.Suppress},
		{"to silence a duplicate key", "region: singapore\nreg|ion: beijing\ndeployments: []\n", assist.Suppress},
		{"to silence a suppression", batch + "    # costplan:ignore CP3|08 why\n    suffix: a\n", assist.Suppress},
		{"a payment of what the API answered", `{"output": {"deployed_model": "d", "|model_name": "qwen3-8b", "plan": "mu", "model_unit_spec": "MU5", "capacity": 2, "x": "beijing"}}`, assist.Payment},
		{"a payment beside charge_type", strings.Replace(ptu, "- name", "- |name", 1) + "    charge_type: post_paid\n    estimate: {hours: 700}\n", assist.Payment},
		{"a payment behind an alias", "x-e: &e {hours: 700}\n" + strings.Replace(ptu, "- name", "- |name", 1) + "    estimate: *e\n", assist.Payment},
		{"a fix of another line", strings.Replace(batch, "capacity: 8", "capacity: 6", 1) + "|", assist.QuickFix},
		{"every fix where there is none", "|" + batch, assist.FixAll},
	} {
		actions, _ := actionsAt(t, e, c.text)
		if slices.ContainsFunc(actions, func(a assist.Action) bool { return a.Kind == c.kind }) {
			t.Errorf("%s: offered %s", c.name, titles(actions))
		}
		if actions == nil {
			t.Errorf("%s: the list is nil", c.name)
		}
	}
}

// Once an action is taken, what it answered is gone, and nothing else is worse.
func TestActionsSettleWhatTheyAnswer(t *testing.T) {
	e := newEngine(t)
	for name, text := range texts(t) {
		all := diag.Span{Start: diag.Position{Line: 1, Column: 1}, End: diag.Position{Line: 1 << 20, Column: 1}}
		before := codes(e, name, text)
		d := e.Desk(engine.Input{Name: name, Data: []byte(text)}, engine.Settings{})
		for _, a := range d.Actions(all) {
			plain := a
			plain.Select = nil
			after := codes(e, name, apply(t, text, plain))
			if code := diag.Code(a.Code); code != "" && after[code] >= before[code] {
				t.Errorf("%s: %s (%s): there were %d, there are %d", name, a.Title, a.Code, before[code], after[code])
			}
			if after[diag.Syntax] > before[diag.Syntax] || a.Kind == assist.Suppress && (after[diag.NoReason] > before[diag.NoReason] || after[diag.UnusedSuppression] > before[diag.UnusedSuppression]) {
				t.Errorf("%s: %s brings in a mistake: %v", name, a.Title, after)
			}
		}
	}
}

// codes counts the diagnostics of a text by code.
func codes(e *engine.Engine, name, text string) map[diag.Code]int {
	count := map[diag.Code]int{}
	for _, d := range e.Lint([]engine.Input{{Name: name, Data: []byte(text)}}, engine.Settings{}).Diagnostics {
		count[d.Code]++
	}
	return count
}
