package catalog

import (
	"fmt"
	"time"
)

// MinYear and MaxYear are the years that a date may have, as RFC 3339 writes them.
const (
	MinYear = 1
	MaxYear = 9999
)

// Writable reports whether RFC 3339 can write a date.
func Writable(t time.Time) bool { return MinYear <= t.Year() && t.Year() <= MaxYear }

// ParseTime reads a date or time in one of some layouts of package time, in a zone
// if it has no offset. It is stricter than package time: an offset goes up to
// 23:59, and the year is 1 or later, also in UTC.
func ParseTime(text string, zone *time.Location, layouts ...string) (t time.Time, err error) {
	for _, layout := range layouts {
		if t, err = time.ParseInLocation(layout, text, zone); err == nil {
			break
		}
	}
	switch {
	case err != nil:
		return time.Time{}, err
	case !offset(text):
		return time.Time{}, fmt.Errorf("%q has an offset that does not exist: write it from -23:59 to +23:59", text)
	case !Writable(t) || !Writable(t.UTC()):
		return time.Time{}, fmt.Errorf("%q is not from year %d to %d", text, MinYear, MaxYear)
	}
	return t, nil
}

// ParseZone reads an offset from UTC, "+08:00" or "Z".
func ParseZone(text string) (*time.Location, error) {
	t, err := time.Parse("Z07:00", text)
	if err != nil || !offset(text) {
		return nil, fmt.Errorf("%q is not an offset: write +08:00 or Z", text)
	}
	_, seconds := t.Zone()
	return time.FixedZone(text, seconds), nil
}

// offset reports whether the offset at the end of a text, "+08:00", exists; a text
// without one is fine. Package time takes +24:00 and +08:60.
func offset(text string) bool {
	at := len(text) - len("+08:00")
	if at < 0 || text[at] != '+' && text[at] != '-' || text[at+3] != ':' {
		return true
	}
	return text[at+1:at+3] <= "23" && text[at+4:] <= "59"
}

// AgeDays returns how many whole days old the edition is on a day; negative before
// its date.
func (c *Catalog) AgeDays(on time.Time) int64 {
	const day = 24 * 60 * 60 // seconds; a time.Duration ends after 292 years
	edition, err := ParseTime(c.Edition, time.UTC, time.DateOnly)
	if err != nil {
		return 0 // an edition that loads bears a date
	}
	return (on.Unix() - edition.Unix()) / day
}
