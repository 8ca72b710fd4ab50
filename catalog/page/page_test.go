package page_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/costplan/costplan/catalog/page"
)

// The small page is made up: two regions with names, rules and figures of
// their own, in the layout of the provider's page. Its base is the edition of
// 2031-02-03; that of 2031-04-05 was written by hand from the page.
const (
	fixtures = "../../testdata/page"
	newDate  = "2031-04-05"
	oldDate  = "2031-02-03"
)

func smallBase() page.Base { return page.Base{FS: os.DirFS(fixtures), Dir: oldDate} }

// The page gives the same edition in both formats.
func TestImport(t *testing.T) {
	for _, name := range []string{"small.txt", "small.html"} {
		t.Run(name, func(t *testing.T) {
			edition, problems := page.Import(name, fixture(t, name), smallBase())
			for _, problem := range problems {
				t.Error(problem)
			}
			if edition.Date != newDate || len(edition.Files) != 2 || edition.Files[0].Name != "atlantis-1.yaml" || edition.Files[1].Name != "utopia-north.yaml" {
				t.Fatalf("edition %q with %d files", edition.Date, len(edition.Files))
			}
			for _, file := range edition.Files {
				if want := fixture(t, newDate+"/"+file.Name); !bytes.Equal(file.Data, want) {
					t.Errorf("%s differs: %s", file.Name, firstDifference(string(file.Data), string(want)))
				}
			}
			if edition.Catalog == nil || edition.Catalog.Edition != newDate {
				t.Errorf("catalog %v", edition.Catalog)
			}
		})
	}
}
