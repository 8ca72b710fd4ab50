package page_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/costplan/costplan/catalog/page"
)

// A base that cannot be carried over whole is refused, naming its file and line.
func TestBaseRefusals(t *testing.T) {
	for _, test := range []struct{ name, old, new, problem string }{
		{"does not load", "currency: USD", "currency: [USD]", "2031-02-03: the base edition: catalog 2031-02-03: atlantis-1.yaml:8: "},
		{"another currency", "currency: USD", "currency: EUR", "atlantis-1.yaml: prices in EUR: the page is read with prices in USD only"},
		{"comment between the tables", "mu:\n  families:\n", "mu:\n  # half price\n  families:\n", "atlantis-1.yaml:45: this comment would be lost"},
		{"comment behind a row", "monthly: 40000}", "monthly: 40000} # half price", "atlantis-1.yaml:48: this comment would be lost"},
		{"notes between the tables", "\nlora:\n", "\nnotes: []\nlora:\n", "lora has to follow the other tables"},
		{"billing below the tables", "\nnotes:\n", "\nsource: {title: T, updated: \"2031-02-03\"}\nnotes:\n", "source has to stand before the tables"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, _ := change(t, string(fixture(t, oldDate+"/atlantis-1.yaml")), test.old, test.new)
			if test.name == "notes between the tables" {
				text = text[:strings.LastIndex(text, "notes:\n")]
			}
			if test.name == "billing below the tables" {
				text = strings.Replace(text, "source:\n  title: \"Example Cloud: Open a deployment\"\n  updated: \"2031-02-03\" # the page's date\n", "", 1)
			}
			base := page.Base{Dir: oldDate, FS: fstest.MapFS{
				oldDate + "/atlantis-1.yaml":   {Data: []byte(text)},
				oldDate + "/utopia-north.yaml": {Data: fixture(t, oldDate+"/utopia-north.yaml")},
			}}
			edition, problems := page.Import("small.txt", fixture(t, "small.txt"), base)
			if len(edition.Files) > 0 || len(problems) == 0 || !strings.Contains(problems[0].String(), test.problem) {
				t.Errorf("got %v, want %s", problems, test.problem)
			}
		})
	}
}

// Comments around the tables stay, and rows that the base writes in another
// way are written as everywhere else.
func TestBaseLayout(t *testing.T) {
	text := string(fixture(t, oldDate+"/utopia-north.yaml"))
	for _, edit := range [][2]string{
		{"version: 1\n", "# A comment above.\nversion: 1 # of the layout\n"},
		{"  suffix_max_length: 6\n", "  suffix_max_length: 6\n# A comment at the end of the head.\n"},
		{"        - {code: Kraken-VL, name: Kraken-VL, spec: MU1, bundle: 2, hourly: 15, monthly: 7000}\n",
			"        - code: Kraken-VL\n          name: Kraken-VL\n          spec: MU1\n          bundle: 2\n          hourly: 15\n          monthly: 7000\n"},
		{"notes: []\n", "notes: []\n# A comment below.\n"},
		{"# By model token usage: the page lists nothing for this region.\n\n", ""},
	} {
		text, _ = change(t, text, edit[0], edit[1])
	}
	base := page.Base{Dir: "folder/" + oldDate, FS: fstest.MapFS{
		"folder/" + oldDate + "/atlantis-1.yaml":   {Data: fixture(t, oldDate+"/atlantis-1.yaml")},
		"folder/" + oldDate + "/utopia-north.yaml": {Data: []byte(text)},
	}}
	edition, problems := page.Import("small.txt", fixture(t, "small.txt"), base)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := string(fixture(t, newDate+"/utopia-north.yaml"))
	want = strings.Replace(want, "version: 1\n", "# A comment above.\nversion: 1 # of the layout\n", 1)
	want = strings.Replace(want, "  suffix_max_length: 6\n", "  suffix_max_length: 6\n# A comment at the end of the head.\n", 1)
	want = strings.Replace(want, "notes: []\n", "notes: []\n# A comment below.\n", 1)
	if got := string(edition.Files[1].Data); got != want {
		t.Error(firstDifference(got, want))
	}
}

// What is new to the base as a word is taken if it is accepted by name.
func TestAccept(t *testing.T) {
	for _, test := range []struct{ name, old, new, accept, want string }{
		{"family", "Images\n", "Videos\n", "Videos", "    - family: Videos\n"},
		{"remark", "MU2 x 2 (small)\n", "MU2 x 2 (tiny: 3)\n", "tiny: 3", `, remark: "tiny: 3"}`},
		{"family below a category", "Text\nNautilus\n", "Text\nVideos\n", "Videos", "    - family: Videos\n      category: Text\n"},
		{"code in another case", "Nautilus 3\n\nnautilus-3\n\nMU1", "Nautilus 2\n\nNautilus-2-plus\n\nMU1", "Nautilus-2-plus", "{code: Nautilus-2-plus, name: Nautilus 2, spec"},
		{"name that is a code", "Nautilus 3\n\nnautilus-3\n\nMU1", "nautilus-1\n\nnautilus-3\n\nMU1", "nautilus-1", "{code: nautilus-3, name: nautilus-1, spec"},
		{"number for a family", "Images\n", "2031\n", "2031", "    - family: \"2031\"\n"},
		{"date for a family", "Images\n", "2031-01-01\n", "2031-01-01", "    - family: \"2031-01-01\"\n"},
		{"null for a family", "Images\n", "Null\n", "Null", "    - family: \"Null\"\n"},
		{"hash in a family", "Images\n", "Images #2\n", "Images #2", "    - family: \"Images #2\"\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, _ := change(t, string(fixture(t, "small.txt")), test.old, test.new)
			if _, problems := page.Import("small.txt", []byte(text), smallBase()); len(problems) == 0 {
				t.Error("it is taken without being accepted")
			}
			edition, problems := page.Import("small.txt", []byte(text), smallBase(), "other", test.accept)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if all := string(edition.Files[0].Data) + string(edition.Files[1].Data); !strings.Contains(all, test.want) {
				t.Errorf("%q is not in:\n%s", test.want, all)
			}
		})
	}
}

func TestNotAPage(t *testing.T) {
	for _, test := range []struct{ name, text, problem string }{
		{"not UTF-8", "a\nb\n\xff\n", "p:3: not UTF-8"},
		{"UTF-16", "\xff\xfea\x00\n\x00", "p:1: not UTF-8"},
		{"web archive", "From: <Saved by Blink>\nMIME-Version: 1.0\n", "p:1: a web archive is not read"},
		{"too large", strings.Repeat("a", page.MaxBytes+1), "p: the page is over 8 MiB"},
		{"empty", "", `p: this is another page: the title "Example Cloud: Open a deployment" is not on it`},
		{"white space", "\n \n", `p: this is another page: the title "Example Cloud: Open a deployment" is not on it`},
		{"other text", "Once upon a time.\n", `p: this is another page: the title "Example Cloud: Open a deployment" is not on it`},
		{"other HTML", "<html></html>", `p: this is another page: the title "Example Cloud: Open a deployment" is not on it`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := page.Import("p", []byte(test.text), smallBase())
			// One line is enough to say so.
			if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), test.problem) {
				t.Errorf("got %v, want only %s", problems, test.problem)
			}
		})
	}
}
