package lsp

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
	"github.com/costplan/costplan/engine/project"
)

// client is what the client can do, as far as the server cares.
type client struct {
	protocol.ClientCapabilities
	encoding protocol.PositionEncoding
}

// markup is the kind in which a text for people is sent: Markdown, unless the
// client only takes another.
func markup(formats []string) string {
	if len(formats) > 0 && !slices.Contains(formats, protocol.Markdown) {
		return protocol.PlainText
	}
	return protocol.Markdown
}

// encodingOf agrees on what a character of a position is: the first of the
// client's that the server knows.
func encodingOf(offered []protocol.PositionEncoding) protocol.PositionEncoding {
	for _, encoding := range offered {
		switch encoding {
		case protocol.UTF8, protocol.UTF16, protocol.UTF32:
			return encoding
		}
	}
	return protocol.UTF16
}

func (s *session) initialize(params json.RawMessage) (any, error) {
	p, err := decode[protocol.InitializeParams](params)
	if err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.client = client{p.Capabilities, encodingOf(p.Capabilities.General.PositionEncodings)}
	s.folders = foldersOf(p)
	if err := s.reload(); err != nil {
		return nil, err
	}
	s.stage = initialized
	return protocol.InitializeResult{
		Capabilities: protocol.ServerCapabilities{
			PositionEncoding:       s.client.encoding,
			TextDocumentSync:       protocol.TextDocumentSyncOptions{OpenClose: true, Change: protocol.Incremental},
			CompletionProvider:     protocol.CompletionOptions{TriggerCharacters: []string{":", " ", "-", "{", "\"", ","}},
			HoverProvider:          true,
			DocumentSymbolProvider: true,
			CodeActionProvider:     protocol.CodeActionOptions{CodeActionKinds: []protocol.CodeActionKind{protocol.QuickFix, protocol.SourceFixAll}},
			InlayHintProvider:      true,
			Workspace:              protocol.ServerWorkspace{WorkspaceFolders: protocol.WorkspaceFoldersOptions{Supported: true, ChangeNotifications: true}},
		},
		ServerInfo: protocol.ServerInfo{Name: "costplan", Version: s.options.Version},
	}, nil
}

// foldersOf are the paths of the folders that are open in a client.
func foldersOf(p protocol.InitializeParams) []string {
	uris := make([]protocol.URI, 0, len(p.WorkspaceFolders))
	for _, folder := range p.WorkspaceFolders {
		uris = append(uris, folder.URI)
	}
	switch {
	case p.WorkspaceFolders != nil:
	case p.RootURI != nil:
		uris = append(uris, *p.RootURI)
	case p.RootPath != nil && *p.RootPath != "":
		uris = append(uris, uriOf(*p.RootPath))
	}
	var paths []string
	for _, uri := range uris {
		if path, ok := pathOf(uri); ok {
			paths = append(paths, path)
		}
	}
	return paths
}

// patience is how long a client may take to answer a request of the server.
const patience = 30 * time.Second

// initialized looks at the files of the workspace, and asks the client to say
// when they change.
func (s *session) initialized(ctx context.Context, conn *jsonrpc2.Conn, _ json.RawMessage) error {
	s.scan(ctx)
	s.mutex.Lock()
	watches := s.client.Workspace.DidChangeWatchedFiles.DynamicRegistration
	s.mutex.Unlock()
	if !watches {
		return nil
	}
	s.work.Go(func() {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		err := conn.Call(ctx, "client/registerCapability", protocol.RegistrationParams{Registrations: []protocol.Registration{{
			ID: "files", Method: "workspace/didChangeWatchedFiles",
			RegisterOptions: protocol.WatchersOptions{Watchers: []protocol.FileSystemWatcher{{GlobPattern: "**/*.{yaml,yml,json}"}, {GlobPattern: "**/" + project.FileName}}},
		}}}, nil)
		if err != nil && ctx.Err() == nil {
			s.log.Printf("the client does not watch files: %v", err)
		}
	})
	return nil
}

func (s *session) shutdown(json.RawMessage) (any, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.stage = shutDown
	for _, cancel := range s.running {
		cancel()
	}
	return nil, nil
}
