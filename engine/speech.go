package engine

import (
	"cmp"
	"slices"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
)

// speech tells which deployments of a document diagnostics speak of: those around
// their place, those of their path, and all where they speak of the period. It is
// read once, so that many deployments with many diagnostics take no longer than
// both together.
type speech struct {
	places []spoken             // in the order of the offsets
	paths  map[string]diag.Code // of each path and of those around it
	all    diag.Code            // speaks of the whole document; "" for none
}

type spoken struct {
	offset int
	code   diag.Code
}

// newSpeech takes in the diagnostics that count.
func newSpeech(found []diag.Diagnostic, counts func(*diag.Diagnostic) bool) *speech {
	s := &speech{paths: map[string]diag.Code{}}
	for i := range found {
		d := &found[i]
		if !counts(d) {
			continue
		}
		if d.Path == "/period" {
			s.all = cmp.Or(s.all, d.Code)
		}
		s.places = append(s.places, spoken{d.Start.Offset, d.Code})
		for path := d.Path; s.paths[path] == ""; path = deployment.Around(path) {
			s.paths[path] = d.Code
		}
	}
	slices.SortStableFunc(s.places, func(a, b spoken) int { return cmp.Compare(a.offset, b.offset) })
	return s
}

// of returns the code of a diagnostic that speaks of a deployment; "" for none.
func (s *speech) of(d *deployment.Deployment) diag.Code {
	if s.all != "" || s.paths[d.Path] != "" {
		return cmp.Or(s.all, s.paths[d.Path])
	}
	i, _ := slices.BinarySearchFunc(s.places, d.Node.Start, func(p spoken, offset int) int { return cmp.Compare(p.offset, offset) })
	if i < len(s.places) && s.places[i].offset < d.Node.End {
		return s.places[i].code
	}
	return ""
}
