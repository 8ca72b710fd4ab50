package chart_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

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
	// The window is a part of one hour, so the axis is of time and has that hour.
	same(t, "the busiest minute", pointsText(c.Lines[0]), "0,25000 1,25000")
	same(t, "the mean", pointsText(c.Lines[1]), "0,9700 1,9700")
	same(t, "the capacity", c.Lines[2].Label+" "+pointsText(c.Lines[2]), "capacity of 10,000 TPM 0,10000 1,10000")
	same(t, "the reading", c.Reading, "The busiest minute takes 25,000 input tokens, Mon 2026-06-01 09:09, against 9,700 in the mean; a capacity of 10,000 TPM covers 90% of the minutes.")
	same(t, "the title", c.Title, "Load of input tokens by time, qwen-flash-2025-07-28")
	same(t, "a tick", c.X.Ticks[0].At.String()+" "+c.X.Ticks[0].Text, "0 09:00")
	same(t, "the rows", fmt.Sprint(c.Table.Rows), "[[Mon 2026-06-01 09:00 25,000 9,700 10,000]]")
}

// loadOf is the chart of the input tokens of rows of one token, at hours from Monday
// 2026-06-01 00:00 in Beijing.
func loadOf(t *testing.T, hours ...int) chart.Chart {
	t.Helper()
	zone := time.FixedZone("", 8*60*60)
	text := "timestamp,input_tokens,output_tokens\n"
	for _, h := range hours {
		text += time.Date(2026, 6, 1, h, 0, 0, 0, zone).Format(time.RFC3339) + ",60,0\n"
	}
	traffic, problems, err := sizing.Read(strings.NewReader(text), sizing.Options{Rows: sizing.Minutes, Zone: zone})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	cat := load(t)
	region, _ := cat.Region("beijing")
	r, err := sizing.Size(sizing.Request{Catalog: cat, Region: region, Model: "qwen-flash-2025-07-28", Load: traffic, Period: period(t, "30d")})
	if err != nil {
		t.Fatal(err)
	}
	c := chart.Sizing(r)[0]
	wellFormed(t, c)
	return c
}

// A day or more without any row was not measured: nothing is drawn there, and the
// table says so. Less is time without traffic.
func TestLoadWithoutData(t *testing.T) {
	// Rows at the full hours 0 to 23, 47 and 48. After 23:00 on Monday 23 hours and 59
	// minutes have no row, which is less than a day.
	var day []int
	for h := range 24 {
		day = append(day, h)
	}
	c := loadOf(t, append(day, 47, 48)...)
	same(t, "stretches without data", len(c.Gaps), 0)
	same(t, "without traffic", valueAt(c.Lines[0], "30"), "0")
	// An hour later it is 24 hours and 59 minutes: the rest of 23:00 has no data, and
	// its first minute has.
	c = loadOf(t, append(day, 48, 49)...)
	same(t, "stretches without data", len(c.Gaps), 1)
	same(t, "the stretch", c.Gaps[0].From.String()+" to "+c.Gaps[0].To.String(), "24 to 48")
	same(t, "no value", valueAt(c.Lines[0], "30"), "none")
	same(t, "the breaks", fmt.Sprint(c.Lines[0].Breaks, c.Lines[1].Breaks), "[47] [47]")
	same(t, "the mean of the first minute of 23:00 alone", c.Table.Rows[23][2], "60")
	same(t, "a row", strings.Join(c.Table.Rows[30], "|"), "Tue 2026-06-02 06:00|no data|no data")
	same(t, "the note", c.Notes[1], "1,499 minutes are in stretches of a day or more without any row: they are left out here, and count as without traffic for the capacity.")
}

// Less than a week has an axis of time: days, and hours within two days.
func TestLoadOfDays(t *testing.T) {
	ticks := func(c chart.Chart) string {
		var texts []string
		for _, tick := range c.X.Ticks {
			texts = append(texts, tick.At.String()+" "+tick.Text)
		}
		return strings.Join(texts, ", ")
	}
	// From 10:00 to 10:01 of the next day are 25 hours, in steps of 3.
	c := loadOf(t, 10, 22, 34)
	same(t, "the ticks", ticks(c), "2 12:00, 5 15:00, 8 18:00, 11 21:00, 14 Tue 2 Jun, 17 03:00, 20 06:00, 23 09:00")
	same(t, "the end", c.X.Max.String(), "25")
	c = loadOf(t, 10, 30, 50, 70)
	same(t, "the ticks of days", ticks(c), "14 Tue 2 Jun, 38 Wed 3 Jun")
	// A whole week goes by its hours.
	c = loadOf(t, 0, 20, 40, 60, 80, 100, 120, 140, 160, 167)
	same(t, "a week", c.X.Max.String()+" "+c.X.Ticks[1].Text+" "+c.Table.Rows[9][0], "168 Tue Mon 09:00")
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
