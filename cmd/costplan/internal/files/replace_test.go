package files_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
)

// found writes a file and finds it.
func found(t *testing.T, text string) (files.File, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	list := files.Find([]string{path})
	if len(list.Files) != 1 {
		t.Fatalf("found %+v", list)
	}
	return list.Files[0], path
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestReplace(t *testing.T) {
	for _, mode := range []os.FileMode{0o600, 0o644, 0o755, 0o660} {
		file, path := found(t, "old")
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if err := file.Replace([]byte("old"), []byte("new")); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if content(t, path) != "new" || info.Mode() != mode {
			t.Errorf("%q with permissions %v, want %v", content(t, path), info.Mode(), mode)
		}
	}
}

// TestReplaceChanged: what somebody else wrote meanwhile is not lost.
func TestReplaceChanged(t *testing.T) {
	for name, change := range map[string]func(path string) error{
		"another text":            func(path string) error { return os.WriteFile(path, []byte("theirs"), 0o600) },
		"a text of the same size": func(path string) error { return os.WriteFile(path, []byte("OLD"), 0o600) },
		"a longer text":           func(path string) error { return os.WriteFile(path, []byte("old and more"), 0o600) },
		"an empty file":           func(path string) error { return os.Truncate(path, 0) },
		"a file moved in its place": func(path string) error {
			if err := os.WriteFile(path+"~", []byte("theirs"), 0o600); err != nil {
				return err
			}
			return os.Rename(path+"~", path)
		},
	} {
		file, path := found(t, "old")
		if err := change(path); err != nil {
			t.Fatal(err)
		}
		theirs := content(t, path)
		err := file.Replace([]byte("old"), []byte("new"))
		if err == nil || !strings.Contains(err.Error(), "changed") || content(t, path) != theirs {
			t.Errorf("%s: %v, and the file has %q", name, err, content(t, path))
		}
		if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
			t.Errorf("%s: left behind %v (%v)", name, entries, err)
		}
	}
	file, path := found(t, "old")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := file.Replace([]byte("old"), []byte("new")); err == nil {
		t.Error("a file that is gone was written")
	}
}

// TestReplaceLink: links stay, their target is written.
func TestReplaceLink(t *testing.T) {
	_, path := found(t, "old")
	first, second := path+".1.yaml", path+".2.yaml"
	if os.Symlink(path, first) != nil || os.Symlink(filepath.Base(first), second) != nil {
		t.Skip("no links here")
	}
	linked := files.Find([]string{second}).Files[0]
	if err := linked.Replace([]byte("old"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{first, second} {
		if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s is no link any more: %v", link, err)
		}
	}
	if content(t, path) != "new" {
		t.Errorf("the target has %q", content(t, path))
	}
}
