package findings

import (
	"fmt"
	"io"
	"strings"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
)

// longestComment is how many bytes of findings are written: GitHub takes a
// comment of 65,536 characters, and refuses a longer one as a whole.
const longestComment = 60_000

// Markdown writes findings as a comment for a pull request: the counts, errors
// and warnings file by file, and the rest folded. What does not fit a comment is
// counted.
func Markdown(w io.Writer, in Input) error {
	var loud, quiet []diag.Diagnostic
	for _, d := range in.Diagnostics {
		if d.Severity == diag.Error || d.Severity == diag.Warning {
			loud = append(loud, d)
		} else {
			quiet = append(quiet, d)
		}
	}
	var out strings.Builder
	fmt.Fprintf(&out, "### %s: %s\n", toolName, Summary(in.Findings))
	left := markdownList(&out, loud)
	if len(quiet) > 0 {
		fmt.Fprintf(&out, "\n<details><summary>%s</summary>\n", show.Counted(len(quiet), "info"))
		left += markdownList(&out, quiet)
		out.WriteString("\n</details>\n")
	}
	if left > 0 {
		fmt.Fprintf(&out, "\n%s left out, since a comment has a limit: `costplan lint` shows all.\n", show.Counted(left, "finding"))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// markdownList writes findings below the names of their files, as many as there
// is room for, and returns how many are left.
func markdownList(out *strings.Builder, found []diag.Diagnostic) (left int) {
	for _, group := range groups(found) {
		heading := "\n"
		if file := group[0].File; file != "" {
			heading = fmt.Sprintf("\n#### %s\n\n", markdownCode(file))
		}
		for _, d := range group {
			item := heading + markdownItem(d)
			if out.Len()+len(item) > longestComment {
				left++
				continue
			}
			out.WriteString(item)
			heading = ""
		}
	}
	return left
}

// markdownItem writes one finding as an item of a list.
func markdownItem(d diag.Diagnostic) string {
	place := ""
	if placed(d.Span) {
		place = fmt.Sprintf("%d:%d ", d.Start.Line, d.Start.Column)
	}
	lines := []string{fmt.Sprintf("- %s**%s** %s: %s", place, d.Severity, markdownLink(titleOf(d), d.URL), markdownText(d.Message))}
	for _, h := range hints(d) {
		lines = append(lines, h.label+": "+markdownText(h.text))
	}
	return strings.Join(lines, "<br>") + "\n"
}

// markdownText escapes a text so that Markdown shows it as it is: no markup, no
// HTML, no link, nobody notified, and no mention on another issue. GitHub and
// GitLab look for names and references in the finished page, where escapes are
// gone; an invisible space behind the sign is what stops them.
func markdownText(text string) string {
	return markdownEscapes.Replace(strings.Join(strings.Fields(show.Safe(text)), " "))
}

const (
	apart = "&#8203;" // a space without width

	urlCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#&=%+"
)

var markdownEscapes = strings.NewReplacer(
	`\`, `\\`, "|", `\|`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;",
	"@", "@"+apart, "#", `\#`+apart, "!", `\!`+apart, "~", `\~`+apart, "$", "&#36;"+apart, "%", "%"+apart, "&", "&amp;"+apart,
	"://", ":"+apart+"//", "www.", "www"+apart+".", "WWW.", "WWW"+apart+".", "GH-", "GH"+apart+"-", "gh-", "gh"+apart+"-",
)

// markdownCode writes a text as code, in which Markdown looks for nothing.
func markdownCode(text string) string {
	text = show.Safe(text)
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return fence + text + fence
}

// markdownLink links a text to an address, if that is an ordinary one.
func markdownLink(text, url string) string {
	if !strings.HasPrefix(url, "https://") || strings.Trim(url, urlCharacters) != "" {
		return markdownText(text)
	}
	return "[" + markdownText(text) + "](" + url + ")"
}
