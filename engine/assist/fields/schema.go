// Package fields is what a deployment file may say, read from the JSON Schema
// that is published for editors: the fields of each place, in the order of the
// schema, with their descriptions, and which of them may stand there given what
// is there already. It knows the keywords that this schema uses and no model,
// price or text.
package fields

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/costplan/costplan/schema"
)

// Schema is one schema, or one part of it. All values are as they are typed into
// a file.
type Schema struct {
	Description      string             `json:"description"`
	Type             kind               `json:"type"` // "string", "integer", "number", "boolean", "object", "array" or ""
	Const            *text              `json:"const"`
	Enum             []text             `json:"enum"`
	Default          *text              `json:"default"`
	Examples         []text             `json:"examples"`
	Minimum          *text              `json:"minimum"`
	ExclusiveMinimum *text              `json:"exclusiveMinimum"`
	Maximum          *text              `json:"maximum"`
	MaxLength        int                `json:"maxLength"`
	Required         []string           `json:"required"`
	Properties       properties         `json:"properties"`
	Items            *Schema            `json:"items"`
	Ref              string             `json:"$ref"`
	If               *Schema            `json:"if"`
	Then             *Schema            `json:"then"`
	Else             *Schema            `json:"else"`
	Dependent        map[string]*Schema `json:"dependentSchemas"`
	Defs             map[string]*Schema `json:"$defs"`

	never bool // the schema `false`
	root  *Schema
}

// text is a JSON value as somebody types it: a string without its quotes.
type text string

func (t *text) UnmarshalJSON(data []byte) error {
	var s string
	if err := json.Unmarshal(data, &s); err == nil {
		*t = text(s)
		return nil
	}
	*t = text(data)
	return nil
}

// kind is a type; of several the first, which is how a value is best written.
type kind string

func (k *kind) UnmarshalJSON(data []byte) error {
	var several []string
	if err := json.Unmarshal(data, &several); err == nil && len(several) > 0 {
		*k = kind(several[0])
		return nil
	}
	return json.Unmarshal(data, (*string)(k))
}

// property is one field that a schema names.
type property struct {
	name   string
	schema *Schema
}

// properties keep the order of the schema, which is the order that people read.
type properties []property

func (p *properties) UnmarshalJSON(data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if _, err := decoder.Token(); err != nil {
		return err
	}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return err
		}
		name, ok := key.(string)
		if !ok {
			return errors.New("properties are no object")
		}
		var s Schema
		if err := decoder.Decode(&s); err != nil {
			return err
		}
		*p = append(*p, property{name, &s})
	}
	return nil
}

func (s *Schema) UnmarshalJSON(data []byte) error {
	if bytes.Equal(data, []byte("false")) {
		s.never = true
		return nil
	}
	type plain Schema
	return json.Unmarshal(data, (*plain)(s))
}

// Deployment reads the schema of deployment files.
func Deployment() (*Schema, error) {
	return read(schema.Deployment())
}

// read reads a schema and checks that every reference leads somewhere.
func read(source []byte) (*Schema, error) {
	root := &Schema{}
	if err := json.Unmarshal(source, root); err != nil {
		return nil, fmt.Errorf("schema of fields: %w", err)
	}
	return root, root.adopt(root)
}

// adopt tells every part of a schema where references start.
func (s *Schema) adopt(root *Schema) error {
	s.root = root
	if s.Ref != "" && s.target() == nil {
		return fmt.Errorf("schema of fields: there is no %s", s.Ref)
	}
	parts := []*Schema{s.Items, s.If, s.Then, s.Else}
	for _, p := range s.Properties {
		parts = append(parts, p.schema)
	}
	for _, named := range []map[string]*Schema{s.Dependent, s.Defs} {
		for _, part := range named {
			parts = append(parts, part)
		}
	}
	for _, part := range parts {
		if part == nil {
			continue
		}
		if err := part.adopt(root); err != nil {
			return err
		}
	}
	return nil
}

// target is the schema that a reference names, nil if there is none.
func (s *Schema) target() *Schema {
	return s.root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")]
}

// property returns the part of a schema for a field, nil if it names none.
func (s *Schema) property(name string) *Schema {
	for _, p := range s.Properties {
		if p.name == name {
			return p.schema
		}
	}
	return nil
}
