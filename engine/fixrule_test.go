package engine_test

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/shape"
)

// What a safe fix does to one value or key of a correct file; "" for nothing.
func TestSafeFixOfOneValue(t *testing.T) {
	e := newEngine(t)
	for _, test := range []struct{ is, becomes, want string }{
		{"hours_per_day: 10.25", "hours_per_day: 1,5", ""},
		{"hours_per_day: 10.25", "hours_per_day: 0,5", ""},
		{"hours_per_day: 10.25", "hours_per_day: 10,00", ""},
		{"days: 22.5", "days: 1.234,5", ""},
		{"days: 22.5", "days: 1_5", ""},
		{"days: 22.5", "days: 0,123", ""},
		{"days: 22.5", "days: 1,234.5", "days: 1234.5"},
		{"input: 120000000", "input: 120,000,000", "input: 120000000"},
		{"input: 120000000", "input: 120_000_000", "input: 120000000"},
		{"input: 120000000", "input: 1200,000,00", ""},
		{"capacity: 8", `capacity: "8"`, "capacity: 8"},
		{"rpm_limit: 500\n    tpm_limit", "rpm_limit: 500\n    pm_limit", ""},
		{"tpm_limit: 1000", "tmp_limit: 1000", ""},
		{"tpm_limit: 1000", "tpmLimit: 1000", "tpm_limit: 1000"},
		{"ptu_capacity: {input_tpm: 50000, output_tpm: 5000}", "input_tpm: 50000", ""},
		{"ptu_capacity: {input_tpm: 50000, output_tpm: 5000}", "ptu_capacity: {input_tpm: 50000}\n    output_tpm: 5000", ""},
		{"ptu_capacity: {input_tpm: 50000, output_tpm: 5000}", "capacity_ptu: {input_tpm: 50000}", ""},
		{"model_name: qwen3-32b", "model_name: glm-5.2", ""},
		{"model_name: qwen3-32b", "model: qwen3-32b", ""},
		{"plan: mu", "plan: no", ""},
		{"name: batch", "name: NO", `name: "NO"`},
		{"name: batch", "name: TRUE", `name: "TRUE"`},
	} {
		if !strings.Contains(correct, test.is) {
			t.Fatalf("the file has no %q", test.is)
		}
		text := strings.Replace(correct, test.is, test.becomes, 1)
		want := text
		if test.want != "" {
			want = strings.Replace(correct, test.is, test.want, 1)
		}
		if fixed, _ := e.Fix(engine.Input{Name: "a.yaml", Data: []byte(text)}, engine.Settings{}, false); string(fixed) != want {
			t.Errorf("%s: fixed to\n%s", test.becomes, fixed)
		}
	}
}

// A safe fix has one right answer. Of a correct file that one random slip changed,
// it gives the meaning back, or it does not change what the text means as it
// stands: never a third meaning. Meaning is what every deployment is priced from.
func TestSafeFixRestoresOrKeepsMeaning(t *testing.T) {
	e := newEngine(t)
	texts := []string{correct}
	for _, pattern := range []string{"../testdata/examples/*.yaml", "../testdata/examples/*.json"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, string(data))
		}
	}
	random := rand.New(rand.NewSource(18))
	fixed := 0
	for _, text := range texts {
		name := "a.yaml"
		if strings.HasPrefix(text, "{") {
			name = "a.json"
		}
		settings := engine.Settings{Region: "singapore"}
		meant, sound := meaning(e, name, text, settings)
		if !sound {
			continue
		}
		for range 600 {
			changed := slip(random, text)
			data, applied := e.Fix(engine.Input{Name: name, Data: []byte(changed)}, settings, false)
			if len(applied) == 0 {
				continue
			}
			fixed++
			_, changedSound := meaning(e, name, changed, settings)
			got, _ := meaning(e, name, string(data), settings)
			if got != meant && !changedSound && !stillWrong(e, name, string(data), settings) {
				t.Errorf("a slip\n%s\nbecame\n%s\nby %s\nmeaning\n%s\nand not\n%s", changed, data, applied[0].Message, got, meant)
			}
		}
	}
	if fixed < 200 {
		t.Errorf("only %d slips were fixed: the test says little", fixed)
	}
}

const correct = `version: 1
region: singapore
period: 30d
deployments:
  - name: chat
    model_name: qwen3.6-plus-2026-04-02
    plan: ptu
    ptu_capacity: {input_tpm: 50000, output_tpm: 5000}
    estimate: {payment: subscription, days: 30}
  - name: batch
    model_name: qwen3-32b
    plan: mu
    deploy_spec: MU1
    capacity: 8
    billing_method: POST_PAY
    rpm_limit: 500
    tpm_limit: 1000
    estimate:
      schedule:
        hours_per_day: 10.25
        days: 22.5
  - name: tuned
    model_name: qwen3-14b-ft-202511132025-0260
    plan: lora
    capacity: 1
    estimate:
      tokens:
        input: 120000000
        output: 30000000
        thinking_output: 5000000
`

var checker = shape.NewChecker()

// meaning writes the typed document that a text is; sound is false where it has an
// error.
func meaning(e *engine.Engine, name, text string, settings engine.Settings) (meaning string, sound bool) {
	src := document.NewSource(name, []byte(text))
	docs, _ := document.Parse(src)
	var out strings.Builder
	for _, node := range docs {
		kind, ok := shape.Of(node)
		if !ok {
			continue
		}
		_, broken := checker.Check(src, node, kind, nil)
		doc := deployment.Read(src, node, kind, broken)
		fields(&out, "", reflect.ValueOf(doc))
	}
	checked := e.Check(engine.Input{Name: name, Data: []byte(text)}, settings)
	return out.String(), diag.Count(checked.Diagnostics, diag.Error) == 0
}

// fields writes every field that is set, with its value, and no place.
func fields(out *strings.Builder, path string, v reflect.Value) {
	switch {
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			fields(out, fmt.Sprintf("%s/%d", path, i), v.Index(i))
		}
	case v.Kind() != reflect.Struct:
	case v.FieldByName("Set").IsValid():
		if v.FieldByName("Set").Bool() {
			fmt.Fprintf(out, "%s=%v\n", path, v.FieldByName("Value").Interface())
		}
	default:
		for i := range v.NumField() {
			fields(out, path+"/"+v.Type().Field(i).Name, v.Field(i))
		}
	}
}

// stillWrong reports whether an error is left, so that no amount comes of it.
func stillWrong(e *engine.Engine, name, text string, settings engine.Settings) bool {
	_, sound := meaning(e, name, text, settings)
	return !sound
}

var (
	aWord   = regexp.MustCompile(`[A-Za-z_0-9.-]{2,}`)
	aNumber = regexp.MustCompile(`[0-9]{2,}(\.[0-9]+)?`)
)

// slip changes a text in one place as people do.
func slip(random *rand.Rand, text string) string {
	pick := func(of *regexp.Regexp) (start, end int, found bool) {
		all := of.FindAllStringIndex(text, -1)
		if len(all) == 0 {
			return 0, 0, false
		}
		at := all[random.Intn(len(all))]
		return at[0], at[1], true
	}
	start, end, _ := pick(aWord)
	replace := func(by string) string { return text[:start] + by + text[end:] }
	w := text[start:end]
	at := random.Intn(len(w))
	switch random.Intn(10) {
	case 0: // a letter is missing
		return replace(w[:at] + w[at+1:])
	case 1: // a letter is twice there
		return replace(w[:at+1] + w[at:])
	case 2: // two letters are swapped
		if at+1 < len(w) {
			return replace(w[:at] + w[at+1:at+2] + w[at:at+1] + w[at+2:])
		}
	case 3: // another letter
		return replace(w[:at] + string(rune('a'+random.Intn(26))) + w[at+1:])
	case 4: // case
		return replace(strings.ToUpper(w))
	case 5: // quotes
		return replace(`"` + w + `"`)
	case 6: // dashes for underscores, or none
		return replace(strings.ReplaceAll(w, "_", []string{"-", ""}[random.Intn(2)]))
	case 7: // a line is missing
		lines := strings.SplitAfter(text, "\n")
		i := random.Intn(len(lines))
		return strings.Join(append(lines[:i:i], lines[i+1:]...), "")
	case 8: // a separator in a number
		if start, end, ok := pick(aNumber); ok {
			n := text[start:end]
			at := 1 + random.Intn(len(n)-1)
			return text[:start] + n[:at] + []string{",", "_", " "}[random.Intn(3)] + n[at:] + text[end:]
		}
	case 9: // the last three digits are separated, or the fraction begins with a comma
		if start, end, ok := pick(aNumber); ok {
			n := text[start:end]
			if strings.Contains(n, ".") {
				return text[:start] + strings.Replace(n, ".", ",", 1) + text[end:]
			}
			if len(n) > 3 && len(n) < 7 {
				return text[:start] + n[:len(n)-3] + "," + n[len(n)-3:] + text[end:]
			}
		}
	}
	return text
}
