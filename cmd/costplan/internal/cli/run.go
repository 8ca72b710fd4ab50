// Package cli is the command line: one file a command, flags into settings,
// results into writers, errors into exit codes. It computes nothing: prices and
// findings come from the engine, their forms from packages report, show and
// findings.
package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
)

// Exit codes. They are a promise to scripts.
const (
	exitFine     = 0
	exitFindings = 1 // a finding at or above --fail-on, or a deployment without an amount
	exitUsage    = 2 // the command is wrong
	exitFailed   = 3 // something could not be done: a file cannot be read, the catalog is broken
)

// app is one run of the program.
type app struct {
	stdin  io.Reader
	stdout *bufio.Writer
	stderr io.Writer
	out    io.Writer // what stdout buffers
	status int       // worst exit code so far
}

// Run runs the program and returns its exit code. Results go to stdout,
// everything else to stderr.
func Run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: bufio.NewWriterSize(stdout, 64<<10), stderr: stderr, out: stdout}
	root := newRoot(a)
	root.SetArgs(append([]string{}, args...)) // nil would stand for the arguments of the process
	err := root.Execute()
	if unwritten := a.stdout.Flush(); unwritten != nil {
		err = failed{fmt.Errorf("cannot write the result: %w", unwritten)}
	}
	return a.finish(err)
}

// finish reports an error and returns the exit code. A reader that went away,
// as head does, has what it wanted: that is nothing to report.
func (a *app) finish(err error) int {
	var failure failed
	switch {
	case err == nil, isClosedPipe(err):
	case errors.As(err, &failure):
		a.complain(failure.err)
		a.atLeast(exitFailed)
	default: // the command-line library's own errors are all of wrong usage
		a.complain(err)
		a.atLeast(exitUsage)
	}
	return a.status
}

// complain writes an error to stderr.
func (a *app) complain(err error) {
	var hinted hint
	screen := show.ScreenOf(a.stderr, show.Auto)
	fmt.Fprintf(a.stderr, "%s %s\n", screen.Paint(show.Red, "costplan:"), show.Safe(err.Error()))
	if errors.As(err, &hinted) {
		for line := range strings.Lines(hinted.text) {
			fmt.Fprintf(a.stderr, "  %s\n", show.Safe(strings.TrimRight(line, "\n")))
		}
	}
}

// note writes a sentence to stderr that is not about an error.
func (a *app) note(text string) {
	fmt.Fprintln(a.stderr, show.ScreenOf(a.stderr, show.Auto).Paint(show.Dim, show.Safe(text)))
}

// atLeast raises the exit code.
func (a *app) atLeast(status int) { a.status = max(a.status, status) }

func isClosedPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe)
}

// failed is an error that is not of usage.
type failed struct{ err error }

func (f failed) Error() string { return f.err.Error() }
func (f failed) Unwrap() error { return f.err }

// hint is an error with a line of advice below it.
type hint struct {
	err  error
	text string
}

func (h hint) Error() string { return h.err.Error() }
func (h hint) Unwrap() error { return h.err }

// wrong is an error of usage with the way out of it.
func wrong(cmd *cobra.Command, format string, args ...any) error {
	return hint{fmt.Errorf(format, args...), "see: " + cmd.CommandPath() + " --help"}
}
