package mutate

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// Outcome is what a front end says of one file.
type Outcome struct {
	Totals   string   // the amounts, with their currencies
	Complete bool     // whether they claim to be the whole
	Findings []string // the errors and warnings, a code with its message each
}

// Check leaves out, misspells and mistypes every field of every example and
// golden case under a testdata folder, one at a time, and prices the result. What
// comes of it is a new error or warning, a total that is not complete, or the
// total of before: a wrong file never gets another complete total in silence.
// Every field is left out; of its other mutants every nth is tried.
func Check(t *testing.T, testdata string, every int, price func(t *testing.T, text []byte) Outcome) {
	for _, file := range files(t, testdata) {
		t.Run(file.Name, func(t *testing.T) {
			t.Parallel()
			before := price(t, file.Data)
			for i, m := range Of(file.Data) {
				if i%every > 0 && m.What != leftOut {
					continue
				}
				after := price(t, m.Text)
				if after.Totals == "" && len(after.Findings) > 0 {
					continue // no amount at all, and a finding that says why, if not a new one
				}
				if after.Complete && after.Totals != before.Totals && !news(before, after) && !documented(m) {
					t.Errorf("%s %s: %q is said to be complete, was %q, and there is no finding in\n%s",
						m.Path, m.What, after.Totals, before.Totals, m.Text)
				}
			}
		})
	}
}

// files returns the examples and the inputs of the golden cases.
func files(t *testing.T, testdata string) (all []txtar.File) {
	t.Helper()
	examples, _ := filepath.Glob(filepath.Join(testdata, "examples", "*"))
	for _, name := range examples {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, txtar.File{Name: filepath.Base(name), Data: data})
	}
	cases, _ := filepath.Glob(filepath.Join(testdata, "golden", "*.txtar"))
	if len(examples) == 0 || len(cases) == 0 {
		t.Fatalf("no examples or no golden cases under %s", testdata)
	}
	for _, name := range cases {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range archive.Files {
			if !strings.HasPrefix(file.Name, "want/") {
				all = append(all, txtar.File{Name: filepath.Base(name) + "/" + file.Name, Data: file.Data})
			}
		}
	}
	return all
}

// news reports whether there is a finding that was not there before.
func news(before, after Outcome) bool {
	known := slices.Clone(before.Findings)
	for _, finding := range after.Findings {
		i := slices.Index(known, finding)
		if i < 0 {
			return true
		}
		known = slices.Delete(known, i, i+1)
	}
	return false
}

// optional are the fields that have a default which the file format documents
// and every row shows: how long a deployment runs, how it is paid, which period
// the total covers; and thinking output, which not every call has.
var optional = regexp.MustCompile(`(^|/)(period|estimate(/(hours|schedule|payment|days|months|cancel_after_days))?|(ptu_capacity|tokens)/thinking_output(_tpm)?)$`)

// documented reports whether a mutant is another right file: it leaves out what
// has a documented default or what a merge key brings in as well, or writes a
// number with a unit.
func documented(m Mutant) bool {
	switch m.What {
	case leftOut:
		return optional.MatchString(m.Path) || strings.Contains(string(m.Text), "<<:")
	case "an empty mapping":
		return strings.HasSuffix(m.Path, "/estimate")
	case "with k", "with M":
		return strings.Contains(m.Path, "/estimate/") // fields of ours take units
	case "an empty list":
		return m.Path == "/output/deployments" // a fleet of nothing
	}
	return false
}
