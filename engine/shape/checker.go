package shape

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/schema"
)

// Checker checks documents against a schema. It may be used by several goroutines.
type Checker struct {
	schema func() *schema.Compiled
	places map[deployment.Shape]string // where in the schema each shape is
}

// NewChecker returns a checker of deployment documents.
func NewChecker() *Checker {
	return &Checker{schema: schema.Deployment, places: map[deployment.Shape]string{
		deployment.File: "/$defs/file", deployment.Request: "/$defs/deployment", deployment.Answer: "/$defs/answer",
	}}
}

// Check validates a document of a known shape. It returns the diagnostics and
// the values that they speak of, which are to be read as if left out. right tells
// which deployments of a file have been found right before: they are not checked
// again. It may be nil.
func (c *Checker) Check(src *document.Source, node *document.Node, shape deployment.Shape, right func(*document.Node) bool) ([]diag.Diagnostic, deployment.Broken) {
	compiled := c.schema()
	f := findings{src: src, root: node, request: &jsonschema.Schema{}, broken: deployment.Broken{}}
	if place, ok := c.places[deployment.Request]; ok {
		f.request = compiled.At(place)
	}
	place := c.places[shape]
	if shape == deployment.Answer && node.Entry(requestKey) != nil {
		place = "/$defs/running" // an element of its list
	}
	rest := node
	if shape == deployment.File && right != nil {
		rest = f.without(right)
	}
	for _, v := range compiled.Violations(compiled.At(place), rest.Value()) {
		l := f.leafAt(v)
		mixed := v.Keyword == "uniqueItems" && slices.ContainsFunc(l.node.Items, func(item *document.Node) bool { return item.Kind != document.String })
		if !l.node.Bad && !mixed {
			f.leaves = append(f.leaves, l)
		}
	}
	slices.SortStableFunc(f.leaves, func(a, b leaf) int { return slices.Compare(a.place, b.place) })
	f.scalars(node, "")
	f.report()
	f.booleans()
	return f.found, f.broken
}

// without returns the document without the deployments that are known to be right.
func (f *findings) without(right func(*document.Node) bool) *document.Node {
	at := slices.IndexFunc(f.root.Entries, func(e document.Entry) bool { return e.Key.Text == fileKey })
	if at < 0 || f.root.Entries[at].Value.Kind != document.Sequence {
		return f.root
	}
	list := *f.root.Entries[at].Value
	f.right = make(map[*document.Node]bool, len(list.Items))
	var rest []*document.Node
	f.rest = []int{}
	for i, item := range list.Items {
		if right(item) {
			f.right[item] = true
		} else {
			rest, f.rest = append(rest, item), append(f.rest, i)
		}
	}
	root := *f.root
	root.Entries = slices.Clone(root.Entries)
	list.Items, root.Entries[at].Value = rest, &list
	return &root
}

// leaf is one violation of one keyword at one place.
type leaf struct {
	keyword string             // "type"; empty where a schema allows nothing
	schema  *jsonschema.Schema // that the keyword is in
	path    string             // JSON pointer of the value
	steps   []string           // the pointer's steps, unescaped
	place   []int              // the steps as indices among the entries or items of each parent
	node    *document.Node     // the value
	parents []*document.Node   // from the root to the value's parent
}

// leafAt finds the value of a violation.
func (f *findings) leafAt(v schema.Violation) leaf {
	l := leaf{keyword: v.Keyword, schema: v.Schema, node: f.root}
	for _, escaped := range strings.Split(v.Instance, "/")[1:] {
		step := unescaped(escaped)
		if f.rest != nil && l.path == "/"+fileKey {
			index, _ := strconv.Atoi(step)
			step = strconv.Itoa(f.rest[index])
		}
		l.path = deployment.Pointer(l.path, step)
		l.steps, l.parents = append(l.steps, step), append(l.parents, l.node)
		var index int
		if l.node.Kind == document.Sequence {
			index, _ = strconv.Atoi(step) // the library wrote it
			l.node = l.node.Items[index]
		} else {
			index = slices.IndexFunc(l.node.Entries, func(e document.Entry) bool { return e.Key.Text == step })
			l.node = l.node.Entries[index].Value
		}
		l.place = append(l.place, index)
	}
	return l
}

// unescaped undoes what the library does to a step of the place of a value: JSON
// pointer escapes, then those of a URL.
func unescaped(step string) string {
	if plain, err := url.PathUnescape(step); err == nil {
		step = plain
	}
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
}
