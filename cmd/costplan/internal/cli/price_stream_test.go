package cli_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/cli"
)

// mu is a line of a stream: 4 units of MU1 in Singapore, 11 USD a unit and hour.
func mu(name string, hours int) string {
	return fmt.Sprintf(`{"name":%q,"model_name":"qwen3-32b","plan":"mu","deploy_spec":"MU1","capacity":4,"billing_method":"POST_PAY","region":"singapore","estimate":{"hours":%d}}`, name, hours)
}

// TestStreamedLines: one quote a line in the order of the lines, and what cannot
// be read is said in its place.
func TestStreamedLines(t *testing.T) {
	in := strings.Join([]string{
		mu("a", 1), "", "  ", "{", mu("a", 2) + "\r", `{"model_name": "qwen3-32b"}`, "42",
		`{"deployments": [` + mu("b", 1) + "," + mu("c", 1) + `]}`, strings.Repeat(" ", 5<<20) + mu("d", 1), mu("e", 3),
	}, "\n")
	r := run(t, in, "price", "--format", "ndjson", "-").want(t, 1)
	want := []struct {
		line         string
		name, amount string
		code         string
	}{
		{"1", "a", "44", ""}, {"4", "", "", "CP101"}, {"5", "a", "88", ""}, {"6", "", "", "CP203"}, {"7", "", "", "CP105"},
		{"8", "", "", "CP103"}, {"9", "", "", "CP103"}, {"10", "e", "132", ""},
	}
	got := strings.Split(strings.TrimSpace(r.stdout), "\n")
	if len(got) != len(want) {
		t.Fatalf("%d lines, want %d:\n%s", len(got), len(want), r.stdout)
	}
	for i, w := range want {
		quote := decode(t, "quote-line", got[i])
		amount, _ := quote["amount"].(string)
		if fmt.Sprint(quote["line"]) != w.line || quote["name"] != w.name || amount != w.amount || quote["file"] != "<stdin>" {
			t.Errorf("line %d is %s", i+1, got[i])
		}
		found := false
		for _, each := range quote["diagnostics"].([]any) {
			d := each.(map[string]any)
			found = found || d["code"] == w.code
			if start := d["start"].(map[string]any); fmt.Sprint(start["line"]) != w.line || d["file"] != "<stdin>" {
				t.Errorf("%s stands at %v of %v", d["code"], start, d["file"])
			}
		}
		if w.code != "" && !found {
			t.Errorf("no %s in %s", w.code, got[i])
		}
	}
	for _, text := range []string{"5 of 8 deployments have an error or no amount", "<stdin>:4:1: CP101 ", "<stdin>:9:1: CP103 the line is longer than 4 MiB"} {
		if !strings.Contains(r.stderr, text) {
			t.Errorf("stderr does not say %q:\n%s", text, r.stderr)
		}
	}
}

// TestStreamAlone: nothing is checked against other lines. The same lines as one
// file clash.
func TestStreamAlone(t *testing.T) {
	in := mu("a", 1) + "\n" + mu("a", 1) + "\n"
	r := run(t, in, "price", "--format", "ndjson", "-").want(t, 0)
	if r.stderr != "" || strings.Count(r.stdout, `"amount":"44","list_amount":"44","complete":true`) != 2 {
		t.Errorf("%s%s", r.stdout, r.stderr)
	}
	if whole := run(t, in, "price", "--format", "json", "-").want(t, 1); !strings.Contains(whole.stdout, "CP402") {
		t.Errorf("no clash: %s", whole.stdout)
	}
}

// TestStreamedFiles: ordinary files give the same amounts as a quote of them, a
// line each, in the order of the arguments; a file is a stream by its name.
func TestStreamedFiles(t *testing.T) {
	folder := t.TempDir()
	stream := filepath.Join(folder, "a.jsonl")
	if err := os.WriteFile(stream, []byte(mu("a", 1)+"\n"+mu("b", 2)+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"price", "--region", "beijing", "--format"}
	of := []string{examples + "deployments.yaml", stream, examples + "unpriced.yaml"}
	whole := decode(t, "quote", run(t, "", append(append(args, "json"), of...)...).stdout)["deployments"].([]any)
	lines := strings.Split(strings.TrimSpace(run(t, "", append(append(args, "ndjson"), of...)...).want(t, 1).stdout), "\n")
	if len(lines) != len(whole) {
		t.Fatalf("%d lines, want %d", len(lines), len(whole))
	}
	for i := range lines {
		one, want := decode(t, "quote-line", lines[i]), whole[i].(map[string]any)
		for _, key := range []string{"file", "line", "name", "region", "amount", "reason", "complete"} {
			if fmt.Sprint(one[key]) != fmt.Sprint(want[key]) && want["file"] != filepath.ToSlash(stream) {
				t.Errorf("%s of line %d is %v, want %v", key, i+1, one[key], want[key])
			}
		}
	}
}

// TestStreamFaults: what cannot be read is an error of the run, after the rest.
func TestStreamFaults(t *testing.T) {
	r := run(t, mu("a", 1), "price", "--format", "ndjson", "-", "missing.ndjson", "missing.yaml").want(t, 3)
	if strings.Count(r.stdout, "\n") != 1 || strings.Count(r.stderr, "cannot read missing") != 2 {
		t.Errorf("%s%s", r.stdout, r.stderr)
	}
	run(t, "", "price", "--format", "ndjson").want(t, 2)
	r = run(t, "", "price", "--format", "ndjson", "-").want(t, 0)
	if r.stdout+r.stderr != "" {
		t.Errorf("of nothing comes %s%s", r.stdout, r.stderr)
	}
	bad := run(t, "a: b\nc: d\n", "price", "--format", "ndjson", "-").want(t, 1)
	if !strings.Contains(bad.stderr, "<stdin> is read as NDJSON") {
		t.Errorf("stderr: %s", bad.stderr)
	}
}

// TestStreamAnswers: whoever sends one line and waits gets its quote.
func TestStreamAnswers(t *testing.T) {
	in, stdin := io.Pipe()
	out, stdout := io.Pipe()
	done := make(chan int)
	go func() {
		defer stdout.Close()
		done <- cli.Run([]string{"price", "--format", "ndjson", "-"}, in, stdout, io.Discard)
	}()
	answers := bufio.NewReader(out)
	for i := range 3 {
		if _, err := io.WriteString(stdin, mu(fmt.Sprint("n", i), i+1)+"\n"); err != nil {
			t.Fatal(err)
		}
		line, err := answers.ReadString('\n')
		if err != nil || !strings.Contains(line, fmt.Sprintf(`"amount":"%d"`, 44*(i+1))) {
			t.Fatalf("%v: %s", err, line)
		}
	}
	stdin.Close()
	if code := <-done; code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// TestStreamClosed: a reader that went away ends the run without a word, even
// where more could be read.
func TestStreamClosed(t *testing.T) {
	in, stdin := io.Pipe()
	defer stdin.Close()
	go func() { _, _ = io.WriteString(stdin, mu("a", 1)+"\n") }() // and no end
	out, stdout := io.Pipe()
	out.Close()
	var stderr bytes.Buffer
	if code := cli.Run([]string{"price", "--format", "ndjson", "-"}, in, stdout, &stderr); code != 0 || stderr.Len() > 0 {
		t.Errorf("exit code %d, %s", code, stderr.String())
	}
}

// TestStreamOrder: the order is kept at any parallelism, over many batches.
func TestStreamOrder(t *testing.T) {
	const lines = 3000
	var in strings.Builder
	for i := range lines {
		in.WriteString(mu(fmt.Sprint("n", i), i+1) + "\n")
	}
	one := run(t, in.String(), "price", "--format", "ndjson", "--jobs", "1", "-").want(t, 0).stdout
	if many := run(t, in.String(), "price", "--format", "ndjson", "--jobs", "7", "-").want(t, 0).stdout; many != one {
		t.Error("the result depends on --jobs")
	}
	i := 0
	for line := range strings.Lines(one) {
		if i++; !strings.HasPrefix(line, fmt.Sprintf(`{"file":"<stdin>","line":%d,"name":"n%d",`, i, i-1)) {
			t.Fatalf("line %d is %s", i, line)
		}
	}
	if i != lines {
		t.Errorf("%d lines", i)
	}
}

// TestStreamOfAnswer: the deployments of an answer, one a line, as jq cuts them out.
// 720 x 29.704 = 21,386.88, 720 x 0.12 = 86.4, and what has stopped costs nothing.
func TestStreamOfAnswer(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(examples, "fleet.json"))
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Output struct {
			Deployments []json.RawMessage `json:"deployments"`
		} `json:"output"`
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	for _, of := range answer.Output.Deployments {
		if err := json.Compact(&lines, of); err != nil {
			t.Fatal(err)
		}
		lines.WriteByte('\n')
	}
	r := run(t, lines.String(), "price", "--region", "beijing", "--format", "ndjson", "-").want(t, 0)
	var amounts []any
	for line := range strings.Lines(r.stdout) {
		amounts = append(amounts, decode(t, "quote-line", line)["amount"])
	}
	if want := []any{"21386.88", "86.4", "0"}; !slices.Equal(amounts, want) {
		t.Errorf("amounts %v, want %v", amounts, want)
	}
}
