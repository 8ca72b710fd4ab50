package document

import (
	"strings"
	"testing"
)

// TestScalarTypes reads each text as a plain scalar, and again in quotes, where
// it is always a string.
func TestScalarTypes(t *testing.T) {
	for _, c := range []struct {
		kind  Kind
		texts string
	}{
		{Null, "~ null Null NULL"},
		{Bool, "true True TRUE false False FALSE"},
		{Number, "0 7 -7 +7 1.50 .5 5. -0.0 1e3 1E+3 6.4e-3 0.10 00.5 1e30 1234567890123456789012345678901234567890"},
		{String, "0x1F 0o17 017 -007 00 0b1 1_000 1,000 .nan .NaN .inf -.Inf 1e 1e5e5 1.2.3 e3 + - . +-1 1-2"},
		{String, "2026-06-06 12:30:00 1:30 yes no on off y n Yes NO nULL tRUE MU1 1mo 30d"},
	} {
		for _, text := range strings.Fields(c.texts) {
			docs, problems := Parse(NewSource("a.yaml", []byte("a: "+text+"\nb: '"+text+"'\n")))
			if text == "-" || len(problems) > 0 {
				if text != "-" {
					t.Errorf("%s: %s", text, problems[0].Message)
				}
				continue
			}
			plain, quoted := docs[0].Get("a"), docs[0].Get("b")
			if plain.Kind != c.kind || !plain.Plain || plain.Bad {
				t.Errorf("%s: got %s, want %s", text, kindNames[plain.Kind], kindNames[c.kind])
			}
			if want := text; c.kind != Bool && plain.Text != want {
				t.Errorf("%s: got text %q", text, plain.Text)
			}
			if quoted.Kind != String || quoted.Plain || quoted.Text != text {
				t.Errorf("'%s': got %s %q", text, kindNames[quoted.Kind], quoted.Text)
			}
		}
	}
}

func TestBooleanText(t *testing.T) {
	docs, _ := Parse(NewSource("a.yaml", []byte("[TRUE, False, !!bool True]")))
	for i, want := range []string{"true", "false", "true"} {
		if got := docs[0].Items[i]; got.Kind != Bool || got.Text != want {
			t.Errorf("item %d: got %s %q, want %q", i, kindNames[got.Kind], got.Text, want)
		}
	}
}

func TestYAML11Boolean(t *testing.T) {
	for text, want := range map[string]string{
		"yes": "true", "Yes": "true", "ON": "true", "no": "false", "NO": "false", "Off": "false",
		"y": "", "n": "", "yES": "", "true": "", "'yes'": "", "!!str yes": "", "yes sir": "",
	} {
		docs, _ := Parse(NewSource("a.yaml", []byte("a: "+text)))
		got := ""
		if value, ok := docs[0].Get("a").YAML11Boolean(); ok {
			got = map[bool]string{true: "true", false: "false"}[value]
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
	docs, _ := Parse(NewSource("a.json", []byte(`{"a": "yes"}`)))
	if _, ok := docs[0].Get("a").YAML11Boolean(); ok {
		t.Error("JSON has no YAML 1.1 booleans")
	}
}

func TestTooLongNumberIsMarked(t *testing.T) {
	for _, file := range []string{"a.yaml", "a.json"} {
		docs, problems := Parse(NewSource(file, []byte(`{"a": 1e31, "b": 2}`)))
		if len(problems) != 1 || len(docs) != 1 || !docs[0].Get("a").Bad || docs[0].Get("b").Bad {
			t.Errorf("%s: %d documents, %d problems", file, len(docs), len(problems))
		}
		if problems[0].Path != "/a" {
			t.Errorf("%s: path %q", file, problems[0].Path)
		}
	}
}

func TestEscapes(t *testing.T) {
	for text, want := range map[string]string{
		`["\ud83d\ude00\u00e9\/\n"]`: "😀é/\n",
		`["\ud800x"]`:                "\uFFFDx", // half a surrogate pair is no character
	} {
		docs, _ := Parse(NewSource("a.json", []byte(text)))
		if got := docs[0].Items[0].Text; got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestPath(t *testing.T) {
	_, problems := Parse(NewSource("a.yaml", []byte("a/b:\n  - c~d: {x: 1, x: 2}\n")))
	if got, want := problems[0].Path, "/a~1b/0/c~0d/x"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if r := problems[0].Related; len(r) != 1 || r[0].Span.Start.Column != 11 {
		t.Errorf("related: %v", r)
	}
}
