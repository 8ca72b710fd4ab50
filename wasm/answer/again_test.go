package answer

import (
	"bytes"
	"encoding/json"
	"testing"
)

// TestReadOnce holds a service that remembers what it read against one that
// answers nothing else: a text with findings of every stage, asked about again
// and again, and changed.
func TestReadOnce(t *testing.T) {
	text := "region: singapore\nregion: singapore\ndeployments:\n" +
		"  - {name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 6, billing_method: POST_PAY}\n" +
		"  - {name: b, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 0x8, billing_method: POST_PAY}\n"
	ask := func(call string, more map[string]any) []byte {
		request := map[string]any{"api": 1, "call": call, "files": []any{map[string]any{"name": "a.yaml", "text": text}}}
		for key, value := range more {
			request[key] = value
		}
		out, err := json.Marshal(request)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	service := New()
	for _, capacity := range []string{"8", "12", "9", "4"} {
		edit := map[string]any{"change": map[string]any{"kind": "set", "deployment": 0, "field": "capacity", "value": capacity}}
		for _, request := range [][]byte{ask("state", nil), ask("compare", map[string]any{"deployment": 0}), ask("state", nil), ask("edit", edit)} {
			got, want := service.Respond(request), New().Respond(request)
			if !bytes.Equal(got, want) {
				t.Errorf("%s\nis answered with\n%s\nwant\n%s", request, got, want)
			}
			var response struct{ Result struct{ Text string } }
			if json.Unmarshal(got, &response) == nil && response.Result.Text != "" {
				text = response.Result.Text
			}
		}
	}
	if !bytes.Contains([]byte(text), []byte("capacity: 4,")) {
		t.Errorf("the changes were not made:\n%s", text)
	}
}
