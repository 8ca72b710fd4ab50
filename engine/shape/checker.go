package shape

import (
	"fmt"
	"sync"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/schema"
)

// Checker holds a schema. It reads it when it is first needed, and may be used by
// several goroutines.
type Checker struct {
	schema func() *keywords
	places map[deployment.Shape]string // where in the schema each shape is
}

// NewChecker returns a checker of deployment documents.
func NewChecker() *Checker {
	return newChecker(schema.Deployment, map[deployment.Shape]string{
		deployment.File: "/$defs/file", deployment.Request: "/$defs/deployment", deployment.Answer: "/$defs/answer",
	})
}

// newChecker returns a checker of a schema, with the place in it that holds for
// each shape. Using it panics if the embedded schema cannot be read: that is a
// defect of the program, which the tests exclude.
func newChecker(text func() []byte, places map[deployment.Shape]string) *Checker {
	return &Checker{places: places, schema: sync.OnceValue(func() *keywords {
		root, err := read(text())
		if err != nil {
			panic(fmt.Sprintf("embedded schema: %v", err))
		}
		return root
	})}
}

// Check validates a document of a known shape. It returns the diagnostics and
// the values that they speak of, which are to be read as if left out.
func (c *Checker) Check(src *document.Source, node *document.Node, shape deployment.Shape) ([]diag.Diagnostic, deployment.Broken) {
	root := c.schema()
	if root.at(c.places[shape]).accepts(root, node) {
		return nil, nil
	}
	return c.explain(src, node, shape)
}

// explain finds what is wrong and says it.
func (c *Checker) explain(src *document.Source, node *document.Node, shape deployment.Shape) ([]diag.Diagnostic, deployment.Broken) {
	look := second{root: c.schema()}
	look.holds(look.root.at(c.places[shape]), leaf{node: node})
	f := findings{src: src, root: node, schema: look.root, request: &keywords{}, leaves: look.leaves, broken: deployment.Broken{}}
	if place, ok := c.places[deployment.Request]; ok {
		f.request = look.root.at(place)
	}
	f.scalars(node, "")
	f.report()
	f.booleans()
	return f.found, f.broken
}
