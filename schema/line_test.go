package schema_test

import (
	"maps"
	"reflect"
	"slices"
	"testing"
)

// TestQuoteLine: a line is the deployment of a quote with its period, its price
// list and what was found, all described in the same way.
func TestQuoteLine(t *testing.T) {
	quote, line := parsed(t, "quote"), parsed(t, "quote-line")
	definitions := quote["$defs"].(map[string]any)
	deployment := definitions["deployment"].(map[string]any)
	for name, definition := range line["$defs"].(map[string]any) {
		if !reflect.DeepEqual(definition, definitions[name]) {
			t.Errorf("%s differs between quote and quote-line", name)
		}
	}
	fields := func(schema map[string]any) []string {
		return slices.Sorted(maps.Keys(schema["properties"].(map[string]any)))
	}
	want := append(fields(deployment), "period", "catalog", "diagnostics")
	slices.Sort(want)
	if got := fields(line); !slices.Equal(got, want) {
		t.Errorf("the fields are %v, want %v", got, want)
	}
	if !reflect.DeepEqual(line["allOf"], deployment["allOf"]) {
		t.Error("what holds between the fields differs")
	}
	if got := len(line["required"].([]any)); got != len(want) || line["additionalProperties"] != false {
		t.Errorf("%d of %d fields are required", got, len(want))
	}
}

// TestRequestBody: the body has the fields of a deployment but ours.
func TestRequestBody(t *testing.T) {
	properties := func(schema map[string]any) map[string]any { return schema["properties"].(map[string]any) }
	deployment := parsed(t, "deployment")["$defs"].(map[string]any)["deployment"].(map[string]any)
	body := parsed(t, "request")["$defs"].(map[string]any)["body"].(map[string]any)
	for field := range properties(deployment) {
		_, sent := properties(body)[field]
		if ours := field == "region" || field == "estimate"; sent == ours {
			t.Errorf("%s is sent: %t", field, sent)
		}
	}
	for field := range properties(body) {
		if properties(deployment)[field] == nil {
			t.Errorf("%s is no field of a deployment", field)
		}
	}
}
