package deployment_test

import (
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func period(t *testing.T, text string) deployment.Period {
	t.Helper()
	p, err := deployment.ParsePeriod(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestCovers(t *testing.T) {
	type terms = deployment.Terms
	ptu := func(days string) terms {
		return terms{Plan: catalog.PTU, Payment: catalog.Subscription, Days: dec(days)}
	}
	mu := func(months string) terms {
		return terms{Plan: catalog.MU, Payment: catalog.Subscription, Months: dec(months)}
	}
	cancelled := func(days string) terms {
		return terms{Plan: catalog.MU, Payment: catalog.Subscription, Months: dec("1"), CancelAfter: dec(days)}
	}
	hours := func(plan catalog.Plan, hours string) terms {
		return terms{Plan: plan, Payment: catalog.PayAsYouGo, Hours: dec(hours)}
	}
	schedule := func(days, hours string) terms {
		return terms{Plan: catalog.MU, Payment: catalog.PayAsYouGo, ScheduleDays: dec(days), Hours: dec(hours)}
	}
	stopped := ptu("30")
	stopped.Status.Billing = deployment.NotBilled
	for _, test := range []struct {
		name         string
		terms        terms
		period       string
		paid, of, in string // "" for no difference
	}{
		{"days of the period", ptu("30"), "30d", "", "", ""},
		{"days of a month", ptu("31"), "2026-12", "", "", ""},
		{"days of a year", ptu("30"), "365d", "30", "365", "day"},
		{"days of a week", ptu("30"), "7d", "30", "7", "day"},
		{"days of 12 months", ptu("30"), "1y", "30", "360", "day"},
		{"a begun day", ptu("2"), "36h", "48", "36", "hour"},
		{"days of a stopped deployment", stopped, "365d", "", "", ""},
		{"a month", mu("1"), "30d", "", "", ""},
		{"a month of a week", mu("1"), "7d", "30", "7", "day"},
		{"two begun months", mu("2"), "31d", "60", "31", "day"},
		{"13 begun months", mu("13"), "365d", "390", "365", "day"},
		{"12 months of 12 months", mu("12"), "12mo", "", "", ""},
		{"12 months of a year", mu("12"), "1y", "", "", ""},
		{"3 months of a year", mu("3"), "1y", "90", "360", "day"},
		{"a calendar month", mu("1"), "2026-02", "", "", ""},
		{"3 months of a calendar month", mu("3"), "2026-02", "3", "1", "month"},
		{"a calendar year", mu("12"), "2026", "", "", ""},
		{"6 months of a calendar year", mu("6"), "2026", "6", "12", "month"},
		{"cancelled in the period", cancelled("11.5"), "30d", "", "", ""},
		{"cancelled after the period", cancelled("11.5"), "7d", "12", "7", "day"},
		{"every hour", hours(catalog.MU, "720"), "30d", "", "", ""},
		{"stated use", hours(catalog.MU, "220"), "30d", "", "", ""},
		{"no use", hours(catalog.PTU, "0"), "30d", "", "", ""},
		{"more hours than a month has", hours(catalog.PTU, "7200"), "2026-02", "300", "28", "day"},
		{"an hour more", hours(catalog.CU, "721"), "30d", "721", "720", "hour"},
		{"the last hour rounded up", hours(catalog.MU, "37"), "36.5h", "", "", ""},
		{"a schedule", schedule("22", "220"), "30d", "", "", ""},
		{"a schedule of more days", schedule("22", "110"), "7d", "22", "7", "day"},
		{"tokens", terms{Plan: catalog.LoRA, Payment: catalog.PayAsYouGo}, "30d", "", "", ""},
	} {
		got := test.terms.Covers(period(t, test.period))
		switch {
		case test.in == "" && got != nil:
			t.Errorf("%s: pays for %s of %s %ss, want no difference", test.name, got.Paid, got.Period, got.Unit)
		case test.in != "" && got == nil:
			t.Errorf("%s: no difference, want %s of %s %ss", test.name, test.paid, test.of, test.in)
		case got != nil && (got.Paid.String() != test.paid || got.Period.String() != test.of || got.Unit != test.in):
			t.Errorf("%s: pays for %s of %s %ss, want %s of %s %ss", test.name, got.Paid, got.Period, got.Unit, test.paid, test.of, test.in)
		}
	}
}

// A subscription differs from every period but one of its own length, and says so
// in exact numbers of one unit that are never the same.
func TestCoversOfRandomPeriods(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		hours := decimal.New(1+rng.Int64N(900_000), -int32(rng.IntN(4)))
		days := decimal.NewFromInt(1 + rng.Int64N(400))
		terms := deployment.Terms{Plan: catalog.PTU, Payment: catalog.Subscription, Days: days}
		p := deployment.PeriodOfHours(hours)
		paid := days.Mul(decimal.NewFromInt(24))
		got := terms.Covers(p)
		if (got == nil) != paid.Equal(hours) {
			t.Fatalf("%s days in %s hours: %v", days, hours, got)
		}
		if got == nil {
			continue
		}
		unit := decimal.NewFromInt(1)
		if got.Unit == "day" {
			unit = decimal.NewFromInt(24)
		}
		if !got.Paid.Mul(unit).Equal(paid) || !got.Period.Mul(unit).Equal(hours) || got.Beyond() != paid.GreaterThan(hours) {
			t.Errorf("%s days in %s hours: pays for %s of %s %ss, beyond %t", days, hours, got.Paid, got.Period, got.Unit, got.Beyond())
		}
	}
}

// Rounded up, a schedule bills each day's run in whole hours. By hand: 1.5 hours on
// 22 days are 22 x 2; on 21.5 days they are 21 x 2 and 1 for the 0.75 of the last.
func TestScheduleRoundedUp(t *testing.T) {
	for _, test := range []struct{ perDay, days, want string }{
		{"1.5", "22", "44"}, {"1.5", "21.5", "43"}, {"10", "22", "220"}, {"0", "22", "0"}, {"0.1", "30", "30"}, {"24", "30", "720"},
	} {
		set := func(text string) deployment.Number { return deployment.Number{Value: dec(text), Set: true} }
		d := deployment.Deployment{Estimate: deployment.Estimate{HoursPerDay: set(test.perDay), ScheduleDays: set(test.days)}}
		got := deployment.Resolve(&catalog.Catalog{}, &deployment.Document{}, &d, deployment.Settings{RoundHoursUp: true}).Hours
		if got.String() != test.want {
			t.Errorf("%s hours on %s days are billed as %s hours, want %s", test.perDay, test.days, got, test.want)
		}
	}
}
