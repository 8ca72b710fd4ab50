package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// binary is the program, built once for all tests.
var binary string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		folder, err := os.MkdirTemp("", "costplan-test-")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(folder)
		binary = filepath.Join(folder, "costplan")
		if runtime.GOOS == "windows" {
			binary += ".exe"
		}
		if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "%v: %s", err, out)
			return 1
		}
		return m.Run()
	}())
}

// run runs the program and returns its exit code and what it wrote.
func run(t *testing.T, stdin io.Reader, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.Command(binary, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if strings.Contains(errs.String(), "goroutine ") {
		t.Errorf("%v panics:\n%s", args, errs.String())
	}
	return cmd.ProcessState.ExitCode(), out.String(), errs.String()
}

func TestBinary(t *testing.T) {
	// The sum is worked out in the test of the command.
	code, stdout, stderr := run(t, nil, "price", "../../testdata/examples/deployments.yaml")
	if code != 0 || !strings.Contains(stdout, "Total for 30d: 37,671.31 USD (exactly 37,671.31376)") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
	code, stdout, _ = run(t, strings.NewReader(`{"model_name": "qwen-flash-2025-07-28", "plan": "ptu", "name": "a",
		"ptu_capacity": {"input_tpm": 10000, "output_tpm": 1000}}`), "price", "--region", "beijing", "-")
	if code != 0 || !strings.Contains(stdout, "86.40") {
		t.Errorf("exit code %d\n%s", code, stdout)
	}
	if code, _, stderr := run(t, nil, "prise"); code != 2 || !strings.Contains(stderr, "did you mean") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
}

// TestClosedPipe: a reader that goes away ends the program quietly.
func TestClosedPipe(t *testing.T) {
	for _, args := range [][]string{
		{"catalog", "rates"}, {"price", "../../testdata/examples"}, {"lint", "../../testdata/examples"}, {"schema", "quote"},
	} {
		reader, writer, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		reader.Close()
		var stderr bytes.Buffer
		cmd := exec.Command(binary, args...)
		cmd.Stdout, cmd.Stderr = writer, &stderr
		cmd.Run() //nolint:errcheck // killed by the signal or not, it has to be quiet
		writer.Close()
		if text := stderr.String(); strings.Contains(text, "panic") || strings.Contains(text, "pipe") {
			t.Errorf("%v: %s", args, text)
		}
	}
}

// TestHostileFiles: each ends soon, with a diagnostic and without a panic.
func TestHostileFiles(t *testing.T) {
	bomb := "x-a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
	for i := range 12 {
		bomb += fmt.Sprintf("x-a%d: &a%d [%s*a%d]\n", i+1, i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 9), i)
	}
	garbage := make([]byte, 1<<20)
	state := uint32(1)
	for i := range garbage {
		state = state*1664525 + 1013904223
		garbage[i] = byte(state >> 24)
	}
	const request = "model_name: qwen3-32b\nname: a\nplan: mu\ndeploy_spec: MU1\nregion: singapore\ncapacity: "
	for name, text := range map[string]string{
		"large.yaml":    strings.Repeat("# model_name: padding of a large file\n", 64<<20/38+1),
		"bomb.yaml":     bomb + "model_name: qwen3-32b\n",
		"garbage.yaml":  string(garbage),
		"exponent.yaml": request + "1e999999999\n",
		"deep.json":     strings.Repeat("[", 1<<20),
		"digits.yaml":   request + strings.Repeat("9", 1<<20) + "\n",
		"empty.yaml":    "",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, command := range []string{"price", "lint"} {
				code, stdout, stderr := run(t, nil, command, path)
				if code != 1 || !strings.Contains(stdout+stderr, "error CP") {
					t.Errorf("%s: exit code %d\n%.2000s\n%.2000s", command, code, stdout, stderr)
				}
				if len(stdout)+len(stderr) > 1<<16 {
					t.Errorf("%s writes %d bytes", command, len(stdout)+len(stderr))
				}
			}
		})
	}
}
