package shape

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/document"
)

// keywords is a schema, or a part of one, as it is written. It knows the keywords
// that our schemas have and refuses all others. A general library for schemas is
// what it is held against, by a fuzz test: the library compiles a schema and
// builds a value for each document, which takes longer than all the rest of a
// check, and is larger than all the rest of the engine.
type keywords struct {
	where         string // JSON pointer within the schema, "/$defs/deployment"
	never         bool   // the schema `false`
	ref           string
	defs          map[string]*keywords
	kind          string // keyword "type"
	orText        bool   // text, of a pattern, is as good
	constant      any    // nil if there is none
	enum          []string
	required      []string
	properties    map[string]*keywords
	few           []property           // the properties, if there are few and nothing is said of other keys
	prefixes      map[string]*keywords // patternProperties "^PREFIX"
	additional    *keywords
	names         []string // of properties, sorted
	minProperties int
	items         *keywords
	minItems      int
	uniqueItems   bool
	minimum       *decimal.Decimal
	above         *decimal.Decimal // exclusiveMinimum
	maximum       *decimal.Decimal
	minLength     int
	maxLength     int // 0 if there is none
	pattern       *regexp.Regexp
	condition     *keywords // keyword "if"
	then          *keywords
	otherwise     *keywords // keyword "else"
	dependent     []dependent
	examples      []any
}

// dependent is what a mapping has to be if it has a field.
type dependent struct {
	field string
	then  *keywords
}

// property is a key with the schema of its value.
type property struct {
	key    string
	schema *keywords
}

// mostFew is how many properties are sooner looked for in a mapping than the
// keys of the mapping among the properties. Conditions have few.
const mostFew = 4

// at returns the part of a schema at a place: "" or "/$defs/NAME".
func (k *keywords) at(place string) *keywords {
	if name, ok := strings.CutPrefix(place, "/$defs/"); ok {
		return k.defs[name]
	}
	return k
}

// target returns the part of a schema that a part refers to, or the part itself.
func (k *keywords) target(root *keywords) *keywords {
	if k.ref == "" {
		return k
	}
	return root.at(strings.TrimPrefix(k.ref, "#"))
}

// accepts is a first look: it reports whether a value is right for certain. Most
// documents are, and it takes no memory. What was reported before, and what may be
// a boolean, is left to a second look.
func (k *keywords) accepts(root *keywords, n *document.Node) bool {
	if _, yesNo := n.YAML11Boolean(); yesNo || k.never || n.Bad {
		return false
	}
	if k.ref != "" && !k.target(root).accepts(root, n) {
		return false
	}
	if k.kind != "" && !k.isKind(n) {
		return false
	}
	if k.constant != nil && !isConst(k.constant, n) || k.enum != nil && (n.Kind != document.String || !slices.Contains(k.enum, n.Text)) {
		return false
	}
	switch n.Kind {
	case document.Mapping:
		if !k.acceptsMapping(root, n) {
			return false
		}
	case document.Sequence:
		if len(n.Items) < k.minItems || k.uniqueItems && repeats(n.Items) {
			return false
		}
		if k.items != nil && slices.ContainsFunc(n.Items, func(item *document.Node) bool { return !k.items.accepts(root, item) }) {
			return false
		}
	case document.Number:
		if !k.acceptsNumber(n) {
			return false
		}
	case document.String:
		if !k.acceptsText(n) {
			return false
		}
	}
	return k.acceptsCondition(root, n)
}

func (k *keywords) acceptsCondition(root *keywords, n *document.Node) bool {
	if k.condition == nil {
		return true
	}
	branch := k.otherwise
	if k.condition.accepts(root, n) {
		branch = k.then
	}
	return branch == nil || branch.accepts(root, n)
}

func (k *keywords) acceptsMapping(root *keywords, n *document.Node) bool {
	for _, key := range k.required {
		if n.Entry(key) == nil {
			return false
		}
	}
	if len(n.Entries) < k.minProperties {
		return false
	}
	for _, p := range k.few {
		if value := n.Get(p.key); value != nil && !p.schema.accepts(root, value) {
			return false
		}
	}
	for i := 0; i < len(n.Entries) && k.few == nil; i++ {
		entry := &n.Entries[i]
		schema := k.properties[entry.Key.Text]
		if schema == nil {
			schema = k.additional
			if part := k.patterned(entry.Key.Text); part != nil {
				schema = part
			}
		}
		if schema != nil && !schema.accepts(root, entry.Value) {
			return false
		}
	}
	for _, d := range k.dependent {
		if n.Entry(d.field) != nil && !d.then.accepts(root, n) {
			return false
		}
	}
	return true
}

// patterned returns the schema for keys with a prefix, or nil.
func (k *keywords) patterned(key string) *keywords {
	for prefix, schema := range k.prefixes {
		if strings.HasPrefix(key, prefix) {
			return schema
		}
	}
	return nil
}

// isKind reports whether a value has the type of a schema.
func (k *keywords) isKind(n *document.Node) bool {
	return isType(k.kind, n) || k.orText && n.Kind == document.String
}

func isType(name string, n *document.Node) bool {
	switch name {
	case "object":
		return n.Kind == document.Mapping
	case "array":
		return n.Kind == document.Sequence
	case "string":
		return n.Kind == document.String
	case "boolean":
		return n.Kind == document.Bool
	case "number", "integer":
		return n.Kind == document.Number
	}
	return false
}

// repeats reports whether a list of texts has one twice. With anything else in
// it, the list is wrong already: none of ours may repeat other things.
func repeats(items []*document.Node) bool {
	seen := map[string]bool{}
	for _, item := range items {
		if item.Kind != document.String {
			return false
		}
		seen[item.Text] = true
	}
	return len(seen) < len(items)
}

// isConst reports whether a value is a text or a number that is given.
func isConst(constant any, n *document.Node) bool {
	switch c := constant.(type) {
	case string:
		return n.Kind == document.String && n.Text == c
	case json.Number:
		want, err := money.ParseDecimal(c.String())
		got, gotErr := money.ParseDecimal(n.Text)
		return n.Kind == document.Number && err == nil && gotErr == nil && got.Equal(want)
	}
	return false
}

func (k *keywords) acceptsNumber(n *document.Node) bool {
	if k.kind == "" {
		return true // a condition
	}
	value, err := money.ParseDecimal(n.Text)
	return err == nil &&
		(k.kind != "integer" || value.IsInteger()) &&
		(k.minimum == nil || value.GreaterThanOrEqual(*k.minimum)) &&
		(k.above == nil || value.GreaterThan(*k.above)) &&
		(k.maximum == nil || value.LessThanOrEqual(*k.maximum))
}

func (k *keywords) acceptsText(n *document.Node) bool {
	length := utf8.RuneCountInString(n.Text)
	if length < k.minLength || k.maxLength > 0 && length > k.maxLength {
		return false
	}
	return k.pattern == nil || k.pattern.MatchString(n.Text)
}
