// Package shape checks that a document has the form of one of ours: which of
// the three shapes it is, and that its fields are known, present, of the right
// type and within their ranges. The JSON Schema that editors use decides; this
// package turns each of its findings into one diagnostic at the exact place.
// It knows no catalog.
package shape

import (
	"slices"
	"strings"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/suggest"
)

// Keys that tell the shapes apart.
const (
	fileKey    = "deployments"
	requestKey = "model_name"
	answerKey  = "output"
)

// answered are fields that only a running deployment has. One of them beside
// model_name tells an element of an answer's list, as a filter such as jq cuts it out,
// from a request body.
var answered = [...]string{"deployed_model", "status"}

// Alone reports whether a document has settings of a deployment file, a period or a
// budget, and nothing but such settings.
func Alone(n *document.Node) bool {
	if n.Kind != document.Mapping {
		return false
	}
	settings := false
	for _, entry := range n.Entries {
		switch key := entry.Key.Text; key {
		case "period", "budget", "budgets":
			settings = true
		case "version", "region":
		default:
			if !strings.HasPrefix(key, "x-") {
				return false
			}
		}
	}
	return settings
}

// Bare reports whether a document is a list of deployments without the key that
// they belong under.
func Bare(n *document.Node) bool {
	return n.Kind == document.Sequence && slices.ContainsFunc(n.Items, func(item *document.Node) bool {
		kind, ok := Of(item)
		return ok && kind != deployment.File && item.Entry(answerKey) == nil
	})
}

// ErrorOf tells an error answer of the API from its code and message: it has no
// output, or one that says that the operation failed. ok is false for anything else.
func ErrorOf(n *document.Node) (code, message string, ok bool) {
	if n.Kind != document.Mapping || n.Entry(requestKey) != nil || n.Entry(fileKey) != nil {
		return "", "", false
	}
	output := n.Get(answerKey)
	at := n
	switch {
	case output != nil && output.Kind == document.Mapping && strings.EqualFold(scalar(output.Get("operation_status")), "FAILED"):
		if output.Entry("code") != nil || output.Entry("message") != nil {
			at = output
		}
		ok = true
	case output == nil || output.Kind == document.Null:
		ok = n.Entry("code") != nil && n.Entry("message") != nil
	}
	return scalar(at.Get("code")), scalar(at.Get("message")), ok
}

// scalar is the text of a scalar; "" for anything else.
func scalar(n *document.Node) string {
	if n == nil {
		return ""
	}
	return n.Text
}

// Of tells the shape of a document by its keys. A misspelt key still tells it
// if no other does; ok is false for a document that is none of ours.
func Of(n *document.Node) (s deployment.Shape, ok bool) {
	if n.Kind != document.Mapping {
		return "", false
	}
	switch {
	case n.Entry(requestKey) != nil && slices.ContainsFunc(answered[:], func(key string) bool { return n.Entry(key) != nil }):
		return deployment.Answer, true
	case n.Entry(requestKey) != nil:
		return deployment.Request, true
	case n.Entry(fileKey) != nil:
		return deployment.File, true
	case n.Entry(answerKey) != nil:
		return deployment.Answer, true
	}
	for _, entry := range n.Entries {
		switch near, _ := suggest.Nearest(entry.Key.Text, []string{fileKey, requestKey}); near {
		case fileKey:
			return deployment.File, true
		case requestKey:
			return deployment.Request, true
		}
	}
	if slices.ContainsFunc(n.Entries, func(e document.Entry) bool { return e.Key.Text == "plan" }) {
		return deployment.Request, true
	}
	return "", false
}
