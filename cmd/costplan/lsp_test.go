package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/lsptest"
	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
)

// TestLanguageServer drives the program over standard input and output, from
// initialize to exit. Its prices are those that the settings name.
func TestLanguageServer(t *testing.T) {
	cmd := exec.Command(binary, "lsp", "--region", "singapore", "--stdio")
	cmd.Dir = t.TempDir()
	for name, text := range map[string]string{
		".costplan.yaml": "overlays: [prices.yaml]\nperiod: 10h\n",
		"prices.yaml":    "source: contract\nprices: [{region: singapore, plan: mu, model: qwen3-32b, spec: MU1, hourly: 40}]\n",
	} {
		if err := os.WriteFile(filepath.Join(cmd.Dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill() //nolint:errcheck // it has ended by then

	c := lsptest.New(t, stdout, stdin)
	var result protocol.InitializeResult
	c.Must("initialize", map[string]any{"processId": nil, "rootUri": "file://" + filepath.ToSlash(cmd.Dir), "capabilities": map[string]any{}}, &result)
	if !result.Capabilities.HoverProvider || !result.Capabilities.InlayHintProvider || result.Capabilities.TextDocumentSync.Change != protocol.Incremental {
		t.Errorf("it can do %+v", result.Capabilities)
	}
	c.Notify("initialized", struct{}{})
	uri := protocol.URI("file://" + filepath.ToSlash(cmd.Dir) + "/deployments.yaml")
	c.Notify("textDocument/didOpen", protocol.DidOpenTextDocumentParams{TextDocument: protocol.TextDocumentItem{
		URI: uri, LanguageID: "yaml", Version: 1, Text: "deployments:\n  - {name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 6, billing_method: POST_PAY}\n",
	}})
	c.Diagnostics(uri, func(list []protocol.Diagnostic) bool { return lsptest.Codes(list) == "CP305" }) // and the region is the flag's
	var list protocol.CompletionList
	c.Must("textDocument/completion", protocol.TextDocumentPositionParams{
		TextDocument: protocol.TextDocumentIdentifier{URI: uri}, Position: protocol.Position{Line: 1, Character: 76},
	}, &list)
	if len(list.Items) == 0 || list.Items[0].Label != "4" || list.Items[0].Detail != "400.00 USD / 10h" { // 10 x 40
		t.Errorf("proposed %+v", list.Items)
	}
	c.Must("shutdown", nil, nil)
	c.Notify("exit", nil)
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v: %s", err, stderr.String())
	}
	if stderr.Len() > 0 {
		t.Errorf("it says %s", stderr.String())
	}
}

// A server whose editor goes away without a word ends too, and says so.
func TestLanguageServerLeftAlone(t *testing.T) {
	code, stdout, stderr := run(t, strings.NewReader(""), "lsp")
	if code != 1 || stdout != "" {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
	if code, _, stderr := run(t, nil, "lsp", "deployments.yaml"); code != 2 || !strings.Contains(stderr, "it takes no arguments") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
	if code, _, _ := run(t, nil, "lsp", "--config", "missing.yaml"); code != 3 {
		t.Errorf("exit code %d", code)
	}
}
