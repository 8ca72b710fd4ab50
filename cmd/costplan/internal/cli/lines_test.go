package cli

import (
	"bytes"
	"io"
	"math/rand"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/costplan/costplan/engine/document"
)

// cut reads a stream into its lines, a line that is too long as "LONG".
func cut(t *testing.T, in io.Reader) []string {
	t.Helper()
	r := newLineReader(in)
	var lines []string
	err := r.read(func(b lineBatch) bool {
		if b.first != len(lines)+1 {
			t.Fatalf("a batch begins at line %d, after %d lines", b.first, len(lines))
		}
		if b.long {
			lines = append(lines, "LONG")
			return true
		}
		for line := range bytes.Lines(b.data) {
			lines = append(lines, strings.TrimSuffix(string(line), "\n"))
		}
		r.recycle(b)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// TestLines: however a stream comes in, its lines are the same.
func TestLines(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 30 {
		var want []string
		for range random.Intn(40) {
			n := random.Intn(200)
			switch random.Intn(12) {
			case 0:
				n = 0
			case 1:
				n = batchBytes - 2 + random.Intn(5)
			case 2:
				n = random.Intn(5 * batchBytes)
			}
			want = append(want, strings.Repeat("x", n))
		}
		text := strings.Join(want, "\n")
		if random.Intn(2) == 0 && len(want) > 0 {
			text += "\n"
		} else if len(want) > 0 && want[len(want)-1] == "" {
			want = want[:len(want)-1]
		}
		for name, in := range map[string]io.Reader{
			"whole": strings.NewReader(text), "halves": iotest.HalfReader(strings.NewReader(text)),
			"with the end": iotest.DataErrReader(strings.NewReader(text)),
		} {
			if got := cut(t, in); strings.Join(got, "|") != strings.Join(want, "|") {
				t.Fatalf("%s: %d lines, want %d", name, len(got), len(want))
			}
		}
	}
}

// TestLongLines: a line over the limit is one line, and not kept.
func TestLongLines(t *testing.T) {
	most, over := strings.Repeat("y", document.MaxBytes), strings.Repeat("z", 3*document.MaxBytes)
	got := cut(t, strings.NewReader("a\n"+over+"\nb\n"+most+"\r\n"+over+"\n\nc\n"+over))
	want := []string{"a", "LONG", "b", most + "\r", "LONG", "", "c", "LONG"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		for i := range got {
			got[i] = got[i][:min(9, len(got[i]))]
		}
		t.Errorf("the lines are %q", got)
	}
}
