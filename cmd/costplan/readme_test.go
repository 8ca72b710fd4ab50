package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadme runs every console block of the README: a line that begins with
// "$ " is a command of ours, the lines up to the next one are all that it prints.
func TestReadme(t *testing.T) {
	root := filepath.Join("..", "..")
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, block := range consoleBlocks(string(text)) {
		for _, example := range strings.Split("\n"+block, "\n$ ")[1:] {
			command, want, _ := strings.Cut(example, "\n")
			args, ok := strings.CutPrefix(command, "costplan ")
			if !ok {
				t.Errorf("%q is not a command that this test can run", command)
				continue
			}
			ran++
			cmd := exec.Command(binary, strings.Fields(args)...)
			cmd.Dir = root
			var out bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &out
			var exit *exec.ExitError
			if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
				t.Fatal(err)
			}
			if got := strings.TrimSpace(out.String()); got != strings.TrimSpace(want) {
				t.Errorf("$ %s prints\n%s\nthe README says\n%s", command, got, want)
			}
		}
	}
	if ran == 0 {
		t.Error("the README has no example that was run")
	}
}

// consoleBlocks returns the text of the fenced blocks marked "console".
func consoleBlocks(markdown string) []string {
	var blocks []string
	for _, part := range strings.Split("\n"+markdown, "\n```console\n")[1:] {
		block, _, _ := strings.Cut(part, "\n```")
		blocks = append(blocks, block)
	}
	return blocks
}
