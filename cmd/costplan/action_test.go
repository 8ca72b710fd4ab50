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

// TestActionRuns runs the scripts of the action on a runner's behalf.
func TestActionRuns(t *testing.T) {
	needTools(t, "bash")
	a, _ := readAction(t)
	runner := t.TempDir()
	run := func(t *testing.T, workspace string, inputs map[string]string) (code int, output string) {
		t.Helper()
		fill := func(text string) string {
			text = strings.ReplaceAll(text, "${{ github.action_path }}", root(t))
			return regexp.MustCompile(`\$\{\{ inputs\.([a-z-]+) \}\}`).ReplaceAllStringFunc(text, func(expression string) string {
				name := usedInput.FindStringSubmatch(expression)[1]
				if value, given := inputs[name]; given {
					return value
				}
				return *a.Inputs[name].Default
			})
		}
		for _, step := range a.Runs.Steps {
			if step.Run == "" {
				continue
			}
			s := shell{folder: workspace, env: []string{"RUNNER_TEMP=" + runner}}
			for name, value := range step.Env {
				s.env = append(s.env, name+"="+fill(value))
			}
			// The options are those that a runner gives to a step with shell bash.
			if code, output = s.run(t, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.Run); code != 0 {
				break
			}
		}
		return code, output
	}

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
			code, output := run(t, workspace.folder, c.inputs)
			if code != c.code || !strings.Contains(output, c.says) {
				t.Errorf("exit code %d, want %d; it should say %q\n%s", code, c.code, c.says, output)
			}
			if _, err := os.Stat(filepath.Join(workspace.folder, "hacked")); err == nil {
				t.Error("an input was run as a command")
			}
		})
	}
}
