package compare_test

import (
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/deployment"
)

// "Cheapest" is said within one plan and specification only. By the page, 100 hours
// of qwen3-32b: MU6 x 4 in Beijing 13.752 USD an hour, MU1 x 4 there 29.704, MU2 x 8
// in Singapore 112.
func TestCheapestWithinOneSpec(t *testing.T) {
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	period, err := deployment.ParsePeriod("30d")
	if err != nil {
		t.Fatal(err)
	}
	hours := dec("100")
	c := compare.Compare(cat, compare.Need{Model: "qwen3-32b", Hours: &hours, Period: period, Plans: []catalog.Plan{catalog.MU}})
	want := []string{
		"within mu MU6, mu MU6 x 4 pay-as-you-go in China (Beijing) is the cheapest for 100 hours: 1,375.20 USD",
		"within mu MU1, mu MU1 x 4 pay-as-you-go in China (Beijing) is the cheapest for 100 hours: 2,970.40 USD",
		"within mu MU2, mu MU2 x 8 pay-as-you-go in Singapore is the cheapest for 100 hours: 11,200.00 USD",
		"mu MU6 costs least of these; throughput per model unit is not published, so load-test it before you choose between them",
	}
	for i, sentence := range want {
		if len(c.Summary) <= i || c.Summary[i] != sentence {
			t.Errorf("sentence %d of %q, want %q", i, c.Summary, sentence)
		}
	}
	// A price for a compressed model is marked where it is named.
	for _, region := range cat.Regions {
		for _, offer := range region.Offers {
			if offer.Plan != catalog.PTU || offer.Remark == "" {
				continue
			}
			c := compare.Compare(cat, compare.Need{Model: offer.Model, Throughput: &compare.Throughput{Input: dec("10000"), Output: dec("1000")}, Period: period, Plans: []catalog.Plan{catalog.PTU}, Regions: []string{region.Code}})
			if !strings.Contains(strings.Join(c.Summary, " "), "("+offer.Remark+")") {
				t.Errorf("%s in %s: %q does not say %s", offer.Model, region.Code, c.Summary, offer.Remark)
			}
		}
	}
}
