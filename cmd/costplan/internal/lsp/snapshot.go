package lsp

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/costplan/costplan/cmd/costplan/internal/projects"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
)

// snapshot is all files as they were at one moment. It does not change, so a
// request is answered from the texts that were there when it came.
type snapshot struct {
	engine    *engine.Engine
	settings  engine.Settings
	files     map[string]*file // by name
	projects  []*projects.File // settings files that were read
	analysis  func() *analysis
	reloading int // how often settings or folders have changed
}

// with returns a snapshot in which files are as change leaves them.
func (s *snapshot) with(change func(files map[string]*file)) *snapshot {
	next := &snapshot{engine: s.engine, settings: s.settings, files: maps.Clone(s.files), projects: s.projects, reloading: s.reloading}
	change(next.files)
	next.analysis = sync.OnceValue(next.analyse)
	return next
}

// analysis is what was found in all files together.
type analysis struct {
	found map[string][]diag.Diagnostic   // by the name of the file; "" for what speaks of none
	desks map[string]func() *engine.Desk // of our files, by name
}

// analyse holds the files that are ours together, as linting them does.
func (s *snapshot) analyse() *analysis {
	a := &analysis{found: map[string][]diag.Diagnostic{}, desks: map[string]func() *engine.Desk{}}
	var ours []*file
	for _, f := range s.files {
		if f.ours() {
			ours = append(ours, f)
		}
	}
	slices.SortFunc(ours, func(x, y *file) int { return strings.Compare(x.name, y.name) })
	checked := make([]*engine.Checked, len(ours))
	for i, f := range ours {
		checked[i] = f.checked().Again()
	}
	for _, d := range s.engine.Together(checked, s.settings).Diagnostics {
		a.found[d.File] = append(a.found[d.File], d)
	}
	for i, f := range ours {
		a.desks[f.name] = sync.OnceValue(func() *engine.Desk {
			return s.engine.DeskOf(engine.Input{Name: f.name, Data: f.text.data}, f.settings, checked[i], a.found[f.name])
		})
	}
	for _, p := range s.projects {
		a.found[p.Name] = append(a.found[p.Name], p.Found...)
	}
	return a
}

// textOf returns the text of a file that a diagnostic speaks of, nil if it is not
// known.
func (s *snapshot) textOf(name string) *text {
	if f := s.files[name]; f != nil {
		return f.text
	}
	for _, p := range s.projects {
		if p.Name == name {
			return newText(p.Data)
		}
	}
	return nil
}
