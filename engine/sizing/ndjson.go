package sizing

import (
	"bytes"
	"strings"
)

// jsonReader reads rows of one JSON object a line. Fields may stand in nested
// objects ("usage": {"prompt_tokens": 12}); lists are skipped.
type jsonReader struct {
	words vocabulary
	known map[string]match // headers as they are written; bounded
	cells [columnCount][]byte
	rank  [columnCount]int
	used  [columnCount]string
	text  []byte // of the row, from where it is read
	bad   *fault
}

func newJSONReader() *jsonReader {
	return &jsonReader{words: newVocabulary(), known: map[string]match{}}
}

// maxJSONDepth is how deep objects and lists may be nested.
const maxJSONDepth = 64

// row reads a line.
func (r *jsonReader) row(line []byte) (*[columnCount][]byte, *fault) {
	r.cells = [columnCount][]byte{}
	r.text, r.bad = line, nil
	if r.object(0); r.bad != nil {
		return nil, r.bad
	}
	if r.space(); len(r.text) > 0 {
		r.malformed()
		return nil, r.bad
	}
	var missing []string
	for _, c := range [...]column{timeColumn, inputColumn, outputColumn} {
		if r.cells[c] == nil {
			missing = append(missing, c.String())
		}
	}
	if len(missing) > 0 {
		return nil, faultf("write 0 where there are no tokens", "no value for %s", strings.Join(missing, ", "))
	}
	return &r.cells, nil
}

func (r *jsonReader) malformed() {
	if r.bad == nil {
		r.bad = faultf(`write one object a line, such as {"timestamp":"2026-06-06T12:34:56Z","input_tokens":12,"output_tokens":3}`,
			"the line is not a JSON object, at %s", shown(r.text))
	}
}

func (r *jsonReader) space() {
	for len(r.text) > 0 && (r.text[0] == ' ' || r.text[0] == '\t' || r.text[0] == '\r') {
		r.text = r.text[1:]
	}
}

// next reads a byte behind space.
func (r *jsonReader) next(b byte) bool {
	r.space()
	if len(r.text) == 0 || r.text[0] != b {
		return false
	}
	r.text = r.text[1:]
	return true
}

// object reads an object and takes the values whose keys name a column.
func (r *jsonReader) object(depth int) {
	if depth > maxJSONDepth || !r.next('{') {
		r.malformed()
		return
	}
	if r.next('}') {
		return
	}
	for {
		r.space()
		key, ok := r.quoted()
		if !ok || !r.next(':') {
			r.malformed()
			return
		}
		r.space()
		value := r.value(depth)
		if r.bad != nil {
			return
		}
		if value != nil {
			r.take(key, value)
		}
		if r.next('}') {
			return
		}
		if !r.next(',') {
			r.malformed()
			return
		}
	}
}

// value reads a value; it is nil unless it is text or a number.
func (r *jsonReader) value(depth int) []byte {
	if len(r.text) == 0 {
		r.malformed()
		return nil
	}
	switch first := r.text[0]; {
	case first == '"':
		value, ok := r.quoted()
		if !ok {
			r.malformed()
		}
		return value
	case first == '{':
		r.object(depth + 1)
	case first == '[':
		r.list(depth + 1)
	case first == '-' || isDigit(first):
		length := 1
		for length < len(r.text) && bytes.IndexByte([]byte("0123456789.eE+-"), r.text[length]) >= 0 {
			length++
		}
		value := r.text[:length]
		r.text = r.text[length:]
		return value
	default:
		for _, word := range [...]string{"null", "true", "false"} {
			if bytes.HasPrefix(r.text, []byte(word)) {
				r.text = r.text[len(word):]
				return nil
			}
		}
		r.malformed()
	}
	return nil
}

// list passes over a list. What is in it is no column.
func (r *jsonReader) list(depth int) {
	cells, rank := r.cells, r.rank
	defer func() { r.cells, r.rank = cells, rank }()
	if depth > maxJSONDepth || !r.next('[') {
		r.malformed()
		return
	}
	if r.next(']') {
		return
	}
	for r.bad == nil {
		r.space()
		r.value(depth)
		if r.bad != nil || r.next(']') {
			return
		}
		if !r.next(',') {
			r.malformed()
		}
	}
}

// quoted reads text without its quotes, escapes as they are written.
func (r *jsonReader) quoted() ([]byte, bool) {
	if len(r.text) == 0 || r.text[0] != '"' {
		return nil, false
	}
	for at := 1; ; at++ {
		i := bytes.IndexByte(r.text[at:], '"')
		if i < 0 {
			return nil, false
		}
		at += i
		slashes := 0
		for r.text[at-1-slashes] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			value := r.text[1:at:at]
			r.text = r.text[at+1:]
			return value, true
		}
	}
}

// take keeps a value if its key names a column better than what is there.
func (r *jsonReader) take(key, value []byte) {
	m, ok := r.known[string(key)]
	if !ok {
		const most = 256
		if m, ok = r.words.find(key); !ok {
			m.column = columnCount
		}
		if len(r.known) < most {
			r.known[string(key)] = m
		}
	}
	c := m.column
	if c == columnCount || r.cells[c] != nil && r.rank[c] < m.rank {
		return
	}
	if r.cells[c] != nil && r.rank[c] == m.rank && !bytes.Equal(r.cells[c], value) {
		r.bad = faultf("leave one of them", "two values for %s: %s and %s", c, shown(r.cells[c]), shown(value))
		return
	}
	r.cells[c], r.rank[c] = value, m.rank
	if r.used[c] == "" {
		r.used[c] = string(key)
	}
}
