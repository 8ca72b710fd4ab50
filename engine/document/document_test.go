package document

import (
	"fmt"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/diag"
)

// dump writes each node as a line: its path, its kind and the text that its
// span covers, keys before their values.
func dump(src *Source, docs []*Node) (lines []string) {
	var walk func(path string, n *Node)
	walk = func(path string, n *Node) {
		mark := ""
		if n.Bad {
			mark = " bad"
		}
		lines = append(lines, fmt.Sprintf("%s %s%s %q", path, kindNames[n.Kind], mark, src.Data[n.Start:n.End]))
		for _, e := range n.Entries {
			mark := "key"
			if e.Merged {
				mark = "merged"
			}
			lines = append(lines, fmt.Sprintf("%s/%s %s %q", path, e.Key.Text, mark, src.Data[e.Key.Start:e.Key.End]))
			walk(path+"/"+e.Key.Text, e.Value)
		}
		for i, item := range n.Items {
			walk(fmt.Sprintf("%s/%d", path, i), item)
		}
	}
	for i, doc := range docs {
		walk(fmt.Sprint(i), doc)
	}
	return lines
}

var kindNames = [...]string{"null", "bool", "number", "string", "list", "map"}

// spanCases are worked out by hand: the last word of each line is the text that
// a user would select as that value.
var spanCases = []struct {
	name, file, text string
	want             []string
}{
	{"block mapping", "a.yaml", "a: 1\nbb: two words # c\n", []string{
		`0 map "a: 1\nbb: two words"`,
		`0/a key "a"`, `0/a number "1"`,
		`0/bb key "bb"`, `0/bb string "two words"`}},
	{"a tag after an empty value with an anchor", "a.yaml", "a: &a\n! b: 1\n", []string{
		`0 map "a: &a\n! b: 1"`, `0/a key "a"`, `0/a null ""`, `0/b key "b"`, `0/b number "1"`}},
	{"an anchor after an empty value with a tag", "a.yaml", "a: !!str\n&b c: 1\n", []string{
		`0 map "a: !!str\n&b c: 1"`, `0/a key "a"`, `0/a string ""`, `0/c key "c"`, `0/c number "1"`}},
	{"a tag after an empty value with a tag", "a.yaml", "a: !!str\n! b: 1\n", []string{
		`0 map "a: !!str\n! b: 1"`, `0/a key "a"`, `0/a string ""`, `0/b key "b"`, `0/b number "1"`}},
	{"an anchor after an empty value with an anchor", "a.yaml", "a: &a\n&b c: 1\n", []string{
		`0 map "a: &a\n&b c: 1"`, `0/a key "a"`, `0/a null ""`, `0/c key "c"`, `0/c number "1"`}},
	{"properties of an empty value on two lines", "a.yaml", "a: &a\n  !!str\nb: 1\n", []string{
		`0 map "a: &a\n  !!str\nb: 1"`, `0/a key "a"`, `0/a string ""`, `0/b key "b"`, `0/b number "1"`}},
	{"a key with a colon after an explicit key alone", "a.yaml", "? f\n:a: 1\n", []string{
		`0 map "? f\n:a: 1"`, `0/f key "f"`, `0/f null ""`, `0/:a key ":a"`, `0/:a number "1"`}},
	{"quotes", "a.yaml", "\"a\\\"b\": 'it''s' # no\n'c': \"x # y\"\n", []string{
		`0 map "\"a\\\"b\": 'it''s' # no\n'c': \"x # y\""`,
		`0/a"b key "\"a\\\"b\""`, `0/a"b string "'it''s'"`,
		`0/c key "'c'"`, `0/c string "\"x # y\""`}},
	{"lists", "a.yaml", "a:\n- 1\n-   b: 2\n    c: 3\nd:\n  - - x\n    - y\n", []string{
		`0 map "a:\n- 1\n-   b: 2\n    c: 3\nd:\n  - - x\n    - y"`,
		`0/a key "a"`, `0/a list "- 1\n-   b: 2\n    c: 3"`,
		`0/a/0 number "1"`,
		`0/a/1 map "b: 2\n    c: 3"`,
		`0/a/1/b key "b"`, `0/a/1/b number "2"`,
		`0/a/1/c key "c"`, `0/a/1/c number "3"`,
		`0/d key "d"`, `0/d list "- - x\n    - y"`,
		`0/d/0 list "- x\n    - y"`,
		`0/d/0/0 string "x"`, `0/d/0/1 string "y"`}},
	{"flow", "a.yaml", "m: {a: [1, 2 ,], b: {} , c, d: }\nn: [x: 1, ? y : 2, {z: 3}]\n", []string{
		`0 map "m: {a: [1, 2 ,], b: {} , c, d: }\nn: [x: 1, ? y : 2, {z: 3}]"`,
		`0/m key "m"`, `0/m map "{a: [1, 2 ,], b: {} , c, d: }"`,
		`0/m/a key "a"`, `0/m/a list "[1, 2 ,]"`,
		`0/m/a/0 number "1"`, `0/m/a/1 number "2"`,
		`0/m/b key "b"`, `0/m/b map "{}"`,
		`0/m/c key "c"`, `0/m/c null ""`,
		`0/m/d key "d"`, `0/m/d null ""`,
		`0/n key "n"`, `0/n list "[x: 1, ? y : 2, {z: 3}]"`,
		`0/n/0 map "x: 1"`, `0/n/0/x key "x"`, `0/n/0/x number "1"`,
		`0/n/1 map "? y : 2"`, `0/n/1/y key "y"`, `0/n/1/y number "2"`,
		`0/n/2 map "{z: 3}"`, `0/n/2/z key "z"`, `0/n/2/z number "3"`}},
	{"flow over lines with comments", "a.yaml", "a: [ # ]\n  1, # ]\n  'x]' # ]\n]\nb: 2\n", []string{
		`0 map "a: [ # ]\n  1, # ]\n  'x]' # ]\n]\nb: 2"`,
		`0/a key "a"`, `0/a list "[ # ]\n  1, # ]\n  'x]' # ]\n]"`,
		`0/a/0 number "1"`, `0/a/1 string "'x]'"`,
		`0/b key "b"`, `0/b number "2"`}},
	{"block scalars", "a.yaml", "a: |\n  x # y\n\n   z\n\nb: >- # c\n    p\n    q\nc: |2\n   s\nd: |+\n\ne: |\nf: 1\n", []string{
		`0 map "a: |\n  x # y\n\n   z\n\nb: >- # c\n    p\n    q\nc: |2\n   s\nd: |+\n\ne: |\nf: 1"`,
		`0/a key "a"`, `0/a string "|\n  x # y\n\n   z"`,
		`0/b key "b"`, `0/b string ">- # c\n    p\n    q"`,
		`0/c key "c"`, `0/c string "|2\n   s"`,
		`0/d key "d"`, `0/d string "|+"`,
		`0/e key "e"`, `0/e string "|"`,
		`0/f key "f"`, `0/f number "1"`}},
	{"block scalars with a given indentation", "a.yaml", "k:\n  - - a: |1\n        x\n       y\n    - |2-\n        z\n  -\n    &n\n    ? b\n    : |1\n       w\n", []string{
		`0 map "k:\n  - - a: |1\n        x\n       y\n    - |2-\n        z\n  -\n    &n\n    ? b\n    : |1\n       w"`,
		`0/k key "k"`, `0/k list "- - a: |1\n        x\n       y\n    - |2-\n        z\n  -\n    &n\n    ? b\n    : |1\n       w"`,
		`0/k/0 list "- a: |1\n        x\n       y\n    - |2-\n        z"`,
		`0/k/0/0 map "a: |1\n        x\n       y"`,
		`0/k/0/0/a key "a"`, `0/k/0/0/a string "|1\n        x\n       y"`,
		`0/k/0/1 string "|2-\n        z"`,
		`0/k/1 map "? b\n    : |1\n       w"`,
		`0/k/1/b key "b"`, `0/k/1/b string "|1\n       w"`}},
	{"plain over lines", "a.yaml", "a: one\n  two\n\n  three # c\nb:\n  four\n  five\n", []string{
		`0 map "a: one\n  two\n\n  three # c\nb:\n  four\n  five"`,
		`0/a key "a"`, `0/a string "one\n  two\n\n  three"`,
		`0/b key "b"`, `0/b string "four\n  five"`}},
	{"nothing", "a.yaml", "a:\nb: # c\nc: ~\nd:\n-\n- \n- x\n? e\n? f\n: g\n", []string{
		`0 map "a:\nb: # c\nc: ~\nd:\n-\n- \n- x\n? e\n? f\n: g"`,
		`0/a key "a"`, `0/a null ""`, `0/b key "b"`, `0/b null ""`,
		`0/c key "c"`, `0/c null "~"`,
		`0/d key "d"`, `0/d list "-\n- \n- x"`, `0/d/0 null ""`, `0/d/1 null ""`, `0/d/2 string "x"`,
		`0/e key "e"`, `0/e null ""`, `0/f key "f"`, `0/f string "g"`}},
	{"anchors and aliases", "a.yaml", "a: &x 1\nb: *x\n*x : &y\n  c: &z\nd: &e [*x, *y]\n&f f: *e\n", []string{
		`0 map "a: &x 1\nb: *x\n*x : &y\n  c: &z\nd: &e [*x, *y]\n&f f: *e"`,
		`0/a key "a"`, `0/a number "1"`,
		`0/b key "b"`, `0/b number "1"`,
		`0/1 key "*x"`, `0/1 map "c: &z"`, `0/1/c key "c"`, `0/1/c null ""`,
		`0/d key "d"`, `0/d list "[*x, *y]"`, `0/d/0 number "1"`, `0/d/1 map "c: &z"`, `0/d/1/c key "c"`, `0/d/1/c null ""`,
		`0/f key "f"`, `0/f list "[*x, *y]"`, `0/f/0 number "1"`, `0/f/1 map "c: &z"`, `0/f/1/c key "c"`, `0/f/1/c null ""`}},
	{"tags", "a.yaml", "a: !!str 8\nb: !!int \"8\"\nc: !!bool &x TRUE\nd: &y !!seq [! 8]\ne: !!map\n  f: !!null\ng: !!str\nh: !!timestamp 2026-06-06\ni: !!float 1e3\n", []string{
		`0 map "a: !!str 8\nb: !!int \"8\"\nc: !!bool &x TRUE\nd: &y !!seq [! 8]\ne: !!map\n  f: !!null\ng: !!str\nh: !!timestamp 2026-06-06\ni: !!float 1e3"`,
		`0/a key "a"`, `0/a string "8"`, `0/b key "b"`, `0/b number "\"8\""`, `0/c key "c"`, `0/c bool "TRUE"`,
		`0/d key "d"`, `0/d list "[! 8]"`, `0/d/0 string "8"`,
		`0/e key "e"`, `0/e map "f: !!null"`, `0/e/f key "f"`, `0/e/f null ""`,
		`0/g key "g"`, `0/g string ""`, `0/h key "h"`, `0/h string "2026-06-06"`, `0/i key "i"`, `0/i number "1e3"`}},
	{"merge keys", "a.yaml", "x-a: &a {p: 1, q: 2}\nx-b: &b\n  q: 3\n  r: 4\nc:\n  <<: [*a, *b]\n  p: 5\nd: {<<: *b, s: 6}\ne:\n  <<: {t: 7}\n\"<<\": 8\n", []string{
		`0 map "x-a: &a {p: 1, q: 2}\nx-b: &b\n  q: 3\n  r: 4\nc:\n  <<: [*a, *b]\n  p: 5\nd: {<<: *b, s: 6}\ne:\n  <<: {t: 7}\n\"<<\": 8"`,
		`0/x-a key "x-a"`, `0/x-a map "{p: 1, q: 2}"`, `0/x-a/p key "p"`, `0/x-a/p number "1"`, `0/x-a/q key "q"`, `0/x-a/q number "2"`,
		`0/x-b key "x-b"`, `0/x-b map "q: 3\n  r: 4"`, `0/x-b/q key "q"`, `0/x-b/q number "3"`, `0/x-b/r key "r"`, `0/x-b/r number "4"`,
		`0/c key "c"`, `0/c map "<<: [*a, *b]\n  p: 5"`,
		`0/c/p key "p"`, `0/c/p number "5"`, `0/c/q merged "q"`, `0/c/q number "2"`, `0/c/r merged "r"`, `0/c/r number "4"`,
		`0/d key "d"`, `0/d map "{<<: *b, s: 6}"`,
		`0/d/s key "s"`, `0/d/s number "6"`, `0/d/q merged "q"`, `0/d/q number "3"`, `0/d/r merged "r"`, `0/d/r number "4"`,
		`0/e key "e"`, `0/e map "<<: {t: 7}"`, `0/e/t merged "t"`, `0/e/t number "7"`,
		`0/<< key "\"<<\""`, `0/<< number "8"`}},
	{"wide characters", "a.yaml", "é: \"日本\" # ü\n😀: [é, 😀]\n", []string{
		`0 map "é: \"日本\" # ü\n😀: [é, 😀]"`,
		`0/é key "é"`, `0/é string "\"日本\""`, `0/😀 key "😀"`, `0/😀 list "[é, 😀]"`, `0/😀/0 string "é"`, `0/😀/1 string "😀"`}},
	{"CRLF, CR and a byte order mark", "a.yaml", "\uFEFFa: é\r\nb: |\r\n  x\r\n  y\rc: 'p\r\n  q'\rd: 1", []string{
		`0 map "a: é\r\nb: |\r\n  x\r\n  y\rc: 'p\r\n  q'\rd: 1"`,
		`0/a key "a"`, `0/a string "é"`, `0/b key "b"`, `0/b string "|\r\n  x\r\n  y"`,
		`0/c key "c"`, `0/c string "'p\r\n  q'"`, `0/d key "d"`, `0/d number "1"`}},
	{"NEL, LS and PS", "a.yaml", "a: 1\u0085b: 2\u2028c: 3\u2029d: x\u0085  y\u2028  z\u0085e: |\u0085 v\u0085f: 1", []string{
		"0 map \"a: 1\\u0085b: 2\\u2028c: 3\\u2029d: x\\u0085  y\\u2028  z\\u0085e: |\\u0085 v\\u0085f: 1\"",
		`0/a key "a"`, `0/a number "1"`, `0/b key "b"`, `0/b number "2"`, `0/c key "c"`, `0/c number "3"`,
		`0/d key "d"`, `0/d string "x\u0085  y\u2028  z"`, `0/e key "e"`, `0/e string "|\u0085 v"`, `0/f key "f"`, `0/f number "1"`}},
	{"tabs", "a.yaml", "a:\t1\t# c\nb: [\t2,\n\t3]\n", []string{
		`0 map "a:\t1\t# c\nb: [\t2,\n\t3]"`,
		`0/a key "a"`, `0/a number "1"`, `0/b key "b"`, `0/b list "[\t2,\n\t3]"`, `0/b/0 number "2"`, `0/b/1 number "3"`}},
	{"keys that are no text", "a.yaml", "1: a\ntrue: b\n~: c\n? \n: d\n1e999: e\n", []string{
		`0 map "1: a\ntrue: b\n~: c\n? \n: d\n1e999: e"`,
		`0/1 key "1"`, `0/1 string "a"`, `0/true key "true"`, `0/true string "b"`, `0/~ key "~"`, `0/~ string "c"`,
		`0/ key ""`, `0/ string "d"`, `0/1e999 key "1e999"`, `0/1e999 string "e"`}},
	{"a stream", "a.yaml", "%YAML 1.2\n---\na: 1\n--- # c\n# nothing\n---\n~\n--- x\n...\n---\n- 2\n", []string{
		`0 map "a: 1"`, `0/a key "a"`, `0/a number "1"`, `1 string "x"`, `2 list "- 2"`, `2/0 number "2"`}},
	{"nothing at all", "a.yaml", "# only a comment\n", nil},
	{"JSON", "a.json", "\uFEFF {\"a\\n\" : [1.50, -2e3,true ,null],\n\"\\ud83d\\ude00\":{}, \"b\": [[ ]]} ", []string{
		`0 map "{\"a\\n\" : [1.50, -2e3,true ,null],\n\"\\ud83d\\ude00\":{}, \"b\": [[ ]]}"`,
		"0/a\n key \"\\\"a\\\\n\\\"\"", "0/a\n list \"[1.50, -2e3,true ,null]\"",
		"0/a\n/0 number \"1.50\"", "0/a\n/1 number \"-2e3\"", "0/a\n/2 bool \"true\"", "0/a\n/3 null \"null\"",
		`0/😀 key "\"\\ud83d\\ude00\""`, `0/😀 map "{}"`,
		`0/b key "\"b\""`, `0/b list "[[ ]]"`, `0/b/0 list "[ ]"`}},
	{"a stream of JSON", "stdin", "{\"a\": 1}\n[2] {\"b\": \"\\u00e9\"}", []string{
		`0 map "{\"a\": 1}"`, `0/a key "\"a\""`, `0/a number "1"`,
		`1 list "[2]"`, `1/0 number "2"`,
		`2 map "{\"b\": \"\\u00e9\"}"`, `2/b key "\"b\""`, `2/b string "\"\\u00e9\""`}},
	{"JSON with tabs is no YAML", "stdin", "{\n\t\"a\":1}", []string{
		`0 map "{\n\t\"a\":1}"`, `0/a key "\"a\""`, `0/a number "1"`}},
	{"YAML that begins like JSON", "stdin", "{a: 1, \"b\":2,}", []string{
		`0 map "{a: 1, \"b\":2,}"`, `0/a key "a"`, `0/a number "1"`, `0/b key "\"b\""`, `0/b number "2"`}},
	{"lines of JSON", "a.NDJSON", "{\"a\":1}\n\n2\nnull\n", []string{
		`0 map "{\"a\":1}"`, `0/a key "\"a\""`, `0/a number "1"`, `1 number "2"`}},
}

func TestSpans(t *testing.T) {
	for _, c := range spanCases {
		t.Run(c.name, func(t *testing.T) {
			src := NewSource(c.file, []byte(c.text))
			docs, problems := Parse(src)
			for _, p := range problems {
				t.Errorf("unexpected %s at %d:%d: %s", p.Code, p.Span.Start.Line, p.Span.Start.Column, p.Message)
			}
			got := dump(src, docs)
			for i := range max(len(got), len(c.want)) {
				g, w := "(nothing)", "(nothing)"
				if i < len(got) {
					g = got[i]
				}
				if i < len(c.want) {
					w = c.want[i]
				}
				if g != w {
					t.Errorf("line %d\n got  %s\n want %s", i, g, w)
				}
			}
		})
	}
}

// problemCases have the mistake between « and ». want is the code, then words of
// the message and the help.
var problemCases = []struct {
	file, text string
	docs       int
	want       []string
}{
	// Values.
	{"a.yaml", "a: 1\n«a»: 2\n", 1, []string{"CP102", `"a" appears twice`, "remove one"}},
	{"a.yaml", "a: 1\n«\"\\x61\"»: 2\n", 1, []string{"CP102"}},
	{"a.yaml", "{1: x, «'1'»: y}", 1, []string{"CP102"}},
	{"a.json", `{"a": 1, «"\u0061"»: 2}`, 1, []string{"CP102"}},
	{"a.yaml", "a: &a {x: 1}\nb:\n  <<: *a\n  «<<»: *a\n", 1, []string{"CP102", "merge key", "<<: [*first, *second]"}},
	{"a.yaml", "a:\n  <<: «x»\n", 1, []string{"CP202", "<<"}},
	{"a.yaml", "a: &a 1\nb:\n  <<: «*a»\n", 1, []string{"CP202"}},
	{"a.yaml", "a: &a 1\nb:\n  <<: [{x: 1}, «*a»]\n", 1, []string{"CP202"}},
	{"a.yaml", "a:\n  <<: [«[x]»]\n", 1, []string{"CP202"}},
	{"a.yaml", "a:\n  <<:«»\n", 1, []string{"CP202"}},
	{"a.yaml", "«[a, b]»: 1\n", 1, []string{"CP101", "can't be a key"}},
	{"a.yaml", "? «{a: b}»\n: 1\n", 1, []string{"CP101", "can't be a key"}},
	{"a.yaml", "a: &a [1]\n«*a» : 1\n", 1, []string{"CP101", "can't be a key"}},
	{"a.yaml", "a: «!Ref» x\n", 1, []string{"CP101", `tags such as "!Ref"`}},
	{"a.yaml", "a: &x «!Sub» [x]\n", 1, []string{"CP101", "tags such as"}},
	{"a.yaml", "a: «!!binary» aGk=\n", 1, []string{"CP101", "tags such as"}},
	{"a.yaml", "a: !!int «x1»\n", 1, []string{"CP101", "does not fit"}},
	{"a.yaml", "a: !!bool «yes»\n", 1, []string{"CP101", "does not fit"}},
	{"a.yaml", "a: &a\n  b: [«*a»]\n", 1, []string{"CP103", "no end"}},
	{"a.yaml", "a: &a\n  <<: «*a»\n", 1, []string{"CP103", "no end"}},
	{"a.yaml", "a: &a 1\n---\nb: «*a»\n", 2, []string{"CP101", "another document"}},
	{"a.yaml", "a: «" + strings.Repeat("9", 41) + "»\n", 1, []string{"CP103", "40 digits"}},
	{"a.yaml", "a: «1e999999999»\n", 1, []string{"CP103", "exponent up to 30"}},
	{"a.json", `{"a": «1e999999999»}`, 1, []string{"CP103"}},
	{"a.json", `{"a": «-1E-31»}`, 1, []string{"CP103"}},
	{"a.yaml", strings.Repeat("[", 64) + "«[»" + strings.Repeat("]", 65), 0, []string{"CP103", "64 levels"}},
	{"a.yaml", strings.Repeat("- ", 64) + "«-» a\n---\nb: 1\n", 1, []string{"CP103", "64 levels"}},
	{"a.json", strings.Repeat("[", 64) + "«[»" + strings.Repeat("]", 65), 0, []string{"CP103", "64 levels"}},
	{"a.yaml", "a: &a " + strings.Repeat("[", 33) + strings.Repeat("]", 33) + "\nb: " + strings.Repeat("[", 31) + "«*a»" + strings.Repeat("]", 31) + "\n", 0, []string{"CP103", "64 levels"}},

	// Encoding and characters.
	{"a.yaml", "a: «\xff»\n", 0, []string{"CP104", "0xFF"}},
	{"a.json", "{\"a\": \"«\xe9»\"}", 0, []string{"CP104", "0xE9"}},
	{"a.yaml", "«\xff\xfe»a\x00", 0, []string{"CP104", "UTF-16"}},
	{"a.yaml", "«a\x00»:\x00 \x00", 0, []string{"CP104", "UTF-16"}},
	{"a.yaml", "\x7fELF\x02\x01\x01\x00\x00«\x80»", 0, []string{"CP104", "binary"}},
	{"a.yaml", "a: x«\x00»y\n", 0, []string{"CP101", "U+0000"}},
	{"a.yaml", "a: é«\u009f»y\n", 0, []string{"CP101", "U+009F"}},
	{"a.yaml", "a: x«\ufeff»y\n", 0, []string{"CP101", "U+FEFF"}},
	{"a.yaml", "a: x«\uffff»y\n", 0, []string{"CP101", "U+FFFF"}},

	// YAML syntax.
	{"a.yaml", "a: b«:» c\n", 0, []string{"CP101", `can't contain ": "`, "'b: c'"}},
	{"a.yaml", "x: 1\na: http://b«:» c\n", 0, []string{"CP101", "in quotes"}},
	{"a.yaml", "a: 1\n  «b»: 2\n", 0, []string{"CP101", "indented more"}},
	{"a.yaml", "«version»\nregion: x\n", 0, []string{"CP101", "no colon after the key"}},
	{"a.yaml", "«plan:ptu»\nregion: x\n", 0, []string{"CP101", "no space after the colon", "plan: ptu"}},
	{"a.yaml", "a:\n  name: x\n  «plan:ptu»\n  region: y\n", 0, []string{"CP101", "no space after the colon"}},
	{"a.yaml", "a: 1\n«b»\nc: 2\n", 0, []string{"CP101", "no colon after the key"}},
	{"a.yaml", "«-a»\nb: 1\n", 0, []string{"CP101", "no space after the dash", "- a"}},
	{"a.yaml", "a:\n«\t»b: 1\n", 0, []string{"CP101", "tab", "spaces"}},
	{"a.yaml", "a: b\n«\t»c: d\n", 0, []string{"CP101", "tab"}},
	{"a.yaml", "a: |\n«\t»c: d\n", 0, []string{"CP101", "tab"}},
	{"a.yaml", "x: 1\na: «@»x\n", 0, []string{"CP101", "can't begin with '@'", "quotes"}},
	{"a.yaml", "é: 1\nü: «`»x`\n", 0, []string{"CP101", "can't begin with '`'"}},
	{"a.yaml", "name: «\"abc»\n", 0, []string{"CP101", "never closed"}},
	{"a.yaml", "k: v\nname: «'abc»\nb: c\n", 0, []string{"CP101", "never closed"}},
	{"a.yaml", "a: «\"x»\n---\nb: 1\n", 0, []string{"CP101", "never closed"}},
	{"a.yaml", "name: «\"abc»\nplan: \"ptu\"\n", 0, []string{"CP101", "goes on to a later line"}},
	{"a.yaml", "name: 'it'«s'»\n", 0, []string{"CP101", "closing '"}},
	{"a.yaml", "é: 1\nü: \"x\" «日本»\n", 0, []string{"CP101", `closing "`}},
	{"a.yaml", "p: [1, 2\n«name:» x\n", 0, []string{"CP101", "closing ']' is missing"}},
	{"a.yaml", "v: 1\np: «[»1, 2\n", 0, []string{"CP101", "never closed"}},
	{"a.yaml", "v: 1\np: {a: 1 «b:» 2}\n", 0, []string{"CP101", "comma or the closing '}'"}},
	{"a.yaml", "v: [a, b«}»\n", 0, []string{"CP101", "does not close"}},
	{"a.yaml", "v: [a,«,»]\n", 0, []string{"CP101", "no value before"}},
	{"a.yaml", "a:\n    b: 1\n  «c:» 2\n", 0, []string{"CP101", "indentation"}},
	{"a.yaml", "d:\n  - name: a\n    plan: ptu\n   «region:» x\n", 0, []string{"CP101", "does not begin with a dash"}},
	{"a.yaml", "a: 1\n«-» b\n", 0, []string{"CP101", "list item"}},
	{"a.yaml", "a: 1\n...\n«-» b\n", 1, []string{"CP101", "begin with ---"}},
	{"a.yaml", "v: 1\na: «]»\n", 0, []string{"CP101", "value before"}},
	{"a.yaml", "a: 1\n«}»\nb: 2\n", 0, []string{"CP101", "no bracket open"}},
	{"a.yaml", "v: 1\nw: «*none»\n", 0, []string{"CP101", "no anchor &none"}},
	{"a.yaml", "v: 1\na: «*.txt»\n", 0, []string{"CP101", "quotes"}},
	{"a.yaml", "v: 1\na: \"C:«\\d»ir\"\n", 0, []string{"CP101", "escape"}},
	{"a.yaml", "v: 1\na: «-» b\n", 0, []string{"CP101", "list can't begin"}},
	{"a.yaml", "v: 1\na: «?» b\n", 0, []string{"CP101", "question mark", "quotes"}},
	{"a.yaml", "v: 1\na: \"«\\xZZ»\"\n", 0, []string{"CP101", "names no character"}},
	{"a.yaml", "v: 1\na: \"«\\ud800»\"\n", 0, []string{"CP101", "names no character"}},
	{"a.yaml", "v: 1\na: «!e!x» y\n", 0, []string{"CP101", "tags such as"}},
	// Here the parser gives up before there is a tree: levels are counted within the line.
	{"a.yaml", "x: " + strings.Repeat("[", 64) + "«[»" + strings.Repeat("[", 11_000), 0, []string{"CP103", "64 levels"}},
	{"a.yaml", strings.Repeat("- ", 64) + "«-» " + strings.Repeat("- ", 11_000) + "a\n", 0, []string{"CP103", "64 levels"}},
	{"a.yaml", "v: 1\na: «|0»\n b\n", 0, []string{"CP101", "quotes"}},
	{"a.yaml", "v: 1\nlimit: «>100»\n", 0, []string{"CP101", "quotes"}},
	{"a.yaml", "«%YAML 2.0»\n---\na: 1\n", 0, []string{"CP101", "directive"}},
	{"a.yaml", "«%TAG» ! x\n---\na: 1\n", 0, []string{"CP101", "%TAG"}},
	{"a.yaml", "a: 1\n---\nb: «\"x»\n", 1, []string{"CP101", "never closed"}},
	{"a.yaml", "a: 1\n---\n«[»", 1, []string{"CP101", "never closed"}},
	{"a.yaml", "a: 1\n---\nb: 2\n---\nc: «*a»\n", 2, []string{"CP101", "no anchor"}},

	// JSON syntax.
	{"a.json", `{"a": 1«,»}`, 0, []string{"CP101", "comma before '}'", "remove the comma"}},
	{"a.json", "[1«,»\n ]", 0, []string{"CP101", "comma before ']'"}},
	{"a.json", `{"a": 1«:» 2}`, 0, []string{"CP101", "no key before"}},
	{"a.json", `[1 «[»2]]`, 0, []string{"CP101", "comma is missing"}},
	{"a.yaml", "a: 1\nb: \"x\"«' # c»\nd: 1\n", 0, []string{"CP101", "never closed"}},
	{"a.json", `{"a":«}»`, 0, []string{"CP101", "no value before"}},
	{"a.json", `{"a": 1«]»`, 0, []string{"CP101", "does not close"}},
	{"a.json", `{"a"«}»`, 0, []string{"CP101", "does not close"}},
	{"a.json", `{"a": 1 «"b"»: 2}`, 0, []string{"CP101", "comma is missing"}},
	{"a.json", `{"a" «1»}`, 0, []string{"CP101", "colon is missing"}},
	{"a.json", `{«a»: 1}`, 0, []string{"CP101", "double quotes"}},
	{"a.json", `{«'»a': 1}`, 0, []string{"CP101", "single quotes"}},
	{"a.json", `{"a": «True»}`, 0, []string{"CP101", "lower case"}},
	{"a.json", `{"a": «nul»}`, 0, []string{"CP101", "not a JSON value"}},
	{"a.json", `{"a": «012»}`, 0, []string{"CP101", "number"}},
	{"a.json", `{"a": «1_000»}`, 0, []string{"CP101", "number"}},
	{"a.json", `{"a": «.5»}`, 0, []string{"CP101", "number"}},
	{"a.json", `{"a": "«\q»"}`, 0, []string{"CP101", "escape"}},
	{"a.json", "{\"a\": «\"x»\n\"}", 0, []string{"CP101", "not closed on its line"}},
	{"a.json", "{\"a\": 1} «// c»\n", 1, []string{"CP101", "comments"}},
	{"a.json", `{"a": «[»1, 2`, 0, []string{"CP101", "'[' is never closed"}},
	{"a.json", `{"a": «"x}`, 0, []string{"CP101", "never closed"}},
	{"a.json", "{\"a\": 1}\n«{»\"b\": 2", 1, []string{"CP101", "never closed"}},
	{"a.json", "«a»: 1", 0, []string{"CP101", "not a JSON value"}},
}

func TestProblems(t *testing.T) {
	for _, c := range problemCases {
		before, rest, _ := strings.Cut(c.text, "«")
		marked, after, closed := strings.Cut(rest, "»")
		if !closed {
			marked, after = rest, ""
		}
		t.Run(shortName(c.text), func(t *testing.T) {
			src := NewSource(c.file, []byte(before+marked+after))
			docs, problems := Parse(src)
			if len(docs) != c.docs {
				t.Errorf("got %d documents, want %d", len(docs), c.docs)
			}
			if len(problems) != 1 {
				t.Fatalf("got %d problems, want one: %v", len(problems), problems)
			}
			p := problems[0]
			if got := string(p.Code); got != c.want[0] {
				t.Errorf("got %s, want %s (%s)", got, c.want[0], p.Message)
			}
			if got := string(src.Data[p.Span.Start.Offset:p.Span.End.Offset]); got != marked || p.Span.Start.Offset != len(before) {
				t.Errorf("got %q at %d, want %q at %d (%s)", got, p.Span.Start.Offset, marked, len(before), p.Message)
			}
			for _, words := range c.want[1:] {
				if !strings.Contains(p.Message+"\n"+p.Help, words) {
					t.Errorf("%q / %q: no %q", p.Message, p.Help, words)
				}
			}
			rule, _ := diag.RuleOf(p.Code)
			if p.Severity != rule.Severity || p.File != c.file || p.Message == "" || p.Help == "" {
				t.Errorf("incomplete: %+v", p)
			}
		})
	}
}

func shortName(text string) string {
	return fmt.Sprintf("%.40q", text)
}
