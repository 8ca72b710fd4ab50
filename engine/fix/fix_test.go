package fix

import (
	"testing"

	"github.com/costplan/costplan/engine/diag"
)

// edit replaces the bytes from start to end.
func edit(start, end int, text string) diag.Edit {
	return diag.Edit{Span: diag.Span{Start: diag.Position{Offset: start}, End: diag.Position{Offset: end}}, Text: text}
}

func offer(safe bool, edits ...diag.Edit) diag.Diagnostic {
	return diag.Diagnostic{Fixes: []diag.Fix{{Safe: safe, Edits: edits}}}
}

func TestApply(t *testing.T) {
	const text = "plan: MU # units"
	for _, test := range []struct {
		name   string
		found  []diag.Diagnostic
		unsafe bool
		want   string
		fixed  int
	}{
		{"nothing to fix", []diag.Diagnostic{{}}, false, text, 0},
		{"a replacement", []diag.Diagnostic{offer(true, edit(6, 8, "mu"))}, false, "plan: mu # units", 1},
		{"an insertion", []diag.Diagnostic{offer(true, edit(16, 16, "\nx: 1"))}, false, text + "\nx: 1", 1},
		{"in the order of the text", []diag.Diagnostic{offer(true, edit(16, 16, "!")), offer(true, edit(0, 4, "PLAN"))}, false, "PLAN: MU # units!", 2},
		{"an unsafe one that is not asked for", []diag.Diagnostic{offer(false, edit(6, 8, "mu"))}, false, text, 0},
		{"an unsafe one that is asked for", []diag.Diagnostic{offer(false, edit(6, 8, "mu"))}, true, "plan: mu # units", 1},
		{"of two that overlap the first", []diag.Diagnostic{offer(true, edit(7, 10, "U")), offer(true, edit(6, 8, "mu"))}, false, "plan: mu # units", 1},
		{"of two at one place the first", []diag.Diagnostic{offer(true, edit(5, 5, " a")), offer(true, edit(5, 5, " b"))}, false, "plan: a MU # units", 1},
		{"all edits of a fix or none", []diag.Diagnostic{offer(true, edit(0, 4, "p")), offer(true, edit(2, 3, "x"), edit(9, 10, "//"))}, false, "p: MU # units", 1},
		{"beyond the text", []diag.Diagnostic{offer(true, edit(10, 99, ""))}, false, text, 0},
	} {
		got := Apply([]byte(text), test.found, test.unsafe)
		if string(got.Data) != test.want || len(got.Fixed) != test.fixed {
			t.Errorf("%s: %q with %d fixed, want %q with %d", test.name, got.Data, len(got.Fixed), test.want, test.fixed)
		}
	}
}
