package generate

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// The types of a result, and what a file of theirs says of them.

type amount string

type plan string

type menuResult struct {
	menuHead
	Dishes []menuDish `json:"dishes"`
	Best   *menuDish  `json:"best"`
}

type menuHead struct {
	Day string `json:"day" jsonschema:"minLength=1"`
}

type menuDish struct {
	Plan  plan    `json:"plan"`
	Price *amount `json:"price"`
	Note  string  `json:"note,omitempty"`
	Raw   raw     `json:"raw"`
}

type raw struct{ json.RawMessage }

const text = `package generate

// amount is a number.
//
//schema:pattern ^[0-9]+$
//schema:examples 12 7
type amount string

// plan is one of two.
type plan string

const (
	none plan = ""
	ptu  plan = "ptu"
	mu   plan = "mu"
)

// menuResult is what
// is eaten.
//
// This is for readers of the code.
type menuResult struct {
	menuHead
	Dishes []menuDish // the dishes. All of them
	// The best.
	Best *menuDish
}

type menuHead struct {
	Day string // of the week
}

// menuDish is a dish.
type menuDish struct {
	Plan  plan
	Price *amount // null if it is free
	Note  string  // for the cook
	Raw   raw     // as it is
}

// raw is what a cook wrote.
type raw struct{ json.RawMessage }
`

func generator() *Generator {
	return &Generator{
		Root:   fstest.MapFS{"schema/generate/types.go": &fstest.MapFile{Data: []byte(text)}},
		Module: "github.com/costplan/costplan",
		More: map[reflect.Type]string{
			reflect.TypeFor[raw]():      `{"type": "object", "minProperties": 1}`,
			reflect.TypeFor[menuDish](): `{"if": {"properties": {"plan": {"const": "mu"}}}, "then": {"properties": {"price": {"type": "string"}}}}`,
		},
	}
}

func TestSchema(t *testing.T) {
	got, err := generator().Schema("urn:menu", "menu", "", reflect.TypeFor[menuResult]())
	if err != nil {
		t.Fatal(err)
	}
	want := `{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:menu",
		"title": "costplan menu", "description": "What is eaten.",
		"type": "object", "additionalProperties": false, "required": ["day", "dishes", "best"],
		"properties": {
			"day": {"type": "string", "minLength": 1, "description": "Of the week."},
			"dishes": {"type": "array", "items": {"$ref": "#/$defs/dish"}, "description": "The dishes. All of them."},
			"best": {"anyOf": [{"$ref": "#/$defs/dish"}, {"type": "null"}], "description": "The best."}
		},
		"$defs": {
			"amount": {"type": "string", "pattern": "^[0-9]+$", "examples": ["12", "7"], "description": "A number."},
			"plan": {"type": "string", "enum": ["ptu", "mu"], "description": "One of two."},
			"raw": {"type": "object", "minProperties": 1, "description": "What a cook wrote."},
			"dish": {
				"type": "object", "additionalProperties": false, "required": ["plan", "price", "raw"], "description": "A dish.",
				"allOf": [{"if": {"properties": {"plan": {"const": "mu"}}}, "then": {"properties": {"price": {"type": "string"}}}}],
				"properties": {
					"plan": {"$ref": "#/$defs/plan"},
					"price": {"anyOf": [{"$ref": "#/$defs/amount"}, {"type": "null"}], "description": "Null if it is free."},
					"note": {"type": "string", "description": "For the cook."},
					"raw": {"$ref": "#/$defs/raw", "description": "As it is."}
				}
			}
		}
	}`
	var gotValue, wantValue any
	if err := json.Unmarshal(got, &gotValue); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(want), &wantValue); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(gotValue, wantValue) {
		t.Errorf("the schema is %s", got)
	}
}

type twins struct {
	Dish menuDish `json:"dish"` // twins of a name
	Both dish     `json:"both"`
}

type dish struct{}

type silent struct {
	Name string `json:"name"`
}

// TestSchemaRefuses: what would make a wrong schema is an error.
func TestSchemaRefuses(t *testing.T) {
	for want, change := range map[string]func(*Generator) any{
		"have the same name": func(*Generator) any { return twins{} },
		"has no comment":     func(*Generator) any { return silent{} },
		"is not found":       func(g *Generator) any { g.Root = fstest.MapFS{}; return menuResult{} },
		"what is said of":    func(g *Generator) any { g.More[reflect.TypeFor[menuDish]()] = "{"; return menuResult{} },
	} {
		g := generator()
		if _, err := g.Schema("urn:menu", "menu", "", reflect.TypeOf(change(g))); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want one with %q", err, want)
		}
	}
}
