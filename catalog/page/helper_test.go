package page_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// firstDifference shows the first line in which two texts differ.
func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			return fmt.Sprintf("line %d:\n got %q\nwant %q", i+1, at(a, i), at(b, i))
		}
	}
	return ""
}

func at(lines []string, i int) string {
	if i >= len(lines) {
		return "(the end)"
	}
	return lines[i]
}

// fixture reads a file of the small page.
func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(fixtures + "/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// change replaces text that is there and gives the line that the change begins on.
func change(t testing.TB, text, old, new string) (changed string, line int) {
	t.Helper()
	i := strings.Index(text, old)
	if i < 0 {
		t.Fatalf("%q is not on the page", old)
	}
	return text[:i] + new + text[i+len(old):], 1 + strings.Count(text[:i], "\n")
}
