package findings

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "rewrite the files of testdata that hold what is expected")

// TestGolden compares each format with a file of testdata.
func TestGolden(t *testing.T) {
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			got := strings.Replace(written(t, f.Name, sample(t)), `"version": "`+version()+`"`, `"version": "VERSION"`, 1)
			path := filepath.Join("testdata", "mixed."+f.Name)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if want := string(bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n"))); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestEveryFormatIsPlain: only the format for a terminal has colours, and none
// writes a byte that is no character. JSON, which escapes in its own way, is data;
// the others write nothing that steers a terminal.
func TestEveryFormatIsPlain(t *testing.T) {
	steers := func(r rune) bool { return r < ' ' && r != '\n' || 0x7f <= r && r < 0xa0 || r == '\u202e' }
	for _, f := range Formats() {
		in := only(attacks()...)
		in.Screen.Color = f.Name != "text"
		got := written(t, f.Name, in)
		if !utf8.ValidString(got) || strings.Contains(got, "\x1b") {
			t.Errorf("%s writes bytes that are no text, or colours", f.Name)
		}
		if f.Name != "json" && f.Name != "sarif" && strings.ContainsFunc(got, steers) {
			t.Errorf("%s writes control characters:\n%q", f.Name, got)
		}
	}
}

// TestNothingFound: every format has something to say when all is well, except
// the one that is a line for each finding.
func TestNothingFound(t *testing.T) {
	for _, f := range Formats() {
		got := written(t, f.Name, only())
		if (got == "") != (f.Name == "oneline") {
			t.Errorf("%s writes %q", f.Name, got)
		}
	}
}
