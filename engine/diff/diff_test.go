package diff_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/diff"
)

func TestChanges(t *testing.T) {
	cat := load(t)
	for _, test := range []struct {
		name                               string
		old, new                           string
		status                             diff.Status
		fields, difference, percent, total string
	}{
		{"the same", batch, batch, diff.Unchanged, "", "0", "0.0", "0"},
		// 38,720 - 19,360
		{"twice the capacity", batch, batch16, diff.Changed, "capacity 8>16", "19360", "100.0", "19360"},
		{"half the capacity", batch16, batch, diff.Changed, "capacity 16>8", "-19360", "-50.0", "-19360"},
		// 768.24 - 1,382.4 = -614.16; / 1,382.4 = -44.427... %
		{"another region", chat, chatBeijing, diff.Changed, "region ap-southeast-1>cn-beijing", "-614.16", "-44.4", "-614.16"},
		// 30 days x (14.4 + 8.64) = 691.2; 691.2 - 1,382.4 = -691.2
		{
			"another payment", chat, strings.Replace(chat, "plan: ptu", "plan: ptu, estimate: {payment: subscription}", 1), diff.Changed,
			"payment pay_as_you_go>subscription, hours 720>-, days ->30", "-691.2", "-50.0", "-691.2",
		},
		// MU2 x 8 at 112: 220 x 8 x 112 / 8 = 24,640; - 19,360 = 5,280; / 19,360 = 27.27... %
		{"another spec", batch, strings.Replace(batch, "MU1", "MU2", 1), diff.Changed, "deploy_spec MU1>MU2", "5280", "27.3", "5280"},
		// (120M x 0.00035 + 30M x 0.0014) / 1,000 = 84
		{"more tokens", tuned, strings.Replace(tuned, "output: 0", "output: 30000000", 1), diff.Changed, "output_tokens 0>30000000", "42", "100.0", "42"},
		// Written out, a default is no change.
		{"a default written out", strings.Replace(chat, ", ptu_capacity: {input_tpm: 10000, output_tpm: 1000}", "", 1), chat, diff.Unchanged, "", "0", "0.0", "0"},
		{"what costs nothing", chat, strings.Replace(chat, "plan: ptu", "plan: ptu, rpm_limit: 5", 1), diff.Unchanged, "", "0", "0.0", "0"},
		{"a suffix", chat, strings.Replace(chat, "plan: ptu", "plan: ptu, suffix: v2", 1), diff.Changed, "suffix ->v2", "0", "0.0", "0"},
		{"another name", chat, strings.Replace(chat, "name: chat", "name: talk", 1), diff.Changed, "name chat>talk", "0", "0.0", "0"},
		{
			// 1 month x 8 x 20,916 / 4 = 41,832; 10 days x 8 x 20,916 x 1.2 / 4 / 30 = 16,732.8
			// 16,732.8 - 41,832 = -25,099.2, which is -60 %
			"cancelled", strings.Replace(batch, "hours: 220", "payment: subscription, months: 1", 1),
			strings.Replace(batch, "hours: 220", "payment: subscription, months: 1, cancel_after_days: 10", 1),
			diff.Changed, "cancel_after_days ->10", "-25099.2", "-60.0", "-25099.2",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := diff.Quotes(side(t, cat, files{"a.yaml": list(test.old)}), side(t, cat, files{"a.yaml": list(test.new)}))
			if len(d.Deployments) != 1 {
				t.Fatalf("%d changes, want 1: %+v", len(d.Deployments), d.Deployments)
			}
			c := &d.Deployments[0]
			got := fmt.Sprint(c.Status, "|", fieldsText(c), "|", text(c.Difference), "|", percentText(c.Percent), "|", total(t, &d, "USD"))
			if want := fmt.Sprint(test.status, "|", test.fields, "|", test.difference, "|", test.percent, "|", test.total); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if c.Reason != "" || len(c.Prices) > 0 || c.OnlyPrice() || !d.Complete() {
				t.Errorf("reason %q, prices %v, complete %t", c.Reason, c.Prices, d.Complete())
			}
		})
	}
}

func TestAddedAndRemoved(t *testing.T) {
	cat := load(t)
	d := diff.Quotes(side(t, cat, files{"a.yaml": list(batch, chat)}), side(t, cat, files{"a.yaml": list(chat, tuned)}))
	if c := find(t, &d, "tuned"); c.Status != diff.Added || text(c.Difference) != "42" || c.Percent != nil {
		t.Errorf("tuned is %s, %s (%s)", c.Status, text(c.Difference), percentText(c.Percent))
	}
	if c := find(t, &d, "batch"); c.Status != diff.Removed || text(c.Difference) != "-19360" || percentText(c.Percent) != "-100.0" {
		t.Errorf("batch is %s, %s (%s)", c.Status, text(c.Difference), percentText(c.Percent))
	}
	// 42 - 19,360 = -19,318, of 19,360 + 1,382.4 = 20,742.4: -93.13... %
	if of := d.Totals[0]; total(t, &d, "USD") != "-19318" || percentText(of.Percent) != "-93.1" {
		t.Errorf("the total changes by %s (%s)", total(t, &d, "USD"), percentText(of.Percent))
	}
}

// TestNothingBefore: from no deployment at all there is an amount and no percentage,
// whatever period the empty side stands for.
func TestNothingBefore(t *testing.T) {
	cat := load(t)
	d := diff.Quotes(side(t, cat, nil), side(t, cat, files{"a.yaml": "period: 60d\n" + list(batch)}))
	if total(t, &d, "USD") != "19360" || d.Totals[0].Percent != nil || !d.Complete() {
		t.Errorf("the total changes by %s (%s), %q", total(t, &d, "USD"), percentText(d.Totals[0].Percent), d.Reason)
	}
	if verdict := d.Exceeds(diff.Limit{Value: dec("10"), Percent: true}); !verdict.Exceeded {
		t.Error("a rise from nothing keeps to 10%")
	}
}

// TestUnknownIsNoSaving: what loses its amount, or was never known, leaves the
// difference open on the right side.
func TestUnknownIsNoSaving(t *testing.T) {
	cat := load(t)
	unpriced := strings.Replace(batch, "plan: mu, deploy_spec: MU1, capacity: 8, billing_method: POST_PAY", "plan: cu", 1)
	wrong := strings.Replace(batch, "capacity: 8", "capacity: 6", 1)
	for _, test := range []struct {
		name, old, new string
		difference     string
		total, reason  string
	}{
		{"a price lost", list(batch, chat), list(unpriced, chat), "unknown", "at_least -19360", "no amount after: no price"},
		{"a price found", list(unpriced, chat), list(batch, chat), "unknown", "at_most 19360", "no amount before: no price"},
		{"an error made", list(batch, chat), list(wrong, chat), "unknown", "at_least -19360", "no amount after: it has an error"},
		{"an error fixed", list(wrong, chat), list(batch, chat), "unknown", "at_most 19360", "no amount before: it has an error"},
		{"an error kept", list(wrong, chat), list(wrong, chat), "unknown", "unknown", "before (it has an error) and none after"},
		{"without a price and changed", list(unpriced), list(strings.Replace(unpriced, "220", "221", 1)), "unknown", "unknown", "before (no price"},
		{"without a price, added", list(chat), list(chat, unpriced), "unknown", "at_least 0", "it has no amount: no price"},
		{"without a price, removed", list(chat, unpriced), list(chat), "unknown", "at_most 0", "it has no amount: no price"},
		// The same on both sides, so that it takes no part in the difference.
		{"without a price and the same", list(unpriced, chat), list(unpriced, chat), "0", "0", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := diff.Quotes(side(t, cat, files{"a.yaml": test.old}), side(t, cat, files{"a.yaml": test.new}))
			c := find(t, &d, "batch")
			if text(c.Difference) != test.difference || total(t, &d, "USD") != test.total || !strings.Contains(c.Reason, test.reason) {
				t.Errorf("the difference is %s, the total %s, because %q; want %s, %s, %q",
					text(c.Difference), total(t, &d, "USD"), c.Reason, test.difference, test.total, test.reason)
			}
			if complete := test.total == "0"; d.Complete() != complete || (d.Totals[0].Difference != nil) != complete {
				t.Errorf("complete is %t", d.Complete())
			}
			if c.Difference == nil && c.Percent != nil || d.Totals[0].Percent != nil {
				t.Error("there is a percentage of what is not known")
			}
		})
	}
}

// TestUnreadFile: deployments of a file that cannot be read have not gone.
func TestUnreadFile(t *testing.T) {
	cat := load(t)
	const syntax = "deployments: [\n"
	old := side(t, cat, files{"a.yaml": list(batch), "b.yaml": list(chat)})
	new := side(t, cat, files{"a.yaml": syntax, "b.yaml": list(chat)})
	d := diff.Quotes(old, new)
	if c := find(t, &d, "batch"); c.Difference != nil || !strings.Contains(c.Reason, "could not be read") {
		t.Errorf("the difference is %s, because %q", text(c.Difference), c.Reason)
	}
	if got := total(t, &d, "USD"); got != "at_least -19360" || !d.Exceeds(diff.Limit{}).Exceeded {
		t.Errorf("the total changes by %s", got)
	}
	// The totals of a quote know of unread files, even if nobody names them.
	new.Unread = nil
	if d := diff.Quotes(old, new); total(t, &d, "USD") != "at_least -19360" {
		t.Errorf("the total changes by %s", total(t, &d, "USD"))
	}
	// Of a single file, nothing is left that could carry a currency.
	d = diff.Quotes(side(t, cat, files{"a.yaml": list(batch)}), side(t, cat, files{"renamed.yaml": syntax}))
	if got := total(t, &d, "USD"); got != "at_least -19360" || d.Complete() || find(t, &d, "batch").Difference != nil {
		t.Errorf("the total changes by %s", got)
	}
	d = diff.Quotes(side(t, cat, nil), side(t, cat, files{"a.yaml": syntax}))
	if d.Complete() || !d.Exceeds(diff.Limit{Value: dec("1000000")}).Exceeded {
		t.Error("nothing is known, and it keeps to a limit")
	}
}

func TestPeriods(t *testing.T) {
	cat := load(t)
	month, year := "period: 30d\n"+list(chat), "period: 365d\n"+list(chat)
	d := diff.Quotes(side(t, cat, files{"a.yaml": year}), side(t, cat, files{"a.yaml": month}))
	c := find(t, &d, "chat")
	if c.Difference != nil || fieldsText(c) != "hours 8760>720" || d.Totals[0].Difference != nil || d.Totals[0].Bound != nil {
		t.Errorf("a year is subtracted from a month: %s, %s", text(c.Difference), total(t, &d, "USD"))
	}
	if want := "365d before, 30d after"; !strings.Contains(d.Reason, want) || !strings.Contains(c.Reason, want) || d.Complete() {
		t.Errorf("the reasons are %q and %q", d.Reason, c.Reason)
	}
	if v := d.Exceeds(diff.Limit{Value: dec("1000000")}); !v.Exceeded || !strings.Contains(v.Checks[0].Reason, "365d before") {
		t.Errorf("the verdict is %+v", v)
	}
	// 30 days and 720 hours are the same.
	d = diff.Quotes(side(t, cat, files{"a.yaml": month}), side(t, cat, files{"a.yaml": "period: 720h\n" + list(chat)}))
	if d.Count(diff.Unchanged) != len(d.Deployments) || total(t, &d, "USD") != "0" {
		t.Errorf("30d and 720h differ by %s: %s", total(t, &d, "USD"), d.Reason)
	}
	// Two periods on one side: no total, yet each deployment keeps its own.
	mixed := files{"a.yaml": month, "b.yaml": "period: 365d\n" + list(batch)}
	changed := files{"a.yaml": month, "b.yaml": "period: 365d\n" + list(batch16)}
	d = diff.Quotes(side(t, cat, mixed), side(t, cat, changed))
	if len(d.Totals) > 0 || d.Reason == "" || d.Complete() || text(find(t, &d, "batch").Difference) != "19360" {
		t.Errorf("mixed periods: %d totals, %q, %s", len(d.Totals), d.Reason, text(find(t, &d, "batch").Difference))
	}
	old, new := side(t, cat, mixed), side(t, cat, changed)
	old.Periods, new.Periods = nil, nil
	if d = diff.Quotes(old, new); find(t, &d, "batch").Difference != nil || len(d.Totals) > 0 {
		t.Error("periods that are not known are taken to be the same")
	}
}

// TestCurrencies: what moves to another currency leaves one total and joins
// another, and is never subtracted.
func TestCurrencies(t *testing.T) {
	cat := edited(t, replacement{beijing, "currency: USD", "currency: CNY"})
	d := diff.Quotes(side(t, cat, files{"a.yaml": list(chat)}), side(t, cat, files{"a.yaml": list(chatBeijing)}))
	c := find(t, &d, "chat")
	if c.Difference != nil || !strings.Contains(c.Reason, "USD before and CNY after") {
		t.Errorf("the difference is %s, because %q", text(c.Difference), c.Reason)
	}
	if total(t, &d, "USD") != "-1382.4" || total(t, &d, "CNY") != "768.24" || !d.Complete() {
		t.Errorf("the totals change by %s USD and %s CNY", total(t, &d, "USD"), total(t, &d, "CNY"))
	}
	// Without a price in the other currency, it leaves no saving in this one.
	gone := strings.Replace(chatBeijing, "plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}", "plan: cu", 1)
	d = diff.Quotes(side(t, cat, files{"a.yaml": list(chat)}), side(t, cat, files{"a.yaml": list(gone)}))
	if total(t, &d, "USD") != "at_least -1382.4" || total(t, &d, "CNY") != "at_least 0" {
		t.Errorf("the totals change by %s USD and %s CNY", total(t, &d, "USD"), total(t, &d, "CNY"))
	}
}

func TestPercentRounding(t *testing.T) {
	cat := load(t)
	hours := func(n string) string { return list(strings.Replace(batch, "hours: 220", "hours: "+n, 1)) }
	for _, test := range []struct {
		old, new, want, rational string
		exact                    bool
	}{
		{"200", "201", "0.5", "1/2", true},
		{"2000", "2001", "0.1", "1/20", false},       // 0.05 % goes up
		{"2000", "1999", "-0.1", "-1/20", false},     // and away from zero
		{"10000", "10004", "0.0", "1/25", false},     // 0.04 %
		{"300", "400", "33.3", "100/3", false},       // 33.33... %
		{"720", "0.72", "-99.9", "-999/10", true},    // -99.9 %
		{"3", "8.000001", "166.7", "", false},        // 166.6667 %
		{"0", "5", "n/a", "", false},                 // of nothing
		{"1", "1000000", "99999900.0", "", true},     // no limit
		{"8", "8", "0.0", "0/1", true},               // none
		{"16", "17", "6.3", "25/4", false},           // 6.25 % goes up
		{"16", "15", "-6.3", "-25/4", false},         // and away from zero
		{"400", "401", "0.3", "1/4", false},          // 0.25 % goes up
		{"1000", "1000.4", "0.0", "1/25", false},     // 0.04 % goes down
		{"1000", "1000.5", "0.1", "1/20", false},     // 0.05 % goes up
		{"1000", "999.51", "0.0", "-49/1000", false}, // -0.049 % is no negative zero
	} {
		d := diff.Quotes(side(t, cat, files{"a.yaml": hours(test.old)}), side(t, cat, files{"a.yaml": hours(test.new)}))
		p := d.Totals[0].Percent
		if got := percentText(p); got != test.want {
			t.Errorf("%s to %s hours is %s %%, want %s", test.old, test.new, got, test.want)
		}
		if p == nil || test.rational == "" {
			continue
		}
		if _, exact := p.Rounded(); p.Rat().String() != test.rational || exact != test.exact {
			t.Errorf("%s to %s hours is %s %% (exact %t), want %s", test.old, test.new, p.Rat(), exact, test.rational)
		}
	}
}
