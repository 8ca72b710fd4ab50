package lsp

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"unicode/utf16"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
)

// textOf is the text that the server has of a document once it has taken in all
// that was sent.
func (s *tested) textOf(uri protocol.URI) string {
	s.t.Helper()
	s.Must("textDocument/documentSymbol", protocol.DocumentSymbolParams{TextDocument: protocol.TextDocumentIdentifier{URI: uri}}, nil)
	s.server.mutex.Lock()
	defer s.server.mutex.Unlock()
	return string(s.server.snapshot.opened(uri).text.data)
}

// TestFollows types into the examples and the hostile files, and removes, at
// random, with questions in between: the server always has the text that the
// client has, answers every question, and lives.
func TestFollows(t *testing.T) {
	s := start(t, everything, nil)
	r := rand.New(rand.NewPCG(11, 13))
	for _, pattern := range []string{"examples/*", "hostile/*"} {
		paths, err := filepath.Glob(filepath.Join("..", "..", "..", "..", "testdata", pattern))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no files: %v", err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if len(data) > 20_000 {
				continue
			}
			s.follow(r, filepath.Base(path), string(data))
		}
	}
}

// follow edits one document.
func (s *tested) follow(r *rand.Rand, name, text string) {
	m := &model{utf16.Encode([]rune(text))}
	uri := s.open(name, m.String())
	var asked []int
	for version := int32(2); version < 60; version++ {
		var changes []protocol.TextDocumentContentChangeEvent
		for range 1 + r.IntN(3) {
			from, start := m.random(r)
			to, end := m.random(r)
			if end < start || end-start > 40 || r.IntN(2) == 0 {
				to, end = from, start
			}
			insert := words[r.IntN(len(words))]
			m.replace(start, end, insert)
			changes = append(changes, protocol.TextDocumentContentChangeEvent{Range: &protocol.Range{Start: from, End: to}, Text: insert})
		}
		if version%25 == 0 { // the whole text at once, as some editors do
			changes = append(changes, protocol.TextDocumentContentChangeEvent{Text: text})
			m = &model{utf16.Encode([]rune(text))}
		}
		s.Notify("textDocument/didChange", protocol.DidChangeTextDocumentParams{
			TextDocument: protocol.VersionedTextDocumentIdentifier{URI: uri, Version: version}, ContentChanges: changes,
		})
		p, _ := m.random(r)
		document := protocol.TextDocumentIdentifier{URI: uri}
		switch r.IntN(6) {
		case 0:
			asked = append(asked, s.Send("textDocument/completion", place(uri, p)))
		case 1:
			asked = append(asked, s.Send("textDocument/hover", place(uri, p)))
		case 2:
			asked = append(asked, s.Send("textDocument/codeAction", map[string]any{"textDocument": document, "range": protocol.Range{Start: p, End: p}, "context": map[string]any{}}))
		case 3:
			asked = append(asked, s.Send("textDocument/inlayHint", protocol.InlayHintParams{TextDocument: document, Range: protocol.Range{End: at(99, 0)}}))
		}
		if version%10 == 0 {
			if got, want := s.textOf(uri), m.String(); got != want {
				s.t.Fatalf("%s, version %d: the server has %q, the client %q", name, version, got, want)
			}
		}
	}
	for _, id := range asked {
		if err := s.Answer(id, nil); err != nil {
			s.t.Errorf("%s: %v", name, err)
		}
	}
	s.Notify("textDocument/didClose", protocol.DidCloseTextDocumentParams{TextDocument: protocol.TextDocumentIdentifier{URI: uri}})
}

// TestMemory: ten thousand edits leave no more behind than the first thousand.
func TestMemory(t *testing.T) {
	s := start(t, everything, nil)
	text := fleet(50)
	uri := s.open("a.yaml", text)
	version := int32(1)
	edits := func(n int) (heap uint64) {
		for i := range n {
			version++
			p := at(uint32(4+i%400), 2)
			if i%2 == 0 {
				s.edit(uri, version, &protocol.Range{Start: p, End: p}, "x")
			} else {
				p = at(uint32(4+(i-1)%400), 2)
				s.edit(uri, version, &protocol.Range{Start: p, End: at(p.Line, 3)}, "")
			}
			if i%50 == 1 {
				s.Must("textDocument/hover", place(uri, at(4, 5)), nil)
			}
		}
		if s.textOf(uri) != text {
			t.Fatal("the text is not what it was")
		}
		runtime.GC()
		runtime.GC()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		return stats.HeapAlloc
	}
	first := edits(1_000)
	last := edits(9_000)
	const most, slack = 1.5, 4 << 20
	t.Logf("heap after 1,000 edits %d KiB, after 10,000 %d KiB", first>>10, last>>10)
	if float64(last) > most*float64(first)+slack {
		t.Errorf("the heap grew from %d to %d bytes", first, last)
	}
}

// BenchmarkAnswers is what a keystroke in a file of 200 deployments costs until
// the answer is there, with the message and the check of the file in it.
func BenchmarkAnswers(b *testing.B) {
	for _, question := range []string{"completion", "hover", "codeAction", "inlayHint", "documentSymbol"} {
		b.Run(question, func(b *testing.B) {
			s := start(b, everything, nil)
			uri := s.open("a.yaml", fleet(200))
			s.Must("textDocument/hover", place(uri, at(4, 5)), nil)
			version := int32(1)
			for b.Loop() {
				version++
				p := at(9, 14)
				text := string(rune('1' + version%8))
				s.edit(uri, version, &protocol.Range{Start: p, End: at(9, 15)}, text)
				s.Must("textDocument/"+question, map[string]any{
					"textDocument": map[string]any{"uri": uri}, "position": p, "range": protocol.Range{Start: p, End: at(99, 0)}, "context": map[string]any{},
				}, nil)
			}
		})
	}
}
