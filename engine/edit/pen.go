package edit

import (
	"strings"

	"github.com/costplan/costplan/engine/document"
)

// pen writes new values in the style of what is around them.
type pen struct {
	t       *Text
	doc     int
	quotes  bool   // keys and texts have double quotes
	colon   string // between a colon and a value on the same line
	comma   string // between a comma and what follows on the same line
	level   string // one level of indentation
	newline string
	spread  bool // within brackets: mappings and lists are spread over lines, as JSON is
}

// pen returns how a value is written in a mapping or list of a document.
func (t *Text) pen(doc int, around *document.Node) *pen {
	p := &pen{t: t, doc: doc, quotes: t.file.JSON, colon: " ", comma: " ", newline: t.src.Newline()}
	if around == nil || !t.flow(around) {
		p.level = t.level(doc)
		return p
	}
	p.gaps(around)
	return p
}

// gaps takes the spaces within brackets from what is written there, or else
// from the document.
func (p *pen) gaps(around *document.Node) {
	t := p.t
	if entries := own(around); len(entries) > 0 {
		p.quotes = p.quotes || t.src.At(entries[0].Key.Start) == '"'
	} else if len(around.Items) > 0 && around.Items[0].Kind == document.Mapping && t.flow(around.Items[0]) {
		if inner := own(around.Items[0]); len(inner) > 0 {
			p.quotes = p.quotes || t.src.At(inner[0].Key.Start) == '"'
		}
	}
	if gap, ok := t.gap(around, t.colonGap); ok && (p.quotes || gap != "") {
		p.colon = gap
	} else if gap, ok := t.gap(t.file.Docs[p.doc], t.colonGap); ok && p.quotes {
		p.colon = gap
	}
	if gap, ok := t.gap(around, t.commaGap); ok {
		p.comma = gap
	} else if gap, ok := t.gap(t.file.Docs[p.doc], t.commaGap); ok {
		p.comma = gap
	} else if p.quotes && p.colon == "" {
		p.comma = ""
	}
	if elements, _, ok := t.elements(around); ok && len(elements) > 0 && t.alone(elements[0]) {
		p.spread = true
		p.level = t.inner(around, elements[0])
	} else {
		p.level = t.inner(t.file.Docs[p.doc], element{start: -1})
	}
}

// inner is how much further the first element within brackets is indented than
// the line that the brackets begin on.
func (t *Text) inner(around *document.Node, first element) string {
	if first.start < 0 {
		elements, _, ok := t.elements(around)
		if !t.flow(around) || !ok || len(elements) == 0 || !t.alone(elements[0]) {
			return "  "
		}
		first = elements[0]
	}
	inside, _ := t.lineOf(first.start)
	start := t.src.LineStart(around.Start)
	outside := string(t.src.Data[start:t.src.SkipBlanks(start)])
	if level, ok := strings.CutPrefix(inside, outside); ok && level != "" {
		return level
	}
	return "  "
}

// gap looks through a tree for a place that shows a gap.
func (t *Text) gap(n *document.Node, of func(*document.Node) (string, bool)) (gap string, ok bool) {
	if t.flow(n) {
		if gap, ok = of(n); ok {
			return gap, true
		}
	}
	for _, e := range own(n) {
		if e.Value.Start > e.Key.End {
			if gap, ok = t.gap(e.Value, of); ok {
				return gap, true
			}
		}
	}
	for _, item := range n.Items {
		if item.Start > n.Start {
			if gap, ok = t.gap(item, of); ok {
				return gap, true
			}
		}
	}
	return "", false
}

// colonGap is what stands between the colon and the value of the first entry.
func (t *Text) colonGap(n *document.Node) (gap string, ok bool) {
	for _, e := range own(n) {
		if v := t.value(e); !v.odd && !v.empty && t.blank(v.before, v.start) {
			return string(t.src.Data[v.before:v.start]), true
		}
	}
	return "", false
}

// commaGap is what stands between the first comma and what follows.
func (t *Text) commaGap(n *document.Node) (gap string, ok bool) {
	if len(n.Entries) < 2 && len(n.Items) < 2 {
		return "", false
	}
	elements, _, ok := t.elements(n)
	if !ok || len(elements) < 2 || elements[0].comma < 0 || !t.blank(elements[0].comma+1, elements[1].start) {
		return "", false
	}
	return string(t.src.Data[elements[0].comma+1 : elements[1].start]), true
}

// key writes a key with its colon.
func (p *pen) key(key string) string {
	if p.quotes || !plain(key) {
		key = double(key)
	}
	return key + ":"
}

// inline writes a value on one line, a mapping or list within brackets.
func (p *pen) inline(v Value) string {
	if v.scalar() {
		return scalar(v, p.quotes)
	}
	var parts []string
	for _, f := range v.fields {
		parts = append(parts, p.key(f.Key)+p.colon+p.inline(f.Value))
	}
	for _, item := range v.items {
		parts = append(parts, p.inline(item))
	}
	text := strings.Join(parts, ","+p.comma)
	if v.kind == document.Mapping {
		return "{" + text + "}"
	}
	return "[" + text + "]"
}

// bracketed writes a value within brackets, where indent is that of its line:
// on one line, or spread.
func (p *pen) bracketed(v Value, indent string) string {
	if v.scalar() || !p.spread || len(v.fields)+len(v.items) == 0 {
		return p.inline(v)
	}
	deeper := p.newline + indent + p.level
	var parts []string
	for _, f := range v.fields {
		parts = append(parts, deeper+p.key(f.Key)+p.colon+p.bracketed(f.Value, indent+p.level))
	}
	for _, item := range v.items {
		parts = append(parts, deeper+p.bracketed(item, indent+p.level))
	}
	text := strings.Join(parts, ",") + p.newline + indent
	if v.kind == document.Mapping {
		return "{" + text + "}"
	}
	return "[" + text + "]"
}

// field writes a field of a mapping in block style: its first line without
// indent, further ones with it. path is the mapping's.
func (p *pen) field(f Field, indent, path string) string {
	return p.key(f.Key) + p.after(f.Key, f.Value, indent, pointer(path, f.Key))
}

// after writes a value in block style with what stands between the colon and it.
func (p *pen) after(key string, v Value, indent, path string) string {
	switch {
	case v.scalar():
		return " " + scalar(v, p.quotes)
	case len(v.fields)+len(v.items) == 0 || v.kind == document.Mapping && p.flow(key, path):
		return " " + p.inline(v)
	case v.kind == document.Mapping:
		return p.newline + indent + p.level + p.mapping(v, indent+p.level, path)
	}
	text := ""
	for _, item := range v.items {
		text += p.newline + indent + p.level + "- " + p.listed(item, indent+p.level+"  ", path+"/-")
	}
	return text
}

// mapping writes the fields of a mapping in block style, the first one without
// indent.
func (p *pen) mapping(v Value, indent, path string) string {
	parts := make([]string, len(v.fields))
	for i, f := range v.fields {
		parts[i] = p.field(f, indent, path)
	}
	return strings.Join(parts, p.newline+indent)
}

// listed writes an item in block style; indent is that of what follows its dash.
func (p *pen) listed(v Value, indent, path string) string {
	if v.kind == document.Mapping && len(v.fields) > 0 {
		return p.mapping(v, indent, path)
	}
	return p.inline(v)
}

// flow reports whether a new mapping is written within brackets: as another one
// under the same key, or else as the style has it.
func (p *pen) flow(key, path string) bool {
	if n := p.t.like(p.doc, key); n != nil {
		return p.t.flow(n)
	}
	return p.t.style.Flow != nil && p.t.style.Flow(path)
}

// like finds a mapping that is written under a key in a document.
func (t *Text) like(doc int, key string) *document.Node {
	if doc >= len(t.file.Docs) {
		return nil
	}
	return t.sample(t.file.Docs[doc], key)
}
