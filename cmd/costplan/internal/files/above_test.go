package files_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
)

func TestAbove(t *testing.T) {
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", filepath.Join(root, "home"))
	t.Setenv("USERPROFILE", filepath.Join(root, "home"))
	for _, name := range []string{"set", "repo/.git/HEAD", "repo/a/b/x", "repo/c/set", "repo/c/d/x", "sub/.git", "sub/set", "sub/e/x",
		"home/set", "home/f/x", "plain/g/h/x", "bare/.git"} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	finder := files.NewAbove("set")
	for folder, want := range map[string]string{
		"repo/a/b": "", "repo": "", "repo/c/d": "repo/c/set", "repo/c": "repo/c/set", // not above the repository
		"sub/e": "sub/set", "sub": "sub/set", // a worktree has a file .git; its root counts
		"home/f": "home/set", "plain/g/h": "set", "bare": "", "not/there": "set",
	} {
		if want != "" {
			want = filepath.Join(root, want)
		}
		for range 2 { // the second answer is remembered
			if got := finder.Of(filepath.Join(root, folder)); got != want {
				t.Errorf("%s: %q, want %q", folder, got, want)
			}
		}
	}
	if err := os.Remove(filepath.Join(root, "home", "set")); err != nil {
		t.Fatal(err)
	}
	if got := files.NewAbove("set").Of(filepath.Join(root, "home", "f")); got != "" {
		t.Errorf("above the home folder: %q", got)
	}
}
