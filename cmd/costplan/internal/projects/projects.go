// Package projects finds the settings files of teams and says what they ask of a
// file: which settings hold for it, and whether they leave it out. The command
// line and the language server share it. It knows no flags.
package projects

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

// Projects finds the settings that hold for files: those of the nearest
// settings file above each, of one file for all, or none. It reads each settings
// file once, and may be used by several goroutines.
type Projects struct {
	catalog *catalog.Catalog
	above   *files.Above // nil if it does not look for settings files
	only    *File        // holds for all files; nil for none
	here    string       // the working directory
	use     Use

	mutex  sync.Mutex
	byPath map[string]*File
}

// Use says which settings files count, and how they are read.
type Use struct {
	File string // one for all, instead of the nearest
	None bool   // none at all
	// Open returns the text of a file that is open in an editor, which need not be
	// what is saved. It may be nil.
	Open func(path string) (data []byte, ok bool)
	// Edition and Overlays are what a run prices with by the settings of the working
	// directory. Other settings that ask for others are wrong, since a run has one
	// price list, unless flags choose (AnyEdition, AnyOverlays).
	Edition                 string
	Overlays                []string
	AnyEdition, AnyOverlays bool
	// WholeNames calls files by their absolute paths, wherever they are.
	WholeNames bool
}

// New returns the settings that are to be used. It is an error if the one file
// for all cannot be read.
func New(cat *catalog.Catalog, use Use) (*Projects, error) {
	here, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("the working directory is not known: %w", err)
	}
	p := &Projects{catalog: cat, here: here, use: use, byPath: map[string]*File{}}
	switch {
	case use.File != "":
		path, err := filepath.Abs(use.File)
		if err != nil {
			return nil, err
		}
		p.only = p.Read(path)
		if p.only.Fault != nil {
			return nil, p.only.Fault
		}
	case !use.None:
		p.above = files.NewAbove(project.FileName, project.Misnamed)
	}
	return p, nil
}

// Here is the working directory.
func (p *Projects) Here() string { return p.here }

// Looks reports whether settings files are looked for.
func (p *Projects) Looks() bool { return p.above != nil }

// InFolder returns the settings file that holds for the files of a folder, or nil.
func (p *Projects) InFolder(folder string) *File {
	if p.above == nil {
		return p.only
	}
	if path := p.above.Of(folder); path != "" {
		return p.Read(path)
	}
	return nil
}

// Read reads a settings file, once.
func (p *Projects) Read(path string) *File {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	s := p.byPath[path]
	if s == nil {
		s = p.readFile(path)
		p.byPath[path] = s
	}
	return s
}

// nameOf is how results call a file: by its path from the working directory if
// that is below or above it, else by its whole path.
func (p *Projects) nameOf(path string) string {
	if p.use.WholeNames {
		return filepath.ToSlash(path)
	}
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

// All returns every settings file that was read, sorted by name.
func (p *Projects) All() []*File {
	var list []*File
	for _, s := range p.byPath {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b *File) int { return strings.Compare(a.Name, b.Name) })
	return list
}
