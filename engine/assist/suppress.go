package assist

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/costplan/costplan/engine/assist/outline"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/fix"
	"github.com/costplan/costplan/engine/lint"
)

// placeholder stands where the user writes why a code is silenced.
const placeholder = "reason"

// suppressor writes and removes suppressions. It reads the text when it has to.
type suppressor struct {
	*Text
	file *document.File
	list []*lint.Suppression
}

func (s *suppressor) read() {
	if s.file == nil {
		s.file = document.Read(s.Source)
		s.list = lint.Suppressions(s.Source, s.file)
	}
}

// suppress silences a code on the line of a diagnostic: in the suppression that
// speaks of the line, or by a new one above it or behind it. JSON has no comments.
func (s *suppressor) suppress(d *diag.Diagnostic) (Action, bool) {
	if !Silenceable(d.Code) {
		return Action{}, false
	}
	s.read()
	if s.file.JSON {
		return Action{}, false
	}
	a := Action{Title: fmt.Sprintf("Silence %s here, with a reason", d.Code), Kind: Suppress, Code: string(d.Code)}
	for _, there := range s.list {
		if there.Line == d.Start.Line && !there.Malformed && len(there.Codes) > 0 && !slices.Contains(there.Codes, d.Code) {
			a.Edits = []diag.Edit{s.extend(there, d.Code)}
			return a, s.works(d, a.Edits)
		}
	}
	comment := "# " + lint.Marker + " " + string(d.Code) + " "
	start := s.Source.LineStart(d.Start.Offset)
	indent := s.Source.Data[start:s.Source.SkipBlanks(start)]
	above := diag.Edit{Span: s.Source.Span(start, start), Text: string(indent) + comment + placeholder + s.Source.Newline()}
	end := s.Source.LineEnd(d.Start.Offset)
	behind := diag.Edit{Span: s.Source.Span(end, end), Text: " " + comment + placeholder}
	for _, edit := range []diag.Edit{above, behind} {
		if !s.works(d, []diag.Edit{edit}) {
			continue
		}
		a.Edits = []diag.Edit{edit}
		at := edit.Start.Offset + strings.Index(edit.Text, comment) + len(comment)
		after := document.NewSource(s.Source.Name, apply(s.Source.Data, a.Edits))
		selected := after.Span(at, at+len(placeholder))
		a.Select = &selected
		return a, true
	}
	return Action{}, false
}

// extend puts a code behind those that a suppression names.
func (s *suppressor) extend(there *lint.Suppression, code diag.Code) diag.Edit {
	text := string(s.Source.Data[there.Span.Start.Offset:there.Span.End.Offset])
	last := string(there.Codes[len(there.Codes)-1])
	at := strings.Index(text, last) + len(last) // codes stand before the reason
	offset := there.Span.Start.Offset + at
	return diag.Edit{Span: s.Source.Span(offset, offset), Text: "," + string(code)}
}

// works reports whether an edit silences a code where it stands and changes
// nothing of what the text says.
func (s *suppressor) works(d *diag.Diagnostic, edits []diag.Edit) bool {
	src := document.NewSource(s.Source.Name, apply(s.Source.Data, edits))
	file := document.Read(src)
	if len(file.Docs) != len(s.file.Docs) || len(file.Problems) != len(s.file.Problems) {
		return false
	}
	for i := range file.Docs {
		if !same(file.Docs[i], s.file.Docs[i]) {
			return false
		}
	}
	line := d.Start.Line + bytes.Count([]byte(edits[0].Text), []byte(s.Source.Newline()))
	return slices.ContainsFunc(lint.Suppressions(src, file), func(n *lint.Suppression) bool {
		return n.Line == line && slices.Contains(n.Codes, d.Code)
	})
}

// same reports whether two trees say the same.
func same(a, b *document.Node) bool {
	return a.Kind == b.Kind && a.Text == b.Text &&
		slices.EqualFunc(a.Items, b.Items, same) &&
		slices.EqualFunc(a.Entries, b.Entries, func(a, b document.Entry) bool {
			return a.Key.Text == b.Key.Text && same(a.Value, b.Value)
		})
}

// unsuppress takes a code that silences nothing out of a suppression, and the
// comment with its last one.
func (s *suppressor) unsuppress(d *diag.Diagnostic) (Action, bool) {
	if d.Code != diag.UnusedSuppression {
		return Action{}, false
	}
	s.read()
	i := slices.IndexFunc(s.list, func(n *lint.Suppression) bool { return n.Span == d.Span })
	if i < 0 {
		return Action{}, false
	}
	codes := s.list[i].Codes
	a := Action{Title: "Remove the suppression", Kind: Unsuppress, Code: string(d.Code), Preferred: true}
	unused := slices.IndexFunc(codes, func(c diag.Code) bool { return mentions(d.Message, c) })
	if len(codes) < 2 || unused < 0 {
		a.Edits = []diag.Edit{s.remove(d.Span)}
		return a, true
	}
	a.Title = fmt.Sprintf("Remove %s from the suppression", codes[unused])
	a.Edits = []diag.Edit{s.without(d.Span, codes, unused)}
	return a, true
}

// mentions reports whether a message has a code as a word.
func mentions(message string, code diag.Code) bool {
	return slices.ContainsFunc(strings.Fields(message), func(word string) bool { return strings.Trim(word, `",.;:`) == string(code) })
}

// remove takes out a comment: with its line if it stands alone on it, else with
// the space before it.
func (s *suppressor) remove(span diag.Span) diag.Edit {
	data := s.Source.Data
	start, end := span.Start.Offset, s.Source.LineEnd(span.Start.Offset)
	line := s.Source.LineStart(start)
	for start > line && (data[start-1] == ' ' || data[start-1] == '\t') {
		start--
	}
	if start == line {
		end += s.Source.Break(end)
	}
	return diag.Edit{Span: s.Source.Span(start, end)}
}

// without takes one code out of the list of a suppression.
func (s *suppressor) without(span diag.Span, codes []diag.Code, index int) diag.Edit {
	names := make([]string, len(codes))
	for i, c := range codes {
		names[i] = string(c)
	}
	text := s.Source.Data[span.Start.Offset:span.End.Offset]
	start := bytes.Index(text, []byte(names[0]))
	end := start
	for _, name := range names {
		end += bytes.Index(text[end:], []byte(name)) + len(name)
	}
	return diag.Edit{Span: s.Source.Span(span.Start.Offset+start, span.Start.Offset+end), Text: strings.Join(slices.Delete(names, index, index+1), ",")}
}

// apply returns a text with edits made to it that do not overlap.
func apply(data []byte, edits []diag.Edit) []byte {
	return fix.Apply(data, []diag.Diagnostic{{Fixes: []diag.Fix{{Safe: true, Edits: edits}}}}, false).Data
}

// completeCode proposes the codes that a suppression may name, those that stand
// on its line first. In any other comment it proposes nothing.
func (t *Text) completeCode(start, offset int) Completion {
	data := t.Source.Data
	c := Completion{Start: t.Source.Position(offset), End: t.Source.Position(offset), Items: []Item{}}
	before := string(data[start:offset])
	rest, ok := strings.CutPrefix(strings.TrimLeft(before, "# \t"), lint.Marker)
	if !ok || rest == "" || rest[0] != ' ' && rest[0] != '\t' {
		return c
	}
	list := strings.TrimLeft(rest, " \t")
	if strings.ContainsAny(list, " \t") {
		return c // the reason
	}
	named := strings.Split(list, ",")
	typed := named[len(named)-1]
	from, end := offset-len(typed), offset
	for end < len(data) && isCode(data[end]) {
		end++
	}
	c.Start, c.End = t.Source.Position(from), t.Source.Position(end)
	here := t.codesFor(start)
	for _, rule := range diag.Rules() {
		if !Silenceable(rule.Code) || slices.Contains(named[:len(named)-1], string(rule.Code)) {
			continue
		}
		item := Item{
			Label: string(rule.Code), Kind: CodeItem, Insert: string(rule.Code), Sort: "1" + string(rule.Code),
			Detail: rule.Slug, Documentation: rule.Summary,
		}
		if slices.Contains(here, rule.Code) {
			item.Sort, item.Detail = "0"+string(rule.Code), rule.Slug+", found on this line"
		}
		c.Items = append(c.Items, item)
	}
	slices.SortStableFunc(c.Items, func(a, b Item) int { return strings.Compare(a.Sort, b.Sort) })
	return c
}

func isCode(b byte) bool {
	return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '0' && b <= '9'
}

// codesFor are the codes that were found on the line that a comment speaks of,
// which begins at an offset.
func (t *Text) codesFor(start int) []diag.Code {
	line := t.Source.Position(start).Line
	if t.alone(start) {
		alone := map[int]bool{}
		for _, c := range outline.Read(t.Source.Data, t.named(), outline.NoCursor).Comments {
			alone[t.Source.Position(c.Start).Line] = t.alone(c.Start)
		}
		for alone[line] {
			line++
		}
	}
	var codes []diag.Code
	for _, d := range t.Found() {
		if d.Start.Line == line {
			codes = append(codes, d.Code)
		}
	}
	return codes
}

// alone reports whether nothing stands before a comment on its line.
func (t *Text) alone(start int) bool {
	return t.Source.SkipBlanks(t.Source.LineStart(start)) == start
}

// Silenceable reports whether a comment can silence a code: not what went wrong
// while the file was read, not what speaks of no line of it, and not what is said
// of comments.
func Silenceable(code diag.Code) bool {
	switch code {
	case diag.Syntax, diag.DuplicateKey, diag.Limit, diag.NotUTF8, diag.NoDeployment, diag.SettingsAlone, diag.SettingsName, diag.Lookalike,
		diag.PeriodsDiffer, diag.OldCatalog, diag.UnusedSuppression, diag.NoReason:
		return false
	}
	return true
}
