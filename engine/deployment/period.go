package deployment

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

// DefaultPeriod is what a total covers if nothing else is said.
const DefaultPeriod = "30d"

// Of the file format: what a period of days or months means in hours and days.
const (
	hoursPerDay  = 24
	daysPerMonth = 30

	monthsPerYear = 12
)

// Period is the stretch of time that a total covers. It fills in hours, days
// and months that an estimate leaves out.
type Period struct {
	Label  string          // as it was written
	Hours  decimal.Decimal // exact
	Days   int64           // begun days count as whole ones
	Months int64           // begun months of 30 days count as whole ones; a calendar month is 1, a calendar year 12
}

// Same reports whether two periods cover the same time, however they are written.
func (p Period) Same(q Period) bool {
	return p.Hours.Equal(q.Hours) && p.Days == q.Days && p.Months == q.Months
}

// Calendar returns the first day of a period that is a calendar month or year,
// "2026-12" or "2026", and its months. Any other period has no dates.
func (p Period) Calendar() (first time.Time, months int64, ok bool) {
	if first, err := time.Parse("2006-01", p.Label); err == nil {
		return first, 1, true
	}
	if first, err := time.Parse("2006", p.Label); err == nil {
		return first, monthsPerYear, true
	}
	return time.Time{}, 0, false
}

// ParsePeriod reads "30d", "720h", "1mo" (30 days), "1y" (12 months of 30 days), a
// calendar month "2026-12" or a calendar year "2026". Days and hours may have a
// fraction. A period of no time is an error.
func ParsePeriod(text string) (Period, error) {
	for _, unit := range [...]struct {
		suffix string
		hours  int64
		whole  bool
	}{{"y", monthsPerYear * daysPerMonth * hoursPerDay, true}, {"mo", daysPerMonth * hoursPerDay, true}, {"d", hoursPerDay, false}, {"h", 1, false}} {
		number, ok := strings.CutSuffix(text, unit.suffix)
		if !ok {
			continue
		}
		if n, err := strconv.ParseUint(number, 10, 16); err == nil && n > 0 && int64(n)*unit.hours <= maxPeriodHours { // nearly every period
			hours := int64(n) * unit.hours
			return Period{Label: text, Hours: decimal.NewFromInt(hours), Days: ceilDiv(hours, hoursPerDay), Months: ceilDiv(hours, daysPerMonth*hoursPerDay)}, nil
		}
		count, err := money.ParseDecimal(number)
		if err != nil || !count.IsPositive() || unit.whole && !count.IsInteger() || strings.ContainsAny(number, "eE+") {
			break
		}
		hours := money.Product(count, decimal.NewFromInt(unit.hours))
		if hours.GreaterThan(decimal.NewFromInt(maxPeriodHours)) {
			return Period{}, fmt.Errorf("period %q is longer than %s years", text, strconv.Itoa(maxPeriodYears))
		}
		return periodOf(text, hours), nil
	}
	if first, months, ok := (Period{Label: text}).Calendar(); ok {
		if !catalog.Writable(first) || !catalog.Writable(first.AddDate(0, int(months), 0)) {
			return Period{}, fmt.Errorf("period %q does not begin and end in the years %d to %d", text, catalog.MinYear, catalog.MaxYear)
		}
		days := int64(first.AddDate(0, int(months), 0).Sub(first).Hours()) / hoursPerDay
		return Period{Label: text, Hours: decimal.NewFromInt(days * hoursPerDay), Days: days, Months: months}, nil
	}
	return Period{}, fmt.Errorf("%q is not a period: write days (30d), hours (720h), months of 30 days (1mo), a year of 12 such months (1y), a calendar month (2026-12) or a calendar year (2026)", text)
}

// PeriodOfHours returns the period of so many hours, with the begun days and
// months that they take.
func PeriodOfHours(hours decimal.Decimal) Period {
	return periodOf(money.Text(hours)+"h", hours)
}

// WholeDays counts the days that so many hours take, a begun day as a whole one.
func WholeDays(hours decimal.Decimal) int64 { return money.CeilDiv(hours, hoursPerDay) }

// WholeMonths counts the months of 30 days that so many hours take, a begun month
// as a whole one.
func WholeMonths(hours decimal.Decimal) int64 { return money.CeilDiv(hours, daysPerMonth*hoursPerDay) }

func periodOf(label string, hours decimal.Decimal) Period {
	return Period{Label: label, Hours: hours, Days: WholeDays(hours), Months: WholeMonths(hours)}
}

// maxPeriodYears bounds a period, so that a slip of the finger is not a plan.
const (
	maxPeriodYears = 100
	maxPeriodHours = maxPeriodYears * 366 * hoursPerDay
)

// ceilDiv divides, counting a begun unit as a whole one.
func ceilDiv(hours, unit int64) int64 { return (hours + unit - 1) / unit }
