package files

import (
	"bytes"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/costplan/costplan/engine/suggest"
)

// Walkable reports whether Find looks at a file below a folder that it walks,
// given by its path from there with slashes.
func Walkable(below string) bool {
	folders, name := path.Split(below)
	return hasOurExtension(name) && !slices.ContainsFunc(strings.Split(strings.TrimSuffix(folders, "/"), "/"), skipped)
}

// mark is the word that every deployment file has: the only field that all of
// its shapes share.
const mark = "model_name"

// Ours reports whether a text of a walked folder looks like a deployment file: it
// has the one field that all have, or a slip of it beside another of ours.
func Ours(data []byte) bool {
	return bytes.Contains(data, []byte(mark)) || nearlyOurs(data)
}

// key is a key of YAML or JSON of the length that ours have, or nearly so.
var key = regexp.MustCompile(`(?m)^[ \t{["'-]*([A-Za-z_-]{3,14})["']?[ \t]*:`)

// nearlyOurs reports whether a text has a plan, and a slip of model_name or a list
// of deployments.
func nearlyOurs(data []byte) bool {
	if !bytes.Contains(data, []byte("plan")) {
		return false
	}
	plan, near := false, false
	for _, found := range key.FindAllSubmatch(data, -1) {
		name := string(found[1])
		if name == "plan" {
			plan = true
		} else if _, _, ok := suggest.Near(name, []string{mark, "deployments"}); ok {
			near = true
		}
		if plan && near {
			return true
		}
	}
	return false
}

// named are the names that the hooks match: what a file of such a name holds is
// meant to be deployments.
var named = regexp.MustCompile(`(^|/)costplan([-_.][^/]*)?\.(ya?ml|json)$|[^/]\.costplan\.(ya?ml|json)$|(^|/)costplan/.*\.(ya?ml|json)$`)

// Named reports whether a file has a name that the hooks match: as it is called, or
// below a folder in which it was found.
func (f File) Named() bool {
	return Named(f.Name) || slices.ContainsFunc(f.Folders, func(folder string) bool {
		below, err := filepath.Rel(folder, filepath.FromSlash(f.Name))
		return err == nil && Named(filepath.ToSlash(below))
	})
}

// Counts is the rule for a file that was only found in a folder: it counts by its
// name, or by what is in it. foreign tells whether nothing in it has one of our
// shapes; before it has been checked it is false.
func (f File) Counts(data []byte, foreign bool) bool {
	return f.Named() || !foreign && Ours(data)
}

// Named reports whether a file is a deployment file by its name, as a result calls
// it. Of a path from elsewhere only the name counts, since a folder above may be
// called costplan by chance.
func Named(name string) bool {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		name = path.Base(name)
	}
	return named.MatchString(name)
}
