package cli

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/git"
	"github.com/costplan/costplan/engine/project"
)

// checkRevision refuses what can be no revision before git sees it.
func checkRevision(cmd *cobra.Command, revision string) error {
	if revision == "" || strings.HasPrefix(revision, "-") {
		return wrong(cmd, "--git: %q is no revision: name a branch, a tag or a commit, such as HEAD or origin/main", revision)
	}
	return nil
}

// gitSides checks what a revision holds at paths, and what is there now.
func (d *difference) gitSides(args []string, w *work, cat *catalog.Catalog) (old, new *side, err error) {
	if len(args) == 0 {
		args = []string{"."}
	}
	paths, err := relative(args, w.projects.Here())
	if err != nil {
		return nil, nil, failed{err}
	}
	tree, err := git.At(w.projects.Here(), d.revision)
	var unknown git.UnknownError
	if errors.As(err, &unknown) {
		return nil, nil, hint{fmt.Errorf("--git: %w", err), "a shallow clone may lack it: git fetch origin " + d.revision}
	} else if err != nil {
		return nil, nil, failed{fmt.Errorf("--git: %w", err)}
	}
	entries, err := tree.List(paths)
	if err != nil {
		return nil, nil, failed{fmt.Errorf("--git: %w", err)}
	}
	there, err := d.there(paths, entries)
	if err != nil {
		return nil, nil, err
	}
	wanted, foundOld := inTree(entries, paths)
	foundNew := files.Find(there)
	if err := w.regionsFound(d.cmd, slices.Concat(foundOld.Files, foundNew.Files)...); err != nil {
		return nil, nil, err
	}
	old, err = d.checkTree(tree, wanted, foundOld, w.with(cat))
	if err != nil {
		return nil, nil, failed{fmt.Errorf("--git: %w", err)}
	}
	new = d.checkNew(foundNew, w)
	if len(old.checked.files)+len(old.unread)+len(new.checked.files)+len(new.checked.unread) == 0 {
		d.notChecked(nil, args)
		return nil, nil, nil
	}
	old.called, new.called = fromHere(w.projects.Here()), fromHere(w.projects.Here())
	return old, new, nil
}

// fromHere calls files by their paths from the working directory, as git does.
func fromHere(here string) func(name string) string {
	return func(name string) string {
		at, err := filepath.Rel(here, filepath.Join(here, filepath.FromSlash(name)))
		if err != nil {
			return name
		}
		return filepath.ToSlash(at)
	}
}

// there are the paths that exist now. One may have been deleted since the
// revision, but not be in neither.
func (d *difference) there(paths []string, entries []git.Entry) ([]string, error) {
	var there []string
	for _, name := range paths {
		_, err := os.Lstat(name)
		known := slices.ContainsFunc(entries, func(e git.Entry) bool { _, in := under(e.Path, name); return in })
		switch {
		case err == nil:
			there = append(there, name)
		case !known:
			return nil, wrong(d.cmd, "%s is neither here nor in %s", name, d.revision)
		}
	}
	return there, nil
}

// inTree are the deployment files of a revision that paths name, and their entries.
func inTree(entries []git.Entry, paths []string) (wanted []git.Entry, found files.Found) {
	for _, entry := range entries {
		if counts, inFolder := chosen(entry.Path, paths); counts && filepath.Base(entry.Path) != project.FileName {
			wanted = append(wanted, entry)
			found.Files = append(found.Files, files.File{Name: entry.Path, Walked: inFolder})
		}
	}
	return wanted, found
}

// checkTree checks the deployment files of a revision.
func (d *difference) checkTree(tree *git.Tree, wanted []git.Entry, found files.Found, w *work) (*side, error) {
	outcomes := make([]outcome, len(wanted))
	err := tree.Read(wanted, func(i int, data []byte, fault error) {
		name := wanted[i].Path
		switch inFolder := found.Files[i].Walked; {
		case fault != nil:
			outcomes[i].fault = fmt.Errorf("cannot read %s of %s: %w", name, d.revision, fault)
		case data == nil || inFolder && !files.Named(name) && !files.Ours(data):
		default:
			outcomes[i] = w.checkPlain(text{name, data, inFolder, filepath.Join(w.projects.Here(), filepath.FromSlash(name))})
		}
	})
	if err != nil {
		return nil, err
	}
	return d.oldSideOf(found, outcomes), nil
}

// chosen reports whether paths name a file, and whether only by a folder that it
// is in.
func chosen(name string, paths []string) (counts, inFolder bool) {
	for _, at := range paths {
		switch rest, in := under(name, at); {
		case !in:
		case rest == "":
			return true, false
		case files.Walkable(rest):
			counts = true
		}
	}
	return counts, counts
}

// under returns the path of a file from a folder, empty for the path itself.
func under(name, folder string) (rest string, in bool) {
	const root = "/r" // of a path that is as long as it needs to be for ".." to lead somewhere
	climb := strings.Count(filepath.ToSlash(folder)+"/"+name, "../")
	base := root + strings.Repeat(root, climb)
	rest, err := filepath.Rel(filepath.FromSlash(path.Join(base, filepath.ToSlash(folder))), filepath.FromSlash(path.Join(base, name)))
	if err != nil || rest == ".." || strings.HasPrefix(rest, ".."+string(filepath.Separator)) {
		return "", false
	}
	if rest == "." {
		rest = ""
	}
	return filepath.ToSlash(rest), true
}

// relative writes paths as git and the results call them: from the working
// directory.
func relative(args []string, here string) ([]string, error) {
	var paths []string
	for _, arg := range args {
		at := filepath.Clean(arg)
		if filepath.IsAbs(at) {
			var err error
			if at, err = filepath.Rel(here, at); err != nil {
				return nil, err
			}
		}
		paths = append(paths, at)
	}
	return paths, nil
}
