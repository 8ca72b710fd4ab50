package document

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/costplan/costplan/engine/diag"
)

// Tags name the type of a value. Only those of plain data mean something here;
// an editor or another tool that knows !Ref would read another document.

// collectionTag reports a tag of a mapping or list that says something else.
func (r *yamlReader) collectionTag(n *yaml.Node, node *Node, tag span) {
	if string(r.text[tag.start:tag.end]) == "!" || n.Tag == "!!map" && node.Kind == Mapping || n.Tag == "!!seq" && node.Kind == Sequence {
		return
	}
	r.unsupportedTag(node, tag)
}

// taggedScalar gives a scalar the type of its tag, if its text has that type.
func (r *yamlReader) taggedScalar(node *Node, tag span, name string, isKey bool) {
	kind, tooLong := plainKind(node.Text)
	fits := true
	switch {
	case string(r.text[tag.start:tag.end]) == "!": // "not to be interpreted"
		return
	case name == "!!str" || name == "!!timestamp" || name == "!!merge":
		return
	case name == "!!int":
		fits = kind == Number && !strings.ContainsAny(node.Text, ".eE")
	case name == "!!float":
		fits = kind == Number
	case name == "!!bool":
		fits = kind == Bool
	case name == "!!null":
		fits = kind == Null
	default:
		r.unsupportedTag(node, tag)
		return
	}
	switch {
	case isKey:
	case !fits:
		node.Bad = true
		r.problem(diag.Syntax, node.Start, node.End,
			fmt.Sprintf("the tag %s does not fit the value %s", r.text[tag.start:tag.end], quoted(node.Text)),
			"remove the tag")
	default:
		node.Kind = kind
		if kind == Bool {
			node.Text = strings.ToLower(node.Text)
		}
		if tooLong {
			r.numberTooLong(node)
		}
	}
}

// unsupportedTag reports a tag that no plain data has.
func (r *yamlReader) unsupportedTag(node *Node, tag span) {
	node.Bad = true
	r.problem(diag.Syntax, tag.start, tag.end,
		fmt.Sprintf("tags such as %s are not supported", quoted(string(r.text[tag.start:tag.end]))),
		"remove the tag and write the value itself, in quotes if it is text")
}
