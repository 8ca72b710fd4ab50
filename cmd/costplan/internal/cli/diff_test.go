package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// change is where the files before and after a change are, from this folder.
const change = "../../../../testdata/change/"

// batch is a deployment that costs 220 h x capacity x 44 / 4: 2,420 a unit.
func batch(capacity string) string {
	return "name: batch\nmodel_name: qwen3-32b\nregion: singapore\nplan: mu\ndeploy_spec: MU1\ncapacity: " + capacity +
		"\nbilling_method: POST_PAY\nestimate: {hours: 220}\n"
}

// unpriced is a deployment without a price.
const unpriced = "name: legacy\nmodel_name: mine\nregion: singapore\nplan: cu\ncapacity: 1\n"

// shape writes what a difference comes to: the statuses in order, then the
// difference of the first total or its bound, or "unknown".
func shapeOf(d map[string]any) string {
	var parts []string
	for _, each := range d["deployments"].([]any) {
		c := each.(map[string]any)
		state, _ := c["after"].(map[string]any)
		if state == nil {
			state = c["before"].(map[string]any)
		}
		difference, known := c["difference"].(string)
		if !known {
			difference = "unknown"
		}
		parts = append(parts, strings.Join([]string{c["status"].(string), state["file"].(string), difference}, " "))
	}
	for _, each := range d["totals"].([]any) {
		total := each.(map[string]any)
		switch bound, _ := total["bound"].(map[string]any); {
		case total["difference"] != nil:
			parts = append(parts, "total "+total["difference"].(string))
		case bound != nil:
			parts = append(parts, "total "+bound["direction"].(string)+" "+bound["amount"].(string))
		default:
			parts = append(parts, "total unknown")
		}
	}
	return strings.Join(parts, "; ")
}

// TestCostDiff prices the example by hand:
//
//	chat     720 x (5 x 1.2 + 5 x 0.72) = 6,912 -> 30 x (5 x 14.4 + 5 x 8.64) = 3,456
//	batch    220 x 8 x 11 = 19,360 -> 120 x 16 x 11 = 21,120
//	drafts   720 x 0.12 = 86.4 -> none
//	support  none -> 42 + 42 + 21 = 105
func TestCostDiff(t *testing.T) {
	r := run(t, "", "diff", "--format", "json", change+"old.yaml", change+"new.yaml").want(t, 0)
	d := decode(t, "diff", r.stdout)
	after, before := change+"new.yaml", change+"old.yaml"
	after, before = filepath.ToSlash(after), filepath.ToSlash(before)
	want := "changed " + after + " -3456; changed " + after + " 1760; added " + after + " 105; removed " + before + " -86.4; total -1677.4"
	if got := shapeOf(d); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if r.stderr != "" || d["limit"] != nil {
		t.Errorf("limit %v, stderr %s", d["limit"], r.stderr)
	}
}

// TestCostDiffGolden shows what people see in a pipe.
func TestCostDiffGolden(t *testing.T) {
	t.Chdir(change)
	for name, args := range map[string][]string{
		"change":          {"old.yaml", "new.yaml"},
		"change-explain":  {"--explain", "--max-increase", "5%", "new.yaml", "old.yaml"},
		"change-markdown": {"--format", "markdown", "--max-increase", "1000", "new.yaml", "old.yaml"},
	} {
		r := run(t, "", append([]string{"diff"}, args...)...)
		golden(t, name, r.stdout)
		if code := strings.Count(name, "-"); r.code != code {
			t.Errorf("%s: exit code %d, want %d", name, r.code, code)
		}
	}
}

// TestMaxIncrease: 8 units cost 19,360 and 12 cost 29,040, a rise of 9,680, which
// is 50 % of 19,360. A rise as large as the limit is kept to.
func TestMaxIncrease(t *testing.T) {
	tree(t, map[string]string{"8.yaml": batch("8"), "12.yaml": batch("12"), "none.yaml": batch("8") + "---\n" + unpriced, "wrong.yaml": batch("6")})
	for _, c := range []struct {
		old, new, limit string
		code            int
	}{
		{"8.yaml", "12.yaml", "9680", 0}, {"8.yaml", "12.yaml", "9679.99", 1}, {"8.yaml", "12.yaml", "0", 1},
		{"8.yaml", "12.yaml", "50%", 0}, {"8.yaml", "12.yaml", "49.9%", 1}, {"12.yaml", "8.yaml", "0", 0},
		{"8.yaml", "none.yaml", "1000000", 1},    // it cannot be known
		{"none.yaml", "none.yaml", "0", 0},       // the same on both sides
		{"none.yaml", "8.yaml", "0", 0},          // it does not rise, whatever was removed
		{"8.yaml", "wrong.yaml", "1000000", 1},   // an error after the change
		{"wrong.yaml", "8.yaml", "19360", 0},     // at most 19,360, since what was wrong cost 0 at least
		{"wrong.yaml", "8.yaml", "19359.999", 1}, // at most that
	} {
		r := run(t, "", "diff", "--format", "json", "--max-increase", c.limit, c.old, c.new).want(t, c.code)
		limit := decode(t, "diff", r.stdout)["limit"].(map[string]any)
		if limit["exceeded"] != (c.code == 1) || limit["limit"] != c.limit {
			t.Errorf("%s to %s: %v", c.old, c.new, limit)
		}
	}
}

// TestDiffWithoutLimit: a rise alone is fine, and what only the old side lacks;
// what the new side lacks is not, and never a saving.
func TestDiffWithoutLimit(t *testing.T) {
	tree(t, map[string]string{"8.yaml": batch("8"), "12.yaml": batch("12"), "wrong.yaml": batch("6"),
		"none.yaml": strings.Replace(unpriced, "legacy", "batch", 1)})
	for _, c := range []struct {
		old, new, want, says string
		code                 int
	}{
		{"8.yaml", "12.yaml", "changed 12.yaml 9680; total 9680", "", 0},
		{"wrong.yaml", "8.yaml", "changed 8.yaml unknown; total at_most 19360", "The old side has errors", 0},
		{"8.yaml", "wrong.yaml", "changed wrong.yaml unknown; total at_least -19360", "CP305", 1},
		{"8.yaml", "none.yaml", "changed none.yaml unknown; total at_least -19360", "CP310", 1},
	} {
		r := run(t, "", "diff", "--format", "json", c.old, c.new).want(t, c.code)
		if got := shapeOf(decode(t, "diff", r.stdout)); got != c.want {
			t.Errorf("%s to %s: %s, want %s", c.old, c.new, got, c.want)
		}
		table := run(t, "", "diff", c.old, c.new).want(t, c.code)
		if !strings.Contains(table.stderr, c.says) || strings.Contains(table.stdout, "falls by 19") {
			t.Errorf("%s to %s:\n%s%s", c.old, c.new, table.stdout, table.stderr)
		}
	}
}

// TestDiffFolders: files are matched by their paths below the folders, settings
// are those of the new side, and a folder may be empty.
func TestDiffFolders(t *testing.T) {
	tree(t, map[string]string{
		"before/a/x.yaml": noRegion("x"), "before/y.yaml": flash("y"), "before/gone.yaml": flash("gone"), "before/drafts/d.yaml": flash("d"),
		"before/.costplan.yaml": "nonsense: 1\n", "before/z.json": `{"other": "model_name"}`,
		"after/a/x.yaml": noRegion("x"), "after/y.yaml": strings.Replace(flash("y"), "10000", "20000", 1), "after/come.yaml": flash("come"),
		"after/.costplan.yaml": "region: beijing\nexclude: [drafts]\n", "empty/readme.md": "",
	})
	const want = "unchanged a/x.yaml 0; added come.yaml 86.4; removed gone.yaml -86.4; changed y.yaml 43.2; total 43.2"
	for _, args := range [][]string{{"before", "after"}, {"./before/", "after/."}, {"--jobs", "1", "before", "after"}} {
		r := run(t, "", append([]string{"diff", "--format", "json"}, args...)...).want(t, 0)
		if got := shapeOf(decode(t, "diff", r.stdout)); got != want {
			t.Errorf("%v: %s\nwant %s", args, got, want)
		}
	}
	r := run(t, "", "diff", "--format", "json", "empty", "after").want(t, 0)
	if got := shapeOf(decode(t, "diff", r.stdout)); got != "added a/x.yaml 86.4; added come.yaml 86.4; added y.yaml 129.6; total 302.4" {
		t.Errorf("from nothing: %s", got)
	}
	r = run(t, "", "diff", "--format", "json", "after", "empty").want(t, 0) // x has no region without the settings
	if got := shapeOf(decode(t, "diff", r.stdout)); !strings.Contains(got, "removed y.yaml -129.6") {
		t.Errorf("to nothing: %s", got)
	}
	r = run(t, "", "diff", "empty", "empty").want(t, 2)
	if !strings.Contains(r.stderr, "no deployment file in empty") || r.stdout != "" {
		t.Errorf("from nothing to nothing: %s%s", r.stdout, r.stderr)
	}
}

// TestDiffStdin: either side can be standard input.
func TestDiffStdin(t *testing.T) {
	tree(t, map[string]string{"8.yaml": batch("8")})
	for stdin, args := range map[string][]string{"total 9680": {"8.yaml", "-"}, "total -9680": {"-", "8.yaml"}} {
		r := run(t, batch("12"), append([]string{"diff", "--format", "json"}, args...)...).want(t, 0)
		if got := shapeOf(decode(t, "diff", r.stdout)); !strings.HasSuffix(got, stdin) {
			t.Errorf("%v: %s", args, got)
		}
	}
}

// TestDiffUnreadable: a side that cannot be read gives no result.
func TestDiffUnreadable(t *testing.T) {
	tree(t, map[string]string{"8.yaml": batch("8"), "bad/.costplan.yaml": "nonsense: 1\n", "bad/8.yaml": batch("8")})
	for _, args := range [][]string{{"8.yaml", "nowhere.yaml"}, {"nowhere.yaml", "8.yaml"}} {
		if r := run(t, "", append([]string{"diff"}, args...)...).want(t, 3); r.stdout != "" || strings.Count(r.stderr, "cannot read nowhere.yaml") != 1 {
			t.Errorf("%v: %s%s", args, r.stdout, r.stderr)
		}
	}
	r := run(t, "", "diff", "--max-increase", "1000000", "8.yaml", "bad/8.yaml").want(t, 1)
	if strings.Count(r.stderr, "the settings are wrong") != 1 || !strings.Contains(r.stdout, "not known") || !strings.Contains(r.stdout, "exceeded") {
		t.Errorf("wrong settings:\n%s%s", r.stdout, r.stderr)
	}
}

func TestDiffUsage(t *testing.T) {
	for args, says := range map[string]string{
		"diff":                              "OLD and NEW",
		"diff a":                            "1 are given",
		"diff - -":                          "only one side",
		"diff --git HEAD -":                 "standard input has no path",
		"diff --git= a":                     "is no revision",
		"diff --git=--exec=x a":             "is no revision",
		"diff --max-increase x a b":         "an amount such as 500",
		"diff --max-increase -5 a b":        "negative",
		"diff --old-edition 1999-01-01 . .": "the editions are 2026-06-06",
		"catalog diff 2026-06-06":           "name two editions",
		"catalog diff 2026-06-06 nope":      "NEW_EDITION",
		"catalog diff nope 2026-06-06":      "OLD_EDITION",
		"catalog diff --max-increase 5 2026-06-06 2026-06-06": "name their files",
		"catalog import":            "name one page",
		"catalog import --out= x":   "empty",
		"catalog import --base y x": "--base",
	} {
		if r := run(t, "", strings.Fields(args)...).want(t, 2); r.stdout != "" || !strings.Contains(r.stderr, says) {
			t.Errorf("%s: no %q in %q", args, says, r.stderr)
		}
	}
	for _, command := range []string{"diff", "catalog diff", "catalog import"} {
		r := run(t, "", append(strings.Fields(command), "--help")...).want(t, 0)
		_, examples, _ := strings.Cut(r.stdout, "Examples:\n")
		examples, _, _ = strings.Cut(examples, "\n\n")
		for example := range strings.Lines(examples) {
			if !strings.Contains(example, "git show") { // where git has flags of its own
				runnable(t, example)
			}
		}
	}
}

// TestDiffHostile: what a file says cannot steer the terminal.
func TestDiffHostile(t *testing.T) {
	tree(t, map[string]string{"8.yaml": batch("8")})
	text := "model_name: \"q\\e[2Jx\\u202ey\"\nplan: ptu\nname: \"\\e[2Jx\\u202ey\"\nregion: \"\\e]0;title\\a\"\n"
	for _, args := range [][]string{{"diff", "8.yaml", "-"}, {"diff", "--explain", "-", "8.yaml"}, {"catalog", "diff", "2026-06-06", "2026-06-06", "-"}} {
		if r := run(t, text, args...); strings.ContainsAny(r.stdout+r.stderr, "\x1b\a\u202e") {
			t.Errorf("%v: %q", args, r.stdout+r.stderr)
		}
	}
}

// later writes the edition as a later one, with one text replaced, and returns
// the path of its folder.
func later(t *testing.T, file, old, new string) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "2026-07-01")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ap-southeast-1.yaml", "cn-beijing.yaml"} {
		data, err := os.ReadFile(filepath.Join(start, "../../../../catalog/2026-06-06", name))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(data), `"2026-06-06"`, `"2026-07-01"`)
		if name == file {
			if !strings.Contains(text, old) {
				t.Fatalf("%q is not in %s", old, name)
			}
			text = strings.Replace(text, old, new, 1)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// TestDiffCovers: a total that is not for the period says so on each side, and so do
// its deployments. 30 x 1.44 = 43.2, 60 x 1.44 = 86.4 in a period of 90 days.
func TestDiffCovers(t *testing.T) {
	of := func(days string) string {
		return "region: beijing\nperiod: 90d\ndeployments:\n- {name: a, model_name: qwen-flash-2025-07-28, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}, estimate: {payment: subscription, days: " + days + "}}\n"
	}
	tree(t, map[string]string{"30.yaml": of("30"), "60.yaml": of("60"), "90.yaml": of("90")})
	for _, c := range []struct {
		old, new, summary, below string
		before, after            any
	}{
		{"30.yaml", "60.yaml", "The total before and after does not cover the whole period: 1 deployment pays for less.", "before: pays for 30 days, and the period has 90 days", "30", "60"},
		{"60.yaml", "90.yaml", "The total before does not cover the whole period: 1 deployment pays for less.", "before: pays for 60 days, and the period has 90 days", "60", nil},
		{"90.yaml", "30.yaml", "The total after does not cover the whole period: 1 deployment pays for less.", "after: pays for 30 days, and the period has 90 days", nil, "30"},
	} {
		for _, format := range []string{"table", "markdown"} {
			text := run(t, "", "diff", "--format", format, c.old, c.new).want(t, 0).stdout
			if !strings.Contains(text, c.summary) || !strings.Contains(text, c.below) {
				t.Errorf("%s %s as %s:\n%s", c.old, c.new, format, text)
			}
		}
		d := decode(t, "diff", run(t, "", "diff", "--format", "json", c.old, c.new).want(t, 0).stdout)
		for side, paid := range map[string]any{"before": c.before, "after": c.after} {
			if got := dig(d, "deployments", 0, side, "covers", "paid"); got != paid {
				t.Errorf("%s %s: %s covers %v, want %v", c.old, c.new, side, got, paid)
			}
			if got := dig(d, "totals", 0, side, "covers_period"); got != (paid == nil) {
				t.Errorf("%s %s: the total %s covers the period: %v", c.old, c.new, side, got)
			}
		}
	}
	whole := run(t, "", "diff", "90.yaml", "90.yaml").want(t, 0).stdout
	if strings.Contains(whole, "whole period") || strings.Contains(whole, "pays for") {
		t.Errorf("a total for the period:\n%s", whole)
	}
}
