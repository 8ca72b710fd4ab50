package edit

import (
	"math/rand/v2"
	"testing"

	"github.com/costplan/costplan/engine/document"
)

// FuzzChanges makes changes in any text that can be read. What must hold: no
// panic, bounded time, a refused change changes nothing, one that was made says
// what was asked and nothing else, and the edits give the text.
func FuzzChanges(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 40 {
		_, text, _ := randomText(r, false)
		f.Add([]byte(text), r.Uint64())
	}
	for _, text := range []string{
		"", "a: &x 1\nb: *x\n", "- a: 1\n  ? b\n  : c\n", "--- {a: 1}\n---\n- - a\n  - b\n", "{a, b: 1, ? c : d}\n", "[a: 1, b]\n", "a:\n- !!str 1\n-\n- &x\n- *x\n",
		"<<: {a: 1}\nb: 2\n", "a: |+\n  x\n\n\nb: >-\n  y\n", "\ufeffa:\r\n- b\r\n", "a: 1\u2028b: 2\u0085c: 3\n", "%YAML 1.2\n---\na: 1\n...\n", "\"a\" : 'x'\n", "*", "&a a: &b\n  *a : 1\n",
	} {
		f.Add([]byte(text), uint64(1))
	}
	f.Fuzz(func(t *testing.T, data []byte, seed uint64) {
		for _, name := range []string{"a.yaml", "a.json"} {
			text, err := Open(name, data, house)
			if err != nil || len(text.Docs()) == 0 {
				continue
			}
			r := rand.New(rand.NewPCG(seed, 0))
			for range 3 {
				before := string(text.Data())
				what, _, err := randomChange(r, text)
				if err != nil && string(text.Data()) != before {
					t.Errorf("%s was refused, and changed the text", what)
				}
			}
			checkEdits(t, text)
			if len(data) > 0 && len(text.Data()) > 0 {
				if again := document.Read(document.NewSource(name, text.Data())); Unreadable(again.Problems) != nil {
					t.Errorf("cannot be read any more:\n%s", text.Data())
				}
			}
		}
	})
}
