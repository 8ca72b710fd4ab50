package sizing

import (
	"strconv"
	"strings"
	"time"
)

// moment is a time to the minute.
type moment struct {
	minute  int64 // minutes since 1970-01-01T00:00Z
	seconds bool  // the time has seconds, or a part of one, that are not 0
}

const timeHelp = "write 2026-06-06T12:34:56Z, 2026-06-06 12:34 or seconds since 1970"

// readMoment reads one timestamp: ISO 8601 with or without an offset, in the extended
// form (2026-06-06T12:34:56.789+08:00; space for T and "/" for "-" are allowed,
// seconds may be left out) or the basic form (20260606T123456Z), or a whole or
// decimal number of seconds, or of milli-, micro- or nanoseconds, since 1970. The
// zone is that of a time without an offset.
func readMoment(text string, zone *time.Location) (moment, *fault) {
	text = trim(text)
	if text == "" {
		return moment{}, faultf(timeHelp, "%s is empty", timeColumn)
	}
	m, ok := epoch(text)
	if !ok {
		m, ok = iso(text, zone)
	}
	if !ok {
		return moment{}, faultf(timeHelp, "%s is not a time: %s", timeColumn, shown(text))
	}
	return m, nil
}

// epoch reads a number since 1970. Its digits tell the unit: 10 are seconds, 13
// milliseconds, 16 microseconds, 19 nanoseconds, from 2001-09-09 to 2286-11-20.
func epoch(text string) (moment, bool) {
	whole, fraction, decimal := strings.Cut(text, ".")
	units := map[int]int64{10: 1, 13: 1e3, 16: 1e6, 19: 1e9}
	unit, ok := units[len(whole)]
	n, err := strconv.ParseUint(whole, 10, 64)
	if !ok || err != nil || whole[0] == '0' || decimal && fraction == "" || strings.Trim(fraction, "0123456789") != "" {
		return moment{}, false
	}
	perMinute := uint64(unit) * secondsPerMinute
	return moment{int64(n / perMinute), strings.Trim(fraction, "0") != "" || n%perMinute != 0}, true
}

// iso reads a date and a time of day.
func iso(text string, zone *time.Location) (moment, bool) {
	date, layout := "2006-01-02", "1504"
	if strings.IndexFunc(text+"T", isNotDigit) >= len("20060102") {
		date = "20060102"
	}
	if len(text) < len(date) {
		return moment{}, false
	}
	day, clock := strings.ReplaceAll(text[:len(date)], "/", "-"), text[len(date):]
	if clock = strings.TrimLeft(clock, " "); clock != "" && strings.ContainsRune("Tt_", rune(clock[0])) {
		clock = clock[1:]
	}
	clock, offset := cutOffset(clock)
	clock = strings.TrimRight(clock, " ")
	second := "05" // a fraction may follow
	if strings.Contains(clock, ":") {
		layout, second = "15:04", ":05"
	}
	if len(clock) > len(layout) {
		layout += second
	}
	// Midnight may end a day, and a second may be added to a minute.
	days := 0
	if rest, ok := strings.CutPrefix(clock, "24"); ok && strings.Trim(rest, ":0.,") == "" {
		clock, days = "00"+rest, 1
	}
	if len(clock) >= len(layout) && strings.HasSuffix(layout, second) && clock[len(layout)-2:len(layout)] == "60" {
		clock = clock[:len(layout)-2] + "59" + clock[len(layout):]
	}
	t, err := time.ParseInLocation(date+" "+layout+offset.layout, day+" "+clock+offset.text, zone)
	if err != nil {
		return moment{}, false
	}
	t = t.AddDate(0, 0, days)
	return moment{floorDiv(t.Unix(), secondsPerMinute), t.Second() != 0 || t.Nanosecond() != 0}, true
}

func isNotDigit(r rune) bool { return r < '0' || '9' < r }

// offset is a part of a time as package time lays it out.
type offset struct{ layout, text string }

// cutOffset cuts Z, UTC, GMT, +08:00, +0800 or +08 from the end of a time of day.
func cutOffset(clock string) (string, offset) {
	for _, name := range [...]string{"Z", "z", "UTC", "GMT"} {
		if before, ok := strings.CutSuffix(clock, name); ok {
			return before, offset{"Z07:00", "Z"}
		}
	}
	at := strings.IndexAny(clock, "+-")
	if at < 0 {
		return clock, offset{}
	}
	layout := "-07:00"
	switch len(clock) - at {
	case len("-07"):
		layout = "-07"
	case len("-0700"):
		layout = "-0700"
	}
	return clock[:at], offset{layout, clock[at:]}
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
