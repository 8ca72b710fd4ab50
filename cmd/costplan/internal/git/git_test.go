package git_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/git"
	"github.com/costplan/costplan/engine/document"
)

// repository makes a repository with files and links, commits them and returns
// its folder.
func repository(t *testing.T, files, links map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for _, name := range []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"} { // of a hook that runs the tests
		t.Setenv(name, "")
		os.Unsetenv(name)
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range links {
		if err := os.Symlink(target, filepath.Join(root, name)); err != nil {
			t.Skip(err)
		}
	}
	for _, args := range [][]string{{"init", "--quiet"}, {"add", "--all"}, {"-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "a"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	return root
}

// TestRead: every file comes in order with its text, whatever links lead to, and
// what follows a link that leads nowhere is not lost.
func TestRead(t *testing.T) {
	large := strings.Repeat("x", document.MaxBytes+100)
	root := repository(t, map[string]string{"a": "one\n", "b/c": "", "b/d": "no end", "large": large, "z": "last"},
		map[string]string{"l1": "b/d", "l2": "nowhere", "l3": "l3", "l4": "/etc/passwd", "l5": "b", "l6": "a/x", "l7": "../../outside"})
	tree, err := git.At(root, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := tree.List([]string{"."})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"a": "one\n", "b/c": "", "b/d": "no end", "large": large[:document.MaxBytes+1], "z": "last"}
	seen := 0
	err = tree.Read(entries, func(i int, data []byte, fault error) {
		name := entries[i].Path
		text, regular := want[name]
		switch {
		case i != seen || fault != nil:
			t.Errorf("%s: %d after %d, %v", name, i, seen, fault)
		case regular && string(data) != text, !regular && data != nil:
			t.Errorf("%s: %d bytes", name, len(data))
		}
		seen++
	})
	if err != nil || seen != len(want)+7 {
		t.Errorf("%d files, %v", seen, err)
	}
	below, err := tree.List([]string{"b"})
	if err != nil || len(below) != 2 {
		t.Errorf("%v, %v", below, err)
	}
	// A link to what is not listed gives its text.
	links, err := tree.List([]string{"l1"})
	if err != nil {
		t.Fatal(err)
	}
	if err := tree.Read(links, func(_ int, data []byte, _ error) {
		if string(data) != "no end" {
			t.Errorf("the link leads to %q", data)
		}
	}); err != nil {
		t.Error(err)
	}
	if err := tree.Read(nil, nil); err != nil {
		t.Error(err)
	}
}

func TestAt(t *testing.T) {
	root := repository(t, map[string]string{"a": ""}, nil)
	for _, revision := range []string{"nowhere", "--all", "-x", "HEAD\nHEAD", "HEAD:a"} {
		var unknown git.UnknownError
		if _, err := git.At(root, revision); !errors.As(err, &unknown) {
			t.Errorf("%q: %v", revision, err)
		}
	}
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(root))
	if _, err := git.At(t.TempDir(), "HEAD"); err == nil {
		t.Error("a repository where there is none")
	}
}
