package files

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/costplan/costplan/engine/document"
)

// Read returns the text of a file, of a file beyond the engine's limit only as
// much as the engine needs to see that it is. ours is false for a file of a
// walked folder that does not look like a deployment file.
func (f File) Read(stdin io.Reader) (data []byte, ours bool, err error) {
	if f.path == Stdin {
		data, err = ReadAll(stdin)
	} else {
		data, err = f.open()
	}
	if err != nil {
		return nil, false, Fault(f.Name, err)
	}
	return data, !f.Walked || f.Counts(data, false), nil
}

func (f File) open() ([]byte, error) {
	flags := os.O_RDONLY
	if f.Walked {
		// It was a regular file, which never blocks. Saying so spares the runtime five
		// calls of the system to find out, half of what reading a file takes; and what
		// has become a pipe meanwhile is nothing to wait for.
		flags |= syscall.O_NONBLOCK
	}
	file, err := os.OpenFile(f.path, flags, 0)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return ReadAll(file)
}

// ReadAll reads a text, of one beyond the limit of the engine only as much as the
// engine needs to see that it is.
func ReadAll(r io.Reader) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, document.MaxBytes+1))
}

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
