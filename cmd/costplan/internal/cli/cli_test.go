package cli_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/cli"
	"github.com/costplan/costplan/schema"
)

var update = flag.Bool("update", false, "write the golden files anew")

// start is the folder of the tests, wherever one of them has gone.
var start, _ = os.Getwd()

// examples is where the example files are, from this folder.
const examples = "../../../../testdata/examples/"

// result is what one run gave.
type result struct {
	code           int
	stdout, stderr string
}

func run(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := cli.Run(args, strings.NewReader(stdin), &stdout, &stderr)
	return result{code, stdout.String(), stderr.String()}
}

// inExamples runs in the folder of the examples, so that files have short names.
func inExamples(t *testing.T, args ...string) result {
	t.Helper()
	home, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(examples)
	defer t.Chdir(home)
	return run(t, "", args...)
}

// want checks an exit code and shows everything if it is another.
func (r result) want(t *testing.T, code int) result {
	t.Helper()
	if r.code != code {
		t.Fatalf("exit code %d, want %d\nstdout:\n%s\nstderr:\n%s", r.code, code, r.stdout, r.stderr)
	}
	return r
}

// decode validates a result against a schema and reads it.
func decode(t *testing.T, name, text string) map[string]any {
	t.Helper()
	against, err := schema.Compile(name, "")
	if err != nil {
		t.Fatal(err)
	}
	var value map[string]any
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if err := against.Validate(value); err != nil {
		t.Fatalf("%#v\n%s", err, text)
	}
	if decoder.Decode(new(any)) != io.EOF {
		t.Fatalf("more than one value in\n%s", text)
	}
	return value
}

// golden compares a text with a file of testdata. The digest of the price list
// is written as DIGEST.
func golden(t *testing.T, name, got string) {
	t.Helper()
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	got = strings.ReplaceAll(got, cat.Digest, "DIGEST")
	got = strings.ReplaceAll(got, cat.Digest[:8]+"…", "DIGEST")
	path := filepath.Join(start, "testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; see whether it is right, then run with -update. Got\n%s", path, got)
	}
}
