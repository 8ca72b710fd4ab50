package cli

import (
	"bytes"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/findings"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// formatNDJSON is the form of a quote with one deployment a line.
const formatNDJSON = "ndjson"

// streamText is the part of the help of price about it.
const streamText = `With --format ndjson, each deployment is priced by itself and written as one line, in
order, as soon as it is read. Standard input and files that end in .ndjson or .jsonl are
then read line by line, one deployment per line, without a limit. A line that cannot be
read is skipped and reported. Checks across deployments are left out: totals, clashing
names and suffixes, and the budget of a project.

`

// streaming is one run of price with one deployment a line.
type streaming struct {
	app      *app
	work     *work
	files    []files.File
	outcomes []outcome
	texts    *texts
	seen     tally
}

// streamJob is a file, or some lines of one.
type streamJob struct {
	file     int // index
	settings engine.Settings
	lines    *lineBatch // nil for a whole file
	recycle  func(lineBatch)
}

// streamResult is the output for a job and what is to be said of it at the end.
type streamResult struct {
	text []byte
	seen tally
	err  error
}

// priceStream prices deployments one by one.
func (a *app) priceStream(cmd *cobra.Command, args []string, w *work, color string) error {
	if len(args) == 0 {
		_, err := a.check(cmd, args, w)
		return err
	}
	found := files.Find(args)
	if err := w.regionsFound(cmd, found.Files...); err != nil {
		return err
	}
	s := &streaming{app: a, work: w, files: found.Files, outcomes: make([]outcome, len(found.Files)), texts: newTexts(len(found.Files))}
	err := ordered(w.jobs, s.produce, s.do, func(r streamResult) error {
		if r.err != nil {
			return failed{r.err}
		}
		s.seen.add(&r.seen)
		if _, err := a.stdout.Write(r.text); err != nil {
			return failed{fmt.Errorf("cannot write the result: %w", err)}
		}
		if err := a.stdout.Flush(); err != nil { // somebody may wait for it before they send more
			return failed{fmt.Errorf("cannot write the result: %w", err)}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.finish(found, color)
}

// produce names the work to do, in order.
func (s *streaming) produce(emit func(streamJob) bool) error {
	for i, file := range s.files {
		if !file.Stdin() && !file.Lines() {
			if !emit(streamJob{file: i}) {
				return nil
			}
			continue
		}
		more, err := s.lines(i, emit)
		if err != nil {
			s.outcomes[i] = outcome{fault: files.Fault(file.Name, err)}
		}
		if !more {
			return nil
		}
	}
	return nil
}

// lines reads a stream, with the settings that hold for it.
func (s *streaming) lines(i int, emit func(streamJob) bool) (more bool, err error) {
	file := s.files[i]
	path, err := file.Path()
	if err != nil {
		return true, err
	}
	held := s.work.projects.InFolder(filepath.Dir(path))
	if _, excluded := held.Excludes(path); excluded && !file.Stdin() {
		s.outcomes[i].excluded = true
		return true, nil
	}
	if held.Broken() {
		s.outcomes[i].held = true
		return true, nil
	}
	in, err := file.Open(s.app.stdin)
	if err != nil {
		return true, err
	}
	defer in.Close()
	s.outcomes[i].checked = &engine.Checked{Name: file.Name}
	settings := s.work.settings
	settings.Project = held.Used()
	reader := newLineReader(in)
	more = true
	err = reader.read(func(b lineBatch) bool {
		more = emit(streamJob{file: i, settings: settings, lines: &b, recycle: reader.recycle})
		return more
	})
	return more, err
}

// do prices the deployments of one job.
func (s *streaming) do(job streamJob) streamResult {
	var out bytes.Buffer
	result := streamResult{}
	lines := report.NewQuoteLines(&out, s.work.engine.Catalog())
	write := func(a *quote.Alone) {
		result.seen.count(a)
		if err := lines.Write(a); err != nil && result.err == nil {
			result.err = err
		}
	}
	switch {
	case job.lines == nil:
		o := s.app.checkFile(s.files[job.file], s.work, s.texts)
		s.outcomes[job.file] = o
		if o.checked != nil {
			for _, a := range s.work.engine.Each(o.checked, s.work.settings) {
				write(&a)
			}
		}
	case job.lines.long:
		a := s.work.engine.LongLine(s.files[job.file].Name, job.lines.first, job.settings)
		write(&a)
	default:
		number := job.lines.first - 1
		for line := range bytes.Lines(job.lines.data) {
			number++
			if line = bytes.TrimSpace(line); len(line) > 0 {
				a := s.work.engine.Line(s.work.input(s.files[job.file].Name, line), number, job.settings)
				write(&a)
			}
		}
		job.recycle(*job.lines)
	}
	result.text = out.Bytes()
	return result
}

// finish says what was skipped, and what is wrong with the run as a whole.
func (s *streaming) finish(found files.Found, color string) error {
	a := s.app
	all := a.gather(found, s.outcomes, s.work, s.texts)
	if wrong := all.with(s.work.engine.Together(nil, s.work.settings).Diagnostics); len(wrong) > 0 {
		in := findings.Input{
			Findings: report.Findings{Diagnostics: wrong, Files: all.settings},
			Source:   all.texts.of, Screen: show.ScreenOf(a.stderr, color),
		}
		if err := findings.Text(a.stderr, in); err != nil {
			return failed{err}
		}
		if hasError(wrong) {
			a.atLeast(exitFindings)
		}
	}
	if s.seen.bad > 0 {
		a.complain(hint{s.seen.summary(), s.seen.advice(s.files)})
		a.atLeast(exitFindings)
	}
	return nil
}
