// Package fix applies the fixes of diagnostics to a text. It changes the bytes
// that a fix names and no others.
package fix

import (
	"cmp"
	"slices"

	"github.com/costplan/costplan/engine/diag"
)

// Applied is what became of a text.
type Applied struct {
	Data  []byte
	Fixed []diag.Diagnostic // whose fix was applied
}

// Apply applies the first fix of each diagnostic of one text: safe ones, and
// unsafe ones if asked to. Of fixes that overlap the first in the text is
// applied; the others may be possible once the result has been checked again.
func Apply(data []byte, found []diag.Diagnostic, unsafe bool) Applied {
	type chosen struct {
		diagnostic diag.Diagnostic
		edits      []diag.Edit
	}
	var fixes []chosen
	for _, d := range found {
		for _, f := range d.Fixes {
			if (f.Safe || unsafe) && len(f.Edits) > 0 {
				edits := slices.Clone(f.Edits)
				slices.SortStableFunc(edits, byPlace)
				fixes = append(fixes, chosen{d, edits})
				break
			}
		}
	}
	slices.SortStableFunc(fixes, func(a, b chosen) int { return byPlace(a.edits[0], b.edits[0]) })

	var applied Applied
	var edits []diag.Edit
	for _, f := range fixes {
		if slices.ContainsFunc(f.edits, func(e diag.Edit) bool { return clashes(e, edits, len(data)) }) {
			continue
		}
		edits = append(edits, f.edits...)
		applied.Fixed = append(applied.Fixed, f.diagnostic)
	}
	slices.SortStableFunc(edits, byPlace)
	at := 0
	for _, e := range edits {
		applied.Data = append(applied.Data, data[at:e.Start.Offset]...)
		applied.Data = append(applied.Data, e.Text...)
		at = e.End.Offset
	}
	applied.Data = append(applied.Data, data[at:]...)
	return applied
}

func byPlace(a, b diag.Edit) int {
	return cmp.Or(cmp.Compare(a.Start.Offset, b.Start.Offset), cmp.Compare(a.End.Offset, b.End.Offset))
}

// clashes reports whether an edit overlaps or touches one of others, or reaches
// beyond the text. Two insertions at one place clash: their order is not given.
func clashes(e diag.Edit, others []diag.Edit, size int) bool {
	if e.End.Offset > size || e.End.Offset < e.Start.Offset {
		return true
	}
	return slices.ContainsFunc(others, func(o diag.Edit) bool {
		return e.Start.Offset <= o.End.Offset && o.Start.Offset <= e.End.Offset
	})
}
