package lsp

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/lsp/lsptest"
	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
	"github.com/costplan/costplan/cmd/costplan/internal/projects"
	"github.com/costplan/costplan/engine"
)

// session of a test: a server in this process with its client.
type tested struct {
	*lsptest.Client
	t      testing.TB
	folder string
	exited chan int
	log    *logged
	server *session
}

// logged is what a server logs.
type logged struct {
	mutex sync.Mutex
	bytes.Buffer
}

func (l *logged) Write(data []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.Buffer.Write(data)
}

func (l *logged) String() string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.Buffer.String()
}

// everything is a client that can do all that the server makes use of.
const everything = `{
	"general": {"positionEncodings": ["utf-16"]},
	"workspace": {"workspaceEdit": {"documentChanges": true}, "didChangeWatchedFiles": {"dynamicRegistration": true}, "inlayHint": {"refreshSupport": true}},
	"textDocument": {
		"completion": {"completionItem": {"snippetSupport": true, "documentationFormat": ["markdown"], "insertTextModeSupport": {"valueSet": [1, 2]}}},
		"hover": {"contentFormat": ["markdown", "plaintext"]},
		"documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
		"codeAction": {"isPreferredSupport": true},
		"publishDiagnostics": {"relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true, "tagSupport": {"valueSet": [1, 2]}}
	}
}`

// newServer starts a server with the newest prices.
func newServer(t testing.TB) *tested {
	t.Helper()
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	s := &tested{t: t, exited: make(chan int, 1), log: &logged{}}
	s.server = newSession(Options{
		Engine: engine.New(cat), Use: projects.Use{}, Version: "1.2.3", Log: s.log,
		Settings: func() engine.Settings { return engine.Settings{Today: time.Date(2026, 6, 7, 0, 0, 0, 0, time.UTC)} },
	})
	go func() {
		s.exited <- s.server.serve(toServer, fromServer)
		fromServer.Close()
	}()
	s.Client = lsptest.New(t, toClient, fromClient)
	t.Cleanup(func() {
		fromClient.Close()
		if text := s.log.String(); strings.Contains(text, "defect") {
			t.Errorf("the server logs:\n%s", text)
		}
	})
	return s
}

// start starts a session with files in a folder of their own.
func start(t testing.TB, capabilities string, texts map[string]string) *tested {
	t.Helper()
	s := newServer(t)
	s.folder = t.TempDir()
	if err := os.Mkdir(filepath.Join(s.folder, ".git"), 0o755); err != nil { // settings are sought up to here
		t.Fatal(err)
	}
	for name, text := range texts {
		s.save(name, text)
	}
	s.initialize(capabilities)
	return s
}

func (s *tested) initialize(capabilities string) protocol.InitializeResult {
	s.t.Helper()
	var result protocol.InitializeResult
	s.Must("initialize", map[string]any{
		"processId": nil, "capabilities": raw(capabilities),
		"workspaceFolders": []protocol.WorkspaceFolder{{URI: uriOf(s.folder), Name: "test"}},
	}, &result)
	s.Notify("initialized", struct{}{})
	return result
}

// raw is JSON that is written as it stands.
type raw string

func (r raw) MarshalJSON() ([]byte, error) { return []byte(r), nil }

func (s *tested) uri(name string) protocol.URI { return uriOf(filepath.Join(s.folder, name)) }

func (s *tested) save(name, text string) {
	s.t.Helper()
	path := filepath.Join(s.folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

func (s *tested) open(name, text string) protocol.URI {
	uri := s.uri(name)
	s.Notify("textDocument/didOpen", protocol.DidOpenTextDocumentParams{TextDocument: protocol.TextDocumentItem{URI: uri, LanguageID: "yaml", Version: 1, Text: text}})
	return uri
}

// edit replaces a range of a document; the whole of it if at is nil.
func (s *tested) edit(uri protocol.URI, version int32, at *protocol.Range, text string) {
	s.Notify("textDocument/didChange", protocol.DidChangeTextDocumentParams{
		TextDocument:   protocol.VersionedTextDocumentIdentifier{URI: uri, Version: version},
		ContentChanges: []protocol.TextDocumentContentChangeEvent{{Range: at, Text: text}},
	})
}

func (s *tested) watched(names ...string) {
	var events []protocol.FileEvent
	for _, name := range names {
		events = append(events, protocol.FileEvent{URI: s.uri(name)})
	}
	s.Notify("workspace/didChangeWatchedFiles", protocol.DidChangeWatchedFilesParams{Changes: events})
}

// codes waits until a document has just these diagnostics.
func (s *tested) codes(uri protocol.URI, want string) []protocol.Diagnostic {
	s.t.Helper()
	list := s.Diagnostics(uri, func(list []protocol.Diagnostic) bool { return lsptest.Codes(list) == want })
	return list
}

func at(line, character uint32) protocol.Position {
	return protocol.Position{Line: line, Character: character}
}

func span(line, from, to uint32) protocol.Range {
	return protocol.Range{Start: at(line, from), End: at(line, to)}
}

func place(uri protocol.URI, p protocol.Position) protocol.TextDocumentPositionParams {
	return protocol.TextDocumentPositionParams{TextDocument: protocol.TextDocumentIdentifier{URI: uri}, Position: p}
}

// batch is a deployment of 220 x 8 x 44 / 4 = 19,360 USD in which nothing is
// wrong but that Beijing is cheaper.
const batch = `region: singapore
deployments:
  - name: batch # costplan:ignore CP503 the data stays here
    model_name: qwen3-32b
    plan: mu
    deploy_spec: MU1
    capacity: 8
    billing_method: POST_PAY
    estimate: {hours: 220}
`
