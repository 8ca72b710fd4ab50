package document

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/diag"
)

// fill repeats a piece up to the largest file that is read.
func fill(piece string) string { return strings.Repeat(piece, MaxBytes/len(piece)) }

// list writes numbered pieces up to the largest file that is read.
func list(format string) string {
	var b strings.Builder
	for i := 0; b.Len()+len(format)+16 < MaxBytes; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// bomb is nine levels of ten aliases each.
func bomb(first, item, join, open, close string) string {
	var b strings.Builder
	b.WriteString(first)
	for level := 1; level <= 9; level++ {
		fmt.Fprintf(&b, "a%d: &a%d %s", level, level, open)
		for i := range 10 {
			if i > 0 {
				b.WriteString(join)
			}
			fmt.Fprintf(&b, item, level-1, i)
		}
		b.WriteString(close + "\n")
	}
	return b.String()
}

// hostileCases are inputs of up to 4 MiB that would cost a parser minutes or
// all memory. want is the only code that is reported, if any is.
func hostileCases() []struct{ name, text, want string } {
	deep := strings.Repeat("[", 9999) + strings.Repeat("]", 9999)
	noise := make([]byte, 1<<20)
	rand.New(rand.NewSource(1)).Read(noise)
	return []struct{ name, text, want string }{
		{"64 MiB", strings.Repeat("a: 1\n", 64<<20/5), "CP103"},
		{"one byte too many", strings.Repeat(" ", MaxBytes+1), "CP103"},
		{"as large as can be", strings.Repeat(" ", MaxBytes), ""},
		{"binary", string(noise), "CP104"},
		{"zero bytes", fill("\x00"), "CP101"},
		{"brackets", fill("["), "CP103"},
		{"braces", fill("{"), "CP103"},
		{"braces with keys", fill("{a: "), "CP103"},
		{"JSON brackets", fill(`[{"a":`), "CP103"},
		{"dashes", fill("- "), "CP103"},
		{"question marks", fill("? "), "CP103"},
		{"deep documents", fill(deep + "\n---\n"), "CP103"},
		{"dashes, then comments", strings.Repeat("- ", 9000) + "a\n" + strings.Repeat("#\n  #\n #\n", 400_000), "CP103"},
		{"dashes, then as many comments as allowed", strings.Repeat("- ", 9000) + "a\n" + strings.Repeat("#\n  #\n #\n", 350), "CP103"},
		{"many comments", fill("#\n  #\n #\n"), "CP103"},
		{"one comment", fill("#"), ""},
		{"tag directives", list("%%TAG !%d! b\n") + "---\na\n", "CP101"},
		{"documents", fill("---\n"), "CP103"},
		{"flow items", "[" + fill("a,")[2:] + "]", "CP103"},
		{"flow pairs", "[" + fill("a: b,")[5:] + "]", "CP103"},
		{"wide flow items", "[" + fill("é,")[3:] + "]", "CP103"},
		{"JSON items", "[" + strings.Repeat("1,", 200_000) + "1]", "CP103"},
		{"empty values", fill("a:\n"), "CP103"},
		{"block items", fill("- a\n"), "CP103"},
		{"keys", list("a%d: b\n"), "CP103"},
		{"equal keys", strings.Repeat("a: b\n", 40_000), "CP102"},
		{"equal keys on one wide line", "{é: '" + strings.Repeat("é", 1<<20) + "'" + strings.Repeat(", é: 1", 40_000) + "}", "CP102"},
		{"equal JSON keys", `{"a": 1` + strings.Repeat(`, "a": 1`, 40_000) + "}", "CP102"},
		{"anchors", list("- &a%d b\n"), "CP103"},
		{"one anchor over and over", fill("- &a b\n"), "CP103"},
		{"anchors on nothing", fill("&a "), "CP101"},
		{"colons", fill("a: "), "CP103"},
		{"colons without blanks", fill("a:"), "CP103"},
		{"a plain line", fill("a"), ""},
		{"plain lines", fill("a\n"), ""},
		{"quoted lines", `"` + fill("a\n")[2:] + `"`, ""},
		{"an open quote", `"` + fill("a ")[2:], "CP101"},
		{"an open quote over lines", "a: 1\nb: '" + fill("a\n")[20:], "CP101"},
		{"an open bracket over lines", "a: [" + fill("a\n")[20:], "CP101"},
		{"quotes", fill("'' "), "CP101"},
		{"block lines", "a: |\n" + fill(" a\n")[6:], ""},
		{"empty block lines", "a: |\n" + fill("\n")[6:], ""},
		{"digits", fill("9"), "CP103"},
		{"an exponent", "a: 1e999999999\n", "CP103"},
		{"escapes", `["` + fill(`\u00e9`)[12:] + `"]`, ""},
		{"blanks", fill(" "), ""},
		{"tabs", fill("\t"), "CP101"},
		{"line breaks of YAML 1.1", fill("\u2028\u0085"), ""},
		{"emoji", fill("😀"), ""},
		{"byte order marks", fill("\uFEFF"), "CP101"},
		{"bad indentation far down", "a: &a 1\n" + strings.Repeat("# comment\n", 100_000) + "  c: 1\n d: 2\n", "CP101"},
		{"a list of aliases", "- &a b\n" + strings.Repeat("- *a\n", 120_000), "CP103"},
		{"alias bomb", bomb("a0: &a0 [x, x]\n", "*a%[1]d", ", ", "[", "]"), "CP103"},
		{"alias bomb of mappings", bomb("a0: &a0 {k: v}\n", "k%[2]d: *a%[1]d", "\n  ", "\n  ", ""), "CP103"},
		{"merge bomb", bomb("a0: &a0 {k: v}\n", "*a%[1]d", ", ", "\n  <<: [", "]"), "CP103"},
		{"merge of many keys, many times", "a: &a\n" + manyKeys(2000) + mergers(2000), "CP103"},
		{"a cycle", "a: &a [*a, *a]\nb: &b {<<: *b}\n", "CP103"},
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "  k%d: v\n", i)
	}
	return b.String()
}

func mergers(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "m%d: {<<: *a}\n", i)
	}
	return b.String()
}

func TestHostile(t *testing.T) {
	for _, c := range hostileCases() {
		t.Run(c.name, func(t *testing.T) {
			src := NewSource("stdin", []byte(c.text))
			f := Read(src)
			f.Comments()
			if c.want == "" && len(f.Problems) > 0 {
				t.Errorf("unexpected %s: %s", f.Problems[0].Code, f.Problems[0].Message)
			}
			if c.want != "" && len(f.Problems) == 0 {
				t.Errorf("got no problem, want %s", c.want)
			}
			for _, p := range f.Problems {
				if string(p.Code) != c.want {
					t.Fatalf("got %s, want %s: %s", p.Code, c.want, p.Message)
				}
			}
			for _, doc := range f.Docs {
				if n := expanded(doc); n > MaxNodes {
					t.Errorf("a document has %d nodes", n)
				}
			}
		})
	}
}

// expanded counts the nodes that a walk over a document meets, up to one more
// than the limit.
func expanded(n *Node) (count int) {
	var walk func(n *Node)
	walk = func(n *Node) {
		if count++; count > 2*MaxNodes {
			return
		}
		for _, e := range n.Entries {
			count++
			walk(e.Value)
		}
		for _, item := range n.Items {
			walk(item)
		}
	}
	walk(n)
	return count
}

// TestHostileFiles reads the small hostile files that other stages use too. The
// code that is expected is the beginning of the name; "ok" expects none.
func TestHostileFiles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "hostile", "*"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files:", err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want, _, _ := strings.Cut(name, "-")
			_, problems := Parse(NewSource(name, data))
			if want == "ok" {
				want = ""
			}
			got := ""
			if len(problems) > 0 {
				got = strings.ToLower(string(problems[0].Code))
			}
			if got != want {
				t.Errorf("got %q, want %q: %v", got, want, problems)
			}
		})
	}
}

// TestPrescanAllowsWhatIsLarge reads a large file that is no attack.
func TestPrescanAllowsWhatIsLarge(t *testing.T) {
	var b strings.Builder
	b.WriteString("deployments:\n")
	for i := range 8000 {
		fmt.Fprintf(&b, "  # deployment %d, for the team, at 12:30:00: a comment, with commas\n  - {name: d%d, plan: mu, capacity: %d, u: 'https://example.com/a,b,c'}\n", i, i, i)
	}
	docs, problems := Parse(NewSource("a.yaml", []byte(b.String())))
	if len(problems) != 0 || len(docs) != 1 || len(docs[0].Get("deployments").Items) != 8000 {
		t.Errorf("%d documents, %v", len(docs), problems)
	}
}

func TestOnlyTheBeginningOfALargerFile(t *testing.T) {
	_, problems := Parse(NewSource("a.yaml", make([]byte, MaxBytes+1)))
	if len(problems) != 1 || problems[0].Code != diag.Limit || !strings.Contains(problems[0].Message, "larger than 4 MiB (4194304 bytes)") {
		t.Errorf("%v", problems)
	}
}
