package chart_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/chart"
	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/quote"
)

// deployments are written in one line each.
func quoted(t *testing.T, deployments ...string) *quote.Quote {
	t.Helper()
	text := "version: 1\nregion: singapore\ndeployments:\n"
	for _, d := range deployments {
		text += "- {" + d + "}\n"
	}
	q := engine.New(load(t)).Price([]engine.Input{{Name: "a.yaml", Data: []byte(text)}}, engine.Settings{})
	return &q
}

// batch is qwen3-32b on MU1: so many units for 10 hours at 11 a unit.
func batch(name string, capacity int) string {
	return fmt.Sprintf("name: %s, suffix: %s, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: %d, billing_method: POST_PAY, estimate: {hours: 10}", name, name, capacity)
}

// gone is a small deployment on ptu: 10 x (1.2 + 0.72) = 19.2.
const gone = "name: gone, model_name: qwen3.6-plus-2026-04-02, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}, estimate: {hours: 10}"

const own = "name: own, model_name: mine, plan: cu, capacity: 1"

// barsText writes bars as "A 0 big 1760".
func barsText(c chart.Chart) string {
	var texts []string
	for _, b := range c.Bars {
		texts = append(texts, fmt.Sprintf("%s %d %s %s", b.Group, b.Series, b.Label, b.Value))
	}
	return strings.Join(texts, "; ")
}

func TestBars(t *testing.T) {
	charts := chart.Bars(quoted(t, batch("small", 4), batch("big", 12)))
	if len(charts) != 1 {
		t.Fatalf("%d charts", len(charts))
	}
	c := charts[0]
	wellFormed(t, c)
	// 4 x 11 x 10 = 440 and 12 x 11 x 10 = 1,320, which is 75 % of 1,760.
	same(t, "the bars", barsText(c), "total 0 big 1320; total 1 small 440")
	same(t, "the text", c.Bars[0].Text, "1,320.00 USD")
	same(t, "the end", c.Y.Max.String(), "1760")
	same(t, "the reading", c.Reading, "big makes up 75% of the total of 1,760.00 USD.")
	same(t, "the table", fmt.Sprint(c.Table.Rows), "[[big 1,320.00] [small 440.00] [total 1,760.00]]")
	same(t, "the CSV", c.Table.CSV, "deployment,amount (USD)\nbig,1320\nsmall,440\ntotal,1760\n")
}

// TestBarsOfNothing: a fleet of nothing has a total, and no chart.
func TestBarsOfNothing(t *testing.T) {
	q := quote.Quote{Totals: []quote.Total{{Amount: money.Amount{Currency: "USD"}}}}
	if charts := chart.Bars(&q); len(charts) != 0 {
		t.Errorf("charts %v", charts)
	}
}

// What has no amount is in no bar, and the total is a lower bound.
func TestBarsUnpriced(t *testing.T) {
	c := chart.Bars(quoted(t, own, batch("small", 4)))[0]
	wellFormed(t, c)
	same(t, "the bars", barsText(c), "total 0 small 440")
	same(t, "the reading", c.Reading, "small is all of the total: at least 440.00 USD.")
	same(t, "the note", strings.Join(c.Notes, "|"), "Not in the bar: own (no price).")
	same(t, "the table", fmt.Sprint(c.Table.Rows), "[[small 440.00] [own no price] [total, without what has no amount at least 440.00]]")

	none := chart.Bars(quoted(t, own))[0]
	wellFormed(t, none)
	same(t, "nothing", len(none.Bars), 0)
	same(t, "its reading", none.Reading, "None in USD: no deployment has an amount.")
	same(t, "its table", fmt.Sprint(none.Table.Rows), "[[own no price] [total, without what has no amount none]]")
}

// Ten deployments are the seven largest, and three others.
func TestBarsOfMany(t *testing.T) {
	var all []string
	for i := range 10 {
		all = append(all, batch(fmt.Sprintf("d%d", i), 4*(i+1)))
	}
	c := chart.Bars(quoted(t, all...))[0]
	wellFormed(t, c)
	same(t, "the number of parts", len(c.Bars), chart.MaxLines)
	last := c.Bars[chart.MaxLines-1] // 4 + 8 + 12 units x 11 x 10
	same(t, "the rest", last.Label+" "+last.Value.String(), "3 others 2640")
	same(t, "the rows", len(c.Table.Rows), 11)
	same(t, "the end", c.Y.Max.String(), "24200") // 220 units
}

// Every currency has a chart of its own.
func TestBarsOfTwoCurrencies(t *testing.T) {
	known := func(name, value, currency string) quote.Deployment {
		amount := money.Amount{Value: number(value), Currency: currency}
		return quote.Deployment{Name: name, Fee: quote.Fee{Known: true, Amount: amount, List: amount}}
	}
	q := quoted(t, own)
	q.Deployments = []quote.Deployment{known("a", "1", "USD"), known("b", "7", "CNY"), {Name: "lost", Fee: quote.Fee{Reason: "the region is not known"}}}
	q.Totals = quote.Totals(q.Deployments, 0)
	charts := chart.Bars(q)
	same(t, "the number of charts", len(charts), 2)
	same(t, "the first", charts[0].ID+": "+barsText(charts[0]), "deployments-cny: total 0 b 7")
	same(t, "the second", charts[1].ID+": "+barsText(charts[1]), "deployments-usd: total 0 a 1")
	same(t, "what is in neither", charts[0].Notes[0]+charts[1].Notes[0], "Not in the bar: lost (error).Not in the bar: lost (error).")
}

func TestScenarios(t *testing.T) {
	d := diff.Quotes(
		diff.Side{Quote: quoted(t, batch("kept", 8), gone)},
		diff.Side{Quote: quoted(t, batch("kept", 16), batch("new", 12), own)},
	)
	charts := chart.Scenarios(&d)
	same(t, "the number of charts", len(charts), 1)
	c := charts[0]
	wellFormed(t, c)
	// A: 880 + 19.2; B: 1,760 + 1,320. What is kept is the same series in both.
	same(t, "the bars", barsText(c), "A 0 kept 880; A 2 gone 19.2; B 0 kept 1760; B 1 new 1320")
	same(t, "the end", c.Y.Max.String(), "3080")
	same(t, "the table", fmt.Sprint(c.Table.Rows), "[[kept 880.00 1,760.00] [new  1,320.00] [gone 19.20 ] [own  no price] [total, without what has no amount 899.20 at least 3,080.00]]")
	if !strings.HasPrefix(c.Reading, "The cost for 30d rises by at least 2,180.80 USD") {
		t.Errorf("it reads %q", c.Reading)
	}
	same(t, "the note", strings.Join(c.Notes, "|"), "Not in the bar of B: own (no price).")
}

// A name that a spreadsheet would run is harmless in the CSV.
func TestTableOfHostileNames(t *testing.T) {
	c := chart.Bars(quoted(t, batch("'=1+1'", 4)))[0]
	if !strings.Contains(c.Table.CSV, "\n'=1+1,440\n") {
		t.Errorf("the CSV is %q", c.Table.CSV)
	}
	same(t, "the label", c.Bars[0].Label, "=1+1")
}

// TestBarsAddUp: the parts of a bar are the total.
func TestBarsAddUp(t *testing.T) {
	for n := 1; n < 20; n++ {
		var all []string
		for i := range n {
			all = append(all, batch(fmt.Sprintf("d%d", i), 4*(1+(i*7)%11)))
		}
		q := quoted(t, all...)
		sum := decimal.Decimal{}
		c := chart.Bars(q)[0]
		for _, b := range c.Bars {
			sum = sum.Add(b.Value)
		}
		if !sum.Equal(q.Totals[0].Amount.Value) || !c.Y.Max.Equal(sum) || len(c.Bars) > chart.MaxLines {
			t.Errorf("%d deployments add up to %s in %d parts, want %s", n, sum, len(c.Bars), q.Totals[0].Amount.Value)
		}
	}
}
