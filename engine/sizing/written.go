package sizing

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

// The functions of this file read goals and options as people type them. The
// command line and the page take the same forms.

const (
	windowDivider  = ".."
	localTime      = "2006-01-02T15:04"
	localTimeShort = "2006-01-02 15:04"
)

// ParsePercent reads a share of the minutes, "99.9%" or "99.9", from 0 to 100. A
// number from 0 to 1 without "%" may be meant as a fraction, and is refused.
func ParsePercent(text string) (decimal.Decimal, error) {
	percent, err := money.ParseQuantity(strings.TrimSuffix(text, "%"))
	if err != nil || strings.ContainsAny(text, "kKM") || percent.GreaterThan(decimal.NewFromInt(100)) {
		return percent, fmt.Errorf("%q is not a share of the minutes: write 99.9%%", text)
	}
	if one := decimal.NewFromInt(1); !strings.HasSuffix(text, "%") && percent.IsPositive() && percent.LessThanOrEqual(one) {
		return percent, fmt.Errorf("%q can be read in two ways: write %s%% if it is a fraction, or %s%% if it is a percentage",
			text, money.Text(percent.Shift(2)), money.Text(percent))
	}
	return percent, nil
}

// ParseWindow reads "FROM..TO", dates or times, TO being the first moment after
// the window. Either may be left out, and is zero then. What has no offset is in
// the zone.
func ParseWindow(text string, zone *time.Location) (from, to time.Time, err error) {
	first, last, both := strings.Cut(text, windowDivider)
	if from, err = momentIn(first, zone); err == nil {
		to, err = momentIn(last, zone)
	}
	switch {
	case !both || first == "" && last == "":
		return from, to, fmt.Errorf("%q is not a window: write 2026-06-01..2026-06-08", text)
	case err != nil:
		return from, to, err
	case first != "" && last != "" && !from.Before(to):
		return from, to, fmt.Errorf("it ends (%s) before it begins (%s)", last, first)
	}
	return from, to, nil
}

// momentIn reads a date or time, in a zone if it has no offset; zero if it is empty.
func momentIn(text string, zone *time.Location) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if t, err := catalog.ParseTime(text, zone, time.DateOnly, localTime, localTimeShort, time.RFC3339); err == nil {
		return t, nil
	}
	return time.Time{}, fmt.Errorf("%q is not a date or time: write 2026-06-01 or 2026-06-01T09:00", text)
}
