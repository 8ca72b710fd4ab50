package suggest

import "testing"

func TestNearest(t *testing.T) {
	models := []string{"qwen3-14b", "qwen3-32b", "qwen3.6-plus-2026-04-02", "qwen3.6-plus-2026-05-01", "MiniMax-M2.5", "glm-5.1"}
	for _, test := range []struct{ name, want string }{
		{"qwen3-14", "qwen3-14b"},
		{"QWEN3-32B", "qwen3-32b"},
		{"minimax-m2.5", "MiniMax-M2.5"},
		{"qwen3.6-plus", "qwen3.6-plus-2026-04-02"}, // the date is left out: the first that continues it
		{"glm5.1", "glm-5.1"},
		{"gpt-4o", ""}, // nothing is near
		{"", ""},
		{"q", ""},
	} {
		got, ok := Nearest(test.name, models)
		if got != test.want || ok != (test.want != "") {
			t.Errorf("nearest to %q is %q, %t; want %q", test.name, got, ok, test.want)
		}
	}
	if got, _ := Nearest("pt", []string{"ptu", "mu"}); got != "ptu" {
		t.Errorf("nearest to pt is %q", got)
	}
}

func TestOneOf(t *testing.T) {
	for want, choices := range map[string][]string{"": nil, "a": {"a"}, "a or b": {"a", "b"}, "a, b or c": {"a", "b", "c"}} {
		if got := OneOf(choices); got != want {
			t.Errorf("OneOf(%q) = %q, want %q", choices, got, want)
		}
	}
}
