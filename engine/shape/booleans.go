package shape

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// scalars looks over every value: those that a diagnostic was given for while
// reading are taken out of all further checks, and YAML 1.1 booleans are noted.
func (f *findings) scalars(n *document.Node, path string) {
	if n.Bad {
		f.broken[path] = true
		return
	}
	if _, ok := n.YAML11Boolean(); ok {
		if f.yesNo == nil {
			f.yesNo, f.wantBool = map[string]*document.Node{}, map[string]bool{}
		}
		f.yesNo[path] = n
	}
	for i, item := range n.Items {
		f.scalars(item, deployment.Pointer(path, strconv.Itoa(i)))
	}
	for i := range n.Entries {
		if key := n.Entries[i].Key.Text; !strings.HasPrefix(key, "x-") {
			f.scalars(n.Entries[i].Value, deployment.Pointer(path, key))
		}
	}
}

// booleans reports each YAML 1.1 boolean: where a boolean belongs the fix is to
// write one, elsewhere to put the text in quotes.
func (f *findings) booleans() {
	var paths []string
	for path := range f.yesNo {
		if !f.broken[path] || f.wantBool[path] {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	for _, path := range paths {
		n := f.yesNo[path]
		value, _ := n.YAML11Boolean()
		l := leaf{path: path, node: n}
		text := strconv.Quote(n.Text)
		if f.wantBool[path] {
			text = strconv.FormatBool(value)
		}
		f.add(diag.YAMLBoolean, l,
			fmt.Sprintf("%s is %t to readers of YAML 1.1 and the text %q to others", n.Text, value, n.Text),
			"write "+text, f.replace(l, text))
	}
}
