package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	link    = regexp.MustCompile(`\]\(([^()\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#{1,6} +(.+?) *$`)
	noSlug  = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	marks   = regexp.MustCompile("[`*]|\\[|\\]\\([^)]*\\)")
)

// TestLinks: what the guides link to in the repository is there, headings
// included.
func TestLinks(t *testing.T) {
	checked := 0
	for _, g := range guides(t) {
		for _, match := range link.FindAllStringSubmatch(withoutBlocks(g.text), -1) {
			if regexp.MustCompile(`^[a-z]+:`).MatchString(match[1]) {
				continue
			}
			checked++
			if err := checkLink(root(t), g.name, match[1]); err != nil {
				t.Errorf("%s: %v", g.name, err)
			}
		}
	}
	if checked < 10 {
		t.Errorf("only %d links were checked", checked)
	}
}

// checkLink looks for what a link in a guide leads to.
func checkLink(folder, from, target string) error {
	file, anchor, _ := strings.Cut(target, "#")
	name := from
	if file != "" {
		name = path.Join(path.Dir(from), file)
	}
	info, err := os.Stat(filepath.Join(folder, name))
	if err != nil || anchor == "" {
		return err
	}
	if info.IsDir() {
		return fmt.Errorf("%s is a folder and has no headings", name)
	}
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		return err
	}
	if !slices.Contains(anchors(string(text)), anchor) {
		return fmt.Errorf("%s has no heading #%s", name, anchor)
	}
	return nil
}

// anchors returns what the headings of a text are called in addresses, and the
// anchors that it names itself.
func anchors(markdown string) []string {
	var names []string
	for _, match := range heading.FindAllStringSubmatch(withoutBlocks(markdown), -1) {
		plain := strings.ToLower(marks.ReplaceAllString(match[1], ""))
		names = append(names, strings.ReplaceAll(noSlug.ReplaceAllString(plain, ""), " ", "-"))
	}
	for _, match := range regexp.MustCompile(`<a (?:id|name)="([^"]+)">`).FindAllStringSubmatch(markdown, -1) {
		names = append(names, match[1])
	}
	return names
}

// withoutBlocks is a text without what stands in its fenced blocks.
func withoutBlocks(markdown string) string {
	var kept strings.Builder
	inside := false
	for line := range strings.Lines(markdown) {
		if strings.HasPrefix(line, fence) {
			inside = !inside
		} else if !inside {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

func TestCheckLink(t *testing.T) {
	folder := t.TempDir()
	s := shell{folder: folder}
	s.write(t, "README.md", "# Top\n\n## What a *change* costs, `now`\n\n```yaml\n# not a heading\n```\n")
	s.write(t, "web/README.md", "# Page\n")
	for target, right := range map[string]bool{
		"../README.md":                         true,
		"../README.md#what-a-change-costs-now": true,
		"../README.md#not-a-heading":           false,
		"../README.md#else":                    false,
		"README.md#page":                       true,
		"#page":                                true,
		"#top":                                 false,
		"missing.md":                           false,
		"..":                                   true,
	} {
		if err := checkLink(folder, "web/README.md", target); (err == nil) != right {
			t.Errorf("%s: %v", target, err)
		}
	}
}
