package sizing

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
)

const plusModel = "qwen3.6-plus-2026-04-02"

// What averages leave out is refused, never taken for 0.
func TestPartialAverages(t *testing.T) {
	cat, r := region(t, "singapore")
	whole := Rates{RPM: dec("60"), InputPerRequest: dec("2000"), OutputPerRequest: dec("500")}
	for want, change := range map[string]func(*Rates){
		"requests per minute are not given": func(r *Rates) { r.RPM = decimal.Decimal{} },
		"input per request is not given":    func(r *Rates) { r.InputPerRequest = decimal.Decimal{} },
		"output per request is not given":   func(r *Rates) { r.OutputPerRequest = decimal.Decimal{} },
		"there is no capacity to find":      func(r *Rates) { r.InputPerRequest = dec("1000001") }, // the model takes 1,000,000 or fewer
	} {
		partial := whole
		change(&partial)
		if _, err := FromRates(cat, r, plusModel, period(t, "30d"), partial); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	thinking := Rates{RPM: dec("60"), InputPerRequest: dec("2000"), ThinkingPerRequest: dec("500")}
	need, err := FromRates(cat, r, plusModel, period(t, "30d"), thinking)
	if err != nil || !slices.ContainsFunc(need.Notes, func(note string) bool { return strings.HasPrefix(note, "only thinking output is stated") }) {
		t.Errorf("all output in thinking mode: %v, %+v", err, need)
	}
}

// Averages use the factors of the catalog: of 50,000 input tokens of glm-5.1 the
// first 30,000 are cached, 30,000 x 0.2 + 2,000 + 18,000 x 1.33 = 31,940 (the
// provider's example). Without a factor a cached token counts as one, and a note
// says so.
func TestCachedAverages(t *testing.T) {
	cat, r := region(t, "beijing")
	rates := Rates{RPM: dec("1"), InputPerRequest: dec("50000"), CachedPerRequest: dec("30000"), OutputPerRequest: dec("1000")}
	need, err := FromRates(cat, r, "glm-5.1", period(t, "30d"), rates)
	if err != nil || need.Dimensions[Input].TPM.String() != "31940" || need.Dimensions[Output].TPM.String() != "1170" || len(need.Notes) != 0 {
		t.Errorf("%v, %+v", err, need)
	}
	need, err = FromRates(cat, r, plusModel, period(t, "30d"), rates)
	if err != nil || need.Dimensions[Input].TPM.String() != "50000" || len(need.Notes) != 1 || !strings.Contains(need.Notes[0], "no factor for cached input") {
		t.Errorf("%v, %+v", err, need)
	}
}

func TestPercentOrFraction(t *testing.T) {
	for text, want := range map[string]string{"99.9": "99.9", "99.9%": "99.9", "0": "0", "0.5%": "0.5", "1%": "1", "1.5": "1.5", "100": "100"} {
		if got, err := ParsePercent(text); err != nil || got.String() != want {
			t.Errorf("%s is %s, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{"0.999": "write 99.9% if it is a fraction, or 0.999% if", "1": "write 100% if it is a fraction, or 1% if"} {
		if _, err := ParsePercent(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// Rows of several models are one need only if it is stated whose.
func TestSeveralModels(t *testing.T) {
	const text = "ts,model,input,output\n2026-06-06T12:34:01Z,a,10,1\n2026-06-06T12:34:02Z,b,200,2\n2026-06-06T12:35:02Z,a,3000,3\n"
	if _, _, err := Read(strings.NewReader(text), Options{}); !errors.Is(err, ErrSeveralModels) || !strings.Contains(err.Error(), `"a", "b"`) {
		t.Errorf("several models: %v", err)
	}
	l := mustRead(t, text, Options{TrafficModel: "a"})
	if used(l, Input) != "3010" || used(l, Output) != "4" || l.Others != 1 || l.Rows != 2 {
		t.Errorf("a alone: %s and %s, %+v", used(l, Input), used(l, Output), l)
	}
	if _, _, err := Read(strings.NewReader(text), Options{TrafficModel: "c"}); err == nil || !strings.Contains(err.Error(), `no row is of the model "c": the rows are of "a", "b"`) {
		t.Errorf("no such model: %v", err)
	}
	// Rows that are outside of the window do not count as a model of it.
	if l := mustRead(t, strings.Replace(text, "12:34:02Z,b", "11:34:02Z,b", 1), Options{From: l.Start()}); l.Model != "a" {
		t.Errorf("the model is %q", l.Model)
	}
	// A row without a model cannot be told apart, so it is not counted.
	_, problems, err := Read(strings.NewReader(text+"2026-06-06T12:35:02Z,,5,5\n"), Options{TrafficModel: "a"})
	if err != nil || len(problems) != 1 || !strings.Contains(problems[0].Message, "model is empty") {
		t.Errorf("%v %v", err, problems)
	}
	if _, _, err := Read(strings.NewReader("ts,input,output\n2026-06-06T12:34:01Z,10,1\n"), Options{TrafficModel: "a"}); err == nil {
		t.Error("rows without a model are taken for a")
	}
}

// Whole minutes of two hosts are added up: the minute needs 150,000 tokens, not a
// request of 100,000 and one of 50,000.
func TestMinutesOfHosts(t *testing.T) {
	const text = "minute,host,input,output\n2026-06-06T12:34:00Z,a,100000,10\n2026-06-06T12:34:00Z,b,50000,20\n"
	l := mustRead(t, text, Options{MaxInputTokens: 64_000})
	if l.Kind != Minutes || !l.Repeated || l.Oversize.Requests != 0 || used(l, Input) != "150000" {
		t.Errorf("%+v use %s", l, used(l, Input))
	}
	result := mustSize(t, l)
	if !slices.ContainsFunc(result.Notes, func(note string) bool { return strings.Contains(note, "taken for minutes and added up") }) {
		t.Errorf("no note: %q", result.Notes)
	}
}

// A load that no capacity serves, or without tokens, is never covered for nothing.
func TestNothingToServe(t *testing.T) {
	cat, r := region(t, "singapore")
	for text, want := range map[string]string{
		"ts,input,output\n2026-06-06T12:34:01Z,129000,10\n": "every request is longer than the 128,000 input tokens",
		"ts,input,output\n2026-06-06T12:34:01Z,0,0\n":       "the traffic has no tokens",
	} {
		q := Request{Catalog: cat, Region: r, Model: plusModel, Period: period(t, "30d"), Load: mustRead(t, text, Options{MaxInputTokens: 128_000}),
			Goals: []Goal{{Kind: Coverage, Percent: dec("99.9")}}}
		if result, err := Size(q); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %+v, %v", text, result, err)
		}
	}
}

// mustSize sizes a load for a model of the catalog.
func mustSize(t *testing.T, l *Load) *Result {
	t.Helper()
	cat, r := region(t, "singapore")
	result, err := Size(Request{Catalog: cat, Region: r, Model: plusModel, Period: period(t, "30d"), Load: l, Goals: []Goal{{Kind: Coverage, Percent: dec("99.9")}}})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// Offsets that no clock has, and years that no result can write, are refused.
func TestOffsetsAndYears(t *testing.T) {
	for _, text := range []string{"+24:00", "+08:60", "-24:00"} {
		if _, err := catalog.ParseZone(text); err == nil {
			t.Errorf("%s is taken", text)
		}
		if _, _, err := ParseWindow("2026-06-01T00:00:00"+text+"..", time.UTC); err == nil {
			t.Errorf("a window from %s is taken", text)
		}
	}
	for _, text := range []string{"0000-01-01..", "..0000-01-01"} {
		if _, _, err := ParseWindow(text, time.UTC); err == nil {
			t.Errorf("%s is taken", text)
		}
	}
}
