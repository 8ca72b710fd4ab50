package fields

import (
	"slices"
	"strconv"
	"strings"

	"github.com/costplan/costplan/engine/document"
)

// Place is a value of a document with all that the schema says of it: more than
// one part may, since a plan adds to what holds for every deployment.
type Place struct {
	parts []*Schema
	node  *document.Node // as far as it is known; its conditions are read from it
}

// Def returns the place of a definition of the schema ("file", "deployment").
func (s *Schema) Def(name string, node *document.Node) Place {
	part := s.root.Defs[name]
	if part == nil {
		return Place{}
	}
	return Place{parts: []*Schema{part}, node: node}.expand()
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
		for _, property := range part.Properties {
			known := slices.ContainsFunc(list, func(f Field) bool { return f.Name == property.name })
			if known || property.schema.never || p.forbidden(property.name) {
				continue
			}
			list = append(list, Field{Name: property.name, Required: p.required(property.name), Place: p.Step(property.name)})
		}
	}
	return list
}

// Has reports whether the schema names a field of a mapping.
func (p Place) Has(name string) bool {
	return slices.ContainsFunc(p.parts, func(s *Schema) bool { return s.property(name) != nil })
}

func (p Place) required(name string) bool {
	return slices.ContainsFunc(p.parts, func(s *Schema) bool { return slices.Contains(s.Required, name) })
}

// forbidden reports whether a condition keeps a field out, or whether the field
// would keep out one that is there.
func (p Place) forbidden(name string) bool {
	for _, part := range p.parts {
		if s := part.property(name); s != nil && s.never {
			return true
		}
		if dependent := part.Dependent[name]; dependent != nil {
			for _, other := range dependent.Properties {
				if other.schema.never && p.node.Entry(other.name) != nil {
					return true
				}
			}
		}
	}
	return false
}

// Step returns the place of the value of a field.
func (p Place) Step(name string) Place {
	next := Place{}
	if p.node != nil {
		next.node = p.node.Get(name)
	}
	for _, part := range p.parts {
		if s := part.property(name); s != nil && !s.never {
			next.parts = append(next.parts, s)
		}
	}
	return next.expand()
}

// Item returns the place of an item of a list.
func (p Place) Item(node *document.Node) Place {
	next := Place{node: node}
	for _, part := range p.parts {
		if part.Items != nil {
			next.parts = append(next.parts, part.Items)
		}
	}
	return next.expand()
}

// expand adds what the parts refer to, and what their conditions lead to.
func (p Place) expand() Place {
	for i := 0; i < len(p.parts); i++ { // parts grow while they are read
		s := p.parts[i]
		if s.Ref != "" {
			p.parts = append(p.parts, s.target())
		}
		if s.If != nil {
			branch := s.Else
			if s.If.holds(p.node) {
				branch = s.Then
			}
			if branch != nil {
				p.parts = append(p.parts, branch)
			}
		}
		for name, dependent := range s.Dependent {
			if p.node.Entry(name) != nil {
				p.parts = append(p.parts, dependent)
			}
		}
	}
	return p
}

// holds reports whether a condition is met: fields that have to be there, and
// fields that, if they are there, have to have a value.
func (s *Schema) holds(n *document.Node) bool {
	for _, name := range s.Required {
		if n.Entry(name) == nil {
			return false
		}
	}
	for _, p := range s.Properties {
		if value := n.Get(p.name); value != nil && p.schema.Const != nil && value.Text != string(*p.schema.Const) {
			return false
		}
	}
	return true
}

// HasDefault reports whether the schema says what holds if the value is left out.
func (p Place) HasDefault() bool {
	return slices.ContainsFunc(p.parts, func(s *Schema) bool { return s.Default != nil })
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
// "object", "array", or "" where any will do.
func (p Place) Type() string {
	for _, part := range p.parts {
		if part.Type != "" {
			return string(part.Type)
		}
	}
	return ""
}

// Values are the values that the schema allows, or else gives as examples.
func (p Place) Values() []string {
	var list []string
	add := func(values ...text) {
		for _, v := range values {
			if !slices.Contains(list, string(v)) {
				list = append(list, string(v))
			}
		}
	}
	for _, part := range p.parts {
		add(part.Enum...)
		if part.Const != nil {
			add(*part.Const)
		}
	}
	if len(list) == 0 && p.Type() == "boolean" {
		return []string{"true", "false"}
	}
	for _, part := range p.parts {
		if len(list) == 0 || part.Default != nil {
			if part.Default != nil {
				add(*part.Default)
			}
			for _, example := range part.Examples {
				if part.Type != "number" && part.Type != "integer" || document.PlainKind(string(example)) == document.Number {
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
			choices := make([]string, len(part.Enum))
			for i, v := range part.Enum {
				choices[i] = "`" + string(v) + "`"
			}
			words = append(words, strings.Join(choices, ", "))
		}
		for _, limit := range [...]struct {
			words string
			value *text
		}{{"at least ", part.Minimum}, {"more than ", part.ExclusiveMinimum}, {"at most ", part.Maximum}} {
			if limit.value != nil {
				words = append(words, limit.words+string(*limit.value))
			}
		}
		if part.MaxLength > 0 {
			words = append(words, "at most "+strconv.Itoa(part.MaxLength)+" characters")
		}
		if part.Default != nil {
			rest = "; default `" + string(*part.Default) + "`"
		}
	}
	return strings.TrimPrefix(strings.Join(words, ", ")+rest, "; ")
}
