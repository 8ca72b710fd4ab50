package catalog_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
)

// pageFigures reads testdata/page/rates.tsv, which holds the page's figures and
// is made without the catalog: a comment, a header, one row a price cell.
func pageFigures(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("../testdata/page/rates.tsv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	if !strings.HasPrefix(lines[0], "# ") || !strings.HasPrefix(lines[1], "region\tplan\t") {
		t.Fatalf("comment or header is missing: %q, %q", lines[0], lines[1])
	}
	return lines[2:]
}

// asFigure writes a rate as a row of rates.tsv.
func asFigure(r catalog.Rate) string {
	maxInput := ""
	if r.MaxInputTokens > 0 {
		maxInput = strconv.FormatInt(r.MaxInputTokens, 10)
	}
	return strings.Join([]string{r.Region, string(r.Plan), r.Model, r.Name, r.Spec, strconv.FormatInt(r.Bundle, 10),
		string(r.Payment), string(r.Item), r.Price.String(), maxInput, r.Remark}, "\t")
}

// Every cell of the page is in the catalog as printed, in the page's order, and
// the catalog has no other.
func TestRatesAreThePage(t *testing.T) {
	page, rates := pageFigures(t), load(t).Rates()
	if len(page) != 225 || len(rates) != 225 {
		t.Errorf("the page has %d price cells, the catalog %d, want 225", len(page), len(rates))
	}
	for i := range max(len(page), len(rates)) {
		var want, got string
		if i < len(page) {
			want = page[i]
		}
		if i < len(rates) {
			got = asFigure(rates[i])
		}
		if got != want {
			t.Fatalf("cell %d:\n got %s\nwant %s", i+1, got, want)
		}
	}
}

func TestCellsByPlan(t *testing.T) {
	got := map[string]int{}
	for _, rate := range load(t).Rates() {
		got[rate.Region+" "+string(rate.Plan)]++
		if rate.Currency != "USD" {
			t.Errorf("%s: currency %q", rate.Source, rate.Currency)
		}
	}
	want := map[string]int{ // rows of the page, times cells of a row
		"ap-southeast-1 ptu": 4 * 4, "cn-beijing ptu": 11*4 + 6,
		"ap-southeast-1 mu": 10 * 2, "cn-beijing mu": 68 * 2,
		"ap-southeast-1 lora": 3,
	}
	for key, n := range want {
		if got[key] != n {
			t.Errorf("%s: %d cells, want %d", key, got[key], n)
		}
	}
	if len(got) != len(want) {
		t.Errorf("plans with prices: %v", got)
	}
}

// A source leads to the line that has the model and the figure.
func TestRateSources(t *testing.T) {
	lines := map[string][]string{}
	for _, file := range []string{singapore, beijing} {
		lines[edition+"/"+file] = strings.Split(source(t, file), "\n")
	}
	for _, rate := range load(t).Rates() {
		file, number, _ := strings.Cut(rate.Source, ":")
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 || n > len(lines[file]) {
			t.Fatalf("source %q", rate.Source)
		}
		line := lines[file][n-1]
		if !strings.Contains(line, "code: "+rate.Model+",") || !strings.Contains(line, ": "+rate.Price.String()) {
			t.Errorf("%s does not have %s of %s: %s", rate.Source, rate.Price, rate.Model, line)
		}
	}
}

func TestFamiliesAreThePage(t *testing.T) {
	c := load(t)
	for code, want := range map[string]string{
		"ap-southeast-1": "ptu:Qwen ptu:Qwen-VL ptu:DeepSeek mu:Text generation mu:Multimodal lora:",
		"cn-beijing": "ptu:Qwen ptu:DeepSeek ptu:Qwen-VL ptu:More models mu:Text generation/Qwen mu:Text generation/GLM " +
			"mu:Text generation/DeepSeek mu:Text generation/Other models mu:Multimodal/Qwen-VL mu:Multimodal/Qwen Omni",
	} {
		var got []string
		for _, o := range region(t, c, code).Offers {
			heading := string(o.Plan) + ":" + strings.TrimPrefix(o.Category+"/"+o.Family, "/")
			if o.Priced() && (len(got) == 0 || got[len(got)-1] != heading) {
				got = append(got, heading)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s:\n got %s\nwant %s", code, strings.Join(got, " "), want)
		}
	}
}
