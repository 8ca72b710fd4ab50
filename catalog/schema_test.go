package catalog_test

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
	"gopkg.in/yaml.v3"
)

const schemaFile = "../schema/catalog.schema.json"

// compileSchema reads the schema of a region file and refuses to read any other.
func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	compiler.LoadURL = func(url string) (io.ReadCloser, error) {
		return nil, fmt.Errorf("the schema refers to %s", url)
	}
	const url = "urn:costplan:schema:catalog:1"
	if err := compiler.AddResource(url, strings.NewReader(string(text))); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(url)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// asJSON is what the text of a region file is in JSON, numbers by their text.
func asJSON(t *testing.T, text string) any {
	t.Helper()
	var node yaml.Node
	if err := yaml.Unmarshal([]byte(text), &node); err != nil {
		t.Fatal(err)
	}
	var value func(n *yaml.Node) any
	value = func(n *yaml.Node) any {
		switch n.Kind {
		case yaml.MappingNode:
			all := map[string]any{}
			for i := 0; i < len(n.Content); i += 2 {
				all[n.Content[i].Value] = value(n.Content[i+1])
			}
			return all
		case yaml.SequenceNode:
			all := []any{}
			for _, element := range n.Content {
				all = append(all, value(element))
			}
			return all
		}
		if tag := n.ShortTag(); tag == "!!int" || tag == "!!float" {
			return json.Number(n.Value)
		}
		return n.Value
	}
	return value(node.Content[0])
}

func TestSchemaAcceptsTheCatalog(t *testing.T) {
	schema := compileSchema(t)
	for _, file := range []string{singapore, beijing} {
		if err := schema.Validate(asJSON(t, source(t, file))); err != nil {
			t.Errorf("%s: %#v", file, err)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	schema := compileSchema(t)
	for _, test := range []struct{ old, new, at string }{
		{"version: 1", "version: 2", "/version"},
		{"currency: USD", "currency: dollar", "/currency"},
		{"name: Singapore\n", "", ""},
		{"aliases: [singapore]", "aliases: singapore", "/aliases"},
		{"curr", "extra: 1\ncurr", ""},
		{"hourly: 88,", "hourly: 0,", "/mu/families/0/offers/0/hourly"},
		{"hourly: 88,", `hourly: "88",`, "/mu/families/0/offers/0/hourly"},
		{"hourly: 88,", "", "/mu/families/0/offers/0"},
		{"bundle: 8, hourly: 88", "bundle: 1000, hourly: 88", "/mu/families/0/offers/0/bundle"},
		{"spec: MU1", "spec: mu1", "/mu/families/0/offers/0/spec"},
		{"daily: {input: 14.4,", "daily: {inputs: 14.4,", "/ptu/families/0/offers/0/daily"},
		{"unit: token", "unit: tokens", "/lora/per/unit"},
		{"- plan: lora", "- plan: laura", "/unpriced/2/plan"},
		{`"23:59"`, `"24:00"`, "/billing/ptu/subscription_ends"},
		{"cancel_rate: 1.2", "cancel_rate: 0", "/billing/mu/cancel_rate"},
	} {
		text, _ := change(t, source(t, singapore), test.old, test.new)
		err := schema.Validate(asJSON(t, text))
		if err == nil {
			t.Errorf("%q for %q is accepted", test.new, test.old)
			continue
		}
		leaf := err.(*jsonschema.ValidationError)
		for len(leaf.Causes) > 0 {
			leaf = leaf.Causes[0]
		}
		if leaf.InstanceLocation != test.at {
			t.Errorf("%q for %q: found at %q, want %q: %s", test.new, test.old, leaf.InstanceLocation, test.at, leaf.Message)
		}
	}
}

// People read these schemas in their editor: every key says what it is, and no
// "oneOf" turns one mistake into many messages.
func TestSchemaIsForPeople(t *testing.T) {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var root map[string]any
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	definitions := root["$defs"].(map[string]any)
	var walk func(path string, schema map[string]any)
	walk = func(path string, schema map[string]any) {
		if schema["oneOf"] != nil || schema["anyOf"] != nil {
			t.Errorf("%s has alternatives", path)
		}
		properties, _ := schema["properties"].(map[string]any)
		if properties != nil && schema["additionalProperties"] != false {
			t.Errorf("%s lets unknown keys pass", path)
		}
		for key, value := range properties {
			property := value.(map[string]any)
			described := property["description"] != nil
			if ref, ok := property["$ref"].(string); ok {
				described = described || definitions[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)["description"] != nil
			}
			if !described {
				t.Errorf("%s/%s has no description", path, key)
			}
			walk(path+"/"+key, property)
		}
		if items, ok := schema["items"].(map[string]any); ok {
			walk(path+"/-", items)
		}
	}
	walk("", root)
	for name, definition := range definitions {
		walk("#"+name, definition.(map[string]any))
	}
}
