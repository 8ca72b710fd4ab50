package catalog_test

import (
	"testing"
	"time"

	"github.com/costplan/costplan/catalog"
)

// What package time takes and no clock shows is no zone.
func TestParseZone(t *testing.T) {
	for _, text := range []string{"Z", "+08:00", "-23:59", "+00:00"} {
		if _, err := catalog.ParseZone(text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{"+24:00", "+08:60", "-24:00", "08:00", "+8:00", "+0800", "", ".5Z"} {
		if zone, err := catalog.ParseZone(text); err == nil {
			t.Errorf("%s is taken for %s", text, zone)
		}
	}
}

// From 6 June 2026 on, by hand: to 6 July 30 days, to 6 June 2027 365 days, to
// 6 June 2426 four hundred years of 146,097 days. A clock may be behind.
func TestAgeDays(t *testing.T) {
	for day, want := range map[string]int64{"2026-06-06": 0, "2026-07-06": 30, "2027-06-06": 365, "2426-06-06": 146097, "2026-06-05": -1} {
		on, err := catalog.ParseTime(day, time.UTC, time.DateOnly)
		if err != nil {
			t.Fatal(err)
		}
		if got := load(t).AgeDays(on); got != want {
			t.Errorf("on %s it is %d days old, want %d", day, got, want)
		}
	}
}
