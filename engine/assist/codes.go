package assist

import (
	"slices"
	"strings"

	"github.com/costplan/costplan/engine/assist/outline"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/lint"
)

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
