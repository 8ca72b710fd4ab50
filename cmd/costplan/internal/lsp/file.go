package lsp

import (
	"net/url"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
	"github.com/costplan/costplan/cmd/costplan/internal/projects"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/project"
)

// file is one version of a document that is open, or of a file of the workspace.
// It does not change: another version is another file.
type file struct {
	uri     protocol.URI // as the client has it, if it is open
	path    string       // absolute; "" of a document that is no file
	name    string       // as the engine calls it
	open    bool
	version int32    // as the client counts, if it is open
	folders []string // of the workspace, in which it is found
	text    *text

	settings engine.Settings     // with the project that holds for it
	passed   bool                // its settings leave it out, or are wrong: it is not checked
	alone    func() *engine.Desk // which knows nothing of other files
	checked  func() *engine.Checked
	likely   func() bool
}

// newFile returns a file with what is known of it before it is asked for.
func newFile(e *engine.Engine, f file, folders []string, held *projects.File, settings engine.Settings) *file {
	f.folders = slices.Clone(folders)
	settings.Project = held.Used()
	f.settings = settings
	if f.path != "" {
		_, excluded := held.Excludes(f.path)
		f.passed = excluded || held.Broken() || f.isSettings()
	}
	input := engine.Input{Name: f.name, Data: f.text.data}
	f.alone = sync.OnceValue(func() *engine.Desk { return e.Desk(input, settings) })
	f.checked = sync.OnceValue(func() *engine.Checked { return e.Check(input, settings) })
	f.likely = sync.OnceValue(func() bool { return f.alone().Likely() })
	return &f
}

// isSettings reports whether it is a settings file.
func (f *file) isSettings() bool { return filepath.Base(f.path) == project.FileName }

// ours reports whether it is a deployment file, by the rule for linting a folder.
// One that is open is ours too while it has one of our shapes, or no keys but ours:
// it may just have been begun.
func (f *file) ours() bool {
	found := files.File{Name: f.name, Folders: f.folders}
	if f.passed || !found.Counts(f.text.data, false) && !(f.open && f.likely()) {
		return false
	}
	checked := f.checked()
	return found.Counts(f.text.data, checked.Foreign) ||
		f.open && !checked.Foreign && (len(checked.Deployments) > 0 || len(strings.TrimSpace(string(f.text.data))) > 0)
}

// nameOf is how the engine calls a document: by its path with slashes, or by its
// URI with an ending that tells its language.
func nameOf(uri protocol.URI, path, language string) string {
	if path != "" {
		return filepath.ToSlash(path)
	}
	if strings.HasPrefix(language, "json") {
		return string(uri) + ".json"
	}
	return string(uri)
}

const fileScheme = "file"

// pathOf returns the absolute path of a file; ok is false for a document that is
// no file, such as one that was never saved.
func pathOf(uri protocol.URI) (path string, ok bool) {
	u, err := url.Parse(string(uri))
	if err != nil || u.Scheme != fileScheme || u.Path == "" {
		return "", false
	}
	path = u.Path
	if runtime.GOOS == "windows" {
		if len(path) > 2 && path[0] == '/' && path[2] == ':' { // "/c:/folder"
			path = strings.ToUpper(path[1:2]) + path[2:]
		} else if u.Host != "" {
			path = "//" + u.Host + path
		}
	}
	return filepath.Clean(filepath.FromSlash(path)), true
}

// uriOf names a file by its absolute path.
func uriOf(path string) protocol.URI {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return protocol.URI((&url.URL{Scheme: fileScheme, Path: slashed}).String())
}
