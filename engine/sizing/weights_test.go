package sizing

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// glm are the factors of glm-5.1 on the provider's page.
func glm() *Weights {
	return &Weights{Cached: dec("0.2"), Tiers: []Tier{{Above: 32_000, Input: dec("1.33"), Output: dec("1.17")}}}
}

// The examples of the provider's page for glm-5.1.
func TestWeighedQuota(t *testing.T) {
	for _, test := range []struct {
		input, cached, output int64
		wantInput, wantOutput string
	}{
		{10_000, 0, 1_000, "10000", "1000"},
		{50_000, 0, 1_000, "55940", "1170"},      // 32K + 18K x 1.33 = 32,000 + 23,940
		{50_000, 30_000, 1_000, "31940", "1170"}, // 30K x 0.2 + 2K + 18K x 1.33 = 6,000 + 2,000 + 23,940
		{32_000, 0, 1_000, "32000", "1000"},      // not above
		{32_001, 0, 100, "32001.33", "117"},
		{50_000, 40_000, 0, "21300", "0"}, // 40K x 0.2 + 10K x 1.33
		{50_000, 50_000, 0, "10000", "0"},
	} {
		row := strings.Join([]string{"2026-06-06T12:34:01Z", strconv.FormatInt(test.input, 10), strconv.FormatInt(test.cached, 10), strconv.FormatInt(test.output, 10)}, ",")
		l := mustRead(t, "ts,input,cached,output\n"+row+"\n", Options{Weights: glm()})
		if used(l, Input) != test.wantInput || used(l, Output) != test.wantOutput {
			t.Errorf("%+v uses %s and %s", test, used(l, Input), used(l, Output))
		}
		r := Rates{InputPerRequest: decimal.NewFromInt(test.input), CachedPerRequest: decimal.NewFromInt(test.cached), OutputPerRequest: decimal.NewFromInt(test.output), Weights: glm()}
		use := r.perRequest()
		if use[Input].tokens.String() != test.wantInput || use[Output].tokens.String() != test.wantOutput {
			t.Errorf("%+v a request uses %s and %s", test, use[Input].tokens, use[Output].tokens)
		}
	}
}

// Minutes have no length of a request: only the factor of cached input applies.
func TestTiersNeedRequests(t *testing.T) {
	l := mustRead(t, "ts,input,cached,output\n2026-06-06T12:34:00Z,50000,30000,1000\n", Options{Weights: glm()})
	if l.Kind != Minutes || !l.TiersIgnored() || used(l, Input) != "26000" || used(l, Output) != "1000" {
		t.Errorf("%s use %s and %s, ignored %t", l.Kind, used(l, Input), used(l, Output), l.TiersIgnored())
	}
}

func TestWeightsRefused(t *testing.T) {
	for _, w := range []Weights{
		{Cached: dec("-0.1")}, {Cached: dec("1001")}, {Cached: dec("0.0000001")},
		{Cached: dec("1"), Tiers: []Tier{{Above: 5, Input: dec("1"), Output: dec("1")}, {Above: 5, Input: dec("1"), Output: dec("1")}}},
		{Cached: dec("1"), Tiers: []Tier{{Above: -1, Input: dec("1"), Output: dec("1")}}},
		{Cached: dec("1"), Tiers: []Tier{{Above: 5, Input: dec("1"), Output: dec("-1")}}},
	} {
		if _, _, err := Read(strings.NewReader("ts,input,output\n1780749240,1,1\n"), Options{Weights: &w}); err == nil {
			t.Errorf("%+v is taken", w)
		}
	}
}

// Integers weigh as the decimals of the calculator do, and an input in two
// halves of one tier weighs no more than in one.
func TestMeterAgreesWithDecimals(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for range 3000 {
		w := &Weights{Cached: decimal.New(rng.Int64N(1500), -3)}
		above := int64(0)
		for range rng.IntN(4) {
			above += 1 + rng.Int64N(50)
			w.Tiers = append(w.Tiers, Tier{Above: above, Input: decimal.New(rng.Int64N(300), -2), Output: decimal.New(rng.Int64N(30), -1)})
		}
		m, err := newMeter(w, true)
		if err != nil {
			t.Fatal(err)
		}
		input, output, thinking := rng.Int64N(200), rng.Int64N(200), rng.Int64N(200)
		cached := rng.Int64N(input + 1)
		got, ok := m.weigh(input, cached, output, thinking)
		r := Rates{InputPerRequest: decimal.NewFromInt(input), CachedPerRequest: decimal.NewFromInt(cached),
			OutputPerRequest: decimal.NewFromInt(output), ThinkingPerRequest: decimal.NewFromInt(thinking), Weights: w}
		for d, share := range r.perRequest() {
			if want := decimal.New(got[d], -m.places); !ok || !want.Equal(share.tokens) {
				t.Fatalf("%+v of %d/%d/%d/%d: %s, decimals say %s", w, input, cached, output, thinking, want, share.tokens)
			}
		}
	}
}
