package yamltree

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// library reads the documents of a text with the YAML library. Like those who
// call Read it takes no part in its panics.
func library(data []byte) (roots []*yaml.Node, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("panic: %v", problem)
		}
	}()
	for decoder := yaml.NewDecoder(bytes.NewReader(data)); ; {
		var doc yaml.Node
		switch err := decoder.Decode(&doc); {
		case errors.Is(err, io.EOF):
			return roots, nil
		case err != nil:
			return nil, err
		}
		roots = append(roots, doc.Content[0])
	}
}

// outline writes all of a node that Read promises.
func outline(n *yaml.Node, indent int) string {
	text := fmt.Sprintf("%s%d:%d kind %d style %d %s %q %s %t\n", strings.Repeat(" ", indent), n.Line, n.Column, n.Kind, n.Style, n.ShortTag(), n.Value, n.Anchor, n.Alias != nil)
	for _, child := range n.Content {
		text += outline(child, indent+1)
	}
	return text
}

func outlines(roots []*yaml.Node) string {
	text := ""
	for _, root := range roots {
		text += outline(root, 0)
	}
	return text
}

// compare holds Read against the library and reports whether Read was sure.
func compare(t *testing.T, text []byte) (sure bool) {
	t.Helper()
	got, sure := Read(text)
	if !sure {
		return false
	}
	want, err := library(text)
	if err != nil {
		t.Fatalf("the library says %v of\n%s\nread as\n%s", err, text, outlines(got))
	}
	if outlines(got) != outlines(want) {
		t.Fatalf("text\n%s\nread as\n%sthe library reads\n%s", text, outlines(got), outlines(want))
	}
	return true
}

// plain are texts that are read here.
var plain = []string{
	"a: b\n", "a: b", "\n\n# c\na: 1 # one\nb: 2.5\n", "- a\n- b\n", "- - a\n  - b\n-   c\n",
	"list:\n- a\n- b: 1\n  c: 2\nnext: x\n", "list:\n  - a\n\n  # between\n  -   b: 1\n      c: 2\n",
	"a:\n  b:\n    c: {d: [1, 2, {e: f}], g: {}, h: []}\n  i: [ ]\n", "-\n  a: 1\n-\n  - b\n",
	`a: "b # c: {d"` + "\n" + "'e f': 'g \"h\" '\n", "a: {\"b\":1, 'c': \"d, e\"} # f\n",
	"---\na: 1\n---\nb: 2\n", "a: 1\n--- # second\nb: 2\n", "  a: 1\n  b: 2\n",
	"time: 2026-06-06T22:30:00+08:00\nurl: https://example.com/a?b=c#d\nrange: a - b, [c] {d}\n",
	"a: true\nb: ~x\nc: null\nd: 0x1F\ne: 1_000\nf: .5\ng: -3\nh: +4\ni: 1e3\nj: No\nk: 2026-06-06\nl: .inf\n",
	"名: 值 {a}\nb: [é, {ü: ö}]\n", "a: x # comment: with colon\nb: y#z\n", "true: 1\n1: 2\n2.5: x\n",
	"deployments:\n  - {name: a, model_name: qwen3-8b, ptu_capacity: {input_tpm: 50000, output_tpm: 5000}}\n",
}

// others are texts that are left to the library: what YAML has beyond the plain,
// and mistakes.
var others = []string{
	"", "\n# only a comment\n", "a\n", "a: 1\n b: 2\n", "a:\n", "a:\nb: 1\n", "- \n", "a: 1\n- b\n", "- a\nb: 1\n",
	"a: b\n  c\n", "a: \"b\n  c\"\n", `a: "b\n"` + "\n", "a: 'it''s'\n", "a: |\n  b\n", "a: >\n  b\n", "a: &x 1\nb: *x\n", "a: !!str 1\n",
	"? a\n: b\n", "<<: {a: 1}\n", "a:\t1\n", "a: 1\r\nb: 2\r\n", "\uFEFFa: 1\n", "a: [1,\n  2]\n", "a: {b: 1,}\n", "a: {b}\n", "a: [b: c]\n", "a: [1 2\n",
	"a : 1\n", "a: b: c\n", "a: {b: c} d\n", "a: 'b' c\n", "a: [b]: c\n", "%YAML 1.2\n---\na: 1\n", "a: 1\n...\n", "--- a: 1\n", "---\n---\na: 1\n",
	"a: @b\n", "a: `b`\n", "a: %b\n", "a:\n    b: 1\n  c: 2\n", "  a: 1\nb: 2\n", "a: \u0085b\n", "a: \u2028b\n", "a: \x7f\n", "a: \xff\n", "a: -\n", "a: - b\n",
	"{a: 1}\n", strings.Repeat("k", 1001) + ": 1\n", strings.Repeat("- ", 51) + "a\n", "a: {b: {c: ?}}\n", "a: [x:]\n", "a: [x:,y]\n", "...\na: 1\n", "a: 1 ---\n---x: 2\n",
}

func TestRead(t *testing.T) {
	for _, text := range plain {
		if !compare(t, []byte(text)) {
			t.Errorf("left to the library:\n%s", text)
		}
	}
	for _, text := range others {
		if compare(t, []byte(text)) {
			t.Errorf("not left to the library:\n%s", text)
		}
	}
}

// The files that speed matters for are read here: the catalog, and deployments
// as people write them.
func TestReadsFiles(t *testing.T) {
	names, err := filepath.Glob("../2*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names, "../../testdata/examples/deployments.yaml") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !compare(t, text) {
			t.Errorf("%s is left to the library", name)
		}
	}
}

// FuzzRead looks for a text of which Read is sure and wrong.
func FuzzRead(f *testing.F) {
	for _, text := range append(plain, others...) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) < 1<<12 { // the library takes quadratic time on some texts
			compare(t, text)
		}
	})
}

// Texts made of pieces of YAML come closer to what could be misread than random
// bytes do.
func TestReadPieces(t *testing.T) {
	pieces := []string{"a", "b", "key", ":", ": ", ":\n", "- ", "-", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", " ", "  ", "{", "}", "[", "]", ",", ", ", "#", " # c", "'", "\"", "?", "1", "-1", ".5", "é",
		"\n---\n", "...", "~", "x: 1", "{a: 1}", "[b, c]", "'q'", "\"q\"", "\n# c\n", "\nkey: ", "\nkey:\n  ", "\n  key: ", "*", "&", "!", "|", ">", "%", "@", "=", "+", "(", "/"}
	rng := rand.New(rand.NewPCG(1, 2))
	sure := 0
	const texts = 50_000
	for range texts {
		var text strings.Builder
		for range 1 + rng.IntN(14) {
			text.WriteString(pieces[rng.IntN(len(pieces))])
		}
		if compare(t, []byte(text.String())) {
			sure++
		}
	}
	if sure < texts/1000 {
		t.Errorf("only %d of %d texts are read here, so that little is compared", sure, texts)
	}
}
