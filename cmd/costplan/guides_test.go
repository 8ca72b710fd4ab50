package main

import (
	"bufio"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// guide is a Markdown file of the repository that people read.
type guide struct {
	name   string // its path from the root, with slashes
	text   string
	blocks []block
}

// block is a fenced block of a guide.
type block struct {
	line     int    // of its first fence, 1-based
	kind     string // the first word behind the fence: "console"
	name     string // of the file that it stands for: "```yaml name=costplan.yaml"
	contents string // with a line end at its end
}

// otherTexts are folders whose Markdown is no guide: what is fetched or built,
// expected results, and the pages of the rules, which their own package tests.
var otherTexts = []string{".git", "node_modules", "dist", "build", "bin", "testdata", "rules", "screenshots"}

// guides returns all guides, sorted by name.
func guides(t *testing.T) []guide {
	t.Helper()
	var list []guide
	folder := root(t)
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if slices.Contains(otherTexts, entry.Name()) {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(path) != ".md" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		list = append(list, guide{filepath.ToSlash(name), string(text), blocksOf(string(text))})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 5 {
		t.Fatalf("found %d guides only", len(list))
	}
	return list
}

const fence = "```"

// blocksOf returns the fenced blocks of a text in Markdown.
func blocksOf(markdown string) []block {
	var blocks []block
	var open *block
	lines := bufio.NewScanner(strings.NewReader(markdown))
	lines.Buffer(nil, 1<<20)
	for number := 1; lines.Scan(); number++ {
		info, isFence := strings.CutPrefix(lines.Text(), fence)
		switch {
		case open == nil && isFence:
			kind, more, _ := strings.Cut(info, " ")
			open = &block{line: number, kind: kind, name: strings.TrimPrefix(more, "name=")}
		case open != nil && isFence:
			blocks = append(blocks, *open)
			open = nil
		case open != nil:
			open.contents += lines.Text() + "\n"
		}
	}
	return blocks
}

func TestBlocksOf(t *testing.T) {
	got := blocksOf("a\n```yaml name=x.yaml\nb: 1\n\nc: 2\n```\n\n```console\n$ costplan version\n```\n```\n```\n")
	want := []block{
		{line: 2, kind: "yaml", name: "x.yaml", contents: "b: 1\n\nc: 2\n"},
		{line: 8, kind: "console", contents: "$ costplan version\n"},
		{line: 11},
	}
	if !slices.Equal(got, want) {
		t.Errorf("blocks %+v, want %+v", got, want)
	}
}
