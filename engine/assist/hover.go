package assist

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/assist/fields"
	"github.com/costplan/costplan/engine/assist/outline"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/rules"
)

// between separates what a hover says of several things.
const between = "\n\n---\n\n"

// Hover returns what there is to say about a byte offset; ok is false if that is
// nothing.
func (t *Text) Hover(offset int) (h Hover, ok bool) {
	data := t.Source.Data
	if len(data) > document.MaxBytes || !utf8.Valid(data) {
		return Hover{}, false
	}
	offset = max(0, min(offset, len(data)))
	file := outline.Read(data, t.named(), outline.NoCursor)
	var parts []string
	var at diag.Span
	say := func(start, end diag.Position, text string) {
		if text == "" {
			return
		}
		if len(parts) == 0 {
			at = diag.Span{Start: start, End: end}
		}
		parts = append(parts, text)
	}
	for _, comment := range file.Comments {
		if offset > comment.Start && offset < comment.End {
			return t.hoverCode(comment, offset)
		}
	}
	trail, isWord := file.At(offset)
	if isWord {
		at = t.Source.Span(trail.Leaf.Start, trail.Leaf.End)
	}
	price, isPrice := t.hoverPrice(trail, isWord, offset)
	if isPrice {
		say(price.Start, price.End, price.Markdown)
	}
	for _, d := range t.here(offset) {
		span := d.Span
		if isWord {
			span = at
		}
		say(span.Start, span.End, hoverDiagnostic(&d))
	}
	if isWord {
		s := t.spotOf(file, trail, nil)
		say(at.Start, at.End, s.hoverWord())
	}
	return Hover{at.Start, at.End, strings.Join(parts, between)}, len(parts) > 0
}

// here are the diagnostics at an offset. One over several lines counts on its
// first line alone: else it would be said everywhere in a deployment.
func (t *Text) here(offset int) []diag.Diagnostic {
	line := t.Source.Position(offset).Line
	var list []diag.Diagnostic
	for _, d := range t.Found() {
		if d.File == t.Source.Name && d.Start.Line == line && d.Start.Offset <= offset && offset <= d.End.Offset {
			list = append(list, d)
		}
	}
	return list
}

// hoverWord says what a key means, or what the catalog has on a value.
func (s *spot) hoverWord() string {
	last := outline.Step{}
	if len(s.trail.Steps) > 0 {
		last = s.trail.Steps[len(s.trail.Steps)-1]
	}
	switch {
	case last.In == nil || last.Entry() == nil:
		return ""
	case last.Key:
		return s.hoverField(last.Entry().Key.Text)
	}
	switch last.Entry().Key.Text {
	case "model_name", "base_model", "deployed_model":
		model := s.trail.Leaf.Text
		if code, ok := s.Catalog.Foundation(model); ok {
			if text := s.rows(code); text != "" {
				return "`" + code + "` is the foundation model that prices it.\n\n" + text
			}
		}
		return s.rows(model)
	}
	return ""
}

// hoverField says what a field means, what it takes and in which steps.
func (s *spot) hoverField(name string) string {
	i := slices.IndexFunc(s.place.Fields(), func(f fields.Field) bool { return f.Name == name })
	if i < 0 {
		return ""
	}
	field := s.place.Fields()[i]
	text := "**" + name + "**"
	if limits := field.Place.Limits(); limits != "" {
		text += " (" + limits + ")"
	}
	if description := field.Place.Description(); description != "" {
		text += "\n\n" + description
	}
	if step := s.stepText(name); step != "" {
		text += "\n\n" + step
	}
	return text
}

// stepText says in which steps a quantity is bought here.
func (s *spot) stepText(field string) string {
	_, terms, ok := s.deployed()
	if !ok || terms.Region == nil {
		return ""
	}
	switch field {
	case "capacity":
		if offer := offerOf(terms); terms.Plan == "mu" && offer != nil && offer.Bundle > 1 {
			return "Here in steps of " + money.Count(offer.Bundle) + ": " + offerText(offer) + "."
		}
	case "input_tpm":
		return "Priced in units of " + money.Count(terms.Region.Billing.PTU.InputStepTPM) + " here; what is not a whole unit is pro rata."
	case "output_tpm", "thinking_output_tpm":
		return "Priced in units of " + money.Count(terms.Region.Billing.PTU.OutputStepTPM) + " here; what is not a whole unit is pro rata."
	}
	return ""
}

// hoverPrice says what a deployment costs, on its dash, its first key and its name.
func (t *Text) hoverPrice(trail outline.Trail, isWord bool, offset int) (h Hover, ok bool) {
	priced := t.Priced()
	for i := range priced.Items {
		item := &priced.Items[i]
		name := item.Name.Span
		onName := item.Name.Set && offset >= name.Start.Offset && offset <= name.End.Offset
		if !onName && !t.onStart(item, trail, isWord, offset) {
			continue
		}
		span := item.Span
		switch {
		case isWord:
			span = t.Source.Span(trail.Leaf.Start, trail.Leaf.End)
		case span.End.Line != span.Start.Line: // the dash or the bracket before the first key
			span = t.Source.Span(min(offset, span.Start.Offset), max(offset, span.Start.Offset))
		}
		return Hover{span.Start, span.End, t.derivation(item, i, &priced)}, true
	}
	return Hover{}, false
}

// onStart reports whether an offset is on the dash before a deployment, or on its
// bracket or first key.
func (t *Text) onStart(item *lint.Item, trail outline.Trail, isWord bool, offset int) bool {
	start := item.Span.Start
	if t.Source.Position(offset).Line != start.Line {
		return false
	}
	if offset <= start.Offset {
		between := t.Source.Data[offset:start.Offset]
		return strings.Trim(string(between), "- \t") == "" && (offset == start.Offset || strings.Contains(string(between), "-"))
	}
	if isWord && len(trail.Steps) > 0 {
		last := trail.Steps[len(trail.Steps)-1]
		return last.Key && last.Index == 0 && last.In.Start == start.Offset
	}
	return false
}

// hoverDiagnostic says what was found, the way out, and the rule behind it.
func hoverDiagnostic(d *diag.Diagnostic) string {
	text := string(d.Severity) + ": " + plain(d.Message)
	if d.Help != "" {
		text += "\n\n" + plain(d.Help)
	}
	if d.APIError != nil {
		text += "\n\nThe API refuses it: " + plain(d.APIError.Code+": "+d.APIError.Message)
	}
	if d.Start.Line != d.End.Line { // it speaks of a whole deployment, as others may
		return text + "\n\n" + ruleLink(d.Code)
	}
	return text + "\n\n" + ruleText(d.Code)
}

func ruleLink(code diag.Code) string {
	rule, _ := diag.RuleOf(code)
	return fmt.Sprintf("[%s %s](%s)", code, rule.Slug, rule.URL())
}

// ruleText is the page of a rule up to its examples.
func ruleText(code diag.Code) string {
	page, ok := rules.PageOf(code)
	if !ok {
		return ""
	}
	return fmt.Sprintf("**%s %s**\n\n%s\n\n%s", code, page.Rule.Slug, page.Meaning(), ruleLink(code))
}

// hoverCode says what a code means that a suppression names.
func (t *Text) hoverCode(comment outline.Comment, offset int) (h Hover, ok bool) {
	data := t.Source.Data
	text := string(data[comment.Start:comment.End])
	if !strings.HasPrefix(strings.TrimLeft(text, "# \t"), lint.Marker) {
		return Hover{}, false
	}
	start, end := offset, offset
	for start > comment.Start && isCode(data[start-1]) {
		start--
	}
	for end < comment.End && isCode(data[end]) {
		end++
	}
	code := diag.Code(data[start:end])
	meaning := ruleText(code)
	return Hover{t.Source.Position(start), t.Source.Position(end), meaning}, meaning != ""
}

// plain writes a text so that Markdown shows it as it is.
func plain(text string) string {
	var out strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*[]<|", r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}
