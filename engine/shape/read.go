package shape

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
)

// read reads the text of a schema.
func read(text []byte) (*keywords, error) {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	r := reader{}
	root := r.schema(value, "")
	r.refer(root, root)
	return root, r.err
}

// reader reads a decoded schema and keeps the first error. A keyword that is not
// known here is one: a check that passed over it would be wrong.
type reader struct{ err error }

// refer checks that every reference leads somewhere.
func (r *reader) refer(k, root *keywords) {
	if k == nil {
		return
	}
	if k.target(root) == nil {
		r.fail("there is no %s", k.ref)
	}
	for _, part := range [...]*keywords{k.additional, k.items, k.condition, k.then, k.otherwise} {
		r.refer(part, root)
	}
	for _, named := range [...]map[string]*keywords{k.defs, k.properties, k.prefixes} {
		for _, part := range named {
			r.refer(part, root)
		}
	}
	for _, d := range k.dependent {
		r.refer(d.then, root)
	}
}

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

func (r *reader) schema(value any, where string) *keywords {
	k := &keywords{where: where}
	if allowed, ok := value.(bool); ok {
		k.never = !allowed
		return k
	}
	written, ok := value.(map[string]any)
	if !ok {
		r.fail("%v is no schema", value)
	}
	for keyword, value := range written {
		r.keyword(k, keyword, value)
	}
	if len(k.properties) <= mostFew && k.prefixes == nil && k.additional == nil {
		for _, key := range k.names {
			k.few = append(k.few, property{key, k.properties[key]})
		}
	}
	return k
}

func (r *reader) keyword(k *keywords, keyword string, value any) {
	switch keyword {
	case "$schema", "$id", "title", "description", "default": // said to people
	case "examples":
		k.examples = r.list(value)
	case "$ref":
		k.ref = r.text(value)
	case "$defs":
		k.defs = r.schemas(value, k.where+"/$defs/")
	case "type":
		k.kind, k.orText = r.kind(value)
	case "const":
		k.constant = value
	case "enum":
		k.enum = r.texts(value)
	case "required":
		k.required = r.texts(value)
	case "properties":
		k.properties = r.schemas(value, k.where+"/properties/")
		k.names = slices.Sorted(maps.Keys(k.properties))
	case "patternProperties":
		k.prefixes = r.prefixes(value, k.where+"/patternProperties/")
	case "additionalProperties":
		k.additional = r.schema(value, k.where+"/additionalProperties")
	case "minProperties":
		k.minProperties = r.count(value)
	case "items":
		k.items = r.schema(value, k.where+"/items")
	case "minItems":
		k.minItems = r.count(value)
	case "uniqueItems":
		k.uniqueItems = value == true
	case "minimum":
		k.minimum = r.number(value)
	case "exclusiveMinimum":
		k.above = r.number(value)
	case "maximum":
		k.maximum = r.number(value)
	case "minLength":
		k.minLength = r.count(value)
	case "maxLength":
		k.maxLength = r.count(value)
	case "pattern":
		k.pattern = r.pattern(value)
	case "if":
		k.condition = r.schema(value, k.where+"/if")
	case "then":
		k.then = r.schema(value, k.where+"/then")
	case "else":
		k.otherwise = r.schema(value, k.where+"/else")
	case "dependentSchemas":
		schemas := r.schemas(value, k.where+"/dependentSchemas/")
		for _, name := range slices.Sorted(maps.Keys(schemas)) {
			k.dependent = append(k.dependent, dependent{name, schemas[name]})
		}
	default:
		r.fail("keyword %s is not known", keyword)
	}
}

func (r *reader) schemas(value any, where string) map[string]*keywords {
	named := map[string]*keywords{}
	for name, value := range r.mapping(value) {
		named[name] = r.schema(value, where+name)
	}
	return named
}

// prefixes reads patternProperties, of which only "^PREFIX" is known.
func (r *reader) prefixes(value any, where string) map[string]*keywords {
	named := map[string]*keywords{}
	for pattern, value := range r.mapping(value) {
		prefix, ok := strings.CutPrefix(pattern, "^")
		if !ok || regexp.QuoteMeta(prefix) != prefix {
			r.fail("pattern %s is no prefix", pattern)
		}
		named[prefix] = r.schema(value, where+pattern)
	}
	return named
}

func (r *reader) mapping(value any) map[string]any {
	mapping, ok := value.(map[string]any)
	if !ok {
		r.fail("%v is no mapping", value)
	}
	return mapping
}

func (r *reader) text(value any) string {
	text, ok := value.(string)
	if !ok {
		r.fail("%v is no text", value)
	}
	return text
}

func (r *reader) list(value any) []any {
	list, ok := value.([]any)
	if !ok {
		r.fail("%v is no list", value)
	}
	return list
}

// kind reads a type: one, or one of numbers with "string" for the form that has a
// unit.
func (r *reader) kind(value any) (kind string, orText bool) {
	list, ok := value.([]any)
	if !ok {
		return r.text(value), false
	}
	if len(list) != 2 || list[1] != "string" {
		r.fail("%v is no text", value)
		return "", false
	}
	return r.text(list[0]), true
}

func (r *reader) texts(value any) []string {
	list := r.list(value)
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = r.text(item)
	}
	return texts
}

func (r *reader) number(value any) *decimal.Decimal {
	number, err := money.ParseDecimal(fmt.Sprint(value))
	if err != nil {
		r.fail("%v is no number", value)
	}
	return &number
}

func (r *reader) count(value any) int {
	count, err := strconv.Atoi(fmt.Sprint(value))
	if err != nil {
		r.fail("%v is no count", value)
	}
	return count
}

func (r *reader) pattern(value any) *regexp.Regexp {
	pattern, err := regexp.Compile(r.text(value))
	if err != nil {
		r.fail("%w", err)
	}
	return pattern
}
