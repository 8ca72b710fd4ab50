package cli

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/project"
)

// side is the checked files of one side of a comparison.
type side struct {
	checked checked
	unread  []string                 // files that could not be checked
	called  func(name string) string // how both sides call a file
}

// text is the text of a file, wherever it comes from.
type text struct {
	name   string
	data   []byte
	walked bool   // only found in a folder, so it counts only if it looks like ours
	stands string // absolute path of the file whose settings hold for it, which need not exist
}

// with is the same work with the prices of another edition.
func (w *work) with(cat *catalog.Catalog) *work {
	if cat == w.engine.Catalog() {
		return w
	}
	other := *w
	other.engine = engine.New(cat)
	return &other
}

// checkNew reads and checks what arguments name. Folders may be empty: then
// everything was removed.
func (a *app) checkNew(found files.Found, w *work) *side {
	outcomes, texts := a.checkFiles(found, w)
	return a.sideOf(found, outcomes, w, texts)
}

// sideOf puts the outcomes of the new side together, and reports what was not
// checked.
func (a *app) sideOf(found files.Found, outcomes []outcome, w *work, texts *texts) *side {
	s := &side{called: asItIs}
	for i := range outcomes {
		if outcomes[i].fault != nil || outcomes[i].held {
			s.unread = append(s.unread, found.Files[i].Name)
		}
	}
	found.Folders = nil
	s.checked = a.gather(found, outcomes, w, texts)
	return s
}

// oldSideOf puts the outcomes of the old side together, and reports what could
// not be read. What is wrong with settings is said of the new side, which they
// are those of.
func (a *app) oldSideOf(found files.Found, outcomes []outcome) *side {
	s := &side{called: asItIs}
	faults := found.Faults
	for i := range outcomes {
		switch o := &outcomes[i]; {
		case o.checked != nil:
			s.checked.files = append(s.checked.files, o.checked)
		case o.fault != nil:
			faults = append(faults, o.fault)
			s.unread = append(s.unread, found.Files[i].Name)
		case o.held:
			s.unread = append(s.unread, found.Files[i].Name)
		}
	}
	a.notChecked(faults, nil)
	for range len(found.Faults) + len(s.unread) {
		s.checked.unread = append(s.checked.unread, &engine.Checked{Unread: true})
	}
	return s
}

func asItIs(name string) string { return name }

// priced quotes a side.
func (s *side) priced(w *work) diff.Side {
	q := w.engine.Quote(append(s.checked.files, s.checked.unread...), w.settings)
	q.Diagnostics = s.checked.with(q.Diagnostics)
	out := diff.Side{Quote: &q, Suffixes: []string{}, Periods: []deployment.Period{}}
	for _, name := range s.unread {
		out.Unread = append(out.Unread, s.called(name))
	}
	for _, file := range s.checked.files {
		if file.Unread {
			out.Unread = append(out.Unread, s.called(file.Name))
		}
		for i := range file.Deployments {
			out.Suffixes = append(out.Suffixes, file.Deployments[i].Suffix.Value)
			out.Periods = append(out.Periods, file.Deployments[i].Period)
		}
	}
	for i := range q.Deployments {
		q.Deployments[i].File = s.called(q.Deployments[i].File)
	}
	return out
}

// argumentSides reads and checks two sides that arguments name; none if one of
// them cannot be read at all.
func (d *difference) argumentSides(oldName, newName string, w *work, cat *catalog.Catalog) (old, new *side, err error) {
	foundOld, foundNew := files.Find([]string{oldName}), files.Find([]string{newName})
	if len(foundOld.Files)+len(foundNew.Files) == 0 || nothing(foundOld) || nothing(foundNew) {
		d.notChecked(append(foundOld.Faults, foundNew.Faults...), append(foundOld.Folders, foundNew.Folders...))
		return nil, nil, nil
	}
	if err := w.regionsFound(d.cmd, slices.Concat(foundOld.Files, foundNew.Files)...); err != nil {
		return nil, nil, err
	}
	old = d.checkOld(foundOld, func(file files.File) (string, error) {
		return counterpart(file, oldName, newName, w.projects.Here())
	}, w.with(cat))
	new = d.checkNew(foundNew, w)
	if files.IsFolder(oldName) || files.IsFolder(newName) {
		old.called, new.called = below(oldName), below(newName)
	}
	return old, new, nil
}

// nothing reports whether not even a folder was found.
func nothing(found files.Found) bool { return len(found.Files)+len(found.Folders) == 0 }

// checkOld reads and checks the files of the old side, with the settings of the
// files that they are compared with.
func (d *difference) checkOld(found files.Found, standsFor func(files.File) (string, error), w *work) *side {
	var kept []files.File
	for _, file := range found.Files {
		if path.Base(file.Name) != project.FileName {
			kept = append(kept, file)
		}
	}
	found.Files = kept
	outcomes := make([]outcome, len(kept))
	inParallel(len(kept), w.jobs, func(i int) {
		stands, err := standsFor(kept[i])
		if err != nil {
			outcomes[i] = outcome{fault: files.Fault(kept[i].Name, err)}
			return
		}
		data, ours, err := kept[i].Read(d.stdin)
		if err != nil || !ours {
			outcomes[i] = outcome{fault: err}
			return
		}
		outcomes[i] = w.checkPlain(text{kept[i].Name, data, kept[i].Walked, stands})
	})
	return d.oldSideOf(found, outcomes)
}

// checkPlain checks a text with the settings that hold for what it stands for.
func (w *work) checkPlain(of text) outcome {
	held := w.projects.InFolder(filepath.Dir(of.stands))
	if _, excluded := held.Excludes(of.stands); excluded && of.name != files.StdinName {
		return outcome{excluded: true}
	}
	if held.Broken() {
		return outcome{held: true}
	}
	settings := w.settings
	settings.Project = held.Used()
	checked := w.engine.Check(w.input(of.name, of.data), settings)
	if of.walked && checked.Foreign && !files.Named(of.name) {
		return outcome{}
	}
	return outcome{checked: checked}
}

// counterpart is the absolute path of the file on the new side that a file of the
// old side is compared with. It need not exist.
func counterpart(file files.File, oldName, newName, here string) (string, error) {
	switch {
	case newName == files.Stdin:
		return filepath.Join(here, files.StdinName), nil
	case !files.IsFolder(newName):
		return filepath.Abs(newName)
	}
	return filepath.Abs(filepath.Join(newName, filepath.FromSlash(below(oldName)(file.Name))))
}

// below returns how a file is called without the argument that it was found by:
// by its path below a folder, else by its own name.
func below(arg string) func(name string) string {
	if !files.IsFolder(arg) {
		return path.Base
	}
	root := strings.TrimSuffix(filepath.ToSlash(filepath.Clean(arg)), "/") + "/"
	return func(name string) string { return strings.TrimPrefix(name, root) }
}
