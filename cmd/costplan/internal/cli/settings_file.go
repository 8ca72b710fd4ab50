package cli

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/project"
)

// settingsFile is a settings file that was read. The methods of nil are those of
// a file that asks for nothing.
type settingsFile struct {
	name    string // as results call it
	path    string // absolute
	data    []byte
	project *project.Project  // nil if it cannot be used
	found   []diag.Diagnostic // what is wrong with it
	fault   error             // why it cannot be read
}

// readSettings reads a settings file. One with a finding cannot be used: what
// was meant is not known.
func readSettings(name, path string, cat *catalog.Catalog) *settingsFile {
	s := &settingsFile{name: name, path: path}
	data, err := readText(path)
	if err != nil {
		s.fault = files.Fault(name, err)
		return s
	}
	s.data = data
	s.project, s.found = project.Read(name, data, cat)
	s.found = append(s.found, s.badPatterns()...)
	if len(s.found) > 0 {
		s.project = nil
	}
	return s
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

// broken reports whether the settings were meant to hold but are not known.
func (s *settingsFile) broken() bool { return s != nil && s.project == nil }

// used returns the settings, or nil for none.
func (s *settingsFile) used() *project.Project {
	if s == nil {
		return nil
	}
	return s.project
}

// excludes returns the pattern by which the settings leave out a file, given by
// its absolute path. A pattern that matches a folder leaves out all that is in it.
func (s *settingsFile) excludes(file string) (pattern string, ok bool) {
	if s == nil || s.project == nil || len(s.project.Exclude) == 0 {
		return "", false
	}
	below, err := filepath.Rel(filepath.Dir(s.path), file)
	if err != nil || below == ".." || strings.HasPrefix(below, ".."+string(filepath.Separator)) {
		return "", false
	}
	for _, pattern := range s.project.Exclude {
		for at := filepath.ToSlash(below); at != "."; at = path.Dir(at) {
			if doublestar.MatchUnvalidated(path.Clean(pattern), at) {
				return pattern, true
			}
		}
	}
	return "", false
}

// badPatterns reports patterns that could never leave out a file.
func (s *settingsFile) badPatterns() []diag.Diagnostic {
	src := document.NewSource(s.name, s.data)
	var found []diag.Diagnostic
	for i, pattern := range s.project.Exclude {
		message, help := wrongPattern(pattern)
		if message == "" {
			continue
		}
		d := diag.New(diag.NotAllowed, s.name, s.entry("exclude", src).Value.Items[i].Span(src), fmt.Sprintf("/exclude/%d", i), message)
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

// entry returns a key at the top of the settings with its value, or nil.
func (s *settingsFile) entry(key string, src *document.Source) *document.Entry {
	docs, _ := document.Parse(src)
	if len(docs) == 0 {
		return nil
	}
	return docs[0].Entry(key)
}
