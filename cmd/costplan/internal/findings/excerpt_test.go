package findings

import (
	"strings"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// spanOf is the place of a part of a text.
func spanOf(t *testing.T, source, part string) diag.Span {
	t.Helper()
	start := strings.Index(source, part)
	if start < 0 {
		t.Fatalf("no %q in %q", part, source)
	}
	return document.NewSource("f", []byte(source)).Span(start, start+len(part))
}

func TestExcerpt(t *testing.T) {
	// A window keeps one column free for a caret behind the end: 29 of 30.
	long := strings.Repeat("a", 200) + "MISTAKE" + strings.Repeat("b", 200)
	for _, c := range []struct {
		name, source, part string
		room               int
		line, caret        string
	}{
		{"plain", "x: 1\ncapacity: 6\n", "6", 80, "capacity: 6", "          ^"},
		{"range", "plan: ptuu\n", "ptuu", 80, "plan: ptuu", "      ^^^^"},
		{"tabs are shown as spaces", "\tplan:\tptuu", "ptuu", 80, "    plan:   ptuu", "            ^^^^"},
		{"wide characters take two columns", "name: 模型 x", "x", 80, "name: 模型 x", "           ^"},
		{"under wide characters", "name: 模型 x", "模型", 80, "name: 模型 x", "      ^^^^"},
		{"emoji take two columns", "name: 🚀 x", "x", 80, "name: 🚀 x", "         ^"},
		{"joined emoji are shown apart", "n: 👩\u200d🚀 x", "x", 80, "n: 👩🚀 x", "        ^"},
		{"the style of an emoji is left out", "n: ⚠\ufe0f x", "x", 80, "n: ⚠ x", "     ^"},
		{"a joiner that joins nothing", "n: a\u200db", "a\u200db", 80, "n: a\ufffdb", "   ^^^"},
		{"bytes that are no character", "n: a\xff\xfeb x", "x", 80, "n: a\ufffd\ufffdb x", "        ^"},
		{"a wide character cut at the edge", strings.Repeat("长", 40) + "MISTAKE", "MISTAKE", 20, "…长长长长长MISTAKE", "           ^^^^^^^"},
		{"windows line ends", "a: 1\r\nb: 2\r\n", "b", 80, "b: 2", "^"},
		{"lone carriage returns", "a: 1\rb: 2\rc: 3", "2", 80, "b: 2", "   ^"},
		{"over several lines, only the first", "a:\n  - b\n  - c\n", "b\n  - c", 80, "  - b", "    ^"},
		{"a character without width of its own", "a\u0301b: 1", "\u0301", 80, "a\u0301b: 1", " ^"},
		{"byte order mark", "\ufeffa: 1", "a", 80, "a: 1", "^"},
		{"control characters", "a: \x1b[31mred", "red", 80, "a: \ufffd[31mred", "        ^^^"},
		{"cut on both sides", long, "MISTAKE", 30, "…aaaaaaaaaMISTAKEbbbbbbbbbbb…", "          ^^^^^^^"},
		{"cut behind", "a: MISTAKE" + strings.Repeat(" z", 40), "MISTAKE", 20, "a: MISTAKE z z z z…", "   ^^^^^^^"},
	} {
		line, caret, ok := excerpt([]byte(c.source), spanOf(t, c.source, c.part), c.room)
		if !ok || line != c.line || caret != c.caret {
			t.Errorf("%s:\n%q\n%q, want\n%q\n%q", c.name, line, caret, c.line, c.caret)
		}
	}
}

// TestExcerptAtAnEnd: something without length is marked where it would be.
func TestExcerptAtAnEnd(t *testing.T) {
	for _, c := range []struct {
		source string
		at     int
		caret  string
	}{{"ab", 2, "  ^"}, {"ab\n", 2, "  ^"}, {"ab", 0, "^"}, {"\n", 0, "^"}} {
		src := document.NewSource("f", []byte(c.source))
		if _, caret, ok := excerpt(src.Data, src.Span(c.at, c.at), 80); !ok || caret != c.caret {
			t.Errorf("%q at %d: %q, want %q", c.source, c.at, caret, c.caret)
		}
	}
	if _, _, ok := excerpt(nil, diag.Span{}, 80); ok {
		t.Error("an excerpt of nothing")
	}
}

// FuzzExcerpt: any place in any text gives one line within its room, with at
// least one caret and nothing that steers a terminal.
func FuzzExcerpt(f *testing.F) {
	f.Add("plan: ptuu\n", 6, 4, 40)
	f.Add("name: 模型\t\x1b[31m\r\nx", 8, 2, 20)
	f.Add(strings.Repeat("长", 300), 400, 9, 33)
	f.Fuzz(func(t *testing.T, source string, start, length, room int) {
		src := document.NewSource("f", []byte(source))
		start, length = abs(start)%(len(source)+1), abs(length)%50
		room = 20 + abs(room)%200
		line, caret, ok := excerpt(src.Data, src.Span(start, start+length), room)
		if !ok {
			if source != "" {
				t.Fatal("no excerpt")
			}
			return
		}
		if strings.ContainsFunc(line+caret, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Fatalf("%q / %q", line, caret)
		}
		if !strings.Contains(caret, "^") {
			t.Fatalf("no caret: %q / %q", line, caret)
		}
		if width := len(strings.TrimRight(caret, " ")); width > room+1 {
			t.Fatalf("the caret is at column %d of %d", width, room)
		}
	})
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}

func TestLines(t *testing.T) {
	source := "deployments:\n  - capacity: 6\n"
	d := diag.New(diag.CapacityMultiple, "a.yaml", spanOf(t, source, "6"), "/deployments/0/capacity",
		"capacity 6 is not a multiple of 4 (MU1 x 4)")
	d.Help = "use 4 or 8"
	d.APIError = &diag.APIError{Code: "InvalidParameter", Message: "Invalid capacity"}
	d.Related = []diag.Related{{File: "b.yaml", Message: "the first", Span: d.Span}}
	got := strings.Join(Lines(d, []byte(source), show.Screen{}), "\n")
	want := `a.yaml:2:15: error CP305: capacity 6 is not a multiple of 4 (MU1 x 4)
    2 |   - capacity: 6
      |               ^
      help: use 4 or 8
      API: InvalidParameter: Invalid capacity
      see: b.yaml:2:15: the first
      ` + d.URL
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestColorChangesNoText: without its colours a text is the same.
func TestColorChangesNoText(t *testing.T) {
	source := "plan: ptuu\n"
	d := diag.New(diag.NotAllowed, "a.yaml", spanOf(t, source, "ptuu"), "/plan", "no such plan")
	plain := strings.Join(Lines(d, []byte(source), show.Screen{}), "\n")
	colored := strings.Join(Lines(d, []byte(source), show.Screen{Color: true}), "\n")
	if !strings.Contains(colored, "\x1b[") {
		t.Fatal("no colours")
	}
	var stripped strings.Builder
	for i, part := range strings.Split(colored, "\x1b[") {
		if i > 0 {
			_, part, _ = strings.Cut(part, "m")
		}
		stripped.WriteString(part)
	}
	if stripped.String() != plain {
		t.Errorf("got\n%s\nwant\n%s", stripped.String(), plain)
	}
}
