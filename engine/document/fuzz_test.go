package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/costplan/costplan/engine/diag"
)

// FuzzParse reads any text as YAML and as JSON. What must hold: no panic,
// spans within the source and within their parents, text that agrees with its
// span, nothing beyond the limits, and no complaint about valid JSON.
func FuzzParse(f *testing.F) {
	for _, c := range spanCases {
		f.Add([]byte(c.text))
	}
	for _, c := range problemCases {
		f.Add([]byte(strings.NewReplacer("«", "", "»", "").Replace(c.text)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"a.yaml", "a.json"} {
			src := NewSource(name, data)
			file := Read(src)
			for _, p := range file.Problems {
				checkSpan(t, src, p.Span)
				for _, r := range p.Related {
					checkSpan(t, src, r.Span)
				}
				if p.Message == "" || p.Help == "" || p.Severity != diag.Error || !utf8.ValidString(p.Message) {
					t.Errorf("incomplete: %+v", p)
				}
			}
			for _, comment := range file.Comments() {
				if data[comment.Start] != '#' || comment.End <= comment.Start {
					t.Errorf("no comment: %+v", comment)
				}
			}
			for _, doc := range file.Docs {
				if expanded(doc) > MaxNodes {
					t.Errorf("beyond %d nodes", MaxNodes)
				}
				check := checker{t: t, data: data, shared: bytes.ContainsAny(data, "*")}
				check.node(doc, 0, len(data), 0)
			}
			if json.Valid(data) && len(data) < 10_000 {
				checkJSON(t, file, data)
			}
		}
	})
}

func checkSpan(t *testing.T, src *Source, s diag.Span) {
	if s.Start.Offset < 0 || s.End.Offset < s.Start.Offset || s.End.Offset > len(src.Data) || s.Start.Line < 1 || s.Start.Column < 1 {
		t.Errorf("span %+v", s)
	}
}

type checker struct {
	t      *testing.T
	data   []byte
	shared bool // there may be aliases: nodes stand anywhere
}

func (c checker) node(n *Node, start, end, depth int) {
	if c.shared {
		start, end = 0, len(c.data)
	}
	if n.Start < start || n.End < n.Start || n.End > end {
		c.t.Fatalf("span %d..%d of %q is not within %d..%d of %q", n.Start, n.End, n.Text, start, end, c.data)
	}
	text := string(c.data[n.Start:n.End])
	switch {
	case n.Kind == Mapping || n.Kind == Sequence:
		if depth++; depth > MaxDepth {
			c.t.Fatalf("deeper than %d", MaxDepth)
		}
		if text == "" {
			c.t.Fatalf("an empty collection in %q", c.data)
		}
	case n.Kind == Bool:
		if n.Plain && strings.ToLower(text) != n.Text {
			c.t.Fatalf("%q stands at %q", n.Text, text)
		}
	case n.Plain && !strings.ContainsAny(text, "\r\n\u0085\u2028\u2029") && text != n.Text:
		c.t.Fatalf("%q stands at %q in %q", n.Text, text, c.data)
	case n.Plain && len(strings.Fields(text)) != len(strings.Fields(n.Text)):
		c.t.Fatalf("%q stands at %q in %q", n.Text, text, c.data)
	case !n.Plain && n.Kind == String && text != "" && strings.ContainsAny(text[:1], `'"`):
		if end, ok := QuotedEnd(c.data, n.Start); !ok || end != n.End {
			c.t.Fatalf("quotes at %q in %q", text, c.data)
		}
	}
	at := n.Start
	for _, e := range n.Entries {
		if e.Key.Kind != String {
			c.t.Fatalf("key %q is no string", e.Key.Text)
		}
		if e.Merged {
			continue // stands elsewhere
		}
		if n.Entry(e.Key.Text).Value != e.Value {
			c.t.Fatalf("key %q twice", e.Key.Text)
		}
		c.node(e.Key, at, n.End, depth)
		c.node(e.Value, e.Key.End, n.End, depth)
		at = e.Value.End
	}
	for _, item := range n.Items {
		c.node(item, at, n.End, depth)
		at = item.End
	}
}

// checkJSON compares the tree of a valid JSON text with encoding/json's.
func checkJSON(t *testing.T, file *File, data []byte) {
	if file.src.Name != "a.json" && !looksLikeJSON(data) {
		return // a scalar, which YAML may type otherwise
	}
	if len(file.Problems) > 0 {
		p := file.Problems[0]
		if p.Code == diag.Syntax || p.Code == diag.NotUTF8 && utf8.Valid(data) && !bytes.ContainsRune(data, 0) {
			t.Fatalf("%s about valid JSON %q: %s", p.Code, data, p.Message)
		}
		return
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var want any
	if err := decoder.Decode(&want); err != nil && !errors.Is(err, io.EOF) {
		return
	}
	if want == nil {
		return
	}
	if len(file.Docs) != 1 || !sameJSON(file.Docs[0], want) {
		t.Fatalf("%q is read as %q", data, dump(file.src, file.Docs))
	}
}

func sameJSON(n *Node, want any) bool {
	switch w := want.(type) {
	case nil:
		return n.Kind == Null
	case bool:
		return n.Kind == Bool && (n.Text == "true") == w
	case string:
		return n.Kind == String && n.Text == w
	case json.Number:
		return n.Kind == Number && n.Text == string(w)
	case []any:
		if n.Kind != Sequence || len(n.Items) != len(w) {
			return false
		}
		for i := range w {
			if !sameJSON(n.Items[i], w[i]) {
				return false
			}
		}
	case map[string]any:
		if n.Kind != Mapping || len(n.Entries) != len(w) {
			return false
		}
		for key, value := range w {
			if got := n.Get(key); got == nil || !sameJSON(got, value) {
				return false
			}
		}
	}
	return true
}
