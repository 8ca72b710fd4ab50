package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// toolsSwitch is the environment variable with which the tests run that need
// programs besides Go: git, bash, pre-commit, shellcheck, nvim. Then a program that is
// missing is a failure. .ci/check installs them and sets it.
const toolsSwitch = "COSTPLAN_TOOLS"

// needTools skips a test unless it may count on these programs.
func needTools(t *testing.T, programs ...string) {
	t.Helper()
	if os.Getenv(toolsSwitch) == "" {
		t.Skipf("needs %s: set %s=1, as .ci/check does", strings.Join(programs, " and "), toolsSwitch)
	}
	for _, program := range programs {
		if _, err := exec.LookPath(program); err != nil {
			t.Fatal(err)
		}
	}
}

// root is the folder of the repository.
func root(t *testing.T) string {
	t.Helper()
	folder, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// shell runs programs in a folder with settings added to the environment.
type shell struct {
	folder string
	env    []string
}

// run returns the exit code of a program and what it wrote.
func (s shell) run(t *testing.T, program string, args ...string) (code int, output string) {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = s.folder
	cmd.Env = append(os.Environ(), s.env...)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), string(out)
}

// must runs a program that has to succeed and returns what it wrote.
func (s shell) must(t *testing.T, program string, args ...string) string {
	t.Helper()
	code, output := s.run(t, program, args...)
	if code != 0 {
		t.Fatalf("%s %s: exit code %d\n%s", program, strings.Join(args, " "), code, output)
	}
	return output
}

// write writes a file below the folder.
func (s shell) write(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(s.folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (s shell) read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(s.folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
