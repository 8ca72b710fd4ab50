package cli

import (
	"fmt"
	"slices"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/projects"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
)

// checked is what came of the files that a command was given.
type checked struct {
	files    []*engine.Checked // in the order of the arguments
	unread   []*engine.Checked // stand for files that were not checked, so that no total passes for whole
	settings int               // settings files that were named, or that something is wrong with
	wrong    []diag.Diagnostic // what is wrong with them
	excluded int               // files that settings leave out
	fixed    []*fixedFile      // what was fixed, in the order of the arguments
	echo     []byte            // standard input, fixed, to write; nil if it was not to be fixed
	texts    *texts
}

// reports reports whether there is a result to write: not where nothing could
// be read, but where nothing was to be checked.
func (c *checked) reports() bool { return len(c.files)+c.settings+c.excluded > 0 }

// with adds what is wrong with settings files to findings.
func (c *checked) with(found []diag.Diagnostic) []diag.Diagnostic {
	return diag.Sort(append(found, c.wrong...))
}

// gather puts outcomes together and reports what was not checked.
func (a *app) gather(found files.Found, outcomes []outcome, w *work, texts *texts) checked {
	out := checked{texts: texts}
	empty, passedOver, held := found.Folders, 0, 0
	named := map[string]bool{} // settings files, by path
	for i := range outcomes {
		o, file := &outcomes[i], found.Files[i]
		switch {
		case o.fault != nil:
			found.Faults = append(found.Faults, o.fault)
		case o.checked != nil:
			out.files = append(out.files, o.checked)
		case o.held:
			held++
		case o.excluded:
			out.excluded++
			if !file.Walked {
				passedOver++
			}
		case o.settings && !file.Walked:
			if path, err := file.Path(); err == nil {
				named[path] = true
			}
			continue
		default:
			continue // not a deployment file
		}
		empty = slices.DeleteFunc(empty, func(folder string) bool { return slices.Contains(file.Folders, folder) })
		if o.fixed != nil {
			out.fixed = append(out.fixed, o.fixed)
		}
		if o.echo != nil {
			out.echo = o.echo
		}
	}
	a.settingsOf(w.projects, named, &found, &out)
	for range len(found.Faults) + held {
		out.unread = append(out.unread, &engine.Checked{Unread: true})
	}
	a.notChecked(found.Faults, empty)
	if held > 0 {
		a.complain(hint{fmt.Errorf("%s not checked: the settings are wrong", were(held)), "--no-config checks without settings"})
	}
	if passedOver > 0 {
		a.note(were(passedOver) + " skipped: the settings exclude what was named")
	}
	return out
}

// settingsOf takes in what is to be said of the settings files that were read.
func (a *app) settingsOf(held *projects.Projects, named map[string]bool, found *files.Found, out *checked) {
	for _, s := range held.All() {
		out.texts.keep(s.Name, s.Data)
		out.wrong = append(out.wrong, s.Found...)
		if s.Fault != nil {
			found.Faults = append(found.Faults, s.Fault)
		} else if s.Broken() || named[s.Path] {
			out.settings++
		}
		if s.Broken() {
			a.atLeast(exitFindings) // whatever counts: what it asks for was not done
		}
	}
}

// notChecked reports what could not be checked.
func (a *app) notChecked(faults []error, empty []string) {
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

// were begins a sentence about some files.
func were(n int) string {
	if n == 1 {
		return "1 file was"
	}
	return show.Counted(n, "file") + " were"
}
