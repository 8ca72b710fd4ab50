package shape

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// scalars looks over every value that is not known to be right: those that a diagnostic was given for while
// reading are taken out of all further checks, and YAML 1.1 booleans are noted.
func (f *findings) scalars(n *document.Node, path string) {
	if n.Bad {
		f.broken[path] = true
		return
	}
	if _, ok := n.YAML11Boolean(); ok {
		if f.yesNo == nil {
			f.yesNo = map[string]*document.Node{}
		}
		f.yesNo[path] = n
	}
	for i, item := range n.Items {
		if f.right[item] {
			continue
		}
		f.scalars(item, deployment.Pointer(path, strconv.Itoa(i)))
	}
	for i := range n.Entries {
		if key := n.Entries[i].Key.Text; !strings.HasPrefix(key, "x-") {
			f.scalars(n.Entries[i].Value, deployment.Pointer(path, key))
		}
	}
}

// booleans reports the YAML 1.1 booleans that stand where text belongs.
func (f *findings) booleans() {
	for _, path := range slices.Sorted(maps.Keys(f.yesNo)) {
		if !f.broken[path] {
			f.boolean(path, f.yesNo[path], false)
		}
	}
}

// boolean reports a YAML 1.1 boolean: where a boolean belongs the fix is to
// write one, elsewhere to put the text in quotes.
func (f *findings) boolean(path string, n *document.Node, wanted bool) {
	value, _ := n.YAML11Boolean()
	l := leaf{path: path, node: n}
	text := strconv.Quote(n.Text)
	if wanted {
		text = strconv.FormatBool(value)
	}
	f.add(diag.YAMLBoolean, l,
		fmt.Sprintf("%s is %t to readers of YAML 1.1 and the text %q to others", n.Text, value, n.Text),
		"write "+text, f.replace(l, text))
}
