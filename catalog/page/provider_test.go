package page_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"testing"

	"github.com/costplan/costplan/catalog/page"
)

// providerPage is a copy of the provider's page of 2026-06-06 in text, kept
// beside the checkout; it is the provider's, so it is not part of this
// repository.
const providerPage = "../../../shared/reference/create-deployment.txt"

// The page of 2026-06-06 gives the edition of 2026-06-06, byte for byte.
func TestProviderPage(t *testing.T) {
	data, err := os.ReadFile(providerPage)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("there is no copy of the provider's page at %s", providerPage)
	}
	if err != nil {
		t.Fatal(err)
	}
	edition, problems := page.Import("create-deployment.txt", data, page.Base{FS: os.DirFS(".."), Dir: "2026-06-06"})
	for _, problem := range problems {
		t.Error(problem)
	}
	if len(edition.Files) != 2 || edition.Date != "2026-06-06" {
		t.Fatalf("%d files of %q", len(edition.Files), edition.Date)
	}
	for _, file := range edition.Files {
		want, err := os.ReadFile("../2026-06-06/" + file.Name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(file.Data, want) {
			t.Errorf("%s differs: %s", file.Name, firstDifference(string(file.Data), string(want)))
		}
	}
	if n := len(edition.Catalog.Rates()); n != 225 || len(edition.Report.Changes) != 0 {
		t.Errorf("%d prices, %d changes", n, len(edition.Report.Changes))
	}
}
