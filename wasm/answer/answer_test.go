package answer

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestVersions(t *testing.T) {
	s := New()
	for _, test := range []struct{ request, message string }{
		{`{"api":2,"call":"hello"}`, "the request is of version 2, and this module answers version 1"},
		{`{"api":"1","call":"hello"}`, `the request is of version "1", and this module answers version 1`},
		{`{"api":1.0,"call":"hello"}`, "the request is of version 1.0, and this module answers version 1"},
		{`{"call":"hello"}`, "the request states no version, and this module answers version 1"},
		{`{"api":null,"call":"hello"}`, "the request is of version null, and this module answers version 1"},
		{`{"api":123456789012345678901234567890,"call":"hello"}`, "the request is of version 12345678901234567890, and this module answers version 1"},
	} {
		x := exchanged(t, s, []byte(test.request))
		if x.ok || x.fault.Kind != kindVersion || x.fault.Message != test.message || x.fault.Help == "" {
			t.Errorf("%s: %s", test.request, x.response)
		}
	}
}

func TestWrongRequests(t *testing.T) {
	s := New()
	for _, test := range []struct{ request, message, help string }{
		{``, "the request is not JSON: unexpected end of JSON input", ""},
		{`garbage`, "the request is not JSON: invalid character 'g' looking for beginning of value", ""},
		{`{"api":1,"call":"hello"} {}`, "the request is not JSON: invalid character '{' after top-level value", ""},
		{`[]`, "the request has to be an object, not a list", ""},
		{`null`, "the request has to be an object, not null", ""},
		{`"hello"`, "the request has to be an object, not a text", ""},
		{`{"api":1}`, "call has to be the name of a call", "name one of them: hello, state, "},
		{`{"api":1,"call":7}`, "call has to be the name of a call", "name one of them: hello, state, "},
		{`{"api":1,"call":"prize"}`, `call: "prize" is not one of them: use hello, state, `, ""},
		{`{"api":1,"call":"comapre"}`, `call: "comapre" is not one of them: use hello, state, `, "did you mean compare?"},
		{`{"api":1,"call":"hello","file":[]}`, "file: there is no such field", "the fields are api, call, edition, overlays or settings"},
		{`{"api":1,"call":"state","filess":[]}`, "filess: there is no such field", "did you mean files?"},
		{`{"api":1,"call":"state","Files":[]}`, "Files: there is no such field", "did you mean files?"},
		{`{"api":1,"call":"state","files":[{"name":"a","text":"","texts":""}]}`, "files[0].texts: there is no such field", "did you mean text?"},
		{`{"api":1,"call":"state","files":[{"text":""}]}`, "files[0].name is missing", ""},
		{`{"api":1,"call":"state"}`, "files is missing", ""},
		{`{"api":1,"call":"state","files":{}}`, "files has to be a list, not an object", ""},
		{`{"api":1,"call":"state","files":[null]}`, "files[0] has to be an object, not null", ""},
		{`{"api":1,"call":"state","files":[{"name":1,"text":""}]}`, "files[0].name has to be a text, not the number 1", ""},
		{`{"api":1,"call":"state","files":[{"name":"a","base64":"%"}]}`, "files[0].base64: illegal base64 data at input byte 0", ""},
		{`{"api":1,"call":"state","files":[{"name":"a"}]}`, `the file "a" has no text`, "put what it holds into text"},
		{`{"api":1,"call":"state","files":[{"name":"a","text":"","base64":""}]}`, `the file "a" has both text and base64`, "leave one of them out"},
		{`{"api":1,"call":"state","files":[{"name":"a","text":""},{"name":"a","text":""}]}`, `two files are named "a"`, "give each file a name of its own"},
		{`{"api":1,"call":"state","files":[]}`, "files: there is none", "send the text that it is about"},
		{`{"api":1,"call":"hello","settings":{"regoin":"x"}}`, "settings.regoin: there is no such field", "did you mean region?"},
		{`{"api":1,"call":"hello","settings":{"region":"singapur"}}`, `settings.region: there is no region "singapur": use ap-southeast-1 or cn-beijing`, "did you mean Singapore?"},
		{`{"api":1,"call":"hello","settings":{"period":"soon"}}`, `settings.period: `, ""},
		{`{"api":1,"call":"hello","settings":{"bill_hours":"down"}}`, `settings.bill_hours: "down" is not one of them: use pro-rata or up`, ""},
		{`{"api":1,"call":"hello","settings":{"today":"0000-06-06"}}`, `settings.today: "0000-06-06" is not a date: write 2026-06-06`, ""},
		{`{"api":1,"call":"hello","settings":{"today":"6 June"}}`, `settings.today: "6 June" is not a date: write 2026-06-06`, ""},
		{`{"api":1,"call":"hello","settings":{"max_age":-1}}`, "settings.max_age: -1 days cannot be", ""},
		{`{"api":1,"call":"hello","settings":{"max_age":1.5}}`, "settings.max_age has to be a whole number, not the number 1.5", ""},
		{`{"api":1,"call":"hello","settings":null}`, "settings has to be an object, not null", ""},
		{`{"api":1,"call":"hello","edition":"2020-01-01"}`, `edition: "2020-01-01" is not one of them: use 2026-06-06`, ""},
		{`{"api":1,"call":"fix","files":[{"name":"a","text":""},{"name":"b","text":""}]}`, "files: this call takes one file, and 2 are given", "send the file that it is about"},
		{`{"api":1,"call":"fix","files":[{"name":"a","text":""}],"unsafe":"yes"}`, "unsafe has to be true or false, not a text", ""},
		{`{"api":1,"call":"hover","files":[{"name":"a","text":""}],"position":{"line":1,"column":1,"offset":1}}`, "position.offset: there is no such field", "the fields are column or line"},
	} {
		x := exchanged(t, s, []byte(test.request))
		if x.ok || x.fault.Kind != kindRequest || !strings.HasPrefix(x.fault.Message, test.message) || !strings.HasPrefix(x.fault.Help, test.help) {
			t.Errorf("%s\n got %s\nwant %s; %s", test.request, x.response, test.message, test.help)
		}
	}
}

func TestMaxRequest(t *testing.T) {
	x := exchanged(t, New(), make([]byte, MaxRequest+1))
	if x.ok || x.fault.Message != "the request is 67108865 bytes; the most is 64 MiB" || x.fault.Help == "" {
		t.Errorf("%s", x.response)
	}
}

// TestDefects: a panic and an error of the module's own are answered, and the
// next request is answered as if nothing had been.
func TestDefects(t *testing.T) {
	s := New()
	s.calls = append(s.calls,
		call{name: "panic", answer: func(*Service, members) (any, error) { panic("out of order") }},
		call{name: "nil", answer: func(*Service, members) (any, error) { var none *call; return none.name, nil }},
		call{name: "error", answer: func(*Service, members) (any, error) { return nil, errors.New("a file is not there") }},
		call{name: "unwritten", answer: func(*Service, members) (any, error) { return func() {}, nil }},
	)
	for name, want := range map[string]string{
		"panic": "costplan failed at this request: out of order", "error": "costplan failed at this request: a file is not there",
		"nil":       "costplan failed at this request: runtime error: invalid memory address or nil pointer dereference",
		"unwritten": "costplan failed at this request: the response cannot be written: json: unsupported type: func()",
	} {
		if f := refusal(t, s, name, nil); f.Kind != kindDefect || f.Message != want || f.Help == "" {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if answered(t, s, "hello", nil)["edition"] != "2026-06-06" {
		t.Error("no answer after a defect")
	}
}

// FuzzRespond: whatever comes in, one line of JSON goes out that the schema
// describes, and no request makes the module fail.
func FuzzRespond(f *testing.F) {
	s := New()
	for _, name := range s.names() {
		for _, args := range []string{
			``, `,"files":[{"name":"a.yaml","text":"deployments: [{model_name: qwen3-32b, plan: mu}]"}]`, `,"settings":{"region":"beijing"}`,
			`,"files":[{"name":"a.yaml","text":"x"}],"position":{"line":1,"column":9}`, `,"files":[{"name":"a.json","base64":"e30="}],"start":{"line":1,"column":1},"end":{"line":2,"column":1}`,
			`,"need":{"model":"qwen3-32b"}`, `,"files":[{"name":"a","text":"model_name: qwen3-32b\nplan: mu"}],"change":{"kind":"set","deployment":0,"field":"capacity","value":"8"}`,
			`,"model":"qwen3.6-plus-2026-04-02","region":"beijing","traffic":{"name":"t","text":"timestamp,input_tokens,output_tokens\n2026-06-01T00:00:00Z,1,1"}`,
		} {
			f.Add([]byte(`{"api":1,"call":"` + name + `"` + args + `}`))
		}
	}
	f.Fuzz(func(t *testing.T, request []byte) {
		x := exchanged(t, s, request)
		if !x.ok && x.fault.Kind == kindDefect {
			t.Errorf("%s", x.response)
		}
		if again := s.Respond(request); string(again) != string(x.response) {
			t.Errorf("another answer to the same request: %s, %s", x.response, again)
		}
	})
}

// TestRequestsAreStrict: a field that the schema does not name is refused by every
// call, so that a schema that lags behind shows.
func TestRequestsAreStrict(t *testing.T) {
	s := New()
	for _, name := range s.names() {
		request, err := json.Marshal(body{"api": API, "call": name, "x-more": 1})
		if err != nil {
			t.Fatal(err)
		}
		if x := exchanged(t, s, request); x.ok || x.fault.Message != "x-more: there is no such field" {
			t.Errorf("%s: %s", name, x.response)
		}
	}
}
