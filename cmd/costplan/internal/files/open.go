package files

import (
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Lines reports whether a file is a stream of JSON values, one a line, by its
// name.
func (f File) Lines() bool {
	switch strings.ToLower(filepath.Ext(f.path)) {
	case ".ndjson", ".jsonl":
		return true
	}
	return false
}

// Open opens a file to be read piece by piece, whatever its size.
func (f File) Open(stdin io.Reader) (io.ReadCloser, error) {
	if f.Stdin() {
		return io.NopCloser(stdin), nil
	}
	return os.Open(f.path)
}
