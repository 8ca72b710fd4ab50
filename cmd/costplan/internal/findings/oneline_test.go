package findings

import (
	"regexp"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/diag"
)

// TestOneLineIsOneLine: whatever is in a finding, its line has all parts.
func TestOneLineIsOneLine(t *testing.T) {
	pattern := regexp.MustCompile(`^\S.*:[1-9]\d*:[1-9]\d*: (error|warning|info) CP\d{3} .+$`)
	found := append(attacks(), sample(t).Diagnostics...)
	lines := strings.Split(strings.TrimSuffix(written(t, "oneline", only(found...)), "\n"), "\n")
	if len(lines) != len(found) {
		t.Errorf("%d lines for %d findings", len(lines), len(found))
	}
	for _, line := range lines {
		if !pattern.MatchString(line) {
			t.Errorf("not a line of the format: %q", line)
		}
	}
}

func TestOneLine(t *testing.T) {
	d := diag.New(diag.NotAllowed, "a\nb\t.yaml", diag.Span{}, "", "bad \r\n\x1b value")
	want := `a\nb\t.yaml:1:1: error CP204 bad \r\n\u001b value` + "\n"
	if got := written(t, "oneline", only(d)); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
