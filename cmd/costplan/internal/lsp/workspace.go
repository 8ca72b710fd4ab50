package lsp

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
	"github.com/costplan/costplan/cmd/costplan/internal/projects"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/project"
)

// reload reads the settings files anew and lets them hold for all files. The
// caller holds the mutex.
func (s *session) reload() error {
	use := s.options.Use
	use.WholeNames = true
	use.Open = func(path string) ([]byte, bool) {
		f := s.snapshot.files[filepath.ToSlash(path)]
		if f == nil || !f.open {
			return nil, false
		}
		return f.text.data[:min(len(f.text.data), document.MaxBytes+1)], true
	}
	held, err := projects.New(s.options.Engine.Catalog(), use)
	if err != nil {
		return err
	}
	s.held = held
	settings := s.options.Settings()
	settings.Project = s.settingsFor("").Used()
	next := s.snapshot.with(func(files map[string]*file) {
		for name, f := range files {
			files[name] = newFile(s.options.Engine, *f, s.folders, s.settingsFor(f.path), settings)
		}
	})
	next.settings, next.projects = settings, held.All()
	next.reloading++
	s.snapshot = next
	s.changed()
	return nil
}

// advance changes the files. The caller holds the mutex.
func (s *session) advance(change func(files map[string]*file)) {
	s.snapshot = s.snapshot.with(change)
	s.snapshot.projects = s.held.All()
	s.changed()
}

// scan looks for deployment files in the folders of the workspace, as linting a
// folder does, beside the messages that come.
func (s *session) scan(ctx context.Context) {
	s.mutex.Lock()
	s.scans++
	folders, mine := slices.Clone(s.folders), s.scans
	s.mutex.Unlock()
	s.work.Go(func() {
		texts := map[string]*text{} // by path
		for _, folder := range folders {
			for _, f := range files.Find([]string{folder}).Files {
				if ctx.Err() != nil {
					return
				}
				if path, err := f.Path(); err == nil {
					if data, ok := read(folders, path); ok {
						texts[path] = newText(data)
					}
				}
			}
		}
		s.mutex.Lock()
		defer s.mutex.Unlock()
		if s.scans != mine {
			return // the folders have changed since: another scan looks at them
		}
		s.advance(func(known map[string]*file) {
			for name, f := range known {
				if !f.open && texts[f.path] == nil {
					delete(known, name)
				}
			}
			for path, text := range texts {
				if f := known[filepath.ToSlash(path)]; f == nil || !f.open {
					known[filepath.ToSlash(path)] = s.saved(path, text)
				}
			}
		})
		s.snapshot.reloading++
	})
}

// saved is a file as it is on disk.
func (s *session) saved(path string, text *text) *file {
	f := file{uri: uriOf(path), path: path, name: filepath.ToSlash(path), text: text}
	return newFile(s.options.Engine, f, s.folders, s.settingsFor(path), s.snapshot.settings)
}

// fromDisk takes in a file of the workspace as it is saved, or forgets it if it
// is not there any more or is none of ours. What is open stays as it is. The
// caller holds the mutex.
func (s *session) fromDisk(path string) {
	name := filepath.ToSlash(path)
	f := s.snapshot.files[name]
	if f != nil && f.open {
		return
	}
	if data, ok := read(s.folders, path); ok {
		s.advance(func(files map[string]*file) { files[name] = s.saved(path, newText(data)) })
	} else if f != nil {
		s.advance(func(files map[string]*file) { delete(files, name) })
	}
}

// read reads a file if it is one that linting the folders would look at.
func read(folders []string, path string) (data []byte, ok bool) {
	if !slices.ContainsFunc(folders, func(folder string) bool { return inFolder(folder, path) }) {
		return nil, false
	}
	in, err := os.Open(path)
	if err != nil {
		return nil, false
	}
	defer in.Close()
	if info, err := in.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, false
	}
	data, err = files.ReadAll(in)
	found := files.File{Name: filepath.ToSlash(path), Folders: folders}
	return data, err == nil && found.Counts(data, false)
}

// inFolder reports whether linting a folder comes upon a file.
func inFolder(folder, path string) bool {
	below, err := filepath.Rel(folder, path)
	if err != nil || below == ".." || strings.HasPrefix(below, ".."+string(filepath.Separator)) {
		return false
	}
	return files.Walkable(filepath.ToSlash(below))
}

// didChangeWatchedFiles takes in what has changed on disk.
func (s *session) didChangeWatchedFiles(p protocol.DidChangeWatchedFilesParams) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	settings := false
	for _, change := range p.Changes {
		path, ok := pathOf(change.URI)
		switch {
		case !ok:
		case filepath.Base(path) == project.FileName:
			settings = true
		default:
			s.fromDisk(path)
		}
	}
	if settings {
		return s.reload()
	}
	return nil
}

// didChangeWorkspaceFolders looks at the folders that are there now.
func (s *session) didChangeWorkspaceFolders(ctx context.Context, _ *jsonrpc2.Conn, params json.RawMessage) error {
	p, err := decode[protocol.DidChangeWorkspaceFoldersParams](params)
	if err != nil {
		return err
	}
	s.mutex.Lock()
	for _, folder := range p.Event.Removed {
		if path, ok := pathOf(folder.URI); ok {
			s.folders = slices.DeleteFunc(s.folders, func(f string) bool { return f == path })
		}
	}
	for _, folder := range p.Event.Added {
		if path, ok := pathOf(folder.URI); ok && !slices.Contains(s.folders, path) {
			s.folders = append(s.folders, path)
		}
	}
	s.mutex.Unlock()
	s.scan(ctx)
	return nil
}
