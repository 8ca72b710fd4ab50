package sizing

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// Ten minutes on qwen-flash-2025-07-28 in Beijing (hourly 0.06 for 10,000 TPM
// in, 0.06 for 1,000 out; daily 0.72 each): eight of 8,000 in and 900 out, one of
// 25,000 in and 900 out, one of 8,000 in and 3,500 out.
func small() *Load {
	minutes := make([][dimensions]int64, 10)
	for i := range minutes {
		minutes[i] = [dimensions]int64{8_000, 900}
	}
	minutes[3][Input], minutes[7][Output] = 25_000, 3_500
	return loadOf(minutes...)
}

func request(t testing.TB, model string, l *Load, goals ...Goal) Request {
	cat, beijing := region(t, "beijing")
	return Request{Catalog: cat, Region: beijing, Model: model, Load: l, Period: period(t, "720h"), Goals: goals}
}

const flash = "qwen-flash-2025-07-28"

// bought writes the capacity of a choice.
func bought(c Choice) string {
	var tpm []string
	for _, o := range c.Outcomes {
		tpm = append(tpm, fmt.Sprint(o.TPM))
	}
	return strings.Join(tpm, "/")
}

func TestCoverageByHand(t *testing.T) {
	for percent, want := range map[string]struct{ tpm, fee, covered string }{
		"0": {"0/0", "0", "0"},
		// One step of each covers the eight quiet minutes: 720 x (0.06 + 0.06).
		"80": {"10000/1000", "86.4", "8"},
		// A ninth: two more steps of input, or three of output. 720 x (0.18 + 0.06).
		"80.1": {"30000/1000", "172.8", "9"},
		"90":   {"30000/1000", "172.8", "9"},
		// All: 720 x (3 x 0.06 + 4 x 0.06)
		"99.9": {"30000/4000", "302.4", "10"},
		"100":  {"30000/4000", "302.4", "10"},
	} {
		r, err := Size(request(t, flash, small(), Goal{Kind: Coverage, Percent: dec(percent)}))
		if err != nil {
			t.Fatal(err)
		}
		c := r.Answers[0].Choices[0]
		if bought(c) != want.tpm || c.Fee.Amount.Value.String() != want.fee || c.Covered.Part.String() != want.covered {
			t.Errorf("%s %%: %s for %s covers %s, want %+v", percent, bought(c), c.Fee.Amount.Value, c.Covered.Part, want)
		}
		if known := c.OverflowCost.Known; known != (want.covered == "10") {
			t.Errorf("%s %%: overflow without a price is known: %t, %v", percent, known, c.OverflowCost)
		}
	}
}

func TestMaxOverflowByHand(t *testing.T) {
	for tokens, want := range map[string]struct{ tpm, fee, overflow string }{
		"0":    {"30000/4000", "302.4", "0"},
		"500":  {"30000/3000", "259.2", "500"},
		"1500": {"30000/2000", "216", "1500"},
		// Without two of input 15,000 - 10,000 overflow, without three of output 2,500.
		"5500": {"30000/1000", "172.8", "2500"},
		// Two steps: 20,000/0 lets 5,000 + 11,600 overflow, 10,000/1,000 one of 17,500.
		"17500": {"20000/0", "86.4", "16600"},
		"1e12":  {"0/0", "0", "108600"}, // 9 x 8,000 + 25,000 and 9 x 900 + 3,500
	} {
		r, err := Size(request(t, flash, small(), Goal{Kind: MaxOverflow, Tokens: dec(tokens)}))
		if err != nil {
			t.Fatal(err)
		}
		c := r.Answers[0].Choices[0]
		overflow := c.Outcomes[0].Overflow.Add(c.Outcomes[1].Overflow)
		if bought(c) != want.tpm || c.Fee.Amount.Value.String() != want.fee || overflow.String() != want.overflow {
			t.Errorf("%s tokens: %s for %s, overflow %s, want %+v", tokens, bought(c), c.Fee.Amount.Value, overflow, want)
		}
	}
}

// Hourly, a step of input costs 0.06 an hour and saves up to 10 minutes x
// 10,000 tokens of a window that comes 6 times an hour. At 1 USD a million
// tokens the first step saves 82,000 x 6 = 492,000 tokens (0.492 USD) an hour,
// the second 60,000 (0.06, no gain). Output at 10 USD a million: the first saves
// (9 x 900 + 1,000) x 6 = 54,600 tokens (0.546 USD), the second 6,000 (0.06, no
// gain). By the day a step costs 0.72, an hour's part of it 0.03, so the second
// step of both is worth it, the third of input (5,000 x 6, 0.03) is not, and the
// third of output (0.06) is, and the fourth (500 x 6 x 0.00001 = 0.03) is not.
func TestLeastCostByHand(t *testing.T) {
	q := request(t, flash, small(), Goal{Kind: MinimiseCost})
	q.OnDemand = &OnDemand{Currency: "USD", Per: 1_000_000, Input: priceOf("1"), Output: priceOf("10")}
	r, err := Size(q)
	if err != nil {
		t.Fatal(err)
	}
	a := r.Answers[0]
	hourly, daily := a.Choices[0], a.Choices[1]
	// 720 h x (0.12 + 6 x (15,000 x 1 + 2,500 x 10) / 1,000,000) = 86.4 + 172.8
	if bought(hourly) != "10000/1000" || hourly.Fee.Amount.Value.String() != "86.4" || hourly.OverflowCost.Amount.Value.String() != "172.8" || hourly.Total.Amount.Value.String() != "259.2" {
		t.Errorf("hourly: %s, %v + %v", bought(hourly), hourly.Fee.Amount, hourly.OverflowCost.Amount)
	}
	// 30 days x 0.72 x (2 + 3) = 108, overflow 5,000 in and 500 out: 720 x 6 x 0.01 = 43.2
	if bought(daily) != "20000/3000" || daily.Total.Amount.Value.String() != "151.2" || !daily.Total.Exact {
		t.Errorf("daily: %s, %v", bought(daily), daily.Total)
	}
	if a.Best != 1 {
		t.Errorf("choice %d is the best", a.Best)
	}
	// (97,000 x 1 + 11,600 x 10) / 1,000,000 x 6 x 720
	if r.OnDemandOnly.Amount.Value.String() != "920.16" {
		t.Errorf("on demand only: %v", r.OnDemandOnly)
	}
	input := daily.Outcomes[0]
	for name, got := range map[string][3]string{
		"covered":     {input.Covered.Part.String(), input.Covered.Whole.String(), "9/10"},
		"served":      {input.Served.Part.String(), input.Served.Whole.String(), "92000/97000"},
		"utilisation": {input.Utilisation.Part.String(), input.Utilisation.Whole.String(), "92000/200000"},
	} {
		if got[0]+"/"+got[1] != got[2] {
			t.Errorf("%s of input: %v", name, got)
		}
	}
}

// Without a price there is no least cost, and never an overflow fee of 0.
func TestNoOnDemandPrice(t *testing.T) {
	for _, prices := range []*OnDemand{nil, {Currency: "USD", Per: 1000, Input: priceOf("1")}} {
		q := request(t, flash, small(), Goal{Kind: MinimiseCost})
		q.OnDemand = prices
		r, err := Size(q)
		if err != nil {
			t.Fatal(err)
		}
		a := r.Answers[0]
		if a.Reason == nil || a.Reason.Code != NoOnDemandPrice || len(a.Choices) != 0 || r.OnDemandOnly.Known {
			t.Errorf("%+v: %+v, %+v", prices, a, r.OnDemandOnly)
		}
	}
	for _, prices := range []OnDemand{{Currency: "CNY", Per: 1000}, {Currency: "USD"}, {Currency: "USD", Per: 1, Input: priceOf("0")}} {
		q := request(t, flash, small())
		if q.OnDemand = &prices; true {
			if _, err := Size(q); err == nil {
				t.Errorf("%+v is taken", prices)
			}
		}
	}
}

func TestStats(t *testing.T) {
	r, err := Size(request(t, flash, small()))
	if err != nil {
		t.Fatal(err)
	}
	input := r.Dimensions[0]
	s := input.Stats
	if s.Total.String() != "97000" || s.Mean.Whole.String() != "10" || s.Peak.String() != "25000" || s.Busy != 10 || s.PeakAt.Format("15:04") != "00:03" {
		t.Errorf("%+v", s)
	}
	// Of ten minutes, the ninth in order is 90 %, the tenth all above.
	for i, want := range []string{"8000", "8000", "25000", "25000", "25000", "25000"} {
		if s.Percentiles[i].Load.String() != want {
			t.Errorf("%+v, want %s", s.Percentiles[i], want)
		}
	}
	monday := input.Profile[0]
	if monday.Minutes != 10 || monday.Tokens.String() != "97000" || monday.Peak.String() != "25000" || input.Profile[1].Minutes != 0 {
		t.Errorf("%+v", monday)
	}
	if HourOfWeek(0).String() != "Mon 00:00" || HourOfWeek(167).String() != "Sun 23:00" {
		t.Error(HourOfWeek(0), HourOfWeek(167))
	}
	var steps []int64
	for _, p := range input.Curve {
		steps = append(steps, p.Steps)
	}
	if fmt.Sprint(steps) != "[0 1 2 3]" || input.Curve[2].Fees[0].Fee.Amount.Value.String() != "86.4" || input.Curve[2].OverflowCost.Known {
		t.Errorf("%v, %+v", steps, input.Curve[2])
	}
}

// A curve has no more points than asked for, from nothing to everything.
func TestCurveIsShort(t *testing.T) {
	q := request(t, flash, loadOf([dimensions]int64{12_345_678, 1_000}))
	q.Points = 5
	r, err := Size(q)
	if err != nil {
		t.Fatal(err)
	}
	curve := r.Dimensions[0].Curve
	if len(curve) != 5 || curve[0].Steps != 0 || curve[4].Steps != 1235 || curve[4].Covered.Part.String() != "1" {
		t.Errorf("%d points: %+v", len(curve), curve)
	}
}

// Thinking output has a quota of its own where it has a price, else it is output.
func TestThinkingQuota(t *testing.T) {
	load := loadOf([dimensions]int64{1, 800, 900})
	for model, want := range map[string]string{"qwen-plus-2025-12-01": "10000/1000/1000", flash: "10000/2000"} {
		r, err := Size(request(t, model, load, Goal{Kind: Coverage, Percent: dec("100")}))
		if err != nil {
			t.Fatal(err)
		}
		if got := bought(r.Answers[0].Choices[0]); got != want {
			t.Errorf("%s: %s, want %s", model, got, want)
		}
		if says := strings.Contains(strings.Join(r.Notes, "\n"), "which counts as output"); says != (model == flash) {
			t.Errorf("%s: %v", model, r.Notes)
		}
	}
}

// A week with one busy hour, Monday 09:00: 20,000 in and 1,000 out in each of its
// minutes, else nothing. Without on-demand prices nothing may overflow.
//
//	always by the hour     168 h x (2 x 0.06 + 0.06) = 30.24
//	always by the day      7 d x (2 x 0.72 + 0.72) = 15.12
//	by the hour of the week 1 h x 0.18 = 0.18
func TestScheduleByHand(t *testing.T) {
	minutes := make([][dimensions]int64, hoursPerWeek*minutesPerHour)
	for i := range minutesPerHour {
		minutes[9*minutesPerHour+i] = [dimensions]int64{20_000, 1_000}
	}
	q := request(t, flash, loadOf(minutes...))
	q.Schedule = true
	r, err := Size(q)
	if err != nil {
		t.Fatal(err)
	}
	s := r.Schedule
	for i, want := range []struct {
		kind   PlanKind
		amount string
	}{{AlwaysPayAsYouGo, "30.24"}, {AlwaysSubscription, "15.12"}, {HourlyPayAsYouGo, "0.18"}, {BaseAndPeaks, "0.18"}} {
		if p := s.Plans[i]; p.Kind != want.kind || p.Total.Amount.Value.String() != want.amount {
			t.Errorf("plan %d: %s %v, want %+v", i, p.Kind, p.Total, want)
		}
	}
	if s.Best != 2 || !s.CoversAll || fmt.Sprint(s.Hours[9].Top, s.Hours[10].Top) != "[20000 1000] [0 0]" {
		t.Errorf("best %d, %+v", s.Best, s.Hours[9])
	}
	if run := s.Plans[2].Runs; len(run) != 1 || len(run[0].Hours) != 1 || run[0].Hours[0].String() != "Mon 09:00" {
		t.Errorf("%+v", run)
	}
	// A base of 10,000 in all hours and nothing else above 84 hours a week: 7 x 0.72
	// = 5.04 against 0.06 an hour. Let 85 hours need a step.
	for h := range 85 {
		for i := range minutesPerHour {
			minutes[h*minutesPerHour+i][Input] = max(10_000, minutes[h*minutesPerHour+i][Input])
		}
	}
	q.Load = loadOf(minutes...)
	if r, err = Size(q); err != nil {
		t.Fatal(err)
	}
	best := r.Schedule.Plans[r.Schedule.Best]
	// 5.04 for the base, 1 h x (0.06 + 0.06) on top
	if best.Kind != BaseAndPeaks || fmt.Sprint(best.Base) != "[10000 0]" || best.Total.Amount.Value.String() != "5.16" {
		t.Errorf("%s: %v, %v", best.Kind, best.Base, best.Total)
	}
	q.Load = loadOf(minutes[:hoursPerWeek*minutesPerHour-minutesPerHour]...)
	if r, err = Size(q); err != nil || r.Schedule.Reason == nil || r.Schedule.Reason.Code != WeekNotSeen {
		t.Errorf("a week that is not whole: %v %+v", err, r.Schedule)
	}
}

func TestSizeRefuses(t *testing.T) {
	for name, change := range map[string]func(*Request){
		"no region":     func(q *Request) { q.Region = nil },
		"no load":       func(q *Request) { q.Load = nil },
		"no period":     func(q *Request) { q.Period.Hours = decimal.Zero },
		"no such model": func(q *Request) { q.Model = "x" },
		"coverage":      func(q *Request) { q.Goals = []Goal{{Kind: Coverage, Percent: dec("100.1")}} },
		"overflow":      func(q *Request) { q.Goals = []Goal{{Kind: MaxOverflow, Tokens: dec("-1")}} },
		"goal":          func(q *Request) { q.Goals = []Goal{{Kind: "x"}} },
		"tries": func(q *Request) { // of 100,000 steps each, 5,000 and 50,000 may have to be tried
			q.Model, q.Load = "qwen-plus-2025-12-01", loadOf([dimensions]int64{1_000_000_000, 100_000_000, 100_000_000})
			q.Goals = []Goal{{Kind: MaxOverflow, Tokens: dec("50000000")}}
		},
		"steps": func(q *Request) { q.Load = loadOf([dimensions]int64{MaxSteps*10_000 + 1, 1}) },
	} {
		q := request(t, flash, small())
		change(&q)
		if _, err := Size(q); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// The provider's calculator: 60 requests a minute of 2,000 in and 500 out.
func TestFromRates(t *testing.T) {
	cat, beijing := region(t, "beijing")
	rates := Rates{RPM: dec("60"), InputPerRequest: dec("2000"), OutputPerRequest: dec("500.5")}
	n, err := FromRates(cat, beijing, flash, period(t, "720h"), rates)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"60 requests × 2,000 = 120,000 TPM, rounded up to 12 × 10,000 = 120,000 TPM",
		"60 requests × 500.5 = 30,030 TPM, rounded up to 31 × 1,000 = 31,000 TPM",
	}
	for i := range want {
		if n.Dimensions[i].Formula != want[i] {
			t.Errorf("%s, want %s", n.Dimensions[i].Formula, want[i])
		}
	}
	// 720 x (12 x 0.06 + 31 x 0.06) and 30 x (12 + 31) x 0.72
	if n.Fees[0].Amount.Value.String() != "1857.6" || n.Fees[1].Amount.Value.String() != "928.8" {
		t.Errorf("%v, %v", n.Fees[0].Amount, n.Fees[1].Amount)
	}
	rates = Rates{RPM: dec("2"), InputPerRequest: dec("50000"), CachedPerRequest: dec("30000"), OutputPerRequest: dec("1000"), ThinkingPerRequest: dec("1000"), Weights: glm()}
	if n, err = FromRates(cat, beijing, flash, period(t, "720h"), rates); err != nil {
		t.Fatal(err)
	}
	if want := "2 requests × (30,000 × 0.2 + 2,000 + 18,000 × 1.33) = 63,880 TPM, rounded up to 7 × 10,000 = 70,000 TPM"; n.Dimensions[0].Formula != want {
		t.Errorf("%s, want %s", n.Dimensions[0].Formula, want)
	}
	if want := "2 requests × (1,000 × 1.17 + 1,000 × 1.17) = 4,680 TPM, rounded up to 5 × 1,000 = 5,000 TPM"; n.Dimensions[1].Formula != want || len(n.Notes) != 1 {
		t.Errorf("%s, %v", n.Dimensions[1].Formula, n.Notes)
	}
	if n, err = FromRates(cat, beijing, "qwen-plus-2025-12-01", period(t, "720h"), rates); err != nil || n.Dimensions[2].Capacity != 3_000 {
		t.Errorf("%+v, %v", n, err)
	}
	for _, bad := range []Rates{{RPM: dec("-1")}, {RPM: dec("1"), CachedPerRequest: dec("1")}, {RPM: dec("1e11")}, {RPM: dec("1e10"), InputPerRequest: dec("1e10")}} {
		if _, err := FromRates(cat, beijing, flash, period(t, "720h"), bad); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}
