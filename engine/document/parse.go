package document

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/costplan/costplan/engine/diag"
)

// File is all that one source holds.
type File struct {
	Docs     []*Node           // every document that is not empty
	Problems []diag.Diagnostic // in the order of their finding
	JSON     bool              // the text was read as JSON

	src      *Source
	hashed   []span // in a YAML text: scalars that contain a "#"
	readable int    // in a YAML text: how far it could be read; comments are sought up to here
}

// Parse reads every document of a YAML or JSON stream. A stream with problems
// of severity error may still give the documents before them.
func Parse(src *Source) (docs []*Node, problems []diag.Diagnostic) {
	f := Read(src)
	return f.Docs, f.Problems
}

// Read reads every document of a YAML or JSON stream, as Parse does, and knows
// its comments.
//
// A text is JSON if its name says so (.json, .jsonl, .ndjson), or if it begins
// with a bracket and is valid JSON as a whole; otherwise it is YAML.
func Read(src *Source) *File {
	f := &File{src: src}
	b := newBuilder(src, f)
	if len(src.Data) > MaxBytes {
		b.problem(diag.Limit, 0, 0,
			fmt.Sprintf("the file is larger than %d MiB (%d bytes), the most that is read", MaxBytes>>20, MaxBytes),
			"split it into several files")
		return f
	}
	if !checkEncoding(b) {
		return f
	}
	switch named := jsonName(src.Name); {
	case named:
		f.JSON = readJSON(b, true)
	case looksLikeJSON(src.Data[src.bom:]) && readJSON(b, false):
		f.JSON = true
	default:
		readYAML(b)
	}
	return f
}

// checkEncoding reports a text that is not UTF-8, and names the encoding where
// its first bytes give it away.
func checkEncoding(b *builder) (ok bool) {
	data := b.src.Data
	help := "save the file as UTF-8"
	if name := wideEncoding(data); name != "" {
		b.problem(diag.NotUTF8, 0, min(len(data), 2), "the file is "+name+" text; only UTF-8 is read.", help)
		return false
	}
	if utf8.Valid(data) {
		return true
	}
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		at += size
	}
	message := fmt.Sprintf("the file is not UTF-8 text: byte 0x%02X begins no character", data[at])
	if bytes.IndexByte(data, 0) >= 0 {
		message, help = "the file is binary, not UTF-8 text", "give a YAML or JSON file"
	}
	b.problem(diag.NotUTF8, at, at+1, message, help)
	return false
}

// wideEncoding names the encoding of a text that begins as UTF-16 or UTF-32
// does, with a byte order mark or with a zero byte next to an ASCII character.
func wideEncoding(data []byte) string {
	for _, mark := range [...]struct{ prefix, name string }{
		{"\xFF\xFE\x00\x00", "UTF-32"}, {"\x00\x00\xFE\xFF", "UTF-32"},
		{"\xFF\xFE", "UTF-16"}, {"\xFE\xFF", "UTF-16"},
	} {
		if bytes.HasPrefix(data, []byte(mark.prefix)) {
			return mark.name
		}
	}
	if len(data) >= 4 && len(data)%2 == 0 &&
		(data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0 ||
			data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0) {
		return "UTF-16"
	}
	return ""
}

func jsonName(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".json", ".jsonl", ".ndjson":
		return true
	}
	return false
}

func looksLikeJSON(text []byte) bool {
	text = bytes.TrimLeft(text, " \t\r\n")
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

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
