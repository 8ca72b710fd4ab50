package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestNeovimGuide starts Neovim with the settings that the guide gives for its
// version, and nothing else, and waits for a finding.
func TestNeovimGuide(t *testing.T) {
	needTools(t, "nvim")
	list := guides(t)
	g := list[slices.IndexFunc(list, func(g guide) bool { return g.name == "cmd/costplan/EDITORS.md" })]
	var settings []string
	for _, b := range g.blocks {
		if b.kind == "lua" {
			settings = append(settings, b.contents)
		}
	}
	if len(settings) != 2 {
		t.Fatalf("the guide has %d settings for Neovim, not one for new ones and one for old ones", len(settings))
	}
	folder := t.TempDir()
	s := shell{folder: folder, env: []string{
		"PATH=" + filepath.Dir(binary) + string(os.PathListSeparator) + os.Getenv("PATH"),
		"XDG_CONFIG_HOME=" + folder, "XDG_STATE_HOME=" + folder, "XDG_DATA_HOME=" + folder, "XDG_CACHE_HOME=" + folder,
	}}
	s.write(t, "new.lua", settings[0])
	s.write(t, "old.lua", settings[1])
	s.write(t, "init.lua", `dofile(vim.lsp.config and "new.lua" or "old.lua")`)
	s.write(t, ".git/HEAD", "")
	s.write(t, "deployments.yaml", wrongFile)
	s.write(t, "see.lua", `
vim.wait(15000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, d in ipairs(vim.diagnostic.get(0)) do io.stdout:write(d.code, " ", d.message, "\n") end
vim.cmd("qa!")`)
	output := s.must(t, "nvim", "--headless", "-n", "-u", "init.lua", "-c", "luafile see.lua", "deployments.yaml")
	if !strings.Contains(output, "CP305 ") || !strings.Contains(output, refusal) {
		t.Errorf("it saw\n%s", output)
	}
}
