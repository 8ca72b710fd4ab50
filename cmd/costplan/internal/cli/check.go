package cli

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/engine"
)

// checked is what came of the files that a command was given.
type checked struct {
	files  []*engine.Checked // in the order of the arguments
	unread []*engine.Checked // stand for files that could not be read, so that no total passes for whole
	texts  *texts
}

// check reads and checks files, several at a time. A file that cannot be read
// is reported and passed over.
func (a *app) check(cmd *cobra.Command, args []string, eng *engine.Engine, settings engine.Settings, jobs int) (checked, error) {
	if len(args) == 0 {
		return checked{}, hint{fmt.Errorf("nothing to %s: name files or folders, or - for standard input", cmd.Name()),
			"try: " + cmd.CommandPath() + " ."}
	}
	found := files.Find(args)
	results := make([]*engine.Checked, len(found.Files))
	faults := make([]error, len(found.Files))
	texts := &texts{files: map[string]files.File{}, kept: map[string][]byte{}}
	inParallel(len(found.Files), jobs, func(i int) {
		file := found.Files[i]
		data, ours, err := file.Read(a.stdin)
		if err != nil || !ours {
			faults[i] = err
			return
		}
		results[i] = eng.Check(engine.Input{Name: file.Name, Data: data}, settings)
		texts.keep(file, data, len(results[i].Diagnostics) > 0)
	})
	out := checked{texts: texts}
	empty := found.Folders
	for i, result := range results {
		if faults[i] != nil {
			found.Faults = append(found.Faults, faults[i])
		}
		if result != nil || faults[i] != nil {
			in := found.Files[i].Folders
			empty = slices.DeleteFunc(empty, func(folder string) bool { return slices.Contains(in, folder) })
		}
		if result != nil {
			out.files = append(out.files, result)
		}
	}
	for range found.Faults {
		out.unread = append(out.unread, &engine.Checked{Unread: true})
	}
	a.passedOver(found.Faults, empty)
	return out, nil
}

// passedOver reports what could not be checked.
func (a *app) passedOver(faults []error, empty []string) {
	for _, fault := range faults {
		a.complain(fault)
		a.atLeast(exitFailed)
	}
	for _, folder := range empty {
		a.complain(hint{fmt.Errorf("no deployment file in %s", folder),
			"a deployment file ends in .yaml, .yml or .json and has a field model_name"})
		a.atLeast(exitUsage)
	}
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

// texts are the texts of checked files. Only those with findings are kept, so
// that memory does not grow with the number of files; others are read again.
type texts struct {
	mutex sync.Mutex
	files map[string]files.File
	kept  map[string][]byte
}

func (t *texts) keep(file files.File, data []byte, quoted bool) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if quoted || file.Name == files.StdinName {
		t.kept[file.Name] = data
	} else {
		t.files[file.Name] = file
	}
}

// of returns the text of a file, or nil if it cannot be had any more.
func (t *texts) of(name string) []byte {
	if data, ok := t.kept[name]; ok {
		return data
	}
	file, ok := t.files[name]
	if !ok {
		return nil
	}
	data, _, err := file.Read(nil)
	if err != nil {
		return nil
	}
	t.kept[name] = data
	return data
}
