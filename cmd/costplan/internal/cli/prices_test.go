package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// edition writes a folder of an edition in which four units of MU1 in Singapore
// cost 48 an hour, not 44 as on the newest page.
func edition(t *testing.T, folder string) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	released := filepath.Join(start, "../../../../catalog/2026-06-06")
	for _, name := range []string{"ap-southeast-1.yaml", "cn-beijing.yaml"} {
		text := strings.ReplaceAll(read(t, filepath.Join(released, name)), "2026-06-06", "2026-07-01")
		text = strings.NewReplacer("MU1, bundle: 2, hourly: 22,", "MU1, bundle: 2, hourly: 24,",
			"MU1, bundle: 4, hourly: 44,", "MU1, bundle: 4, hourly: 48,", "MU1, bundle: 8, hourly: 88,", "MU1, bundle: 8, hourly: 96,").Replace(text)
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

const onMU1 = "region: singapore\ndeployments:\n  - {name: b, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, suffix: b, estimate: {hours: 10}}\n"

// TestEditionFolder: a folder is an edition wherever a date is.
func TestEditionFolder(t *testing.T) {
	tree(t, map[string]string{"a.yaml": onMU1})
	edition(t, "mine/2026-07-01")
	for _, test := range []struct {
		want string
		args []string
	}{
		{"480.00 USD", []string{"price", "--edition", "mine/2026-07-01", "a.yaml"}},
		{"440.00 USD", []string{"price", "a.yaml"}},
		{"mu,qwen3-32b,Qwen3-32B,MU1,4,pay_as_you_go,model_unit,48", []string{"catalog", "rates", "--format", "csv", "--edition", "mine/2026-07-01"}},
		{"2026-07-01", []string{"catalog", "check", "--edition", "mine/2026-07-01"}},
		{"2026-07-01", []string{"compare", "--model", "qwen3-32b", "--edition", "mine/2026-07-01"}},
		{"2026-07-01", []string{"overlay", "init", "--edition", "mine/2026-07-01"}},
	} {
		if r := run(t, "", test.args...); r.code != 0 || !strings.Contains(r.stdout, test.want) {
			t.Errorf("%v: exit %d, want %q in\n%s%s", test.args, r.code, test.want, r.stdout, r.stderr)
		}
	}
	if r := run(t, "", "price", "--edition", "mine", "a.yaml"); r.code != 3 || !strings.Contains(r.stderr, "not named by the date") {
		t.Errorf("a folder without a date: exit %d\n%s", r.code, r.stderr)
	}
	if r := run(t, "", "price", "--edition", "absent", "a.yaml"); r.code != 2 || !strings.Contains(r.stderr, "no edition and no folder") {
		t.Errorf("no folder: exit %d\n%s", r.code, r.stderr)
	}
}

// TestSettingsOfARun: the settings of the working directory choose the prices, the
// period and what fails; paths are relative to them, and flags win.
func TestSettingsOfARun(t *testing.T) {
	open := "region: singapore\ndeployments:\n  - {name: b, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, suffix: b}\n"
	tree(t, map[string]string{
		".costplan.yaml":       "edition: mine/2026-07-01\noverlays: [own/prices.yaml]\nperiod: 10h\nfail_on: info\n",
		"own/prices.yaml":      "source: contract\nprices: [{region: singapore, plan: mu, model: qwen3-32b, spec: MU1, hourly: 40}]\n",
		"a.yaml":               open,
		"below/b.yaml":         open,
		"other/.costplan.yaml": "edition: 2026-06-06\n",
		"other/c.yaml":         strings.NewReplacer("name: b", "name: c", "suffix: b", "suffix: c").Replace(open),
	})
	edition(t, "mine/2026-07-01")
	for _, test := range []struct {
		want, err string
		code      int
		args      []string
	}{
		// 10 h x 40 by the overlay, 48 by the edition.
		{"Total for 10h: 400.00 USD, 480.00 at list prices", "", 0, []string{"price", "a.yaml", "--format", "table"}},
		{"Total for 10h: 400.00 USD", "", 0, []string{"price", "below/b.yaml"}},
		{"Total for 1h: 40.00 USD", "", 0, []string{"price", "a.yaml", "--period", "1h"}},
		{"440.00 at list prices", "", 0, []string{"price", "a.yaml", "--edition", "2026-06-06"}},
		{"Total for 30d: 31,680.00 USD\n", "", 0, []string{"price", "a.yaml", "--no-config"}},
		{"2026-07-01, digest", "", 0, []string{"catalog", "show", "qwen3-32b"}},
		{"edition 2026-06-06, digest", "", 0, []string{"catalog", "show", "qwen3-32b", "--no-config"}},
		{"edition: mine/2026-07-01 # .costplan.yaml:1", "", 0, []string{"price", "--print-config"}},
		{"fail_on: info # .costplan.yaml:4", "", 0, []string{"lint", "--print-config"}},
		// FOCUS: 10 h x 4 / 4 at 48, and at the contract's 40.
		{"480,48,", "", 0, []string{"price", "--format", "focus", "a.yaml"}},
		{",400,40,", "", 0, []string{"price", "--format", "focus", "a.yaml"}},
		// An info fails by the settings, and not by the flag.
		{"info", "", 1, []string{"lint", "a.yaml"}},
		{"info", "", 0, []string{"lint", "--fail-on", "error", "a.yaml"}},
		// A run has one edition: other settings cannot choose another.
		{"", "other/.costplan.yaml:1:10", 1, []string{"price", "a.yaml", "other/c.yaml"}},
		{"", "this run has edition 2026-07-01, not 2026-06-06", 1, []string{"price", "a.yaml", "other/c.yaml"}},
		{"Total for 10h: 800.00 USD, 880.00 at list prices", "", 0, []string{"price", "--edition", "2026-06-06", "--period", "10h", "a.yaml", "other/c.yaml"}},
	} {
		r := run(t, "", test.args...)
		if r.code != test.code || !strings.Contains(r.stdout, test.want) || !strings.Contains(r.stderr, test.err) {
			t.Errorf("%v: exit %d, want %d with %q and %q in\n%s%s", test.args, r.code, test.code, test.want, test.err, r.stdout, r.stderr)
		}
	}
	t.Chdir("other")
	if r := run(t, "", "price", "--period", "10h", "c.yaml"); r.code != 0 || !strings.Contains(r.stdout, "440.00 USD") {
		t.Errorf("exit %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	t.Chdir("..")
	// Settings that are wrong are not passed over where only prices are read.
	if err := os.WriteFile(".costplan.yaml", []byte("edtion: mine/2026-07-01\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := run(t, "", "catalog", "show", "qwen3-32b"); r.code != 3 || r.stdout != "" || !strings.Contains(r.stderr, "CP201") {
		t.Errorf("exit %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	if err := os.WriteFile(".costplan.yaml", []byte("edition: gone\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := run(t, "", "price", "a.yaml"); r.code != 3 || !strings.Contains(r.stderr, `.costplan.yaml: edition "gone"`) {
		t.Errorf("a folder that is gone: exit %d\n%s", r.code, r.stderr)
	}
}

// TestCompareUnits: compute units are compared, or it is said why not, and the
// others are compared all the same.
func TestCompareUnits(t *testing.T) {
	tree(t, map[string]string{
		"prices.yaml": "source: contract\nprices: [{region: beijing, plan: cu, model: '*', hourly: 1.25}]\n",
		"a.yaml": "region: beijing\ndeployments:\n  - {name: own, model_name: mine, plan: cu, capacity: 2, estimate: {hours: 100}}\n" +
			"  - {name: flash, model_name: qwen-flash-2025-07-28, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}, estimate: {hours: 100}}\n",
		"none.yaml": "region: beijing\ndeployments:\n  - {name: own, model_name: mine, plan: cu, estimate: {hours: 100}}\n",
		"zero.yaml": "region: beijing\ndeployments:\n  - {name: own, model_name: mine, plan: cu, capacity: 0, estimate: {hours: 100}}\n",
	})
	r := run(t, "", "compare", "--overlay", "prices.yaml", "--format", "json", "a.yaml").want(t, 0)
	d := decode(t, "compare", r.stdout)
	not := d["not_compared"].([]any)[0].(map[string]any)
	if len(d["needs"].([]any)) != 1 || not["name"] != "own" || !strings.Contains(not["reason"].(string), "only plan cu takes mine") {
		t.Errorf("%v\n%s", d, r.stderr)
	}
	if r = run(t, "", "compare", "--overlay", "prices.yaml", "a.yaml").want(t, 0); !strings.Contains(r.stderr, "own (a.yaml:3) is not compared: only plan cu takes mine") {
		t.Errorf("stderr %s", r.stderr)
	}
	for file, words := range map[string]string{
		"none.yaml": "plan cu is billed by compute unit, and capacity is not given",
		"zero.yaml": "capacity 0 is no number of compute units",
	} {
		r := run(t, "", "lint", "--overlay", "prices.yaml", "--fail-on", "warning", file).want(t, 1)
		if !strings.Contains(r.stdout, "CP506: "+words) || !strings.Contains(r.stdout, "1 warning in 1 file") {
			t.Errorf("%s:\n%s", file, r.stdout)
		}
		if r = run(t, "", "price", "--overlay", "prices.yaml", file).want(t, 1); !strings.Contains(r.stdout, "no usage") {
			t.Errorf("%s:\n%s", file, r.stdout)
		}
	}
}
