package lsp

import (
	"fmt"
	"path/filepath"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
	"github.com/costplan/costplan/cmd/costplan/internal/projects"
)

// didOpen takes over a document: from now on its text is what the client says.
func (s *session) didOpen(p protocol.DidOpenTextDocumentParams) error {
	d := p.TextDocument
	path, _ := pathOf(d.URI)
	f := file{uri: d.URI, path: path, name: nameOf(d.URI, path, d.LanguageID), open: true, version: d.Version, text: newText([]byte(d.Text))}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.put(f)
}

// didChange follows a document.
func (s *session) didChange(p protocol.DidChangeTextDocumentParams) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	old := s.snapshot.opened(p.TextDocument.URI)
	if old == nil {
		return fmt.Errorf("%s is not open", p.TextDocument.URI)
	}
	f := *old
	f.version = p.TextDocument.Version
	for _, change := range p.ContentChanges {
		f.text = f.text.change(change, s.client.encoding)
	}
	return s.put(f)
}

// didClose gives a document back: what counts is what is saved, if it is one of
// the workspace.
func (s *session) didClose(p protocol.DidCloseTextDocumentParams) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	old := s.snapshot.opened(p.TextDocument.URI)
	if old == nil {
		return fmt.Errorf("%s is not open", p.TextDocument.URI)
	}
	s.advance(func(files map[string]*file) { delete(files, old.name) })
	if old.path != "" {
		s.fromDisk(old.path)
	}
	if old.isSettings() {
		return s.reload()
	}
	return nil
}

// opened is the document that is open under a URI, nil if there is none.
func (s *snapshot) opened(uri protocol.URI) *file {
	path, _ := pathOf(uri)
	for _, name := range [...]string{nameOf(uri, path, ""), nameOf(uri, path, "json")} {
		if f := s.files[name]; f != nil && f.open {
			return f
		}
	}
	return nil
}

// put makes a document, or a file, known as it is now. The caller holds the mutex.
func (s *session) put(f file) error {
	known := newFile(s.options.Engine, f, s.folders, s.settingsFor(f.path), s.snapshot.settings)
	s.advance(func(files map[string]*file) { files[f.name] = known })
	if known.isSettings() {
		return s.reload()
	}
	return nil
}

// settingsFor are the settings that hold for a file; of a document that is no
// file those of the first folder of the workspace, or of the working directory.
func (s *session) settingsFor(path string) *projects.File {
	switch {
	case path != "":
		return s.held.InFolder(filepath.Dir(path))
	case len(s.folders) > 0:
		return s.held.InFolder(s.folders[0])
	}
	return s.held.InFolder(s.held.Here())
}

// changed has the diagnostics published once the messages that are there have
// been taken in.
func (s *session) changed() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}
