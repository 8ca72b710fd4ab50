package lsp

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/lsptest"
	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
)

// A whole session: findings as they come and go, and every question.
func TestSession(t *testing.T) {
	s := start(t, everything, nil)
	bad := strings.Replace(batch, "capacity: 8", "capacity: 6", 1)
	uri := s.open("deployments.yaml", bad)
	found := s.codes(uri, "CP901 CP305") // a deployment with an error is compared with no other one
	d := found[1]
	if u := found[0]; len(u.Tags) != 1 || u.Tags[0] != protocol.Unnecessary || u.Severity != protocol.SeverityWarning {
		t.Errorf("diagnostic %+v", u)
	}
	if d.Range != span(6, 14, 15) || d.Severity != protocol.SeverityError || d.Source != "costplan" ||
		d.CodeDescription == nil || !strings.HasSuffix(string(d.CodeDescription.Href), "RULES.md#cp305") ||
		!strings.HasPrefix(d.Message, "capacity 6 is not a multiple of 4 (MU1 x 4): use 4 or 8") || !strings.Contains(d.Message, "The API: InvalidParameter") {
		t.Errorf("diagnostic %+v", d)
	}
	if _, _, version := s.Published(uri); version == nil || *version != 1 {
		t.Errorf("of version %v, want 1", version)
	}

	var actions []protocol.CodeAction
	s.Must("textDocument/codeAction", map[string]any{"textDocument": map[string]any{"uri": uri}, "range": span(6, 14, 14), "context": map[string]any{"diagnostics": found}}, &actions)
	if len(actions) != 2 || actions[0].Title != "write 8" || actions[0].Kind != protocol.QuickFix || len(actions[0].Diagnostics) != 1 || !strings.HasPrefix(actions[1].Title, "Silence CP305") {
		t.Fatalf("actions %+v", actions)
	}
	edit := actions[0].Edit.DocumentChanges[0]
	if edit.TextDocument.URI != uri || edit.TextDocument.Version != 1 || len(edit.Edits) != 1 || edit.Edits[0].Range != span(6, 14, 15) || edit.Edits[0].NewText != "8" {
		t.Errorf("edit %+v", edit)
	}
	s.edit(uri, 2, &edit.Edits[0].Range, edit.Edits[0].NewText)
	s.codes(uri, "")

	var hints []protocol.InlayHint
	s.Must("textDocument/inlayHint", protocol.InlayHintParams{TextDocument: protocol.TextDocumentIdentifier{URI: uri}, Range: protocol.Range{End: at(99, 0)}}, &hints)
	if len(hints) != 2 || hints[0].Label != "total 19,360.00 USD / 30d" || hints[0].Position != at(0, 17) || hints[1].Label != "19,360.00 USD / 30d" || hints[1].Position.Line != 2 {
		t.Errorf("hints %+v", hints)
	}
	s.Must("textDocument/inlayHint", protocol.InlayHintParams{TextDocument: protocol.TextDocumentIdentifier{URI: uri}, Range: protocol.Range{Start: at(3, 0), End: at(99, 0)}}, &hints)
	if len(hints) != 0 {
		t.Errorf("hints of other lines: %+v", hints)
	}

	var hover *protocol.Hover
	s.Must("textDocument/hover", place(uri, at(2, 5)), &hover)
	if hover == nil || hover.Contents.Kind != protocol.Markdown || !strings.Contains(hover.Contents.Value, "220 hours × 8 MU1 units × 44 USD / 4") || hover.Range != span(2, 4, 8) {
		t.Errorf("hover %+v", hover)
	}
	hover = nil
	s.Must("textDocument/hover", place(uri, at(7, 25)), &hover)
	if hover != nil {
		t.Errorf("hover on nothing: %+v", hover)
	}

	var symbols []protocol.DocumentSymbol
	s.Must("textDocument/documentSymbol", protocol.DocumentSymbolParams{TextDocument: protocol.TextDocumentIdentifier{URI: uri}}, &symbols)
	if len(symbols) != 1 || symbols[0].Name != "batch" || symbols[0].Detail != "19,360.00 USD / 30d" || symbols[0].SelectionRange != span(2, 10, 15) || symbols[0].Range.Start != at(2, 4) {
		t.Errorf("symbols %+v", symbols)
	}

	s.edit(uri, 3, &protocol.Range{Start: at(9, 0), End: at(9, 0)}, "    sufix: x\n  - na")
	var list protocol.CompletionList
	s.Must("textDocument/completion", place(uri, at(10, 6)), &list)
	if !strings.Contains(labelsOf(list), "name") {
		t.Errorf("proposed %s", labelsOf(list))
	}
	s.Must("shutdown", nil, nil)
	s.Notify("exit", nil)
	if code := <-s.exited; code != exitFine {
		t.Errorf("exit code %d", code)
	}
}

func labelsOf(list protocol.CompletionList) string {
	var labels []string
	for _, item := range list.Items {
		labels = append(labels, item.Label)
	}
	return strings.Join(labels, " ")
}

func TestCompletion(t *testing.T) {
	s := start(t, everything, nil)
	uri := s.open("a.yaml", "region: singapore\ndeployments:\n  - {plan: ptu, model_name: deepseek-v3.2, }\n  - {plan: mu, model_name: qwen3-32b, deploy_spec: MU1, capacity: 1}\n  - plan:\n")
	var list protocol.CompletionList
	s.Must("textDocument/completion", place(uri, at(2, 43)), &list)
	for _, item := range list.Items {
		if item.Label == "ptu_capacity" && (item.InsertTextFormat != protocol.SnippetFormat || item.TextEdit.NewText != "ptu_capacity: {$0\\}" || item.InsertTextMode != protocol.AsIs ||
			item.Documentation == nil || item.Documentation.Kind != protocol.Markdown || item.TextEdit.Range != span(2, 43, 43)) {
			t.Errorf("item %+v", item)
		}
	}
	if list.IsIncomplete || !strings.Contains(labelsOf(list), "ptu_capacity") {
		t.Errorf("list %t: %s", list.IsIncomplete, labelsOf(list))
	}
	s.Must("textDocument/completion", place(uri, at(3, 67)), &list)
	if labelsOf(list) != "4 8 12 16 20 24 28 32 100 104 108 112 116 120" || !list.IsIncomplete || list.Items[0].TextEdit.Range != span(3, 66, 67) {
		t.Errorf("capacities %t: %s", list.IsIncomplete, labelsOf(list))
	}
	s.Must("textDocument/completion", place(uri, at(4, 9)), &list)
	if labelsOf(list) != "ptu mu lora cu" || list.Items[0].TextEdit.NewText != " ptu" {
		t.Errorf("plans: %s", labelsOf(list))
	}
	for _, text := range []string{"apiVersion: v1\nkind: Pod\n", "services:\n  web:\n    "} {
		foreign := s.open("foreign.yaml", text)
		s.Must("textDocument/completion", place(foreign, at(2, 4)), &list)
		if len(list.Items) != 0 {
			t.Errorf("in a file that is none of ours: %s", labelsOf(list))
		}
	}
}

// A client that says nothing of what it can do gets what every client knows.
func TestPlainClient(t *testing.T) {
	s := start(t, `{}`, nil)
	uri := s.open("a.yaml", strings.Replace(batch, "capacity: 8", "capacity: 6 # costplan:ignore CP306 x", 1))
	found := s.codes(uri, "CP901 CP305 CP901")
	if found[1].CodeDescription != nil || found[1].RelatedInformation != nil || found[2].Tags != nil {
		t.Errorf("diagnostics %+v", found)
	}
	if _, _, version := s.Published(uri); version != nil {
		t.Errorf("version %d", *version)
	}
	var actions []protocol.CodeAction
	s.Must("textDocument/codeAction", map[string]any{"textDocument": map[string]any{"uri": uri}, "range": span(6, 14, 14), "context": map[string]any{}}, &actions)
	if len(actions) == 0 || len(actions[0].Edit.Changes[uri]) != 1 || actions[0].Edit.DocumentChanges != nil {
		t.Errorf("actions %+v", actions)
	}
	var symbols []protocol.SymbolInformation
	s.Must("textDocument/documentSymbol", protocol.DocumentSymbolParams{TextDocument: protocol.TextDocumentIdentifier{URI: uri}}, &symbols)
	if len(symbols) != 1 || symbols[0].Location.URI != uri || symbols[0].Location.Range.Start != at(2, 4) {
		t.Errorf("symbols %+v", symbols)
	}
	var list protocol.CompletionList
	s.edit(uri, 2, nil, "deployments:\n  - {plan: ptu, }\n")
	s.Must("textDocument/completion", place(uri, at(1, 16)), &list)
	for _, item := range list.Items {
		if item.InsertTextFormat != protocol.PlainTextFormat || item.InsertTextMode != 0 || strings.Contains(item.TextEdit.NewText, "$0") {
			t.Errorf("item %+v", item)
		}
	}
}

func TestFixAll(t *testing.T) {
	s := start(t, everything, nil)
	uri := s.open("a.yaml", "region: singapore\ndeployments:\n  - name: a\n    modelname: qwen3-32b\n    plan: mu\n    deploy_spec: mu1\n    capacity: 8\n    billing_method: POST_PAY\n")
	s.Diagnostics(uri, func(list []protocol.Diagnostic) bool { return strings.Contains(lsptest.Codes(list), "CP201") })
	for _, only := range []string{"source.fixAll", "source.fixAll.costplan", "source"} {
		var actions []protocol.CodeAction
		s.Must("textDocument/codeAction", map[string]any{"textDocument": map[string]any{"uri": uri}, "range": protocol.Range{}, "context": map[string]any{"only": []string{only}}}, &actions)
		if len(actions) != 1 || actions[0].Kind != protocol.SourceFixAll {
			t.Errorf("only %s: %+v", only, actions)
		}
	}
	var actions []protocol.CodeAction
	s.Must("textDocument/codeAction", map[string]any{"textDocument": map[string]any{"uri": uri}, "range": protocol.Range{End: at(9, 0)}, "context": map[string]any{"only": []string{"source.organizeImports"}}}, &actions)
	if len(actions) != 0 {
		t.Errorf("other kinds: %+v", actions)
	}
}

// What is none of ours is left alone, however near it comes. What the rule for
// linting a folder counts is checked: by its name, and where a broken text or a list
// without a key hides what it is.
func TestForeign(t *testing.T) {
	s := start(t, everything, map[string]string{
		"litellm.yaml": "model_list:\n  - model_name: gpt\n", "package.json": "{\"scripts\": {\"model_name\": 1}}", "broken.yaml": "model_list: [\n  - model_name: gpt\n",
		"costplan.yaml": "modle: x\n", "team/costplan/chat.yaml": "a: b\n", "chat.costplan.json": "{}", "other/chat.yaml": "a: b\n",
	})
	quiet := []protocol.URI{
		s.open("compose.yaml", "version: 3\nservices: {}\n"), s.open("litellm.yaml", "model_list:\n  - model_name: gpt\n"),
		s.open("empty.yaml", ""), s.uri("package.json"), s.uri("other/chat.yaml"),
	}
	for name, codes := range map[string]string{"broken.yaml": "CP101", "costplan.yaml": "CP105", "team/costplan/chat.yaml": "CP105", "chat.costplan.json": "CP105"} {
		s.codes(s.uri(name), codes)
	}
	s.codes(s.open("list.yaml", "- a\n- model_name: x\n"), "CP105")
	ours := s.open("ours.yaml", "deployments:\n  - name: a\n")
	s.codes(ours, "CP203 CP203 CP203") // region, model and plan
	for _, uri := range quiet {
		if list, rounds, _ := s.Published(uri); rounds > 0 {
			t.Errorf("%s: %+v", uri, list)
		}
	}
}

// A document that was never saved is served too, as JSON if the client says so.
func TestUntitled(t *testing.T) {
	s := start(t, everything, nil)
	uri := protocol.URI("untitled:Untitled-1")
	const text = `{"model_name": "qwen3-32b", "plan": "mu", "name": "a", "region": "singapore", "deploy_spec": "MU1", "capacity": 6,}`
	s.Notify("textDocument/didOpen", protocol.DidOpenTextDocumentParams{TextDocument: protocol.TextDocumentItem{URI: uri, LanguageID: "json", Version: 1, Text: text}})
	s.codes(uri, "CP101")
	comma := uint32(strings.Index(text, ",}"))
	s.edit(uri, 2, &protocol.Range{Start: at(0, comma), End: at(0, comma+1)}, "")
	s.codes(uri, "CP313 CP305")
	s.Notify("textDocument/didClose", protocol.DidCloseTextDocumentParams{TextDocument: protocol.TextDocumentIdentifier{URI: uri}})
	s.codes(uri, "")
}

// A text that is half typed has the syntax error that lint has, also where the open
// quote makes keys of what is none.
func TestHalfTyped(t *testing.T) {
	s := start(t, everything, nil)
	s.codes(s.open("a.json", `{"region": "beijing, "deployments": [{"model_name": "qwen3-32b", "plan": "mu"}]}`), "CP101")
	s.codes(s.open("b.json", "{\"model_name\": \"qwen3-32b,\n \"plan\": \"mu\", \"foo\": 1}"), "CP101")
}

// Every JSON that goes out is what the specification says: no list is null.
func TestEmptyLists(t *testing.T) {
	s := start(t, everything, nil)
	uri := s.open("a.yaml", "a: b\n")
	for _, method := range []string{"textDocument/codeAction", "textDocument/inlayHint", "textDocument/documentSymbol"} {
		var result json.RawMessage
		s.Must(method, map[string]any{"textDocument": map[string]any{"uri": uri}, "range": span(0, 0, 1), "context": map[string]any{"diagnostics": []int{}}}, &result)
		if string(result) != "[]" {
			t.Errorf("%s: %s", method, result)
		}
	}
}
