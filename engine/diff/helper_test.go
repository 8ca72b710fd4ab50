package diff_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/folders"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diff"
)

const (
	edition   = "2026-06-06"
	later     = "2026-07-01"
	singapore = "ap-southeast-1.yaml"
	beijing   = "cn-beijing.yaml"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func load(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(edition)
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

// replacement replaces text of a region's file, at every place; it has to be there.
type replacement struct{ file, old, new string }

// edited is the edition with replacements, as a later edition.
func edited(t testing.TB, replacements ...replacement) *catalog.Catalog {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, file := range []string{singapore, beijing} {
		data, err := os.ReadFile("../../catalog/" + edition + "/" + file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(data), `"`+edition+`"`, `"`+later+`"`)
		for _, r := range replacements {
			if r.file != file {
				continue
			}
			if !strings.Contains(text, r.old) {
				t.Fatalf("%q is not in %s", r.old, file)
			}
			text = strings.ReplaceAll(text, r.old, r.new)
		}
		fsys[later+"/"+file] = &fstest.MapFile{Data: []byte(text)}
	}
	cat, err := folders.Load(fsys, later)
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

type files map[string]string

// side prices files as a caller of the engine does.
func side(t testing.TB, cat *catalog.Catalog, texts files) diff.Side {
	t.Helper()
	e := engine.New(cat)
	var settings engine.Settings
	var checked []*engine.Checked
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		checked = append(checked, e.Check(engine.Input{Name: name, Data: []byte(texts[name])}, settings))
	}
	q := e.Quote(checked, settings)
	s := diff.Side{Quote: &q, Suffixes: []string{}, Periods: []deployment.Period{}}
	for _, file := range checked {
		if file.Unread {
			s.Unread = append(s.Unread, file.Name)
		}
		for i := range file.Deployments {
			s.Suffixes = append(s.Suffixes, file.Deployments[i].Suffix.Value)
			s.Periods = append(s.Periods, file.Deployments[i].Period)
		}
	}
	return s
}

// list is a file with deployments.
func list(deployments ...string) string {
	return "region: singapore\ndeployments:\n  - " + strings.Join(deployments, "\n  - ") + "\n"
}

// Deployments of the tests, with their fees for 30 days.
const (
	// 220 h x 8 x 44 / 4 = 19,360
	batch = "{name: batch, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 8, billing_method: POST_PAY, estimate: {hours: 220}}"
	// 220 h x 16 x 44 / 4 = 38,720
	batch16 = "{name: batch, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 16, billing_method: POST_PAY, estimate: {hours: 220}}"
	// 720 h x (10,000 x 1.2 / 10,000 + 1,000 x 0.72 / 1,000) = 720 x 1.92 = 1,382.4
	chat = "{name: chat, model_name: qwen3.6-plus-2026-04-02, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}}"
	// In Beijing: 720 h x (0.67 + 0.397) = 720 x 1.067 = 768.24
	chatBeijing = "{name: chat, region: beijing, model_name: qwen3.6-plus-2026-04-02, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}}"
	// (120,000,000 x 0.00035) / 1,000 = 42
	tuned = "{name: tuned, model_name: qwen3-14b-ft-1, plan: lora, capacity: 1, estimate: {tokens: {input: 120000000, output: 0}}}"
	// No price.
	legacy = "{name: legacy, model_name: mine, plan: cu, capacity: 1}"
	// An error: 6 is not a multiple of 4.
	broken = "{name: broken, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 6, billing_method: POST_PAY}"
)

// find returns the change of the deployment of a name.
func find(t testing.TB, d *diff.Diff, name string) *diff.Change {
	t.Helper()
	for i := range d.Deployments {
		if d.Deployments[i].Either().Name == name {
			return &d.Deployments[i]
		}
	}
	t.Fatalf("no deployment %q", name)
	return nil
}

// text writes a difference, or "unknown".
func text(d *decimal.Decimal) string {
	if d == nil {
		return "unknown"
	}
	return d.String()
}

func percentText(p *diff.Percent) string {
	if p == nil {
		return "n/a"
	}
	rounded, _ := p.Rounded()
	return rounded.StringFixed(1)
}

// total writes the difference of the total of a currency, or its bound.
func total(t testing.TB, d *diff.Diff, currency string) string {
	t.Helper()
	for _, of := range d.Totals {
		if of.Currency != currency {
			continue
		}
		if of.Bound != nil {
			return string(of.Bound.Direction) + " " + of.Bound.Value.String()
		}
		return text(of.Difference)
	}
	return "none"
}

// fieldsText writes the fields of a change: "capacity 8>16".
func fieldsText(c *diff.Change) string {
	or := func(s *string) string {
		if s == nil {
			return "-"
		}
		return *s
	}
	var all []string
	for _, f := range c.Fields {
		all = append(all, f.Name+" "+or(f.Before)+">"+or(f.After))
	}
	return strings.Join(all, ", ")
}
