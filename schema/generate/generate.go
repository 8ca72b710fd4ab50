// Package generate makes the JSON Schema of a result from the Go type that is
// written as JSON. The type says which fields there are, the comments say what they
// mean. Only tests import it: no program carries the library behind it.
package generate

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"strings"

	"github.com/invopop/jsonschema"
)

// Generator makes schemas.
type Generator struct {
	Root   fs.FS  // the repository, whose comments become descriptions
	Module string // import path of Root
	// More is JSON Schema text for what a Go type cannot say. It holds besides the
	// fields of a struct; for a type that writes its own JSON, it is all there is.
	More map[reflect.Type]string
	// Name names the definition of a type. Without it, that is the type's name without
	// the result's before it and "Result" behind it.
	Name func(reflect.Type) string
	// Also are types that get a definition though no field is of them.
	Also []reflect.Type

	packages map[string]*source // by import path
}

// Schema returns the text of the schema of a result. Its description is the comment
// of the type if it is empty. Every named type is a definition, a pointer may be
// null, constants of a type are the values that it has, and a field is required
// unless it is tagged omitempty.
func (g *Generator) Schema(id, name, description string, result reflect.Type) ([]byte, error) {
	if g.packages == nil {
		g.packages = map[string]*source{}
	}
	s := &schema{Generator: g, name: name, types: map[string]reflect.Type{}, simple: jsonschema.Definitions{}}
	text, err := s.text(id, description, result)
	if s.err != nil {
		err = s.err
	}
	if err != nil {
		return nil, fmt.Errorf("schema %s: %w", name, err)
	}
	return text, nil
}

// schema is one that is being made.
type schema struct {
	*Generator
	name   string
	types  map[string]reflect.Type // of definitions, by their names
	simple jsonschema.Definitions  // of the types that are no structs
	err    error                   // the first: the library takes none
}

func (s *schema) fail(format string, a ...any) {
	if s.err == nil {
		s.err = fmt.Errorf(format, a...)
	}
}

// text reflects a type and completes what the library makes of it.
func (s *schema) text(id, description string, result reflect.Type) ([]byte, error) {
	reflector := jsonschema.Reflector{
		Anonymous: true, ExpandedStruct: true,
		Namer: s.named, Mapper: s.mapped, LookupComment: s.comment,
	}
	root := reflector.ReflectFromType(result)
	definitions := root.Definitions
	reflector.ExpandedStruct = false
	for _, t := range s.Also {
		maps.Copy(definitions, reflector.ReflectFromType(t).Definitions)
	}
	for name, t := range s.types {
		if definition := definitions[name]; definition != nil {
			s.complete(definition, t)
		}
	}
	s.complete(root, result)
	maps.Copy(definitions, s.simple)

	type fields jsonschema.Schema // without its method, which would write no more than them
	description = cmp.Or(description, root.Description)
	root.Version, root.Description, root.Definitions = "", "", nil
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(struct {
		Version     string `json:"$schema"`
		ID          string `json:"$id"`
		Title       string `json:"title"`
		Description string `json:"description"`
		*fields
		Definitions jsonschema.Definitions `json:"$defs,omitempty"`
	}{jsonschema.Version, id, "costplan " + s.name, description, (*fields)(root), definitions})
	plain := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&")
	return []byte(plain.Replace(out.String())), err
}

// named is the name of a type's definition. Two types of one name are an error.
func (s *schema) named(t reflect.Type) string {
	if t.PkgPath() == "" {
		return ""
	}
	name := ""
	if s.Name != nil {
		name = s.Name(t)
	} else {
		short := strings.TrimSuffix(t.Name(), "Result")
		if rest, ok := strings.CutPrefix(short, s.name); ok && rest != "" && strings.ToLower(rest[:1]) != rest[:1] {
			short = rest
		}
		name = strings.ReplaceAll(jsonschema.ToSnakeCase(short), "-", "_")
	}
	if other := s.types[name]; other != nil && other != t {
		s.fail("%s and %s have the same name", other, t)
	}
	s.types[name] = t
	return name
}

// mapped refers to the definition of a named type that is no struct, or that
// writes its own JSON. The library would repeat it in every place.
func (s *schema) mapped(t reflect.Type) *jsonschema.Schema {
	own := t.Implements(reflect.TypeFor[json.Marshaler]()) && s.More[t] != ""
	if !own && (!strings.HasPrefix(t.PkgPath(), s.Module) || t.Kind() == reflect.Struct) {
		return nil
	}
	name := s.named(t)
	if s.simple[name] == nil {
		definition := &jsonschema.Schema{}
		if own {
			s.read(definition, t)
		} else {
			definition = new(jsonschema.Reflector).ReflectFromType(underlying(t))
			s.of(t.PkgPath()).describe(definition, t.Name())
		}
		definition.Version, definition.Description = "", cmp.Or(s.comment(t, ""), definition.Description)
		s.simple[name] = definition
	}
	return &jsonschema.Schema{Ref: "#/$defs/" + name}
}

// underlying is the type that a named one is made of.
func underlying(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Slice {
		return reflect.SliceOf(t.Elem())
	}
	for _, basic := range [...]reflect.Type{reflect.TypeFor[string](), reflect.TypeFor[int]()} {
		if basic.Kind() == t.Kind() {
			return basic
		}
	}
	return t
}

// complete says which fields may be null, adds what else holds, and refuses a field
// that nothing describes.
func (s *schema) complete(definition *jsonschema.Schema, t reflect.Type) {
	for _, field := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Anonymous && name == "" {
			s.more(definition, field.Type)
		}
		property, ok := definition.Properties.Get(name)
		if ok && property.Description == "" && property.Ref == "" && property.OneOf == nil {
			s.fail("field %s of %s has no comment", field.Name, t)
		}
		if !ok || field.Type.Kind() != reflect.Pointer || strings.Contains(options, "omitempty") {
			continue
		}
		description := property.Description
		property.Description = ""
		definition.Properties.Set(name, &jsonschema.Schema{Description: description, AnyOf: []*jsonschema.Schema{property, {Type: "null"}}})
	}
	s.more(definition, t)
}

// more adds the text of a type to its definition.
func (s *schema) more(definition *jsonschema.Schema, t reflect.Type) {
	if s.More[t] != "" {
		also := &jsonschema.Schema{}
		s.read(also, t)
		if len(also.AllOf) > 0 {
			definition.AllOf = append(definition.AllOf, also.AllOf...)
			return
		}
		definition.AllOf = append(definition.AllOf, also)
	}
}

// read reads the text of a type.
func (s *schema) read(definition *jsonschema.Schema, t reflect.Type) {
	if err := json.Unmarshal([]byte(s.More[t]), definition); err != nil {
		s.fail("what is said of %s: %w", t, err)
	}
}
