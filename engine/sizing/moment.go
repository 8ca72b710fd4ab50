package sizing

import (
	"errors"
	"fmt"
	"regexp"
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
// decimal number of seconds, or of milli-, micro- or nanoseconds, since 1970. A date
// may also be written as spreadsheets do (2026/6/6 9:05, 06/06/2026 9:05 PM), the
// latter in the stated order. The zone is that of a time without an offset; what its
// clocks show twice or never is refused.
func readMoment(text string, zone *time.Location, order DateOrder) (moment, *fault) {
	text = trim(text)
	if text == "" {
		return moment{}, faultf(timeHelp, "%s is empty", timeColumn)
	}
	if m, ok := epoch(text); ok {
		return m, nil
	}
	if m, ok, bad := iso(text, zone); ok || bad != nil {
		return m, bad
	}
	if spelled, ordered := spreadsheet(text, order); ordered && order == "" {
		return moment{}, &fault{message: fmt.Sprintf("%s is %s", timeColumn, shown(text)), stop: ErrDateOrder}
	} else if spelled != "" {
		if m, ok, bad := iso(spelled, zone); ok || bad != nil {
			return m, bad
		}
	}
	if onlyDate.MatchString(text) {
		return moment{}, faultf("if another column has it, state both: date=HEADER and time=HEADER", "%s has no time of day: %s", timeColumn, shown(text))
	}
	return moment{}, faultf(timeHelp, "%s is not a time: %s", timeColumn, shown(text))
}

var onlyDate = regexp.MustCompile(`^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}$`)

// DateOrder is which of day and month comes first in 06/01/2026.
type DateOrder string

// The orders of dates.
const (
	MonthFirst DateOrder = "mdy"
	DayFirst   DateOrder = "dmy"
)

// ParseDateOrder reads the order of dates; empty states none.
func ParseDateOrder(text string) (DateOrder, error) {
	switch order := DateOrder(text); order {
	case "", MonthFirst, DayFirst:
		return order, nil
	}
	return "", fmt.Errorf("%q is not an order of dates: use mdy (month first) or dmy (day first)", text)
}

// ErrDateOrder says that a date can be read in two ways.
var ErrDateOrder = errors.New("the order of day and month is not known: state mdy (month first) or dmy (day first)")

// sheetDate is a date and a time of day as spreadsheets write them.
var sheetDate = regexp.MustCompile(`(?i)^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4}),?[ T]+(\d{1,2})(:\d{2}(?::\d{2}(?:[.,]\d+)?)?)(?: ?([ap])m)?((?: ?[+-].*)?)$`)

// spreadsheet writes such a time as ISO 8601 has it, empty if it is none. Whether day
// and month are in the stated order, ordered tells.
func spreadsheet(text string, order DateOrder) (iso string, ordered bool) {
	part := sheetDate.FindStringSubmatch(text)
	if part == nil {
		return "", false
	}
	year, month, day := part[1], part[2], part[3]
	if len(year) != 4 {
		ordered = true
		if year, month, day = part[3], part[1], part[2]; order == DayFirst {
			month, day = day, month
		}
	}
	hour, _ := strconv.Atoi(part[4]) // at most two digits
	if half := part[6]; half != "" {
		if hour < 1 || hour > 12 {
			return "", false
		}
		if hour %= 12; half == "p" || half == "P" {
			hour += 12
		}
	}
	if len(year) != 4 || len(month) > 2 || len(day) > 2 {
		return "", false
	}
	return fmt.Sprintf("%s-%02s-%02s %02d%s%s", year, month, day, hour, part[5], strings.TrimSpace(part[7])), ordered
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
func iso(text string, zone *time.Location) (moment, bool, *fault) {
	date, layout := "2006-01-02", "1504"
	if strings.IndexFunc(text+"T", isNotDigit) >= len("20060102") {
		date = "20060102"
	}
	if len(text) < len(date) {
		return moment{}, false, nil
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
	t, err := time.Parse(date+" "+layout+offset.layout, day+" "+clock+offset.text)
	if err != nil {
		return moment{}, false, nil
	}
	t = t.AddDate(0, 0, days)
	if offset.text == "" {
		var bad *fault
		if t, bad = local(t, zone); bad != nil {
			return moment{}, false, bad
		}
	}
	return moment{floorDiv(t.Unix(), secondsPerMinute), t.Second() != 0 || t.Nanosecond() != 0}, true, nil
}

// local is the moment at which clocks of a zone show what a time shows in UTC.
func local(shows time.Time, zone *time.Location) (time.Time, *fault) {
	t := time.Date(shows.Year(), shows.Month(), shows.Day(), shows.Hour(), shows.Minute(), shows.Second(), shows.Nanosecond(), zone)
	at := func(neighbour time.Time) int64 { // when the clocks of another season show it
		_, offset := neighbour.Zone()
		return shows.Unix() - int64(offset)
	}
	start, end := t.ZoneBounds()
	const help = "write times with their offset, such as 2026-06-06T12:34:56+02:00, or in UTC"
	switch {
	case at(t) != t.Unix():
		return t, faultf(help, "the clocks of %s skip %s", zone, shows.Format(time.DateTime))
	case !start.IsZero() && at(start.Add(-time.Second)) < start.Unix(), !end.IsZero() && at(end) >= end.Unix():
		return t, faultf(help, "the clocks of %s show %s twice", zone, shows.Format(time.DateTime))
	}
	return t, nil
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
