package assist

import (
	"fmt"
	"strings"

	"github.com/costplan/costplan/engine/assist/outline"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/rules"
)

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
