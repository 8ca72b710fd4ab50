package cli

import (
	"bytes"
	"io"
	"path"
	"path/filepath"
	"slices"

	"github.com/aymanbagabas/go-udiff"
	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// fixMode is what is done with fixes.
type fixMode int

const (
	fixNothing fixMode = iota
	fixWrite           // into the files
	fixShow            // as a diff
)

// fixing is whether and how findings are fixed.
type fixing struct {
	mode   fixMode
	unsafe bool // also what is a choice
}

// fixFlags are the flags of fixing.
type fixFlags struct{ fix, unsafe, diff bool }

func (f *fixFlags) add(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.fix, "fix", false, "apply safe fixes to the files, and report what is left")
	cmd.Flags().BoolVar(&f.unsafe, "unsafe-fixes", false, "with --fix or --diff: also apply fixes that may change the meaning, such as the nearest capacity")
	cmd.Flags().BoolVar(&f.diff, "diff", false, "print what --fix would change as a diff, and write nothing")
}

func (f *fixFlags) fixing(cmd *cobra.Command) (fixing, error) {
	switch {
	case f.fix && f.diff:
		return fixing{}, wrong(cmd, "--fix writes fixes and --diff only shows them: leave one out")
	case f.unsafe && !f.fix && !f.diff:
		return fixing{}, wrong(cmd, "--unsafe-fixes is for --fix or --diff: add one")
	case f.fix:
		return fixing{fixWrite, f.unsafe}, nil
	case f.diff:
		return fixing{fixShow, f.unsafe}, nil
	}
	return fixing{}, nil
}

// applies reports whether one of the findings can be fixed.
func (f fixing) applies(found []diag.Diagnostic) bool {
	return slices.ContainsFunc(found, func(d diag.Diagnostic) bool {
		return slices.ContainsFunc(d.Fixes, func(fix diag.Fix) bool { return fix.Safe || f.unsafe })
	})
}

// fixedFile is what was fixed in one file.
type fixedFile struct {
	count   int
	written bool   // to the file
	fault   error  // why it could not be written
	diff    string // if it is only to be shown
}

// fixText returns the fixed text of a file, and how many problems it had.
func (w *work) fixText(file files.File, data []byte, settings engine.Settings) (text []byte, count int) {
	if len(data) > document.MaxBytes {
		return data, 0 // only its beginning was read
	}
	text, fixed := w.engine.Fix(w.input(file.Name, data), settings, w.fix.unsafe)
	if bytes.Equal(text, data) {
		return data, 0
	}
	return text, len(fixed)
}

// put writes a fixed text where it belongs.
func (f fixing) put(file files.File, data, text []byte, count int) *fixedFile {
	m := &fixedFile{count: count}
	switch {
	case f.mode == fixShow:
		from, to := labels(file.Name)
		m.diff = udiff.Unified(from, to, string(data), string(text))
	case !file.Stdin():
		m.fault = file.Replace(data, text)
		m.written = m.fault == nil
	}
	return m
}

// labels are the names in the head of a diff, as git and patch -p1 take them.
func labels(name string) (from, to string) {
	name = show.Safe(name)
	if path.IsAbs(name) || filepath.IsAbs(name) {
		return name, name
	}
	return "a/" + name, "b/" + name
}

// writeFixed writes what fixing gives instead of findings: diffs, and standard
// input. It reports whether it did, so that findings have to go to stderr.
func (a *app) writeFixed(c *checked, f fixing, screen show.Screen) (bool, error) {
	if c.echo != nil {
		if _, err := a.stdout.Write(c.echo); err != nil {
			return true, err
		}
		_, err := io.Copy(a.stdout, a.stdin) // what is beyond the limit was not read
		return true, err
	}
	if f.mode != fixShow {
		return false, nil
	}
	for _, m := range c.fixed {
		a.atLeast(exitFindings)
		if err := show.Diff(a.stdout, m.diff, screen); err != nil {
			return true, err
		}
	}
	return true, nil
}

// sayFixed says on stderr what was fixed, and what could not be written.
func (a *app) sayFixed(c *checked, f fixing) {
	problems, texts := 0, 0
	for _, m := range c.fixed {
		if m.fault != nil {
			a.complain(m.fault)
			a.atLeast(exitFailed)
			continue
		}
		problems += m.count
		texts++
	}
	if texts == 0 {
		return
	}
	verb := "fixed "
	if f.mode == fixShow {
		verb = "would fix "
	}
	a.note(verb + show.Counted(problems, "problem") + " in " + show.Counted(texts, "file"))
}
