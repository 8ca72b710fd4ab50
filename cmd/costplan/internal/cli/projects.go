package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/engine/project"
)

// projects finds the settings that hold for files: those of the nearest
// settings file above each, of one file for all, or none. It may be used by
// several goroutines.
type projects struct {
	catalog *catalog.Catalog
	above   *files.Above  // nil if it does not look for settings files
	only    *settingsFile // holds for all files; nil for none
	here    string        // the working directory

	mutex  sync.Mutex
	byPath map[string]*settingsFile
}

// newProjects returns the settings that flags ask for.
func newProjects(cat *catalog.Catalog, flags configFlags) (*projects, error) {
	here, err := os.Getwd()
	if err != nil {
		return nil, failed{fmt.Errorf("the working directory is not known: %w", err)}
	}
	p := &projects{catalog: cat, here: here, byPath: map[string]*settingsFile{}}
	switch {
	case flags.file != "":
		path, err := filepath.Abs(flags.file)
		if err != nil {
			return nil, failed{err}
		}
		p.only = p.read(path)
		if p.only.fault != nil {
			return nil, failed{p.only.fault}
		}
	case !flags.none:
		p.above = files.NewAbove(project.FileName)
	}
	return p, nil
}

// looks reports whether settings files are looked for.
func (p *projects) looks() bool { return p.above != nil }

// inFolder returns the settings file that holds for the files of a folder, or nil.
func (p *projects) inFolder(folder string) *settingsFile {
	if p.above == nil {
		return p.only
	}
	if path := p.above.Of(folder); path != "" {
		return p.read(path)
	}
	return nil
}

// read reads a settings file, once.
func (p *projects) read(path string) *settingsFile {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	s := p.byPath[path]
	if s == nil {
		s = readSettings(p.nameOf(path), path, p.catalog)
		p.byPath[path] = s
	}
	return s
}

// nameOf is how results call a file: by its path from the working directory if
// that is below or above it, else by its whole path.
func (p *projects) nameOf(path string) string {
	name, err := filepath.Rel(p.here, path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	if up, inAnother := strings.CutPrefix(name, ".."+string(filepath.Separator)); inAnother {
		for strings.HasPrefix(up, ".."+string(filepath.Separator)) {
			up = up[len(".."+string(filepath.Separator)):]
		}
		if filepath.Dir(up) != "." {
			name = path
		}
	}
	return filepath.ToSlash(name)
}

// all returns every settings file that was read, sorted by name.
func (p *projects) all() []*settingsFile {
	var list []*settingsFile
	for _, s := range p.byPath {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b *settingsFile) int { return strings.Compare(a.name, b.name) })
	return list
}
