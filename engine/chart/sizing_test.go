package chart_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/engine/chart"
	"github.com/costplan/costplan/engine/sizing"
)

// traffic is ten minutes of a Monday: nine of 8,000 input and 900 output tokens
// and one of 25,000 and 3,500.
func traffic(t *testing.T) *sizing.Load {
	t.Helper()
	text := "timestamp,input_tokens,output_tokens\n"
	for i := range 9 {
		text += fmt.Sprintf("2026-06-01T09:0%d:00Z,8000,900\n", i)
	}
	text += "2026-06-01T09:09:00Z,25000,3500\n"
	load, problems, err := sizing.Read(strings.NewReader(text), sizing.Options{Rows: sizing.Minutes})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return load
}

func sized(t *testing.T, onDemand *sizing.OnDemand, goals ...sizing.Goal) []chart.Chart {
	t.Helper()
	cat := load(t)
	region, _ := cat.Region("beijing")
	r, err := sizing.Size(sizing.Request{
		Catalog: cat, Region: region, Model: "qwen-flash-2025-07-28", Load: traffic(t), Period: period(t, "30d"),
		OnDemand: onDemand, Goals: goals, Schedule: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	charts := chart.Sizing(r)
	for _, c := range charts {
		wellFormed(t, c)
	}
	return charts
}

func ids(charts []chart.Chart) string {
	var texts []string
	for _, c := range charts {
		texts = append(texts, c.ID)
	}
	return strings.Join(texts, " ")
}

// valueAt is the value of a line of steps at x.
func valueAt(l chart.Line, x string) string {
	found := "none"
	for _, p := range l.Points {
		if p.X.Equal(number(x)) {
			found = p.Y.String()
		}
	}
	return found
}

func TestLoadByHour(t *testing.T) {
	charts := sized(t, nil, sizing.Goal{Kind: sizing.Coverage, Percent: number("90")})
	same(t, "the charts", ids(charts), "load-input coverage-input load-output coverage-output")
	c := charts[0]
	// 90 % of ten minutes are the nine of 8,000, which fit in 10,000 TPM. The mean of
	// the tenth hour is (9 x 8,000 + 25,000) / 10 = 9,700.
	same(t, "the number of lines", len(c.Lines), 3)
	same(t, "the busiest minute", valueAt(c.Lines[0], "9"), "25000")
	same(t, "the mean", valueAt(c.Lines[1], "9"), "9700")
	same(t, "the hour before", valueAt(c.Lines[0], "8"), "0")
	same(t, "the hour after", valueAt(c.Lines[0], "10"), "0")
	same(t, "the capacity", c.Lines[2].Label+" "+valueAt(c.Lines[2], "168"), "capacity of 10,000 TPM 10000")
	same(t, "the reading", c.Reading, "The busiest minute takes 25,000 input tokens, Mon 2026-06-01 09:09, against 9,700 in the mean; a capacity of 10,000 TPM covers 90% of the minutes.")
	same(t, "a tick", c.X.Ticks[1].At.String()+c.X.Ticks[1].Text, "24Tue")
	same(t, "a row", strings.Join(c.Table.Rows[9], "|"), "Mon 09:00|25,000|9,700|10,000")
}

// Without a price of overflow the capacities are checked against what they cover.
func TestCoverage(t *testing.T) {
	c := sized(t, nil, sizing.Goal{Kind: sizing.Coverage, Percent: number("90")})[1]
	same(t, "no capacity", valueAt(c.Lines[0], "0"), "90") // after the step
	same(t, "one step", pointsText(c.Lines[0]), "0,0 0,90 10000,90 10000,90 20000,90 20000,100 30000,100")
	same(t, "recommended", c.Here.Label, "recommended: 10,000 TPM")
	same(t, "the reading", c.Reading, "10,000 TPM are recommended to cover 90% of the minutes: they cover 90% of the minutes and serve 84.53% of the tokens.") // 82,000 of 97,000
	same(t, "a row", strings.Join(c.Table.Rows[1], "|"), "10,000|90%|84.53%|43.20|21.60|unknown")
}

// 30 days by the hour: a step of input is 0.06 x 720 = 43.2, by the day 0.72 x 30
// = 21.6. The window of ten minutes comes 6 x 720 times: 15,000 tokens above the
// first step at 1 USD a million cost 64.8.
func TestCapacities(t *testing.T) {
	price := decimal.NullDecimal{Decimal: number("1"), Valid: true}
	charts := sized(t, &sizing.OnDemand{Currency: "USD", Per: 1_000_000, Input: price, Output: price}, sizing.Goal{Kind: sizing.MinimiseCost})
	same(t, "the charts", ids(charts), "load-input capacity-input load-output capacity-output")
	c := charts[1]
	same(t, "the lines", len(c.Lines), 3)
	same(t, "pay-as-you-go", valueAt(c.Lines[0], "10000"), "108") // after the step to 20,000: 86.4, and 21.6 for the 5,000 tokens above
	same(t, "the subscription", valueAt(c.Lines[1], "0"), "86.4") // 21.6 + 64.8
	same(t, "overflow", valueAt(c.Lines[2], "0"), "64.8")
	same(t, "the row", strings.Join(c.Table.Rows[1], "|"), "10,000|90%|84.53%|43.20|21.60|64.80")
	same(t, "unit", c.Y.Unit, "USD")
}

// A dimension without traffic has no chart, and without a goal nothing is recommended.
func TestSizingWithoutGoal(t *testing.T) {
	charts := sized(t, nil)
	if charts[1].Here != nil {
		t.Errorf("something is recommended: %+v", charts[1].Here)
	}
	same(t, "the reading", charts[1].Reading, "30,000 TPM cover every minute of the traffic.")
}
