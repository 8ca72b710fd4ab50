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
	return text + "\n\n" + ruleText(d.Code)
}

// ruleText is the page of a rule up to its examples.
func ruleText(code diag.Code) string {
	page, ok := rules.PageOf(code)
	if !ok {
		return ""
	}
	return fmt.Sprintf("**%s %s**\n\n%s\n\n[More on %s](%s)", code, page.Rule.Slug, page.Meaning(), code, page.Rule.URL())
}

// hoverCode says what a code means that a suppression names.
func (t *Text) hoverCode(comment outline.Comment, offset int) (diag.Span, string) {
	data := t.Source.Data
	text := string(data[comment.Start:comment.End])
	if !strings.HasPrefix(strings.TrimLeft(text, "# \t"), lint.Marker) {
		return diag.Span{}, ""
	}
	start, end := offset, offset
	for start > comment.Start && isCode(data[start-1]) {
		start--
	}
	for end < comment.End && isCode(data[end]) {
		end++
	}
	code := diag.Code(data[start:end])
	return t.Source.Span(start, end), ruleText(code)
}

// plain writes a text so that Markdown shows it as it is.
func plain(text string) string {
	var out strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_{}[]<>#|~&", r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}
