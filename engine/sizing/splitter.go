package sizing

import "bytes"

// splitter cuts separated values that may be quoted. It can be fed a row line
// by line: a quoted field that is open at the end of a line goes on in the next.
type splitter struct {
	separator byte
	field     int  // index of the field that comes next
	open      bool // a quoted field is not closed yet
}

func (s *splitter) begin() { s.field, s.open = 0, false }

// end reports whether the row is complete.
func (s *splitter) end() bool { return !s.open }

// scan cuts a line and hands over each field, without its quotes, that ends in
// it; of a field that began on an earlier line, only what is on this one. It is
// false for text behind a closing quote.
func (s *splitter) scan(line []byte, take func(i int, field []byte)) bool {
	inQuotes := s.open
	for {
		if !inQuotes && len(line) > 0 && line[0] == '"' {
			inQuotes = true
			line = line[1:]
		}
		if inQuotes {
			length, closed := quoted(line)
			if !closed {
				s.open = true
				return true
			}
			s.open, inQuotes = false, false
			take(s.field, line[:length])
			s.field++
			line = line[length+1:]
			if len(line) == 0 {
				return true
			}
			if line[0] != s.separator {
				return false
			}
			line = line[1:]
			continue
		}
		stop := bytes.IndexByte(line, s.separator)
		if stop < 0 {
			take(s.field, line)
			s.field++
			return true
		}
		take(s.field, line[:stop])
		s.field++
		line = line[stop+1:]
	}
}

// quoted finds the end of a quoted field; two quotes are one inside it.
func quoted(line []byte) (length int, closed bool) {
	for {
		i := bytes.IndexByte(line[length:], '"')
		if i < 0 {
			return len(line), false
		}
		length += i
		if length+1 >= len(line) || line[length+1] != '"' {
			return length, true
		}
		length += 2
	}
}
