package edit

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// house is the style of the tests: what a deployment file has.
var house = Style{
	Order: func(path string) []string {
		switch {
		case strings.HasSuffix(path, "/estimate"):
			return []string{"payment", "hours", "days", "tokens"}
		case strings.HasSuffix(path, "/tokens"):
			return []string{"input", "output"}
		}
		return []string{"version", "name", "region", "period", "model_name", "plan", "deploy_spec", "capacity", "ptu_capacity", "suffix", "estimate", "deployments"}
	},
	Flow: func(path string) bool { return !strings.HasSuffix(path, "/estimate") },
}

// op is one change of a table.
type op func(*Text) error

func put(path string, v Value) op  { return func(t *Text) error { return t.Do(Put(0, path, v)) } }
func remove(path string) op        { return func(t *Text) error { return t.Do(Remove(0, path)) } }
func push(path string, v Value) op { return func(t *Text) error { return t.Do(Append(0, path, v)) } }
func duplicate(path string, at int) op {
	return func(t *Text) error { return t.Do(Duplicate(0, path, at)) }
}
func removeItem(path string, at int) op {
	return func(t *Text) error { return t.Do(RemoveItem(0, path, at)) }
}

func TestChanges(t *testing.T) {
	for _, test := range []struct {
		name, text string
		do         op
		want       string
	}{
		// A scalar keeps its quotes, its comment and what is around it.
		{"number", "a: 1 # one\nb: 2\n", put("/a", Number("12")), "a: 12 # one\nb: 2\n"},
		{"same value", "a: 1 # one\n", put("/a", Number("1")), "a: 1 # one\n"},
		{"text", "a: x\n", put("/a", String("y z")), "a: y z\n"},
		{"double quotes stay", `a: "x"` + "\n", put("/a", String("y")), `a: "y"` + "\n"},
		{"single quotes stay", "a: 'x'\n", put("/a", String("it's")), "a: 'it''s'\n"},
		{"single quotes can't hold a line break", "a: 'x'\n", put("/a", String("l\nm")), `a: "l\nm"` + "\n"},
		{"quotes that were needed go", `a: "8"` + "\n", put("/a", String("8d")), "a: 8d\n"},
		{"quotes of a text go for a number", `a: "x"` + "\n", put("/a", Number("8")), "a: 8\n"},
		{"true to 1.1", "a: x\n", put("/a", String("on")), "a: \"on\"\n"},
		{"like a number", "a: x\n", put("/a", String("1_000")), "a: \"1_000\"\n"},
		{"like a date", "a: x\n", put("/a", String("2026-06-06")), "a: \"2026-06-06\"\n"},
		{"a month is no date", "a: x\n", put("/a", String("2026-12")), "a: 2026-12\n"},
		{"a colon", "a: x\n", put("/a", String("k: v")), "a: \"k: v\"\n"},
		{"a hash", "a: x\n", put("/a", String("k #v")), "a: \"k #v\"\n"},
		{"a leading symbol", "a: x\n", put("/a", String("*x")), "a: \"*x\"\n"},
		{"empty", "a: x\n", put("/a", String("")), "a: \"\"\n"},
		{"quotes and backslash", "a: x\n", put("/a", String(`q"\`)), `a: "q\"\\"` + "\n"},
		{"an image", "a: x\n", put("/a", String("<img onerror>")), "a: \"<img onerror>\"\n"},
		{"other letters", "a: x\n", put("/a", String("чат 中文")), "a: чат 中文\n"},
		{"invisible", "a: x\n", put("/a", String("x\ufeffy")), `a: "x\uFEFFy"` + "\n"},
		{"nothing there yet", "a:\nb: 2\n", put("/a", Number("1")), "a: 1\nb: 2\n"},
		{"nothing there yet, a comment", "a:  # one\nb: 2\n", put("/a", Number("1")), "a: 1  # one\nb: 2\n"},
		{"null", "a: ~ # one\n", put("/a", Number("1")), "a: 1 # one\n"},
		{"several lines", "a: one\n  two\nb: 2\n", put("/a", String("x")), "a: x\nb: 2\n"},
		{"block of text", "a: |\n  one\n  two\nb: 2\n", put("/a", String("x")), "a: x\nb: 2\n"},
		{"a mapping gives way", "a: # why\n  c: 1\n  d: 2\nb: 2\n", put("/a", String("x")), "a: x # why\nb: 2\n"},
		{"a list in brackets gives way", "a: [1, 2] # why\n", put("/a", String("x")), "a: x # why\n"},
		{"an alias gives way", "x-v: &v 1\na: *v # why\n", put("/a", Number("2")), "x-v: &v 1\na: 2 # why\n"},
		{"CRLF", "a: 1\r\nb: 2\r\n", put("/a", Number("3")), "a: 3\r\nb: 2\r\n"},
		{"byte order mark", "\ufeffa: 1\nb: 2\n", put("/a", Number("3")), "\ufeffa: 3\nb: 2\n"},
		{"JSON", `{"a": 1, "b": "x"}`, put("/b", String("y \"z\" on")), `{"a": 1, "b": "y \"z\" on"}`},
		{"JSON null", `{"a": null}`, put("/a", String("yes")), `{"a": "yes"}`},
		{"braces", "{a: 1, b: x}\n", put("/b", String("y, z")), "{a: 1, b: \"y, z\"}\n"},

		// A key that is missing.
		{"put behind", "version: 1 # v\nperiod: 30d\n", put("/region", String("singapore")), "version: 1 # v\nregion: singapore\nperiod: 30d\n"},
		{"put first", "period: 30d\n", put("/version", Number("1")), "version: 1\nperiod: 30d\n"},
		{"put first below what the document says", "# mine\nperiod: 30d\n", put("/version", Number("1")), "# mine\nversion: 1\nperiod: 30d\n"},
		{"put first above a comment", "estimate:\n  # three\n  days: 3\n", put("/estimate/hours", Number("1")), "estimate:\n  hours: 1\n  # three\n  days: 3\n"},
		{"put last without a line end", "version: 1", put("/period", String("30d")), "version: 1\nperiod: 30d"},
		{"put behind a mapping with its comments", "name: x\nptu_capacity:\n  input_tpm: 1\n  # more\n# of the suffix\nsuffix: y\n", put("/estimate", Mapping(Field{"hours", Number("2")})),
			"name: x\nptu_capacity:\n  input_tpm: 1\n  # more\n# of the suffix\nsuffix: y\nestimate:\n  hours: 2\n"},
		{"put behind a block", "name: x\nptu_capacity:\n  input_tpm: 1\n  # more\n# of the estimate\nestimate: {}\n", put("/suffix", String("s")),
			"name: x\nptu_capacity:\n  input_tpm: 1\n  # more\nsuffix: s\n# of the estimate\nestimate: {}\n"},
		{"put into an item", "deployments:\n  - name: x\n    plan: mu # m\n", put("/deployments/0/capacity", Number("8")),
			"deployments:\n  - name: x\n    plan: mu # m\n    capacity: 8\n"},
		{"put first into an item", "deployments:\n- plan: mu\n  capacity: 8\n", put("/deployments/0/name", String("x")),
			"deployments:\n- name: x\n  plan: mu\n  capacity: 8\n"},
		{"put with the mappings around", "deployments:\n  -   name: x\n      plan: lora\n", put("/deployments/0/estimate/tokens/input", Number("5")),
			"deployments:\n  -   name: x\n      plan: lora\n      estimate:\n        tokens: {input: 5}\n"},
		{"put as the others do", "deployments:\n  - name: x\n    estimate: {hours: 1}\n  - name: y\n", put("/deployments/1/estimate/hours", Number("5")),
			"deployments:\n  - name: x\n    estimate: {hours: 1}\n  - name: y\n    estimate: {hours: 5}\n"},
		{"put as deep as the others", "deployments:\n    - name: x\n      estimate:\n          hours: 1\n    - name: y\n", put("/deployments/1/estimate/hours", Number("5")),
			"deployments:\n    - name: x\n      estimate:\n          hours: 1\n    - name: y\n      estimate:\n          hours: 5\n"},
		{"put into an empty mapping", "name: x\nestimate: # e\nsuffix: s\n", put("/estimate/hours", Number("5")), "name: x\nestimate: # e\n  hours: 5\nsuffix: s\n"},
		{"put into an empty mapping, on its line", "name: x\nptu_capacity: # e\nsuffix: s\n", put("/ptu_capacity/input_tpm", Number("5")), "name: x\nptu_capacity: {input_tpm: 5} # e\nsuffix: s\n"},
		{"put into braces", "estimate: {payment: subscription, days: 3} # e\n", put("/estimate/hours", Number("5")), "estimate: {payment: subscription, hours: 5, days: 3} # e\n"},
		{"put first into braces", "estimate: { days: 3 }\n", put("/estimate/hours", Number("5")), "estimate: { hours: 5, days: 3 }\n"},
		{"put last into braces", "estimate: {payment: subscription}\n", put("/estimate/days", Number("5")), "estimate: {payment: subscription, days: 5}\n"},
		{"put into empty braces", "estimate: { }\n", put("/estimate/days", Number("5")), "estimate: {days: 5}\n"},
		{"put with a merge key", "x-b: &b {plan: mu}\ndeployments:\n  - <<: *b\n", put("/deployments/0/name", String("x")), "x-b: &b {plan: mu}\ndeployments:\n  - <<: *b\n    name: x\n"},
		{"put over a merged key", "x-b: &b {plan: mu}\ndeployments:\n  - <<: *b\n    name: x\n  - <<: *b\n", put("/deployments/0/plan", String("ptu")),
			"x-b: &b {plan: mu}\ndeployments:\n  - <<: *b\n    name: x\n    plan: ptu\n  - <<: *b\n"},
		{"put over a merged key in braces", "x-b: &b {plan: mu}\ndeployments: [{<<: *b}]\n", put("/deployments/0/plan", String("ptu")),
			"x-b: &b {plan: mu}\ndeployments: [{<<: *b, plan: ptu}]\n"},
		{"put into pretty JSON", "{\n  \"name\": \"x\",\n  \"plan\": \"mu\"\n}\n", put("/capacity", Number("8")), "{\n  \"name\": \"x\",\n  \"plan\": \"mu\",\n  \"capacity\": 8\n}\n"},
		{"put between in pretty JSON", "{\n\t\"name\": \"x\",\n\t\"suffix\": \"mu\"\n}\n", put("/plan", String("mu")), "{\n\t\"name\": \"x\",\n\t\"plan\": \"mu\",\n\t\"suffix\": \"mu\"\n}\n"},
		{"put a mapping into pretty JSON", "{\n\t\"name\": \"x\"\n}\n", put("/estimate/hours", Number("8")), "{\n\t\"name\": \"x\",\n\t\"estimate\": {\n\t\t\"hours\": 8\n\t}\n}\n"},
		{"put into compact JSON", `{"name":"x","plan":"mu"}`, put("/ptu_capacity", Mapping(Field{"input_tpm", Number("1")}, Field{"output_tpm", Number("2")})),
			`{"name":"x","plan":"mu","ptu_capacity":{"input_tpm":1,"output_tpm":2}}`},
		{"put into JSON on one line", `{"name": "x"}`, put("/estimate/tokens/input", Number("8")), `{"name": "x", "estimate": {"tokens": {"input": 8}}}`},
		{"put into YAML braces over lines", "{\n  name: x, # n\n  plan: mu # p\n}\n", put("/capacity", Number("8")), "{\n  name: x, # n\n  plan: mu, # p\n  capacity: 8\n}\n"},
		{"put behind a comma in YAML braces over lines", "{\n  name: x, # n\n  plan: mu, # p\n}\n", put("/capacity", Number("8")), "{\n  name: x, # n\n  plan: mu, # p\n  capacity: 8,\n}\n"},
		{"put with CRLF", "name: x\r\nplan: mu\r\n", put("/estimate/hours", Number("8")), "name: x\r\nplan: mu\r\nestimate:\r\n  hours: 8\r\n"},

		// A key goes.
		{"remove", "a: 1\nb: 2 # two\nc: 3\n", remove("/b"), "a: 1\nc: 3\n"},
		{"remove what is not there", "a: 1\n", remove("/b/c"), "a: 1\n"},
		{"remove keeps the comments of others", "a: 1\n# of b\nb: 2 # two\n# of c\nc: 3\n", remove("/b"), "a: 1\n# of b\n# of c\nc: 3\n"},
		{"remove a mapping", "a: 1\nb: # two\n  c: 3\n  # within\nd: 4\n", remove("/b"), "a: 1\nd: 4\n"},
		{"remove the last without a line end", "a: 1\nb: 2", remove("/b"), "a: 1"},
		{"remove the first of an item", "l:\n  - a: 1 # one\n    b: 2\n", remove("/l/0/a"), "l:\n  - b: 2\n"},
		{"remove the first of an item, a comment", "l:\n  - a: 1 # one\n    # of b\n    b: 2\n", remove("/l/0/a"), "l:\n  - # of b\n    b: 2\n"},
		{"remove the only one of an item", "l:\n  - a: 1 # one\n", remove("/l/0/a"), "l:\n  - {} # one\n"},
		{"remove the mapping with its last key", "name: x\nestimate: # e\n  tokens:\n    input: 3\nsuffix: s\n", remove("/estimate/tokens/input"), "name: x\nsuffix: s\n"},
		{"remove the braces with their last key", "name: x\nestimate: {hours: 3} # e\nsuffix: s\n", remove("/estimate/hours"), "name: x\nsuffix: s\n"},
		{"remove with the byte order mark kept", "\ufeffa: 1\nb: 2\n", remove("/a"), "\ufeffb: 2\n"},
		{"remove with CRLF", "a: 1\r\nb: 2\r\nc: 3\r\n", remove("/b"), "a: 1\r\nc: 3\r\n"},
		{"remove a block of text", "a: |\n  x\n\n  y\n\nb: 1\n", remove("/a"), "\nb: 1\n"},
		{"remove from braces", "m: {a: 1, b: 2, c: 3}\n", remove("/m/b"), "m: {a: 1, c: 3}\n"},
		{"remove the first from braces", "m: { a: 1, b: 2 }\n", remove("/m/a"), "m: { b: 2 }\n"},
		{"remove the last from braces", "m: { a: 1, b: 2 }\n", remove("/m/b"), "m: { a: 1 }\n"},
		{"remove a quoted text from braces", "m: {a: 'x, y}', b: \"2}\", c: it's}\n", remove("/m/b"), "m: {a: 'x, y}', c: it's}\n"},
		{"remove from pretty JSON", "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n", remove("/b"), "{\n  \"a\": 1,\n  \"c\": 3\n}\n"},
		{"remove the last from pretty JSON", "{\n  \"a\": 1,\n  \"b\": {\n    \"x\": 2\n  }\n}\n", remove("/b"), "{\n  \"a\": 1\n}\n"},
		{"remove the last from YAML over lines", "{\n  a: 1, # one\n  b: 2 # two\n}\n", remove("/b"), "{\n  a: 1 # one\n}\n"},
		{"remove from compact JSON", `{"a":1,"b":2}`, remove("/b"), `{"a":1}`},
		{"remove the only one", `{"a":1}`, remove("/a"), `{}`},

		// Items of a list.
		{"append", "deployments:\n  - name: x\n", push("/deployments", Mapping(Field{"name", String("w")}, Field{"plan", String("mu")})), "deployments:\n  - name: x\n  - name: w\n    plan: mu\n"},
		{"append with its own indent", "deployments:\n-   name: x # n\n    # more\n\n# after\n", push("/deployments", Mapping(Field{"name", String("w")}, Field{"plan", String("mu")})),
			"deployments:\n-   name: x # n\n    # more\n-   name: w\n    plan: mu\n\n# after\n"},
		{"append with an empty line", "deployments:\n  - name: x\n\n  # y\n  - name: y", push("/deployments", Mapping(Field{"name", String("z")})), "deployments:\n  - name: x\n\n  # y\n  - name: y\n\n  - name: z"},
		{"append in braces", "deployments:\n  - {name: x}\n", push("/deployments", Mapping(Field{"name", String("w")}, Field{"plan", String("mu")})), "deployments:\n  - {name: x}\n  - {name: w, plan: mu}\n"},
		{"append to nothing", "deployments: [] # none\nx-a: 1\n", push("/deployments", Mapping(Field{"name", String("w")}, Field{"plan", String("mu")})), "deployments: # none\n  - name: w\n    plan: mu\nx-a: 1\n"},
		{"append to an empty value", "deployments:\n", push("/deployments", Mapping(Field{"name", String("w")}, Field{"plan", String("mu")})), "deployments:\n  - name: w\n    plan: mu\n"},
		{"append to what is missing", "version: 1\nx-a: 1\n", push("/deployments", Mapping(Field{"name", String("w")})), "version: 1\ndeployments:\n  - name: w\nx-a: 1\n"},
		{"append to JSON", "{\"deployments\": [\n  {\"name\": \"x\"}\n]}\n", push("/deployments", Mapping(Field{"name", String("w")})), "{\"deployments\": [\n  {\"name\": \"x\"},\n  {\"name\": \"w\"}\n]}\n"},
		{"append to pretty JSON", "{\n  \"deployments\": [\n    {\n      \"name\": \"x\"\n    }\n  ]\n}\n", push("/deployments", Mapping(Field{"name", String("w")}, Field{"estimate", Mapping(Field{"hours", Number("1")})})),
			"{\n  \"deployments\": [\n    {\n      \"name\": \"x\"\n    },\n    {\n      \"name\": \"w\",\n      \"estimate\": {\n        \"hours\": 1\n      }\n    }\n  ]\n}\n"},
		{"append to an empty list in pretty JSON", "{\n  \"deployments\": []\n}\n", push("/deployments", Mapping(Field{"name", String("w")})), "{\n  \"deployments\": [\n    {\n      \"name\": \"w\"\n    }\n  ]\n}\n"},
		{"append to an empty list in compact JSON", `{"deployments":[]}`, push("/deployments", Mapping(Field{"name", String("w")}, Field{"plan", String("mu")})), `{"deployments":[{"name":"w","plan":"mu"}]}`},
		{"duplicate", "deployments:\n  # of x\n  - name: x # n\n    plan: mu\n    # - more\n\n  # of y\n  - name: y\n", duplicate("/deployments", 0),
			"deployments:\n  # of x\n  - name: x # n\n    plan: mu\n    # - more\n\n  # of x\n  - name: x # n\n    plan: mu\n    # - more\n\n  # of y\n  - name: y\n"},
		{"duplicate the last without a line end", "l:\n- a\n- b", duplicate("/l", 1), "l:\n- a\n- b\n- b"},
		{"duplicate without anchors", "l:\n  - &a\n    x: &b 1\n    y: *b\n  - *a\n", duplicate("/l", 0), "l:\n  - &a\n    x: &b 1\n    y: *b\n  -\n    x: 1\n    y: *b\n  - *a\n"},
		{"duplicate in brackets", "l: [{a: 1}, {b: 2}]\n", duplicate("/l", 0), "l: [{a: 1}, {a: 1}, {b: 2}]\n"},
		{"duplicate in pretty JSON", "[\n  {\n    \"a\": 1\n  }\n]\n", duplicate("", 0), "[\n  {\n    \"a\": 1\n  },\n  {\n    \"a\": 1\n  }\n]\n"},
		{"remove an item", "l:\n  # of x\n  - x # n\n\n  # of y\n  - y\n", removeItem("/l", 1), "l:\n  # of x\n  - x # n\n"},
		{"remove the first item", "l:\n  # of x\n  - x # n\n\n  # of y\n  - y\n", removeItem("/l", 0), "l:\n  # of y\n  - y\n"},
		{"remove an item keeps other comments", "l:\n  # of all\n\n  # of x\n  - x: 1\n    # in x\n  # of y\n  - y\n", removeItem("/l", 0), "l:\n  # of all\n\n  # of y\n  - y\n"},
		{"remove the only item", "l: # list\n  # of x\n  - x # n\nm: 1\n", removeItem("/l", 0), "l: [] # list\nm: 1\n"},
		{"remove the only item without a line end", "l:\n- x", removeItem("/l", 0), "l: []"},
		{"remove from brackets", "l: [{a: 1}, {b: 2}]\n", removeItem("/l", 1), "l: [{a: 1}]\n"},
		{"remove the only one from brackets", `{"l":[{"a":1}]}`, removeItem("/l", 0), `{"l":[]}`},
		{"remove from pretty JSON list", "[\n  {\n    \"a\": 1\n  },\n  {\n    \"b\": 1\n  }\n]\n", removeItem("", 1), "[\n  {\n    \"a\": 1\n  }\n]\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, err := Open("a.yaml", []byte(test.text), house)
			if err != nil {
				t.Fatal(err)
			}
			if err := test.do(text); err != nil {
				t.Fatal(err)
			}
			if got := string(text.Data()); got != test.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, test.want)
			}
			checkEdits(t, text)
		})
	}
}

// checkEdits applies the edits of a text to what was opened.
func checkEdits(t *testing.T, text *Text) {
	t.Helper()
	var out []byte
	at := 0
	for _, e := range text.Edits() {
		if e.Start.Offset < at || e.End.Offset < e.Start.Offset || e.Start.Offset == e.End.Offset && e.Text == "" {
			t.Errorf("edit %+v", e)
		}
		out = append(append(out, text.before.Data[at:e.Start.Offset]...), e.Text...)
		at = e.End.Offset
	}
	out = append(out, text.before.Data[at:]...)
	if string(out) != string(text.Data()) {
		t.Errorf("the edits give:\n%s\nthe text is:\n%s", out, text.Data())
	}
}

func TestRefused(t *testing.T) {
	for _, test := range []struct {
		name, text string
		do         op
		want       string // part of the message
	}{
		{"within an alias", "x-e: &e {hours: 1}\na:\n  estimate: *e\n", put("/a/estimate/hours", Number("2")), "estimate is an alias: it is written on line 1"},
		{"within what is merged", "x-e: &e\n  estimate: {hours: 1}\na:\n  <<: *e\n", put("/a/estimate/hours", Number("2")), "estimate comes in through the merge key << and is written on line 2"},
		{"remove what is merged", "x-e: &e\n  hours: 1\n  days: 2\na:\n  <<: *e\n", remove("/a/hours"), "hours comes in through the merge key << and is written on line 2"},
		{"an anchor that others use", "a: &e\n  hours: 1\nb: *e\n", put("/a/hours", Number("2")), "/b/hours (line 2) would change too"},
		{"an anchor that others merge", "a: &e\n  hours: 1\nb:\n  <<: *e\n  days: 1\n", put("/a/hours", Number("2")), "/b/hours (line 2) would change too"},
		{"remove an anchor that others use", "a: &e 1\nb: *e\nc: 1\n", remove("/a"), "the file would have a new mistake on line 1: no anchor &e"},
		{"into a single value", "a: 1\n", put("/a/b", Number("2")), "a is a single value here, so there is no b in it"},
		{"no such item", "a: [1]\n", put("/a/1", Number("2")), "there is no item 1 in a"},
		{"no such item to remove", "a: [1]\n", removeItem("/a", 1), "there is no item 1 in a"},
		{"not a list", "a: 1\n", push("/a", Number("2")), "a is no list"},
		{"a tag", "a: !!int 1\n", put("/a", String("x")), "the file would have a new mistake on line 1"},
		{"the document", "a: 1\n", put("", String("x")), "the document is written in a way"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, err := Open("a.yaml", []byte(test.text), house)
			if err != nil {
				t.Fatal(err)
			}
			err = test.do(text)
			var refusal *Refusal
			if !errors.As(err, &refusal) || !strings.Contains(refusal.Message, test.want) {
				t.Fatalf("got %v, want %q", err, test.want)
			}
			if string(text.Data()) != test.text || len(text.Edits()) > 0 {
				t.Errorf("the text was changed: %q", text.Data())
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"a: 1\nb: [1\n": "line 2: this '[' is never closed",
		"a: \xff\n":     "line 1: the file is not UTF-8 text",
	} {
		_, err := Open("a.yaml", []byte(text), house)
		var refusal *Refusal
		if !errors.As(err, &refusal) || !strings.HasPrefix(refusal.Message, want) || refusal.Help == "" {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
	if _, err := Open("a.yaml", []byte("a: 1\na: 2\n"), house); err != nil {
		t.Errorf("a key that appears twice: %v", err)
	}
}

func TestBegin(t *testing.T) {
	file := Mapping(Field{"version", Number("1")}, Field{"deployments", List(Mapping(Field{"name", String("x")}, Field{"plan", String("mu")}))})
	const yaml = "version: 1\ndeployments:\n  - name: x\n    plan: mu\n"
	for _, test := range []struct{ name, text, want string }{
		{"a.yaml", "", yaml},
		{"a.yaml", "# only words", "# only words\n" + yaml},
		{"a.yaml", "# only words\n", "# only words\n" + yaml},
		{"a.yaml", "---\n", "---\n" + yaml},
		{"a.json", "", "{\n  \"version\": 1,\n  \"deployments\": [\n    {\n      \"name\": \"x\",\n      \"plan\": \"mu\"\n    }\n  ]\n}\n"},
	} {
		text, err := Open(test.name, []byte(test.text), house)
		if err == nil {
			err = text.Begin(file)
		}
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
		} else if got := string(text.Data()); got != test.want {
			t.Errorf("%q: got\n%s\nwant\n%s", test.text, got, test.want)
		}
	}
	text, err := Open("a.yaml", []byte("a: 1\n"), house)
	if err == nil {
		err = text.Begin(file)
	}
	if err == nil {
		t.Error("a second beginning")
	}
}

// Changes one after the other give edits of the text that was opened.
func TestSeveral(t *testing.T) {
	const before = "version: 1\nregion: a # r\ndeployments:\n  # of x\n  - name: x\n    plan: mu # p\n    capacity: 8\n"
	const after = "version: 1\nregion: bb # r\ndeployments:\n  # of x\n  - name: x\n    plan: ptu # p\n    ptu_capacity: {input_tpm: 1}\n"
	text, err := Open("a.yaml", []byte(before), house)
	if err != nil {
		t.Fatal(err)
	}
	for _, do := range []op{
		put("/deployments/0/plan", String("ptu")),
		put("/deployments/0/ptu_capacity/input_tpm", Number("1")),
		remove("/deployments/0/capacity"),
		put("/region", String("b")), put("/region", String("bb")),
		put("/period", String("7d")), remove("/period"),
	} {
		if err := do(text); err != nil {
			t.Fatal(err)
		}
	}
	if got := string(text.Data()); got != after {
		t.Errorf("got:\n%s", got)
	}
	checkEdits(t, text)
	var places []int
	for _, e := range text.Edits() {
		places = append(places, e.Start.Line)
	}
	if want := []int{2, 6, 7}; !slices.Equal(places, want) {
		t.Errorf("edits on lines %v, want %v: %+v", places, want, text.Edits())
	}
}

// The documents of a stream are apart, and so are their anchors.
func TestStream(t *testing.T) {
	const stream = "# first\na: &x 1\n---\na: 2 # two\nb: &x 1\nc: *x\n...\n---\na: 3\n"
	text, err := Open("a.yaml", []byte(stream), house)
	if err != nil {
		t.Fatal(err)
	}
	for doc, value := range []string{"10", "20", "30"} {
		if err := text.Do(Put(doc, "/a", Number(value))); err != nil {
			t.Fatal(err)
		}
	}
	if err := text.Do(Put(1, "/d", Number("4"))); err != nil {
		t.Fatal(err)
	}
	if err := text.Do(Put(3, "/a", Number("4"))); err == nil {
		t.Error("there is no fourth document")
	}
	const want = "# first\na: &x 10\n---\na: 20 # two\nb: &x 1\nc: *x\nd: 4\n...\n---\na: 30\n"
	if got := string(text.Data()); got != want {
		t.Errorf("got:\n%s", got)
	}
	checkEdits(t, text)

	lines, err := Open("a.ndjson", []byte("{\"a\":1}\n{\"a\":2,\"b\":[]}\n"), house)
	if err != nil {
		t.Fatal(err)
	}
	if err := lines.Do(Put(1, "/c/d", String("x"))); err != nil {
		t.Fatal(err)
	}
	if got := string(lines.Data()); got != "{\"a\":1}\n{\"a\":2,\"b\":[],\"c\":{\"d\":\"x\"}}\n" {
		t.Errorf("got:\n%s", got)
	}
}
