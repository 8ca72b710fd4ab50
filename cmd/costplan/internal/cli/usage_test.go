package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/schema"
)

// TestWrongUsage: exit code 2, nothing on stdout, and what to type instead.
func TestWrongUsage(t *testing.T) {
	for _, c := range []struct {
		args string
		says []string
	}{
		{"prise x", []string{`unknown command "prise"`, "costplan price"}},
		{"frobnicate", []string{"catalog, compare, completion, "}},
		{"price", []string{"nothing to price", "costplan price ."}},
		{"lint", []string{"nothing to lint"}},
		{"price --regoin x a", []string{"unknown flag: --regoin", "--region"}},
		{"price -z a", []string{"unknown shorthand flag"}},
		{"price --format xml a", []string{"table, json, csv, markdown, focus or ndjson"}},
		{"price --format", []string{"flag needs an argument"}},
		{"price --color blue a", []string{"auto, always or never"}},
		{"price --bill-hours down a", []string{"pro-rata or up"}},
		{"price --region singapor a", []string{"ap-southeast-1", "did you mean: --region"}},
		{"price --period week a", []string{"30d"}},
		{"price --jobs 0 a", []string{"--jobs"}},
		{"price --jobs x a", []string{"--jobs"}},
		{"price --edition 2020-01-01 a", []string{"2026-06-06"}},
		{"price --as-of 2020-01-01 a", []string{"2026-06-06"}},
		{"price --as-of soon a", []string{"YYYY-MM-DD"}},
		{"price --as-of 2026-07-01 --edition 2026-06-06 a", []string{"leave one out"}},
		{"price --max-age=-1 a", []string{"--max-age", "0 or more"}},
		{"price --max-age soon a", []string{"--max-age"}},
		{"price --config x --no-config a", []string{"leave one out"}},
		{"price --config= a", []string{"--no-config"}},
		{"lint --fix --diff a", []string{"leave one out"}},
		{"lint --unsafe-fixes a", []string{"--fix or --diff"}},
		{"rules CP35", []string{"did you mean: costplan rules CP305"}},
		{"rules CP305 capacity-multipel", []string{"did you mean: costplan rules capacity-multiple"}},
		{"rules zzzzzzzzzzzz", []string{"list them with: costplan rules"}},
		{"lint --fail-on bad a", []string{"error, warning, info or never"}},
		{"schema nope", []string{"choose one of catalog, "}},
		{"schema quot", []string{"did you mean: costplan schema quote"}},
		{"schema quote lint", []string{"one schema at a time"}},
		{"catalog foo", []string{"check, diff, import, list, notes, rates or show"}},
		{"catalog shw", []string{"did you mean: costplan catalog show"}},
		{"catalog show", []string{"name one model"}},
		{"catalog show qwen3-32", []string{"did you mean: costplan catalog show qwen3-32b"}},
		{"catalog show zzzzzzzz", []string{"costplan catalog list"}},
		{"catalog show qwen3.7-max-2026-05-20 --region singapore", []string{"--region cn-beijing"}},
		{"catalog list --plan xx", []string{"any, ptu, mu, lora or cu"}},
		{"catalog list --region mars", []string{"ap-southeast-1"}},
		{"catalog check --edition 2026-06-06 x", []string{"leave out --edition"}},
		{"catalog rates x", []string{"takes no arguments"}},
		{"version x", []string{"takes no arguments"}},
		{"completion tcsh", []string{"bash, fish, powershell or zsh"}},
	} {
		r := run(t, "", strings.Fields(c.args)...)
		if r.code != 2 || r.stdout != "" || !strings.HasPrefix(r.stderr, "costplan: ") {
			t.Errorf("%s: exit code %d, stdout %q, stderr %q", c.args, r.code, r.stdout, r.stderr)
		}
		for _, want := range c.says {
			if !strings.Contains(r.stderr, want) {
				t.Errorf("%s: no %q in %q", c.args, want, r.stderr)
			}
		}
	}
}

// TestHelp: every command has a text and examples, and the examples name flags
// and commands that are there.
func TestHelp(t *testing.T) {
	for _, command := range []string{"", "price", "lint", "compare", "refund", "refund downgrade", "refund cancel", "request", "size", "catalog", "catalog list", "catalog show", "catalog rates",
		"catalog notes", "catalog check", "rules", "schema", "version", "completion"} {
		args := append(strings.Fields(command), "--help")
		r := run(t, "", args...).want(t, 0)
		if !strings.Contains(r.stdout, "Examples:") || r.stderr != "" {
			t.Errorf("%s: no examples in\n%s%s", command, r.stdout, r.stderr)
		}
		_, examples, _ := strings.Cut(r.stdout, "Examples:\n")
		examples, _, _ = strings.Cut(examples, "\n\n")
		for example := range strings.Lines(examples) {
			runnable(t, example)
		}
	}
}

// runnable checks that the command of an example exists and has its flags.
func runnable(t *testing.T, example string) {
	t.Helper()
	_, words, ok := strings.Cut(example, "costplan ")
	if !ok {
		t.Errorf("not an example: %q", example)
		return
	}
	var path []string
	for _, word := range strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune(" \n)", r) }) {
		flag, isFlag := strings.CutPrefix(word, "--")
		switch {
		case word == "|" || word == ">" || word == "<":
			return
		case isFlag && !strings.Contains(run(t, "", append(path, "--help")...).stdout, "      --"+flag+" "):
			t.Errorf("there is no --%s in %q", flag, example)
		case !isFlag && len(path) < 2:
			if run(t, "", append(path, word, "--help")...).code == 0 {
				path = append(path, word)
			}
		}
	}
	if len(path) == 0 {
		t.Errorf("no command in %q", example)
	}
}

func TestSchemaCommand(t *testing.T) {
	if r := run(t, "", "schema").want(t, 0); r.stdout != strings.Join(schema.Names(), "\n")+"\n" {
		t.Errorf("the names are %q", r.stdout)
	}
	text, err := schema.Text("quote")
	if err != nil {
		t.Fatal(err)
	}
	if r := run(t, "", "schema", "quote").want(t, 0); r.stdout != string(text) {
		t.Error("the schema is not printed byte for byte")
	}
}

func TestVersion(t *testing.T) {
	cat, err := catalog.Load("")
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"text", "json"} {
		r := run(t, "", "version", "--format", format).want(t, 0)
		if !strings.Contains(r.stdout, cat.Edition) || !strings.Contains(r.stdout, cat.Digest) {
			t.Errorf("no edition or digest in %q", r.stdout)
		}
	}
	if flag, command := ask(t, "--version").want(t, 0), ask(t, "version"); flag.stdout != command.stdout {
		t.Errorf("--version prints %q, and version %q", flag.stdout, command.stdout)
	}
}

// TestNumbersOfFlags: what is no number is said in our words, not in those of Go.
func TestNumbersOfFlags(t *testing.T) {
	for _, value := range []string{"x", "1.5", "99999999999999999999"} {
		if r := ask(t, "price --jobs "+value+" x.yaml").want(t, 2).says(t, `--jobs: "`+value+`" is not a whole number that is allowed`); strings.Contains(r.stderr, "strconv") {
			t.Error(r.stderr)
		}
	}
}

func TestCatalog(t *testing.T) {
	if r := run(t, "", "catalog", "check").want(t, 0); !strings.HasPrefix(r.stdout, "ok") || !strings.Contains(r.stdout, "225 prices (ptu 66, mu 156, lora 3)") {
		t.Errorf("check says %q", r.stdout)
	}
	rates := decode(t, "rates", run(t, "", "catalog", "rates", "--format", "json").want(t, 0).stdout)
	if n := len(rates["rates"].([]any)); n != 225 {
		t.Errorf("%d prices", n)
	}
	lora := decode(t, "rates", run(t, "", "catalog", "rates", "--format", "json", "--plan", "lora", "--region", "singapore").want(t, 0).stdout)
	if n := len(lora["rates"].([]any)); n != 3 {
		t.Errorf("%d prices on plan lora in Singapore, the page has 3", n)
	}
	golden(t, "show", run(t, "", "catalog", "show", "qwen3-32b").want(t, 0).stdout)
	golden(t, "list", run(t, "", "catalog", "list", "--region", "singapore").want(t, 0).stdout)
	tuned := run(t, "", "catalog", "show", "qwen3-14b-ft-202511132025-0260", "--region", "singapore").want(t, 0)
	if !strings.Contains(tuned.stdout, "0.00035") || !strings.Contains(tuned.stdout, "lora") {
		t.Errorf("a fine-tuned model shows %s", tuned.stdout)
	}
	if r := run(t, "", "catalog", "show", "minimax-m2.5").want(t, 0); !strings.Contains(r.stdout, "MiniMax-M2.5") {
		t.Errorf("case is not forgiven: %s", r.stdout)
	}
	if r := run(t, "", "catalog", "notes").want(t, 0); !strings.Contains(r.stdout, "CNY") {
		t.Errorf("no note on the currency: %s", r.stdout)
	}
}

// TestCatalogCheckFolder checks editions on disk: the one of the program, and a
// copy of it with a price of a unit that others do not have.
func TestCatalogCheckFolder(t *testing.T) {
	run(t, "", "catalog", "check", released).want(t, 0)
	broken := changedEdition(t, "bundle: 4, hourly: 44,", "bundle: 4, hourly: 45,")
	if r := run(t, "", "catalog", "check", broken).want(t, 3); !strings.Contains(r.stdout, "ap-southeast-1.yaml:") {
		t.Errorf("check says %q", r.stdout)
	}
	run(t, "", "catalog", "check", filepath.Join(t.TempDir(), "2027-01-01")).want(t, 3)
}

// released is the folder of an edition.
const released = "../../../../catalog/2026-06-06"

// changedEdition copies the edition with another text once in the file of
// Singapore; in place of "" that is the whole file.
func changedEdition(t *testing.T, old, new string) (folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), filepath.Base(released))
	if err := os.CopyFS(folder, os.DirFS(released)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "ap-southeast-1.yaml")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := new
	if old != "" {
		changed = strings.Replace(string(text), old, new, 1)
	}
	if changed == string(text) {
		t.Fatal("nothing changed")
	}
	if err := os.WriteFile(path, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

// TestCatalogCheckPlaces: what a schema rules out is said at its place, and once.
func TestCatalogCheckPlaces(t *testing.T) {
	for _, test := range []struct {
		name, old, new string
		want           []string
	}{
		{"key", "max_input_tokens: 128000, hourly:", "max_input_tokens: 128000, hourley:", []string{":40:100: error CP201: unknown field \"hourley\"", "did you mean hourly?"}},
		{"text for a price", "bundle: 8, hourly: 88,", "bundle: 8, hourly: abc,", []string{"error CP202: hourly takes a number, but is text"}},
		{"twice", "aliases: [singapore]", "aliases: [singapore, singapore]", []string{":6:10: error CP205: aliases has an item twice", "leave one of them out"}},
		{"pattern", "currency: USD", "currency: usd", []string{":7:11: error CP204: currency \"usd\" is not understood", "write it like USD"}},
		{"no key of one's own", "currency: USD", "currency: USD\nx-note: 1", []string{":8:1: error CP201: unknown field \"x-note\""}},
		{"empty", "", "", []string{":1:1: error CP203: the price list is empty", "begin with version: 1"}},
		{"two documents", "version: 1\n", "version: 1\n---\n", []string{"error CP202: the price list is one document, and this is a second one"}},
		{"folder of another date", "2026-06-06", "2026-06-07", []string{"ap-southeast-1.yaml:3: edition is \"2026-06-07\", the folder is \"2026-06-06\""}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := run(t, "", "catalog", "check", changedEdition(t, test.old, test.new)).want(t, 3)
			for _, want := range test.want {
				if strings.Count(r.stdout, want) != 1 {
					t.Errorf("%q is not said once:\n%s", want, r.stdout)
				}
			}
			if !strings.Contains(r.stderr, "is not sound") {
				t.Errorf("stderr is %q", r.stderr)
			}
		})
	}
}

// TestCompletion: the script is one that the shell reads, and values complete.
func TestCompletion(t *testing.T) {
	for args, want := range map[string]string{
		"price --region ":      "singapore",
		"price --format ":      "markdown",
		"lint --fail-on ":      "warning",
		"price --edition ":     "2026-06-06",
		"catalog show ":        "qwen3-32b",
		"schema ":              "quote",
		"rules ":               "CP305\t",
		"rules cap":            "capacity-multiple\t",
		"catalog list --plan ": "lora",
		"pri":                  "price",
	} {
		words := append([]string{"__complete"}, strings.Split(args, " ")...)
		if r := run(t, "", words...).want(t, 0); !strings.Contains("\n"+r.stdout, "\n"+want) {
			t.Errorf("%q does not complete to %s: %s", args, want, r.stdout)
		}
	}
	script := run(t, "", "completion", "bash").want(t, 0).stdout
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip(err)
	}
	check := exec.Command(bash, "-n")
	check.Stdin = strings.NewReader(script)
	if out, err := check.CombinedOutput(); err != nil || !strings.Contains(script, "costplan") {
		t.Errorf("%v: %s", err, out)
	}
}
