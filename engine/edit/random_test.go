package edit

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/costplan/costplan/engine/document"
)

// writer writes a random document as people do, in any of the styles.
type writer struct {
	*rand.Rand
	strings.Builder
	newline  string
	comments int
	json     bool
	plain    bool // no anchors, aliases and merge keys
	anchors  []string
}

var keyNames = []string{"name", "region", "plan", "capacity", "ptu_capacity", "suffix", "estimate", "hours", "tokens", "x-a", "deployments"}

func (w *writer) one(of int) bool { return w.IntN(of) == 0 }

// comment writes a comment of its own number.
func (w *writer) comment() {
	w.comments++
	fmt.Fprintf(w, "# c%d it's [a, {b: \"c", w.comments)
}

// lines writes what may stand between two entries in block style.
func (w *writer) lines(indent string) {
	for w.one(4) {
		switch w.IntN(3) {
		case 0:
			w.WriteString(indent)
			w.comment()
		case 1:
			w.WriteString(indent + "  ")
			w.comment()
		}
		w.WriteString(w.newline)
	}
}

func (w *writer) scalar(flow bool) string {
	if w.json {
		return []string{"1", "-2.5", "true", "null", `"x"`, `"a # b, {"`, `"\u00e9\n"`}[w.IntN(7)]
	}
	list := []string{"1", "220.5", "true", "~", "x", "it's", "'q, ''r'", `"d \" # e"`, "on", "2026-06-06", "a b", "\"{\"", "'#'"}
	if !flow {
		list = append(list, "a, b", "x#y", "[", "")
		list = slices.DeleteFunc(list, func(s string) bool { return s == "[" })
	}
	return list[w.IntN(len(list))]
}

func (w *writer) keys() []string {
	names := slices.Clone(keyNames)
	w.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	return names[:1+w.IntN(4)]
}

// key writes a key.
func (w *writer) key(name string) string {
	switch {
	case w.json || w.one(8):
		return `"` + name + `"`
	case w.one(10):
		return "'" + name + "'"
	}
	return name
}

// flowValue writes a value within brackets. spread is the indent of its line if
// it may have several lines.
func (w *writer) flowValue(depth int, spread string, may bool) {
	kind := w.IntN(4)
	if depth == 0 || kind == 0 {
		w.WriteString(w.scalar(true))
		return
	}
	separate, end, deeper := ", ", "", spread
	if w.json && w.one(2) {
		separate = ","
	}
	if may && w.one(2) {
		deeper = spread + "  "
		separate, end = ","+w.newline+deeper, w.newline+spread
	} else {
		may = false
	}
	open, closing := "{", "}"
	if kind == 3 {
		open, closing = "[", "]"
	}
	w.WriteString(open)
	names := w.keys()
	if w.one(8) {
		names = nil
	} else if may {
		w.WriteString(w.newline + deeper)
	} else if w.one(6) {
		w.WriteString(" ")
	}
	for i, name := range names {
		if kind != 3 {
			w.WriteString(w.key(name) + ":")
			if !w.json || w.one(2) {
				w.WriteString(" ")
			}
		}
		w.flowValue(depth-1, deeper, may)
		switch {
		case i < len(names)-1 && may && !w.json && w.one(3):
			w.WriteString(", ")
			w.comment()
			w.WriteString(w.newline + deeper)
		case i < len(names)-1:
			w.WriteString(separate)
		case may && !w.json && w.one(3):
			w.WriteString(" ")
			w.comment()
		case !w.json && w.one(6):
			w.WriteString(",")
		}
	}
	if len(names) > 0 {
		w.WriteString(end)
	}
	w.WriteString(closing)
}

// anchor writes an anchor now and then, and remembers it once its value is done.
func (w *writer) anchor(of int) (name string) {
	if w.plain || !w.one(of) {
		return ""
	}
	name = fmt.Sprintf("a%d", w.Int32())
	w.WriteString(" &" + name)
	return name
}

func (w *writer) done(anchor string) {
	if anchor != "" {
		w.anchors = append(w.anchors, anchor)
	}
}

// trailing ends a line, with a comment now and then.
func (w *writer) trailing() {
	if w.one(5) {
		w.WriteString("  ")
		w.comment()
	}
	w.WriteString(w.newline)
}

// block writes the value of a key or an item in block style, from behind its
// colon or dash to the end of its last line.
func (w *writer) block(depth int, indent string, item bool) {
	if !w.plain && len(w.anchors) > 0 && w.one(8) {
		w.WriteString(" *" + w.anchors[w.IntN(len(w.anchors))])
		w.trailing()
		return
	}
	switch kind := w.IntN(8); {
	case depth > 0 && kind < 3: // a mapping
		if item && w.one(2) {
			w.WriteString(strings.Repeat(" ", 1+w.IntN(3)))
			last := w.String()
			column := len(last) - 1 - strings.LastIndexByte(last, '\n')
			w.mapping(depth-1, strings.Repeat(" ", column), true)
			return
		}
		name := w.anchor(8)
		w.trailing()
		w.mapping(depth-1, indent+strings.Repeat(" ", 1+w.IntN(3)), false)
		w.done(name)
	case depth > 0 && kind == 3: // a list
		name := w.anchor(8)
		w.trailing()
		if !item && indent != "" && w.one(3) {
			w.list(depth-1, indent)
		} else {
			w.list(depth-1, indent+strings.Repeat(" ", 1+w.IntN(3)))
		}
		w.done(name)
	case depth > 0 && kind == 4:
		w.WriteString(" ")
		w.flowValue(depth, indent+"  ", true)
		w.trailing()
	case kind == 5:
		w.WriteString(" |" + w.newline + indent + "   text # none" + w.newline + w.newline + indent + "   more" + w.newline)
	default:
		name := w.anchor(12)
		w.WriteString(" " + w.scalar(false))
		w.done(name)
		w.trailing()
	}
}

func (w *writer) mapping(depth int, indent string, begun bool) {
	if !w.plain && len(w.anchors) > 0 && w.one(6) {
		if !begun {
			w.WriteString(indent)
		}
		begun = false
		w.WriteString("<<: *" + w.anchors[w.IntN(len(w.anchors))])
		w.trailing()
	}
	for _, name := range w.keys() {
		if !begun {
			w.lines(indent)
			w.WriteString(indent)
		}
		begun = false
		w.WriteString(w.key(name) + ":")
		w.block(depth, indent, false)
	}
}

func (w *writer) list(depth int, indent string) {
	for range 1 + w.IntN(3) {
		w.lines(indent)
		w.WriteString(indent + "-")
		w.block(depth, indent, true)
	}
}

// randomText writes a document. With plain set it has no anchors.
func randomText(r *rand.Rand, plain bool) (name, text string, comments int) {
	w := &writer{Rand: r, newline: "\n", plain: plain}
	if w.one(6) {
		w.newline = "\r\n"
	}
	switch name = "a.yaml"; {
	case w.one(4):
		w.json, name = true, "a.json"
		w.WriteString("{" + `"a":`)
		w.flowValue(4, "", true)
		w.WriteString("}")
	default:
		w.mapping(4, "", false)
		w.lines("")
	}
	text = w.String()
	if w.one(4) && !strings.Contains(text[strings.LastIndex(strings.TrimRight(text, "\r\n"), "\n")+1:], "   more") {
		text = strings.TrimRight(text, "\r\n") // not of a block of text, whose last line break counts
	}
	return name, text, w.comments
}

// somewhere is the pointer of a random place of a tree.
func somewhere(r *rand.Rand, n *document.Node, path string) string {
	count := len(n.Entries) + len(n.Items)
	if count == 0 || path != "" && r.IntN(4) == 0 {
		return path
	}
	i := r.IntN(count)
	if i < len(n.Entries) {
		return somewhere(r, n.Entries[i].Value, pointer(path, n.Entries[i].Key.Text))
	}
	return somewhere(r, n.Items[i-len(n.Entries)], pointer(path, fmt.Sprint(i-len(n.Entries))))
}

// meaning is what another reader takes a text for.
func meaning(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(text, &v); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return v
}

// at changes the value at a path of a decoded document.
func at(v any, steps []string, f func(old any, there bool) (any, bool)) any {
	if len(steps) == 0 {
		out, _ := f(v, true)
		return out
	}
	switch v := v.(type) {
	case map[string]any:
		out := maps.Clone(v)
		inner, there := v[steps[0]]
		if len(steps) == 1 {
			value, keep := f(inner, there)
			if keep {
				out[steps[0]] = value
			} else {
				delete(out, steps[0])
			}
			return out
		}
		out[steps[0]] = at(inner, steps[1:], f)
		return out
	case []any:
		i, _ := index(steps[0])
		out := slices.Clone(v)
		out[i] = at(v[i], steps[1:], f)
		return out
	default:
		return at(map[string]any{}, steps, f)
	}
}

// randomChange makes a change and returns what it means.
func randomChange(r *rand.Rand, text *Text) (what string, meant func(any) any, err error) {
	root := text.Docs()[0]
	path := somewhere(r, root, "")
	steps := split(path)
	node := root
	for _, step := range steps {
		if node.Kind == document.Sequence {
			i, _ := index(step)
			node = node.Items[i]
		} else {
			node = node.Get(step)
		}
	}
	inList := false
	if len(steps) > 0 {
		_, inList = index(steps[len(steps)-1])
	}
	switch {
	case node.Kind == document.Sequence && r.IntN(2) == 0 && len(steps) > 0:
		if r.IntN(2) == 0 || len(node.Items) == 0 {
			err = text.Do(Append(0, path, Mapping(Field{"name", String("new")}, Field{"hours", Number("7")})))
			return "append to " + path, func(v any) any {
				return at(v, steps, func(old any, _ bool) (any, bool) {
					return append(slices.Clone(old.([]any)), map[string]any{"name": "new", "hours": 7}), true
				})
			}, err
		}
		i := r.IntN(len(node.Items))
		if r.IntN(2) == 0 {
			return fmt.Sprint("duplicate ", i, " of ", path), func(v any) any {
				return at(v, steps, func(old any, _ bool) (any, bool) {
					return slices.Insert(slices.Clone(old.([]any)), i+1, old.([]any)[i]), true
				})
			}, text.Do(Duplicate(0, path, i))
		}
		return fmt.Sprint("remove ", i, " of ", path), func(v any) any {
			return at(v, steps, func(old any, _ bool) (any, bool) { return slices.Delete(slices.Clone(old.([]any)), i, i+1), true })
		}, text.Do(RemoveItem(0, path, i))
	case node.Kind == document.Mapping && r.IntN(2) == 0:
		field := []string{"hours", "name", "zz", "tokens"}[r.IntN(4)]
		if node.Entry(field) == nil {
			return "put " + path + "/" + field + "/input", func(v any) any {
				return at(v, append(slices.Clone(steps), field, "input"), func(any, bool) (any, bool) { return 7, true })
			}, text.Do(Put(0, path+"/"+field+"/input", Number("7")))
		}
		fallthrough
	case len(steps) > 0 && !inList && r.IntN(2) == 0:
		if len(steps) == 0 || inList {
			return "nothing", func(v any) any { return v }, nil
		}
		return "remove " + path, func(v any) any { return pruned(v, steps) }, text.Do(Remove(0, path))
	case len(steps) > 0:
		return "put " + path, func(v any) any {
			return at(v, steps, func(any, bool) (any, bool) { return "new: #1", true })
		}, text.Do(Put(0, path, String("new: #1")))
	}
	return "nothing", func(v any) any { return v }, nil
}

// pruned takes a key away, and the mapping around it if nothing else is in it.
func pruned(v any, steps []string) any {
	out := at(v, steps, func(any, bool) (any, bool) { return nil, false })
	if len(steps) < 2 {
		return out
	}
	if _, ok := index(steps[len(steps)-2]); ok {
		return out
	}
	around := out
	for _, step := range steps[:len(steps)-1] {
		switch a := around.(type) {
		case map[string]any:
			around = a[step]
		case []any:
			i, _ := index(step)
			around = a[i]
		}
	}
	if m, ok := around.(map[string]any); ok && len(m) == 0 {
		return pruned(out, steps[:len(steps)-1])
	}
	return out
}

// Whatever is changed in whatever text: another reader finds exactly the change,
// the edits give the text, and no comment gets lost but those of what was taken
// out. Without anchors nothing is refused.
func TestRandomChanges(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	refused, made := 0, 0
	for round := range 4000 {
		if testing.Short() && round > 1000 {
			break
		}
		simple := r.IntN(2) == 0
		name, source, _ := randomText(r, simple)
		text, err := Open(name, []byte(source), house)
		if err != nil {
			t.Fatalf("%v in\n%s", err, source)
		}
		if len(text.Docs()) != 1 || hasProblem(text) {
			continue // merges of what is no mapping
		}
		before := meaning(t, []byte(source))
		what, meant, err := randomChange(r, text)
		if err != nil {
			refused++
			if simple {
				t.Errorf("%s: %v in\n%s", what, err, source)
			}
			if string(text.Data()) != source {
				t.Errorf("%s was refused, and changed the text", what)
			}
			continue
		}
		made++
		if got, want := meaning(t, text.Data()), meant(before); !reflect.DeepEqual(got, want) {
			t.Errorf("%s\n%s\nbecame\n%s\nwhich means %v, want %v", what, source, text.Data(), got, want)
		}
		checkEdits(t, text)
		checkKept(t, what, source, text)
		if t.Failed() {
			t.Fatalf("round %d", round)
		}
	}
	if refused > made/4 || refused == 0 {
		t.Errorf("%d changes were refused, %d made", refused, made)
	}
}

func hasProblem(text *Text) bool { return len(text.file.Problems) > 0 }

// checkKept checks that no comment is gone but those of what was taken out or
// written over, and that nothing is written over where something is put in.
func checkKept(t *testing.T, what, source string, text *Text) {
	t.Helper()
	old := document.Read(text.before)
	left := map[string]int{}
	for _, c := range text.file.Comments() {
		left[c.Text]++
	}
	for _, c := range old.Comments() {
		if left[c.Text] == 0 && !belongs(text.before, old, c, what) {
			t.Errorf("%s\n%s\nbecame\n%s\nwithout %q", what, source, text.Data(), c.Text)
		}
	}
	if strings.HasPrefix(what, "append") || strings.HasPrefix(what, "duplicate") {
		for _, e := range text.Edits() {
			if gone := strings.TrimSpace(source[e.Start.Offset:e.End.Offset]); gone != "" && strings.Trim(gone, "[ ]") != "" {
				t.Errorf("%s took out %q", what, gone)
			}
		}
	}
}

// belongs reports whether a comment may go with a change: it stands on the lines
// of the value that goes, or below them and further in; of an item also directly
// above it.
func belongs(src *document.Source, file *document.File, c document.Comment, what string) bool {
	words := strings.Fields(what) // "put P", "remove P", "remove N of P"
	path := words[len(words)-1]
	isItem := len(words) == 4 && words[0] == "remove"
	if isItem {
		path += "/" + words[1]
	} else if _, last := index(path[strings.LastIndexByte(path, '/')+1:]); last && words[0] == "put" {
		isItem = true
	}
	n, start := file.Docs[0], 0
	alone, outer := -1, n // where the key starts of the outermost mapping that has nothing else in it, and the mapping
	for _, step := range split(path) {
		if i, ok := index(step); ok && n.Kind == document.Sequence {
			if n.Items[i].Start < n.Start {
				return true // an alias: where it stands is not told
			}
			n, alone = n.Items[i], -1
			start = n.Start
			continue
		}
		e := n.Entry(step)
		if e == nil {
			return false
		}
		if len(n.Entries) > 1 {
			alone = -1
		}
		n, start = e.Value, e.Key.Start
		if alone < 0 {
			alone, outer = start, n
		}
	}
	if words[0] == "remove" && !isItem {
		start, n = alone, outer
	}
	if n.Start < start { // an alias, on the line of its key
		n = &document.Node{Start: start, End: start}
	}
	dash := -1
	if isItem {
		dash = strings.LastIndexByte(string(src.Data[:start]), '-')
		start = max(dash, 0)
	}
	line := src.LineStart(start)
	column := len(string(src.Data[line:start])) - len(strings.TrimLeft(string(src.Data[line:start]), " "))
	if c.Start >= line && c.Start <= src.LineEnd(n.End) {
		return true
	}
	at := c.Start - src.LineStart(c.Start)
	onlyComments := func(text []byte) bool {
		for _, l := range strings.Split(string(text), "\n") {
			if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
				return false
			}
		}
		return true
	}
	if c.Start > n.End {
		rest := src.Data[src.LineEnd(n.End):c.Start]
		return c.OwnLine && onlyComments(rest) && (at > column || !isItem)
	}
	return isItem && c.OwnLine && onlyComments(src.Data[c.Start:src.LineStart(max(dash, 0))])
}

// Operations that are made together mean what they mean one after the other, and
// where one of them is refused nothing is changed.
func TestTogether(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	made := 0
	for range 1500 {
		name, source, _ := randomText(r, r.IntN(2) == 0)
		one, err := Open(name, []byte(source), house)
		if err != nil || len(one.Docs()) != 1 || hasProblem(one) {
			continue
		}
		all, _ := Open(name, []byte(source), house)
		var ops []Op
		var what []string
		for range 2 + r.IntN(4) {
			path := somewhere(r, one.Docs()[0], "")
			if _, isItem := index(path[strings.LastIndexByte(path, '/')+1:]); path == "" || isItem {
				path += "/" + keyNames[r.IntN(len(keyNames))]
			}
			if r.IntN(2) == 0 {
				ops, what = append(ops, Remove(0, path)), append(what, "remove "+path)
			} else {
				ops, what = append(ops, Put(0, path, Number("7"))), append(what, "put "+path)
			}
		}
		var refused error
		for _, op := range ops {
			if refused = one.Do(op); refused != nil {
				break
			}
		}
		err = all.Do(ops...)
		if err != nil {
			if string(all.Data()) != source {
				t.Fatalf("%v was refused, and changed the text", what)
			}
			if refused == nil {
				t.Fatalf("%v: %v in\n%s", what, err, source)
			}
			continue
		}
		made++
		if refused != nil {
			continue // what was in the way went with the others
		}
		if got, want := meaning(t, all.Data()), meaning(t, one.Data()); !reflect.DeepEqual(got, want) {
			t.Fatalf("%v\n%s\nbecame\n%s\none by one\n%s", what, source, all.Data(), one.Data())
		}
		checkEdits(t, all)
	}
	if made < 500 {
		t.Errorf("only %d were made", made)
	}
}
