package shape

import (
	"encoding/json"
	"fmt"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/schema"
)

// Checker holds a schema. It compiles it when it is first needed, which is at
// the first document that is not right, and may be used by several goroutines.
type Checker struct {
	compiled func() compiled
	quick    func() *quick // nil if the schema says more than a first look knows
	places   map[deployment.Shape]string
}

// compiled is one schema per shape, and every schema within them by location.
type compiled struct {
	byShape    map[deployment.Shape]*jsonschema.Schema
	byLocation map[string]*jsonschema.Schema
}

// NewChecker returns a checker of deployment documents.
func NewChecker() *Checker {
	return newChecker("deployment", map[deployment.Shape]string{
		deployment.File: "/$defs/file", deployment.Request: "/$defs/deployment", deployment.Answer: "/$defs/answer",
	})
}

// Settings is the shape of a project's settings file.
const Settings deployment.Shape = "settings"

// NewSettingsChecker returns a checker of project settings.
func NewSettingsChecker() *Checker {
	return newChecker("project", map[deployment.Shape]string{Settings: ""})
}

// Overlay is the shape of an overlay of prices.
const Overlay deployment.Shape = "overlay"

// NewOverlayChecker returns a checker of overlays.
func NewOverlayChecker() *Checker {
	return newChecker("overlay", map[deployment.Shape]string{Overlay: ""})
}

// newChecker returns a checker of a schema, with the place in it that holds for
// each shape.
func newChecker(name string, places map[deployment.Shape]string) *Checker {
	return &Checker{
		compiled: sync.OnceValue(func() compiled { return compile(name, places) }),
		quick: sync.OnceValue(func() *quick {
			text, err := schema.Text(name)
			if err != nil {
				return nil
			}
			q, err := readQuick(text)
			if err != nil {
				return nil
			}
			return q
		}),
		places: places,
	}
}

// compile panics if the embedded schema does not compile: that is a defect of
// the program, which the tests of package schema exclude.
func compile(name string, places map[deployment.Shape]string) compiled {
	root, err := schema.Compile(name)
	if err != nil {
		panic(fmt.Sprintf("embedded schema: %v", err))
	}
	c := compiled{map[deployment.Shape]*jsonschema.Schema{}, map[string]*jsonschema.Schema{}}
	index(root, c.byLocation)
	for shape, place := range places {
		c.byShape[shape] = c.byLocation[root.Location+place]
	}
	return c
}

// index records every schema reachable from s by its location.
func index(s *jsonschema.Schema, into map[string]*jsonschema.Schema) {
	if s == nil || into[s.Location] != nil {
		return
	}
	into[s.Location] = s
	for _, next := range []*jsonschema.Schema{s.Ref, s.Not, s.If, s.Then, s.Else, s.Items2020} {
		index(next, into)
	}
	if next, ok := s.AdditionalProperties.(*jsonschema.Schema); ok {
		index(next, into)
	}
	for _, list := range [][]*jsonschema.Schema{s.AllOf, s.AnyOf} {
		for _, next := range list {
			index(next, into)
		}
	}
	for _, named := range []map[string]*jsonschema.Schema{s.Properties, s.DependentSchemas} {
		for _, next := range named {
			index(next, into)
		}
	}
}

// Check validates a document of a known shape. It returns the diagnostics and
// the values that they speak of, which are to be read as if left out.
func (c *Checker) Check(src *document.Source, node *document.Node, shape deployment.Shape) ([]diag.Diagnostic, deployment.Broken) {
	if q := c.quick(); q != nil && q.at(c.places[shape]).accepts(q, node) {
		return nil, nil
	}
	return c.explain(src, node, shape)
}

// explain asks the library what is wrong, and says it.
func (c *Checker) explain(src *document.Source, node *document.Node, shape deployment.Shape) ([]diag.Diagnostic, deployment.Broken) {
	schemas := c.compiled()
	f := findings{src: src, root: node, schemas: schemas, broken: deployment.Broken{}}
	f.scalars(node, "")
	err := schemas.byShape[shape].Validate(value(node))
	if violation, ok := err.(*jsonschema.ValidationError); ok {
		f.collect(violation)
		f.report()
	}
	f.booleans()
	return f.found, f.broken
}

// value converts a node to what the schema library takes. Numbers keep their
// digits, which package document has bounded.
func value(n *document.Node) any {
	if n.Bad {
		return nil // its violations are passed over, see collect
	}
	switch n.Kind {
	case document.Mapping:
		m := make(map[string]any, len(n.Entries))
		for _, e := range n.Entries {
			m[e.Key.Text] = value(e.Value)
		}
		return m
	case document.Sequence:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = value(item)
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
