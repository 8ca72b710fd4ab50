package cli

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/findings"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
)

// baselineFlags are the flags about findings that are known.
type baselineFlags struct {
	path  string
	write bool
}

// baseline is the file of known findings of a run.
type baseline struct {
	path  string
	write bool
	old   []byte // the text of the file; nil if it is not read
	known *findings.Baseline
}

func (f *baselineFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.path, "baseline", "", "list only findings that are not in this `file`")
	cmd.Flags().BoolVar(&f.write, "write-baseline", false, "with --baseline: write all findings to the file, in place of those in it")
}

// read reads the file, also if it is written anew: what is no baseline is not replaced.
func (f *baselineFlags) read(cmd *cobra.Command) (baseline, error) {
	b := baseline{path: f.path, write: f.write}
	if f.path == "" {
		if f.write {
			return b, wrong(cmd, "--write-baseline is for --baseline: add the file to write")
		}
		return b, nil
	}
	text, err := os.ReadFile(f.path)
	if errors.Is(err, os.ErrNotExist) && f.write {
		return b, nil
	}
	if err != nil {
		err = files.Fault(f.path, err)
		if errors.Is(err, os.ErrNotExist) {
			return b, failed{hint{err, "write it with --write-baseline"}}
		}
		return b, failed{err}
	}
	if b.known, err = findings.ReadBaseline(f.path, text); err != nil {
		return b, failed{fmt.Errorf("%s: %w", f.path, err)}
	}
	b.old = text
	return b, nil
}

// fresh returns the findings that are not known, and says how many are. If the
// baseline is written, all are known then.
func (a *app) fresh(b baseline, found []diag.Diagnostic) ([]diag.Diagnostic, error) {
	switch {
	case b.path == "":
		return found, nil
	case b.write:
		text := findings.NewBaseline(b.path, found).Text()
		var err error
		if b.old == nil {
			err = create(b.path, text)
		} else {
			err = files.Find([]string{b.path}).Files[0].Replace(b.old, text)
		}
		if err != nil {
			return nil, failed{err}
		}
		a.note(fmt.Sprintf("wrote %s to %s", show.Counted(len(found), "finding"), b.path))
		return nil, nil
	}
	left, known, gone := b.known.New(found)
	if known > 0 {
		a.note("not listed, since the baseline has them: " + show.Counted(known, "finding"))
	}
	if gone > 0 {
		a.note("in the baseline but no longer found: " + show.Counted(gone, "finding") + "; --write-baseline removes them")
	}
	return left, nil
}

// create writes a file that is not there yet.
func create(path string, text []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return files.Fault(path, err)
	}
	_, err = file.Write(text)
	if err = errors.Join(err, file.Close()); err != nil {
		return files.Fault(path, err)
	}
	return nil
}
