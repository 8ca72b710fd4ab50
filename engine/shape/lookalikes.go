package shape

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// Lookalikes reports invisible characters, and those that look like a plain one,
// in the keys and values of a document that is written by hand: each value once,
// at the character. A name may hold any. The values are marked, so that nothing
// else is said of them.
func Lookalikes(src *document.Source, root *document.Node, kind deployment.Shape) []diag.Diagnostic {
	if kind == deployment.Answer || !slices.ContainsFunc(src.Data, func(b byte) bool { return b >= utf8.RuneSelf }) {
		return nil
	}
	l := lookalikes{src: src}
	l.walk(root, "")
	return l.found
}

type lookalikes struct {
	src   *document.Source
	found []diag.Diagnostic
}

func (l *lookalikes) walk(n *document.Node, path string) {
	if n.Kind == document.String && l.report(n, path) {
		n.Bad = true
	}
	for i, item := range n.Items {
		l.walk(item, deployment.Pointer(path, strconv.Itoa(i)))
	}
	for i := range n.Entries {
		key := n.Entries[i].Key
		at := deployment.Pointer(path, key.Text)
		if l.report(key, at) {
			key.Text = plain(key.Text) // read on as what was meant
		}
		if key.Text != "name" && !strings.HasPrefix(key.Text, "x-") {
			l.walk(n.Entries[i].Value, at)
		}
	}
}

// report reports the first such character of a scalar, if it has one.
func (l *lookalikes) report(n *document.Node, path string) bool {
	if n.Bad {
		return false
	}
	for i, r := range string(l.src.Data[n.Start:n.End]) {
		if _, is := document.Lookalike(r); !is {
			continue
		}
		message, help := document.LookalikeText(r)
		at := n.Start + i
		d := diag.New(diag.Lookalike, l.src.Name, l.src.Span(at, at+utf8.RuneLen(r)), path, message)
		d.Help = help
		if text := plain(n.Text); n.Plain && word.MatchString(text) {
			d.Fixes = []diag.Fix{{
				Title: "write " + text, Safe: true,
				Edits: []diag.Edit{{Span: n.Span(l.src), Text: text}},
			}}
		}
		l.found = append(l.found, d)
		return true
	}
	return false
}

// word is text that means the same with and without quotes around it.
var word = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)

// plain is a text with the plain characters, without quotes and spaces around it.
func plain(text string) string {
	var out strings.Builder
	for _, r := range text {
		if instead, is := document.Lookalike(r); is {
			out.WriteString(instead)
		} else {
			out.WriteRune(r)
		}
	}
	return strings.Trim(out.String(), ` "'`)
}
