package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/costplan/costplan/engine/diag"
)

// jsonReader reads a value that encoding/json has found valid. So it only has
// to find where each token ends, and never meets a mistake.
type jsonReader struct {
	*builder
	data    []byte
	whole   string // the text, which the texts of nodes are pieces of
	at      int    // where the last token ends
	stopped bool   // a limit was reached and reported
}

// readJSON reads every value of a JSON stream. If the text is not valid JSON it
// says so if it must be, and else leaves no trace and returns false.
func readJSON(b *builder, must bool) (ok bool) {
	data, start := b.src.Data, b.src.bom
	b.ahead = 2*bytes.Count(data, []byte{':'}) + 4
	r := &jsonReader{builder: b, data: data, at: start}
	if json.Valid(data[start:]) {
		r.document()
		return true
	}
	decoder := json.NewDecoder(bytes.NewReader(data[start:]))
	for len(bytes.TrimLeft(data[r.at:], jsonSpace)) > 0 {
		from := r.at
		var value json.RawMessage
		switch err := decoder.Decode(&value); {
		case err == nil:
			r.data = data[:start+int(decoder.InputOffset())]
			if !r.document() {
				return true
			}
			continue
		case strings.HasSuffix(err.Error(), "exceeded max depth"):
			r.data = data
			r.stopAtDepth()
		case must:
			explainJSON(b, from)
		default:
			*b = *newBuilder(b.src, b.file)
			b.file.Docs, b.file.Problems = nil, nil
			return false
		}
		break
	}
	return true
}

// jsonSpace is what may stand between two tokens of JSON.
const jsonSpace = " \t\r\n"

// document adds the value that begins at r.at to the file.
func (r *jsonReader) document() (ok bool) {
	if r.whole == "" {
		r.whole = string(r.src.Data)
	}
	if value := r.value(1); r.stopped {
		return false
	} else if value.Kind != Null {
		r.file.Docs = append(r.file.Docs, value)
	}
	return true
}

// stopAtDepth reports the first bracket beyond MaxDepth of a value that is too
// deep even for encoding/json.
func (r *jsonReader) stopAtDepth() {
	depth := 0
	for i := r.at; i < len(r.data); i++ {
		switch r.data[i] {
		case '"':
			end, _ := QuotedEnd(r.data, i)
			i = end - 1
		case ']', '}':
			depth--
		case '[', '{':
			if depth++; depth > MaxDepth {
				r.tooDeep(i, i+1)
				return
			}
		}
	}
}

// next returns where the next token begins. Between tokens are only space,
// commas and colons.
func (r *jsonReader) next() int {
	i := r.at
	for {
		switch r.data[i] {
		case ' ', '\t', '\r', '\n', ',', ':':
			i++
			continue
		}
		return i
	}
}

// value reads the value that begins next.
func (r *jsonReader) value(depth int) *Node {
	start := r.next()
	if !r.count(1, start, start+1) {
		r.stopped = true
		return nil
	}
	switch c := r.data[start]; c {
	case '{', '[':
		if depth > MaxDepth {
			r.tooDeep(start, start+1)
			r.stopped = true
			return nil
		}
		r.at = start + 1
		var node *Node
		if c == '{' {
			node = r.object(start, depth)
		} else {
			node = r.list(start, depth)
		}
		if r.stopped {
			return nil
		}
		r.at++ // the closing bracket
		node.End = r.at
		return node
	case '"':
		return r.text(start)
	}
	r.at = start + 1
	for r.at < len(r.data) && !strings.ContainsRune(wordEnds, rune(r.data[r.at])) {
		r.at++
	}
	node := r.node(Number, start, r.at)
	node.Text = r.whole[start:r.at]
	switch node.Text {
	case "null":
		node.Kind = Null
	case "true", "false":
		node.Kind = Bool
	default:
		if _, tooLong := numberKind(node.Text); tooLong {
			r.numberTooLong(node)
		}
	}
	return node
}

// text reads a string.
func (r *jsonReader) text(start int) *Node {
	r.at, _ = QuotedEnd(r.data, start)
	node := r.node(String, start, r.at)
	if inner := r.data[start+1 : r.at-1]; bytes.IndexByte(inner, '\\') < 0 {
		node.Text = r.whole[start+1 : r.at-1]
	} else if err := json.Unmarshal(r.data[start:r.at], &node.Text); err != nil {
		panic("document: encoding/json found this string valid: " + err.Error())
	}
	return node
}

// list reads the items of a list, up to its closing bracket.
func (r *jsonReader) list(start, depth int) *Node {
	node := r.node(Sequence, start, start)
	for i := 0; ; i++ {
		if r.at = r.next(); r.data[r.at] == ']' {
			return node
		}
		r.push(indexStep(i))
		item := r.value(depth + 1)
		r.pop()
		if r.stopped {
			return nil
		}
		node.Items = append(node.Items, item)
	}
}

// object reads the entries of an object, up to its closing brace.
func (r *jsonReader) object(start, depth int) *Node {
	node := r.node(Mapping, start, start)
	var keys keySet
	for {
		if r.at = r.next(); r.data[r.at] == '}' {
			return node
		}
		if !r.count(1, r.at, r.at+1) {
			r.stopped = true
			return nil
		}
		key := r.text(r.at)
		r.push(keyStep(key.Text))
		value := r.value(depth + 1)
		if r.stopped {
			return nil
		}
		if node.Entries == nil {
			node.Entries = make([]Entry, 0, 8)
		}
		if first := keys.find(node.Entries, key.Text); first >= 0 {
			r.duplicateKey(node.Entries[first].Key, key)
		} else {
			node.Entries = append(node.Entries, Entry{Key: key, Value: value})
		}
		r.pop()
	}
}

// explainJSON reports why the JSON value at an offset is not valid.
func explainJSON(b *builder, from int) {
	var value json.RawMessage
	err := json.Unmarshal(b.src.Data[from:], &value)
	var mistake *json.SyntaxError
	if !errors.As(err, &mistake) {
		b.problem(diag.Syntax, from, from, "the JSON can't be read here", "check the brackets and commas")
		return
	}
	j := jsonMistake{data: b.src.Data, from: from, at: from + int(mistake.Offset) - 1, reason: mistake.Error()}
	j.report(b)
}
