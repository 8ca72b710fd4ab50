package cli

import (
	"bytes"
	"io"
	"sync"

	"github.com/costplan/costplan/engine/document"
)

// lineBatch is whole lines of a stream that were read together.
type lineBatch struct {
	data  []byte
	first int  // number of the first line, from 1
	long  bool // stands for one line that is longer than document.MaxBytes, without it
}

// batchBytes is how much is read at once. Lines that came are never held back to
// wait for more: a program at the other end may wait for their answer.
const batchBytes = 64 << 10

// longestLine is the most that is kept of a line: one byte more than is read,
// and a carriage return.
const longestLine = document.MaxBytes + 2

// lineReader cuts a stream into batches of whole lines.
type lineReader struct {
	in      io.Reader
	buffers sync.Pool // *[]byte of batchBytes
	number  int       // of the line that begins next
}

func newLineReader(in io.Reader) *lineReader {
	return &lineReader{in: in, number: 1, buffers: sync.Pool{New: func() any {
		b := make([]byte, 0, batchBytes)
		return &b
	}}}
}

// recycle takes back a batch that is done with.
func (r *lineReader) recycle(b lineBatch) {
	if cap(b.data) == batchBytes {
		b.data = b.data[:0]
		r.buffers.Put(&b.data)
	}
}

func (r *lineReader) fresh() []byte { return *r.buffers.Get().(*[]byte) }

// read hands over every batch in order, until emit returns false. Memory does
// not grow with the stream.
func (r *lineReader) read(emit func(lineBatch) bool) error {
	buffer := r.fresh() // the beginning of a line
	long := false       // it is too long: what came of it is given up, and the buffer is empty
	for {
		if len(buffer) == cap(buffer) {
			buffer, long = enlarge(buffer)
		}
		begun := len(buffer)
		n, err := r.in.Read(buffer[begun:cap(buffer)])
		buffer = buffer[:begun+n]
		if long {
			end := bytes.IndexByte(buffer, '\n')
			if end < 0 && err == nil {
				buffer = buffer[:0]
				continue
			}
			if !emit(lineBatch{first: r.number, long: true}) {
				return nil
			}
			r.number++
			long = false
			if end < 0 {
				end = len(buffer) - 1
			}
			buffer = buffer[:copy(buffer, buffer[end+1:])]
		}
		whole := begun + bytes.LastIndexByte(buffer[min(begun, len(buffer)):], '\n') + 1
		if err != nil {
			whole = len(buffer)
		}
		if whole > begun || err != nil && whole > 0 {
			next := append(r.fresh(), buffer[whole:]...)
			first := r.number
			r.number += bytes.Count(buffer[:whole], []byte{'\n'})
			if !emit(lineBatch{data: buffer[:whole], first: first}) {
				return nil
			}
			buffer = next
		}
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
	}
}

// enlarge makes room for more of a line, up to the longest.
func enlarge(buffer []byte) (larger []byte, long bool) {
	if cap(buffer) >= longestLine {
		return buffer[:0], true
	}
	return append(make([]byte, 0, min(2*cap(buffer), longestLine)), buffer...), false
}
