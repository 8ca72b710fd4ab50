package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"runtime/debug"
	"sync"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
	"github.com/costplan/costplan/cmd/costplan/internal/projects"
)

// stage is where a session stands in its life.
type stage int

const (
	fresh stage = iota
	initialized
	shutDown
	left
)

// session serves one client. Messages are taken in one after the other; requests
// are answered beside that, each from the snapshot that was there when it came.
type session struct {
	options Options
	log     *log.Logger
	work    sync.WaitGroup // answers and scans that are under way
	busy    chan struct{}  // holds as many as may be worked on at a time

	mutex    sync.Mutex // of all below
	stage    stage
	client   client
	running  map[jsonrpc2.ID]context.CancelFunc
	folders  []string           // paths of the folders of the workspace
	held     *projects.Projects // from initialize on
	scans    int                // how often the folders have been looked at, or are about to be
	snapshot *snapshot

	wake chan struct{} // something has changed: publish
}

// atOnce is how many requests are worked on at a time.
const atOnce = 4

func newSession(o Options) *session {
	s := &session{
		options: o, log: log.New(o.Log, "costplan lsp: ", 0),
		busy: make(chan struct{}, atOnce), running: map[jsonrpc2.ID]context.CancelFunc{},
		wake: make(chan struct{}, 1),
	}
	s.snapshot = (&snapshot{engine: o.Engine, settings: o.Settings(), files: map[string]*file{}}).with(func(map[string]*file) {})
	return s
}

func (s *session) exitCode() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.stage == shutDown || s.stage == left {
		return exitFine
	}
	return exitUnasked
}

// Handle takes in one message.
func (s *session) Handle(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) {
	params := json.RawMessage("null")
	if req.Params != nil {
		params = *req.Params
	}
	if req.Notif {
		s.notified(ctx, conn, req.Method, params)
		return
	}
	if refusal := s.refusal(req.Method); refusal != nil {
		s.reply(ctx, conn, req.ID, nil, refusal)
		return
	}
	for _, r := range atHand {
		if r.method == req.Method {
			result, err := guarded(s, req.Method, func() (any, error) { return r.answer(s, params) })
			s.reply(ctx, conn, req.ID, result, err)
			return
		}
	}
	for _, r := range requests {
		if r.method == req.Method {
			s.answer(ctx, conn, req.ID, req.Method, func(c *call) (any, error) { return r.answer(c, params) })
			return
		}
	}
	s.reply(ctx, conn, req.ID, nil, &jsonrpc2.Error{Code: protocol.MethodNotFound, Message: "there is no method " + req.Method})
}

// refusal is why a request cannot be answered at this stage, nil if it can.
func (s *session) refusal(method string) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	switch {
	case s.stage == fresh && method != "initialize":
		return &jsonrpc2.Error{Code: protocol.ServerNotInitialized, Message: "initialize comes first"}
	case s.stage == initialized && method == "initialize":
		return &jsonrpc2.Error{Code: protocol.InvalidRequest, Message: "the session has been initialized"}
	case s.stage >= shutDown:
		return &jsonrpc2.Error{Code: protocol.InvalidRequest, Message: "the session has been shut down"}
	}
	return nil
}

// call is one request that is being answered.
type call struct {
	*session
	context.Context
	at *snapshot // the files as they were when the request came
}

// answer works out the answer to a request beside the messages that follow.
func (s *session) answer(ctx context.Context, conn *jsonrpc2.Conn, id jsonrpc2.ID, method string, work func(*call) (any, error)) {
	ctx, cancel := context.WithCancel(ctx)
	s.mutex.Lock()
	s.running[id] = cancel
	c := &call{session: s, Context: ctx, at: s.snapshot}
	s.mutex.Unlock()
	s.work.Go(func() {
		s.busy <- struct{}{}
		result, err := guarded(s, method, func() (any, error) {
			if ctx.Err() != nil {
				return nil, ctx.Err() // cancelled while it waited
			}
			return work(c)
		})
		<-s.busy
		if ctx.Err() != nil {
			result, err = nil, &jsonrpc2.Error{Code: protocol.RequestCancelled, Message: "cancelled"}
		}
		s.mutex.Lock()
		delete(s.running, id)
		s.mutex.Unlock()
		cancel()
		s.reply(context.WithoutCancel(ctx), conn, id, result, err)
	})
}

// guarded does some work. A defect of the program is an error of this one answer.
func guarded(s *session, what string, work func() (any, error)) (result any, err error) {
	defer func() {
		if defect := recover(); defect != nil {
			s.log.Printf("defect in %s: %v\n%s", what, defect, debug.Stack())
			result, err = nil, &jsonrpc2.Error{Code: protocol.InternalError, Message: fmt.Sprintf("defect: %v", defect)}
		}
	}()
	return work()
}

// reply sends a result or an error.
func (s *session) reply(ctx context.Context, conn *jsonrpc2.Conn, id jsonrpc2.ID, result any, err error) {
	if err == nil {
		err = conn.Reply(ctx, id, result)
	} else if failure, ok := err.(*jsonrpc2.Error); ok {
		err = conn.ReplyWithError(ctx, id, failure)
	} else {
		err = conn.ReplyWithError(ctx, id, &jsonrpc2.Error{Code: protocol.InternalError, Message: err.Error()})
	}
	if err != nil && err != jsonrpc2.ErrClosed {
		s.log.Print(err)
	}
}

// notified takes in a notification. One that is not known, or that cannot be
// read, is skipped: nobody waits for an answer.
func (s *session) notified(ctx context.Context, conn *jsonrpc2.Conn, method string, params json.RawMessage) {
	if method == "exit" {
		s.mutex.Lock()
		if s.stage == shutDown {
			s.stage = left
		}
		s.mutex.Unlock()
		conn.Close() //nolint:errcheck // closed already
		return
	}
	s.mutex.Lock()
	stage := s.stage
	s.mutex.Unlock()
	if stage != initialized {
		return
	}
	for _, n := range notifications {
		if n.method != method {
			continue
		}
		_, err := guarded(s, method, func() (any, error) { return nil, n.take(s, ctx, conn, params) })
		if err != nil {
			s.log.Printf("%s: %v", method, err)
		}
	}
}

// decode reads the parameters of a message.
func decode[T any](params json.RawMessage) (value T, err error) {
	if err := json.Unmarshal(params, &value); err != nil {
		return value, &jsonrpc2.Error{Code: protocol.InvalidParams, Message: err.Error()}
	}
	return value, nil
}

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
