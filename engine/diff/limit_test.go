package diff_test

import (
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/diff"
)

func TestParseLimit(t *testing.T) {
	for _, text := range []string{"500", "99.5", "0", "10%", "12.5%", "0%"} {
		limit, err := diff.ParseLimit(text)
		if err != nil || limit.String() != text || limit.Percent != strings.HasSuffix(text, "%") {
			t.Errorf("%q is read as %s, %v", text, limit, err)
		}
	}
	for text, want := range map[string]string{
		"": "not a limit", "%": "not a limit", "ten": "not a limit", "10 %": "not a limit", "10%%": "not a limit", "1,000": "not a limit",
		"$5": "not a limit", "500 USD": "not a limit", "+5": "not a limit", "1e3": "not a limit", "0x10": "not a limit", "NaN": "not a limit",
		"-5": "negative", "-5%": "negative", strings.Repeat("9", 50): "not a limit",
	} {
		if limit, err := diff.ParseLimit(text); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "such as 500") {
			t.Errorf("%q is read as %s, %v", text, limit, err)
		}
	}
}

func TestExceeds(t *testing.T) {
	cat := load(t)
	hours := func(n string) string { return strings.Replace(batch, "hours: 220", "hours: "+n, 1) }
	// 88 USD an hour: 8 x 44 / 4.
	old, dearer, cheaper := list(hours("200")), list(hours("210")), list(hours("190"))
	for _, test := range []struct {
		name, old, new string
		cat            *catalog.Catalog
		limit          string
		exceeded       bool
		reason         string
	}{
		// 10 x 88 = 880 of 200 x 88 = 17,600, which is 5 %.
		{"at the amount", old, dearer, nil, "880", false, "a rise of 880.00 USD is within the 880.00 USD allowed"},
		{"just above the amount", old, dearer, nil, "879.9999999999", true, "a rise of 880.00 USD is more than the 879.9999999999 USD allowed"},
		{"at the percentage", old, dearer, nil, "5%", false, "within the 880.00 USD allowed (5% of 17,600.00 USD)"},
		{"just above the percentage", old, dearer, nil, "4.999999999999%", true, "is more than"},
		{"no rise allowed", old, dearer, nil, "0", true, "is more than the 0.00 USD allowed"},
		{"no rise", old, old, nil, "0", false, "does not rise"},
		{"a fall", old, cheaper, nil, "0%", false, "does not rise"},
		{"a fall with an unknown", old, list(hours("190"), legacy), nil, "1000000", true, "not known"},
		{"an unknown added", list(hours("200")), list(hours("200"), legacy), nil, "1000000%", true, "not known"},
		{"an unknown kept", list(hours("200"), legacy), list(hours("210"), legacy), nil, "880", false, "within"},
		// 5 % of what is known of the total before, which can only be more.
		{"an unknown kept, at the percentage", list(hours("200"), legacy), list(hours("210"), legacy), nil, "5%", false, "within"},
		{"an unknown gone", list(hours("200"), legacy), list(hours("210")), nil, "880", false, "a rise of at most 880.00 USD is within"},
		{"an unknown gone, and too much", list(hours("200"), legacy), list(hours("210")), nil, "879", true, "a rise of at most 880.00 USD is more than"},
		{"an unknown gone, for less", list(hours("200"), legacy), list(hours("190")), nil, "0", false, "does not rise"},
		{"a percentage of nothing", list(hours("0")), list(hours("1")), nil, "1000%", true, "more than the 0.00 USD allowed"},
		{"a price that vanished", list(batch), list(batch), edited(t, vanished), "1000000", true, "not known"},
	} {
		t.Run(test.name, func(t *testing.T) {
			limit, err := diff.ParseLimit(test.limit)
			if err != nil {
				t.Fatal(err)
			}
			after := cat
			if test.cat != nil {
				after = test.cat
			}
			d := diff.Quotes(side(t, cat, files{"a.yaml": test.old}), side(t, after, files{"a.yaml": test.new}))
			v := d.Exceeds(limit)
			if v.Exceeded != test.exceeded || len(v.Checks) != 1 || !strings.Contains(v.Checks[0].Reason, test.reason) {
				t.Errorf("%+v, want exceeded %t, %q", v, test.exceeded, test.reason)
			}
		})
	}
}

// TestExceedsInOneCurrency: a limit holds for each currency by itself.
func TestExceedsInOneCurrency(t *testing.T) {
	cat := edited(t, replacement{beijing, "currency: USD", "currency: CNY"})
	d := diff.Quotes(side(t, cat, files{"a.yaml": list(chat)}), side(t, cat, files{"a.yaml": list(chatBeijing)}))
	v := d.Exceeds(diff.Limit{Value: dec("768.24")})
	if v.Exceeded || len(v.Checks) != 2 {
		t.Errorf("%+v", v)
	}
	v = d.Exceeds(diff.Limit{Value: dec("768.23")})
	if !v.Exceeded || !v.Checks[0].Exceeded || v.Checks[0].Currency != "CNY" || v.Checks[1].Exceeded {
		t.Errorf("%+v", v)
	}
}
