// Package fields is what a deployment file may say, read from the JSON Schema
// that validates it: the fields of each place, in the order of the schema, with
// their descriptions, and which of them may stand there given what is there
// already. It knows no model, price or text.
package fields

import (
	"math/big"

	"github.com/santhosh-tekuri/jsonschema/v5"
	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/schema"
)

// Schema is the schema of deployment files.
type Schema struct{ compiled *schema.Compiled }

// Deployment returns the schema of deployment files.
func Deployment() *Schema { return &Schema{schema.Deployment()} }

// never reports whether a schema allows no value.
func never(s *jsonschema.Schema) bool { return s.Always != nil && !*s.Always }

// holds reports whether a condition is met by a mapping. What is not a mapping
// yet is an empty one.
func holds(condition *jsonschema.Schema, n *document.Node) bool {
	var value any = map[string]any{}
	if n != nil && n.Kind == document.Mapping {
		value = n.Value()
	}
	return condition.Validate(value) == nil
}

// limit writes a limit of a schema.
func limit(r *big.Rat) string {
	const places = 30 // more than any limit has
	return decimal.NewFromBigRat(r, places).String()
}
