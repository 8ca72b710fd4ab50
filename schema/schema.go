// Package schema holds the JSON Schemas that are a promise to users: of the
// files that costplan reads and of the results that it writes. Editors use the
// same texts as the engine does, and one library, which is the authority on what they
// say, validates everywhere.
package schema

import (
	"embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed *.schema.json
var files embed.FS

// What the engine reads stands by itself too, so that a program which reads no
// other schema does not carry them all.
var (
	//go:embed deployment.schema.json
	deployment []byte
	//go:embed project.schema.json
	project []byte
	//go:embed overlay.schema.json
	overlay []byte
	//go:embed catalog.schema.json
	catalog []byte
)

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
