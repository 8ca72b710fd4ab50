package cli_test

import (
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// plus is the model of most of these tests: in Singapore 1.2 and 0.72 an hour, 14.4
// and 8.64 a day; in Beijing 0.67 and 0.397, 7.93 and 4.753.
const plus = "qwen3.6-plus-2026-04-02"

// ask runs a command whose words are separated by spaces.
func ask(t *testing.T, command string, more ...string) result {
	t.Helper()
	return run(t, "", append(strings.Fields(command), more...)...)
}

// says checks that texts are in what a run wrote.
func (r result) says(t *testing.T, texts ...string) result {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(r.stdout+r.stderr, text) {
			t.Errorf("no %q in\n%s%s", text, r.stdout, r.stderr)
		}
	}
	return r
}

// texts reads an SVG as XML and returns what is written in it, and its paths.
func texts(t *testing.T, path string) (written, paths []string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	decoder := xml.NewDecoder(strings.NewReader(string(data)))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return written, paths
		}
		if err != nil {
			t.Fatalf("%v in %s", err, data)
		}
		switch token := token.(type) {
		case xml.CharData:
			if text := strings.TrimSpace(string(token)); text != "" {
				written = append(written, text)
			}
		case xml.StartElement:
			for _, a := range token.Attr {
				if token.Name.Local == "path" && a.Name.Local == "d" {
					paths = append(paths, a.Value)
				}
			}
		}
	}
}

// TestNoOverwriting: a file that is there is left as it is without --force, and so
// is anything but an SVG.
func TestNoOverwriting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plot.svg")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	command := "compare --model " + plus + " --input-tpm 50k --output-tpm 5k --plot " + path
	if r := ask(t, command).want(t, 2).says(t, "--force"); r.stdout != "" {
		t.Errorf("it answers nevertheless: %s", r.stdout)
	}
	if data, _ := os.ReadFile(path); string(data) != "mine" {
		t.Errorf("the file now is %q", data)
	}
	ask(t, command+" --force").want(t, 0)
	if written, _ := texts(t, path); len(written) == 0 {
		t.Error("nothing was drawn")
	}
	ask(t, "compare --model "+plus+" --plot p.png").want(t, 2).says(t, ".svg")
	ask(t, "compare --model "+plus+" --plot - --format json").want(t, 2).says(t, "--plot -")
	ask(t, "compare --model "+plus+" --plot p.svg --plot-size 10x10").want(t, 2).says(t, "960x540")
	ask(t, "compare --model "+plus+" --input-tpm 50k --output-tpm 5k --plot "+filepath.Join(path, "below.svg")).want(t, 3).says(t, "cannot write")
}

// TestQuantities: digits, k and M, and nothing that could mean two things.
func TestQuantities(t *testing.T) {
	want := ask(t, "compare --model "+plus+" --format csv --input-tpm 50000 --output-tpm 5000").want(t, 0).stdout
	for _, same := range []string{"50k 5k", "0.05M 0.005M", "50K 5000.0"} {
		input, output, _ := strings.Cut(same, " ")
		if got := ask(t, "compare --model "+plus+" --format csv --input-tpm "+input+" --output-tpm "+output).want(t, 0).stdout; got != want {
			t.Errorf("%s: %s", same, got)
		}
	}
	for _, bad := range []string{"50m", "50_000", "50,000", "5e4", "-5", "0x10", "k", "", "5G", "1kk"} {
		ask(t, "compare --model "+plus, "--input-tpm="+bad).want(t, 2).says(t, "--input-tpm")
	}
}

// TestPlanningCompletion: models, regions and plans complete, several after commas too.
func TestPlanningCompletion(t *testing.T) {
	for args, want := range map[string]string{
		"compare --model ":           plus,
		"compare --base-model ":      "qwen3-14b",
		"compare --regions ":         "beijing",
		"compare --regions beijing,": "beijing,singapore",
		"compare --plans ":           "mu",
		"compare --plot-size ":       "960x540",
		"refund ":                    "downgrade",
		"refund cancel --model ":     "qwen3-32b",
		"refund downgrade --region ": "singapore",
		"size --model ":              plus,
		"size --region ":             "cn-beijing",
		"size --minimise ":           "cost",
		"size --rows ":               "minutes",
		"size --coverage ":           "99.9%",
	} {
		words := append([]string{"__complete"}, strings.Split(args, " ")...)
		if r := run(t, "", words...).want(t, 0); !strings.Contains("\n"+r.stdout, "\n"+want) {
			t.Errorf("%q does not complete to %s: %s", args, want, r.stdout)
		}
	}
}
