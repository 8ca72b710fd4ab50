package page_test

import (
	"testing"

	"github.com/costplan/costplan/catalog/page"
)

// Each change of the small page in HTML is refused, naming the line.
func TestRefusalsHTML(t *testing.T) {
	for _, m := range []mutation{
		{"empty cell", "<td>$80</td>", "<td> &nbsp;<br></td>", 0, `an empty cell of nautilus-2-plus: expected "Hourly price ($)"`, false},
		{"empty name", "<td>Nautilus 1</td>", "<td></td>", 0, `an empty cell: expected "Foundation model"`, false},
		{"cell left out", "<td>$18</td>", "", 0, `the row of Nautilus 2 Plus ends after 6 of 7 cells: expected "Subscription output"`, false},
		{"cell too many", "<td>$18</td>", "<td>$18</td><td>$18</td>", 0, "the row has 8 cells: expected 7", false},
		{"empty row", "<tr><td>Nautilus 1</td>", "<tr></tr><tr><td>Nautilus 1</td>", 0, `the row without a name ends after 0 of 4 cells: expected "Foundation model"`, false},
		{"wide cell", "<td>$80</td><td>$40,000</td>", `<td colspan="2">$80</td>`, 0, "a cell that spans 2 columns, from 4 on: expected one cell for each column", false},
		{"short span", `<td rowspan="2">nautilus-2-plus</td><td>MU1 x 8`, `<td>nautilus-2-plus</td><td>MU1 x 8`, 1, `the row of Nautilus 2 Plus ends after 4 of 5 cells: expected "Monthly price ($)"`, false},
		{"span too long", `<td rowspan="2">Nautilus 2 Plus</td><td rowspan="2">nautilus-2-plus</td><td>MU1 x 8</td>`,
			`<td rowspan="2">Nautilus 2 Plus</td><td rowspan="2">nautilus-2-plus</td><td rowspan="2">MU1 x 8</td>`, 1, "the row has 6 cells: expected 5", false},
		{"two lines of a price", "<td>$80</td>", "<td>$80<br>$70</td>", 0, `"$70" is a second line in the cell "Hourly price ($)" of nautilus-2-plus: expected one price`, false},
		{"two lines of a code", "<td>nautilus-3</td><td>1,", "<td><p>nautilus-3</p><p>new</p></td><td>1,", 0, `"new" is a second line in the cell "Model code" of Nautilus 3: expected one`, false},
		{"three modes", "<p>Thinking: $1.25</p>", "<p>Thinking: $1.25</p><p>Thinking: $2</p>", 0, `"Thinking: $2" is a third line in the cell`, false},
		{"mode in one line", "<p>Non-thinking: $0.5</p><p>Thinking: $1.25</p>", "<p>Non-thinking: $0.5 Thinking: $1.25</p>", 0, `"$0.5 Thinking: $1.25" is not a price`, true},
		{"old price struck out", "<td>$80</td>", "<td><s>$90</s> $80</td>", 0, `"$90 $80" is not a price`, false},
		{"column added", "<th>Monthly price ($)\n", "<th>Monthly price ($)<th>Yearly price ($)\n", 0, `"Yearly price ($)" is the title of column 6: expected 5 columns`, false},
		{"column left out", "<td>Hourly price ($)</td><td>Monthly price ($)</td></tr>", "<td>Hourly price ($)</td></tr>", 0, `the titles of the table end before column 5: expected "Monthly price ($)"`, false},
		{"column renamed", ">Maximum input tokens", ">Context", 0, `"Context" is the title of column 3: expected "Maximum input tokens"`, false},
		{"unit left out", "<p>Input</p><p>CNY/1,000 tokens</p>", "Input", 0, `"Input" is the title of column 3: expected "Input"`, false},
		{"table in a cell", "<td>Kraken-VL", "<td>Kraken-VL<table><tr><td>new</table>", -1, "a table in a cell of a table: expected lines of text", false},
		{"caption", `<table><thead><tr><th>Foundation`, `<table><caption>in CNY</caption><thead><tr><th>Foundation`, 0, `"in CNY" stands in a table and in none of its cells`, false},
		{"no rows", "<tr><td>Kraken, the large: &quot;VL&quot;<td>Kraken-VL<td>MU1 x 2<td>$20<td>$10,000", "", -1, `a table without rows: expected "Model name"`, false},
		{"no heading", "<h5>Images</h5>\n", "", 0, "a table without a heading of its own", false},
		{"unknown region", "<h4>Utopia (North)</h4>", "<h4>Dystopia</h4>", 0, `"Dystopia" is not understood here`, true},
		{"unknown family", "<h5>Images</h5>", "<h5>Videos</h5>", 0, `"Videos" is neither a region of the base edition`, false},
		{"other table in a section", "<p>Model type:</p>", "<table><tr><td>Model type</td></tr></table>", 0, "a table without a heading of its own", true},
		{"prices before the sections", "<h2>Prices</h2>", "<table><tr><td>Start</td><td>$5</td></tr></table>", 0, "a table of prices is in no section that is known", false},
		{"section as a list item", `<h3 id="mu">Billed by usage duration (Model Unit)</h3>`, "<ul><li>Billed by usage duration (Model Unit)</ul>", whole, `the section "Billed by usage duration (Model Unit)" is missing`, true},
		{"script for a section", `<h3 id="mu">Billed by usage duration (Model Unit)</h3>`, "<script>Billed by usage duration (Model Unit)</script>", whole, `the section "Billed by usage duration (Model Unit)" is missing`, true},
		{"sentence over lines", "Everything is\n retained for 10 hours", "Everything is\n retained for 14 hours", 0, "states how long resources are retained as 14", true},
		{"entity in a number", "a 3-hour", "a &#50;-hour", 0, "states the grace period as 2: the base edition says 3", true},
		{"date apart", "<span>Apr 05, 2031</span>", "</div><div>soon", 0, `"soon" is not a date`, false},
	} {
		t.Run(m.name, func(t *testing.T) { refuse(t, "small.html", m) })
	}
}

// What does not change a price does not change the edition.
func TestHTMLIsForgiven(t *testing.T) {
	want, problems := page.Import("small.html", fixture(t, "small.html"), smallBase())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, test := range []struct{ name, old, new string }{
		{"upper case", "<td>$80</td>", "<TD CLASS=x>$80</TD>"},
		{"white space", "<td>$80</td>", "<td>\n\t <span>\u00a0$80\u200b</span>\r\n</td>"},
		{"comment in a cell", "<td>$80</td>", "<td>$8<!-- 1 -->0</td>"},
		{"script in a cell", "<td>$80</td>", "<td><script>'$1'</script>$80</td>"},
		{"picture", "<td>$80</td>", `<td><svg><text>$1</text><svg/></svg></svg>$80<img alt="$2"></td>`},
		{"entity", "<td>$80</td>", "<td>&#36;8&#x30;</td>"},
		{"no end tags", "<td>$80</td><td>$40,000</td></tr>", "<td>$80<td>$40,000"},
		{"byte order mark", "<!DOCTYPE html>", "\ufeff\n <!DOCTYPE html>"},
		{"span of nonsense", "<td>$80</td>", `<td rowspan="x" colspan="-1">$80</td>`},
		{"stray end tags", "<h4>Atlantis</h4><h5>Text", "</td></tr></table></ul></li></script><h4>Atlantis</h4><h5>Text"},
		{"cells without a row", "<tbody><tr><td>Nautilus 3</td><td>nautilus-3</td><td>MU1", "<tbody><td>Nautilus 3</td><td>nautilus-3</td><td>MU1"},
		{"custom element", "<td>$80</td>", "<td><x-price>$80</x-price></td>"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, _ := change(t, string(fixture(t, "small.html")), test.old, test.new)
			got, problems := page.Import("small.html", []byte(text), smallBase())
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			for i, file := range got.Files {
				if diff := firstDifference(string(file.Data), string(want.Files[i].Data)); diff != "" {
					t.Errorf("%s: %s", file.Name, diff)
				}
			}
		})
	}
}
