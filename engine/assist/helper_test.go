package assist_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/assist"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// newEngine returns an engine with the newest prices.
func newEngine(t testing.TB) *engine.Engine {
	t.Helper()
	cat, err := catalog.Load("2026-06-06")
	if err != nil {
		t.Fatal(err)
	}
	return engine.New(cat)
}

// at splits a text at the mark that stands for the cursor.
func at(t testing.TB, marked string) (text string, position diag.Position) {
	t.Helper()
	before, after, ok := strings.Cut(marked, "|")
	if !ok || strings.Contains(after, "|") {
		t.Fatalf("the text has not one cursor: %s", marked)
	}
	text = before + after
	return text, document.NewSource("a", []byte(text)).Position(len(before))
}

// desk is a desk on a text named as YAML, or as JSON if it begins with a brace.
func desk(e *engine.Engine, text string) *engine.Desk {
	return e.Desk(engine.Input{Name: nameOf(text), Data: []byte(text)}, engine.Settings{})
}

func nameOf(text string) string {
	if strings.HasPrefix(text, "{") {
		return "deployment.json"
	}
	return "deployment.yaml"
}

// complete completes at the mark.
func complete(t testing.TB, e *engine.Engine, marked string) (assist.Completion, string) {
	t.Helper()
	text, position := at(t, marked)
	return desk(e, text).Complete(position), text
}

// labels are the labels of items in their order.
func labels(c assist.Completion) string {
	var list []string
	for _, item := range c.Items {
		list = append(list, item.Label)
	}
	return strings.Join(list, " ")
}

// choose puts an item into the text and marks where the caret then is.
func choose(t testing.TB, text string, c assist.Completion, label string) (result string, ok bool) {
	t.Helper()
	src := document.NewSource("a", []byte(text))
	start, end := src.Offset(c.Start.Line, c.Start.Column), src.Offset(c.End.Line, c.End.Column)
	for _, item := range c.Items {
		if item.Label != label {
			continue
		}
		insert := []rune(item.Insert)
		caret := len(insert)
		if item.Caret != nil {
			caret = *item.Caret
		}
		return text[:start] + string(insert[:caret]) + "|" + string(insert[caret:]) + text[end:], true
	}
	return "", false
}

// texts are the examples and the hostile inputs of the repository, by name.
func texts(t testing.TB) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, folder := range []string{"examples", "hostile"} {
		paths, err := filepath.Glob(filepath.Join("..", "..", "testdata", folder, "*"))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no files in %s: %v", folder, err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			all[filepath.Base(path)] = string(data)
		}
	}
	return all
}
