package catalog_test

import (
	"testing"

	"github.com/costplan/costplan/catalog"
)

func TestMatch(t *testing.T) {
	for _, test := range []struct {
		pattern, name string
		want          bool
	}{
		{"qwen*", "qwen3-8b", true}, {"*", "", true}, {"*-plus-*", "qwen3.6-plus-2026", true}, {"a*a", "a", false},
		{"a*b*c", "abbc", true}, {"a*b*c", "acb", false}, {"exact", "exact", true}, {"exact", "exactly", false}, {"*b", "ab", true},
	} {
		if got := catalog.Match(test.pattern, test.name); got != test.want {
			t.Errorf("Match(%q, %q) = %t", test.pattern, test.name, got)
		}
	}
}
