package outline

import (
	"strconv"
	"strings"
	"testing"
)

// write writes an outline in one line: mappings in braces, lists in brackets,
// keys without a colon with a question mark, nothing as "_".
func write(n *Node) string {
	switch {
	case n == nil:
		return "_"
	case n.Kind == Alias:
		return "*" + n.Text
	case n.Kind == Mapping:
		var parts []string
		for _, e := range n.Entries {
			if e.Colon < 0 {
				parts = append(parts, e.Key.Text+"?")
			} else {
				parts = append(parts, e.Key.Text+":"+write(e.Value))
			}
		}
		return "{" + strings.Join(parts, " ") + "}"
	case n.Kind == Sequence:
		var parts []string
		for _, item := range n.Items {
			parts = append(parts, write(item.Value))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case n.Quote == '|':
		return "|"
	}
	return n.Text
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "_"},
		{"a scalar", "abc", "abc"},
		{"a mapping", "a: 1\nb: two words # and a comment\n", "{a:1 b:two words}"},
		{"nested", "a:\n  b:\n    c: 1\n  d: 2\ne: 3", "{a:{b:{c:1} d:2} e:3}"},
		{"a list", "a:\n  - x: 1\n    y: 2\n  - z\n", "{a:[{x:1 y:2} z]}"},
		{"a list without indentation", "a:\n- x: 1\n  y: 2\n- z\nb: 3", "{a:[{x:1 y:2} z] b:3}"},
		{"lists in lists", "- - a\n  - b\n- c\n", "[[a b] c]"},
		{"an empty item", "a:\n  -\n  - b\n", "{a:[_ b]}"},
		{"an item on the next line", "a:\n  -\n    x: 1\n", "{a:[{x:1}]}"},
		{"brackets", "a: {b: 1, c: [x, 'y, z', \"w\"]}\nd: 2", "{a:{b:1 c:[x y, z w]} d:2}"},
		{"brackets over lines", "a: {b: 1,\n  c: 2, # no\n  d: 3\n}\ne: 4", "{a:{b:1 c:2 d:3} e:4}"},
		{"quoted keys", "\"a\": 1\n'b c': 2", "{a:1 b c:2}"},
		{"escapes", `a: "x\"\ty"` + "\nb: 'it''s'", "{a:x\"\ty b:it's}"},
		{"a colon in a value", "a: http://x:80/ y\nb: 12:30", "{a:http://x:80/ y b:12:30}"},
		{"a hash in a value", "a: b#c\nd: 'e # f' # g", "{a:b#c d:e # f}"},
		{"a block scalar", "a: |\n  b: 1\n\n  c\nd: >-\n  e\nf: 2", "{a:| d:| f:2}"},
		{"anchors, tags and aliases", "a: &x {b: !!int 1}\nc: *x\nd: &y\n  e: 1\nf: {<<: *y}\n", "{a:{b:1} c:*x d:{e:1} f:{<<:*y}}"},
		{"CRLF", "a: 1\r\nb:\r\n  - c\r\n", "{a:1 b:[c]}"},
		{"a mark and CR", "\uFEFFa: 1\rb: 2", "{a:1 b:2}"},
		{"documents", "%YAML 1.2\n---\na: 1\n---\nb: 2\n...\n--- {c: 3}\n", "{a:1} {b:2} {c:3}"},
		{"JSON", "{\"a\": [1, {\"b\": null}],\n\"c\": \"d\"}", "{a:[1 {b:null}] c:d}"},

		{"a word", "a: 1\nb", "{a:1 b?}"},
		{"a word between", "a: 1\nb\nc: 2", "{a:1 b? c:2}"},
		{"a word below a key", "a:\n  b\nc: 2", "{a:b c:2}"},
		{"a word that was to be a key", "a:\n  b\n  c: 2", "{a:{b? c:2}}"},
		{"no value", "a:\nb:", "{a:_ b:_}"},
		{"an open bracket", "a: {b: 1, c\nd: 2", "{a:{b:1 c?} d:2}"},
		{"an open bracket in an item", "a:\n  - {b: 1, c:\n  - d: 2\ne: 3", "{a:[{b:1 c:_} {d:2}] e:3}"},
		{"an open quote", "a: \"b\nc: 1", "{a:b c:1}"},
		{"an open quote in brackets", "a: {b: \"c\nd: 1", "{a:{b:c} d:1}"},
		{"a missing comma", `{"a": 1 "b": 2}`, "{a:1 b:2}"},
		{"a missing value", "{\"a\":\n \"b\": 2}", "{a:_ b:2}"},
		{"an open bracket in JSON", "{\n  \"a\": {\n    \"b\": 1,\n  \"c\": 2\n}", "{a:{b:1} c:2}"},
		{"two open brackets in JSON", "{\n  \"l\": [\n    {\n      \"a\": {\n        \"b\": 1,\n      \"c\": 2\n    }\n  ],\n  \"d\": 3\n}", "{l:[{a:{b:1} c:2}] d:3}"},
		{"brackets that do not fit", "a: [b}\nc: 1", "{a:[b] c:1}"},
		{"too deep an indentation", "a: 1\n   b: 2\nc: 3", "{a:1 b:2 c:3}"},
		{"too small an indentation", "a:\n    b: 1\n  c: 2\nd: 3", "{a:{b:1} c:2 d:3}"},
		{"an item in the wrong column", "a:\n  - b: 1\n - c: 2\n", "{a:[{b:1} {c:2}]}"},
		{"a text that goes on", "a: b\n  c\nd: 1", "{a:b d:1}"},
	} {
		var parts []string
		for _, root := range Read([]byte(c.text), false, NoCursor).Docs {
			parts = append(parts, write(root))
		}
		if got := strings.Join(parts, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestAt(t *testing.T) {
	const text = "a:\n  - b: {c: word, d: [x, y]}\nkey: value # no\n"
	f := Read([]byte(text), false, NoCursor)
	for _, c := range []struct{ word, path string }{
		{"a", "/a"}, {"b", "/a/0/b"}, {"word", "/a/0/b/c"}, {"y", "/a/0/b/d/1"}, {"key", "/key"}, {"value", "/key"},
	} {
		start := strings.Index(text, c.word)
		for offset := start; offset <= start+len(c.word); offset++ {
			trail, ok := f.At(offset)
			if !ok || trail.String() != c.path || trail.Leaf.Text != c.word {
				t.Errorf("%s at %d: %s %v", c.word, offset, trail, ok)
			}
		}
	}
	if trail, ok := f.At(strings.Index(text, "no")); ok {
		t.Errorf("a comment is %s", trail)
	}
	if trail, ok := f.At(strings.Index(text, " y]")); ok {
		t.Errorf("the space after a comma is %s", trail)
	}
}

// What is deep or long costs no more than it has to: each of these takes time
// that grows with its length alone.
func TestHostile(t *testing.T) {
	const n = 200_000
	for name, text := range map[string]string{
		"brackets":       strings.Repeat("[", n),
		"braces":         strings.Repeat("{a: ", n),
		"dashes":         strings.Repeat("- ", n),
		"dashes, lines":  strings.Repeat("-\n", n),
		"empty lines":    "a: [" + strings.Repeat("\n", n),
		"quotes":         strings.Repeat("\"", n),
		"one line":       "{" + strings.Repeat("\"a\": {}, ", n/8),
		"open, one line": "{" + strings.Repeat("\"a\": {", n/8),
		"comments":       strings.Repeat("# x\n", n),
		"deeper":         deeper(600),
		"aliases":        "a: &a [x]\n" + strings.Repeat("- *a\n", n/8),
		"keys":           strings.Repeat("k:\n", n),
		"words":          strings.Repeat("k\n", n),
		"block scalar":   "a: |\n" + strings.Repeat("\n", n),
	} {
		f := Read([]byte(text), false, len(text)/2)
		if len(f.Docs) == 0 {
			t.Errorf("%s: no document", name)
		}
		for _, root := range f.Docs {
			f.Tree(root, nil)
		}
		f.At(len(text) / 2)
	}
}

func deeper(n int) string {
	var out strings.Builder
	for i := range n {
		out.WriteString(strings.Repeat(" ", i) + "k" + strconv.Itoa(i) + ":\n")
	}
	return out.String()
}

// Whatever the text, every place is inside it and what belongs to something lies
// within it.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"a: 1\nb:\n  - c: {d: e, f: [g]}\n  - h\n", "{\"a\": [1, {\"b\": null}]}", "a: &x {b: 1}\nc: {<<: *x}\n---\nd: |\n  e\n",
		"a: \"b\n- c\n  ? d\n%x\n", "a: {b: [c, {\n d\n", "- - - a\n-\n # x\n",
	} {
		f.Add([]byte(seed), false, len(seed)/2)
		f.Add([]byte(seed), true, len(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte, asJSON bool, cursor int) {
		if cursor < NoCursor || cursor >= len(text) {
			cursor = NoCursor
		}
		file := Read(text, asJSON, cursor)
		for _, root := range file.Docs {
			checkNode(t, text, root, 0)
			file.Tree(root, nil)
		}
		for _, c := range file.Comments {
			if c.Start < 0 || c.End < c.Start || c.End > len(text) || text[c.Start] != '#' {
				t.Fatalf("comment %v of %q", c, text)
			}
		}
		for offset := 0; offset <= len(text); offset += 1 + len(text)/20 {
			if trail, ok := file.At(offset); ok && (offset < trail.Leaf.Start || offset > trail.Leaf.End) {
				t.Fatalf("%d is not in %v of %q", offset, trail.Leaf, text)
			}
		}
	})
}

func checkNode(t *testing.T, text []byte, n *Node, depth int) {
	if n == nil {
		return
	}
	if n.Start < 0 || n.End < n.Start || n.End > len(text) || depth > 2*maxDepth+2 {
		t.Fatalf("node %d-%d at depth %d of %d bytes: %q", n.Start, n.End, depth, len(text), text)
	}
	for _, e := range n.Entries {
		checkNode(t, text, e.Key, depth+1)
		checkNode(t, text, e.Value, depth+1)
		if e.Colon >= 0 && (e.Colon >= len(text) || text[e.Colon] != ':') {
			t.Fatalf("no colon at %d of %q", e.Colon, text)
		}
	}
	for _, item := range n.Items {
		checkNode(t, text, item.Value, depth+1)
	}
}

// String writes the way as a JSON pointer of keys and numbers, for the
// messages of tests.
func (t Trail) String() string {
	var out strings.Builder
	for _, s := range t.Steps {
		out.WriteByte('/')
		if e := s.Entry(); e != nil {
			out.WriteString(e.Key.Text)
		} else {
			out.WriteString(strconv.Itoa(s.Index))
		}
	}
	return out.String()
}
