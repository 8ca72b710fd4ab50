package findings

import (
	"strings"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// TestTextWithoutPlace: what speaks of no file, or of a whole one, names no line
// and shows none.
func TestTextWithoutPlace(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"", "warning CP504: old\n      see: b.yaml: there\n"},
		{"a.yaml", "a.yaml: warning CP504: old\n      see: b.yaml: there\n"},
	} {
		d := diag.New(diag.OldCatalog, c.file, diag.Span{}, "", "old")
		d.Related = []diag.Related{{File: "b.yaml", Message: "there"}}
		in := only(d)
		in.Source = func(string) []byte { return []byte("text: of a file\n") }
		if got := written(t, "text", in); !strings.HasPrefix(got, c.want) || strings.Contains(got, "text:") {
			t.Errorf("got\n%s\nwant\n%s", got, c.want)
		}
	}
}

// TestTextOfBinary: a file that is no text is not shown.
func TestTextOfBinary(t *testing.T) {
	source := document.NewSource("a.bin", []byte("PK\x03\x04\x00\xff\xfe\x1b[31m"))
	in := only(diag.New(diag.NotUTF8, "a.bin", source.Span(5, 6), "", "the file is binary, not UTF-8 text"))
	in.Source = func(string) []byte { return source.Data }
	if got := written(t, "text", in); strings.Contains(got, "|") || strings.Contains(got, "PK") {
		t.Errorf("got\n%s", got)
	}
}

func TestTextSeverities(t *testing.T) {
	for _, code := range []diag.Code{diag.Syntax, diag.NoPrice, diag.CheaperPayment} {
		d := diag.New(code, "a.yaml", diag.Span{}, "", "x")
		if got := written(t, "text", only(d)); !strings.HasPrefix(got, "a.yaml: "+string(d.Severity)+" "+string(code)+": x\n") {
			t.Errorf("got\n%s", got)
		}
	}
}

// TestTextFitsTheScreen: a wide name counts by its columns, and no line of
// words is wider than the screen.
func TestTextFitsTheScreen(t *testing.T) {
	d := diag.New(diag.NoPrice, strings.Repeat("模", 20)+".yaml", diag.Span{}, "", strings.Repeat("word ", 30))
	got := Lines(d, nil, show.Screen{Width: 80})
	// 62 columns before the message leave room for three words of 5.
	if want := d.File + ": warning CP310: word word word"; got[0] != want {
		t.Errorf("got  %s\nwant %s", got[0], want)
	}
	if got := Lines(d, nil, show.Screen{Width: 20}); got[0] != d.File+": warning CP310: " || got[1] != "    word word word" {
		t.Errorf("got %q", got[:2])
	}
}
