package shape

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
)

// leaf is one violation of one keyword at one place.
type leaf struct {
	keyword string           // "type"; empty where a schema allows nothing
	schema  *keywords        // that the keyword stands in
	path    string           // JSON pointer of the value
	steps   []string         // the pointer's steps, unescaped
	node    *document.Node   // the value
	parents []*document.Node // from the root to the value's parent
}

// second is a second look at a document: it finds everything that a schema has
// against it. A value that was reported before is nothing (null) to it, and what
// a schema has against that is passed over.
type second struct {
	root   *keywords
	leaves []leaf
}

// holds reports whether a value is right, and takes in what breaks the schema. A
// value of the wrong type breaks nothing else.
func (s *second) holds(k *keywords, at leaf) bool {
	if k.never {
		return s.broken(k, "", at)
	}
	if k.kind != "" && (at.node.Bad || !k.isKind(at.node) || k.kind == "integer" && at.node.Kind == document.Number && !isWhole(at.node)) {
		return s.broken(k, "type", at)
	}
	right := true
	check := func(keyword string, ok bool) {
		if !ok {
			right = s.broken(k, keyword, at)
		}
	}
	check("const", k.constant == nil || !at.node.Bad && isConst(k.constant, at.node))
	check("enum", k.enum == nil || at.node.Kind == document.String && !at.node.Bad && slices.Contains(k.enum, at.node.Text))
	if !at.node.Bad {
		switch at.node.Kind {
		case document.Mapping:
			s.mapping(k, at, check)
			right = s.fields(k, at) && right
		case document.Sequence:
			check("minItems", len(at.node.Items) >= k.minItems)
			check("uniqueItems", !k.uniqueItems || !repeats(at.node.Items))
			right = s.items(k, at) && right
		case document.String:
			length := utf8.RuneCountInString(at.node.Text)
			check("minLength", length >= k.minLength)
			check("maxLength", k.maxLength == 0 || length <= k.maxLength)
			check("pattern", k.pattern == nil || k.pattern.MatchString(at.node.Text))
		case document.Number:
			s.number(k, at, check)
		}
	}
	if k.ref != "" {
		right = s.holds(k.target(s.root), at) && right
	}
	if k.condition != nil {
		right = s.branch(k, at) && right
	}
	return right
}

// broken takes in a violation. It returns false: the value is not right.
func (s *second) broken(k *keywords, keyword string, at leaf) bool {
	if !at.node.Bad {
		at.keyword, at.schema = keyword, k
		s.leaves = append(s.leaves, at)
	}
	return false
}

// branch holds a value against what a condition leads to.
func (s *second) branch(k *keywords, at leaf) bool {
	condition := second{root: s.root}
	branch := k.otherwise
	if condition.holds(k.condition, at) {
		branch = k.then
	}
	return branch == nil || s.holds(branch, at)
}

func (s *second) mapping(k *keywords, at leaf, check func(string, bool)) {
	check("minProperties", len(at.node.Entries) >= k.minProperties)
	check("required", !slices.ContainsFunc(k.required, func(name string) bool { return at.node.Entry(name) == nil }))
	if k.additional != nil && k.additional.never {
		check("additionalProperties", !slices.ContainsFunc(at.node.Entries, func(e document.Entry) bool { return !k.knows(e.Key.Text) }))
	}
}

// knows reports whether a mapping may have a field of this name without it being
// an additional one.
func (k *keywords) knows(name string) bool {
	return k.properties[name] != nil || k.patterned(name) != nil
}

// fields holds the values of a mapping against what is said of each.
func (s *second) fields(k *keywords, at leaf) bool {
	right := true
	for i := range at.node.Entries {
		name := at.node.Entries[i].Key.Text
		part := k.properties[name]
		if part == nil {
			part = k.patterned(name)
		}
		if part == nil && k.additional != nil && !k.additional.never {
			part = k.additional
		}
		if part != nil {
			right = s.holds(part, at.into(name, at.node.Entries[i].Value)) && right
		}
	}
	for _, d := range k.dependent {
		if at.node.Entry(d.field) != nil {
			right = s.holds(d.then, at) && right
		}
	}
	return right
}

func (s *second) items(k *keywords, at leaf) bool {
	right := true
	for i, item := range at.node.Items {
		if k.items != nil {
			right = s.holds(k.items, at.into(strconv.Itoa(i), item)) && right
		}
	}
	return right
}

func (s *second) number(k *keywords, at leaf, check func(string, bool)) {
	value, err := money.ParseDecimal(at.node.Text)
	if err != nil {
		return // has been reported
	}
	check("minimum", k.minimum == nil || value.GreaterThanOrEqual(*k.minimum))
	check("exclusiveMinimum", k.above == nil || value.GreaterThan(*k.above))
	check("maximum", k.maximum == nil || value.LessThanOrEqual(*k.maximum))
}

// isWhole reports whether a number has no fraction.
func isWhole(n *document.Node) bool {
	value, err := money.ParseDecimal(n.Text)
	return err == nil && value.IsInteger()
}

// into is the place of a value within the value of a place.
func (l leaf) into(step string, node *document.Node) leaf {
	return leaf{
		path: deployment.Pointer(l.path, step), node: node,
		steps:   append(slices.Clip(l.steps), step),
		parents: append(slices.Clip(l.parents), l.node),
	}
}
