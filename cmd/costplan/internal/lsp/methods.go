package lsp

import (
	"context"
	"encoding/json"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
)

// atHand are the requests that are answered before the next message is taken in.
var atHand = [...]struct {
	method string
	answer func(*session, json.RawMessage) (any, error)
}{
	{"initialize", (*session).initialize},
	{"shutdown", (*session).shutdown},
}

// requests are those that ask about a document.
var requests = [...]struct {
	method string
	answer func(*call, json.RawMessage) (any, error)
}{
	{"textDocument/completion", about((*call).complete)},
	{"textDocument/hover", about((*call).hover)},
	{"textDocument/codeAction", about((*call).actions)},
	{"textDocument/inlayHint", about((*call).hints)},
	{"textDocument/documentSymbol", about((*call).symbols)},
}

// about reads the parameters of a request before it is answered.
func about[T any](answer func(*call, T) (any, error)) func(*call, json.RawMessage) (any, error) {
	return func(c *call, params json.RawMessage) (any, error) {
		value, err := decode[T](params)
		if err != nil {
			return nil, err
		}
		return answer(c, value)
	}
}

// notifications are what a client tells.
var notifications = [...]struct {
	method string
	take   func(*session, context.Context, *jsonrpc2.Conn, json.RawMessage) error
}{
	{"initialized", (*session).initialized},
	{"$/cancelRequest", told((*session).cancel)},
	{"textDocument/didOpen", told((*session).didOpen)},
	{"textDocument/didChange", told((*session).didChange)},
	{"textDocument/didClose", told((*session).didClose)},
	{"workspace/didChangeWatchedFiles", told((*session).didChangeWatchedFiles)},
	{"workspace/didChangeWorkspaceFolders", (*session).didChangeWorkspaceFolders},
}

// told reads the parameters of a notification before it is taken in.
func told[T any](take func(*session, T) error) func(*session, context.Context, *jsonrpc2.Conn, json.RawMessage) error {
	return func(s *session, _ context.Context, _ *jsonrpc2.Conn, params json.RawMessage) error {
		value, err := decode[T](params)
		if err != nil {
			return err
		}
		return take(s, value)
	}
}

// cancel gives up a request. One that has been answered is none any more.
func (s *session) cancel(p protocol.CancelParams) error {
	var id jsonrpc2.ID
	if err := json.Unmarshal(p.ID, &id); err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if cancel := s.running[id]; cancel != nil {
		cancel()
	}
	return nil
}
