package document

import (
	"slices"
	"strings"
	"testing"
)

// TestComments lists the comments of each text; "^" marks one that has its line
// to itself.
func TestComments(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"own lines and ends of lines", "# one \na: 1 # two\n  # three\n", "^# one|# two|^# three"},
		{"quotes", "a: 'x # y' # 1\n\"b # c\": \"d # e\n  # f\" # 2\n", "# 1|# 2"},
		{"no blank before", "a: b#c\nurl: http://x/#y # 1\n", "# 1"},
		{"block scalars", "a: | # 1\n  # x\n  y # z\n# 2\nb: >\n  # p\n\n # 3\n", "# 1|^# 2|^# 3"},
		{"flow", "a: [b, # 1\n  'c#', # 2\n  # 3\n]#4\n", "# 1|# 2|^# 3|#4"},
		{"after the last document", "a: 1\n--- # 1\n# 2\n", "# 1|^# 2"},
		{"between documents", "a: '#'\n# 1\n---\nb: '#' # 2\n", "^# 1|# 2"},
		{"only comments", "# 1\r\n  #2\r\n", "^# 1|^#2"},
		{"anchors, tags, merge keys", "a: &x {p: '#'} # 1\nb:\n  <<: *x # 2\n  c: !!str '#' # 3\n", "# 1|# 2|# 3"},
		{"values that are dropped", "a: 1\na: '# no' # 1\n[x]: '# no' # 2\n", "# 1|# 2"},
		{"a byte order mark", "\uFEFF# 1\n", "^# 1"},
		{"up to a syntax error", "a: 1 # 1\nb: \"# 2\n", "# 1"},
		{"not within a document beyond a limit", "a: 1 # 1\n--- # 2\n" + strings.Repeat("[", 65) + " # 3\n" + strings.Repeat("]", 65) + "\n---\nb: 1 # 4\n", "# 1|# 2|# 4"},
		{"wide characters", "é: '日 # x' # 😀\n", "# 😀"},
	} {
		f := Read(NewSource("a.yaml", []byte(c.text)))
		var got []string
		for _, comment := range f.Comments() {
			text := comment.Text
			if f.src.Data[comment.Start] != '#' || string(f.src.Data[comment.Start:comment.End]) != text {
				t.Errorf("%s: span %d..%d is not %q", c.name, comment.Start, comment.End, text)
			}
			if comment.OwnLine {
				text = "^" + text
			}
			got = append(got, text)
		}
		if want := strings.Split(c.want, "|"); !slices.Equal(got, want) {
			t.Errorf("%s:\n got  %q\n want %q", c.name, got, want)
		}
	}
	for _, file := range []string{"a.json", "stdin"} {
		if got := Read(NewSource(file, []byte(`{"a": "# b"}`))).Comments(); got != nil {
			t.Errorf("%s: %v", file, got)
		}
	}
}
