package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNeovim lets a real editor use the language server: a finding is seen, its
// fix is taken, the amount is shown.
func TestNeovim(t *testing.T) {
	needTools(t, "nvim")
	folder := t.TempDir()
	s := shell{folder: folder, env: []string{"COSTPLAN=" + binary, "XDG_CONFIG_HOME=" + folder, "XDG_STATE_HOME=" + folder, "XDG_DATA_HOME=" + folder, "XDG_CACHE_HOME=" + folder}}
	s.write(t, ".git/HEAD", "")
	s.write(t, "deployments.yaml", strings.Join([]string{
		"region: singapore", "deployments:", "  - name: bätch # costplan:ignore CP503 the data stays here", "    model_name: qwen3-32b", "    plan: mu", "    deploy_spec: MU1",
		"    capacity: 6", "    billing_method: POST_PAY", "    estimate: {hours: 220}", "",
	}, "\n"))
	script, err := filepath.Abs("testdata/neovim.lua")
	if err != nil {
		t.Fatal(err)
	}
	output := s.must(t, "nvim", "--headless", "--clean", "-n", "-c", "set filetype=yaml", "-c", "luafile "+script, "deployments.yaml")
	// 220 hours x 8 units x 44 USD / 4; columns count bytes in Neovim.
	want := `findings: 3:18 CP901, 7:15 CP305
offered: write 8
offered: Silence CP305 here, with a reason
line:     capacity: 8
findings: 
hint: 1 total 19,360.00 USD / 30d
hint: 3 19,360.00 USD / 30d
hover: **bätch**: 19,360.00 USD / 30d
proposed: enable_thinking max_context_length rpm_limit tpm_limit charge_type pre_paid_info template_id prefill_capacity decode_capacity region
done
`
	if got := strings.ReplaceAll(output, "\r", ""); got != want {
		t.Errorf("it saw\n%s\nwant\n%s", got, want)
	}
	saved, err := os.ReadFile(filepath.Join(folder, "deployments.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(saved), "    capacity: 8\n") || strings.Contains(string(saved), "suffix") {
		t.Errorf("saved\n%s", saved)
	}
}
