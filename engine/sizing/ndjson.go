package sizing

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// jsonReader reads rows of one JSON object a line. Fields may stand in nested
// objects ("usage": {"prompt_tokens": 12}); lists are skipped.
type jsonReader struct {
	words vocabulary
	state []stated
	known map[string]match // headers as they are written; bounded
	used  [columnCount]string
	text  *json.Decoder // of the row
	cells cells
	rank  [columnCount]int
	twice *fault // two values for a column

	path  string   // of the object that is read, with a point behind it
	good  bool     // a row has every column
	keys  []string // of the first row
	first *HeaderError
}

func newJSONReader(columns []stated) *jsonReader {
	return &jsonReader{words: newVocabulary(), state: columns, known: map[string]match{}}
}

// maxJSONDepth is how deep objects may be nested.
const maxJSONDepth = 64

var errNoObject = errors.New("not a JSON object")

// row reads a line. What it returns holds until the next call.
func (r *jsonReader) row(line []byte) (*cells, *fault) {
	r.cells, r.twice, r.path = cells{}, nil, ""
	r.text = json.NewDecoder(bytes.NewReader(line))
	r.text.UseNumber()
	at, err := r.line()
	if r.twice != nil {
		return nil, r.twice
	}
	if err != nil {
		return nil, faultf(`write one object a line, such as {"timestamp":"2026-06-06T12:34:56Z","input_tokens":12,"output_tokens":3}`,
			"the line is not a JSON object, at %s", shown(string(line[at:])))
	}
	if missing := r.cells.missing(); len(missing) > 0 {
		if r.first == nil {
			r.first = &HeaderError{Names: r.keys, Missing: missing}
			for c := range columnCount {
				if r.cells.has[c] {
					r.first.Used = append(r.first.Used, UsedColumn{r.cells.called(c), r.used[c]})
				}
			}
		}
		return nil, faultf("write 0 where there are no tokens", "no value for %s", strings.Join(missing, ", "))
	}
	r.good = true
	return &r.cells, nil
}

// line reads one object and nothing behind it, and says where it is not one.
func (r *jsonReader) line() (at int64, err error) {
	if begin, err := r.text.Token(); err != nil || begin != json.Delim('{') {
		return 0, errNoObject
	}
	err = r.object(0)
	at = r.text.InputOffset()
	if err == nil {
		if _, end := r.text.Token(); end != io.EOF {
			err = errNoObject
		}
	}
	return at, err
}

// object reads the rest of an object and takes the values whose keys name a column.
func (r *jsonReader) object(depth int) error {
	for r.text.More() && r.twice == nil {
		key, err := r.text.Token()
		if err != nil {
			return err
		}
		value, err := r.text.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		switch value := value.(type) {
		case string:
			r.take(name, value)
		case json.Number:
			r.take(name, value.String())
		case json.Delim:
			switch {
			case value == '[':
				err = r.skipList()
			case depth == maxJSONDepth:
				err = errNoObject
			default:
				outer := r.path
				r.path += name + "."
				err = r.object(depth + 1)
				r.path = outer
			}
			if err != nil {
				return err
			}
		}
	}
	_, err := r.text.Token()
	return err
}

// skipList passes over the rest of a list. What is in it is no column.
func (r *jsonReader) skipList() error {
	var item json.RawMessage
	for r.text.More() {
		if err := r.text.Decode(&item); err != nil {
			return err
		}
	}
	_, err := r.text.Token()
	return err
}

// take keeps a value if its key names a column better than what is there.
func (r *jsonReader) take(key, value string) {
	const mostKeys = 100
	if r.first == nil && !r.good && len(r.keys) < mostKeys {
		r.keys = append(r.keys, r.path+key)
	}
	for _, s := range r.state {
		if s.header == key || r.path != "" && s.header == r.path+key {
			r.keep(s.column, 0, s.day, s.header, value)
			return
		}
	}
	m, ok := r.known[key]
	if !ok {
		const most = 256
		if m, ok = r.words.find(key); !ok || states(r.state, m.column) {
			m.column = columnCount
		}
		if len(r.known) < most {
			r.known[key] = m
		}
	}
	if m.column != columnCount {
		r.keep(m.column, m.rank, m.column == timeColumn && isDate(key), key, value)
	}
}

// keep takes a value for a column, unless a better one is there.
func (r *jsonReader) keep(c column, rank int, day bool, key, value string) {
	if r.cells.has[c] && r.rank[c] < rank {
		return
	}
	if r.cells.has[c] && r.rank[c] == rank && r.cells.text[c] != value {
		r.twice = faultf("leave one of them", "two values for %s: %s and %s", c, shown(r.cells.text[c]), shown(value))
		return
	}
	r.cells.text[c], r.cells.has[c], r.rank[c] = value, true, rank
	if c == timeColumn {
		r.cells.day = day
	}
	if r.used[c] == "" {
		r.used[c] = key
	}
}
