package engine_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/request"
	"github.com/costplan/costplan/engine/shape"
)

// FuzzRequests: the body of each request is JSON that has no error of its own,
// and with the same region and estimate it is the same deployment.
func FuzzRequests(f *testing.F) {
	for _, seed := range seeds(f) {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	e := newEngine(f)
	f.Fuzz(func(t *testing.T, data []byte, json bool) {
		name := "fuzz.yaml"
		if json {
			name = "fuzz.json"
		}
		input, settings := engine.Input{Name: name, Data: data}, engine.Settings{Region: "cn-beijing", Period: "30d"}
		checked := e.Check(input, settings)
		requests := e.Requests(input, checked)
		if len(requests) != len(checked.Deployments) {
			t.Fatalf("%d requests of %d deployments", len(requests), len(checked.Deployments))
		}
		estimates := estimatesOf(input)
		for i := range requests {
			if item := &checked.Deployments[i]; requests[i].Refused == "" && clean(checked) {
				sameAgain(t, e, &requests[i], estimates[i], item.Terms)
			} else if item.HasError && requests[i].Body != nil {
				t.Errorf("a deployment with an error has a request: %s", requests[i].Body)
			}
		}
	})
}

// clean reports whether nothing in a file is an error or silenced: what the
// file's own comments silence is not silenced in a body.
func clean(checked *engine.Checked) bool {
	return !checked.Unread && diag.Count(checked.Diagnostics, diag.Error) == 0
}

// estimatesOf returns the estimate of each deployment of a file; nil for none.
func estimatesOf(input engine.Input) []*document.Node {
	src := document.NewSource(input.Name, input.Data)
	var list []*document.Node
	for _, node := range document.Read(src).Docs {
		if kind, ok := shape.Of(node); ok {
			doc := deployment.Read(src, node, kind, nil)
			for i := range doc.Deployments {
				list = append(list, doc.Deployments[i].Node.Get("estimate"))
			}
		}
	}
	return list
}

func sameAgain(t *testing.T, e *engine.Engine, r *request.Request, estimate *document.Node, want deployment.Terms) {
	t.Helper()
	var body map[string]any
	if err := json.Unmarshal(r.Body, &body); err != nil {
		t.Fatalf("%s: %v", r.Body, err)
	}
	for _, ours := range []string{"region", "estimate", "x-owner"} {
		if _, there := body[ours]; there {
			t.Errorf("%s is sent: %s", ours, r.Body)
		}
	}
	again := r.Body
	if estimate != nil {
		again = append(append(append([]byte{}, again[:len(again)-1]...), `,"estimate":`...), jsonOf(estimate)...)
		again = append(again, '}')
	}
	checked := e.Check(engine.Input{Name: "body.json", Data: again}, engine.Settings{Region: r.Region.Code, Period: "30d"})
	if len(checked.Deployments) != 1 || diag.Count(checked.Diagnostics, diag.Error) > 0 {
		t.Fatalf("%s has errors: %+v", again, checked.Diagnostics)
	}
	if got := checked.Deployments[0].Terms; !reflect.DeepEqual(textOf(got), textOf(want)) {
		t.Errorf("%s is\n%v, want\n%v", again, textOf(got), textOf(want))
	}
}

// jsonOf writes a value as JSON through the only writer of values that there is:
// that of a body, in which a capacity may be anything.
func jsonOf(n *document.Node) []byte {
	key := &document.Node{Kind: document.String, Text: "capacity"}
	body := request.Body(&document.Node{Kind: document.Mapping, Entries: []document.Entry{{Key: key, Value: n}}})
	return body[len(`{"capacity":`) : len(body)-1]
}

// textOf writes terms so that equal numbers are equal.
func textOf(t deployment.Terms) map[string]string {
	out := map[string]string{}
	v := reflect.ValueOf(t)
	for i := range v.NumField() {
		switch value := v.Field(i).Interface().(type) {
		case interface{ String() string }:
			out[v.Type().Field(i).Name] = value.String()
		case string:
			out[v.Type().Field(i).Name] = value
		}
	}
	out["Plan"], out["Payment"], out["Region"] = string(t.Plan), string(t.Payment), t.Region.Code
	return out
}
