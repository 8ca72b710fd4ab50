package document

import (
	"bytes"
	"strings"
)

// Rewrite returns how text is written in the place of a scalar: with the same
// quotes, or without any where it has none. The text is a plain word, with
// nothing in it to escape.
func (s *Source) Rewrite(n *Node, text string) string {
	switch s.at(n.Start) {
	case '"':
		return `"` + text + `"`
	case '\'':
		return "'" + text + "'"
	}
	return text
}

// Insertion is a text to put in at an offset.
type Insertion struct {
	Offset int
	Text   string
}

// Insert returns how a field is put into a mapping, after the last of its fields
// that after names and that stand there themselves (not merged in). The value is
// JSON of plain words and numbers; it loses its quotes where keys have none. ok
// is false if there is no place for it.
func (s *Source) Insert(mapping *Node, after []string, key, value string) (in Insertion, ok bool) {
	var anchor *Entry
	for i := range mapping.Entries {
		entry := &mapping.Entries[i]
		if entry.Merged || entry.Key.Start < mapping.Start || entry.Value.End > mapping.End {
			continue
		}
		for _, name := range after {
			if entry.Key.Text == name && (anchor == nil || entry.Key.Start > anchor.Key.Start) {
				anchor = entry
			}
		}
	}
	if anchor == nil {
		return Insertion{}, false
	}
	field := `"` + key + `": ` + value
	if s.at(anchor.Key.Start) != '"' {
		field = strings.ReplaceAll(field, `"`, "")
	}
	indent, alone := s.indent(anchor.Key.Start)
	if s.at(mapping.Start) == '{' {
		if alone {
			return Insertion{anchor.Value.End, "," + s.newline() + indent + field}, true
		}
		return Insertion{anchor.Value.End, ", " + field}, true
	}
	return s.insertLine(anchor, indent, field)
}

// insertLine puts a field on a line of its own after a field of a block mapping
// whose value is a scalar on the same line, a comment behind it kept with it.
func (s *Source) insertLine(anchor *Entry, indent, field string) (Insertion, bool) {
	if anchor.Value.Kind == Mapping || anchor.Value.Kind == Sequence ||
		bytes.ContainsAny(s.Data[anchor.Key.Start:anchor.Value.End], "\r\n") {
		return Insertion{}, false
	}
	end := anchor.Value.End
	for end < len(s.Data) && s.Data[end] != '\n' && s.Data[end] != '\r' {
		end++
	}
	return Insertion{end, s.newline() + indent + field}, true
}

// indent returns the white space that puts a field under the one at an offset,
// and whether nothing but space stands before that on its line. A dash before it
// ("- name: x") counts as space.
func (s *Source) indent(offset int) (indent string, alone bool) {
	start := offset
	for start > 0 && s.Data[start-1] != '\n' && s.Data[start-1] != '\r' {
		start--
	}
	before := strings.TrimPrefix(string(s.Data[start:offset]), byteOrderMark)
	alone = strings.Trim(before, " \t") == ""
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return '\t'
		}
		return ' '
	}, before), alone
}

// newline is the line end that the text uses first.
func (s *Source) newline() string {
	i := bytes.IndexAny(s.Data, "\r\n")
	switch {
	case i < 0 || s.Data[i] == '\n':
		return "\n"
	case i+1 < len(s.Data) && s.Data[i+1] == '\n':
		return "\r\n"
	}
	return "\r"
}

func (s *Source) at(offset int) byte {
	if offset < len(s.Data) {
		return s.Data[offset]
	}
	return 0
}
