package answer

import (
	"bytes"
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/costplan/costplan/schema"
)

// body are the fields of a request, or of a result.
type body = map[string]any

// text is a deployment file of a request.
func text(lines ...string) []any {
	return []any{body{"name": "a.yaml", "text": strings.Join(lines, "\n") + "\n"}}
}

// exchange is a request with its response, each as JSON.
type exchange struct {
	request, response []byte
	call              string
	args              body
	ok                bool
	result            any
	fault             *fault
}

// ask asks a service, and holds what it answers against the schema of the module.
func ask(t testing.TB, s *Service, call string, args body) *exchange {
	t.Helper()
	request := body{"api": API, "call": call}
	for name, value := range args {
		request[name] = value
	}
	written, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	return exchanged(t, s, written)
}

// exchanged sends a request as it is.
func exchanged(t testing.TB, s *Service, request []byte) *exchange {
	t.Helper()
	x := &exchange{request: request, response: s.Respond(request)}
	var response struct {
		API    int              `json:"api"`
		OK     bool             `json:"ok"`
		Result *json.RawMessage `json:"result"`
		Error  *fault           `json:"error"`
	}
	strict(t, x.response, &response)
	x.ok, x.fault = response.OK, response.Error
	if response.API != API || bytes.ContainsRune(x.response, '\n') || x.ok != (x.fault == nil) {
		t.Fatalf("no response: %s", x.response)
	}
	if !x.ok {
		if response.Result != nil || x.fault.Message == "" {
			t.Fatalf("no fault: %s", x.response)
		}
		valid(t, "/$defs/Failure", value(t, x.response).(body)["error"])
		return x
	}
	x.result = value(t, x.response).(body)["result"]
	x.args = value(t, request).(body)
	x.call, _ = x.args["call"].(string)
	delete(x.args, "api")
	delete(x.args, "call")
	valid(t, "", body{x.call: body{"args": x.args, "result": x.result}})
	return x
}

// answered is the result of a request that has one.
func answered(t testing.TB, s *Service, call string, args body) body {
	t.Helper()
	x := ask(t, s, call, args)
	if !x.ok {
		t.Fatalf("%s is refused: %s (%s)", call, x.fault.Message, x.fault.Help)
	}
	result, _ := x.result.(body)
	return result
}

// refusal is why a request is refused.
func refusal(t testing.TB, s *Service, call string, args body) *fault {
	t.Helper()
	x := ask(t, s, call, args)
	if x.ok {
		t.Fatalf("%s is answered: %.200s", call, x.response)
	}
	return x.fault
}

func strict(t testing.TB, data []byte, into any) {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		t.Fatalf("%v: %.300s", err, data)
	}
}

// value decodes JSON with its numbers as they are written.
func value(t testing.TB, data []byte) any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		t.Fatalf("%v: %.300s", err, data)
	}
	return v
}

// valid holds a value against a part of the schema of the module.
func valid(t testing.TB, place string, v any) {
	t.Helper()
	against, ok := parts.Load(place)
	if !ok {
		part, err := schema.Compile("module", place)
		if err != nil {
			t.Fatal(err)
		}
		against, _ = parts.LoadOrStore(place, part)
	}
	if err := against.(*jsonschema.Schema).Validate(v); err != nil {
		t.Fatalf("%#v", err)
	}
}

// parts are the parts of the schema that have been compiled.
var parts sync.Map

// in is what stands at a path of a value: "view.totals.0.text".
func in(t testing.TB, v any, path string) any {
	t.Helper()
	for _, step := range strings.Split(path, ".") {
		switch within := v.(type) {
		case body:
			v = within[step]
		case []any:
			var i int
			if err := json.Unmarshal([]byte(step), &i); err != nil || i >= len(within) {
				t.Fatalf("%s: there is no %s among %d", path, step, len(within))
			}
			v = within[i]
		default:
			t.Fatalf("%s: there is no %s in %v", path, step, v)
		}
	}
	return v
}
