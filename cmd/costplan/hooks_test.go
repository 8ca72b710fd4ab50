package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

const hooksFile = ".pre-commit-hooks.yaml"

// Deployment files: one without a mistake, one that the API would refuse, and
// one that can be fixed in one way. In Singapore, qwen3-32b comes in bundles of
// 4 units of MU1.
const (
	rightFile = `region: singapore
deployments:
  - name: batch
    model_name: qwen3-32b
    plan: mu
    deploy_spec: MU1
    capacity: 8
    billing_method: POST_PAY
    estimate: {hours: 220}
`
	refusal    = "capacity 6 is not a multiple of 4"
	kubernetes = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"
	fixedField = "capacity: 8"
	typo       = "capcity: 8" // in the place of fixedField
)

var (
	wrongFile = strings.Replace(rightFile, fixedField, "capacity: 6", 1)
	typoFile  = strings.Replace(rightFile, fixedField, typo, 1)
)

type hook struct {
	ID       string   `yaml:"id"`
	Entry    string   `yaml:"entry"`
	Language string   `yaml:"language"`
	Files    string   `yaml:"files"`
	Types    []string `yaml:"types_or"`
	Serial   bool     `yaml:"require_serial"`
}

func readHooks(t *testing.T) []hook {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root(t), hooksFile))
	if err != nil {
		t.Fatal(err)
	}
	var hooks []hook
	if err := yaml.Unmarshal(data, &hooks); err != nil {
		t.Fatal(err)
	}
	return hooks
}

func TestHooksByName(t *testing.T) {
	var ids []string
	for _, h := range readHooks(t) {
		ids = append(ids, h.ID)
		if !h.Serial {
			t.Errorf("%s splits its files between processes, so a clash across files may be missed", h.ID)
		}
		if !slices.Equal(h.Types, []string{"yaml", "json"}) {
			t.Errorf("%s takes types %v", h.ID, h.Types)
		}
		files := regexp.MustCompile(h.Files)
		for _, name := range []string{
			"costplan.yaml", "costplan.yml", "costplan.json", "costplan-prod.yaml", "costplan_prod.yaml", "costplan.prod.yml",
			"deploy/costplan.yaml", "chat.costplan.yaml", "teams/search/chat.costplan.json", "costplan/chat.yaml",
			"teams/costplan/search/chat.yml",
		} {
			if !files.MatchString(name) {
				t.Errorf("%s passes over %s", h.ID, name)
			}
		}
		for _, name := range []string{
			".costplan.yaml", "teams/.costplan.yaml", "deployment.yaml", "k8s/deployments.yaml", "costplan.go", "costplan.yaml.tmpl",
			"mycostplan.yaml", "costplanner.yaml", "costplan-web/package.json", ".github/workflows/ci.yml", "costplan/README.md",
		} {
			if files.MatchString(name) {
				t.Errorf("%s takes %s", h.ID, name)
			}
		}
	}
	if want := []string{"costplan-lint", "costplan-fix", "costplan-lint-system", "costplan-fix-system"}; !slices.Equal(ids, want) {
		t.Errorf("hooks %v, promised are %v", ids, want)
	}
}

// scratch returns a new git repository, with settings that are the same on
// every machine, and pre-commit's own files in a folder of the test.
func scratch(t *testing.T, env ...string) shell {
	t.Helper()
	s := shell{folder: t.TempDir(), env: append([]string{
		"HOME=" + t.TempDir(), "PRE_COMMIT_HOME=" + t.TempDir(), "PRE_COMMIT_COLOR=never",
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=test", "GIT_AUTHOR_EMAIL=test@example.com",
		"GIT_COMMITTER_NAME=test", "GIT_COMMITTER_EMAIL=test@example.com",
		"GOTOOLCHAIN=local", // the hook is built with the Go that is there
	}, env...)}
	s.must(t, "git", "init", "--quiet")
	return s
}

// goFolders are Go's own settings that depend on the home folder, which the
// scratch repositories change: so nothing is fetched or compiled twice.
func goFolders(t *testing.T) []string {
	t.Helper()
	var env []string
	here := shell{folder: root(t)}
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPROXY", "GOFLAGS", "GOSUMDB"} {
		env = append(env, name+"="+strings.TrimSpace(here.must(t, "go", "env", name)))
	}
	return env
}

// published returns this working tree as a repository that hooks can be taken
// from, committed as it stands.
func published(t *testing.T, env []string) string {
	t.Helper()
	s := scratch(t, env...)
	from := root(t)
	err := filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if slices.Contains([]string{".git", "bin", "node_modules", "dist"}, entry.Name()) {
				return filepath.SkipDir
			}
			return os.MkdirAll(filepath.Join(s.folder, name), 0o755)
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(s.folder, name), data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	s.must(t, "git", "add", "--all")
	s.must(t, "git", "commit", "--quiet", "--message", "all")
	return s.folder
}

// TestHooks builds and runs the hooks as pre-commit does.
func TestHooks(t *testing.T) {
	needTools(t, "git", "pre-commit")
	env := goFolders(t)
	source := published(t, env)

	t.Run("try-repo", func(t *testing.T) {
		s := scratch(t, env...)
		s.write(t, "costplan.yaml", rightFile)
		s.write(t, "wrong.costplan.yaml", wrongFile)
		s.write(t, "deployment.yaml", kubernetes)
		s.must(t, "git", "add", "--all")
		try := func(files ...string) (code int, output string) {
			return s.run(t, "pre-commit", append([]string{"try-repo", source, "costplan-lint", "--verbose", "--files"}, files...)...)
		}
		if code, output := try("costplan.yaml", "deployment.yaml"); code != 0 || !strings.Contains(output, "Passed") {
			t.Errorf("a right file: exit code %d\n%s", code, output)
		}
		if code, output := try("costplan.yaml", "wrong.costplan.yaml"); code != 1 || !strings.Contains(output, refusal) ||
			!strings.Contains(output, "CP305") {
			t.Errorf("a wrong file: exit code %d\n%s", code, output)
		}
	})

	t.Run("commit", func(t *testing.T) {
		s := scratch(t, env...)
		revision := strings.TrimSpace(shell{folder: source, env: s.env}.must(t, "git", "rev-parse", "HEAD"))
		s.write(t, ".pre-commit-config.yaml", "repos:\n  - repo: "+source+"\n    rev: "+revision+
			"\n    hooks: [{id: costplan-fix}, {id: costplan-lint}]\n")
		s.write(t, "deployment.yaml", kubernetes)
		s.must(t, "pre-commit", "install")
		commit := func() (code int, output string) {
			s.must(t, "git", "add", "--all")
			return s.run(t, "git", "commit", "--message", "change")
		}

		code, output := commit()
		if code != 0 || strings.Count(output, "no files to check") != 2 {
			t.Errorf("no deployment file: exit code %d\n%s", code, output)
		}

		s.write(t, "costplan.yaml", wrongFile)
		code, output = commit()
		if code != 1 || !strings.Contains(output, refusal) || s.read(t, "costplan.yaml") != wrongFile {
			t.Errorf("a wrong file that has no one right answer: exit code %d\n%s", code, output)
		}

		s.write(t, "costplan.yaml", typoFile)
		code, output = commit()
		if code != 1 || !strings.Contains(output, "files were modified by this hook") || s.read(t, "costplan.yaml") != rightFile {
			t.Errorf("a typo: exit code %d\n%s\n%s", code, output, s.read(t, "costplan.yaml"))
		}
		code, output = commit()
		if code != 0 || strings.Count(output, "Passed") != 2 {
			t.Errorf("the fixed file: exit code %d\n%s", code, output)
		}

		// Of two files, only one of which changes, both are given with --all-files.
		s.write(t, "other.costplan.yaml", strings.Replace(rightFile, "batch", "nightly", 1))
		s.must(t, "git", "add", "--all")
		code, output = s.run(t, "pre-commit", "run", "--all-files", "costplan-lint")
		if code != 1 || !strings.Contains(output, "CP402") {
			t.Errorf("a clash across files: exit code %d\n%s", code, output)
		}
	})

	t.Run("installed program", func(t *testing.T) {
		s := scratch(t, "PATH="+filepath.Dir(binary)+string(os.PathListSeparator)+os.Getenv("PATH"))
		s.write(t, "costplan.yaml", typoFile)
		s.must(t, "git", "add", "--all")
		try := func(id string) (code int, output string) {
			return s.run(t, "pre-commit", "try-repo", source, id, "--verbose", "--files", "costplan.yaml")
		}
		for _, step := range []struct {
			id, says string
			code     int
		}{
			{"costplan-lint-system", "did you mean capacity?", 1},
			{"costplan-fix-system", "files were modified by this hook", 1},
			{"costplan-lint-system", "Passed", 0},
		} {
			if code, output := try(step.id); code != step.code || !strings.Contains(output, step.says) {
				t.Errorf("%s: exit code %d\n%s", step.id, code, output)
			}
		}
		if got := s.read(t, "costplan.yaml"); got != rightFile {
			t.Errorf("fixed to\n%s", got)
		}
	})
}
