package shape

import (
	"maps"
	"math/big"
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v5"
	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/schema"
)

// propertyNames returns the names of the properties of a schema, sorted.
func propertyNames(s *jsonschema.Schema) []string { return slices.Sorted(maps.Keys(s.Properties)) }

// knows reports whether a mapping may have a field of this name without it being
// an additional one.
func knows(s *jsonschema.Schema, name string) bool {
	if s.Properties[name] != nil {
		return true
	}
	for pattern := range s.PatternProperties {
		if pattern.MatchString(name) {
			return true
		}
	}
	return false
}

// target returns the schema that a schema refers to, or the schema itself.
func target(s *jsonschema.Schema) *jsonschema.Schema {
	if s.Ref != nil {
		return s.Ref
	}
	return s
}

// kind returns the type that a schema takes, "" for any. Of two, it is the number
// that may be text with a unit as well.
func kind(s *jsonschema.Schema) string {
	if len(s.Types) == 0 {
		return ""
	}
	return s.Types[0]
}

// orText reports whether a number may be text with its unit as well.
func orText(s *jsonschema.Schema) bool { return len(s.Types) == 2 && s.Types[1] == "string" }

// choices returns the values that a schema takes, as text to type.
func choices(s *jsonschema.Schema) []string {
	return schema.Texts(slices.Concat(s.Enum, s.Constant)...)
}

// textExample returns the first example that is text, or "".
func textExample(s *jsonschema.Schema) string {
	for _, example := range s.Examples {
		if text, ok := example.(string); ok {
			return text
		}
	}
	return ""
}

// limit writes a limit of a schema.
func limit(r *big.Rat) string {
	const places = 30 // more than any limit has
	return money.Text(decimal.NewFromBigRat(r, places))
}

// example returns something that could be typed for the value of a leaf.
func (f *findings) example(l leaf) string { return exampleText(l.schema) }

// exampleOf returns something that could be typed for a field of a leaf.
func (f *findings) exampleOf(l leaf, field string) string {
	s := l.schema.Properties[field]
	if s == nil { // the keyword is in a condition; the field is described where the mapping is
		s = f.request.Properties[field]
	}
	return exampleText(s)
}

func exampleText(s *jsonschema.Schema) string {
	if s == nil {
		return "..."
	}
	s = target(s)
	for _, list := range [...][]string{schema.Texts(s.Examples...), choices(s)} {
		if len(list) > 0 {
			return list[0]
		}
	}
	switch kind(s) {
	case "boolean":
		return "true"
	case "integer", "number":
		return "1"
	case "array":
		return "[...]"
	case "object":
		return "{...}"
	}
	return "..."
}
