package chart_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/chart"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/deployment"
)

func TestHours(t *testing.T) {
	_, c := hoursOf(t, chat(t, "220"))
	wellFormed(t, c)
	same(t, "the number of lines", len(c.Lines), 2)
	// By the hour 9.6 x 720 = 6,912; by the day 115.2 x 30 = 3,456. 3,456 / 9.6 = 360
	// hours, which are 12 a day. 220 hours cost 2,112, so pay-as-you-go comes first.
	same(t, "pay-as-you-go", pointsText(c.Lines[0]), "0,0 720,6912")
	same(t, "the subscription", pointsText(c.Lines[1]), "0,3456 720,3456")
	same(t, "the id", c.Lines[1].ID, "ap-southeast-1/ptu/subscription")
	same(t, "the label", c.Lines[1].Label, "ptu subscription in Singapore")
	same(t, "the short label", c.Lines[1].Short, "subscription")
	same(t, "the end of x", c.X.Max.String(), "720")
	same(t, "the end of y", c.Y.Max.String(), "6912")
	same(t, "the axis", c.X.Label, "billed hours a day, on each of 30 days")
	same(t, "the second tick", c.X.Ticks[1].At.String()+" "+c.X.Ticks[1].Text, "60 2")
	same(t, "the series of Singapore, the first region", c.Lines[1].Series, 0)
	same(t, "the payment", c.Lines[1].Payment, "subscription")
	same(t, "the reading", c.Reading, "A subscription is cheaper from 12 hours a day.")
	same(t, "the number of marks", len(c.Marks), 1)
	same(t, "the mark", c.Marks[0].X.String()+","+c.Marks[0].Y.String(), "360,3456")
	same(t, "its label", c.Marks[0].Label, "12 hours a day (360 of 720 hours, 3,456.00 USD)")
	same(t, "its short label", c.Marks[0].Short, "12 hours a day")
	same(t, "you are here", c.Here.X.String()+" "+c.Here.Label, "220 you are here: 220 hours")
	if c.Here.Y != nil {
		t.Errorf("there is no choice of today, and it costs %s", c.Here.Y)
	}
	// A row for each of 0 to 24 hours a day, and 220 / 30 = 7.33 before the eighth.
	same(t, "the row at the break-even", strings.Join(c.Table.Rows[13], "|"), "12|360|3,456.00|3,456.00|break-even")
	same(t, "the row of the need", strings.Join(c.Table.Rows[8], "|"), "7.33|220|2,112.00|3,456.00|you are here")
	same(t, "where it stands", c.Table.At[8].String(), "220")
	same(t, "the lines of the columns", strings.Join(c.Table.Lines, "|"), "||ap-southeast-1/ptu/pay_as_you_go|ap-southeast-1/ptu/subscription|")
	if !strings.Contains(c.Table.CSV, "\n7.3333333333,220,2112,3456,you are here\n") {
		t.Errorf("the CSV is\n%s", c.Table.CSV)
	}
}

// Today's choice is drawn whatever there is beside it, and is what is read.
func TestHoursOfToday(t *testing.T) {
	region, _ := load(t).Region("singapore")
	today := deployment.Terms{
		Region: region, Plan: catalog.PTU, Payment: catalog.PayAsYouGo, Model: "qwen3.6-plus-2026-04-02",
		InputTPM: number("50000"), OutputTPM: number("5000"), Hours: number("220"),
	}
	_, c := hoursOf(t, compare.NeedOf(today, period(t, "30d")))
	wellFormed(t, c)
	// Beijing: 5 x 0.67 + 5 x 0.397 = 5.335 an hour, which is less than 9.6.
	same(t, "the reading", c.Reading, "For ptu in Singapore, a subscription is cheaper from 12 hours a day; for 220 hours, ptu pay-as-you-go in China (Beijing) costs least; throughput per model unit is not published, so load-test it.")
	same(t, "the line of today", c.Here.Line, "ap-southeast-1/ptu/pay_as_you_go")
	same(t, "what it costs", c.Here.Y.String(), "2112") // 220 x 9.6
	same(t, "a short label", c.Lines[0].Short, "pay-as-you-go, China (Beijing)")
	for _, l := range c.Lines { // Singapore is the first region of the catalog, whatever is cheapest
		same(t, "the series of "+l.ID, l.Series == 0, strings.HasPrefix(l.ID, "ap-southeast-1"))
	}
}

// Hours beyond the period are not in the drawing, and subscriptions of the period
// are not compared.
func TestHoursBeyondThePeriod(t *testing.T) {
	_, c := hoursOf(t, chat(t, "800"))
	wellFormed(t, c)
	if c.Here != nil {
		t.Errorf("it is said to be here: %+v", c.Here)
	}
	same(t, "the reading", c.Reading, "The cheapest for 800 hours is ptu pay-as-you-go in Singapore.")
}

func TestHoursOfNothing(t *testing.T) {
	need := chat(t, "220")
	need.Throughput = nil
	c := compare.Compare(load(t), need)
	if drawn, ok := chart.Hours(&c); ok {
		t.Errorf("without an amount it draws %+v", drawn)
	}
}

// Hours are counted by the day where the period is made of days; a tick stands at
// each second one. Else, and on a single day, ticks are round numbers of hours.
func TestHourTicks(t *testing.T) {
	byDay := "0 2 4 6 8 10 12 14 16 18 20 22 24"
	for label, want := range map[string]string{"1d": "0 3 6 9 12 15 18 21 24", "7d": byDay, "2026-12": byDay, "1y": byDay, "1000h": "0 120 240 360 480 600 720 840 960"} {
		need := chat(t, "1")
		need.Period = period(t, label)
		_, c := hoursOf(t, need)
		var texts []string
		for _, tick := range c.X.Ticks {
			texts = append(texts, tick.Text)
		}
		same(t, "the ticks of "+label, strings.Join(texts, " "), want)
		same(t, "the end of "+label, c.X.Max.String(), need.Period.Hours.String())
	}
}

// Where the reader is is said in hours a day if they are a number that people say.
func TestHereByTheDay(t *testing.T) {
	for hours, want := range map[string]string{"360": "12 hours a day", "315": "10.5 hours a day", "30": "1 hour a day", "220": "220 hours"} {
		_, c := hoursOf(t, chat(t, hours))
		same(t, "at "+hours, c.Here.Label, "you are here: "+want)
	}
}

// needs are random ones, of every model of the catalog.
func needs(t *testing.T, each func(c *compare.Comparison)) {
	cat := load(t)
	rng := rand.New(rand.NewPCG(7, 9))
	for _, model := range cat.Models() {
		for _, custom := range []bool{false, true} {
			hours := decimal.New(720*(1+rng.Int64N(1000)), -3)
			need := compare.Need{
				Model: model, Period: period(t, "30d"), Hours: &hours,
				Throughput: &compare.Throughput{Input: decimal.NewFromInt(10000 * (1 + rng.Int64N(40))), Output: decimal.NewFromInt(1000 * (1 + rng.Int64N(40)))},
				Tokens:     &compare.Tokens{Input: decimal.NewFromInt(rng.Int64N(1e9)), Output: decimal.NewFromInt(1 + rng.Int64N(1e8))},
				MUBundles:  1 + rng.Int64N(3),
			}
			if custom {
				need.BaseModel = model
			}
			c := compare.Compare(cat, need)
			each(&c)
		}
	}
}

// TestHoursAgree: every line is the curve of its option, every mark lies on both
// of its lines, and the row of the need states the amounts of the comparison.
func TestHoursAgree(t *testing.T) {
	drawn := 0
	needs(t, func(c *compare.Comparison) {
		h, ok := chart.Hours(c)
		if ok != (len(c.Ranked()) > 0) {
			t.Fatalf("%s: drawn: %t, with %d amounts", c.Model, ok, len(c.Ranked()))
		}
		if !ok {
			return
		}
		drawn++
		wellFormed(t, h)
		lines := map[string]chart.Line{}
		for _, l := range h.Lines {
			lines[l.ID] = l
			o, _ := c.Option(l.ID)
			for _, p := range l.Points {
				if want := o.Curve.At(p.X.Rat()); !within(p.Y.Rat(), want) {
					t.Errorf("%s: at %s it is %s, want %s", l.ID, p.X, p.Y, want.FloatString(12))
				}
			}
			for _, row := range h.Table.Rows {
				if want := money.Grouped(o.Fee.Amount.Value, money.Cents); row[len(row)-1] == "you are here" && o.Fee.Exact && row[slices.Index(h.Table.Lines, l.ID)] != want {
					t.Errorf("%s: the table states %s, the comparison %s", l.ID, row[slices.Index(h.Table.Lines, l.ID)], want)
				}
			}
		}
		for _, m := range h.Marks {
			for _, id := range m.Lines {
				if y := at(lines[id], m.X.Rat()); !within(y, m.Y.Rat()) {
					t.Errorf("%s: the mark at %s is not on the line", id, m.X)
				}
			}
		}
	})
	if drawn < 20 {
		t.Errorf("only %d comparisons are drawn", drawn)
	}
}

// at is a line at x.
func at(l chart.Line, x *big.Rat) *big.Rat {
	a, b := l.Points[0], l.Points[1]
	slope := new(big.Rat).Quo(new(big.Rat).Sub(b.Y.Rat(), a.Y.Rat()), new(big.Rat).Sub(b.X.Rat(), a.X.Rat()))
	return slope.Add(slope.Mul(slope, new(big.Rat).Sub(x, a.X.Rat())), a.Y.Rat())
}

// within reports whether two numbers are the same but for what ten places lose.
func within(a, b *big.Rat) bool {
	difference := new(big.Rat).Sub(a, b)
	return difference.Abs(difference).Cmp(big.NewRat(1, 1_000_000)) <= 0
}
