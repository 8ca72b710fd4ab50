// Package compiled makes schemas ready for a general library, which knows every
// keyword and reads any schema. It is what tests hold results, and the engine's
// own reading of a schema, against. No program has it: it is far larger than what
// it would be needed for, and takes longer to start than all the rest.
package compiled

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/costplan/costplan/schema"
)

// Schema compiles a schema by its name. It may refer to another of ours; nothing
// is ever fetched: any other reference is an error.
func Schema(name string) (*jsonschema.Schema, error) { return At(name, "") }

// At compiles the part of a schema that a JSON pointer leads to.
func At(name, pointer string) (*jsonschema.Schema, error) {
	if _, err := schema.Text(name); err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	compiler.ExtractAnnotations = true
	compiler.LoadURL = load
	url := ID(name)
	if pointer != "" {
		url += "#" + pointer
	}
	compiled, err := compiler.Compile(url)
	if err != nil {
		return nil, fmt.Errorf("schema %s: %w", name, err)
	}
	return compiled, nil
}

// load returns the text of a schema by its $id.
func load(id string) (io.ReadCloser, error) {
	name, ours := nameOf(id)
	if !ours {
		return nil, errors.New("schemas are never fetched: " + id)
	}
	text, err := schema.Text(name)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(text)), nil
}

// The parts of a schema's $id around its name.
const (
	urn     = "urn:costplan:schema:"
	version = ":1"
)

// ID returns the $id of a schema by its name, "urn:costplan:schema:deployment:1".
func ID(name string) string { return urn + name + version }

// nameOf returns the name of a schema by its $id; ok is false for what is none
// of ours.
func nameOf(id string) (name string, ok bool) {
	name, ours := strings.CutPrefix(strings.TrimSuffix(id, version), urn)
	return name, ours && ID(name) == id
}
