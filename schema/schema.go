// Package schema holds the JSON Schemas that are a promise to users: of the
// files that costplan reads and of the results that it writes. Editors use the
// same texts as the engine does.
package schema

import (
	"bytes"
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

// Compile returns a schema. A schema may refer to another of ours by its name;
// nothing is ever fetched: any other reference is an error.
func Compile(name string) (*jsonschema.Schema, error) {
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	compiler.ExtractAnnotations = true
	compiler.LoadURL = load
	if _, err := Text(name); err != nil {
		return nil, err
	}
	compiled, err := compiler.Compile(urn + name + version)
	if err != nil {
		return nil, fmt.Errorf("schema %s: %w", name, err)
	}
	return compiled, nil
}

// The parts of a schema's $id around its name.
const (
	urn     = "urn:costplan:schema:"
	version = ":1"
)

// load returns the text of a schema by its $id.
func load(id string) (io.ReadCloser, error) {
	name, ours := strings.CutPrefix(strings.TrimSuffix(id, version), urn)
	if !ours {
		return nil, errors.New("schemas are never fetched: " + id)
	}
	text, err := Text(name)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(text)), nil
}
