package page_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/costplan/costplan/catalog/folders"
	"github.com/costplan/costplan/catalog/page"
)

// FuzzImport: no page makes it panic, every problem is within the page, and an
// edition loads, checks and reads the same again with itself as the base.
func FuzzImport(f *testing.F) {
	text, html := string(fixture(f, "small.txt")), string(fixture(f, "small.html"))
	f.Add(text)
	f.Add(html)
	for _, s := range []string{"", "Model name\n\nModel code", "Model code\n\nModel code", "<table>", "<table><td rowspan=0>", "\xff", "Last Updated:"} {
		f.Add(s)
		f.Add(strings.Replace(text, "Atlantis\n", s+"\n", 1))
		f.Add(strings.Replace(html, "<table>", s, 3))
	}
	base := fstest.MapFS{}
	for _, name := range []string{"atlantis-1.yaml", "utopia-north.yaml"} {
		base[oldDate+"/"+name] = &fstest.MapFile{Data: fixture(f, oldDate+"/"+name)}
	}
	f.Fuzz(func(t *testing.T, text string) {
		edition, problems := page.Import("p", []byte(text), page.Base{FS: base, Dir: oldDate})
		if (len(problems) == 0) != (len(edition.Files) > 0) {
			t.Fatalf("%d problems and %d files", len(problems), len(edition.Files))
		}
		lines := 1 + strings.Count(text, "\n")
		for _, problem := range problems {
			if problem.Line < 0 || problem.Line > lines || problem.Message == "" {
				t.Fatalf("%+v of %d lines", problem, lines)
			}
		}
		if len(problems) > 0 {
			return
		}
		again := fstest.MapFS{}
		for _, file := range edition.Files {
			again[edition.Date+"/"+file.Name] = &fstest.MapFile{Data: file.Data}
		}
		c, err := folders.Load(again, edition.Date)
		if err != nil || len(c.Check()) > 0 || c.Digest != edition.Catalog.Digest {
			t.Fatalf("it does not load again: %v %v", err, c)
		}
		same, problems := page.Import("p", []byte(text), page.Base{FS: again, Dir: edition.Date})
		if len(problems) > 0 || len(same.Report.Changes) > 0 || same.Catalog.Digest != c.Digest {
			t.Fatalf("it does not read again: %v %v", problems, same.Report.Changes)
		}
	})
}
