package engine_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/project"
	"github.com/costplan/costplan/engine/quote"
)

// running is a deployment in an answer of the API that costs 43.2 over 30 days.
func running(name string) string {
	return `{"deployed_model": "` + name + `", "model_name": "qwen-flash-2025-07-28", "plan": "ptu", "status": "RUNNING", ` +
		`"ptu_capacity": {"input_tpm": 10000, "output_tpm": 1000}, "charge_type": "pre_paid", "pre_paid_info": {"pricing_cycle": "Day", "duration": 30}}`
}

// listing is an answer of the API that lists deployments.
func listing(head string, names ...string) string {
	var list []string
	for _, name := range names {
		list = append(list, running(name))
	}
	return `{"output": {` + head + `"deployments": [` + strings.Join(list, ", ") + `]}}`
}

// TestPages: pages of one list are one fleet, checked against its total.
func TestPages(t *testing.T) {
	e := newEngine(t)
	for _, test := range []struct {
		name    string
		answers []string
		amount  string // "" if there is no total
		absent  int
		finding string // in the message of CP405; "" for no finding
	}{
		{"nothing said of a whole", []string{listing("", "a", "b")}, "86.4", 0, ""},
		{"the whole list", []string{listing(`"total": 2, `, "a", "b")}, "86.4", 0, ""},
		{"a part", []string{listing(`"total": 25, `, "a", "b", "c")}, "129.6", 22, "3 of 25 deployments"},
		{"two pages", []string{listing(`"total": 3, "page_no": 1, "page_size": 2, `, "a", "b"), listing(`"total": 3, "page_no": 2, "page_size": 2, `, "c")}, "129.6", 0, ""},
		{"the same page twice", []string{listing(`"total": 3, `, "a", "b"), listing(`"total": 3, `, "a", "b")}, "86.4", 1, "2 of 3 deployments"},
		{"pages of different lists", []string{listing(`"total": 3, `, "a", "b"), listing(`"total": 3, `, "c", "d")}, "172.8", 1, "different lists"},
		{"two whole lists", []string{listing(`"total": 1, `, "a"), listing(`"total": 1, `, "b")}, "86.4", 0, ""},
		{"a full page without a total", []string{listing(`"page_no": 1, "page_size": 2, `, "a", "b")}, "86.4", 1, "full page"},
		{"the last page without a total", []string{listing(`"page_no": 2, "page_size": 2, `, "c")}, "43.2", 2, "1 of 3 deployments"},
		{"both pages without a total", []string{listing(`"page_no": 1, "page_size": 2, `, "a", "b"), listing(`"page_no": 2, "page_size": 2, `, "c")}, "129.6", 0, ""},
		{"one page of one", []string{listing(`"pageCount": 1, "itemsPerPage": 2, `, "a", "b")}, "86.4", 0, ""},
		{"an empty fleet", []string{listing(`"total": 0, `)}, "0", 0, ""},
		{"an empty fleet without a list", []string{`{"output": {"total": 0}}`}, "0", 0, ""},
		{"a list that is not there", []string{`{"output": {"total": 2, "deploymnts": [` + running("a") + `]}}`}, "", 2, "0 of 2 deployments"},
		{"a total that cannot be read", []string{listing(`"total": "25", `, "a")}, "43.2", 1, "not known how many"},
	} {
		var inputs []engine.Input
		for i, answer := range test.answers {
			inputs = append(inputs, engine.Input{Name: fmt.Sprintf("%d.json", i), Data: []byte(answer), Region: "beijing"})
		}
		q := e.Price(inputs, engine.Settings{Region: "singapore"})
		amount := ""
		if len(q.Totals) == 1 && q.Totals[0].Known() {
			amount = money.Text(q.Totals[0].Amount.Value)
		}
		var found []string
		for _, d := range q.Diagnostics {
			if d.Code == diag.PartOfFleet {
				found = append(found, d.Message)
			}
		}
		said := strings.Join(found, "; ")
		if amount != test.amount || q.Absent != test.absent || (test.finding == "") != (said == "") || !strings.Contains(said, test.finding) {
			t.Errorf("%s: total %q without %d, found %q; want %q without %d, %q", test.name, amount, q.Absent, said, test.amount, test.absent, test.finding)
		}
		if whole := q.Complete() && len(q.Totals) == 1 && q.Totals[0].Complete(); whole != (test.absent == 0) {
			t.Errorf("%s: complete is %t", test.name, whole)
		}
	}
}

// TestErrorAnswers: an answer that is an error is shown as one, and leaves no total
// complete.
func TestErrorAnswers(t *testing.T) {
	e := newEngine(t)
	for _, text := range []string{
		`{"request_id": "x", "code": "InvalidApiKey", "message": "Invalid API-key provided."}`,
		`{"code": "InvalidApiKey", "message": "Invalid API-key provided.", "output": null}`,
		`{"output": {"operation_status": "FAILED", "code": "InvalidApiKey", "message": "Invalid API-key provided."}}`,
	} {
		q := e.Price([]engine.Input{{Name: "error.json", Data: []byte(text)}, {Name: "a.json", Data: []byte(listing("", "a")), Region: "beijing"}}, engine.Settings{})
		if len(q.Diagnostics) != 1 || q.Diagnostics[0].Code != diag.ErrorAnswer || !strings.Contains(q.Diagnostics[0].Message, "InvalidApiKey: Invalid API-key provided.") {
			t.Errorf("%s: found %s", text, diagnosticsText(q.Diagnostics))
		}
		if len(q.Totals) != 1 || q.Totals[0].Complete() {
			t.Errorf("%s: totals %+v, want a lower bound", text, q.Totals)
		}
	}
}

var jsonKey = regexp.MustCompile(`"([a-z_A-Z]+)":`)

// TestMisspeltAnswers: whichever key of an answer is misspelt, so that it is as good
// as left out, a total that stays complete is the same or comes with a warning.
func TestMisspeltAnswers(t *testing.T) {
	e := newEngine(t)
	texts := map[string]string{}
	names, _ := filepath.Glob("../testdata/golden/fleet*.txtar")
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".json") {
				texts[name+"/"+file.Name] = string(file.Data)
			}
		}
	}
	example, err := os.ReadFile("../testdata/examples/fleet.json")
	if err != nil || len(names) < 5 {
		t.Fatalf("%d golden cases, %v", len(names), err)
	}
	texts["example"] = string(example)
	for name, fields := range map[string]string{ // one deployment each, so that nothing else makes the total incomplete
		"assumed": `"plan": "ptu", "status": "RUNNING", "ptu_capacity": {"input_tpm": 20000, "output_tpm": 2000}, "charge_type": "pre_paid"`,
		"days":    `"plan": "ptu", "status": "RUNNING", "input_tpm_quota": 20000, "output_tpm_quota": 2000, "charge_type": "pre_paid", "pre_paid_info": {"pricing_cycle": "Day", "duration": 30}`,
		"stopped": `"plan": "ptu", "status": "STOPPED", "ptu_capacity": {"input_tpm": 20000, "output_tpm": 2000}, "charge_type": "post_paid"`,
		"failed":  `"plan": "ptu", "status": "FAILED", "ready_capacity": 0, "ptu_capacity": {"input_tpm": 20000, "output_tpm": 2000}, "charge_type": "post_paid"`,
		"tier":    `"plan": "ptu", "status": "RUNNING", "ptu_capacity": {"input_tpm": 20000, "output_tpm": 2000}, "ptu_service_tier": "ptu_fast", "charge_type": "post_paid"`,
	} {
		texts[name] = `{"output": {"deployed_model": "a", "model_name": "qwen-flash-2025-07-28", ` + fields + `}}`
	}
	price := func(text string) (total string, complete bool, findings map[string]int) {
		q := e.Price([]engine.Input{{Name: "fleet.json", Data: []byte(text)}}, engine.Settings{Region: "beijing", Period: "60d"})
		findings = map[string]int{}
		for _, d := range q.Diagnostics {
			if d.Severity != diag.Info {
				findings[string(d.Code)+d.Path+d.Message]++
			}
		}
		return totalsOf(&q), q.Complete() && len(q.Totals) == 1 && q.Totals[0].Complete(), findings
	}
	for name, text := range texts {
		before, _, known := price(text)
		for _, at := range jsonKey.FindAllStringSubmatchIndex(text, -1) {
			changed := text[:at[2]] + "zz_" + text[at[2]:]
			after, complete, findings := price(changed)
			more := false
			for finding, n := range findings {
				more = more || n > known[finding]
			}
			if complete && after != before && !more {
				t.Errorf("%s: without %s at byte %d the total is %s instead of %s, complete and with nothing said", name, text[at[2]:at[3]], at[2], after, before)
			}
		}
	}
}

func totalsOf(q *quote.Quote) string {
	var text string
	for _, total := range q.Totals {
		text += money.Text(total.Amount.Value) + total.Amount.Currency
	}
	return text
}

// TestBudgetOfAPart: a total that lacks the deployments of other pages proves no
// budget, whether a project or a document states it, unless it is above it already.
func TestBudgetOfAPart(t *testing.T) {
	e := newEngine(t)
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	read := func(text string) *project.Project {
		p, found := project.Read(".costplan.yaml", []byte(text), cat)
		if len(found) > 0 {
			t.Fatal(found)
		}
		return p
	}
	const document = "region: cn-beijing\nbudget: %s\ndeployments:\n  - {name: own, suffix: q, model_name: qwen-flash-2025-07-28, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}, estimate: {payment: subscription}}\n---\n"
	part := listing(`"total": 25, `, "a")
	for _, test := range []struct {
		name, project, text, want string
	}{
		{"of a project", "budget: 50\n", part, "CP507"},
		{"of a project, by region", "budgets: [{limit: 50, region: beijing}]\n", part, "CP507"},
		{"of a project, by a name that no deployment here has", "budgets: [{limit: 50, name: 'z*'}]\n", part, "CP507"},
		{"of a project that is exceeded", "budget: 40\n", part, "CP501"},
		{"of a project, for an empty page", "budget: 50\n", listing(`"total": 25, "page_no": 3, "page_size": 12, `), "CP507"},
		{"of a project, for the whole list", "budget: 50\n", listing(`"total": 1, `, "a"), ""},
		{"of a document", "", fmt.Sprintf(document, "50") + part, "CP507"},
		{"of a document that is exceeded", "", fmt.Sprintf(document, "40") + part, "CP501"},
		{"of a document, beside the whole list", "", fmt.Sprintf(document, "50") + listing(`"total": 1, `, "a"), ""},
	} {
		settings := engine.Settings{Region: "cn-beijing"}
		if test.project != "" {
			settings.Project = read(test.project)
		}
		got := ""
		for _, d := range e.Lint([]engine.Input{{Name: "a.yaml", Data: []byte(test.text)}}, settings).Diagnostics {
			if d.Code == diag.OverBudget || d.Code == diag.BudgetUnproven {
				got += string(d.Code)
			}
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
