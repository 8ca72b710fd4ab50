package page

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/costplan/costplan/catalog"
)

// maxTableDepth is how deep tables may stand in tables.
const maxTableDepth = 8

// htmlReader cuts a page of HTML into blocks. It reads tokens, not a tree, so
// that each block knows its line and the time is bounded by the size.
type htmlReader struct {
	blocks []block
	line   int // of the token at hand

	text     strings.Builder // of the block at hand
	textLine int

	items int   // open items of the list at hand
	lists []int // items of the lists around it

	tables []*grid // open tables, outermost first
	skip   string  // element whose content is skipped
	depth  int     // of elements of that name
	tooFar int     // line of a table nested too deeply
}

// splitHTML reads a page in HTML, as a browser saves it.
func splitHTML(name, text string) ([]block, *catalog.Problem) {
	h := &htmlReader{line: 1}
	tokens := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken { // the end: a reader of a string has no other error
			break
		}
		lines := strings.Count(string(tokens.Raw()), "\n")
		h.token(kind, tokens)
		h.line += lines
	}
	h.flush()
	for len(h.tables) > 0 {
		h.endTable()
	}
	if h.tooFar > 0 {
		return nil, &catalog.Problem{File: name, Line: h.tooFar, Message: "tables are nested too deeply"}
	}
	return h.blocks, nil
}

func (h *htmlReader) token(kind html.TokenType, tokens *html.Tokenizer) {
	switch kind {
	case html.TextToken:
		if h.skip == "" {
			h.add(string(tokens.Text()))
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		tag, hasAttributes := tokens.TagName()
		name := string(tag)
		if h.skip != "" {
			if name == h.skip && kind == html.StartTagToken {
				h.depth++
			}
			return
		}
		if passedOver(name) {
			if kind == html.StartTagToken || name != "svg" { // only svg can close itself
				h.skip, h.depth = name, 1
			}
			return
		}
		attributes := map[string]string{}
		for hasAttributes {
			var key, value []byte
			key, value, hasAttributes = tokens.TagAttr()
			attributes[string(key)] = string(value)
		}
		h.start(name, attributes)
	case html.EndTagToken:
		tag, _ := tokens.TagName()
		name := string(tag)
		if name == h.skip {
			if h.depth--; h.depth == 0 {
				h.skip = ""
			}
			return
		}
		if h.skip == "" {
			h.end(name)
		}
	}
}

// passedOver are the elements whose content is not on the page.
func passedOver(name string) bool {
	switch name {
	case "script", "style", "noscript", "template", "svg", "title", "textarea", "select", "iframe", "noembed", "noframes", "xmp", "button":
		return true
	}
	return false
}

// inline are the elements that stand within a line.
func inline(name string) bool {
	switch name {
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "input", "ins", "kbd",
		"label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr":
		return true
	}
	return false
}

func (h *htmlReader) start(name string, attributes map[string]string) {
	if inline(name) {
		return
	}
	h.flush()
	table := h.table()
	switch name {
	case "ul", "ol":
		h.lists = append(h.lists, h.items)
	case "li":
		h.items++
	case "table":
		if len(h.tables) == maxTableDepth {
			h.tooFar = h.line
			return
		}
		h.tables = append(h.tables, &grid{line: h.line})
	case "thead", "tbody", "tfoot":
		if table != nil {
			table.startGroup(name == "thead")
		}
	case "tr":
		if table != nil {
			table.startRow(h.line)
		}
	case "td", "th":
		if table != nil {
			table.startCell(h.line, name == "th", attributes["rowspan"], attributes["colspan"])
		}
	}
}

func (h *htmlReader) end(name string) {
	if inline(name) {
		return
	}
	h.flush()
	table := h.table()
	switch name {
	case "ul", "ol":
		if n := len(h.lists); n > 0 {
			h.items, h.lists = h.lists[n-1], h.lists[:n-1]
		}
	case "li":
		h.items = max(0, h.items-1)
	case "table":
		if table != nil {
			h.endTable()
		}
	case "thead", "tbody", "tfoot":
		if table != nil {
			table.startGroup(false)
		}
	case "td", "th":
		if table != nil {
			table.endCell()
		}
	case "tr":
		if table != nil {
			table.endRow()
		}
	}
}

// table is the innermost open one, nil outside of tables.
func (h *htmlReader) table() *grid {
	if len(h.tables) == 0 {
		return nil
	}
	return h.tables[len(h.tables)-1]
}

// endTable closes the innermost table. One inside a cell becomes lines of it.
func (h *htmlReader) endTable() {
	table := h.table()
	h.tables = h.tables[:len(h.tables)-1]
	if outer := h.table(); outer != nil {
		for _, line := range table.lines() {
			outer.add(line)
		}
		outer.nested = true
		return
	}
	h.blocks = append(h.blocks, block{line: table.line, grid: table})
}

// add appends to the block at hand.
func (h *htmlReader) add(text string) {
	if h.text.Len() == 0 {
		rest := strings.TrimLeft(text, " \t\r\n\f")
		if rest == "" {
			return
		}
		h.textLine = h.line + strings.Count(text[:len(text)-len(rest)], "\n")
		text = rest
	}
	h.text.WriteString(text)
}

// flush ends the block at hand, or the line of the cell at hand.
func (h *htmlReader) flush() {
	text := clean(h.text.String())
	h.text.Reset()
	if text == "" {
		return
	}
	if table := h.table(); table != nil {
		table.add(block{line: h.textLine, text: text})
		return
	}
	b := block{line: h.textLine, text: text, bullet: h.items > 0}
	if rest, ok := strings.CutPrefix(text, "•"); ok {
		b.text, b.bullet = strings.TrimSpace(rest), true
	}
	h.blocks = append(h.blocks, b)
}
