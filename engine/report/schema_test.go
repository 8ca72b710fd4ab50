package report

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/costplan/costplan/schema"
	"github.com/costplan/costplan/schema/generate"
)

//go:generate go test -run TestSchemas . -update

// results are the results with a schema, by its name.
var results = map[string]any{
	"catalog-diff": catalogDiffResult{},
	"compare":      compareResult{},
	"diff":         diffResult{},
	"size":         sizeResult{},
	"lint":         findingsResult{},
	"notes":        notesResult{},
	"offers":       offersResult{},
	"quote":        quoteResult{},
	"quote-line":   quoteLine{},
	"rates":        ratesResult{},
	"refund":       refundResult{},
	"request":      requestsResult{},
	"rules":        rulesResult{},
}

// fieldsTogether is what holds between the fields of a result.
var fieldsTogether = map[reflect.Type]string{
	reflect.TypeFor[deployment](): `{
		"if": {"properties": {"complete": {"const": true}}},
		"then": {"properties": {"amount": {"type": "string"}, "currency": {"type": "string"}, "reason": {"type": "null"}}},
		"else": {
			"properties": {"reason": {"type": "string"}},
			"if": {"properties": {"amount": {"type": "null"}}},
			"then": {"properties": {"exact": {"const": false}, "lines": {"type": "array", "maxItems": 0}}}
		}
	}`,
	reflect.TypeFor[diffDeployment](): `{"allOf": [
		{"if": {"properties": {"status": {"const": "added"}}}, "then": {"properties": {"before": {"type": "null"}}}},
		{"if": {"properties": {"status": {"const": "removed"}}}, "then": {"properties": {"after": {"type": "null"}}}},
		{
			"if": {"properties": {"difference": {"type": "string"}}},
			"then": {"properties": {"reason": {"type": "null"}}},
			"else": {"properties": {"reason": {"type": "string"}, "percent": {"type": "null"}, "exact": {"const": false}}}
		}
	]}`,
	reflect.TypeFor[diffTotal](): `{
		"if": {"properties": {"complete": {"const": true}}},
		"then": {"properties": {"difference": {"type": "string"}, "bound": {"type": "null"}}},
		"else": {"properties": {"difference": {"type": "null"}, "percent": {"type": "null"}, "exact": {"const": false}}}
	}`,
	reflect.TypeFor[diffCatalogPrice](): `{
		"if": {"properties": {"difference": {"type": "string"}}},
		"then": {"properties": {"reason": {"type": "null"}, "before": {"type": "object"}, "after": {"type": "object"}}},
		"else": {"properties": {"reason": {"type": "string"}}}
	}`,
	reflect.TypeFor[total](): `{
		"if": {"properties": {"complete": {"const": true}}},
		"then": {"properties": {"unpriced": {"const": 0}}},
		"else": {"properties": {"unpriced": {"type": "integer", "minimum": 1}}}
	}`,
}

// TestSchemas: the schemas of results are what their types say.
func TestSchemas(t *testing.T) {
	fieldsTogether[reflect.TypeFor[body]()] = bodySchema()
	generator := generate.Generator{Root: os.DirFS("../.."), Module: "github.com/costplan/costplan", More: fieldsTogether}
	for name, result := range results {
		got, err := generator.Schema(schema.ID(name), name, "", reflect.TypeOf(result))
		if err != nil {
			t.Fatal(err)
		}
		file := "../../schema/" + name + ".schema.json"
		if flag.Lookup("update").Value.String() == "true" {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is stale: run go generate ./engine/report", file)
		}
	}
}

// bodySchema is the schema of a request's body: the fields of a deployment that are
// the API's.
func bodySchema() string {
	deployments := schema.Deployment()
	deployment := deployments.At("/$defs/deployment")
	var fields []string
	for _, name := range deployments.Properties(deployment) {
		field := deployment.Properties[name]
		if field.Ref != nil {
			field = field.Ref
		}
		if name != "region" && name != "estimate" {
			fields = append(fields, fmt.Sprintf("%q: {%q: %q}", name, "description", field.Description))
		}
	}
	return `{"type": "object", "additionalProperties": false, "minProperties": 1, "properties": {` + strings.Join(fields, ", ") + "}}"
}
