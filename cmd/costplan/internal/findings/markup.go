package findings

import (
	"strings"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
)

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
