// Package lsptest is a client of the language server for tests: it speaks to a
// server in the same process, or to one that runs as a program, and remembers
// what the server said.
package lsptest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
)

// patience is how long a test waits for the server. It is generous for a slow
// machine.
const patience = 20 * time.Second

// Client is a client of a server.
type Client struct {
	t   testing.TB
	out io.Writer // to the server

	mutex     sync.Mutex
	changed   *sync.Cond
	nextID    int
	answers   map[string]Message
	published map[protocol.URI]protocol.PublishDiagnosticsParams
	rounds    map[protocol.URI]int
	asked     []Message // requests of the server
	told      []Message // its other notifications
	ended     bool
}

// Message is a message of either side.
type Message struct {
	ID     json.RawMessage `json:"id,omitempty"`
	Method string          `json:"method,omitempty"`
	Params json.RawMessage `json:"params,omitempty"`
	Result json.RawMessage `json:"result,omitempty"`
	Error  *Error          `json:"error,omitempty"`
}

// Error is an error that the server answers with.
type Error struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func (e *Error) Error() string { return fmt.Sprintf("%d: %s", e.Code, e.Message) }

// New returns a client that reads from a server and writes to it.
func New(t testing.TB, from io.Reader, to io.Writer) *Client {
	c := &Client{
		t: t, out: to, answers: map[string]Message{},
		published: map[protocol.URI]protocol.PublishDiagnosticsParams{}, rounds: map[protocol.URI]int{},
	}
	c.changed = sync.NewCond(&c.mutex)
	go c.read(bufio.NewReader(from))
	return c
}

// read takes in what the server says until it ends.
func (c *Client) read(from *bufio.Reader) {
	defer func() {
		c.mutex.Lock()
		c.ended = true
		c.changed.Broadcast()
		c.mutex.Unlock()
	}()
	for {
		length := -1
		for {
			line, err := from.ReadString('\n')
			if err != nil {
				return
			}
			line = strings.TrimRight(line, "\r\n")
			if line == "" {
				break
			}
			if value, ok := strings.CutPrefix(line, "Content-Length: "); ok {
				length, _ = strconv.Atoi(value)
			}
		}
		data := make([]byte, max(0, length))
		if _, err := io.ReadFull(from, data); err != nil {
			return
		}
		var m Message
		if err := json.Unmarshal(data, &m); err != nil {
			c.t.Errorf("the server sent %q: %v", data, err)
			return
		}
		c.take(m)
	}
}

func (c *Client) take(m Message) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	defer c.changed.Broadcast()
	switch {
	case m.Method == "textDocument/publishDiagnostics":
		var p protocol.PublishDiagnosticsParams
		if err := json.Unmarshal(m.Params, &p); err != nil {
			c.t.Errorf("diagnostics: %v", err)
		}
		c.published[p.URI] = p
		c.rounds[p.URI]++
	case m.Method != "" && len(m.ID) > 0:
		c.asked = append(c.asked, m)
		c.write(map[string]any{"jsonrpc": "2.0", "id": m.ID, "result": nil})
	case m.Method != "":
		c.told = append(c.told, m)
	default:
		c.answers[string(m.ID)] = m
	}
}

// write sends a message. The mutex is held.
func (c *Client) write(m any) {
	data, err := json.Marshal(m)
	if err != nil {
		c.t.Error(err)
		return
	}
	fmt.Fprintf(c.out, "Content-Length: %d\r\n\r\n%s", len(data), data) //nolint:errcheck // a server that is gone is noticed by its answers
}

// Raw sends bytes as they are.
func (c *Client) Raw(text string) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	io.WriteString(c.out, text) //nolint:errcheck // see write
}

// Notify tells the server something.
func (c *Client) Notify(method string, params any) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.write(map[string]any{"jsonrpc": "2.0", "method": method, "params": params})
}

// Send asks the server something and returns the request's ID.
func (c *Client) Send(method string, params any) (id int) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.nextID++
	c.write(map[string]any{"jsonrpc": "2.0", "id": c.nextID, "method": method, "params": params})
	return c.nextID
}

// Answer waits for the answer to a request.
func (c *Client) Answer(id int, result any) error {
	c.t.Helper()
	var m Message
	c.wait(fmt.Sprintf("the answer to %d", id), func() (ok bool) {
		m, ok = c.answers[strconv.Itoa(id)]
		delete(c.answers, strconv.Itoa(id))
		return ok
	})
	if m.Error != nil {
		return m.Error
	}
	if result == nil || len(m.Result) == 0 {
		return nil
	}
	return json.Unmarshal(m.Result, result)
}

// Call asks the server something and waits for the answer.
func (c *Client) Call(method string, params, result any) error {
	c.t.Helper()
	return c.Answer(c.Send(method, params), result)
}

// Must is Call for what has to succeed.
func (c *Client) Must(method string, params, result any) {
	c.t.Helper()
	if err := c.Call(method, params, result); err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
}

// Diagnostics waits until the diagnostics of a document are as they should be.
func (c *Client) Diagnostics(uri protocol.URI, as func([]protocol.Diagnostic) bool) []protocol.Diagnostic {
	c.t.Helper()
	c.wait("diagnostics of "+string(uri), func() bool { return as(c.published[uri].Diagnostics) })
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.published[uri].Diagnostics
}

// Published returns the diagnostics of a document that were sent last, how often
// some were, and the version that they are of.
func (c *Client) Published(uri protocol.URI) (list []protocol.Diagnostic, rounds int, version *int32) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.published[uri].Diagnostics, c.rounds[uri], c.published[uri].Version
}

// Asked waits for a request of the server.
func (c *Client) Asked(method string) Message {
	c.t.Helper()
	return c.message("a request "+method, func() []Message { return c.asked }, method)
}

// Told waits for a notification of the server.
func (c *Client) Told(method string) Message {
	c.t.Helper()
	return c.message("a notification "+method, func() []Message { return c.told }, method)
}

func (c *Client) message(what string, list func() []Message, method string) (found Message) {
	c.t.Helper()
	c.wait(what, func() bool {
		for _, m := range list() {
			if m.Method == method {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

// wait waits until something holds.
func (c *Client) wait(what string, holds func() bool) {
	c.t.Helper()
	late := false
	timer := time.AfterFunc(patience, func() {
		c.mutex.Lock()
		late = true
		c.mutex.Unlock()
		c.changed.Broadcast()
	})
	defer timer.Stop()
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for !holds() {
		switch {
		case c.ended:
			c.t.Fatalf("the server ended without %s", what)
		case late:
			c.t.Fatalf("waited in vain for %s; the server said %+v", what, c.published)
		}
		c.changed.Wait()
	}
}

// Codes are the codes of diagnostics, in their order, separated by spaces.
func Codes(list []protocol.Diagnostic) string {
	var codes []string
	for _, d := range list {
		codes = append(codes, d.Code)
	}
	return strings.Join(codes, " ")
}
