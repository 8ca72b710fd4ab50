package cli

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/projects"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/project"
)

// work is what a command checks files with.
type work struct {
	engine   *engine.Engine
	settings engine.Settings   // of the run; each file has the project that holds for it
	regions  map[string]string // of single files, by the name that results call them
	projects *projects.Projects
	use      projects.Use // that projects was made with
	jobs     int
	fix      fixing
}

// period is the one of the flags, else of the settings of the working directory.
func (w *work) period() string {
	if w.settings.Period == "" && w.settings.Project != nil {
		return w.settings.Project.Period
	}
	return w.settings.Period
}

// input is a text to check, with the region that is given for it alone.
func (w *work) input(name string, data []byte) engine.Input {
	return engine.Input{Name: name, Data: data, Region: w.regions[name]}
}

// regionsFound refuses a region for a file that is none of those that are read.
func (w *work) regionsFound(cmd *cobra.Command, read ...files.File) error {
	for _, name := range slices.Sorted(maps.Keys(w.regions)) {
		if !slices.ContainsFunc(read, func(f files.File) bool { return f.Name == name }) {
			return wrong(cmd, "--region %s=%s: no file of this name is read", name, w.regions[name])
		}
	}
	return nil
}

// outcome is what came of one file.
type outcome struct {
	checked  *engine.Checked // nil if it was not checked
	fault    error           // why it could not be read
	settings bool            // it is a settings file, not a deployment file
	excluded bool            // the settings that hold for it leave it out
	held     bool            // it was not checked since the settings that hold for it are wrong
	fixed    *fixedFile      // nil if nothing was fixed
	echo     []byte          // the text of standard input to write, fixed as far as it can be
}

// check reads and checks files, several at a time. What cannot be checked is
// reported and skipped.
func (a *app) check(cmd *cobra.Command, args []string, w *work) (checked, error) {
	if len(args) == 0 {
		return checked{}, hint{fmt.Errorf("nothing to %s: name files or folders, or - for standard input", cmd.Name()),
			"try: " + cmd.CommandPath() + " ."}
	}
	found := files.Find(args)
	if err := w.regionsFound(cmd, found.Files...); err != nil {
		return checked{}, err
	}
	outcomes, texts := a.checkFiles(found, w)
	return a.gather(found, outcomes, w, texts), nil
}

// checkFiles reads and checks files side by side.
func (a *app) checkFiles(found files.Found, w *work) ([]outcome, *texts) {
	outcomes := make([]outcome, len(found.Files))
	texts := newTexts(len(found.Files))
	bar := show.NewProgress(a.stderr, "files", len(found.Files))
	inParallel(len(found.Files), w.jobs, func(i int) {
		outcomes[i] = a.checkFile(found.Files[i], w, texts)
		bar.Step()
	})
	bar.Stop()
	return outcomes, texts
}

// checkFile reads and checks one file, with the settings that hold for it.
func (a *app) checkFile(file files.File, w *work, texts *texts) outcome {
	path, err := file.Path()
	if err != nil {
		return outcome{fault: files.Fault(file.Name, err)}
	}
	if filepath.Base(path) == project.FileName {
		if !file.Walked || w.projects.Looks() {
			w.projects.Read(path)
		}
		return outcome{settings: true}
	}
	held := w.projects.InFolder(filepath.Dir(path))
	if _, excluded := held.Excludes(path); excluded && !file.Stdin() {
		return outcome{excluded: true}
	}
	data, ours, err := file.Read(a.stdin)
	if err != nil || !ours {
		return outcome{fault: err}
	}
	var o outcome
	if held.Broken() {
		o.held = true
	} else {
		settings := w.settings
		settings.Project = held.Used()
		data = w.checkText(file, data, settings, &o)
		texts.add(file, data, o.fixed != nil && !o.fixed.written)
	}
	if file.Stdin() && w.fix.mode == fixWrite {
		o.echo = data
	}
	return o
}

// checkText checks the text of a file, and fixes it if that is asked for. It
// returns the text that was checked last.
func (w *work) checkText(file files.File, data []byte, settings engine.Settings, o *outcome) []byte {
	o.checked = w.engine.Check(w.input(file.Name, data), settings)
	if file.Walked && !file.Counts(data, o.checked.Foreign) {
		o.checked = nil // somebody else's file that happens to have our word in it
		return data
	}
	if w.fix.mode == fixNothing || !w.fix.applies(o.checked.Diagnostics) {
		return data
	}
	text, count := w.fixText(file, data, settings)
	if count == 0 {
		return data
	}
	o.fixed = w.fix.put(file, data, text, count)
	if o.fixed.fault != nil {
		return data
	}
	o.checked = w.engine.Check(w.input(file.Name, text), settings)
	return text
}

// inParallel calls do with 0 to n-1, so many at a time.
func inParallel(n, jobs int, do func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, jobs) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	workers.Wait()
}
