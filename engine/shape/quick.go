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

// quick is a schema as it is written, for a first look at a document. Most
// documents are right, and compiling the schema and building what the library
// needs costs more than all the rest of a check. The first look only ever says
// "right" or "not sure"; then the library decides and explains. A fuzz test
// holds the two against each other.
type quick struct {
	never         bool // the schema `false`
	ref           string
	defs          map[string]*quick
	kind          string // keyword "type"
	constant      any    // nil if there is none
	enum          []string
	required      []string
	properties    map[string]*quick
	few           []property        // the properties, if there are few and nothing is said of other keys
	prefixes      map[string]*quick // patternProperties "^PREFIX"
	additional    *quick
	minProperties int
	items         *quick
	minItems      int
	minimum       *decimal.Decimal
	above         *decimal.Decimal // exclusiveMinimum
	maximum       *decimal.Decimal
	minLength     int
	maxLength     int // 0 if there is none
	pattern       *regexp.Regexp
	condition     *quick // keyword "if"
	then          *quick
	otherwise     *quick // keyword "else"
	dependent     map[string]*quick
}

// property is a key with the schema of its value.
type property struct {
	key    string
	schema *quick
}

// mostFew is how many properties are sooner looked for in a mapping than the
// keys of the mapping among the properties. Conditions have few.
const mostFew = 4

// at returns the part of a schema at a place: "" or "/$defs/NAME".
func (q *quick) at(place string) *quick {
	if name, ok := strings.CutPrefix(place, "/$defs/"); ok {
		return q.defs[name]
	}
	return q
}

// accepts reports whether a value is right for certain.
func (q *quick) accepts(root *quick, n *document.Node) bool {
	if _, yesNo := n.YAML11Boolean(); yesNo || q.never || n.Bad {
		return false
	}
	if q.ref != "" && !root.at(strings.TrimPrefix(q.ref, "#")).accepts(root, n) {
		return false
	}
	if q.kind != "" && !isType(q.kind, n) {
		return false
	}
	if q.constant != nil && !isConst(q.constant, n) || q.enum != nil && (n.Kind != document.String || !slices.Contains(q.enum, n.Text)) {
		return false
	}
	switch n.Kind {
	case document.Mapping:
		if !q.acceptsMapping(root, n) {
			return false
		}
	case document.Sequence:
		if len(n.Items) < q.minItems || q.items != nil && slices.ContainsFunc(n.Items, func(item *document.Node) bool { return !q.items.accepts(root, item) }) {
			return false
		}
	case document.Number:
		if !q.acceptsNumber(n) {
			return false
		}
	case document.String:
		if !q.acceptsText(n) {
			return false
		}
	}
	return q.acceptsCondition(root, n)
}

func (q *quick) acceptsCondition(root *quick, n *document.Node) bool {
	if q.condition == nil {
		return true
	}
	branch := q.otherwise
	if q.condition.accepts(root, n) {
		branch = q.then
	}
	return branch == nil || branch.accepts(root, n)
}

func (q *quick) acceptsMapping(root *quick, n *document.Node) bool {
	for _, key := range q.required {
		if n.Entry(key) == nil {
			return false
		}
	}
	if len(n.Entries) < q.minProperties {
		return false
	}
	for _, p := range q.few {
		if value := n.Get(p.key); value != nil && !p.schema.accepts(root, value) {
			return false
		}
	}
	for i := 0; i < len(n.Entries) && q.few == nil; i++ {
		entry := &n.Entries[i]
		schema := q.properties[entry.Key.Text]
		if schema == nil {
			schema = q.additional
			if part := q.patterned(entry.Key.Text); part != nil {
				schema = part
			}
		}
		if schema != nil && !schema.accepts(root, entry.Value) {
			return false
		}
	}
	for key, schema := range q.dependent {
		if n.Entry(key) != nil && !schema.accepts(root, n) {
			return false
		}
	}
	return true
}

// patterned returns the schema for keys with a prefix, or nil.
func (q *quick) patterned(key string) *quick {
	for prefix, schema := range q.prefixes {
		if strings.HasPrefix(key, prefix) {
			return schema
		}
	}
	return nil
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

func (q *quick) acceptsNumber(n *document.Node) bool {
	if q.kind == "" {
		return true // a condition
	}
	value, err := money.ParseDecimal(n.Text)
	return err == nil &&
		(q.kind != "integer" || value.IsInteger()) &&
		(q.minimum == nil || value.GreaterThanOrEqual(*q.minimum)) &&
		(q.above == nil || value.GreaterThan(*q.above)) &&
		(q.maximum == nil || value.LessThanOrEqual(*q.maximum))
}

func (q *quick) acceptsText(n *document.Node) bool {
	length := utf8.RuneCountInString(n.Text)
	if length < q.minLength || q.maxLength > 0 && length > q.maxLength {
		return false
	}
	return q.pattern == nil || q.pattern.MatchString(n.Text)
}
