package main

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write into the guides what their commands print")

// TestConsole runs every console block of every guide: a line that begins with
// "$ " is a command line, the lines up to the next one are all that it prints.
// The commands of a guide run one after the other in a folder that has copies of
// testdata and of the catalog, and the files of the named blocks above them.
func TestConsole(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the guides use the shell of Unix")
	}
	ran := 0
	for _, g := range guides(t) {
		var s *shell
		text := g.text
		for _, b := range g.blocks {
			if b.kind != "console" && b.name == "" {
				continue
			}
			if s == nil {
				s = guideFolder(t)
			}
			if b.kind != "console" {
				s.write(t, b.name, b.contents)
				continue
			}
			examples := strings.Split("\n"+b.contents, "\n$ ")
			if examples[0] != "" {
				t.Errorf("%s:%d: a console block begins with a command", g.name, b.line)
			}
			var printed strings.Builder
			for _, example := range examples[1:] {
				command, want, _ := strings.Cut(example, "\n")
				if !strings.HasPrefix(command, "costplan ") {
					t.Errorf("%s:%d: %q is not a command of ours", g.name, b.line, command)
				}
				ran++
				_, got := s.run(t, "sh", "-c", command)
				printed.WriteString("$ " + command + "\n" + strings.TrimSpace(got) + "\n")
				if !*update && strings.TrimSpace(got) != strings.TrimSpace(want) {
					t.Errorf("%s:%d: $ %s prints\n%s\nthe guide says\n%s", g.name, b.line, command, got, want)
				}
			}
			text = strings.Replace(text, fence+"console\n"+b.contents, fence+"console\n"+printed.String(), 1)
		}
		if *update && text != g.text {
			shell{folder: root(t)}.write(t, g.name, text)
		}
	}
	if ran < 10 {
		t.Errorf("only %d examples were run", ran)
	}
}

// guideFolder returns a folder as a reader of the guide has it, with the program
// on the path.
func guideFolder(t *testing.T) *shell {
	t.Helper()
	s := &shell{folder: t.TempDir(), env: []string{"PATH=" + filepath.Dir(binary) + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + t.TempDir()}}
	for _, name := range []string{"testdata", "catalog"} {
		if err := os.CopyFS(filepath.Join(s.folder, name), os.DirFS(filepath.Join(root(t), name))); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// TestReadmeTour holds the first commands of the README against what a fresh
// clone has: no program on the path, but Go.
func TestReadmeTour(t *testing.T) {
	text := shell{folder: root(t)}.read(t, "README.md")
	const first = "go run ./cmd/costplan price testdata/examples/deployments.yaml"
	if !strings.Contains(text, first) {
		t.Fatalf("the README does not say %s", first)
	}
	cmd := exec.Command("go", "run", "./cmd/costplan", "price", "testdata/examples/deployments.yaml")
	cmd.Dir = root(t)
	out, err := cmd.Output()
	if err != nil || !strings.Contains(text, strings.TrimSpace(string(out))) {
		t.Errorf("%v: it prints what the README does not show:\n%s", err, out)
	}
}
