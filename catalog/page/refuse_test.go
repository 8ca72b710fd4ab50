package page_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog/page"
)

// whole stands for a problem of the page as a whole, which has no line.
const whole = -1000

// mutation is a change of the small page that must be refused.
type mutation struct {
	name, old, new string
	below          int // lines from the start of the change to the problem
	message        string
	more           bool // other problems follow from it
}

// Each change of the small page in text is refused with one problem, which
// names the line that was changed and says what was expected.
func TestRefusals(t *testing.T) {
	for _, m := range []mutation{
		// The page.
		{"date in another form", "Apr 5, 2031", "5 April 2031", 0, `"5 April 2031" is not a date: expected one such as Jun 06, 2026`, false},
		{"no such year", "Apr 5, 2031", "Apr 5, 0000", 0, `"Apr 5, 0000" is not a date`, false},
		{"no such day", "Apr 5, 2031", "Apr 31, 2031", 0, `"Apr 31, 2031" is not a date`, false},
		{"no date", "Last Updated:Apr 5, 2031\n", "\n", whole, `the page bears no date: expected a line such as "Last Updated:Jun 06, 2026"`, false},
		{"two dates", "Last Updated:Apr 5, 2031", "Last Updated:Apr 5, 2031\n\nLast Updated:Apr 6, 2031", 2, "a second date, 2031-04-06: the first is 2031-04-05", false},
		{"another page", "Example Cloud:Open a deployment", "Example Cloud:Close a deployment", whole, `the title "Example Cloud: Open a deployment" is not on it`, false},
		{"another endpoint", "POST https://atlantis.example", "POST https://lemuria.example", 0, `"https://lemuria.example/v1/deployments" is the endpoint of no region`, false},

		// Titles of tables.
		{"other title", "Maximum input tokens", "Context window", 0, `"Context window" is the title of column 3: expected "Maximum input tokens"`, false},
		{"other first title", "Model name\n", "Name of the model\n", 0, `"Name of the model" is the title of column 1: expected "Model name"`, false},
		{"other second title", "Model code\n", "Model ID\n", 0, `"Model ID" is the title of column 2: expected "Model code"`, false},
		{"no first title", "Model name\n\nModel code\n\nMaximum", "Model code\n\nMaximum", 0, `"Model code" is the title of column 1: expected "Model name"`, false},
		{"title left out", "Monthly price ($)\n\n", "", 0, `"Nautilus 2 Plus" is the title of column 5: expected "Monthly price ($)"`, false},
		{"titles swapped", "Hourly price ($)\n\nMonthly price ($)", "Monthly price ($)\n\nHourly price ($)", 0, `"Monthly price ($)" is the title of column 4: expected "Hourly price ($)"`, false},
		{"title added", "Per 1K TPM/day\n", "Per 1K TPM/day\n\nPriority\n", 4, `"Nautilus 2 Plus" is not a model code: expected "Model code" of Priority`, false},
		{"no unit", "Per 10K TPM/hour\n\n", "", 0, `"Pay-as-you-go output" below the title "Pay-as-you-go input": expected a unit such as "Per 10K TPM/hour"`, false},
		{"other unit", "Per 10K TPM/hour", "Per 10K TPM/minute", 0, `"Per 10K TPM/minute" below the title "Pay-as-you-go input"`, false},
		{"units that differ", "Per 10K TPM/day", "Per 1K TPM/day", 0, "the prices of input are for 1000 here and for 10000 in line", false},
		{"unit of tokens", "CNY/1,000 tokens", "CNY/10,00 tokens", 0, `"CNY/10,00 tokens" below the title "Input": expected a unit such as "CNY/1,000 tokens"`, false},
		{"unit of output tokens", "Output\n\nCNY/1,000 tokens", "Output\n\nCNY/1M tokens", 2, "the prices of output are for 1000000 here and for 1000 in line", false},
		{"currency without a note", "Atlantis\n\nFoundation", "Utopia (North)\n\nFoundation", 8, `the title "Input" says CNY/1,000 tokens and the cells $: expected one currency, or a note token-currency`, false},
		{"currency", "CNY/1,000 tokens", "EUR/1,000 tokens", 0, `"EUR/1,000 tokens" below the title "Input"`, false},
		{"titles and no rows", "Kraken, the large: \"VL\"\n\nKraken-VL\n\nMU1 x 2\n\n$20\n\n$10,000\n\n", "", -2, `a table without rows: expected "Model name"`, false},

		// Headings.
		{"unknown region", "Utopia (North)\nText", "Dystopia\nText", 0, `"Dystopia" is not understood here: expected a sentence, a table, a region (Atlantis, Utopia (North))`, true},
		{"unknown region, one family", "Atlantis\nText", "Lemuria\nText", 0, `"Lemuria" is not understood here`, true},
		{"unknown region, no family", "Atlantis\n\nFoundation", "Lemuria\n\nFoundation", 0, `"Lemuria" is above a table: expected a region (Atlantis, Utopia (North))`, false},
		{"no region", "Atlantis\nNautilus", "Nautilus", 0, `"Nautilus" is above a table without a region: expected one of Atlantis, Utopia (North)`, false},
		{"unknown family", "Images\n", "Videos\n", 0, `"Videos" is neither a region of the base edition (Atlantis, Utopia (North)) nor a heading in it: accept it`, false},
		{"unknown category", "Text\nNautilus", "Video\nNautilus", 0, `"Video" is not understood here`, true},
		{"category for a family", "Text\nNautilus", "Text\nImages", 1, `"Images" is a category, like "Text" above it: expected the heading of a family`, false},
		{"category above its region", "Utopia (North)\nText", "Text\nUtopia (North)", 0, `no table below the category "Text": expected the heading of a family and its table`, false},
		{"two categories", "Text\nNautilus", "Images\nText\nNautilus", 0, `no table below the category "Images"`, false},
		{"category at the end", "Plus: the larger one.\n", "Plus: the larger one.\n\nImages\n", 2, `no table below the category "Images"`, false},
		{"no heading", "Atlantis\nNautilus\n", "Atlantis\n", 2, "a table without a heading of its own: expected the heading of a family right above it", false},
		{"no heading of the second table", "Images\n\n", "", 0, "a table without a heading of its own", false},
		{"region twice", "Utopia (North)\nText", "Atlantis\nText", 0, `the region "Atlantis" is there twice in the section "Billed by usage duration (Model Unit)"`, true},
		{"section twice", "By model token usage\n", "Billed by usage duration (Model Unit)\n", 0, `the section "Billed by usage duration (Model Unit)" is there twice, first in line`, true},
		{"unknown section", "By model token usage\n", "By compute unit\n", 0, `"By compute unit" is neither a row of the table nor a heading that is known`, true},
		{"unknown section after prose", "Utopia (North)\nText", "Billed by compute unit\n\nUtopia (North)\nText", 0, `"Billed by compute unit" is not understood here`, false},
		{"table before the sections", "Prices\n", "Model name\n\nModel code\n\nPrice\n\nKraken\n\nkraken\n\n$5\n\nPrices\n", 0, `a table of prices is in no section that is known: expected it below "Billed by usage`, true},
		{"table after the sections", "Error message\n", "Model name\n\nModel code\n\nPrice\n\nKraken\n\nkraken\n\n5\n\nError message\n", 0, "a table of prices is in no section that is known", true},
		{"price in no table", "Prices\n", "Prices\n\n$5\n", 2, "the price $5 is in no section that is known", false},
		{"price after a table", "Model type:\n", "Model type:\n\n$5\n", 2, `"$5" is not understood here`, false},
		{"a region without tables", "Utopia (North)\nText\nNautilus", "Images", whole, `no table for the region "Utopia (North)": expected at least one`, false},

		// Cells.
		{"no price", "$1.5\n", "free\n", 0, `"free" is not a price: expected "Pay-as-you-go input" of nautilus-2-plus, such as $1,234.5`, false},
		{"no currency", "$1.5\n", "1.5\n", 0, `"1.5" is not a price`, false},
		{"other currency", "$1.5\n", "¥1.5\n", 0, `"¥1.5" is not a price`, false},
		{"thousands in two digits", "$40,000\n", "$40,00\n", 0, `"$40,00" is not a price: expected "Monthly price ($)" of nautilus-2-plus`, false},
		{"comma for a point", "$1.5\n", "$1,5\n", 0, `"$1,5" is not a price`, false},
		{"a word behind a price", "$80\n", "$80 (was $90)\n", 0, `"$80 (was $90)" is not a price`, false},
		{"exponent", "$80\n", "$8e1\n", 0, `"$8e1" is not a price`, false},
		{"price of many digits", "$80\n", "$0." + strings.Repeat("1", 40) + "\n", 0, "has 41 digits, the most is 40", false},
		{"zero", "$80\n", "$0\n", -6, "the new atlantis-1.yaml:48: mu nautilus-2-plus MU1: the price 0 for pay_as_you_go, model_unit is not above zero", true},
		{"prices of a unit", "$20\n", "$21\n", -6, "the new atlantis-1.yaml:52: mu Kraken-VL MU1, pay_as_you_go: 21 for 2 units and 80 for 8 (line 48) are different prices of a unit", false},
		{"spec sign", "MU1 x 8\n", "MU1 * 8\n", 0, `"MU1 * 8" is not a spec: expected "Model unit specification" of nautilus-2-plus, such as MU1 x 8`, false},
		{"spec turned", "MU1 x 8\n", "8 x MU1\n", 0, `"8 x MU1" is not a spec`, false},
		{"spec of none", "MU1 x 8\n", "MU1 x 0\n", 0, `"MU1 x 0" is not a spec`, false},
		{"spec without bundle", "MU2 x 2 (small)\n", "MU2\n", 0, `"MU2" is not a spec`, false},
		{"other kind of spec", "MU2 x 2 (small)\n", "CU2 x 2\n", 0, `"CU2 x 2" is not a spec`, false},
		{"unknown remark", "MU2 x 2 (small)\n", "MU2 x 2 (half price)\n", 0, `"MU2 x 2 (half price)" of nautilus-2-plus is a spec that the base edition does not know: accept the remark "half price"`, false},
		{"code with a space", "nautilus-3\n", "nautilus 3\n", 0, `"nautilus 3" is not a model code: expected "Model code" of Nautilus 3, such as model-1.5-plus`, false},
		{"code with a star", "nautilus-3\n", "nautilus-*\n", 0, `"nautilus-*" is not a model code`, false},
		{"name and code swapped", "Nautilus 2 Plus\n\nnautilus-2-plus\n\nMU1 x 4", "nautilus-2-plus\n\nNautilus-2\n\nMU1 x 4", 2, `the model code "nautilus-2-plus" stands where a name is expected, above "Nautilus-2"`, false},
		{"code in another case", "Nautilus 2 Plus\n\nnautilus-2-plus\n\nMU1 x 4", "Nautilus 2 Plus\n\nNautilus-2-Plus\n\nMU1 x 4", 2, `the model code "Nautilus-2-Plus" differs from "nautilus-2-plus" of the base edition in its case`, false},
		{"maximum", "128,000\n", "128K\n", 0, `"128K" is not a whole number: expected "Maximum input tokens" of nautilus-2-plus, such as 128,000`, false},
		{"huge maximum", "128,000\n", "128,000,000,000,000,000,000\n", 0, "is not a whole number", false},
		{"mode", "Thinking: $1.25\n", "Thoughtful: $1.25\n", -2, `the cell "Pay-as-you-go output" of nautilus-3 has no price for the mode "Thinking": expected a line "Thinking: $1.5"`, false},
		{"modes swapped", "Non-thinking: $0.5\n\nThinking: $1.25", "Thinking: $1.25\n\nNon-thinking: $0.5", 0, `expected a line "Non-thinking: $1.5"`, false},
		{"modes of input", "$24.5\n", "Non-thinking: $24.5\n\nThinking: $25\n", 0, "prices by mode are understood for output only", false},
		{"price of a mode", "Thinking: $1.25\n", "Thinking: on request\n", 0, `"on request" is not a price`, false},
		{"row twice", "MU2 x 2 (small)\n\n$2.6\n\n$1,234.5\n", "MU1 x 8\n\n$80\n\n$40,000\n", 0, "mu nautilus-2-plus MU1 is there twice, first in line 48", false},

		// Rows with cells missing.
		{"no name", "Nautilus 3\n\nnautilus-3\n\n1", "nautilus-3\n\n1", 2, `"1,000,000" is not a model code`, false},
		{"no code", "Kraken-VL\n\n", "", 0, `"MU1 x 2" is not a model code: expected "Model code" of Kraken, the large: "VL", such as`, false},
		{"no maximum", "128,000\n\n", "", 0, `"$1.5" is not a whole number: expected "Maximum input tokens" of nautilus-2-plus`, false},
		{"no price at the end of a row", "$8.4\n\n", "", 0, `"Nautilus 3" is not a price: expected "Subscription output" of nautilus-2-plus`, false},
		{"no price in a row", "$80\n\n", "", 2, `"MU2 x 2 (small)" is not a price: expected "Monthly price ($)" of nautilus-2-plus`, false},
		{"no spec", "MU1 x 8\n\n", "", 0, `"$80" is not a spec`, false},
		{"no spec in a row below", "MU2 x 2 (small)\n\n", "", 0, `"$2.6" is not a spec: expected "Model unit specification" of nautilus-2-plus`, false},
		{"no price before a heading", "\n\n$1,234.5\n", "\n", 0, `the row of Nautilus 2 Plus ends after 4 of 5 cells: expected "Monthly price ($)"`, false},
		{"no price before prose", "\n\n$10,000\n", "\n", 0, `the row of Kraken, the large: "VL" ends after 4 of 5 cells`, false},
		{"no price before a section", "\n\nThinking: $15\n", "\n", 0, `has no price for the mode "Thinking": expected a line "Thinking: $1.5"`, false},
		{"no price before the end", "\n\nThinking mode: $0.004\n", "\n", 0, `has no price for the mode "Thinking"`, false},
		{"no cells but a name", "Nautilus 1\n\nnautilus-1\n\n$0.0004\n\nNon-thinking mode: $0.0012\n\nThinking mode: $0.004\n", "Nautilus 1\n", 0, `"Nautilus 1" is neither a row of the table nor a heading that is known: expected "Model code" below it`, false},
		{"a row without prices", "\n$15\n\n$7,000\n", "\nN/A\n\nN/A\n", 1, `"N/A" is not a price`, false},

		// Billing sentences: another number.
		{"default input", "20,000 input_tpm", "10,000 input_tpm", 0, "states what ptu_capacity is if it is left out as 10,000: the base edition says 20000 (billing.ptu.default_input_tpm in atlantis-1.yaml)", true},
		{"default output", "2,000 output_tpm", "1,000 output_tpm", 0, "as 1,000: the base edition says 2000 (billing.ptu.default_output_tpm in utopia-north.yaml)", true},
		{"suffix", "length of 6 characters", "length of 8 characters", 0, "states the longest suffix as 8: the base edition says 6", true},
		{"billing method", `"POST_PAY"`, `"PRE_PAY"`, 0, "states the values of billing_method as PRE_PAY: the base edition says POST_PAY", true},
		{"limit", "less than 500!", "less than 1000!", 0, "states the limit of a capacity as 1000: the base edition says 500 (billing.mu.capacity_below", true},
		{"end", "until 23:30", "until 23:59", 0, "states when a subscription ends as 23:59: the base edition says 23:30", true},
		{"extension", "after 21:15", "after 22:00", 0, "states from when on an order is extended by a day as 22:00: the base edition says 21:15", true},
		{"grace", "a 3-hour", "a 2-hour", 0, "states the grace period as 2: the base edition says 3", true},
		{"retention", "for 10 hours", "for 14 hours", 0, "states how long resources are retained as 14: the base edition says 10", true},
		{"overdue", "for 20 hours", "for 24 hours", 0, "states how long an overdue account is billed as 24: the base edition says 20", true},
		{"month", "price / 31)", "price / 30)", 0, "states the daily price as 30: the base edition says 31", true},
		{"rate", "rate of 1.5 times", "rate of 1.2 times", 0, "states what a day costs if a subscription is cancelled early as 1.2: the base edition says 1.5", true},
		{"least", "unit: 1 token", "unit: 100 tokens", 0, "states the least that is billed as 100: the base edition says 1", true},

		// Billing sentences: missing, reworded, added.
		{"no default", "Left out, it defaults to 20,000 input_tpm and 2,000 output_tpm.", "Optional.", whole, "no sentence of the page states what ptu_capacity is if it is left out (20000, 2000 in the base edition)", false},
		{"no limit", "and less than 500!", "!", whole, "no sentence of the page states the limit of a capacity (500 in the base edition)", false},
		{"no method", `So far, only "POST_PAY" is supported.`, "Any.", whole, "states the values of billing_method (POST_PAY in the base edition)", false},
		{"no suffix", ", with a maximum length of 6 characters", "", whole, "states the longest suffix (6 in the base edition)", false},
		{"no overdue", "  • With an overdue payment, a deployment is billed for 20 hours more.\n", "", -12, `no sentence of the section "Billed by usage duration (Provisioned Throughput)" states how long an overdue account is billed (20 in the base edition)`, false},
		{"no extension", " An order after 21:15 is extended by one day.", "", -6, "states from when on an order is extended by a day (21:15 in the base edition)", false},
		{"may cancel", "You cannot cancel a subscription.", "You can cancel a subscription.", -10, "states that a subscription cannot be ended early", false},
		{"no minimum", " (Minimum billing unit: 1 token)", "", -2, "states the least that is billed (1 in the base edition)", false},
		{"fee", "Unit price for input TPM ×", "Unit price for input TPM × 2 ×", 0, "has a number that no billing rule accounts for: expected a sentence that states the fee", false},
		{"fee without a number", "× Unit price per model unit", "× Unit price per model unit × Discount", -2, "states the hourly fee", false},
		{"reworded", "a 3-hour grace period", "a grace period of 3 hours", 0, "has a number that no billing rule accounts for: expected a sentence that states the grace period (3 in the base edition)", false},
		{"added", "Units go to whoever comes first.", "Units cost 10% more on Sundays.", 0, `"Units cost 10% more on Sundays." has a number that no billing rule accounts for: expected no other rule`, false},
		{"added to a sentence", "is charged hourly.", "is charged hourly, for 5 hours at least.", 0, "has a number that no billing rule accounts for", false},
		{"added to a list", "  • Plus: the larger one.", "  • Plus: $5 more.", 0, "has a number that no billing rule accounts for", false},
	} {
		t.Run(m.name, func(t *testing.T) { refuse(t, "small.txt", m) })
	}
}

func refuse(t *testing.T, name string, m mutation) {
	t.Helper()
	text, line := change(t, string(fixture(t, name)), m.old, m.new)
	edition, problems := page.Import("saved", []byte(text), smallBase())
	if len(problems) == 0 {
		t.Fatal("it is accepted")
	}
	if len(edition.Files) > 0 || edition.Catalog != nil {
		t.Error("there is an edition in spite of problems")
	}
	if len(problems) > 1 && !m.more {
		t.Errorf("%d problems, want one", len(problems))
	}
	place := fmt.Sprintf("saved:%d: ", line+m.below)
	if m.below == whole {
		place = "saved: "
	}
	for _, problem := range problems {
		if text := problem.String(); strings.HasPrefix(text, place) && strings.Contains(text, m.message) {
			return
		}
	}
	t.Errorf("want %s%s\ngot %v", place, m.message, problems)
}

// No line of the sections with prices can go unnoticed, but for prose that
// states no billing rule.
func TestNoLineCanBeLeftOut(t *testing.T) {
	text := string(fixture(t, "small.txt"))
	whole, problems := page.Import("small.txt", []byte(text), smallBase())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	silent := map[int]bool{}
	for _, s := range whole.Report.Sentences {
		silent[s.Line] = len(s.States) == 0
	}
	lines := strings.Split(text, "\n")
	inside, tried := false, 0
	for i, line := range lines {
		inside = inside && line != "Response example" || strings.HasPrefix(line, "Billed by")
		if !inside || line == "" || line == "Note" || silent[i+1] {
			continue
		}
		tried++
		without := strings.Join(append(append([]string(nil), lines[:i]...), lines[i+1:]...), "\n")
		edition, problems := page.Import("small.txt", []byte(without), smallBase())
		// The category of a table may be left out, which moves its rows.
		if moved := len(edition.Report.Changes) > len(whole.Report.Changes); len(problems) == 0 && !moved {
			t.Errorf("line %d, %q, can be left out", i+1, line)
		}
	}
	if tried < 90 {
		t.Errorf("tried %d lines only", tried)
	}
}
