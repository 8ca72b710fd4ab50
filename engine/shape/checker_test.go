package shape

import (
	"slices"
	"testing"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// TestCheck: one mistake is one diagnostic, unknown fields first, the others in
// the order of the document.
func TestCheck(t *testing.T) {
	const head = "model_name: a\nname: b\n"
	for text, want := range map[string][]string{
		head + "plan: mu\ncapacity: 8\ndeploy_spec: MU1\nx-own: {a: yes}\n":                             nil,
		head + "plan: mu\nsuffix: '123456789'\ncapacity: 1.5\ndeploy_spec: [MU1]\ncolour: red\n":        {"CP201 /colour", "CP205 /suffix", "CP202 /capacity", "CP202 /deploy_spec"},
		head + "plan: mu\ncapacity: 8\n":                                                                {"CP203 "},
		head + "plan: ptu\nestimate: {months: 2, ordered_at: '2026-06-06T22:30:00+08:00'}\n":            {"CP206 /estimate/months", "CP206 /estimate/ordered_at"},
		head + "plan: lora\ncapacity: 1\nestimate: {tokens: {}}\n":                                      {"CP203 /estimate/tokens"},
		head + "plan: ptu\nptu_capacity: {input_tpm: 1, a/b: 1, \"c%41~d\": 2}\n":                       {"CP201 /ptu_capacity/a~1b", "CP201 /ptu_capacity/c%41~0d"},
		head + "plan: nul\nenable_thinking: yes\n":                                                      {"CP204 /plan", "CP106 /enable_thinking"},
		head + "plan: ptu\nestimate: {payment: subscription, days: 36501}\nrpm_limit: '5'\nregion: 7\n": {"CP205 /estimate/days", "CP202 /rpm_limit", "CP202 /region"},
	} {
		src := document.NewSource("a.yaml", []byte(text))
		docs, problems := document.Parse(src)
		if len(docs) != 1 || len(problems) > 0 {
			t.Fatalf("%s: %v", text, problems)
		}
		found, broken := NewChecker().Check(src, docs[0], deployment.Request, nil)
		var got []string
		for _, d := range found {
			got = append(got, string(d.Code)+" "+d.Path)
			if d.Code != diag.MissingField && !broken[d.Path] {
				t.Errorf("%s: %s is not taken out of further checks", text, d.Path)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// A year is a period as it stands, in quotes; any other number needs its unit.
func TestPeriodHelp(t *testing.T) {
	for text, want := range map[string]string{
		"2026": `put it in quotes: period: "2026"; or add the unit: period: 2026d, 2026h or 2026-12`,
		"30":   "add the unit: period: 30d, 30h, 30mo or 30y",
	} {
		src := document.NewSource("a.yaml", []byte("period: "+text+"\ndeployments: []\n"))
		docs, _ := document.Parse(src)
		found, _ := NewChecker().Check(src, docs[0], deployment.File, nil)
		if len(found) != 1 || found[0].Path != "/period" || found[0].Help != want {
			t.Errorf("%s: %+v, want the help %q", text, found, want)
		}
	}
}
