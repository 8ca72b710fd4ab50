package assist_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/assist"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// What stands in an example is proposed once it is taken out: every key that the
// schema names, and every value that the catalog or the schema lists.
func TestWhatIsThereIsProposed(t *testing.T) {
	e := newEngine(t)
	data := texts(t)["deployments.yaml"]
	proposed := map[string]bool{"region": true, "plan": true, "deploy_spec": true, "capacity": true, "billing_method": true, "payment": true, "period": true, "version": true}
	lines := strings.SplitAfter(data, "\n")
	keys, values := 0, 0
	for i, line := range lines {
		indent := len(line) - len(strings.TrimLeft(line, " -"))
		key, rest, ok := strings.Cut(line[indent:], ":")
		if !ok || strings.HasPrefix(key, "#") {
			continue
		}
		before, after := strings.Join(lines[:i], ""), strings.Join(lines[i+1:], "")
		if key != "deployments" { // then it would be no file of ours
			keys++
			got, _ := complete(t, e, before+line[:indent]+"|\n"+after)
			if !strings.Contains(" "+labels(got)+" ", " "+key+" ") {
				t.Errorf("line %d: %s is not proposed, but %s", i+1, key, labels(got))
			}
		}
		value, comment, _ := strings.Cut(rest, "#")
		value = strings.TrimSpace(value)
		model := key == "model_name" && !strings.Contains(value, "-ft-")
		if !proposed[key] && !model || value == "" || strings.Contains(value, "{") {
			continue
		}
		values++
		got, _ := complete(t, e, before+line[:indent]+key+": | #"+comment+after)
		if !strings.Contains(" "+labels(got)+" ", " "+value+" ") {
			t.Errorf("line %d: %s: %s is not proposed, but %s", i+1, key, value, labels(got))
		}
	}
	if keys < 40 || values < 25 {
		t.Errorf("only %d keys and %d values were tried", keys, values)
	}
}

// serve asks everything of a desk at a place and fails if an answer does not lie
// within the text.
func serve(t testing.TB, e *engine.Engine, name, text string, offset int) {
	t.Helper()
	src := document.NewSource(name, []byte(text))
	inside := func(what string, places ...diag.Position) {
		for _, p := range places {
			if !utf8.ValidString(text) { // then a column is what a reader makes of it
				continue
			}
			back := src.Position(src.Offset(p.Line, p.Column))
			if p.Line < 1 || p.Column < 1 || back.Line != p.Line || back.Column != p.Column {
				t.Fatalf("%s at %d:%d is not in %q", what, p.Line, p.Column, text)
			}
		}
	}
	position := src.Position(offset)
	offset = src.Offset(position.Line, position.Column) // not within a character or a mark
	d := e.Desk(engine.Input{Name: name, Data: []byte(text)}, engine.Settings{})
	c := d.Complete(position)
	inside("completion", c.Start, c.End)
	for i, item := range c.Items {
		if item.Label == "" || item.Insert == "" || item.Kind == "" || item.Caret != nil && (*item.Caret < 0 || *item.Caret > len([]rune(item.Insert))) {
			t.Fatalf("item %+v for %q", item, text)
		}
		if i > 0 && c.Items[i-1].Sort >= item.Sort {
			t.Fatalf("the items of %q are not in order: %q, %q", text, c.Items[i-1].Sort, item.Sort)
		}
	}
	if len(c.Items) > 0 && utf8.ValidString(text) && (src.Offset(c.Start.Line, c.Start.Column) > offset || src.Offset(c.End.Line, c.End.Column) < offset) {
		t.Fatalf("the cursor %d is not within %v-%v of %q", offset, c.Start, c.End, text)
	}
	if h, ok := d.Hover(position); ok {
		inside("hover", h.Start, h.End)
	}
	for _, h := range d.Hints() {
		inside("hint", h.Position)
	}
	for _, s := range d.Symbols() {
		inside("symbol", s.Span.Start, s.Span.End, s.Select.Start, s.Select.End)
	}
	for _, a := range d.Actions(diag.Span{Start: position, End: position}) {
		checkAction(t, text, a, inside)
	}
}

func checkAction(t testing.TB, text string, a assist.Action, inside func(string, ...diag.Position)) {
	t.Helper()
	if len(a.Edits) == 0 || a.Title == "" {
		t.Fatalf("action %+v for %q", a, text)
	}
	for _, edit := range a.Edits {
		inside("edit", edit.Start, edit.End)
	}
	apply(t, text, a)
}

// Every place of the examples, each of them cut off there and whole, is served.
func TestEveryPlace(t *testing.T) {
	e := newEngine(t)
	random := rand.New(rand.NewPCG(1, 2))
	for name, text := range texts(t) {
		if len(text) > 20_000 {
			continue
		}
		for range 30 {
			offset := random.IntN(len(text) + 1)
			serve(t, e, name, text, offset)
			serve(t, e, name, text[:offset], offset)
			serve(t, e, name, text[offset:], 0)
		}
	}
}

// FuzzServe tries places in texts of any kind.
func FuzzServe(f *testing.F) {
	for name, text := range texts(f) {
		if len(text) < 4_000 {
			f.Add(strings.HasSuffix(name, ".json"), text, len(text)/2, len(text))
			f.Add(strings.HasSuffix(name, ".json"), text, len(text)/3, len(text)/3)
		}
	}
	for _, seed := range []string{batch, ptu, "a: &x {b: *x}\n", "deployments:\n  -", "deployments: [{plan: ", "- costplan:ignore\n# costplan:ignore CP1,", "x-a: &a\n  <<: *a\ndeployments: *a\n"} {
		f.Add(false, seed, len(seed)/2, len(seed))
	}
	e := newEngine(f)
	f.Fuzz(func(t *testing.T, asJSON bool, text string, offset, cut int) {
		if len(text) > 10_000 {
			return
		}
		name := "a.yaml"
		if asJSON {
			name = "a.json"
		}
		text = text[:min(len(text), max(0, cut))]
		serve(t, e, name, text, min(len(text), max(0, offset)))
	})
}

// fleet is a file of n deployments.
func fleet(n int) string {
	var out strings.Builder
	out.WriteString("version: 1\nregion: beijing\nbudget: 100000000\ndeployments:\n")
	for i := range n {
		fmt.Fprintf(&out, "  # the deployment of team %d\n  - name: team-%d\n    model_name: qwen3-8b\n    suffix: t%d\n    plan: mu\n    deploy_spec: MU5\n    capacity: 3\n    billing_method: POST_PAY\n    estimate:\n      hours: %d\n", i, i, i, 100+i)
	}
	return out.String()
}

// Each service for a file of 200 deployments, from nothing: as the page asks.
func BenchmarkServices(b *testing.B) {
	e := newEngine(b)
	text := fleet(200)
	src := document.NewSource("a.yaml", []byte(text))
	place := src.Position(strings.LastIndex(text, "capacity: ") + len("capacity: "))
	for _, service := range []struct {
		name string
		ask  func(*engine.Desk)
	}{
		{"complete", func(d *engine.Desk) { d.Complete(place) }},
		{"hover", func(d *engine.Desk) { d.Hover(place) }},
		{"hints", func(d *engine.Desk) { d.Hints() }},
		{"symbols", func(d *engine.Desk) { d.Symbols() }},
		{"actions", func(d *engine.Desk) { d.Actions(diag.Span{Start: place, End: place}) }},
	} {
		b.Run(service.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				service.ask(desk(e, text))
			}
		})
	}
}
