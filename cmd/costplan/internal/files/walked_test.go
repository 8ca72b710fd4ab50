package files_test

import (
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
)

func TestWalkable(t *testing.T) {
	for path, want := range map[string]bool{
		"a.yaml": true, "a/b/c.JSON": true, ".a.yml": true, "a.txt": false, "yaml": false, "": false,
		".git/a.yaml": false, "a/.b/c.yaml": false, "a/vendor/c.yaml": false, "node_modules/c.json": false, "vendor.yaml": true,
	} {
		if got := files.Walkable(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}
