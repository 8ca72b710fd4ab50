package shape

import (
	"encoding/json"
	"fmt"
)

// exampleTexts returns what the schema gives as examples, as text to type.
func (k *keywords) exampleTexts() []string {
	var texts []string
	for _, example := range k.examples {
		if text, ok := example.(string); ok {
			texts = append(texts, text)
		} else if text, err := json.Marshal(example); err == nil {
			texts = append(texts, string(text))
		}
	}
	return texts
}

// textExample returns the first example that is text, or "".
func (k *keywords) textExample() string {
	for _, example := range k.examples {
		if text, ok := example.(string); ok {
			return text
		}
	}
	return ""
}

// example returns something that could be typed for the value of a leaf.
func (f *findings) example(l leaf) string {
	return f.exampleText(l.schema)
}

// exampleOf returns something that could be typed for a field of a leaf.
func (f *findings) exampleOf(l leaf, field string) string {
	k := l.schema.properties[field]
	if k == nil { // the keyword stands in a condition; the field is described where the mapping is
		k = f.request.properties[field]
	}
	return f.exampleText(k)
}

func (f *findings) exampleText(k *keywords) string {
	if k == nil {
		return "..."
	}
	k = k.target(f.schema)
	if texts := k.exampleTexts(); len(texts) > 0 {
		return texts[0]
	}
	if len(k.enum) > 0 {
		return k.enum[0]
	}
	if k.constant != nil {
		return fmt.Sprint(k.constant)
	}
	switch k.kind {
	case "boolean":
		return "true"
	case "integer", "number":
		return "1"
	case "array":
		return "[...]"
	case "object":
		return "{...}"
	}
	return "..."
}
