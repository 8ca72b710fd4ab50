package sizing

import (
	"fmt"
	"github.com/costplan/costplan/catalog"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// Rows of every length cross the ends of the buffer, quoted line breaks and all.
func TestRowsAcrossTheBuffer(t *testing.T) {
	var text strings.Builder
	text.WriteString("ts,input,note,output\n")
	const rows = 4000
	for i := range rows {
		fmt.Fprintf(&text, "1780749240,%d,\"%s\n%s\",\"%d\"\n", i, strings.Repeat("a,", i%97), strings.Repeat("\"\"", i%53), 2*i)
	}
	text.WriteString("1780749240,0,\"" + strings.Repeat("long\n", 50_000) + "\",0\n")
	for _, reader := range []func() *Load{
		func() *Load { return mustRead(t, text.String(), Options{}) },
		func() *Load {
			l, problems, err := Read(iotest.HalfReader(strings.NewReader(text.String())), Options{})
			if err != nil || len(problems) > 0 {
				t.Fatal(err, problems)
			}
			return l
		},
	} {
		l := reader()
		if l.Rows != rows+1 || l.Tokens.Input != rows*(rows-1)/2 || l.Tokens.Output != rows*(rows-1) {
			t.Errorf("%d rows, %+v", l.Rows, l.Tokens)
		}
	}
}

// An object beyond the limit is refused, and only that one. Values that go on and on end
// the reading, since no row can be told from what follows.
func TestRowTooLong(t *testing.T) {
	huge := strings.Repeat("x", 2*MaxRecord)
	object := `{"ts":1780749240,"input":1,"output":1}` + "\n"
	l, problems, err := Read(strings.NewReader(object+`{"ts":1780749240,"input":1,"output":1,"note":"`+huge+"\"}\n"+object), Options{})
	if err != nil || len(problems) != 1 || problems[0].Line != 2 || l.Tokens.Input != 2 {
		t.Errorf("%v %v", err, problems)
	}
	for name, text := range map[string]string{
		"long":       "ts,input,output,note\n1780749240,1,1,\n1780749240,1,1," + huge + "\n1780749240,1,1,\n",
		"open quote": "ts,input,output,note\n1780749240,1,1,\n1780749240,1,1,\"\n" + strings.Repeat("1780749240,0,0,\n", MaxRecord/4),
	} {
		l, _, err := Read(strings.NewReader(text), Options{})
		if l != nil || err == nil || !strings.Contains(err.Error(), "line 3: the row that begins here is longer than 4 MiB") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Problems come in the order of lines, though the first rows wait until it is
// known what rows are.
func TestProblemsInOrder(t *testing.T) {
	var text strings.Builder
	text.WriteString("ts,input,output\n")
	heavy := &Weights{Cached: dec("1000"), Tiers: []Tier{{Above: 1, Input: dec("1000"), Output: dec("0.000001")}}}
	for i := range 1000 { // each 10^10 tokens x 1000, in 10^6 parts, which is too much
		fmt.Fprintf(&text, "1780749241,%d,1\n", int64(MaxTokens))
		if i%40 == 39 {
			text.WriteString("x,1,1\n")
		}
	}
	l, problems, err := Read(strings.NewReader(text.String()), Options{Weights: heavy})
	if err == nil {
		t.Fatalf("%+v", l)
	}
	for i := 1; i < len(problems); i++ {
		if problems[i].Line < problems[i-1].Line {
			t.Fatalf("line %d after %d", problems[i].Line, problems[i-1].Line)
		}
	}
	if len(problems) != MaxProblems {
		t.Errorf("%d problems", len(problems))
	}
}

// Too large sums are refused, never wrapped around.
func TestSumsDoNotWrap(t *testing.T) {
	heavy := &Weights{Cached: dec("0.000001"), Tiers: []Tier{{Above: 1, Input: dec("900"), Output: dec("1")}}}
	row := fmt.Sprintf("1780749241,%d,1\n", int64(MaxTokens))
	l, problems, err := Read(strings.NewReader("ts,input,output\n"+row+row), Options{Weights: heavy, Rows: Requests})
	if err != nil || len(problems) != 1 || !strings.Contains(problems[0].Message, "the minute's sum is too large") || l.Rows != 1 {
		t.Errorf("%v %v", err, problems)
	}
	later := strings.Replace(row, "1780749241", "1780749341", 1)
	if _, _, err := Read(strings.NewReader("ts,input,output\n"+row+later), Options{Weights: heavy, Rows: Requests}); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("a sum beyond an int64: %v", err)
	}
	heavy.Tiers[0].Input = dec("1000")
	if _, problems, _ := Read(strings.NewReader("ts,input,output\n"+row), Options{Weights: heavy, Rows: Requests}); len(problems) != 1 {
		t.Errorf("a product beyond an int64: %v", problems)
	}
}

// Too many days are refused before they take memory.
func TestTooManyDays(t *testing.T) {
	var text strings.Builder
	text.WriteString("ts,input,output\n")
	for i := range MaxDays + 1 {
		fmt.Fprintf(&text, "%d,1,1\n", 1_000_000_000+i*86_400)
	}
	if _, _, err := Read(strings.NewReader(text.String()), Options{}); err == nil || !strings.Contains(err.Error(), "more than 1100 days") {
		t.Error(err)
	}
}

// Requests that are too long cost the same whatever is bought: 129,000 in and
// 10 + 5 out at 1 USD and 2 USD a thousand, in one minute of a period of an hour.
func TestOversizeCost(t *testing.T) {
	const text = "ts,input,output,thinking_tokens\n2026-06-06T12:34:01Z,129000,10,5\n2026-06-06T12:34:02Z,1000,10,\n"
	q := request(t, flash, mustRead(t, text, Options{MaxInputTokens: 128_000}), Goal{Kind: Coverage, Percent: dec("100")})
	q.Period = period(t, "1h")
	q.OnDemand = &OnDemand{Currency: "USD", Per: 1000, Input: priceOf("1"), Output: priceOf("2")}
	r, err := Size(q)
	if err != nil {
		t.Fatal(err)
	}
	// 60 x (129 + 15 x 0.002) and 60 x (130 + 25 x 0.002)
	if c := r.Answers[0].Choices[0]; c.OverflowCost.Amount.Value.String() != "7741.8" || r.OnDemandOnly.Amount.Value.String() != "7803" {
		t.Errorf("%v, %v", c.OverflowCost, r.OnDemandOnly)
	}
	if notes := strings.Join(r.Notes, "\n"); !strings.Contains(notes, "1 request is longer than the 128,000 input tokens") {
		t.Error(notes)
	}
}

// Hours of the week follow the zone, also one half an hour off.
func TestHoursOfTheWeek(t *testing.T) {
	l := loadOf(make([][dimensions]int64, 60)...) // Monday 00:00 UTC
	for _, test := range []struct {
		offset      int // minutes
		first, last uint8
	}{{0, 0, 0}, {8 * 60, 8, 8}, {-60, 167, 167}, {5*60 + 30, 5, 6}, {5*60 + 45, 5, 6}} {
		l.Zone = time.FixedZone("x", test.offset*60)
		if hours := hoursOf(l); hours[0] != test.first || hours[59] != test.last {
			t.Errorf("offset %d: %d to %d", test.offset, hours[0], hours[59])
		}
	}
}

// What bears on a result is said.
func TestNotes(t *testing.T) {
	const text = "ts,input,output,reasoning_tokens\n2026-06-06T12:34:00Z,50000,1000,1\nx,1,1,1\n"
	l, _, err := Read(strings.NewReader(text), Options{Weights: glm()})
	if err != nil {
		t.Fatal(err)
	}
	q := request(t, flash, l, Goal{Kind: MaxOverflow, Tokens: dec("49999")})
	r, err := Size(q)
	if err != nil {
		t.Fatal(err)
	}
	notes := strings.Join(r.Notes, "\n")
	for _, want := range []string{
		"1 row could not be counted", "the rows are minutes", "rows with reasoning tokens", "which counts as output",
		"shorter than a week", "the capacity to let at most 49,999 tokens overflow has no output TPM",
	} {
		if !strings.Contains(notes, want) {
			t.Errorf("no note that %q in\n%s", want, notes)
		}
	}
	if len(Assumptions()) == 0 || l.End().Sub(l.Start()) != time.Minute {
		t.Error(l.Start(), l.End())
	}
}

// TestOnDemandTiers: a sum of tokens is priced at the highest tier that a request in it
// reaches, oversize requests by themselves, and a note says so.
func TestOnDemandTiers(t *testing.T) {
	tier := func(above int64, in, out string) catalog.OnDemandTier {
		return catalog.OnDemandTier{Above: above, TokenPrices: catalog.TokenPrices{Input: dec(in), Output: dec(out), ThinkingOutput: dec(out)}}
	}
	for _, c := range []struct {
		text, want string
		notes      int
	}{
		// In an hour, 60 x 100 + 60 x 2 x 1 at the first prices.
		{"ts,input,output\n2026-06-06T12:34:01Z,100,1\n", "6120", 0},
		// A request of 101 tokens is in the tier above 100: 60 x (101 x 10 + 20).
		{"ts,input,output\n2026-06-06T12:34:01Z,101,1\n", "61800", 1},
		// Two requests of two tiers, 151 x 10 + 2 x 20, and one that is too long: 128,001 x 100 + 200.
		{"ts,input,output\n2026-06-06T12:34:01Z,50,1\n2026-06-06T12:34:01Z,101,1\n2026-06-06T12:34:01Z,128001,1\n", "768111000", 2},
		// Minutes may hold requests of up to 128,000 tokens.
		{"ts,input,output\n2026-06-06T12:34:00Z,50,1\n", "31200", 1},
	} {
		l := mustRead(t, c.text, Options{MaxInputTokens: 128_000})
		q := request(t, flash, l, Goal{Kind: Coverage, Percent: dec("100")})
		q.Period = period(t, "1h")
		q.OnDemand = &OnDemand{Currency: "USD", Per: 1, Input: priceOf("1"), Output: priceOf("2"), ThinkingOutput: priceOf("2"),
			Tiers: []catalog.OnDemandTier{tier(100, "10", "20"), tier(128_000, "100", "200")}}
		r, err := Size(q)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.OnDemandOnly.Amount.Value.String(); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
		if got := strings.Count(strings.Join(r.Notes, "\n"), "go by the length of a request"); got != c.notes {
			t.Errorf("%q: %d notes of tiers, want %d", c.text, got, c.notes)
		}
	}
}
