package assist

import (
	"bytes"
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

// Between returns edits that turn the text into another one. Lines that are the
// same in both are left alone, as far as that is found quickly.
func (t *Text) Between(after []byte) []diag.Edit {
	before := t.Source.Data
	if bytes.Equal(before, after) {
		return []diag.Edit{}
	}
	a, b := slices.Collect(bytes.Lines(before)), slices.Collect(bytes.Lines(after))
	edits := []diag.Edit{}
	i, j, at := 0, 0, 0
	for i < len(a) || j < len(b) {
		if i < len(a) && j < len(b) && bytes.Equal(a[i], b[j]) {
			at += len(a[i])
			i, j = i+1, j+1
			continue
		}
		removed, added := sameAgain(a[i:], b[j:])
		old, text := bytes.Join(a[i:i+removed], nil), bytes.Join(b[j:j+added], nil)
		edits = append(edits, t.narrow(at, old, text))
		at += len(old)
		i, j = i+removed, j+added
	}
	return edits
}

// reach is how many lines ahead the same line is sought: a fix changes one line
// or puts one in.
const reach = 50

// sameAgain returns how many lines of each text differ until both are the same
// again, or all that is left.
func sameAgain(a, b [][]byte) (removed, added int) {
	for total := 1; total <= min(reach, len(a)+len(b)); total++ {
		for removed = max(0, total-len(b)); removed <= min(total, len(a)); removed++ {
			added = total - removed
			if removed < len(a) && added < len(b) && bytes.Equal(a[removed], b[added]) {
				return removed, added
			}
		}
	}
	return len(a), len(b)
}

// narrow is the edit of what stands at an offset into a text, without what both
// begin and end with. It cuts no character.
func (t *Text) narrow(at int, old, text []byte) diag.Edit {
	front := 0
	for front < min(len(old), len(text)) && old[front] == text[front] {
		front++
	}
	for front > 0 && (inside(old, front) || inside(text, front)) {
		front--
	}
	back := 0
	for back < min(len(old), len(text))-front && old[len(old)-1-back] == text[len(text)-1-back] {
		back++
	}
	for back > 0 && inside(old, len(old)-back) {
		back--
	}
	return diag.Edit{Span: t.Source.Span(at+front, at+len(old)-back), Text: string(text[front : len(text)-back])}
}

// inside reports whether an offset is within a character or a line break.
func inside(text []byte, at int) bool {
	return at < len(text) && (text[at]&0xC0 == 0x80 || at > 0 && text[at] == '\n' && text[at-1] == '\r')
}
