package edit

import (
	"testing"

	"github.com/costplan/costplan/engine/document"
)

func TestInsert(t *testing.T) {
	throughput := Field{"ptu_capacity", Mapping(Field{"input_tpm", Number("1")}, Field{"output_tpm", Number("2")})}
	after := []string{"model_name", "plan"}
	for _, test := range []struct {
		text  string
		field Field
		want  string // the text itself where there is no place
	}{
		{"plan: ptu # fast\nmodel_name: m\nname: a\n", throughput, "plan: ptu # fast\nmodel_name: m\nptu_capacity: {input_tpm: 1, output_tpm: 2}\nname: a\n"},
		{"plan: ptu", throughput, "plan: ptu\nptu_capacity: {input_tpm: 1, output_tpm: 2}"},
		{"{plan: ptu, name: a}\n", throughput, "{plan: ptu, ptu_capacity: {input_tpm: 1, output_tpm: 2}, name: a}\n"},
		{`{"name":"a","plan":"ptu"}`, throughput, `{"name":"a","plan":"ptu","ptu_capacity":{"input_tpm":1,"output_tpm":2}}`},
		{"{\n  \"plan\": \"ptu\",\n  \"name\": \"a\"\n}\n", throughput, "{\n  \"plan\": \"ptu\",\n  \"ptu_capacity\": {\n    \"input_tpm\": 1,\n    \"output_tpm\": 2\n  },\n  \"name\": \"a\"\n}\n"},
		{"{\n  plan: mu # m\n}\n", Field{"billing_method", String("POST_PAY")}, "{\n  plan: mu, # m\n  billing_method: POST_PAY\n}\n"},
		{"{\n  \"plan\": \"mu\"\n}\n", Field{"billing_method", String("POST_PAY")}, "{\n  \"plan\": \"mu\",\n  \"billing_method\": \"POST_PAY\"\n}\n"},
		{"name: a\n", throughput, "name: a\n"},
		{"x-a: &a {plan: ptu}\n<<: *a\nname: a\n", throughput, "x-a: &a {plan: ptu}\n<<: *a\nname: a\n"}, // plan stands elsewhere
	} {
		src := document.NewSource("a.yaml", []byte(test.text))
		edits, ok := Insert(src, document.Read(src).Docs[0], after, test.field)
		got, at := "", 0
		for _, e := range edits {
			got += test.text[at:e.Start.Offset] + e.Text
			at = e.End.Offset
		}
		if got += test.text[at:]; got != test.want || ok != (test.text != test.want) {
			t.Errorf("%q\ngot  %q, %t\nwant %q", test.text, got, ok, test.want)
		}
	}
}

func TestRewrite(t *testing.T) {
	for text, want := range map[string]string{"a: x\n": "y", "a: 'x'\n": "'y'", "a: \"x\"\n": `"y"`} {
		src := document.NewSource("a.yaml", []byte(text))
		if got := Rewrite(src, document.Read(src).Docs[0].Get("a"), "y"); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
