package projects

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/project"
)

// Prices are what the settings of a run say of its price list, with paths that
// hold in the working directory.
type Prices struct {
	File string // the settings file, as results call it
	project.Prices
}

// PricesHere returns what the settings of the working directory say of prices. A
// file that cannot be read says nothing here: New and Read report it.
func PricesHere(use Use) (Prices, error) {
	here, err := os.Getwd()
	if err != nil {
		return Prices{}, fmt.Errorf("the working directory is not known: %w", err)
	}
	path := ""
	switch {
	case use.None:
		return Prices{}, nil
	case use.File != "":
		if path, err = filepath.Abs(use.File); err != nil {
			return Prices{}, err
		}
	default:
		path = files.NewAbove(project.FileName).Of(here)
	}
	if path == "" {
		return Prices{}, nil
	}
	p := Projects{here: here, use: use}
	data, err := p.text(path)
	if err != nil {
		return Prices{}, files.Fault(p.nameOf(path), err)
	}
	return Prices{p.nameOf(path), p.placed(path, project.PricesOf(path, data))}, nil
}

// placed resolves the paths of a settings file.
func (p *Projects) placed(file string, of project.Prices) project.Prices {
	placed := func(name string) string {
		if !filepath.IsAbs(name) {
			name = filepath.Join(filepath.Dir(file), filepath.FromSlash(name))
		}
		return p.nameOf(name)
	}
	if of.Edition != "" && !slices.Contains(catalog.Editions(), of.Edition) {
		of.Edition = placed(of.Edition)
	}
	of.Overlays = slices.Clone(of.Overlays)
	for i := range of.Overlays {
		of.Overlays[i] = placed(of.Overlays[i])
	}
	return of
}

// otherPrices reports that a settings file asks for another price list than that
// of the run.
func (p *Projects) otherPrices(s *File) []diag.Diagnostic {
	src := document.NewSource(s.Name, s.Data)
	asked := p.placed(s.Path, project.Prices{Edition: s.Project.Edition, Overlays: s.Project.Overlays})
	var found []diag.Diagnostic
	report := func(key, message string) {
		d := diag.New(diag.NotAllowed, s.Name, s.Entry(key, src).Value.Span(src), "/"+key, message)
		d.Help = "run costplan in the folder of this file, or choose with --" + map[string]string{"edition": "edition", "overlays": "overlay"}[key] + "; an editor takes up a change when its server is started again"
		found = append(found, d)
	}
	same := p.samePath(asked.Edition, p.use.Edition) || p.use.Edition == "" && asked.Edition == p.catalog.Edition
	if asked.Edition != "" && !p.use.AnyEdition && !same {
		report("edition", fmt.Sprintf("this run has edition %s, not %s: a run has one, from the settings of the working directory", p.catalog.Edition, s.Project.Edition))
	}
	if asked.Overlays != nil && !p.use.AnyOverlays && !slices.EqualFunc(asked.Overlays, p.use.Overlays, p.samePath) {
		report("overlays", "this run has other overlays: they come from the settings of the working directory")
	}
	return found
}

// samePath reports whether two names are of one file: an editor's are absolute.
func (p *Projects) samePath(a, b string) bool {
	absolute := func(name string) string {
		if filepath.IsAbs(name) {
			return filepath.Clean(name)
		}
		return filepath.Join(p.here, name)
	}
	return absolute(a) == absolute(b)
}
