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

// readQuick reads the text of a schema.
func readQuick(text []byte) (*quick, error) {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	r := quickReader{}
	q := r.schema(value)
	return q, r.err
}

// quickReader reads a decoded schema and keeps the first error. A keyword that
// is not known here is one: a first look that passed over it would be wrong.
type quickReader struct{ err error }

func (r *quickReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

func (r *quickReader) schema(value any) *quick {
	q := &quick{}
	if allowed, ok := value.(bool); ok {
		q.never = !allowed
		return q
	}
	keywords, ok := value.(map[string]any)
	if !ok {
		r.fail("%v is no schema", value)
	}
	for keyword, value := range keywords {
		r.keyword(q, keyword, value)
	}
	if len(q.properties) <= mostFew && q.prefixes == nil && q.additional == nil {
		for _, key := range slices.Sorted(maps.Keys(q.properties)) {
			q.few = append(q.few, property{key, q.properties[key]})
		}
	}
	return q
}

func (r *quickReader) keyword(q *quick, keyword string, value any) {
	switch keyword {
	case "$schema", "$id", "title", "description", "default", "examples": // said to people
	case "$ref":
		q.ref = r.text(value)
	case "$defs":
		q.defs = r.schemas(value)
	case "type":
		q.kind = r.text(value)
	case "const":
		q.constant = value
	case "enum":
		q.enum = r.texts(value)
	case "required":
		q.required = r.texts(value)
	case "properties":
		q.properties = r.schemas(value)
	case "patternProperties":
		q.prefixes = r.prefixes(value)
	case "additionalProperties":
		q.additional = r.schema(value)
	case "minProperties":
		q.minProperties = r.count(value)
	case "items":
		q.items = r.schema(value)
	case "minItems":
		q.minItems = r.count(value)
	case "minimum":
		q.minimum = r.number(value)
	case "exclusiveMinimum":
		q.above = r.number(value)
	case "maximum":
		q.maximum = r.number(value)
	case "minLength":
		q.minLength = r.count(value)
	case "maxLength":
		q.maxLength = r.count(value)
	case "pattern":
		q.pattern = r.pattern(value)
	case "if":
		q.condition = r.schema(value)
	case "then":
		q.then = r.schema(value)
	case "else":
		q.otherwise = r.schema(value)
	case "dependentSchemas":
		q.dependent = r.schemas(value)
	default:
		r.fail("keyword %s is not known", keyword)
	}
}

func (r *quickReader) schemas(value any) map[string]*quick {
	named := map[string]*quick{}
	for name, value := range r.mapping(value) {
		named[name] = r.schema(value)
	}
	return named
}

// prefixes reads patternProperties, of which only "^PREFIX" is known.
func (r *quickReader) prefixes(value any) map[string]*quick {
	named := map[string]*quick{}
	for pattern, value := range r.mapping(value) {
		prefix, ok := strings.CutPrefix(pattern, "^")
		if !ok || regexp.QuoteMeta(prefix) != prefix {
			r.fail("pattern %s is no prefix", pattern)
		}
		named[prefix] = r.schema(value)
	}
	return named
}

func (r *quickReader) mapping(value any) map[string]any {
	mapping, ok := value.(map[string]any)
	if !ok {
		r.fail("%v is no mapping", value)
	}
	return mapping
}

func (r *quickReader) text(value any) string {
	text, ok := value.(string)
	if !ok {
		r.fail("%v is no text", value)
	}
	return text
}

func (r *quickReader) texts(value any) []string {
	list, ok := value.([]any)
	if !ok {
		r.fail("%v is no list", value)
	}
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = r.text(item)
	}
	return texts
}

func (r *quickReader) number(value any) *decimal.Decimal {
	number, err := money.ParseDecimal(fmt.Sprint(value))
	if err != nil {
		r.fail("%v is no number", value)
	}
	return &number
}

func (r *quickReader) count(value any) int {
	count, err := strconv.Atoi(fmt.Sprint(value))
	if err != nil {
		r.fail("%v is no count", value)
	}
	return count
}

func (r *quickReader) pattern(value any) *regexp.Regexp {
	pattern, err := regexp.Compile(r.text(value))
	if err != nil {
		r.fail("%w", err)
	}
	return pattern
}
