package edit

import (
	"fmt"

	"github.com/costplan/costplan/engine/document"
)

// Refusal is why a change was not made, and what to do instead.
type Refusal struct {
	Message string
	Help    string
}

func (r *Refusal) Error() string {
	if r.Help == "" {
		return r.Message
	}
	return r.Message + ": " + r.Help
}

// asText is the way out that always exists.
const asText = "change it in the text"

// unlike refuses a change whose place is written in a way that this package
// does not know how to change.
func unlike(path string) *Refusal {
	return &Refusal{
		Message: fmt.Sprintf("%s is written in a way that cannot be changed here without changing what else the file says", name(path)),
		Help:    asText,
	}
}

// elsewhere refuses a change within an alias.
func (t *Text) elsewhere(path string, n *document.Node) *Refusal {
	return t.elsewhereUsed(path, n, "is an alias: it", "write its fields out here")
}

// merged refuses a change of what a merge key brings in.
func (t *Text) merged(path string, n *document.Node) *Refusal {
	return t.elsewhereUsed(path, n, "comes in through the merge key << and", "write it out here")
}

func (t *Text) elsewhereUsed(path string, n *document.Node, how, instead string) *Refusal {
	return &Refusal{
		Message: fmt.Sprintf("%s %s is written on line %d, where others use it too", name(path), how, t.src.Position(n.Start).Line),
		Help:    "change it there in the text, or " + instead,
	}
}

// name is how a message calls a place: by its last key, with the items above it.
func name(path string) string {
	steps := split(path)
	for i := len(steps) - 1; i >= 0; i-- {
		if _, ok := index(steps[i]); !ok {
			if i == len(steps)-1 {
				return steps[i]
			}
			return fmt.Sprintf("item %s of %s", steps[i+1], steps[i])
		}
	}
	return "the document"
}
