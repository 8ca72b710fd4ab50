package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
)

// TestTexts: a text is read again and not kept, but never shown if it is no
// longer the one that was checked.
func TestTexts(t *testing.T) {
	folder := t.TempDir()
	var paths []string
	for _, name := range []string{"same.yaml", "changed.yaml", "gone.yaml", "unwritten.yaml"} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	found := files.Find(paths).Files
	texts := newTexts(len(found))
	for _, file := range found[:3] {
		texts.add(file, []byte("old"), false)
	}
	texts.add(found[3], []byte("fixed"), true)
	if len(texts.kept) != 1 {
		t.Errorf("%d texts are kept", len(texts.kept))
	}
	if os.WriteFile(paths[1], []byte("new"), 0o600) != nil || os.Remove(paths[2]) != nil {
		t.Fatal("the files cannot be changed")
	}
	for i, want := range []string{"old", "", "", "fixed"} {
		for range 2 {
			if got := string(texts.of(found[i].Name)); got != want {
				t.Errorf("%s: %q, want %q", found[i].Name, got, want)
			}
		}
	}
	if texts.of("unknown") != nil {
		t.Error("a file that was not checked has a text")
	}
}
