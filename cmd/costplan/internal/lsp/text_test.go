package lsp

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
)

// The text "é" has 2 bytes and 1 unit, "日" 3 bytes and 1 unit, "😀" 4 bytes, 2
// units and 1 code point.
func TestPositions(t *testing.T) {
	const s = "aé日😀z\r\nb\rc\n"
	text := newText([]byte(s))
	for _, c := range []struct {
		before             string // what stands before the place
		line, u8, u16, u32 uint32
	}{
		{"", 0, 0, 0, 0}, {"a", 0, 1, 1, 1}, {"aé", 0, 3, 2, 2}, {"aé日", 0, 6, 3, 3}, {"aé日😀", 0, 10, 5, 4}, {"aé日😀z", 0, 11, 6, 5},
		{"aé日😀z\r\n", 1, 0, 0, 0}, {"aé日😀z\r\nb", 1, 1, 1, 1}, {"aé日😀z\r\nb\r", 2, 0, 0, 0}, {s, 3, 0, 0, 0},
	} {
		for encoding, character := range map[protocol.PositionEncoding]uint32{protocol.UTF8: c.u8, protocol.UTF16: c.u16, protocol.UTF32: c.u32} {
			want := at(c.line, character)
			if got := text.position(len(c.before), encoding); got != want {
				t.Errorf("%q in %s is %v, want %v", c.before, encoding, got, want)
			}
			if got := text.offset(want, encoding); got != len(c.before) {
				t.Errorf("%v in %s is %d, want %d", want, encoding, got, len(c.before))
			}
		}
	}
	for _, c := range []struct {
		p        protocol.Position
		encoding protocol.PositionEncoding
		want     int
	}{
		{at(0, 99), protocol.UTF16, 11}, {at(0, 99), protocol.UTF8, 11}, {at(0, 1<<31), protocol.UTF32, 11}, {at(0, 1<<32-1), protocol.UTF8, 11}, // the end of the line
		{at(99, 0), protocol.UTF16, len(s)}, {at(1<<32-1, 1<<32-1), protocol.UTF16, len(s)}, // the end of the text
		{at(0, 4), protocol.UTF16, 6}, {at(0, 2), protocol.UTF8, 1}, {at(0, 9), protocol.UTF8, 6}, // the middle of a character
	} {
		if got := text.offset(c.p, c.encoding); got != c.want {
			t.Errorf("%v in %s is %d, want %d", c.p, c.encoding, got, c.want)
		}
	}
	marked := newText([]byte("\uFEFFa")) // a mark that the client sends counts for both
	if got := marked.position(3, protocol.UTF16); got != at(0, 1) {
		t.Errorf("after a mark: %v", got)
	}
}

func TestURIs(t *testing.T) {
	for _, c := range []struct {
		uri  protocol.URI
		path string
		ok   bool
	}{
		{"file:///a/b.yaml", "/a/b.yaml", true}, {"file:///a%20b/%C3%A9%23.yaml", "/a b/é#.yaml", true}, {"file:///a/../b", "/b", true},
		{"untitled:Untitled-1", "", false}, {"file:", "", false}, {"", "", false}, {"%", "", false}, {"https://example.org/a.yaml", "", false},
	} {
		if path, ok := pathOf(c.uri); path != c.path || ok != c.ok {
			t.Errorf("%s is %q %t, want %q", c.uri, path, ok, c.path)
		}
	}
	for path, want := range map[string]protocol.URI{"/a b/é#?.yaml": "file:///a%20b/%C3%A9%23%3F.yaml", "/a": "file:///a"} {
		if got := uriOf(path); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
		if back, ok := pathOf(uriOf(path)); !ok || back != path {
			t.Errorf("%s comes back as %s", path, back)
		}
	}
}

// model is a text as an editor that counts in UTF-16 keeps it: independent of how
// the server does.
type model struct{ units []uint16 }

// lines are where each line starts and where its characters end.
func (m *model) lines() (starts, ends []int) {
	starts = []int{0}
	for i := 0; i < len(m.units); i++ {
		if c := m.units[i]; c == '\r' || c == '\n' {
			ends = append(ends, i)
			if c == '\r' && i+1 < len(m.units) && m.units[i+1] == '\n' {
				i++
			}
			starts = append(starts, i+1)
		}
	}
	return starts, append(ends, len(m.units))
}

// random is a place that is not within a character.
func (m *model) random(r *rand.Rand) (protocol.Position, int) {
	starts, ends := m.lines()
	line := r.IntN(len(starts))
	at := starts[line] + r.IntN(ends[line]-starts[line]+1)
	if at > starts[line] && at < ends[line] && utf16.IsSurrogate(rune(m.units[at])) && m.units[at] >= 0xDC00 {
		at--
	}
	return protocol.Position{Line: uint32(line), Character: uint32(at - starts[line])}, at
}

func (m *model) replace(start, end int, text string) {
	m.units = append(append(append([]uint16{}, m.units[:start]...), utf16.Encode([]rune(text))...), m.units[end:]...)
}

func (m *model) String() string { return string(utf16.Decode(m.units)) }

// words are what a typing person, and a paste, put in.
var words = []string{"a", ":", " ", "\n", "\r\n", "\r", "é", "日本", "😀", "  - name: x\n", "{", "}", "\"", "#", "plan: mu", "\t", "- ", "&a ", "*a", "model_name", "---\n", ""}

// TestTextFollows: whatever is typed and removed, the server's text is the
// client's, in every encoding of positions.
func TestTextFollows(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	m := &model{utf16.Encode([]rune(batch + "# é 😀\r\nx: \"日\"\n"))}
	texts := map[protocol.PositionEncoding]*text{}
	for _, encoding := range []protocol.PositionEncoding{protocol.UTF8, protocol.UTF16, protocol.UTF32} {
		texts[encoding] = newText([]byte(m.String()))
	}
	for i := range 6_000 {
		from, start := m.random(r)
		to, end := m.random(r)
		if end < start || r.IntN(3) > 0 {
			to, end = from, start
		}
		if end-start > 30 {
			end = start
			to = from
		}
		insert := words[r.IntN(len(words))]
		before := newText([]byte(m.String()))
		m.replace(start, end, insert)
		want := m.String()
		for encoding, text := range texts {
			at := protocol.Range{Start: from, End: to}
			if encoding != protocol.UTF16 {
				at = before.span(before.offset(from, protocol.UTF16), before.offset(to, protocol.UTF16), encoding)
			}
			texts[encoding] = text.change(protocol.TextDocumentContentChangeEvent{Range: &at, Text: insert}, encoding)
			if got := string(texts[encoding].data); got != want {
				t.Fatalf("change %d in %s, %v %q: %q, want %q", i, encoding, at, insert, got, want)
			}
		}
		if len(m.units) > 3_000 {
			m.units = utf16.Encode([]rune(batch))
			for encoding := range texts {
				texts[encoding] = newText([]byte(batch))
			}
		}
	}
}

// FuzzChange: any change of any text leaves a text whose lines are those that a
// fresh look finds.
func FuzzChange(f *testing.F) {
	f.Add("a\nb", uint32(0), uint32(1), uint32(1), uint32(0), "x\r\n", byte(1))
	f.Add("é😀\r", uint32(9), uint32(9), uint32(0), uint32(0), "", byte(2))
	f.Fuzz(func(t *testing.T, s string, l1, c1, l2, c2 uint32, insert string, kind byte) {
		s, insert = strings.ToValidUTF8(s, "\uFFFD"), strings.ToValidUTF8(insert, "\uFFFD") // as they come out of JSON
		encoding := []protocol.PositionEncoding{protocol.UTF8, protocol.UTF16, protocol.UTF32}[kind%3]
		text := newText([]byte(s))
		changed := text.change(protocol.TextDocumentContentChangeEvent{Range: &protocol.Range{Start: at(l1, c1), End: at(l2, c2)}, Text: insert}, encoding)
		if string(text.data) != s {
			t.Fatal("the text before has changed")
		}
		if len(changed.data) > len(s)+len(insert) || !strings.Contains(string(changed.data), insert) {
			t.Fatalf("%q became %q", s, changed.data)
		}
		for offset := 0; offset <= len(changed.data); offset += 1 + len(changed.data)/10 {
			p := changed.position(offset, encoding)
			if back := changed.offset(p, encoding); back > offset {
				t.Fatalf("%d of %q is %v, which is %d", offset, changed.data, p, back)
			}
		}
	})
}
