package lsp

import (
	"fmt"
	"strings"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/lsptest"
	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
)

// A request that no client should send is answered with an error of the protocol, and the
// session goes on.
func TestProtocolErrors(t *testing.T) {
	s := newServer(t)
	s.folder = t.TempDir()
	code := func(err error) int {
		if e, ok := err.(*lsptest.Error); ok {
			return e.Code
		}
		return 0
	}
	if got := code(s.Call("textDocument/hover", place("file:///a.yaml", at(0, 0)), nil)); got != protocol.ServerNotInitialized {
		t.Errorf("before initialize: %d", got)
	}
	s.Notify("textDocument/didOpen", "before initialize")
	result := s.initialize(`{}`)
	if result.ServerInfo.Name != "costplan" || result.ServerInfo.Version != "1.2.3" || result.Capabilities.PositionEncoding != protocol.UTF16 {
		t.Errorf("initialized with %+v", result)
	}
	for _, c := range []struct {
		method string
		params any
		want   int
	}{
		{"initialize", map[string]any{"capabilities": map[string]any{}}, protocol.InvalidRequest},
		{"textDocument/definition", place("file:///a.yaml", at(0, 0)), protocol.MethodNotFound},
		{"textDocument/hover", map[string]any{"textDocument": 1}, protocol.InvalidParams},
		{"textDocument/hover", []int{1}, protocol.InvalidParams},
		{"textDocument/hover", map[string]any{"textDocument": map[string]any{"uri": "file:///a"}, "position": map[string]any{"line": -1, "character": 0}}, protocol.InvalidParams},
		{"textDocument/hover", place("file:///not/open.yaml", at(0, 0)), 0},
		{"textDocument/completion", place(":", at(0, 0)), 0},
	} {
		if got := code(s.Call(c.method, c.params, nil)); got != c.want {
			t.Errorf("%s %v: %d, want %d", c.method, c.params, got, c.want)
		}
	}
	s.Notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": "file:///not/open.yaml"}})
	s.Notify("$/unknown", nil)
	s.Notify("$/cancelRequest", map[string]any{"id": 999})
	uri := s.open("a.yaml", "deployments:\n  - name: a\n")
	s.codes(uri, "CP203 CP203 CP203") // it goes on
	s.Must("shutdown", nil, nil)
	if got := code(s.Call("textDocument/hover", place(uri, at(0, 0)), nil)); got != protocol.InvalidRequest {
		t.Errorf("after shutdown: %d", got)
	}
	s.Notify("exit", nil)
	if code := <-s.exited; code != exitFine {
		t.Errorf("exit code %d", code)
	}
}

// A message that cannot be read ends the session: what follows it cannot be told
// from its rest.
func TestUnreadableMessage(t *testing.T) {
	for _, text := range []string{
		"Content-Length: 5\r\n\r\n{\"a\":",
		"Content-Length: x\r\n\r\n",
		"Content-Length: -7\r\n\r\n",
		"Content-Length: 99999999999999999999999999\r\n\r\n",
		"Content-Type: application/vscode-jsonrpc; charset=utf8\r\n\r\n",
	} {
		s := newServer(t)
		s.Raw(text)
		if code := <-s.exited; code != exitUnasked {
			t.Errorf("%q: exit code %d, want %d", text, code, exitUnasked)
		}
	}
}

func TestExitCodes(t *testing.T) {
	s := start(t, `{}`, nil)
	s.Notify("exit", nil)
	if code := <-s.exited; code != exitUnasked {
		t.Errorf("exit without shutdown: %d", code)
	}
	s = newServer(t)
	s.Notify("exit", nil)
	if code := <-s.exited; code != exitUnasked {
		t.Errorf("exit without initialize: %d", code)
	}
}

// A request that is cancelled is answered with that, and only once.
func TestCancellation(t *testing.T) {
	s := start(t, everything, nil)
	uri := s.open("a.yaml", fleet(2_000))
	var ids []int
	for range 40 { // more than are worked on at a time, so most of them wait
		ids = append(ids, s.Send("textDocument/hover", place(uri, at(4, 5))))
	}
	for _, id := range ids {
		s.Notify("$/cancelRequest", map[string]any{"id": id})
	}
	cancelled := 0
	for _, id := range ids {
		var hover *protocol.Hover
		switch e, _ := s.Answer(id, &hover).(*lsptest.Error); {
		case e == nil && hover == nil:
			t.Errorf("request %d was answered with nothing", id)
		case e != nil && e.Code != protocol.RequestCancelled:
			t.Errorf("request %d: %v", id, e)
		case e != nil:
			cancelled++
		}
	}
	if cancelled == 0 {
		t.Error("no request was cancelled")
	}
}

// fleet is a file of n deployments, four lines above the first name.
func fleet(n int) string {
	var out strings.Builder
	out.WriteString("version: 1\nregion: beijing\ndeployments:\n")
	for i := range n {
		fmt.Fprintf(&out, "  # of team %d\n  - name: team-%d\n    model_name: qwen3-8b\n    suffix: t%d\n    plan: mu\n    deploy_spec: MU5\n    capacity: 3\n    billing_method: POST_PAY\n    estimate: {hours: %d}\n", i, i, i, 100+i%100)
	}
	return out.String()
}
