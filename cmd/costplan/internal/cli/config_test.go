package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/project"
)

// noRegion is a deployment that needs the region of its project.
func noRegion(name string) string {
	return strings.Replace(flash(name), "region: beijing\n", "", 1)
}

// codes are the files and codes of findings, in order, but for infos.
func codes(t *testing.T, r result) string {
	t.Helper()
	var all []string
	for _, each := range decode(t, "lint", r.stdout)["diagnostics"].([]any) {
		d := each.(map[string]any)
		if d["severity"] == "info" {
			continue
		}
		all = append(all, fmt.Sprintf("%s %s %s", d["file"], d["code"], d["severity"]))
	}
	return strings.Join(all, ", ")
}

// TestNearestSettings: the nearest settings file holds and nothing is joined; it
// is looked for up to the root of the repository.
func TestNearestSettings(t *testing.T) {
	const partial = "name: %s\nsuffix: %s\nmodel_name: qwen-flash-2025-07-28\nplan: ptu\nptu_capacity: {input_tpm: 15000, output_tpm: 1000}\n"
	file := func(name string) string { return fmt.Sprintf(partial, name, name) }
	tree(t, map[string]string{
		".costplan.yaml":               "region: beijing\nseverity: {CP308: error}\n",
		"a.yaml":                       file("a"),
		"deep/er/b.yaml":               file("b"),
		"own/.costplan.yaml":           "region: beijing\nseverity: {CP308: ignore}\n",
		"own/c.yaml":                   file("c"),
		"own/below/d.yaml":             file("d"),
		"nested/.git/HEAD":             "",
		"nested/e.yaml":                file("e"),
		"nested/sub/f.yaml":            file("f"),
		"worktree/.git":                "gitdir: elsewhere\n",
		"worktree/.costplan.yaml":      "region: beijing\n",
		"worktree/g.yaml":              file("g"),
		"worktree/inner/.git":          "gitdir: elsewhere\n",
		"worktree/inner/below/h.yaml":  file("h"),
		"worktree/inner/below/notes.x": "",
	})
	want := "a.yaml CP308 error, deep/er/b.yaml CP308 error, nested/e.yaml CP203 error, nested/sub/f.yaml CP203 error, " +
		"worktree/g.yaml CP308 warning, worktree/inner/below/h.yaml CP203 error"
	for _, jobs := range []string{"1", "8"} {
		got := codes(t, run(t, "", "lint", "--format", "json", "--jobs", jobs, ".").want(t, 1))
		if got != want {
			t.Errorf("--jobs %s: found\n%s\nwant\n%s", jobs, got, want)
		}
	}
	// From below, and by any way to write the path.
	t.Chdir("deep")
	for _, name := range []string{"er", "er/b.yaml", "../deep/er/b.yaml"} {
		if got := codes(t, run(t, "", "lint", "--format", "json", name).want(t, 1)); !strings.HasSuffix(got, " CP308 error") {
			t.Errorf("%s: found %s", name, got)
		}
	}
	if got := codes(t, run(t, file("x"), "lint", "--format", "json", "-").want(t, 1)); got != "<stdin> CP308 error" {
		t.Errorf("standard input: found %s", got)
	}
	if got := codes(t, run(t, "", "lint", "--format", "json", "--no-config", "er").want(t, 1)); got != "er/b.yaml CP203 error" {
		t.Errorf("--no-config: found %s", got)
	}
	if got := codes(t, run(t, "", "lint", "--format", "json", "--config", "../own/.costplan.yaml", "er").want(t, 0)); got != "" {
		t.Errorf("--config: found %s", got)
	}
}

// TestHomeIsTheEnd: without a repository, settings above the home folder do not hold.
func TestHomeIsTheEnd(t *testing.T) {
	tree(t, map[string]string{".costplan.yaml": "region: beijing\n", "home/me/a.yaml": noRegion("a"), "outside/b.yaml": noRegion("b")})
	home, err := filepath.Abs("home")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	if got := codes(t, run(t, "", "lint", "--format", "json", "home", "outside").want(t, 1)); got != "home/me/a.yaml CP203 error" {
		t.Errorf("found %s", got)
	}
}

// TestSettingsOfPrice: price takes the region, the policy, the severities and
// the budget of the project too.
func TestSettingsOfPrice(t *testing.T) {
	tree(t, map[string]string{".costplan.yaml": "region: beijing\nbudget: 100\n", "a.yaml": noRegion("a"), "b.yaml": noRegion("b")})
	r := run(t, "", "price", ".").want(t, 1)
	if !strings.Contains(r.stdout, "172.80") || !strings.Contains(r.stderr, ".costplan.yaml:2:9: error CP501") || !strings.Contains(r.stderr, "    2 | budget: 100\n") {
		t.Errorf("stdout\n%s\nstderr\n%s", r.stdout, r.stderr)
	}
	r = run(t, "", "price", "--region", "singapore", "a.yaml").want(t, 1)
	if !strings.Contains(r.stderr, "CP302") {
		t.Errorf("--region does not come first: %s", r.stderr)
	}
	run(t, "", "price", "a.yaml").want(t, 0)
	if err := os.WriteFile(".costplan.yaml", []byte("region: beijing\nallow: {plans: [mu]}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := run(t, "", "price", "a.yaml").want(t, 1); !strings.Contains(r.stderr, "CP902") || !strings.Contains(r.stderr, ".costplan.yaml") {
		t.Errorf("stderr %s", r.stderr)
	}
}

// TestWrongSettings: what is wrong with settings is reported once, and the files
// below are not checked by guesswork, nor fixed, nor do they pass.
func TestWrongSettings(t *testing.T) {
	tree(t, map[string]string{
		"bad/.costplan.yaml": "severity: {CP9999: ignore}\n", "bad/a.yaml": mistakes, "bad/b.yaml": mistakes,
		"good/c.yaml": flash("c"),
	})
	for _, failOn := range []string{"error", "never"} {
		r := run(t, "", "lint", "--fix", "--fail-on", failOn, ".").want(t, 1)
		if strings.Count(r.stdout, "error CP") != 1 || !strings.Contains(r.stdout, "bad/.costplan.yaml:1:12: error CP204") ||
			!strings.Contains(r.stdout, " in 2 files, 1 deployment") || !strings.Contains(r.stderr, "2 files were not checked") {
			t.Errorf("stdout\n%s\nstderr\n%s", r.stdout, r.stderr)
		}
	}
	if content(t, "bad/a.yaml") != mistakes {
		t.Error("a file with wrong settings was fixed")
	}
	r := run(t, "", "price", "--format", "json", ".").want(t, 1)
	if total := decode(t, "quote", r.stdout)["totals"].([]any)[0].(map[string]any); total["amount"] != "86.4" || total["complete"] != false {
		t.Errorf("the total is %v", total)
	}
	// A settings file that is named is checked, and no deployment file.
	if r := run(t, "", "lint", "bad/.costplan.yaml").want(t, 1); !strings.Contains(r.stdout, "1 error in 1 file, 0 deployments") || r.stderr != "" {
		t.Errorf("stdout\n%s\nstderr\n%s", r.stdout, r.stderr)
	}
	// As standard input it passes through.
	t.Chdir("bad")
	if r := run(t, mistakes, "lint", "--fix", "-").want(t, 1); r.stdout != mistakes || !strings.Contains(r.stderr, "CP204") {
		t.Errorf("stdout\n%s\nstderr\n%s", r.stdout, r.stderr)
	}
	if r := run(t, "", "lint", "--config", "missing", "a.yaml").want(t, 3); !strings.Contains(r.stderr, "cannot read missing: no such file") {
		t.Errorf("stderr %s", r.stderr)
	}
	if err := os.Remove(".costplan.yaml"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(".costplan.yaml", 0o700); err != nil {
		t.Fatal(err)
	}
	r = run(t, "", "lint", "a.yaml", "b.yaml").want(t, 3)
	if r.stdout != "" || strings.Count(r.stderr, "cannot read .costplan.yaml: ") != 1 || !strings.Contains(r.stderr, "2 files were not checked") {
		t.Errorf("stdout\n%s\nstderr\n%s", r.stdout, r.stderr)
	}
}

// TestExclude: what settings leave out is left out wherever it is named, which
// is not done in silence.
func TestExclude(t *testing.T) {
	tree(t, map[string]string{
		".costplan.yaml":    "exclude: [drafts, '**/*.json', 'team-?/old/**', ./x.yaml]\n",
		"a.yaml":            flash("a"),
		"x.yaml":            mistakes,
		"drafts/deep/b.yml": mistakes, "team-a/old/c.yaml": mistakes, "team-a/d.yaml": flash("d"), "e/f.json": "{",
	})
	r := run(t, "", "lint", ".").want(t, 0)
	if !strings.Contains(r.stdout, " in 2 files, 2 deployments") || r.stderr != "" {
		t.Errorf("stdout\n%s\nstderr\n%s", r.stdout, r.stderr)
	}
	named := []string{"a.yaml", "x.yaml", "drafts/deep/b.yml", "e/f.json", "./team-a/old/../old/c.yaml"}
	r = run(t, "", append([]string{"lint"}, named...)...).want(t, 0)
	if !strings.Contains(r.stdout, " in 1 file, 1 deployment") || r.stderr != "4 files were skipped: the settings exclude what was named\n" {
		t.Errorf("stdout\n%s\nstderr\n%s", r.stdout, r.stderr)
	}
	// A hook may be given nothing but such files, or a folder of them.
	for _, name := range []string{"x.yaml", "drafts"} {
		r = run(t, "", "lint", "--format", "json", name).want(t, 0)
		if got := codes(t, r); got != "" {
			t.Errorf("%s: found %s", name, got)
		}
	}
	// Patterns are relative to the settings file, from wherever it is run.
	t.Chdir("drafts")
	run(t, "", "lint", "deep/b.yml").want(t, 0)
	run(t, "", "lint", "--no-config", "deep/b.yml").want(t, 1)
	run(t, mistakes, "lint", "-").want(t, 1) // standard input has no path
}

func TestWrongPatterns(t *testing.T) {
	tree(t, map[string]string{"a.yaml": flash("a")})
	for pattern, place := range map[string]string{"'a['": "2:5", "/drafts": "2:5", "../x": "2:5", "'{a'": "2:5"} {
		if err := os.WriteFile(".costplan.yaml", []byte("exclude:\n  - "+pattern+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if r := run(t, "", "lint", ".").want(t, 1); !strings.Contains(r.stdout, ".costplan.yaml:"+place+": error CP204: exclude ") {
			t.Errorf("%s: stdout\n%s", pattern, r.stdout)
		}
	}
}

// TestMaxAge: the edition is of 2026-06-06, which is more than no days ago.
func TestMaxAge(t *testing.T) {
	tree(t, map[string]string{".costplan.yaml": "max_age: 0\nseverity: {CP504: error}\n", "a.yaml": flash("a")})
	if got := codes(t, run(t, "", "lint", "--format", "json", "a.yaml").want(t, 1)); got != " CP504 error" {
		t.Errorf("found %s", got)
	}
	run(t, "", "lint", "--max-age", "100000", "a.yaml").want(t, 0)
	run(t, "", "lint", "--no-config", "a.yaml").want(t, 0)
	if got := codes(t, run(t, "", "lint", "--no-config", "--max-age", "0", "--format", "json", "a.yaml").want(t, 0)); got != " CP504 warning" {
		t.Errorf("found %s", got)
	}
	if r := run(t, "", "price", "a.yaml").want(t, 1); !strings.Contains(r.stderr, "CP504") {
		t.Errorf("stderr %s", r.stderr)
	}
}

// TestPrintConfig: what is printed is a settings file with the same meaning.
func TestPrintConfig(t *testing.T) {
	const settings = `# of the platform team
version: 1
max_age: 60
severity: {CP503: ignore, CP308: error}
allow:
  regions: [Beijing]
  models: ["qwen3*", "12"]
budget: 5000.50
exclude: ["drafts/**"]
`
	tree(t, map[string]string{
		".git/HEAD": "", ".costplan.yaml": "max_age: 30\n",
		"team/.costplan.yaml": settings, "team/drafts/a.yaml": "", "other/.git": "",
		"bad/.costplan.yaml": "budgt: 1\n",
	})
	r := run(t, "", "lint", "--print-config", "--region", "beijing", "team/new.yaml", "team/drafts/a.yaml", "other", "-").want(t, 0)
	golden(t, "print-config", r.stdout)
	here := run(t, "", "price", "--print-config", "--max-age", "7").want(t, 0)
	golden(t, "print-config-here", here.stdout)
	cat, err := catalog.Load("")
	if err != nil {
		t.Fatal(err)
	}
	for _, document := range append(strings.Split(r.stdout, "---\n"), here.stdout) {
		if _, found := project.Read("printed", []byte(document), cat); len(found) > 0 {
			t.Errorf("%s in\n%s", found[0].Message, document)
		}
	}
	if r := run(t, "", "lint", "--print-config", "bad").want(t, 1); r.stdout != "" || !strings.Contains(r.stderr, "bad/.costplan.yaml:1:1: error CP201") {
		t.Errorf("stdout\n%s\nstderr\n%s", r.stdout, r.stderr)
	}
	if r := run(t, "", "lint", "--print-config", "--no-config").want(t, 0); !strings.HasSuffix(r.stdout, "(--no-config).\n{}\n") {
		t.Errorf("stdout\n%s", r.stdout)
	}
}

// TestJobsWithSettings: settings, exclusions and problems come out the same at
// any --jobs.
func TestJobsWithSettings(t *testing.T) {
	files := map[string]string{".costplan.yaml": "region: beijing\nbudget: 100\n"}
	for i := range 40 {
		folder := fmt.Sprintf("f%d", i%8)
		files[fmt.Sprintf("%s/d%02d.yaml", folder, i)] = noRegion(fmt.Sprintf("d%02d", i))
	}
	files["f1/.costplan.yaml"] = "severity: {CP203: ignore}\n"
	files["f2/.costplan.yaml"] = "region: beijing\nexclude: ['d1*']\n"
	files["f3/.costplan.yaml"] = "allow: {plans: [mu]}\nregion: beijing\n"
	files["f4/.costplan.yaml"] = "budgt: 5\n"
	tree(t, files)
	for _, command := range [][]string{{"price"}, {"price", "--format", "json"}, {"lint"}, {"lint", "--format", "json"}, {"lint", "--diff"}} {
		first := run(t, "", append(command, "--jobs", "1", ".")...).want(t, 1)
		for range 3 {
			if r := run(t, "", append(command, "--jobs", "16", ".")...); r != first {
				t.Errorf("%v differs between --jobs 1 and --jobs 16", command)
			}
		}
		if !strings.Contains(first.stderr, "10 files were not checked") {
			t.Errorf("%v: stderr %s", command, first.stderr)
		}
	}
}
