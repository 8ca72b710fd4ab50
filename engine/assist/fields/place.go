package fields

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/schema"
)

// Place is a value of a document with all that the schema says of it: more than
// one part may, since a plan adds to what holds for every deployment.
type Place struct {
	schema *Schema
	parts  []*jsonschema.Schema
	node   *document.Node // as far as it is known; its conditions are read from it
}

// Def returns the place of a definition of the schema ("file", "deployment").
func (s *Schema) Def(name string, node *document.Node) Place {
	part := s.compiled.At("/$defs/" + name)
	if part == nil {
		return Place{}
	}
	return Place{schema: s, parts: []*jsonschema.Schema{part}, node: node}.expand()
}

// Known reports whether the schema says anything of the place.
func (p Place) Known() bool { return len(p.parts) > 0 }

// Or joins two places: what may stand in either may stand there.
func (p Place) Or(other Place) Place {
	p.parts = append(slices.Clone(p.parts), other.parts...)
	return p
}

// Field is a field that may stand in a mapping.
type Field struct {
	Name     string
	Required bool
	Place    Place
}

// Fields returns the fields that may stand in a mapping given what is in it, in
// the order of the schema. Those that are there already are among them.
func (p Place) Fields() []Field {
	var list []Field
	for _, part := range p.parts {
		for _, name := range p.schema.compiled.Properties(part) {
			known := slices.ContainsFunc(list, func(f Field) bool { return f.Name == name })
			if known || never(part.Properties[name]) || p.forbidden(name) {
				continue
			}
			list = append(list, Field{Name: name, Required: p.required(name), Place: p.Step(name)})
		}
	}
	return list
}

// Has reports whether the schema names a field of a mapping.
func (p Place) Has(name string) bool {
	return slices.ContainsFunc(p.parts, func(s *jsonschema.Schema) bool { return s.Properties[name] != nil })
}

func (p Place) required(name string) bool {
	return slices.ContainsFunc(p.parts, func(s *jsonschema.Schema) bool { return slices.Contains(s.Required, name) })
}

// forbidden reports whether a condition keeps a field out, or whether the field
// would keep out one that is there.
func (p Place) forbidden(name string) bool {
	for _, part := range p.parts {
		if s := part.Properties[name]; s != nil && never(s) {
			return true
		}
		if dependent := part.DependentSchemas[name]; dependent != nil {
			for other, s := range dependent.Properties {
				if never(s) && p.node.Entry(other) != nil {
					return true
				}
			}
		}
	}
	return false
}

// Step returns the place of the value of a field.
func (p Place) Step(name string) Place {
	next := Place{schema: p.schema}
	if p.node != nil {
		next.node = p.node.Get(name)
	}
	for _, part := range p.parts {
		if s := part.Properties[name]; s != nil && !never(s) {
			next.parts = append(next.parts, s)
		}
	}
	return next.expand()
}

// Item returns the place of an item of a list.
func (p Place) Item(node *document.Node) Place {
	next := Place{schema: p.schema, node: node}
	for _, part := range p.parts {
		if part.Items2020 != nil {
			next.parts = append(next.parts, part.Items2020)
		}
	}
	return next.expand()
}

// expand adds what the parts refer to, and what their conditions lead to.
func (p Place) expand() Place {
	for i := 0; i < len(p.parts); i++ { // parts grow while they are read
		s := p.parts[i]
		if s.Ref != nil {
			p.parts = append(p.parts, s.Ref)
		}
		if s.If != nil {
			branch := s.Else
			if holds(s.If, p.node) {
				branch = s.Then
			}
			if branch != nil {
				p.parts = append(p.parts, branch)
			}
		}
		for name, dependent := range s.DependentSchemas {
			if p.node.Entry(name) != nil {
				p.parts = append(p.parts, dependent)
			}
		}
	}
	return p
}

// HasDefault reports whether the schema says what holds if the value is left out.
func (p Place) HasDefault() bool {
	return slices.ContainsFunc(p.parts, func(s *jsonschema.Schema) bool { return s.Default != nil })
}

// Description says what the field means, in Markdown; "" if the schema does not.
func (p Place) Description() string {
	for _, part := range p.parts {
		if part.Description != "" {
			return part.Description
		}
	}
	return ""
}

// Type is the type of the value: "string", "integer", "number", "boolean",
// "object", "array", or "" where any will do; of several the first, which is how
// a value is best written.
func (p Place) Type() string {
	for _, part := range p.parts {
		if len(part.Types) > 0 {
			return part.Types[0]
		}
	}
	return ""
}

// Values are the values that the schema allows, or else gives as examples.
func (p Place) Values() []string {
	var list []string
	add := func(values ...any) {
		for _, v := range schema.Texts(values...) {
			if !slices.Contains(list, v) {
				list = append(list, v)
			}
		}
	}
	for _, part := range p.parts {
		add(part.Enum...)
		add(part.Constant...)
	}
	if len(list) == 0 && p.Type() == "boolean" {
		return []string{"true", "false"}
	}
	for _, part := range p.parts {
		if len(list) == 0 || part.Default != nil {
			if part.Default != nil {
				add(part.Default)
			}
			for _, example := range schema.Texts(part.Examples...) {
				if kind := p.Type(); kind != "number" && kind != "integer" || document.PlainKind(example) == document.Number {
					add(example) // not 220h beside 220: JSON would want it in quotes
				}
			}
		}
	}
	return list
}

// Limits says in words what values the schema takes: "integer, at least 1, at
// most 36500; default 30d".
func (p Place) Limits() string {
	var words []string
	rest := ""
	if kind := p.Type(); kind != "" && kind != "object" && kind != "array" && kind != "string" {
		words = append(words, kind)
	}
	for _, part := range p.parts {
		if len(part.Enum) > 0 {
			choices := schema.Texts(part.Enum...)
			for i, v := range choices {
				choices[i] = "`" + v + "`"
			}
			words = append(words, strings.Join(choices, ", "))
		}
		for _, bound := range [...]struct {
			words string
			value *big.Rat
		}{{"at least ", part.Minimum}, {"more than ", part.ExclusiveMinimum}, {"at most ", part.Maximum}} {
			if bound.value != nil {
				words = append(words, bound.words+limit(bound.value))
			}
		}
		if part.MaxLength > 0 {
			words = append(words, "at most "+strconv.Itoa(part.MaxLength)+" characters")
		}
		if part.Default != nil {
			rest = "; default `" + schema.Texts(part.Default)[0] + "`"
		}
	}
	return strings.TrimPrefix(strings.Join(words, ", ")+rest, "; ")
}
