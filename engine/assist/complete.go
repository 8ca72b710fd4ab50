package assist

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/costplan/costplan/engine/assist/outline"
	"github.com/costplan/costplan/engine/document"
)

// mark stands in a copy of the text where somebody types. It is no character
// that a text file has.
const mark = "\x1a"

// Complete returns what may be typed at a byte offset.
func (t *Text) Complete(offset int) Completion {
	data := t.Source.Data
	offset = max(0, min(offset, len(data)))
	empty := Completion{Start: t.Source.Position(offset), End: t.Source.Position(offset), Items: []Item{}}
	if len(data) > document.MaxBytes || !utf8.Valid(data) {
		return empty
	}
	marked := make([]byte, 0, len(data)+len(mark))
	marked = append(append(append(marked, data[:offset]...), mark...), data[offset:]...)
	c := &completer{offset: offset, marked: marked}
	file := outline.Read(marked, t.named(), offset)
	for _, comment := range file.Comments {
		if offset > comment.Start && offset < comment.End {
			return t.completeCode(comment.Start, offset)
		}
	}
	if fresh := file.NewItem; fresh != nil {
		list, ok := file.TrailTo(fresh.List)
		if !ok {
			return empty
		}
		c.spot, c.word = t.spotOf(file, list, fresh.Word), fresh.Word
		c.newItem(listName(c.steps), fresh.Word.Column, "- ")
		return c.completion()
	}
	trail, ok := file.At(offset)
	if !ok || trail.Leaf.Start > offset || trail.Leaf.End <= offset {
		return empty
	}
	c.spot, c.word = t.spotOf(file, trail, trail.Leaf), trail.Leaf
	if typed := c.typed(); strings.ContainsAny(typed, " \t") || trail.Leaf.Kind == outline.Alias || trail.Leaf.Quote == '|' {
		return empty
	}
	c.propose()
	return c.completion()
}

// completer gathers the items for one word.
type completer struct {
	*spot
	offset int    // of the cursor, in the text and in the marked text
	marked []byte // the text with the mark
	word   *outline.Node
	items  []Item
}

// typed is what stands of the word before the cursor.
func (c *completer) typed() string {
	start := c.word.Start
	if c.word.Quote != 0 {
		start++
	}
	return string(c.marked[min(start, c.offset):c.offset])
}

// propose finds out what kind of thing the word is.
func (c *completer) propose() {
	if len(c.trail.Steps) == 0 {
		c.document()
		return
	}
	last := c.trail.Steps[len(c.trail.Steps)-1]
	entry := last.Entry()
	switch {
	case entry == nil:
		c.item(last.In)
	case last.Key:
		c.keys(c.place, last.In, entry)
		c.afterList(last)
	case c.word.OwnLine && c.place.Type() == "object":
		c.keys(c.place, nil, nil)
	case c.word.OwnLine && c.place.Type() == "array":
		c.place = c.place.Item(nil)
		c.newItem(entry.Key.Text, c.word.Column, "- ")
	default:
		c.values(last.In, entry)
	}
}

// document proposes what a document begins with.
func (c *completer) document() {
	if !c.named() {
		c.keys(c.place, nil, nil)
	}
	c.wholeFiles()
}

// item proposes a value of a list.
func (c *completer) item(list *outline.Node) {
	if c.place.Type() != "object" {
		return
	}
	if list.Flow {
		c.newItem(listName(c.steps), c.indentOf(c.word.Start), "")
		return
	}
	c.keys(c.place, nil, nil)
	c.newItem(listName(c.steps), c.columnOf(c.word.Start), "")
}

// afterList proposes another item where a list without indentation goes on.
func (c *completer) afterList(last outline.Step) {
	if last.Index == 0 || last.In.Flow || last.In.Entries[last.Index].Colon >= 0 {
		return
	}
	before := last.In.Entries[last.Index-1]
	if v := before.Value; v != nil && v.Kind == outline.Sequence && !v.Flow && v.Column == last.In.Column {
		c.place = c.place.Step(before.Key.Text).Item(nil)
		c.newItem(before.Key.Text, v.Column, "- ")
	}
}

// add takes in an item after those before it.
func (c *completer) add(item Item) {
	item.Sort = fmt.Sprintf("%s%03d", item.Sort, len(c.items))
	c.items = append(c.items, item)
}

// completion says what the items take the place of: the word, without quotes.
func (c *completer) completion() Completion {
	start, end := c.word.Start, c.word.End-len(mark)
	if c.word.Quote != 0 {
		start++
		switch {
		case !c.word.Closed:
			end = c.offset
		case !c.eatsQuote():
			end--
		}
	}
	items := slices.Clone(c.items)
	slices.SortStableFunc(items, func(a, b Item) int { return cmp.Compare(a.Sort, b.Sort) })
	if items == nil {
		items = []Item{}
	}
	return Completion{Start: c.Source.Position(start), End: c.Source.Position(max(start, end)), Items: items}
}

// eatsQuote reports whether the closing quote is replaced too: that of a key
// whose colon comes with the item.
func (c *completer) eatsQuote() bool {
	if len(c.trail.Steps) == 0 {
		return false
	}
	last := c.trail.Steps[len(c.trail.Steps)-1]
	return last.Key && last.Entry().Colon < 0
}

// columnOf counts the bytes before an offset on its line.
func (c *completer) columnOf(offset int) int {
	return offset - (strings.LastIndexAny(string(c.marked[:offset]), "\r\n") + 1)
}

// indentOf counts the spaces that the line of an offset begins with.
func (c *completer) indentOf(offset int) int {
	line := c.marked[offset-c.columnOf(offset):]
	n := 0
	for n < len(line) && line[n] == ' ' {
		n++
	}
	return n
}
