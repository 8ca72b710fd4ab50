package files

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// Walkable reports whether Find looks at a file below a folder that it walks,
// given by its path from there with slashes.
func Walkable(below string) bool {
	folders, name := path.Split(below)
	return hasOurExtension(name) && !slices.ContainsFunc(strings.Split(strings.TrimSuffix(folders, "/"), "/"), skipped)
}

// Ours reports whether a text of a walked folder looks like a deployment file.
func Ours(data []byte) bool { return bytes.Contains(data, []byte(mark)) }
