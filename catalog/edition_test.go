package catalog_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/folders"
)

func TestEditions(t *testing.T) {
	editions := catalog.Editions()
	if !slices.Contains(editions, edition) || !slices.IsSorted(editions) {
		t.Fatalf("editions: %q", editions)
	}
	newest, err := catalog.Load("")
	if err != nil || newest.Edition != editions[len(editions)-1] {
		t.Errorf("the newest is %v, %v", newest, err)
	}
	for _, name := range editions {
		c, err := catalog.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		if problems := c.Check(); len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

func TestLoadUnknownEdition(t *testing.T) {
	for _, name := range []string{"2026-06-07", "newest", "../2026-06-06", "2026-06-06/"} {
		if _, err := catalog.Load(name); err == nil || !strings.Contains(err.Error(), edition) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestAsOf(t *testing.T) {
	for _, test := range []struct{ date, edition, fault string }{
		{"2026-06-05", "", "the oldest is 2026-06-06"},
		{"2026-06-06", "2026-06-06", ""},
		{"2026-06-07", "2026-06-06", ""},
		{"2026-02-29", "", "not a date"},
		{"2028-02-30", "", "not a date"},
		{"2026-6-6", "", "not a date"},
		{"06.06.2026", "", "not a date"},
		{"0000-06-06", "", "not a date"},
		{"2026-06-06T00:00:00Z", "", "not a date"},
		{"", "", "not a date"},
	} {
		c, err := catalog.AsOf(test.date)
		switch {
		case test.fault != "" && (err == nil || !strings.Contains(err.Error(), test.fault)):
			t.Errorf("%q: error %v, want %q", test.date, err, test.fault)
		case test.fault == "" && (err != nil || c.Edition != test.edition):
			t.Errorf("%q: %v, %v, want %s", test.date, c, err, test.edition)
		}
	}
}

// The digest is that of "sha256sum *.yaml | sha256sum" in the edition's folder.
func TestDigest(t *testing.T) {
	var printed strings.Builder
	for _, file := range []string{singapore, beijing} {
		fmt.Fprintf(&printed, "%x  %s\n", sha256.Sum256([]byte(source(t, file))), file)
	}
	want := fmt.Sprintf("%x", sha256.Sum256([]byte(printed.String())))
	if got := load(t).Digest; got != want {
		t.Errorf("got %s, want %s", got, want)
	}

	same := folder(t, nil)
	same[edition+"/README.md"] = &fstest.MapFile{Data: []byte("not a region")}
	same[edition+"/.hidden.yaml"] = &fstest.MapFile{Data: []byte("not a region")}
	if c, err := folders.Load(same, edition); err != nil || c.Digest != want {
		t.Errorf("from a folder with other files: %v, %v", c, err)
	}
	other := folder(t, map[string]string{beijing: source(t, beijing) + "# a byte more\n"})
	if c, err := folders.Load(other, edition); err != nil || c.Digest == want {
		t.Errorf("a changed file does not change the digest: %v", err)
	}
}

// Editions are never edited once released: the digest of each is the one that was
// recorded. An edition that is added needs the line that this test asks for.
func TestReleasedEditions(t *testing.T) {
	if len(catalog.Editions()) == 0 {
		t.Fatal("there is no edition")
	}
	for _, date := range catalog.Editions() {
		read, err := folders.Load(catalog.Released(), date)
		if err != nil {
			t.Fatal(err)
		}
		if recorded, err := catalog.Load(date); err != nil || recorded.Digest != read.Digest {
			t.Errorf("edition.go has to say {%q, %q}; Load gives %v", date, read.Digest, err)
		}
	}
}

func TestFolders(t *testing.T) {
	for _, test := range []struct {
		name, dir, fault string
		fsys             fstest.MapFS
	}{
		{"not a date", "prices", `"prices" is not named by the date`, fstest.MapFS{"prices/a.yaml": {}}},
		{"not there", edition, "catalog 2026-06-06: open 2026-06-06", fstest.MapFS{}},
		{"no region", edition, "no region file (*.yaml)", fstest.MapFS{edition + "/README.md": {}}},
		{"empty file", edition, "cn-beijing.yaml:1: the file is empty", folder(t, map[string]string{beijing: ""})},
	} {
		if _, err := folders.Load(test.fsys, test.dir); err == nil || !strings.Contains(err.Error(), test.fault) {
			t.Errorf("%s: error %v, want %q", test.name, err, test.fault)
		}
	}
	nested := fstest.MapFS{}
	for name, file := range folder(t, nil) {
		nested["mine/"+name] = file
	}
	if c, err := folders.Load(nested, "mine/"+edition); err != nil || c.Edition != edition {
		t.Errorf("nested folder: %v", err)
	}
}

// BenchmarkLoad is what every start of the program pays.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := catalog.Load(""); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	c := load(b)
	for b.Loop() {
		c.Check()
	}
}
