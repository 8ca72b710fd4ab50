package answer

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/assist"
	"github.com/costplan/costplan/engine/chart"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/form"
	"github.com/costplan/costplan/engine/overlay"
	"github.com/costplan/costplan/schema"
	"github.com/costplan/costplan/schema/generate"
)

//go:generate go test -run TestModuleSchema . -update

var update = flag.Bool("update", false, "write the schema of the module anew")

const aboutModule = `What the WebAssembly module is asked and what it answers. A request is one JSON object: {"api": 1, "call": NAME} ` +
	`with the fields that stand here under args of that call. A response is {"api": 1, "ok": true, "result": ...} with what stands ` +
	`here under result, or {"api": 1, "ok": false, "error": ...} with #/$defs/Failure. A value of this schema holds any number of ` +
	`such exchanges, by the name of the call. Results of the command line are part of it as their own schemas describe them.`

// names are the definitions that are not named as their types are.
var names = map[reflect.Type]string{
	reflect.TypeFor[assist.Item]():     "CompletionItem",
	reflect.TypeFor[assist.Kind]():     "CompletionKind",
	reflect.TypeFor[common]():          "HelloArgs",
	reflect.TypeFor[engine.Kind]():     "FileKind",
	reflect.TypeFor[kind]():            "FailureKind",
	reflect.TypeFor[cardsArgs]():       "Cards",
	reflect.TypeFor[chart.State]():     "MatrixState",
	reflect.TypeFor[decimal.Decimal](): "Coordinate",
	reflect.TypeFor[diag.Edit]():       "TextEdit",
	reflect.TypeFor[diag.Span]():       "Range",
	reflect.TypeFor[exampleResult]():   "Example",
	reflect.TypeFor[fault]():           "Failure",
	reflect.TypeFor[fixedResult]():     "FixedProblem",
	reflect.TypeFor[form.Change]():     "PresetChange",
	reflect.TypeFor[changeArgs]():      "Change",
	reflect.TypeFor[form.Result]():     "EditResult",
	reflect.TypeFor[needArgs]():        "CompareNeed",
	reflect.TypeFor[onDemandArgs]():    "SizeOnDemand",
	reflect.TypeFor[overlay.Change]():  "OverlayChange",
	reflect.TypeFor[ratesArgs]():       "SizeRates",
	reflect.TypeFor[regionResult]():    "Region",
	reflect.TypeFor[sizeOf]():          "SizeWhat",
	reflect.TypeFor[sourceResult]():    "Source",
}

// resultTags are of results that may be null, or that another schema describes.
var resultTags = map[string]string{
	"catalog": `jsonschema:"anyof_ref=urn:costplan:schema:rates:1;urn:costplan:schema:offers:1;urn:costplan:schema:notes:1"`,
	"refund":  `jsonschema_extras:"$ref=urn:costplan:schema:refund:1"`,
	"hover":   `jsonschema:"nullable"`,
	"rules":   `jsonschema_extras:"$ref=urn:costplan:schema:rules:1"`,
}

// TestModuleSchema: the schema of the module is what the types of its calls say.
func TestModuleSchema(t *testing.T) {
	generator := generate.Generator{
		Root: os.DirFS("../.."), Module: "github.com/costplan/costplan",
		More: map[reflect.Type]string{reflect.TypeFor[decimal.Decimal](): `{"description": "An exact decimal in text.", "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"}`},
		Name: nameOf, Also: []reflect.Type{reflect.TypeFor[fault]()},
	}
	got, err := generator.Schema(schema.ID("module"), "module", aboutModule, exchanges())
	if err != nil {
		t.Fatal(err)
	}
	const file = "../../schema/module.schema.json"
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is stale: run go generate ./wasm/answer", file)
	}
}

// exchanges is a struct of the arguments and the result of every call.
func exchanges() reflect.Type {
	field := func(name, about string, t reflect.Type, tags string) reflect.StructField {
		json, optional := strings.ToLower(name), ""
		if t.Kind() == reflect.Struct && t.Name() == "" {
			optional = ",omitempty"
		}
		tag := fmt.Sprintf(`json:"%s%s" jsonschema_description:%q %s`, json, optional, about, tags)
		return reflect.StructField{Name: name, Type: t, Tag: reflect.StructTag(tag)}
	}
	var fields []reflect.StructField
	for _, c := range calls() {
		result := c.result
		if result.Kind() == reflect.Pointer {
			result = result.Elem()
		}
		fields = append(fields, field(title(c.name), c.about, reflect.StructOf([]reflect.StructField{
			field("Args", "The fields of the request beside api and call.", c.args, ""),
			field("Result", "What the response has under result.", result, resultTags[c.name]),
		}), ""))
	}
	return reflect.StructOf(fields)
}

func nameOf(t reflect.Type) string {
	if name, ok := names[t]; ok {
		return name
	}
	name := title(t.Name())
	if strings.HasSuffix(t.PkgPath(), "/chart") && !strings.HasPrefix(name, "Matrix") && name != "Chart" {
		name = "Chart" + name
	}
	return name
}

func title(name string) string { return strings.ToUpper(name[:1]) + name[1:] }
