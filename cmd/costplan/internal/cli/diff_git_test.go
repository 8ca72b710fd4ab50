package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repository writes files into a fresh repository, commits them, and makes it the
// current folder.
func repository(t *testing.T, files map[string]string) {
	t.Helper()
	tree(t, files)
	for _, name := range []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"} { // of a hook that runs the tests
		t.Setenv(name, "")
		os.Unsetenv(name)
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	inGit(t, "init", "--quiet")
	commit(t)
}

func commit(t *testing.T) {
	t.Helper()
	inGit(t, "add", "--all")
	inGit(t, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "a")
}

func inGit(t *testing.T, args ...string) {
	t.Helper()
	if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestDiffGit: what a revision holds at paths against what is there now.
func TestDiffGit(t *testing.T) {
	repository(t, map[string]string{
		"a.yaml": flash("a"), "team/b.yaml": noRegion("b"), "team/deep/c.yml": flash("c"), ".hidden/h.yaml": flash("h"),
		"team/other.yaml": "kind: model_name\n", "notes.txt": flash("n"), "team/.costplan.yaml": "nonsense: 1\n", "wei rd\n*.yaml": flash("w"),
	})
	if err := os.Symlink("a.yaml", "z.yaml"); err != nil {
		t.Skip(err)
	}
	commit(t)
	put(t, "team/.costplan.yaml", "region: beijing\n")
	put(t, "a.yaml", strings.Replace(flash("a"), "10000", "20000", 1))
	put(t, "new.yaml", flash("new"))
	if err := os.Remove("team/deep/c.yml"); err != nil {
		t.Fatal(err)
	}
	const a, b, c, n, w = "changed a.yaml 43.2", "unchanged team/b.yaml 0", "removed team/deep/c.yml -86.4", "added new.yaml 86.4", "unchanged wei rd\n*.yaml 0"
	for _, test := range []struct {
		folder, paths string
		want          []string
	}{
		{".", "", []string{a, n, b, c, w, "total 43.2"}},
		{".", ".", []string{a, n, b, c, w, "total 43.2"}},
		{".", "team", []string{b, c, "total -86.4"}},
		{".", "team/deep", []string{c, "total -86.4"}},
		{".", "team/deep/c.yml a.yaml", []string{a, c, "total -43.2"}},
		{"team", "", []string{"unchanged b.yaml 0", "removed deep/c.yml -86.4", "total -86.4"}},
		{"team", "../a.yaml b.yaml", []string{"changed ../a.yaml 43.2", "unchanged b.yaml 0", "total 43.2"}},
		{"team", "..", []string{"changed ../a.yaml 43.2", "added ../new.yaml 86.4", "unchanged ../wei rd\n*.yaml 0", "unchanged b.yaml 0", "removed deep/c.yml -86.4", "total 43.2"}},
		{".", ".hidden", []string{"unchanged .hidden/h.yaml 0", "total 0"}},
		{".", "notes.txt", []string{"unchanged notes.txt 0", "total 0"}},
	} {
		t.Run(test.folder+" "+test.paths, func(t *testing.T) {
			t.Chdir(test.folder)
			r := run(t, "", append([]string{"diff", "--git", "HEAD", "--format", "json"}, strings.Fields(test.paths)...)...).want(t, 0)
			if got, want := shapeOf(decode(t, "diff", r.stdout)), strings.Join(test.want, "; "); got != want {
				t.Errorf("got %q\nwant %q", got, want)
			}
		})
	}
	absolute, err := filepath.Abs("team")
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, "", "diff", "--git", "HEAD~1", "--format", "json", absolute).want(t, 0)
	if got := shapeOf(decode(t, "diff", r.stdout)); got != b+"; "+c+"; total -86.4" {
		t.Errorf("an absolute path: %s", got)
	}
}

// TestDiffGitCannot says what is in the way.
func TestDiffGitCannot(t *testing.T) {
	repository(t, map[string]string{"a.yaml": flash("a")})
	for args, want := range map[string]struct {
		code int
		says string
	}{
		"--git nowhere":     {2, "git fetch origin nowhere"},
		"--git HEAD nope":   {2, "nope is neither here nor in HEAD"},
		"--git HEAD:a.yaml": {2, "there is no revision"},
	} {
		r := run(t, "", append([]string{"diff"}, strings.Fields(args)...)...).want(t, want.code)
		if r.stdout != "" || !strings.Contains(r.stderr, want.says) {
			t.Errorf("%s: %q", args, r.stderr)
		}
	}
	t.Setenv("GIT_CEILING_DIRECTORIES", t.TempDir())
	t.Chdir(t.TempDir())
	if r := run(t, "", "diff", "--git", "HEAD").want(t, 3); !strings.Contains(r.stderr, "not a git repository") {
		t.Errorf("no repository: %q", r.stderr)
	}
	t.Setenv("PATH", t.TempDir())
	if r := run(t, "", "diff", "--git", "HEAD").want(t, 3); !strings.Contains(r.stderr, "git is not installed") {
		t.Errorf("no git: %q", r.stderr)
	}
}

// TestDiffGitEmpty: everything was added.
func TestDiffGitEmpty(t *testing.T) {
	repository(t, map[string]string{"readme.md": ""})
	if r := run(t, "", "diff", "--git", "HEAD").want(t, 2); !strings.Contains(r.stderr, "no deployment file in .") {
		t.Errorf("nothing: %q", r.stderr)
	}
	put(t, "a.yaml", flash("a"))
	r := run(t, "", "diff", "--git", "HEAD", "--format", "json").want(t, 0)
	if got := shapeOf(decode(t, "diff", r.stdout)); got != "added a.yaml 86.4; total 86.4" {
		t.Errorf("got %s", got)
	}
}
