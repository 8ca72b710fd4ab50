package lsp

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/lsptest"
	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
)

// named is a deployment of qwen3-8b with a name: without a suffix, two of them clash.
func named(name, more string) string {
	return "region: beijing\ndeployments:\n  - {name: " + name + ", model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 1, billing_method: POST_PAY, estimate: {hours: 100}" + more + "}\n"
}

// Rules that look across files see those that are open and those that are not,
// as linting the folder does.
func TestAcrossFiles(t *testing.T) {
	s := start(t, everything, map[string]string{
		"a.yaml": named("one", ""), "b/b.yml": named("two", ""), "node_modules/c.yaml": named("three", ""), ".hidden/d.yaml": named("four", ""), "notes.txt": named("five", ""),
	})
	closed := s.uri("b/b.yml")
	found := s.codes(closed, "CP402")
	if r := found[0].RelatedInformation; len(r) != 1 || r[0].Location.URI != s.uri("a.yaml") || r[0].Location.Range != span(2, 28, 36) {
		t.Errorf("related to %+v", r)
	}
	uri := s.open("b/b.yml", named("two", ", suffix: x"))
	s.codes(uri, "") // what is open counts, not what is saved
	s.open("a.yaml", named("one", ", suffix: x"))
	s.codes(uri, "CP401")
	s.Notify("textDocument/didClose", protocol.DidCloseTextDocumentParams{TextDocument: protocol.TextDocumentIdentifier{URI: s.uri("a.yaml")}})
	s.codes(uri, "") // a.yaml is saved without a suffix, and b has one
	s.save("e.json", `{"model_name": "qwen3-8b", "name": "two", "plan": "mu", "region": "beijing", "deploy_spec": "MU5", "capacity": 1, "billing_method": "POST_PAY", "estimate": {"hours": 1}, "suffix": "y"}`)
	s.watched("e.json")
	s.codes(s.uri("e.json"), "CP403")
	if err := os.Remove(filepath.Join(s.folder, "e.json")); err != nil {
		t.Fatal(err)
	}
	s.watched("e.json")
	s.codes(s.uri("e.json"), "")
	if _, rounds, _ := s.Published(s.uri("node_modules/c.yaml")); rounds > 0 {
		t.Error("a folder of packages was looked at")
	}
}

// The amounts of a document follow what other files do to it.
func TestHintsAcrossFiles(t *testing.T) {
	s := start(t, everything, map[string]string{"a.yaml": named("one", "")})
	uri := s.open("b.yaml", named("two", ""))
	s.codes(uri, "CP402")
	hint := func() string {
		var hints []protocol.InlayHint
		s.Must("textDocument/inlayHint", protocol.InlayHintParams{TextDocument: protocol.TextDocumentIdentifier{URI: uri}, Range: protocol.Range{Start: at(2, 0), End: at(3, 0)}}, &hints)
		if len(hints) == 0 {
			return ""
		}
		return hints[0].Label
	}
	if got := hint(); got != "no amount" {
		t.Errorf("of a deployment that clashes: %q", got)
	}
	s.save("a.yaml", named("one", ", suffix: z"))
	s.watched("a.yaml")
	s.codes(uri, "")
	if got := hint(); got != "288.80 USD / 30d" { // 100 hours at 2.888 USD
		t.Errorf("once it does not: %q", got)
	}
}

// Settings are found upwards, hold while they are only typed, and follow the disk.
func TestSettings(t *testing.T) {
	s := start(t, everything, map[string]string{
		".costplan.yaml": "region: beijing\nseverity: {CP203: error}\n",
		"team/a.yaml":    strings.TrimPrefix(named("one", ""), "region: beijing\n"),
		"drafts/d.yaml":  named("two", ", foo: 1"),
	})
	settings := s.uri(".costplan.yaml")
	found := s.codes(settings, "CP204") // CP203 cannot be changed
	if found[0].Range.Start.Line != 1 {
		t.Errorf("at %v", found[0].Range)
	}
	if !strings.Contains(found[0].Message, "CP203") {
		t.Errorf("message %q", found[0].Message)
	}
	uri := s.open("team/a.yaml", strings.TrimPrefix(named("one", ""), "region: beijing\n"))
	if list, _, _ := s.Published(uri); len(list) > 0 {
		t.Errorf("checked although its settings are wrong: %s", lsptest.Codes(list))
	}
	s.save(".costplan.yaml", "region: beijing\n")
	s.watched(".costplan.yaml")
	s.codes(settings, "")
	s.codes(s.uri("drafts/d.yaml"), "CP201")
	s.codes(uri, "CP402")

	s.open(".costplan.yaml", "region: singapore\nexclude: [drafts]\n") // not saved
	s.codes(s.uri("drafts/d.yaml"), "")
	s.codes(uri, "CP303")
	s.edit(settings, 2, nil, "region: beijing\nallow: {plans: [ptu]}\nbudget: 1\n")
	s.Diagnostics(uri, func(list []protocol.Diagnostic) bool { return strings.Contains(lsptest.Codes(list), "CP902") })
	s.codes(settings, "") // the errors of the deployments say that the budget is not proven
	s.Notify("textDocument/didClose", protocol.DidCloseTextDocumentParams{TextDocument: protocol.TextDocumentIdentifier{URI: settings}})
	s.codes(uri, "CP402")
	s.codes(settings, "")

	s.save("team/.costplan.yaml", "severity: {CP402: ignore}\n")
	s.watched("team/.costplan.yaml")
	s.Diagnostics(uri, func(list []protocol.Diagnostic) bool { return strings.Contains(lsptest.Codes(list), "CP203") }) // the nearest settings name no region
}

func TestFolders(t *testing.T) {
	s := start(t, everything, map[string]string{"one/a.yaml": named("a", "")})
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "b.yaml"), []byte(named("b", "")), 0o600); err != nil {
		t.Fatal(err)
	}
	change := func(list string) {
		s.Notify("workspace/didChangeWorkspaceFolders", map[string]any{"event": map[string]any{list: []protocol.WorkspaceFolder{{URI: uriOf(other), Name: "other"}}}})
	}
	uri := later(s.uri("one/a.yaml"), uriOf(filepath.Join(other, "b.yaml")))
	change("added")
	s.codes(uri, "CP402")
	change("removed")
	s.codes(uri, "")
}

// later is the one of two files that linting comes to last.
func later(a, b protocol.URI) protocol.URI {
	pathA, _ := pathOf(a)
	pathB, _ := pathOf(b)
	if pathA > pathB {
		return a
	}
	return b
}

// What the server asks of the client: to watch files, and to ask for hints again.
func TestRequestsOfTheServer(t *testing.T) {
	s := start(t, everything, map[string]string{"a.yaml": named("one", "")})
	asked := s.Asked("client/registerCapability")
	var p protocol.RegistrationParams
	if err := json.Unmarshal(asked.Params, &p); err != nil || len(p.Registrations) != 1 || p.Registrations[0].Method != "workspace/didChangeWatchedFiles" {
		t.Errorf("asked for %s (%v)", asked.Params, err)
	}
	s.Asked("workspace/inlayHint/refresh")
	if s := start(t, `{}`, nil); s != nil {
		uri := s.open("b.yaml", named("two", ", foo: 1"))
		s.codes(uri, "CP201")
	}
}

// A folder that a client names in the way of older ones is looked at too.
func TestOldRoots(t *testing.T) {
	for _, root := range []string{"rootUri", "rootPath"} {
		s := newServer(t)
		s.folder = t.TempDir()
		s.save("a.yaml", named("one", ", foo: 1"))
		var value any = s.folder
		if root == "rootUri" {
			value = uriOf(s.folder)
		}
		s.Must("initialize", map[string]any{"capabilities": map[string]any{}, root: value}, nil)
		s.Notify("initialized", nil)
		s.codes(s.uri("a.yaml"), "CP201")
	}
}

// The prices' age speaks of no file: the user is told once.
func TestOldPrices(t *testing.T) {
	s := start(t, everything, map[string]string{".costplan.yaml": "max_age: 900\n"})
	s.open(".costplan.yaml", "max_age: 0\n") // the edition is one day old
	var p protocol.MessageParams
	if err := json.Unmarshal(s.Told("window/showMessage").Params, &p); err != nil || p.Type != protocol.WarningMessage || !strings.HasPrefix(p.Message, "CP504: the prices are of edition 2026-06-06, 1 days old") {
		t.Errorf("said %+v (%v)", p, err)
	}
	s.codes(s.open("a.yaml", named("one", ", foo: 1")), "CP201")
	if list, rounds, _ := s.Published(""); rounds > 0 {
		t.Errorf("published for no file: %+v", list)
	}
}

// Positions in the units that client and server agree on.
func TestEncodings(t *testing.T) {
	const wide = "region: singapore\ndeployments:\n  - {name: \"日😀\", model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 6, billing_method: POST_PAY}\n"
	line := strings.Split(wide, "\n")[2]
	before, _, _ := strings.Cut(line, "6, b")
	for encoding, character := range map[string]int{
		"utf-8": len(before), "utf-32": len([]rune(before)), "utf-16": len([]rune(before)) + 1, // the face is a pair
	} {
		s := newServer(t)
		s.folder = t.TempDir()
		result := s.initialize(`{"general": {"positionEncodings": ["klingon", "` + encoding + `", "utf-16"]}}`)
		if string(result.Capabilities.PositionEncoding) != encoding {
			t.Errorf("%s was agreed on, want %s", result.Capabilities.PositionEncoding, encoding)
		}
		uri := s.open("a.yaml", wide)
		if found := s.codes(uri, "CP305"); found[0].Range != span(2, uint32(character), uint32(character)+1) {
			t.Errorf("in %s at %v, want %d", encoding, found[0].Range, character)
		}
		s.edit(uri, 2, &protocol.Range{Start: at(2, uint32(character)), End: at(2, uint32(character)+1)}, "8")
		s.Diagnostics(uri, func(list []protocol.Diagnostic) bool { return !strings.Contains(lsptest.Codes(list), "CP305") })
	}
}
