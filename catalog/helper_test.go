package catalog_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/costplan/costplan/catalog"
)

const (
	edition   = "2026-06-06"
	singapore = "ap-southeast-1.yaml"
	beijing   = "cn-beijing.yaml"
)

// load is the embedded edition of 2026-06-06.
func load(t testing.TB) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Load(edition)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func region(t testing.TB, c *catalog.Catalog, name string) *catalog.Region {
	t.Helper()
	r, ok := c.Region(name)
	if !ok {
		t.Fatalf("no region %q", name)
	}
	return r
}

// source is the text of a region's file.
func source(t testing.TB, file string) string {
	t.Helper()
	data, err := os.ReadFile(edition + "/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// folder is an edition in memory: the two region files, with the given ones in
// their place.
func folder(t testing.TB, files map[string]string) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, file := range []string{singapore, beijing} {
		text, ok := files[file]
		if !ok {
			text = source(t, file)
		}
		fsys[edition+"/"+file] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// change replaces text that is there, once, and gives the line it begins on.
func change(t testing.TB, text, old, new string) (changed string, line int) {
	t.Helper()
	i := strings.Index(text, old)
	if i < 0 {
		t.Fatalf("%q is not in the file", old)
	}
	return text[:i] + new + text[i+len(old):], 1 + strings.Count(text[:i], "\n")
}
