package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// action is action.yml.
type action struct {
	Inputs map[string]struct {
		Description string  `yaml:"description"`
		Default     *string `yaml:"default"`
	} `yaml:"inputs"`
	Runs struct {
		Using string `yaml:"using"`
		Steps []step `yaml:"steps"`
	} `yaml:"runs"`
}

type step struct {
	ID    string            `yaml:"id"`
	If    string            `yaml:"if"`
	Name  string            `yaml:"name"`
	Uses  string            `yaml:"uses"`
	Shell string            `yaml:"shell"`
	Run   string            `yaml:"run"`
	Env   map[string]string `yaml:"env"`
	With  map[string]string `yaml:"with"`
}

func readAction(t *testing.T) (parsed action, text string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root(t), "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, &parsed); err != nil {
		t.Fatal(err)
	}
	return parsed, string(data)
}

var usedInput = regexp.MustCompile(`inputs\.([a-z-]+)`)

// TestAction holds what the checker of workflows does not look at in an action.
func TestAction(t *testing.T) {
	a, text := readAction(t)
	var used []string
	for _, match := range usedInput.FindAllStringSubmatch(text, -1) {
		used = append(used, match[1])
		if _, declared := a.Inputs[match[1]]; !declared {
			t.Errorf("input %s is not declared", match[1])
		}
	}
	for name, input := range a.Inputs {
		if !slices.Contains(used, name) {
			t.Errorf("input %s is not used", name)
		}
		if input.Description == "" || input.Default == nil {
			t.Errorf("input %s has no description or no default", name)
		}
	}
	if a.Runs.Using != "composite" || len(a.Runs.Steps) < 3 {
		t.Errorf("it runs %q in %d steps", a.Runs.Using, len(a.Runs.Steps))
	}
	for _, s := range a.Runs.Steps {
		switch {
		case s.Name == "":
			t.Errorf("a step has no name: %+v", s)
		case (s.Uses == "") == (s.Run == ""):
			t.Errorf("step %q does not have one of uses and run", s.Name)
		case s.Run != "" && s.Shell != "bash":
			t.Errorf("step %q has shell %q", s.Name, s.Shell)
		case strings.Contains(s.Run, "${{"):
			t.Errorf("step %q writes an expression into its script, where it could be any command; pass it by env", s.Name)
		}
	}
}

// TestPinnedActions: what runs is what was looked at, not what a tag now means.
func TestPinnedActions(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root(t), ".github", "workflows", "*.yml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("workflows %v, %v", files, err)
	}
	uses := regexp.MustCompile(`(?m)^\s*(?:- )?uses: (.*)$`)
	pinned := regexp.MustCompile(`^[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$|^\./$`)
	for _, file := range append(files, filepath.Join(root(t), "action.yml")) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found := uses.FindAllStringSubmatch(string(data), -1)
		if len(found) == 0 {
			t.Errorf("%s uses nothing", file)
		}
		for _, match := range found {
			if !pinned.MatchString(match[1]) {
				t.Errorf("%s: %s is not pinned by commit, with its version in a comment", file, match[1])
			}
		}
	}
}

func TestActionScriptsAreSound(t *testing.T) {
	needTools(t, "bash", "shellcheck")
	a, _ := readAction(t)
	for _, s := range a.Runs.Steps {
		if s.Run == "" {
			continue
		}
		script := filepath.Join(t.TempDir(), "step.sh")
		// A runner sets the same options by flags.
		if err := os.WriteFile(script, []byte("set -eo pipefail\n"+s.Run), 0o600); err != nil {
			t.Fatal(err)
		}
		shell{}.must(t, "shellcheck", "--shell", "bash", script)
	}
}

// runner runs the scripts of the action as GitHub would.
type runner struct {
	temp    string            // kept between jobs, as the cache keeps it
	tools   string            // a folder before the PATH
	context map[string]string // what expressions other than inputs and outputs stand for
}

// run runs the steps in turn, until one fails. Conditions about outputs and events hold.
func (r runner) run(t *testing.T, workspace string, inputs map[string]string) (code int, output string) {
	t.Helper()
	a, _ := readAction(t)
	outputs := map[string]string{}
	expression := regexp.MustCompile(`\$\{\{ ([^}]*) \}\}`)
	value := func(name string) string {
		if input, ok := strings.CutPrefix(name, "inputs."); ok {
			if given, ok := inputs[input]; ok {
				return given
			}
			if text := *a.Inputs[input].Default; !strings.Contains(text, "${{") {
				return text
			}
			return "a-token"
		}
		if text, ok := outputs[name]; ok {
			return text
		}
		if name == "github.action_path" {
			return root(t)
		}
		return r.context[name]
	}
	holds := func(condition string) bool {
		name, want, equal := strings.Cut(condition, " == ")
		if !equal {
			name, want, equal = strings.Cut(condition, " != ")
			return !equal || value(name) != strings.Trim(want, "'")
		}
		return value(name) == strings.Trim(want, "'")
	}
	for i, step := range a.Runs.Steps {
		if step.Run == "" || !holds(step.If) {
			continue
		}
		file := filepath.Join(t.TempDir(), "output")
		s := shell{folder: workspace, env: []string{
			"RUNNER_TEMP=" + r.temp, "RUNNER_OS=Linux", "RUNNER_ARCH=X64", "GITHUB_OUTPUT=" + file,
			"GITHUB_STEP_SUMMARY=" + filepath.Join(r.temp, "summary.md"), "PATH=" + r.tools + string(filepath.ListSeparator) + os.Getenv("PATH"),
		}}
		for name, text := range step.Env {
			s.env = append(s.env, name+"="+expression.ReplaceAllStringFunc(text, func(found string) string {
				return value(expression.FindStringSubmatch(found)[1])
			}))
		}
		// The options are those that a runner gives to a step with shell bash.
		code, said := s.run(t, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.Run)
		output += said
		if code != 0 {
			return code, output
		}
		written, _ := os.ReadFile(file)
		for line := range strings.Lines(string(written)) {
			name, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
			outputs["steps."+a.Runs.Steps[i].ID+".outputs."+name] = text
		}
	}
	return 0, output
}

// tool writes a program into a folder that stands for one of the runner's.
func tool(t *testing.T, folder, name, script string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte("#!/usr/bin/env bash\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
}

// TestActionInstalls: a release is taken only if it is what was released, and what has
// none is built.
func TestActionInstalls(t *testing.T) {
	needTools(t, "bash", "tar", "sha256sum")
	workspace := shell{folder: t.TempDir()}
	workspace.write(t, "costplan.yaml", rightFile)
	release := t.TempDir() // what the host has
	tool(t, release, "costplan", "echo released \"$@\"\n")
	shell{folder: release}.must(t, "tar", "-czf", "costplan_1.2.3_linux_amd64.tar.gz", "costplan")
	sums := shell{folder: release}.must(t, "sha256sum", "costplan_1.2.3_linux_amd64.tar.gz")
	for _, c := range []struct {
		name, version, sums, attested string
		code                          int
		says                          string
	}{
		{"a release", "v1.2.3", sums, "exit 0", 0, "released lint --format github"},
		{"another checksum", "v1.2.3", strings.Repeat("0", 64) + "  costplan_1.2.3_linux_amd64.tar.gz\n", "exit 0", 1, "its checksum is another"},
		{"no checksum", "v1.2.3", "\n", "exit 0", 1, "its checksum is another"},
		{"built elsewhere", "v1.2.3", sums, "exit 1", 1, "was not built by the workflow"},
		{"no such release", "v9.9.9", sums, "exit 0", 0, "built lint --format github"},
		{"a branch", "main", sums, "exit 0", 0, "built lint --format github"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := runner{temp: t.TempDir(), tools: t.TempDir()}
			shell{folder: release}.write(t, "checksums.txt", c.sums)
			tool(t, r.tools, "curl", `while [ $# -gt 0 ]; do case $1 in --output) into=$2; shift ;; http*) from=$1 ;; esac; shift; done
case $from in */v1.2.3/*) cp "`+release+`/${from##*/}" "$into" ;; *) exit 22 ;; esac
`)
			tool(t, r.tools, "gh", c.attested+"\n")
			tool(t, r.tools, "go", `mkdir -p "$GOBIN"; printf '#!/bin/sh\necho built "$@"\n' >"$GOBIN/costplan"; chmod +x "$GOBIN/costplan"`+"\n")
			code, output := r.run(t, workspace.folder, map[string]string{"version": c.version})
			if code != c.code || !strings.Contains(output, c.says) {
				t.Errorf("exit code %d, want %d; it should say %q\n%s", code, c.code, c.says, output)
			}
			if c.code != 0 {
				return
			}
			tool(t, r.tools, "curl", "echo downloaded again; exit 1\n")
			if _, output := r.run(t, workspace.folder, map[string]string{"version": c.version}); c.version == "v1.2.3" && strings.Contains(output, "downloaded again") {
				t.Errorf("it is not taken from the cache\n%s", output)
			}
		})
	}
}

// TestActionComments: one comment is created and then kept up to date, and the summary of
// the job has the cost and the findings.
func TestActionComments(t *testing.T) {
	needTools(t, "bash", "git", "go")
	workspace := shell{folder: t.TempDir()}
	git := func(args ...string) string {
		return strings.TrimSpace(workspace.must(t, "git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...))
	}
	git("init", "--quiet")
	workspace.write(t, "costplan.yaml", rightFile)
	git("add", ".")
	git("commit", "--quiet", "-m", "one")
	base := git("rev-parse", "HEAD")
	workspace.write(t, "costplan.yaml", strings.Replace(rightFile, "capacity: 8", "capacity: 16", 1))

	r := runner{temp: t.TempDir(), tools: t.TempDir(), context: map[string]string{
		"github.event_name": "pull_request", "github.event.pull_request.base.sha": base,
		"github.event.pull_request.number": "7", "github.repository": "team/deployments",
	}}
	// It keeps the one comment in a file, and prints its number to who asks for it.
	tool(t, r.tools, "gh", `echo "$*" >>"$RUNNER_TEMP/calls"
case "$*" in
*--paginate*) [ ! -e "$RUNNER_TEMP/comment" ] || echo 42 ;;
*) for arg; do case $arg in body=@*) cp "${arg#body=@}" "$RUNNER_TEMP/comment" ;; esac; done ;;
esac
`)
	kept := shell{folder: r.temp}
	code, output := r.run(t, workspace.folder, nil)
	if code != 0 {
		t.Fatalf("exit code %d\n%s", code, output)
	}
	if _, err := os.Stat(filepath.Join(r.temp, "calls")); err == nil {
		t.Errorf("it comments without being asked: %s", kept.read(t, "calls"))
	}
	// 220 hours x 8 more units x 44 / 4.
	summary := kept.read(t, "summary.md")
	for _, want := range []string{"rises by 19,360.00 USD", "CP50"} {
		if !strings.Contains(summary, want) {
			t.Errorf("the summary has no %q\n%s", want, summary)
		}
	}
	inputs := map[string]string{"comment": "true"}
	for range 2 {
		if code, output := r.run(t, workspace.folder, inputs); code != 0 {
			t.Fatalf("exit code %d\n%s", code, output)
		}
	}
	if text := kept.read(t, "comment"); !strings.HasPrefix(text, "<!-- costplan -->\n") || !strings.Contains(text, "rises by 19,360.00 USD") {
		t.Errorf("the comment is\n%s", text)
	}
	calls := kept.read(t, "calls")
	if strings.Count(calls, "--method POST repos/team/deployments/issues/7/comments") != 1 || strings.Count(calls, "--method PATCH repos/team/deployments/issues/comments/42") != 1 {
		t.Errorf("the calls are\n%s", calls)
	}
}

// TestActionRuns runs the action on files of several kinds.
func TestActionRuns(t *testing.T) {
	needTools(t, "bash")
	r := runner{temp: t.TempDir(), tools: t.TempDir()}
	workspace := shell{folder: t.TempDir()}
	workspace.write(t, "right/costplan.yaml", rightFile)
	workspace.write(t, "right too/costplan.yaml", strings.Replace(rightFile, "region: singapore\n", "", 1))
	workspace.write(t, "wrong/costplan.yaml", wrongFile)
	for _, c := range []struct {
		name   string
		inputs map[string]string
		code   int
		says   string
	}{
		{"everything", nil, 1, "::error file=wrong/costplan.yaml,line=7,"},
		{"a right folder", map[string]string{"files": "right"}, 0, ""},
		{"several, and a region", map[string]string{"files": "right\nright too/costplan.yaml\n", "region": "singapore", "fail-on": "never"}, 0, "CP402"},
		{"another form", map[string]string{"files": "wrong", "format": "json"}, 1, `"code": "CP305"`},
		{"nothing fails", map[string]string{"fail-on": "never"}, 0, "::error file=wrong/costplan.yaml"},
		{"a command in the name", map[string]string{"files": "$(touch hacked)"}, 3, "$(touch hacked)"},
		{"a flag in the name", map[string]string{"files": "--help"}, 3, "--help"},
		{"a command in the version", map[string]string{"version": "v1; touch hacked"}, 2, "::error::version"},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, output := r.run(t, workspace.folder, c.inputs)
			if code != c.code || !strings.Contains(output, c.says) {
				t.Errorf("exit code %d, want %d; it should say %q\n%s", code, c.code, c.says, output)
			}
			if _, err := os.Stat(filepath.Join(workspace.folder, "hacked")); err == nil {
				t.Error("an input was run as a command")
			}
		})
	}
}
