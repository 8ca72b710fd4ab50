package assist

import (
	"slices"

	"github.com/costplan/costplan/engine/diag"
)

// Actions returns the changes that fix or silence what was found in a range of
// byte offsets. A range without length is a cursor.
func (t *Text) Actions(start, end int) []Action {
	actions := []Action{}
	if end < start {
		start, end = end, start
	}
	lines := diag.Span{Start: t.Source.Position(start), End: t.Source.Position(end)}
	var here []diag.Diagnostic
	for _, d := range t.Found() {
		if d.File == t.Source.Name && t.touches(&d, lines) {
			here = append(here, d)
		}
	}
	for i := range here {
		actions = append(actions, fixes(&here[i])...)
	}
	for i := range here {
		if action, ok := t.payment(&here[i]); ok {
			actions = append(actions, action)
		}
	}
	suppressor := suppressor{Text: t}
	for i := range here {
		if action, ok := suppressor.unsuppress(&here[i]); ok {
			actions = append(actions, action)
		}
	}
	for i := range here {
		if action, ok := suppressor.suppress(&here[i]); ok && !repeats(actions, action) {
			actions = append(actions, action)
		}
	}
	if slices.ContainsFunc(t.Found(), fixable) {
		if action, ok := t.fixAll(); ok {
			actions = append(actions, action)
		}
	}
	return actions
}

// touches reports whether a diagnostic speaks of a range. One over several lines
// speaks of its first.
func (t *Text) touches(d *diag.Diagnostic, at diag.Span) bool {
	end := d.End.Offset
	if d.End.Line != d.Start.Line {
		end = t.Source.LineEnd(d.Start.Offset)
	}
	return d.Start.Offset <= at.End.Offset && at.Start.Offset <= end
}

// fixes are the fixes of a diagnostic. A safe one that is alone is preferred.
func fixes(d *diag.Diagnostic) []Action {
	var actions []Action
	for _, fix := range d.Fixes {
		actions = append(actions, Action{
			Title: fix.Title, Kind: QuickFix, Code: string(d.Code), Preferred: fix.Safe && len(d.Fixes) == 1, Edits: slices.Clone(fix.Edits),
		})
	}
	return actions
}

// fixable reports whether a diagnostic has a fix that may be applied unasked.
func fixable(d diag.Diagnostic) bool {
	return slices.ContainsFunc(d.Fixes, func(f diag.Fix) bool { return f.Safe })
}

// repeats reports whether an action is there already: two diagnostics of one
// code on a line are silenced at once.
func repeats(actions []Action, a Action) bool {
	return slices.ContainsFunc(actions, func(b Action) bool { return a.Kind == b.Kind && a.Title == b.Title })
}

// fixAll applies every safe fix of the file.
func (t *Text) fixAll() (Action, bool) {
	data, fixed := t.Fixed()
	edits := t.Between(data)
	if fixed == 0 || len(edits) == 0 {
		return Action{}, false
	}
	title := "Apply every safe fix of this file"
	return Action{Title: title, Kind: FixAll, Edits: edits}, true
}
