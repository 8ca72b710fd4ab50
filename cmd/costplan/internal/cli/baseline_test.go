package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBaseline(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "costplan.yaml")
	base := filepath.Join(folder, "baseline.json")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lint := func(args ...string) result {
		return run(t, "", append([]string{"lint", "--baseline", base, folder}, args...)...)
	}

	write(wrongCapacity)
	if r := lint().want(t, 3); !strings.Contains(r.stderr, "write it with --write-baseline") {
		t.Error(r.stderr)
	}
	run(t, "", "lint", folder, "--write-baseline").want(t, 2)
	if r := lint("--write-baseline").want(t, 0); !strings.Contains(r.stderr, "wrote 1 finding to "+base) || strings.Contains(r.stdout, "CP305") {
		t.Errorf("%s\n%s", r.stdout, r.stderr)
	}
	// The known finding is at another line, and a new one comes up.
	write("# a line more\n" + strings.Replace(wrongCapacity, "hours: 10", "hours: -1", 1))
	r := lint().want(t, 1)
	if strings.Contains(r.stdout, "CP305") || !strings.Contains(r.stdout, "1 error") || !strings.Contains(r.stderr, "not listed, since the baseline has them: 1 finding") {
		t.Errorf("%s\n%s", r.stdout, r.stderr)
	}
	// Another value is another finding.
	write(strings.Replace(wrongCapacity, "capacity: 6", "capacity: 7", 1))
	if r := lint().want(t, 1); !strings.Contains(r.stdout, "CP305") || !strings.Contains(r.stderr, "no longer found: 1 finding") {
		t.Errorf("%s\n%s", r.stdout, r.stderr)
	}
	// It changes only the exit code of lint: the amount stays missing.
	write(wrongCapacity)
	lint().want(t, 0)
	run(t, "", "price", folder).want(t, 1)

	// What is no baseline is neither read nor replaced.
	if err := os.WriteFile(base, []byte("notes"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{}, {"--write-baseline"}} {
		if r := lint(args...).want(t, 3); !strings.Contains(r.stderr, "it is not a baseline") {
			t.Error(r.stderr)
		}
	}
	if text, _ := os.ReadFile(base); string(text) != "notes" {
		t.Errorf("the file is now %q", text)
	}
}
