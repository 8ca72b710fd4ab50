package sizing

import "time"

// moment is a time to the minute.
type moment struct {
	minute  int64 // minutes since 1970-01-01T00:00Z
	seconds bool  // the time has seconds, or a part of one, that are not 0
}

const timeHelp = "write 2026-06-06T12:34:56Z, 2026-06-06 12:34 or seconds since 1970"

// clockReader reads timestamps. It remembers the last hour without an offset,
// since rows mostly stand in order.
type clockReader struct {
	zone *time.Location
	last civil
	base int64 // minute of last
}

// civil is an hour on a clock.
type civil struct{ year, month, day, hour int }

// read reads one timestamp: ISO 8601 with or without an offset, in the extended
// form (2026-06-06T12:34:56.789+08:00; space for T and "/" for "-" are allowed,
// seconds may be left out) or the basic form (20260606T123456Z), or a whole or
// decimal number of seconds, or of milli-, micro- or nanoseconds, since 1970.
func (c *clockReader) read(text []byte) (moment, *fault) {
	text = trim(text)
	if len(text) == 0 {
		return moment{}, faultf(timeHelp, "%s is empty", timeColumn)
	}
	digits := 0
	for digits < len(text) && isDigit(text[digits]) {
		digits++
	}
	var m moment
	var ok bool
	if digits >= 10 && (digits == len(text) || text[digits] == '.') && digits != 12 && digits != 14 {
		m, ok = epoch(text, digits)
	} else {
		m, ok = c.iso(text, digits)
	}
	if !ok {
		return moment{}, faultf(timeHelp, "%s is not a time: %s", timeColumn, shown(text))
	}
	return m, nil
}

// epoch reads a number since 1970. Its digits tell the unit: 10 are seconds, 13
// milliseconds, 16 microseconds, 19 nanoseconds, from 2001-09-09 to 2286-11-20.
func epoch(text []byte, digits int) (moment, bool) {
	var unit int64
	switch digits {
	case 10:
		unit = 1
	case 13:
		unit = 1e3
	case 16:
		unit = 1e6
	case 19:
		unit = 1e9
	default:
		return moment{}, false
	}
	var n uint64 // 19 digits fit
	for _, b := range text[:digits] {
		n = n*10 + uint64(b-'0')
	}
	part := false
	if digits < len(text) {
		if digits+1 == len(text) {
			return moment{}, false
		}
		for _, b := range text[digits+1:] {
			if !isDigit(b) {
				return moment{}, false
			}
			part = part || b != '0'
		}
	}
	perMinute := uint64(unit) * secondsPerMinute
	return moment{int64(n / perMinute), part || n%perMinute != 0}, text[0] != '0'
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// iso reads a date and a time of day. digits is how many digits the text begins with.
func (c *clockReader) iso(text []byte, digits int) (moment, bool) {
	s := scanner{text: text, ok: true}
	basic := digits == 8 || digits == 12 || digits == 14
	year := s.number(4)
	if !basic {
		s.either('-', '/')
	}
	month := s.number(2)
	if !basic {
		s.either('-', '/')
	}
	day := s.number(2)
	if digits == 8 || !basic {
		if s.either('T', 't'); !s.ok {
			s.ok = true
			s.either(' ', '_')
			s.spaces()
		}
	}
	hour := s.number(2)
	colon := s.accept(':')
	minute := s.number(2)
	second, part := 0, false
	if colon && s.accept(':') || !colon && s.digit() {
		second = s.number(2)
		part = s.fraction()
	}
	s.spaces()
	offset, hasOffset := s.offset()
	valid := s.ok && len(s.text) == 0 && 1 <= month && month <= 12 && 1 <= day && day <= daysIn(year, month) &&
		minute < 60 && second <= 60 && (hour < 24 || hour == 24 && minute == 0 && second == 0 && !part)
	if !valid {
		return moment{}, false
	}
	m := moment{seconds: second != 0 || part}
	if hasOffset {
		m.minute = daysSince1970(year, month, day)*minutesPerDay + int64(hour)*minutesPerHour + int64(minute) - int64(offset)
		return m, true
	}
	m.minute = c.local(civil{year, month, day, hour}, minute)
	return m, true
}

// local is the minute of a time without an offset.
func (c *clockReader) local(hour civil, minute int) int64 {
	if hour != c.last {
		t := time.Date(hour.year, time.Month(hour.month), hour.day, hour.hour, 0, 0, 0, c.zone)
		c.last, c.base = hour, floorDiv(t.Unix(), secondsPerMinute)
	}
	return c.base + int64(minute)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// daysIn is the number of days of a month.
func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// daysSince1970 counts days of the Gregorian calendar, years beginning in March
// so that a leap day comes last.
func daysSince1970(year, month, day int) int64 {
	y, m := int64(year), int64(month)
	if m <= 2 {
		y--
		m += 12
	}
	return 365*y + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400) + (153*(m-3)+2)/5 + int64(day) - 719469
}
