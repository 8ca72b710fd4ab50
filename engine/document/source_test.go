package document

import (
	"strings"
	"testing"
)

func TestPosition(t *testing.T) {
	for _, c := range []struct {
		name, text, until string // the position after until
		line, column      int
	}{
		{"start", "a: 1", "", 1, 1},
		{"LF", "a\nbc", "a\nb", 2, 2},
		{"CRLF is one break", "a\r\nbc", "a\r\nb", 2, 2},
		{"CR", "a\rbc\r", "a\rb", 2, 2},
		{"within CRLF", "a\r\nb", "a\r", 1, 3},
		{"characters, not bytes", "é日😀x", "é日😀", 1, 4},
		{"a tab is one", "\ta", "\t", 1, 2},
		{"NEL and LS end no line", "a\u0085\u2028b", "a\u0085\u2028", 1, 4},
		{"a byte order mark has no column", "\uFEFFab\nc", "\uFEFFa", 1, 2},
		{"before the byte order mark", "\uFEFFab", "", 1, 1},
		{"after the last break", "a\n", "a\n", 2, 1},
		{"far into a long line", strings.Repeat("é", 5000) + "x", strings.Repeat("é", 5000), 1, 5001},
		{"after a long line", strings.Repeat("日", 3000) + "\né", strings.Repeat("日", 3000) + "\né", 2, 2},
	} {
		src := NewSource("a", []byte(c.text))
		p := src.Position(len(c.until))
		if p.Line != c.line || p.Column != c.column || p.Offset != len(c.until) {
			t.Errorf("%s: got %d:%d (%d), want %d:%d (%d)", c.name, p.Line, p.Column, p.Offset, c.line, c.column, len(c.until))
		}
		back := len(c.until)
		switch c.name {
		case "within CRLF":
			back-- // a line ends before its break
		case "before the byte order mark":
			back = len(byteOrderMark)
		}
		if offset := src.Offset(p.Line, p.Column); offset != back {
			t.Errorf("%s: %d:%d is at %d, want %d", c.name, p.Line, p.Column, offset, back)
		}
	}
	src := NewSource("a", []byte("ab\nc"))
	if p := src.Position(99); p.Line != 2 || p.Column != 2 {
		t.Errorf("beyond the end: got %v", p)
	}
	if p := src.Position(-1); p.Line != 1 || p.Column != 1 {
		t.Errorf("before the start: got %v", p)
	}
	for _, c := range []struct{ line, column, want int }{{1, 9, 2}, {2, 1, 3}, {2, 9, 4}, {3, 1, 4}, {0, 5, 0}, {1, 0, 0}} {
		if offset := src.Offset(c.line, c.column); offset != c.want {
			t.Errorf("%d:%d is at %d, want %d", c.line, c.column, offset, c.want)
		}
	}
	if s := src.Span(3, 1); s.Start != s.End {
		t.Errorf("a span does not end before it starts: %v", s)
	}
}
