package projects

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/project"
)

// File is a settings file that was read. The methods of nil are those of a file
// that asks for nothing.
type File struct {
	Name    string // as results call it
	Path    string // absolute
	Data    []byte
	Project *project.Project  // nil if it cannot be used
	Found   []diag.Diagnostic // what is wrong with it
	Fault   error             // why it cannot be read
}

// readFile reads a settings file. One with a finding cannot be used: what was
// meant is not known.
func (p *Projects) readFile(path string) *File {
	s := &File{Name: p.nameOf(path), Path: path}
	data, err := p.text(path)
	if err != nil {
		s.Fault = files.Fault(s.Name, err)
		return s
	}
	s.Data = data
	if p.use.File == "" && filepath.Base(path) == project.Misnamed {
		s.Found = []diag.Diagnostic{lint.SettingsName(s.Name)}
		return s
	}
	s.Project, s.Found = project.Read(s.Name, data, p.catalog)
	s.Found = append(append(s.Found, s.badPatterns()...), p.otherPrices(s)...)
	if len(s.Found) > 0 {
		s.Project = nil
	}
	return s
}

func (p *Projects) text(path string) ([]byte, error) {
	if p.use.Open != nil {
		if data, ok := p.use.Open(path); ok {
			return data, nil
		}
	}
	return readText(path)
}

// readText reads a file of settings, of one beyond the engine's limit only as
// much as the engine needs to see that it is.
func readText(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return files.ReadAll(file)
}

// Broken reports whether the settings were meant to hold but are not known.
func (s *File) Broken() bool { return s != nil && s.Project == nil }

// Used returns the settings, or nil for none.
func (s *File) Used() *project.Project {
	if s == nil {
		return nil
	}
	return s.Project
}

// Excludes returns the pattern by which the settings leave out a file, given by
// its absolute path. A pattern that matches a folder leaves out all that is in it.
func (s *File) Excludes(file string) (pattern string, ok bool) {
	if s == nil || s.Project == nil || len(s.Project.Exclude) == 0 {
		return "", false
	}
	below, err := filepath.Rel(filepath.Dir(s.Path), file)
	if err != nil || below == ".." || strings.HasPrefix(below, ".."+string(filepath.Separator)) {
		return "", false
	}
	for _, pattern := range s.Project.Exclude {
		for at := filepath.ToSlash(below); at != "."; at = path.Dir(at) {
			if doublestar.MatchUnvalidated(path.Clean(pattern), at) {
				return pattern, true
			}
		}
	}
	return "", false
}

// badPatterns reports patterns that could never leave out a file.
func (s *File) badPatterns() []diag.Diagnostic {
	src := document.NewSource(s.Name, s.Data)
	var found []diag.Diagnostic
	for i, pattern := range s.Project.Exclude {
		message, help := wrongPattern(pattern)
		if message == "" {
			continue
		}
		d := diag.New(diag.NotAllowed, s.Name, s.Entry("exclude", src).Value.Items[i].Span(src), fmt.Sprintf("/exclude/%d", i), message)
		d.Help = help
		found = append(found, d)
	}
	return found
}

func wrongPattern(pattern string) (message, help string) {
	switch {
	case !doublestar.ValidatePattern(pattern):
		return fmt.Sprintf("exclude %q is not a pattern", pattern), "close each [ and {, and write a single \\ as \\\\"
	case strings.HasPrefix(pattern, "/"), strings.HasPrefix(path.Clean(pattern), ".."):
		return fmt.Sprintf("exclude %q matches no file: patterns are relative to the folder of %s", pattern, project.FileName),
			"write it like drafts/** or **/*.json"
	}
	return "", ""
}

// Entry returns a key at the top of the settings with its value, or nil.
func (s *File) Entry(key string, src *document.Source) *document.Entry {
	docs, _ := document.Parse(src)
	if len(docs) == 0 {
		return nil
	}
	return docs[0].Entry(key)
}

// LineOf says where a key of the settings stands.
func (s *File) LineOf(key string) string {
	src := document.NewSource(s.Name, s.Data)
	if entry := s.Entry(key, src); entry != nil {
		return fmt.Sprintf("%s:%d", s.Name, entry.Key.Span(src).Start.Line)
	}
	return s.Name
}
