package chart_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/engine/chart"
	"github.com/costplan/costplan/engine/compare"
)

func TestTokens(t *testing.T) {
	cat := load(t)
	c := compare.Compare(cat, tuned(t))
	drawn, ok := chart.Tokens(&c)
	if !ok {
		t.Fatal("nothing is drawn")
	}
	wellFormed(t, drawn)
	// MU1 x 4 costs 20,916 a month: 20,916 / 0.00000056 = 37,350,000,000 tokens. By the
	// hour 44 x 720 = 31,680: / 0.00000056 = 56,571,428,571.43 tokens. The axis ends
	// 15 % beyond, at 65,057,142,858, which is 66 billion in two digits.
	same(t, "the number of lines", len(drawn.Lines), 3)
	same(t, "tokens", pointsText(drawn.Lines[0]), "0,0 66000000000,36960")
	same(t, "the subscription", pointsText(drawn.Lines[1]), "0,20916 66000000000,20916")
	same(t, "pay-as-you-go", pointsText(drawn.Lines[2]), "0,31680 66000000000,31680")
	same(t, "the first mark", drawn.Marks[0].X.String()+","+drawn.Marks[0].Y.String(), "37350000000,20916")
	same(t, "its label", drawn.Marks[0].Label, "from 37,350,000,001 tokens on, 20,916.00 USD")
	same(t, "its short label", drawn.Marks[0].Short, "about 37.35B tokens")
	same(t, "the second mark", drawn.Marks[1].X.String(), "56571428571.4285714286")
	same(t, "the axis", drawn.X.Label, "tokens in the period (30d), input:output as 4:1")
	same(t, "the reading", drawn.Reading, "Up to 37,350,000,000 tokens in the period nothing is cheaper than paying by the token; above, mu MU1 x 4 subscription in Singapore is.")
	same(t, "you are here", drawn.Here.Label, "you are here: 150,000,000 tokens")
	same(t, "what it costs", drawn.Here.Y.String(), "84") // 150,000 x 0.00056
	same(t, "the first row", strings.Join(drawn.Table.Rows[0], "|"), "150,000,000|84.00|20,916.00|31,680.00|you are here")
	same(t, "a row in between", strings.Join(drawn.Table.Rows[10], "|"), "56,571,428,571.43|31,680.00|20,916.00|31,680.00|mu MU1 x 4 pay-as-you-go in Singapore costs the same")
}

// A model that is not fine-tuned is never billed by the token.
func TestTokensOfAFoundation(t *testing.T) {
	c := compare.Compare(load(t), chat(t, "220"))
	if drawn, ok := chart.Tokens(&c); ok {
		t.Errorf("it draws %+v", drawn)
	}
}

// TestTokensAgree: each mark lies on both of its lines, and the tokens of the need
// cost what the comparison says, at any mix.
func TestTokensAgree(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	tokens := func(most int64) decimal.Decimal { return decimal.NewFromInt(rng.Int64N(most)) }
	for range 50 {
		need, hours := tuned(t), decimal.New(1+rng.Int64N(720_000), -3)
		need.Tokens = &compare.Tokens{Input: tokens(1e9), Output: tokens(1e9), Thinking: tokens(1e9)}
		need.Hours, need.MUBundles = &hours, 1+rng.Int64N(3)
		c := compare.Compare(load(t), need)
		d, ok := chart.Tokens(&c)
		if !ok {
			t.Fatalf("nothing is drawn of %+v", need.Tokens)
		}
		wellFormed(t, d)
		lines := map[string]chart.Line{}
		for _, l := range d.Lines {
			lines[l.ID] = l
		}
		if len(d.Marks) != len(d.Lines)-1 {
			t.Errorf("%d marks on %d lines", len(d.Marks), len(d.Lines))
		}
		for _, m := range d.Marks {
			for _, id := range m.Lines {
				if y := at(lines[id], m.X.Rat()); !within(y, m.Y.Rat()) {
					t.Errorf("%s: at %s it is %s, the mark at %s", id, m.X, y.FloatString(10), m.Y)
				}
			}
		}
		o, _ := c.Option(d.Lines[0].ID)
		if !within(d.Here.Y.Rat(), o.Fee.Amount.Value.Rat()) {
			t.Errorf("%s here, the comparison says %s", d.Here.Y, o.Fee.Amount.Value)
		}
		if d.Here.X.GreaterThan(d.X.Max) {
			t.Errorf("the need's %s tokens are beyond the axis", d.Here.X)
		}
	}
}
