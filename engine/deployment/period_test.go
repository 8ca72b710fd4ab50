package deployment

import (
	"strings"
	"testing"
)

func TestParsePeriod(t *testing.T) {
	for _, test := range []struct {
		text, hours  string
		days, months int64
	}{
		{"30d", "720", 30, 1},
		{"31d", "744", 31, 2}, // a begun month of 30 days
		{"720h", "720", 30, 1},
		{"721h", "721", 31, 2},
		{"1mo", "720", 30, 1},
		{"12mo", "8640", 360, 12},
		{"1.5d", "36", 2, 1},
		{"0.5h", "0.5", 1, 1},
		{"2026-12", "744", 31, 1}, // a calendar month is one month, whatever its days
		{"2026-02", "672", 28, 1},
		{"2028-02", "696", 29, 1}, // leap year
		{"1y", "8640", 360, 12},   // the same as 12mo
		{"3y", "25920", 1080, 36},
		{"365d", "8760", 365, 13},
		{"2026", "8760", 365, 12}, // a calendar year is 12 months
		{"2028", "8784", 366, 12},
	} {
		p, err := ParsePeriod(test.text)
		if err != nil || p.Label != test.text || p.Hours.String() != test.hours || p.Days != test.days || p.Months != test.months {
			t.Errorf("%s is %s hours, %d days, %d months (%v); want %s, %d, %d",
				test.text, p.Hours, p.Days, p.Months, err, test.hours, test.days, test.months)
		}
	}
	for _, text := range []string{"", "30", "d", "30 d", "0d", "0h", "0mo", "-1d", "1.5mo", "1e3h", "2026-13", "2026-1", "month", "y", "0y", "1.5y", "202", "20266", "102y", "999999999d", strings.Repeat("9", 50) + "h"} {
		if p, err := ParsePeriod(text); err == nil {
			t.Errorf("%q is read as %+v, want an error", text, p)
		}
	}
}

func TestSamePeriods(t *testing.T) {
	period := func(text string) Period {
		p, err := ParsePeriod(text)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	if !period("30d").Same(period("720h")) || !period("1mo").Same(period("30d")) {
		t.Error("30d, 720h and 1mo are the same time")
	}
	if !period("1y").Same(period("12mo")) || period("1y").Same(period("2026")) {
		t.Error("1y is 12mo, 12 months of 30 days; the year 2026 has 365 days")
	}
	if period("2026-12").Same(period("31d")) {
		t.Error("a calendar month is one month, 31 days are two begun ones")
	}
}

func TestParseOrderedAt(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"2026-06-06T22:30:00+08:00", "2026-06-06T22:30:00+08:00"},
		{"2026-06-06 22:30+08:00", "2026-06-06T22:30:00+08:00"},
		{"2026-06-06T14:30:00Z", "2026-06-06T14:30:00Z"},
		{"2026-06-06T14:30:00.5Z", "2026-06-06T14:30:00Z"},
	} {
		got, err := ParseOrderedAt(test.text)
		if err != nil || got.Format("2006-01-02T15:04:05Z07:00") != test.want {
			t.Errorf("%s is %s, %v", test.text, got, err)
		}
	}
	for _, text := range []string{"", "2026-06-06", "2026-06-06T22:30:00", "2026-02-30T00:00:00Z", "2026-06-06T24:30:00Z", "yesterday"} {
		if got, err := ParseOrderedAt(text); err == nil {
			t.Errorf("%q is read as %s, want an error", text, got)
		}
	}
}

func TestPointer(t *testing.T) {
	if got := Pointer(Pointer("", "a/b"), "c~d"); got != "/a~1b/c~0d" {
		t.Errorf("pointer is %s", got)
	}
}

func TestParseMeasure(t *testing.T) {
	for text, want := range map[string]string{
		"220h": "220", "11.5d": "11.5", "3mo": "3", "50k": "50000", "1.5K": "1500", "120M": "120000000", "0.0001M": "100",
		"220": "", "": "", "h": "", "mo": "", "k": "", "120m": "", "-5h": "", "+5d": "", "1e3h": "", "1e3k": "", "1,5h": "", "1 h": "", "1kh": "", "0x1d": "", ".h": "", "1.2.3h": "",
	} {
		value, ok := ParseMeasure(text)
		if got := value.String(); ok != (want != "") || ok && got != want {
			t.Errorf("%q is %s, %t; want %q", text, got, ok, want)
		}
	}
}

// What package time takes and no clock shows is refused.
func TestClocksThatExist(t *testing.T) {
	for _, text := range []string{"2026-06-06T22:30:00+08:00", "2026-06-06 22:30+08:00", "2026-06-06T22:30Z", "0001-01-01T12:00:00Z", "9999-12-31T12:00:00-11:59", "2026-06-06T22:30:00+23:59"} {
		if _, err := ParseOrderedAt(text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{
		"2026-06-06T22:30:00+24:00", "2026-06-06T22:30:00+08:60", "2026-06-06T22:30:00-24:00", "2026-06-06T22:30+08:60",
		"0000-06-06T22:30:00Z", "0001-01-01T00:30:00+08:00", "9999-12-31T23:30:00-08:00", "2026-02-29T00:00:00Z",
	} {
		if got, err := ParseOrderedAt(text); err == nil {
			t.Errorf("%s is taken for %s", text, got)
		}
	}
}

// A calendar month or year has a first day, and a first day after it, that RFC 3339
// can write.
func TestPeriodsOfTheCalendar(t *testing.T) {
	for text, ok := range map[string]bool{"0001-01": true, "9999-11": true, "9998": true, "0000-12": false, "9999-12": false, "9999": false, "0000": false} {
		if _, err := ParsePeriod(text); (err == nil) != ok {
			t.Errorf("%s: %v", text, err)
		}
	}
}
