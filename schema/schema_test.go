package schema_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/costplan/costplan/schema"
)

// TestEverySchema checks what all schemas promise: a name that never changes,
// and that each of them compiles without fetching anything.
func TestEverySchema(t *testing.T) {
	names := schema.Names()
	for _, promised := range []string{"catalog", "deployment", "lint", "quote", "rates", "rules"} {
		if !slices.Contains(names, promised) {
			t.Errorf("schema %s is gone: there are %v", promised, names)
		}
	}
	for _, name := range names {
		if _, err := schema.Compile(name, ""); err != nil {
			t.Error(err)
		}
		root := parsed(t, name)
		if id := root["$id"]; id != "urn:costplan:schema:"+name+":1" {
			t.Errorf("%s: $id is %v", name, id)
		}
		if draft := root["$schema"]; draft != "https://json-schema.org/draft/2020-12/schema" {
			t.Errorf("%s: $schema is %v", name, draft)
		}
		for _, key := range []string{"title", "description"} {
			if text, _ := root[key].(string); text == "" {
				t.Errorf("%s: no %s", name, key)
			}
		}
	}
}

// TestResultsAreClosed: a result has the fields that its schema names, all of
// them and no others, so that a script can rely on each.
func TestResultsAreClosed(t *testing.T) {
	for _, name := range []string{
		"catalog-diff", "compare", "diff", "lint", "notes", "offers", "quote", "quote-line", "rates", "refund", "rules", "size",
	} {
		objects := 0
		walk(parsed(t, name), "", func(at string, node map[string]any) {
			properties, isObject := node["properties"].(map[string]any)
			if !isObject || node["type"] != "object" {
				return
			}
			objects++
			if node["additionalProperties"] != false {
				t.Errorf("%s%s: other fields are allowed", name, at)
			}
			var required []string
			for _, key := range node["required"].([]any) {
				required = append(required, key.(string))
			}
			for key, value := range properties {
				if !slices.Contains(required, key) {
					t.Errorf("%s%s: %s may be missing", name, at, key)
				}
				field := value.(map[string]any)
				if field["description"] == nil && field["$ref"] == nil {
					t.Errorf("%s%s: %s is not described", name, at, key)
				}
			}
		})
		if objects < 2 {
			t.Errorf("%s: only %d objects are looked at", name, objects)
		}
	}
}

// TestCompiled: each schema of the engine compiles, and the properties of every
// part that has some are known in the order of the text.
func TestCompiled(t *testing.T) {
	for name, compiled := range map[string]*schema.Compiled{
		"deployment": schema.Deployment(), "project": schema.Project(), "overlay": schema.Overlay(), "catalog": schema.Catalog(),
	} {
		parts := 0
		walk(parsed(t, name), "", func(at string, node map[string]any) {
			properties, ok := node["properties"].(map[string]any)
			part := compiled.At(at)
			if !ok || part == nil {
				return
			}
			parts++
			names := slices.Sorted(slices.Values(compiled.Properties(part)))
			if want := slices.Sorted(maps.Keys(properties)); !slices.Equal(names, want) {
				t.Errorf("%s%s: the properties are %v, want %v", name, at, names, want)
			}
		})
		if parts < 2 {
			t.Errorf("%s: only %d parts have properties", name, parts)
		}
	}
	order := schema.Project().Properties(schema.Project().At("/properties/allow"))
	if want := []string{"regions", "plans", "models"}; !slices.Equal(order, want) {
		t.Errorf("the order is %v, want %v", order, want)
	}
}

// TestNothingIsFetched: a reference to what is not ours is an error.
func TestNothingIsFetched(t *testing.T) {
	if _, err := schema.Compile("lint", "/$defs/missing"); err == nil {
		t.Error("a part that is not there compiles")
	}
}

func TestUnknownSchema(t *testing.T) {
	if _, err := schema.Text("quotes"); err == nil || !strings.Contains(err.Error(), "deployment, ") {
		t.Errorf("the error names no schemas: %v", err)
	}
}

func parsed(t *testing.T, name string) map[string]any {
	t.Helper()
	text, err := schema.Text(name)
	if err != nil {
		t.Fatal(err)
	}
	var root map[string]any
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return root
}

func walk(node any, at string, visit func(at string, node map[string]any)) {
	switch node := node.(type) {
	case map[string]any:
		visit(at, node)
		for key, child := range node {
			walk(child, at+"/"+key, visit)
		}
	case []any:
		for _, child := range node {
			walk(child, at, visit)
		}
	}
}
