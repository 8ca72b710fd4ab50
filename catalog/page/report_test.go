package page_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/page"
)

// changes writes each change of an edition in a line, with the text of the
// page's line that it comes from.
func changes(e page.Edition, pageText string) []string {
	lines := strings.Split(pageText, "\n")
	var all []string
	for _, c := range e.Report.Changes {
		of := c.After
		if c.Kind == page.Removed {
			of = c.Before
		}
		text := fmt.Sprintf("%s %s %s %s %s %s %s", c.Kind, of.Region, of.Plan, of.Model, of.Spec, of.Payment, of.Item)
		text = strings.Join(strings.Fields(text), " ")
		if c.Kind != page.Added {
			text += " " + c.Before.Price.String()
		}
		if c.Kind != page.Removed {
			text += " -> " + c.After.Price.String()
		}
		if c.Kind == page.Changed && c.HeadingBefore != c.HeadingAfter {
			text += fmt.Sprintf(" (%s -> %s)", c.HeadingBefore, c.HeadingAfter)
		}
		if c.Line > 0 {
			text += " @ " + lines[c.Line-1]
		}
		all = append(all, text)
	}
	return all
}

func TestReportChanges(t *testing.T) {
	text := string(fixture(t, "small.txt"))
	edition, problems := page.Import("small.txt", []byte(text), smallBase())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if edition.Report.Base != oldDate {
		t.Errorf("base %q", edition.Report.Base)
	}
	want := []string{
		"changed atlantis-1 ptu nautilus-2-plus pay_as_you_go output 0.75 -> 0.7 @ Nautilus 2 Plus",
		"changed atlantis-1 ptu nautilus-2-plus subscription output 9 -> 8.4 @ Nautilus 2 Plus",
		"added atlantis-1 ptu nautilus-3 pay_as_you_go input -> 2 @ Nautilus 3",
		"added atlantis-1 ptu nautilus-3 pay_as_you_go output -> 0.5 @ Nautilus 3",
		"added atlantis-1 ptu nautilus-3 pay_as_you_go thinking_output -> 1.25 @ Nautilus 3",
		"added atlantis-1 ptu nautilus-3 subscription input -> 24.5 @ Nautilus 3",
		"added atlantis-1 ptu nautilus-3 subscription output -> 6 @ Nautilus 3",
		"added atlantis-1 ptu nautilus-3 subscription thinking_output -> 15 @ Nautilus 3",
		"added atlantis-1 mu nautilus-2-plus MU2 pay_as_you_go model_unit -> 2.6 @ MU2 x 2 (small)",
		"added atlantis-1 mu nautilus-2-plus MU2 subscription model_unit -> 1234.5 @ MU2 x 2 (small)",
		`added atlantis-1 mu Kraken-VL MU1 pay_as_you_go model_unit -> 20 @ Kraken, the large: "VL"`,
		`added atlantis-1 mu Kraken-VL MU1 subscription model_unit -> 10000 @ Kraken, the large: "VL"`,
		"added utopia-north mu nautilus-3 MU1 pay_as_you_go model_unit -> 15 @ Nautilus 3",
		"added utopia-north mu nautilus-3 MU1 subscription model_unit -> 7000 @ Nautilus 3",
		"removed atlantis-1 ptu nautilus-1 pay_as_you_go input 0.3",
		"removed atlantis-1 ptu nautilus-1 pay_as_you_go output 0.1",
		"removed atlantis-1 ptu nautilus-1 subscription input 3.6",
		"removed atlantis-1 ptu nautilus-1 subscription output 1.2",
		"removed utopia-north mu Kraken-VL MU1 pay_as_you_go model_unit 15",
		"removed utopia-north mu Kraken-VL MU1 subscription model_unit 7000",
	}
	if got := changes(edition, text); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// One change of the page is one change of the edition. The base here is the
// edition of the page before the change.
func TestReportOfOneChange(t *testing.T) {
	for _, test := range []struct {
		name, old, new string
		want           []string
	}{
		{"none", "Menu", "Menu", nil},
		{"price", "$24.5\n", "$24.6\n", []string{"changed atlantis-1 ptu nautilus-3 subscription input 24.5 -> 24.6 @ Nautilus 3"}},
		{"digits only", "$2.6\n", "$2.60\n", nil},
		{"row gone", "MU2 x 2 (small)\n\n$2.6\n\n$1,234.5\n\n", "", []string{
			"removed atlantis-1 mu nautilus-2-plus MU2 pay_as_you_go model_unit 2.6",
			"removed atlantis-1 mu nautilus-2-plus MU2 subscription model_unit 1234.5"}},
		{"row added", "Images\n", "Kraken\n\nkraken\n\nMU2 x 4\n\n$5.2\n\n$2,469\n\nImages\n", []string{
			"added atlantis-1 mu kraken MU2 pay_as_you_go model_unit -> 5.2 @ Kraken",
			"added atlantis-1 mu kraken MU2 subscription model_unit -> 2469 @ Kraken"}},
		{"remark gone", "MU2 x 2 (small)\n", "MU2 x 2\n", []string{
			"changed atlantis-1 mu nautilus-2-plus MU2 pay_as_you_go model_unit 2.6 -> 2.6 @ MU2 x 2",
			"changed atlantis-1 mu nautilus-2-plus MU2 subscription model_unit 1234.5 -> 1234.5 @ MU2 x 2"}},
		{"name", "\nNautilus 1\n", "\nNautilus One\n", []string{
			"changed atlantis-1 lora nautilus-1 pay_as_you_go input 0.0004 -> 0.0004 @ Nautilus One",
			"changed atlantis-1 lora nautilus-1 pay_as_you_go output 0.0012 -> 0.0012 @ Nautilus One",
			"changed atlantis-1 lora nautilus-1 pay_as_you_go thinking_output 0.004 -> 0.004 @ Nautilus One"}},
		{"heading", "\nImages\n", "\nKraken\n", []string{
			"changed atlantis-1 mu Kraken-VL MU1 pay_as_you_go model_unit 20 -> 20 (Images -> Kraken) @ Kraken, the large: \"VL\"",
			"changed atlantis-1 mu Kraken-VL MU1 subscription model_unit 10000 -> 10000 (Images -> Kraken) @ Kraken, the large: \"VL\""}},
		{"category", "\nText\nNautilus\n", "\nNautilus\n", []string{
			"changed utopia-north mu nautilus-2-plus MU1 pay_as_you_go model_unit 30 -> 30 (Text / Nautilus -> Nautilus) @ Nautilus 2 Plus",
			"changed utopia-north mu nautilus-2-plus MU1 subscription model_unit 14000 -> 14000 (Text / Nautilus -> Nautilus) @ Nautilus 2 Plus",
			"changed utopia-north mu nautilus-2-plus MU2 pay_as_you_go model_unit 1.25 -> 1.25 (Text / Nautilus -> Nautilus) @ MU2 x 1 (small)",
			"changed utopia-north mu nautilus-2-plus MU2 subscription model_unit 600 -> 600 (Text / Nautilus -> Nautilus) @ MU2 x 1 (small)",
			"changed utopia-north mu nautilus-3 MU1 pay_as_you_go model_unit 15 -> 15 (Text / Nautilus -> Nautilus) @ Nautilus 3",
			"changed utopia-north mu nautilus-3 MU1 subscription model_unit 7000 -> 7000 (Text / Nautilus -> Nautilus) @ Nautilus 3"}},
		{"maximum", "1,000,000\n\n$2\n\nNon-thinking: $0.5\n\nThinking: $1.25\n\n$24.5\n\nNon-thinking: $6\n\nThinking: $15",
			"500,000\n\n$2\n\n$0.5\n\n$24.5\n\n$6", []string{
				"changed atlantis-1 ptu nautilus-3 pay_as_you_go input 2 -> 2 @ Nautilus 3",
				"changed atlantis-1 ptu nautilus-3 pay_as_you_go output 0.5 -> 0.5 @ Nautilus 3",
				"changed atlantis-1 ptu nautilus-3 subscription input 24.5 -> 24.5 @ Nautilus 3",
				"changed atlantis-1 ptu nautilus-3 subscription output 6 -> 6 @ Nautilus 3",
				"removed atlantis-1 ptu nautilus-3 pay_as_you_go thinking_output 1.25",
				"removed atlantis-1 ptu nautilus-3 subscription thinking_output 15"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, _ := change(t, string(fixture(t, "small.txt")), test.old, test.new)
			base := smallBase()
			base.Dir = newDate
			edition, problems := page.Import("small.txt", []byte(text), base, "Kraken")
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if got := changes(edition, text); !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// A quantity in a title is read from the page, and a change of it is one of
// every price below it.
func TestReportQuantity(t *testing.T) {
	text := strings.ReplaceAll(string(fixture(t, "small.txt")), "CNY/1,000 tokens", "USD/1M tokens")
	edition, problems := page.Import("small.txt", []byte(text), smallBase())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	n := 0
	for _, c := range edition.Report.Changes {
		if c.After.Plan == catalog.LoRA {
			n++
			if got := c.Before.Per.String() + " -> " + c.After.Per.String(); got != "1000 tokens -> 1000000 tokens" {
				t.Error(got)
			}
		}
	}
	if n != 3 {
		t.Errorf("%d changes of token prices, want 3", n)
	}
}

// Each line that is not of the page is listed, with the sentence of the page
// that agrees with it, if there is one.
func TestReportCarried(t *testing.T) {
	text := string(fixture(t, "small.txt"))
	edition, problems := page.Import("small.txt", []byte(text), smallBase())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	pageLines := strings.Split(text, "\n")
	base := map[string][]string{}
	said := map[string]string{} // of Atlantis, by its line
	for _, c := range edition.Report.Carried {
		if base[c.File] == nil {
			base[c.File] = strings.Split(string(fixture(t, oldDate+"/"+c.File)), "\n")
		}
		if got := base[c.File][c.Line-1]; got != c.Text {
			t.Errorf("%s:%d is %q, not %q", c.File, c.Line, got, c.Text)
		}
		if c.File == "atlantis-1.yaml" {
			said[strings.TrimSpace(c.Text)] = ""
			if c.Page > 0 {
				said[strings.TrimSpace(c.Text)] = pageLines[c.Page-1]
			}
		}
	}
	for line, sentence := range map[string]string{
		"version: 1": "", "aliases: [atlantis, lost]": "", "currency: USD": "", `utc_offset: "-01:00"`: "",
		"name: Atlantis": "Atlantis",
		"endpoint: https://atlantis.example/v1/deployments": "POST https://atlantis.example/v1/deployments",
		`title: "Example Cloud: Open a deployment"`:         "Example Cloud:Open a deployment",
		"default_input_tpm: 20000":                          "Left out, it defaults to 20,000 input_tpm and 2,000 output_tpm.",
		"default_output_tpm: 2000":                          "Left out, it defaults to 20,000 input_tpm and 2,000 output_tpm.",
		`subscription_ends: "23:30"`:                        "  • A subscription is valid until 23:30 of its last day. An order after 21:15 is extended by one day.",
		`extend_after: "21:15"`:                             "  • A subscription is valid until 23:30 of its last day. An order after 21:15 is extended by one day.",
		"grace_hours: 3":                                    "  • What follows is a 3-hour grace period. Everything is retained for 10 hours after the service stops.",
		"overdue_hours: 20":                                 "  • With an overdue payment, a deployment is billed for 20 hours more.",
		"cancel_within_days: 30":                            "",
		"billing_methods: [POST_PAY]":                       `So far, only "POST_PAY" is supported.`,
		"capacity_below: 500":                               "Invalid capacity (xx), capacity must be a multiple of 1 and less than 500!",
		"- id: token-currency":                              "",
		"reason: the page has no price for compute units":   "",
	} {
		if got, ok := said[line]; !ok || got != sentence {
			t.Errorf("%s: carried %v, the page says %q, want %q", line, ok, got, sentence)
		}
	}
	for _, line := range []string{`edition: "2031-04-05"`, `edition: "2031-02-03"`, "per:", "offers:"} {
		if _, ok := said[line]; ok {
			t.Errorf("%s is not carried over", line)
		}
	}
}

// Every sentence of the sections with prices is listed with what it states.
func TestReportSentences(t *testing.T) {
	edition, problems := page.Import("small.txt", fixture(t, "small.txt"), smallBase())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	stated, silent := 0, []string(nil)
	for _, s := range edition.Report.Sentences {
		stated += len(s.States)
		if len(s.States) == 0 {
			silent = append(silent, s.Text)
		}
	}
	if want := []string{"Units go to whoever comes first.", "Model type:", "Plus: the larger one."}; !slices.Equal(silent, want) {
		t.Errorf("state nothing: %q, want %q", silent, want)
	}
	if stated != 17 { // 9 of provisioned throughput, 6 of model units, 2 of tokens
		t.Errorf("%d statements, want 17", stated)
	}
}
