package shape

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/schema/compiled"
)

// library is a general implementation of JSON Schema, unrelated to ours.
type library struct {
	name    string
	byShape map[deployment.Shape]*jsonschema.Schema
}

func newLibrary(t testing.TB, name string, c *Checker) *library {
	t.Helper()
	l := &library{name: name, byShape: map[deployment.Shape]*jsonschema.Schema{}}
	for shape, place := range c.places {
		part, err := compiled.At(name, place)
		if err != nil {
			t.Fatal(err)
		}
		l.byShape[shape] = part
	}
	return l
}

// violations are what the library finds, a line each: the place of the keyword
// and the place of the value. What it has against a value that was reported while
// reading is left out, and so is a repetition in a list that is not all texts.
func (l *library) violations(node *document.Node, shape deployment.Shape) []string {
	violation, ok := l.byShape[shape].Validate(valueOf(node)).(*jsonschema.ValidationError)
	if !ok {
		return nil
	}
	var lines []string
	var collect func(v *jsonschema.ValidationError)
	collect = func(v *jsonschema.ValidationError) {
		for _, cause := range v.Causes {
			collect(cause)
		}
		if len(v.Causes) > 0 {
			return
		}
		path, at := "", node
		for _, escaped := range strings.Split(v.InstanceLocation, "/")[1:] {
			step := unescaped(escaped)
			path = deployment.Pointer(path, step)
			if at.Kind == document.Sequence {
				i, _ := strconv.Atoi(step)
				at = at.Items[i]
			} else {
				at = at.Get(step)
			}
		}
		mixed := strings.HasSuffix(v.KeywordLocation, "/uniqueItems") && slices.ContainsFunc(at.Items, func(n *document.Node) bool { return n.Kind != document.String })
		if !at.Bad && !mixed {
			lines = append(lines, strings.TrimPrefix(v.AbsoluteKeywordLocation, compiled.ID(l.name)+"#")+" at "+path)
		}
	}
	collect(violation)
	slices.Sort(lines)
	return slices.Compact(lines)
}

// unescaped undoes what the library does to a step of the place of a value: JSON
// pointer escapes, then those of a URL.
func unescaped(step string) string {
	if plain, err := url.PathUnescape(step); err == nil {
		step = plain
	}
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
}

// valueOf converts a node to what the library takes.
func valueOf(n *document.Node) any {
	if n.Bad {
		return nil
	}
	switch n.Kind {
	case document.Mapping:
		m := make(map[string]any, len(n.Entries))
		for _, e := range n.Entries {
			m[e.Key.Text] = valueOf(e.Value)
		}
		return m
	case document.Sequence:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = valueOf(item)
		}
		return list
	case document.Number:
		return json.Number(n.Text)
	case document.Bool:
		return n.Text[0] == 't' || n.Text[0] == 'T'
	case document.String:
		return n.Text
	}
	return nil
}

// ownViolations are the same lines by our own reading of the schema.
func ownViolations(root *keywords, place string, node *document.Node) []string {
	look := second{root: root}
	right := look.holds(root.at(place), leaf{node: node})
	if right != (len(look.leaves) == 0) && !hasBad(node) {
		panic("a value is right with violations, or wrong without")
	}
	var lines []string
	for _, l := range look.leaves {
		where := l.schema.where
		if l.keyword != "" {
			where += "/" + l.keyword
		}
		lines = append(lines, where+" at "+l.path)
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

func hasBad(n *document.Node) bool {
	return n.Bad || slices.ContainsFunc(n.Items, hasBad) || slices.ContainsFunc(n.Entries, func(e document.Entry) bool { return hasBad(e.Value) })
}
