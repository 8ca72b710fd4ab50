package cli_test

import (
	"strings"
	"testing"
)

const (
	singaporeFile = "ap-southeast-1.yaml"
	row32         = "        - {code: qwen3-32b, name: Qwen3-32B, spec: MU1, bundle: 4, hourly: 44, monthly: 20916}\n"
	row32Dearer   = "        - {code: qwen3-32b, name: Qwen3-32B, spec: MU1, bundle: 4, hourly: 55, monthly: 20916}\n"
)

// TestCatalogDiff: 44 for a bundle of 4 becomes 55, 25 % more: 220 h x 8 x 44 / 4 =
// 19,360 becomes 220 h x 8 x 55 / 4 = 24,200.
func TestCatalogDiff(t *testing.T) {
	dearer := later(t, singaporeFile, row32, row32Dearer)
	tree(t, map[string]string{"8.yaml": batch("8")})
	r := run(t, "", "catalog", "diff", "2026-06-06", dearer, "--format", "json").want(t, 0)
	d := decode(t, "catalog-diff", r.stdout)
	prices := d["prices"].([]any)
	if len(prices) != 1 || d["effect"] != nil {
		t.Fatalf("%d prices, effect %v", len(prices), d["effect"])
	}
	price := prices[0].(map[string]any)
	if price["difference"] != "11" || price["percent"].(map[string]any)["value"] != "25.0" || price["change"] != "moved" {
		t.Errorf("the price is %v", price)
	}
	for limit, code := range map[string]int{"4840": 0, "4839.99": 1, "25%": 0, "24.9%": 1} {
		r := run(t, batch("8"), "catalog", "diff", "2026-06-06", dearer, "-", "--max-increase", limit, "--format", "json").want(t, code)
		effect := decode(t, "catalog-diff", r.stdout)["effect"].(map[string]any)
		if got := shapeOf(effect); got != "changed <stdin> 4840; total 4840" {
			t.Errorf("%s: %s", limit, got)
		}
	}
	// The same by the other command, the more expensive edition as the old one.
	r = run(t, "", "diff", "--old-edition", dearer, "--format", "json", "8.yaml", "8.yaml").want(t, 0)
	if got := shapeOf(decode(t, "diff", r.stdout)); got != "changed 8.yaml -4840; total -4840" {
		t.Errorf("--old-edition: %s", got)
	}
}

// TestVanishedPrice: a price that vanishes leaves the difference unknown. Nothing
// reads as a saving.
func TestVanishedPrice(t *testing.T) {
	gone := later(t, singaporeFile, row32, "")
	tree(t, map[string]string{"a.yaml": batch("8"), "b.yaml": flash("b")})
	r := run(t, "", "catalog", "diff", "2026-06-06", gone, ".", "--format", "json").want(t, 1)
	d := decode(t, "catalog-diff", r.stdout)
	for _, each := range d["prices"].([]any) {
		if price := each.(map[string]any); price["change"] != "vanished" || price["difference"] != nil || price["model"] != "qwen3-32b" {
			t.Errorf("the price is %v", price)
		}
	}
	effect := d["effect"].(map[string]any)
	if got := shapeOf(effect); got != "changed a.yaml unknown; unchanged b.yaml 0; total at_least -19360" || effect["complete"] != false {
		t.Errorf("%s, complete %v", got, effect["complete"])
	}
	table := run(t, "", "catalog", "diff", "2026-06-06", gone, "--max-increase", "1000000", ".").want(t, 1)
	for _, want := range []string{"may rise, or fall by at most 19,360.00 USD", "Limit of 1000000 exceeded", "it is not offered any more"} {
		if !strings.Contains(table.stdout, want) {
			t.Errorf("no %q in\n%s", want, table.stdout)
		}
	}
	if !strings.Contains(table.stderr, "a.yaml") {
		t.Errorf("no finding in %q", table.stderr)
	}
}

// TestCatalogDiffGolden shows what people see in a pipe.
func TestCatalogDiffGolden(t *testing.T) {
	t.Chdir(start + "/../../../../testdata/page")
	golden(t, "catalog-diff", run(t, "", "catalog", "diff", "2031-02-03", "2031-04-05").want(t, 0).stdout)
	same := run(t, "", "catalog", "diff", "2031-02-03", "./2031-02-03/").want(t, 0)
	if same.stdout != "Nothing differs between edition 2031-02-03 and edition 2031-02-03.\n" {
		t.Errorf("the same twice: %q", same.stdout)
	}
}

// TestOldEditionOverlay: prices of one's own hold on both sides. Half of 24,200 is
// 12,100, half of 19,360 is 9,680.
func TestOldEditionOverlay(t *testing.T) {
	dearer := later(t, singaporeFile, row32, row32Dearer)
	tree(t, map[string]string{"8.yaml": batch("8"), "mine.yaml": "version: 1\nsource: contract\ndiscounts: [{percent: 50}]\n"})
	r := run(t, "", "diff", "--old-edition", dearer, "--overlay", "mine.yaml", "--format", "json", "8.yaml", "8.yaml").want(t, 0)
	if got := shapeOf(decode(t, "diff", r.stdout)); got != "changed 8.yaml -2420; total -2420" {
		t.Errorf("got %s", got)
	}
	r = run(t, "", "diff", "--old-edition", dearer, "--overlay", "-", "8.yaml", "8.yaml").want(t, 2)
	if r.stdout != "" {
		t.Errorf("an overlay from standard input: %s", r.stdout)
	}
}
