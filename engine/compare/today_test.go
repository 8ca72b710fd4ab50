package compare_test

import (
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/deployment"
)

// A need derived from a deployment prices the deployment itself as it is, and
// compares the others with it.
func TestNeedOfADeployment(t *testing.T) {
	cat := load(t)
	sg, _ := cat.Region(singapore)
	bj, _ := cat.Region(beijing)
	for _, test := range []struct {
		name   string
		period string
		terms  deployment.Terms
		today  string // ID of the option that is today's; empty if none is
		label  string // period that is compared
		hours  string
		other  string // ID of another option
		amount string // of it
		less   string // its amount less today's
	}{
		{
			// Today 100 h x 9.6 = 960; Beijing 100 x 5.335 = 533.5.
			"ptu by the hour", "30d",
			deployment.Terms{Region: sg, Plan: catalog.PTU, Payment: catalog.PayAsYouGo, Model: plus, InputTPM: dec("50000"), OutputTPM: dec("5000"), Hours: dec("100")},
			singapore + "/ptu/pay_as_you_go", "30d", "100", beijing + "/ptu/pay_as_you_go", "533.5", "-426.5",
		},
		{
			// Bought for 60 days, whatever the period: today 60 x 63.415 = 3,804.9; by the hour 1,440 x 5.335 = 7,682.4.
			"ptu subscription of 60 days", "30d",
			deployment.Terms{Region: bj, Plan: catalog.PTU, Payment: catalog.Subscription, Model: plus, InputTPM: dec("50000"), OutputTPM: dec("5000"), Days: dec("60")},
			beijing + "/ptu/subscription", "60d", "1440", beijing + "/ptu/pay_as_you_go", "7682.4", "3877.5",
		},
		{
			// Bought for 60 days and used for 100 hours: by the hour 100 x 5.335 = 533.5, and 3,804.9 today.
			"ptu subscription of 60 days with its use", "30d",
			deployment.Terms{Region: bj, Plan: catalog.PTU, Payment: catalog.Subscription, Model: plus, InputTPM: dec("50000"), OutputTPM: dec("5000"), Days: dec("60"), Hours: dec("100"), UseGiven: true},
			beijing + "/ptu/subscription", "60d", "100", beijing + "/ptu/pay_as_you_go", "533.5", "-3271.4",
		},
		{
			// Two bundles: today 8 / 4 x 20,916 = 41,832; two bundles of MU2 x 8 are 2 x 52,392 = 104,784.
			"two bundles of mu", "2026-12",
			deployment.Terms{Region: sg, Plan: catalog.MU, Payment: catalog.Subscription, Model: "qwen3-32b", Spec: "MU1", Capacity: dec("8"), Months: dec("1")},
			singapore + "/mu/MU1/subscription", "2026-12", "744", singapore + "/mu/MU2/subscription", "104784", "62952",
		},
		{
			// Three months are 3mo = 2,160 h: today 3 x 20,916 = 62,748; by the hour 2,160 x 44 = 95,040.
			"mu subscription of three months", "30d",
			deployment.Terms{Region: sg, Plan: catalog.MU, Payment: catalog.Subscription, Model: "qwen3-32b", Spec: "MU1", Capacity: dec("4"), Months: dec("3")},
			singapore + "/mu/MU1/subscription", "3mo", "2160", singapore + "/mu/MU1/pay_as_you_go", "95040", "32292",
		},
		{
			// Cancelled after 11.5 days = 276 h: today 12 x 3 x 1,394.329 x 1.2 / 30 = 2,007.83376; by the hour 276 x 3 x 2.888 = 2,391.264.
			"cancelled mu subscription", "30d",
			deployment.Terms{Region: bj, Plan: catalog.MU, Payment: catalog.Subscription, Model: "qwen3-8b", Spec: "MU5", Capacity: dec("3"), Months: dec("1"), CancelAfter: dec("11.5")},
			"", "30d", "276", beijing + "/mu/MU5/pay_as_you_go", "2391.264", "383.43024",
		},
		{
			// 105 for the tokens (see package quote); one bundle for the month 20,916.
			"tokens", "30d",
			deployment.Terms{
				Region: sg, Plan: catalog.LoRA, Payment: catalog.PayAsYouGo, Model: "qwen3-14b", Custom: true, Hours: dec("720"),
				InputTokens: dec("120000000"), OutputTokens: dec("30000000"), ThinkingTokens: dec("5000000"), TokensGiven: true,
			},
			singapore + "/lora/pay_as_you_go", "30d", "720", singapore + "/mu/MU1/subscription", "20916", "20811",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := compare.Compare(cat, compare.NeedOf(test.terms, days(t, test.period)))
			if c.Need.Period.Label != test.label || !c.Hours.Equal(dec(test.hours)) {
				t.Errorf("compared over %s and %s hours, want %s and %s", c.Need.Period.Label, c.Hours, test.label, test.hours)
			}
			today := ""
			for _, o := range c.Options {
				if o.Today {
					today += o.ID()
					if !o.Difference.IsZero() {
						t.Errorf("today's choice differs from itself by %s", o.Difference)
					}
				}
			}
			if today != test.today {
				t.Errorf("today's choice is %q, want %q", today, test.today)
			}
			o := option(t, &c, test.other)
			if !o.Fee.Amount.Value.Equal(dec(test.amount)) || o.Difference == nil || !o.Difference.Equal(dec(test.less)) {
				t.Errorf("%s costs %s, %v more than today; want %s, %s", o.ID(), o.Fee.Amount.Value, o.Difference, test.amount, test.less)
			}
		})
	}
}

func TestTodayInWords(t *testing.T) {
	cat := load(t)
	sg, _ := cat.Region(singapore)
	byHour := deployment.Terms{Region: sg, Plan: catalog.PTU, Payment: catalog.PayAsYouGo, Model: plus, InputTPM: dec("50000"), OutputTPM: dec("5000"), Hours: dec("720")}
	c := compare.Compare(cat, compare.NeedOf(byHour, days(t, "30d")))
	// 6,912 - 1,902.45
	if text := strings.Join(c.Summary, "\n"); !strings.Contains(text, "ptu subscription in China (Beijing) costs 5,009.55 USD less than today's choice (6,912.00 USD)") {
		t.Error(text)
	}
	need := compare.NeedOf(byHour, days(t, "30d"))
	need.Regions, need.Hours = []string{singapore}, hours("10")
	need.Today.Hours = dec("10")
	c = compare.Compare(cat, need)
	if text := strings.Join(c.Summary, "\n"); !strings.Contains(text, "nothing is cheaper than today's choice (96.00 USD)") {
		t.Error(text)
	}
	unpriced := deployment.Terms{Region: sg, Plan: catalog.CU, Payment: catalog.PayAsYouGo, Model: plus}
	c = compare.Compare(cat, compare.NeedOf(unpriced, days(t, "30d")))
	if o := option(t, &c, singapore+"/cu/pay_as_you_go"); !o.Today || o.Difference != nil {
		t.Errorf("today's choice without a price is %+v", o)
	}
	if text := strings.Join(c.Notes, "\n"); !strings.Contains(text, "today's choice has no amount to compare with: no price") {
		t.Error(text)
	}
}
