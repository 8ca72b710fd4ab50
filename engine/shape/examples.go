package shape

import (
	"encoding/json"
	"fmt"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/costplan/costplan/engine/deployment"
)

// examples returns what the schema gives as examples, as text to type.
func examples(s *jsonschema.Schema) []string {
	var texts []string
	for _, example := range s.Examples {
		if text, ok := example.(string); ok {
			texts = append(texts, text)
		} else if text, err := json.Marshal(example); err == nil {
			texts = append(texts, string(text))
		}
	}
	return texts
}

// example returns something that could be typed for the value of a leaf.
func (f *findings) example(l leaf) string {
	return exampleText(l.schema)
}

// exampleOf returns something that could be typed for a field of a leaf.
func (f *findings) exampleOf(l leaf, field string) string {
	s := l.schema.Properties[field]
	if s == nil { // the keyword stands in a condition; the field is described where the mapping is
		if request := f.schemas.byShape[deployment.Request]; request != nil {
			s = request.Properties[field]
		}
	}
	return exampleText(s)
}

func exampleText(s *jsonschema.Schema) string {
	if s == nil {
		return "..."
	}
	if s.Ref != nil {
		s = s.Ref
	}
	if texts := examples(s); len(texts) > 0 {
		return texts[0]
	}
	if len(s.Enum) > 0 {
		return fmt.Sprint(s.Enum[0])
	}
	if len(s.Constant) > 0 {
		return fmt.Sprint(s.Constant[0])
	}
	if len(s.Types) > 0 {
		switch s.Types[0] {
		case "boolean":
			return "true"
		case "integer", "number":
			return "1"
		case "array":
			return "[...]"
		case "object":
			return "{...}"
		}
	}
	return "..."
}
