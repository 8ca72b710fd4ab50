package document

import "bytes"

// Comment is a comment of a YAML text, from the "#" to the end of its line.
type Comment struct {
	Start, End int
	Text       string // with the "#", without space at the end
	OwnLine    bool   // nothing but space before it on its line
}

// Comments returns the comments of a YAML text in their order, up to the place
// where it could no longer be read. A "#" within a scalar begins none. JSON has
// no comments.
func (f *File) Comments() (list []Comment) {
	data := f.src.Data
	skip := f.hashed
	for at := 0; at < f.readable; {
		next := bytes.IndexByte(data[at:f.readable], '#')
		if next < 0 {
			break
		}
		start := at + next
		for len(skip) > 0 && skip[0].end <= start {
			skip = skip[1:]
		}
		if len(skip) > 0 && skip[0].start <= start {
			at = skip[0].end
			continue
		}
		end := start
		for end < len(data) && breakWidth(data, end) == 0 {
			end++
		}
		list = append(list, Comment{
			Start: start, End: start + len(bytes.TrimRight(data[start:end], " \t")),
			Text:    string(bytes.TrimRight(data[start:end], " \t")),
			OwnLine: len(bytes.Trim(data[lineStart(data, start):start], " \t"+byteOrderMark)) == 0,
		})
		at = end
	}
	return list
}
