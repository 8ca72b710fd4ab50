package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// Compiled is a schema that is ready to validate, with what the engine needs to
// explain what it finds.
type Compiled struct {
	id    string
	parts map[string]*jsonschema.Schema // by location
	names map[string][]string           // of the properties of a part in the order of the text, by location
}

// The schemas that the engine reads. Each is compiled once, when it is first used.
var (
	deploymentOnce = once("deployment", &deployment)
	overlayOnce    = once("overlay", &overlay)
	projectOnce    = once("project", &project)
	catalogOnce    = once("catalog", &catalog)
)

// Deployment is the schema of deployment files.
func Deployment() *Compiled { return deploymentOnce() }

// Overlay is the schema of overlays.
func Overlay() *Compiled { return overlayOnce() }

// Project is the schema of a project's settings.
func Project() *Compiled { return projectOnce() }

// Catalog is the schema of a region's price list.
func Catalog() *Compiled { return catalogOnce() }

// once returns a function that compiles a schema when it is first called. It
// panics if the embedded text is no schema: a test compiles all of them.
func once(name string, text *[]byte) func() *Compiled {
	return sync.OnceValue(func() *Compiled {
		root, err := compile(ID(name), map[string][]byte{name: *text})
		if err != nil {
			panic(err)
		}
		c := &Compiled{id: ID(name), parts: map[string]*jsonschema.Schema{}, names: map[string][]string{}}
		c.add(root)
		if err := c.order(json.NewDecoder(bytes.NewReader(*text)), c.id+"#"); err != nil {
			panic(err)
		}
		return c
	})
}

// At returns the part that a JSON pointer leads to, such as "/$defs/deployment";
// "" is the whole schema. It returns nil if no validation can lead there.
func (c *Compiled) At(pointer string) *jsonschema.Schema { return c.parts[c.id+"#"+pointer] }

// Violation is one keyword that a value does not satisfy.
type Violation struct {
	Keyword  string             // "type"; "" where the schema allows no value
	Schema   *jsonschema.Schema // that the keyword is in
	Instance string             // JSON pointer of the value, as the library escapes it
}

// Violations returns the keywords that a value does not satisfy, without those
// that only lead to others. Those at one value are in the order of validation.
func (c *Compiled) Violations(part *jsonschema.Schema, value any) []Violation {
	var broken *jsonschema.ValidationError
	if !errors.As(part.Validate(value), &broken) {
		return nil
	}
	var list []Violation
	var collect func(*jsonschema.ValidationError)
	collect = func(e *jsonschema.ValidationError) {
		for _, cause := range e.Causes {
			collect(cause)
		}
		if len(e.Causes) > 0 {
			return
		}
		at := Violation{Schema: c.parts[e.AbsoluteKeywordLocation], Instance: e.InstanceLocation}
		if at.Schema == nil {
			cut := strings.LastIndexByte(e.AbsoluteKeywordLocation, '/')
			at.Schema, at.Keyword = c.parts[e.AbsoluteKeywordLocation[:cut]], e.AbsoluteKeywordLocation[cut+1:]
		}
		list = append(list, at)
	}
	collect(broken)
	return list
}

// Properties returns the names of the properties of a part, in the order of the
// text of the schema.
func (c *Compiled) Properties(part *jsonschema.Schema) []string { return c.names[part.Location] }

// add takes in a part and all parts that it leads to.
func (c *Compiled) add(part *jsonschema.Schema) {
	if part == nil || c.parts[part.Location] != nil {
		return
	}
	c.parts[part.Location] = part
	for _, next := range [...]*jsonschema.Schema{part.Ref, part.If, part.Then, part.Else, part.Items2020} {
		c.add(next)
	}
	for _, next := range part.Properties {
		c.add(next)
	}
	for _, next := range part.PatternProperties {
		c.add(next)
	}
	for _, next := range part.DependentSchemas {
		c.add(next)
	}
	if next, ok := part.AdditionalProperties.(*jsonschema.Schema); ok {
		c.add(next)
	}
}

// order reads a value of the text and notes the keys of each "properties". The
// library keeps properties in a map.
func (c *Compiled) order(text *json.Decoder, location string) error {
	token, err := text.Token()
	if err != nil {
		return err
	}
	parent, isProperties := strings.CutSuffix(location, "/properties")
	for i := 0; text.More() && (token == json.Delim('{') || token == json.Delim('[')); i++ {
		step := fmt.Sprint(i)
		if token == json.Delim('{') {
			key, err := text.Token()
			if err != nil {
				return err
			}
			step = fmt.Sprint(key)
			if isProperties {
				c.names[parent] = append(c.names[parent], step)
			}
		}
		if err := c.order(text, location+"/"+step); err != nil {
			return err
		}
	}
	if _, isDelim := token.(json.Delim); isDelim {
		_, err = text.Token()
	}
	return err
}

// Compile compiles the part of a schema that a JSON pointer leads to; "" is the
// whole schema, which is named as Names has it. It may refer to another of ours.
// Nothing is ever fetched: any other reference is an error.
func Compile(name, pointer string) (*jsonschema.Schema, error) {
	if _, err := Text(name); err != nil {
		return nil, err
	}
	texts := map[string][]byte{}
	for _, name := range Names() {
		text, err := Text(name)
		if err != nil {
			return nil, err
		}
		texts[name] = text
	}
	url := ID(name)
	if pointer != "" {
		url += "#" + pointer
	}
	return compile(url, texts)
}

func compile(url string, texts map[string][]byte) (*jsonschema.Schema, error) {
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	compiler.ExtractAnnotations = true
	compiler.LoadURL = func(id string) (io.ReadCloser, error) {
		return nil, errors.New("schemas are never fetched: " + id)
	}
	for name, text := range texts {
		if err := compiler.AddResource(ID(name), bytes.NewReader(text)); err != nil {
			return nil, fmt.Errorf("schema %s: %w", name, err)
		}
	}
	compiled, err := compiler.Compile(url)
	if err != nil {
		return nil, fmt.Errorf("schema %s: %w", url, err)
	}
	return compiled, nil
}

// ID returns the $id of a schema by its name, "urn:costplan:schema:deployment:1".
func ID(name string) string { return "urn:costplan:schema:" + name + ":1" }

// Texts returns values of a schema as somebody types them: texts without quotes.
func Texts(values ...any) []string {
	var list []string
	for _, value := range values {
		if text, ok := value.(string); ok {
			list = append(list, text)
		} else if text, err := json.Marshal(value); err == nil {
			list = append(list, string(text))
		}
	}
	return list
}
