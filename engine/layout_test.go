package engine_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/costplan/costplan"

// layers are the packages of the engine from the bottom up. A package imports
// only packages of layers below its own.
var layers = [...][]string{
	{"catalog/money", "schema", "engine/suggest", "engine/diag"},
	{"catalog", "engine/document", "engine/fix", "engine/rules"},
	{"catalog/folders", "engine/deployment", "engine/edit", "engine/assist/outline", "engine/assist/fields"},
	{"catalog/page", "engine/shape", "engine/quote"},
	{"engine/project", "engine/overlay"},
	{"engine/lint", "engine/request", "engine/compare", "engine/refund", "engine/sizing", "engine/diff"},
	{"engine/report"},
	{"engine/chart", "engine/assist", "engine/form"},
	{"engine"},
	{"schema/generate"}, // for tests only, so that no program links it
}

// outside are the packages through which a pure package would reach outside,
// with all below them, net/url aside, which only reads text.
var outside = [...]string{"os", "net", "math/rand", "syscall/js", "plugin", "unsafe"}

func layerOf(pkg string) int {
	for i, layer := range layers {
		for _, member := range layer {
			if member == pkg {
				return i
			}
		}
	}
	return -1
}

func TestImportsPointDownwards(t *testing.T) {
	root := ".."
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if strings.HasPrefix(entry.Name(), ".") && name != root || entry.Name() == "testdata" || entry.Name() == "node_modules" {
				return filepath.SkipDir
			}
			return nil
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		pkg := path.Dir(filepath.ToSlash(relative))
		top, _, _ := strings.Cut(pkg, "/")
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || top != "engine" && top != "catalog" && top != "schema" {
			return nil
		}
		checkFile(t, name, pkg)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkFile(t *testing.T, name, pkg string) {
	t.Helper()
	own := layerOf(pkg)
	if own < 0 {
		t.Errorf("%s: package %s has no layer: give it one in this test", name, pkg)
		return
	}
	source, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		for _, banned := range outside {
			if imported != "net/url" && (imported == banned || strings.HasPrefix(imported, banned+"/")) {
				t.Errorf("%s imports %s: the engine reaches for nothing outside", name, imported)
			}
		}
		if inner, ok := strings.CutPrefix(imported, module+"/"); ok {
			if layer := layerOf(inner); layer < 0 || layer >= own {
				t.Errorf("%s imports %s, which is not in a lower layer than %s", name, inner, pkg)
			}
		}
	}
	if strings.Contains(string(source), "time.Now(") {
		t.Errorf("%s reads the clock", name)
	}
}
