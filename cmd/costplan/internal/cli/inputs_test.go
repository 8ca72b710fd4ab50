package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// flash is a deployment that costs 86.4 over 30 days.
func flash(name string) string {
	return fmt.Sprintf("name: %s\nmodel_name: qwen-flash-2025-07-28\nregion: beijing\nplan: ptu\nsuffix: %s\n"+
		"ptu_capacity: {input_tpm: 10000, output_tpm: 1000}\n", name, name)
}

// tree writes files into a fresh folder and makes it the current one.
func tree(t *testing.T, files map[string]string) {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(root)
}

// names are the deployments of a quote, in order.
func names(t *testing.T, r result) string {
	t.Helper()
	var all []string
	for _, each := range decode(t, "quote", r.stdout)["deployments"].([]any) {
		all = append(all, each.(map[string]any)["file"].(string))
	}
	return strings.Join(all, " ")
}

func TestFolders(t *testing.T) {
	tree(t, map[string]string{
		"b.yaml": flash("b"), "a/z.yml": flash("z"), "a/y.json": `{"model_name": "qwen-flash-2025-07-28", "region": "beijing", "plan": "ptu", "name": "y", "suffix": "y", "ptu_capacity": {"input_tpm": 10000, "output_tpm": 1000}}`,
		"c.YAML":                  flash("c"),
		"notes.yaml":              "title: nothing of ours\n",
		"README.md":               "model_name",
		".hidden/h.yaml":          flash("h"),
		"node_modules/m.yaml":     flash("m"),
		"vendor/deep/v.yaml":      flash("v"),
		"a/node_modules/pkg.yaml": flash("p"),
	})
	if err := os.Symlink(".", filepath.Join("a", "loop")); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink(filepath.Join("..", "b.yaml"), filepath.Join("a", "link.yaml")); err != nil {
		t.Skip(err)
	}
	for _, c := range []struct {
		want string
		args []string
	}{
		{"a/link.yaml a/y.json a/z.yml c.YAML", []string{"."}}, // the link comes first, and is b.yaml
		{"a/y.json a/z.yml", []string{"./a/y.json", "a/z.yml"}},
		{"b.yaml a/y.json a/z.yml", []string{"b.yaml", "a", "b.yaml", "./b.yaml"}},
		{"vendor/deep/v.yaml", []string{"vendor"}}, // a folder that is named is not passed over
		{".hidden/h.yaml <stdin>", []string{".hidden", "-"}},
	} {
		r := run(t, flash("stdin"), append([]string{"price", "--format", "json"}, c.args...)...).want(t, 0)
		if got := names(t, r); got != c.want {
			t.Errorf("%v finds %s, want %s", c.args, got, c.want)
		}
	}
}

// TestNothingFound: a folder without a deployment file is a mistake of who
// named it, even beside others.
// A file that only has our word in it is skipped in a folder, and is not when
// it is named.
func TestForeignFiles(t *testing.T) {
	tree(t, map[string]string{"ours.yaml": flash("ours"), "proxy.yaml": "model_list:\n  - model_name: other\n"})
	if got := names(t, run(t, "", "price", "--format", "json", ".")); got != "ours.yaml" {
		t.Errorf("in a folder: %s", got)
	}
	if r := run(t, "", "lint", "."); r.code != 0 || strings.Contains(r.stdout, "proxy") {
		t.Errorf("in a folder: exit %d\n%s", r.code, r.stdout)
	}
	if r := run(t, "", "lint", "proxy.yaml"); r.code != 1 || !strings.Contains(r.stdout, "CP105") {
		t.Errorf("by name: exit %d\n%s", r.code, r.stdout)
	}
}

func TestNothingFound(t *testing.T) {
	tree(t, map[string]string{"empty/notes.yaml": "title: nothing\n", "full/a.yaml": flash("a")})
	r := run(t, "", "lint", "empty").want(t, 2)
	if r.stdout != "" || !strings.Contains(r.stderr, "no deployment file in empty") {
		t.Errorf("stdout %q, stderr %q", r.stdout, r.stderr)
	}
	r = run(t, "", "lint", "empty", "full").want(t, 2)
	if !strings.Contains(r.stdout, "1 file, 1 deployment") || !strings.Contains(r.stderr, "no deployment file in empty") {
		t.Errorf("stdout %q, stderr %q", r.stdout, r.stderr)
	}
	// A folder within another is not empty because its files are found already.
	run(t, "", "lint", ".", "full").want(t, 0)
}

// TestUnreadable: a file that cannot be read is named with the reason, the
// others are priced, and the total says that it is not whole.
func TestUnreadable(t *testing.T) {
	tree(t, map[string]string{"a.yaml": flash("a")})
	if err := os.Symlink("nowhere", "broken.yaml"); err != nil {
		t.Skip(err)
	}
	for _, args := range [][]string{{"missing.yaml", "a.yaml"}, {"a.yaml", "broken.yaml"}, {"."}} {
		r := run(t, "", append([]string{"price", "--format", "json"}, args...)...).want(t, 3)
		if !strings.Contains(r.stderr, "cannot read "+map[bool]string{true: "missing.yaml", false: "broken.yaml"}[args[0] == "missing.yaml"]+": no such file") {
			t.Errorf("%v: stderr %q", args, r.stderr)
		}
		total := decode(t, "quote", r.stdout)["totals"].([]any)[0].(map[string]any)
		if total["amount"] != "86.4" || total["complete"] != false {
			t.Errorf("%v: the total is %v", args, total)
		}
	}
	r := run(t, "", "price", "missing.yaml").want(t, 3)
	if r.stdout != "" {
		t.Errorf("stdout %q", r.stdout)
	}
}

// TestJobs: the result is the same however many files are worked on at a time.
func TestJobs(t *testing.T) {
	files := map[string]string{}
	for i := range 60 {
		name := fmt.Sprintf("d%02d", i)
		files[fmt.Sprintf("%c/%s.yaml", 'a'+i%5, name)] = flash(name)
		if i%7 == 0 {
			files[fmt.Sprintf("e/%s.yaml", name)] = strings.Replace(wrongCapacity, "batch", name, 1)
		}
	}
	tree(t, files)
	for _, command := range [][]string{{"price"}, {"price", "--format", "json"}, {"lint"}, {"lint", "--format", "json"}} {
		var first result
		for i, jobs := range []string{"1", "2", "16"} {
			r := run(t, "", append(command, "--jobs", jobs, ".")...)
			if i == 0 {
				first = r
			}
			if r != first {
				t.Errorf("%v differs between --jobs 1 and --jobs %s", command, jobs)
			}
		}
		if first.code != 1 || first.stdout == "" {
			t.Errorf("%v: exit code %d", command, first.code)
		}
	}
}

// TestRegionOfFile: one run reads two regions, each file with the region that is
// given for it. 30 x 1.44 = 43.2 in Beijing, 720 x 44 = 31,680 in Singapore.
func TestRegionOfFile(t *testing.T) {
	texts := map[string]string{
		"b.json": `{"output": {"deployed_model": "b", "model_name": "qwen-flash-2025-07-28", "plan": "ptu", "status": "RUNNING", "ptu_capacity": {"input_tpm": 10000, "output_tpm": 1000}, "charge_type": "pre_paid", "pre_paid_info": {"pricing_cycle": "Day", "duration": 30}}}`,
		"s.json": `{"output": {"deployed_model": "s", "model_name": "qwen3-32b", "plan": "mu", "model_unit_spec": "MU1", "capacity": 4, "charge_type": "post_paid", "status": "RUNNING"}}`,
	}
	repository(t, texts)
	for _, c := range []struct {
		command, schema string
		path            []any
		want            string
	}{
		{"price b.json s.json", "quote", []any{"totals", 0, "amount"}, "31723.2"},
		{"compare b.json s.json", "compare", []any{"needs", 1, "model"}, "qwen3-32b"},
		{"diff b.json s.json", "diff", []any{"totals", 0, "difference"}, "31636.8"},
		{"diff --git HEAD b.json s.json", "diff", []any{"totals", 0, "before", "amount"}, "31723.2"},
		{"catalog diff 2026-06-06 2026-06-06 b.json s.json", "catalog-diff", []any{"effect", "totals", 0, "after", "amount"}, "31723.2"},
	} {
		args := append(strings.Fields(c.command), "--format", "json", "--region", "b.json=beijing", "--region")
		r := run(t, "", append(args, "singapore")...)
		if got := dig(decode(t, c.schema, r.stdout), c.path...); r.code != 0 || got != c.want {
			t.Errorf("%s: code %d, %v is %v, want %s\n%s", c.command, r.code, c.path, got, c.want, r.stderr)
		}
		if r := run(t, "", append(args, "s.json=singapore")...); r.code != 0 {
			t.Errorf("%s with a region for each file: code %d\n%s", c.command, r.code, r.stderr)
		}
		for _, flag := range []string{"none.json=beijing", "b.json=nowhere"} {
			if r := run(t, "", append(args, flag)...); r.code != 2 || r.stdout != "" {
				t.Errorf("%s --region %s: code %d, want 2\n%s", c.command, flag, r.code, r.stderr)
			}
		}
	}
	if r := run(t, "", "catalog", "diff", "2026-06-06", "2026-06-06", "--region", "b.json=beijing"); r.code != 2 {
		t.Errorf("a region for a file that is not named: code %d, want 2", r.code)
	}
	r := run(t, texts["b.json"], "diff", "--format", "json", "--region", "-=beijing", "--region", "s.json=singapore", "-", "s.json")
	if got := dig(decode(t, "diff", r.stdout), "totals", 0, "difference"); r.code != 0 || got != "31636.8" {
		t.Errorf("standard input: code %d, difference %v\n%s", r.code, got, r.stderr)
	}
}

// dig returns a value inside decoded JSON; nil if it is not there.
func dig(value any, path ...any) any {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, _ := value.(map[string]any)
			value = object[step]
		case int:
			list, _ := value.([]any)
			if step >= len(list) {
				return nil
			}
			value = list[step]
		}
	}
	return value
}
