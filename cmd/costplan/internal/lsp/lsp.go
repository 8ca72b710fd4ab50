// Package lsp is a language server for deployment files, over standard input and
// output. What it says comes from the engine; it translates between the protocol
// and the engine, keeps the texts that are open, and finds the files of the
// workspace that rules look across. It computes no price and knows no rule.
package lsp

import (
	"context"
	"io"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/costplan/costplan/cmd/costplan/internal/projects"
	"github.com/costplan/costplan/engine"
)

// Options are what a server answers from.
type Options struct {
	Engine *engine.Engine
	// Settings returns the settings of a run, with the day on which it asks. Each
	// file has the project that holds for it.
	Settings func() engine.Settings
	Use      projects.Use // which settings files count
	Version  string       // of the program
	Log      io.Writer    // for what a user of an editor does not see
}

// Exit codes, as the protocol has them.
const (
	exitFine    = 0
	exitUnasked = 1 // the client left without saying goodbye
)

// Run serves one client until it leaves, and returns the exit code.
func Run(in io.Reader, out io.Writer, o Options) int { return newSession(o).serve(in, out) }

// serve takes in messages until the client leaves.
func (s *session) serve(in io.Reader, out io.Writer) int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stream := jsonrpc2.NewBufferedStream(connection{in, out}, jsonrpc2.VSCodeObjectCodec{})
	conn := jsonrpc2.NewConn(ctx, stream, s, jsonrpc2.SetLogger(s.log))
	s.work.Go(func() { s.publish(ctx, conn) })
	<-conn.DisconnectNotify()
	cancel()
	done := make(chan struct{})
	go func() {
		s.work.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(grace):
	}
	return s.exitCode()
}

// connection is the input and output of the client, which the caller of Run closes.
type connection struct {
	io.Reader
	io.Writer
}

func (connection) Close() error { return nil }

// grace is how long what is under way may take once the client has left: a client
// that reads no more is not waited for.
const grace = 2 * time.Second
