package cli_test

import (
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/rules"
)

func TestRules(t *testing.T) {
	table := run(t, "", "rules").want(t, 0).stdout
	if n := strings.Count(table, "\n"); n != len(diag.Rules())+2 { // and the header with its rule
		t.Errorf("%d lines in\n%s", n, table)
	}
	golden(t, "rule", run(t, "", "rules", "CP305").want(t, 0).stdout)
	first := run(t, "", "rules", "CP305", "cp308").want(t, 0)
	if again := run(t, "", "rules", "Capacity-Multiple", "partial-pricing-unit"); again != first || !strings.Contains(first.stdout, "\nCP308 partial-pricing-unit\n") {
		t.Errorf("by name it is\n%s\nby code\n%s", again.stdout, first.stdout)
	}
	if r := run(t, "", "rules", "--format", "markdown").want(t, 0); r.stdout != string(rules.Markdown()) {
		t.Error("the Markdown of all rules is not that of RULES.md")
	}
	page, _ := rules.PageOf(diag.CapacityMultiple)
	if r := run(t, "", "rules", "--format", "markdown", "CP305").want(t, 0); r.stdout != page.Text {
		t.Errorf("the Markdown of one rule is\n%s", r.stdout)
	}
	if r := run(t, "", "rules", "--color", "always", "CP305").want(t, 0); !strings.HasPrefix(r.stdout, "\x1b[1mCP305 ") {
		t.Errorf("no colours in %.100q", r.stdout)
	}
}

func TestRulesJSON(t *testing.T) {
	all := decode(t, "rules", run(t, "", "rules", "--format", "json").want(t, 0).stdout)["rules"].([]any)
	if len(all) != len(diag.Rules()) {
		t.Errorf("%d rules", len(all))
	}
	// What the examples of this rule are follows from its page: text that is not UTF-8.
	one := decode(t, "rules", run(t, "", "rules", "--format", "json", "not-utf8").want(t, 0).stdout)["rules"].([]any)
	rule := one[0].(map[string]any)
	bad := rule["bad"].(map[string]any)["files"].([]any)[0].(map[string]any)
	good := rule["good"].(map[string]any)["files"].([]any)[0].(map[string]any)
	if len(one) != 1 || rule["code"] != "CP104" || bad["text"] != nil || bad["base64"] == nil || good["text"] == nil || good["base64"] != nil {
		t.Errorf("the rule is %v", rule)
	}
}
