// Package schema holds the JSON Schemas that are a promise to users: of the
// files that costplan reads and of the results that it writes. Editors use the
// same texts as the engine does.
package schema

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

//go:embed *.schema.json
var files embed.FS

const extension = ".schema.json"

// Names returns the names of all schemas, sorted.
func Names() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil // an embedded folder can always be read
	}
	var names []string
	for _, entry := range entries {
		names = append(names, strings.TrimSuffix(entry.Name(), extension))
	}
	slices.Sort(names)
	return names
}

// Text returns the text of a schema by its name ("deployment"), byte for byte
// as it is published.
func Text(name string) ([]byte, error) {
	text, err := files.ReadFile(name + extension)
	if err != nil {
		return nil, fmt.Errorf("no schema is named %q: choose one of %s", name, strings.Join(Names(), ", "))
	}
	return text, nil
}

// Compile returns a schema. Nothing is ever fetched: a reference to another
// document is an error.
func Compile(name string) (*jsonschema.Schema, error) {
	text, err := Text(name)
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	compiler.ExtractAnnotations = true
	compiler.LoadURL = func(url string) (io.ReadCloser, error) {
		return nil, errors.New("schemas are never fetched: " + url)
	}
	url := "urn:costplan:schema:" + name + ":1"
	if err := compiler.AddResource(url, strings.NewReader(string(text))); err != nil {
		return nil, fmt.Errorf("schema %s: %w", name, err)
	}
	compiled, err := compiler.Compile(url)
	if err != nil {
		return nil, fmt.Errorf("schema %s: %w", name, err)
	}
	return compiled, nil
}
