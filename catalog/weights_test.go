package catalog_test

import (
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/folders"
)

// changedBeijing is the edition with one change in the Beijing file.
func changedBeijing(t *testing.T, old, new string) *catalog.Catalog {
	t.Helper()
	text, _ := change(t, source(t, beijing), old, new)
	c, err := folders.Load(folder(t, map[string]string{beijing: text}), edition)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestQuotaWeights(t *testing.T) {
	r := region(t, load(t), "cn-beijing")
	glm := r.QuotaWeights("glm-5.1")
	if glm == nil || glm.Cached.String() != "0.2" || len(glm.Tiers) != 1 || glm.Tiers[0].Above != 32000 ||
		glm.Tiers[0].Input.String() != "1.33" || glm.Tiers[0].Output.String() != "1.17" || glm.Source.Updated != "2026-09-02" {
		t.Errorf("glm-5.1 is %+v", glm)
	}
	deepseek := r.QuotaWeights("deepseek-v4-pro")
	if deepseek == nil || deepseek.Cached.String() != "0.08" || len(deepseek.Tiers) != 0 {
		t.Errorf("deepseek-v4-pro is %+v", deepseek)
	}
	if w := r.QuotaWeights("deepseek-v3"); w != nil {
		t.Errorf("deepseek-v3 has factors: %+v", w)
	}
}

// Caching makes no difference where the row says nothing of it: never 0.
func TestQuotaWeightsWithoutCached(t *testing.T) {
	c := changedBeijing(t, "{code: deepseek-v4-pro, cached: 0.08}", "{code: deepseek-v4-pro}")
	if w := region(t, c, "cn-beijing").QuotaWeights("deepseek-v4-pro"); w.Cached.String() != "1" {
		t.Errorf("cached input counts %s", w.Cached)
	}
}

func TestCheckQuotaWeights(t *testing.T) {
	for _, test := range []struct{ old, new, want string }{
		{"{code: deepseek-v4-pro, cached: 0.08}", "{code: qwen3-8b, cached: 0.08}", "not offered on plan ptu"},
		{"{code: deepseek-v4-pro, cached: 0.08}", "{code: glm-5.1, cached: 0.08}", "once"},
		{"cached: 0.08", "cached: -0.08", "below zero"},
		{"{above: 32000, input: 1.33, output: 1.17}", "{above: 32000, input: -1.33, output: 1.17}", "below zero"},
	} {
		c := changedBeijing(t, test.old, test.new)
		found := false
		for _, p := range c.Check() {
			found = found || strings.Contains(p.Message, test.want) && p.Line > 0
		}
		if !found {
			t.Errorf("%s: %v, want %q", test.new, c.Check(), test.want)
		}
	}
}
