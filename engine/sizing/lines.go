package sizing

import (
	"bytes"
	"errors"
	"io"
)

// lines hands out the lines of a stream from one buffer, which grows to
// MaxRecord at most. What it hands out holds until the next call.
type lines struct {
	r          io.Reader
	buf        []byte
	start, end int // of what is read and not consumed
	number     int // of the line at start, 1-based
	err        error
}

func newLines(r io.Reader) *lines {
	const first = 64 << 10
	return &lines{r: r, buf: make([]byte, first), number: 1}
}

// line finds the line that begins at offset from what is not consumed, without
// its line break: text begins at that offset, next is the offset behind the
// break. more is false at the end of the stream, long if the record would go
// beyond MaxRecord.
func (l *lines) line(offset int) (text []byte, next int, more, long bool) {
	searched := offset
	for {
		if i := bytes.IndexByte(l.buf[l.start+searched:l.end], '\n'); i >= 0 {
			stop := searched + i
			if stop > MaxRecord {
				return nil, 0, true, true
			}
			return cutReturn(l.buf[l.start+offset : l.start+stop]), stop + 1, true, false
		}
		searched = l.end - l.start
		if searched > MaxRecord {
			return nil, 0, true, true
		}
		if l.err != nil {
			if searched == offset {
				return nil, 0, false, false
			}
			return cutReturn(l.buf[l.start+offset : l.end]), searched, true, false
		}
		l.fill()
	}
}

func cutReturn(text []byte) []byte {
	return bytes.TrimSuffix(text, []byte{'\r'})
}

// fill reads more behind what is not consumed.
func (l *lines) fill() {
	if l.end == len(l.buf) {
		kept := l.buf[l.start:l.end]
		if len(kept) > len(l.buf)/2 {
			l.buf = make([]byte, 2*len(l.buf))
		}
		l.end = copy(l.buf, kept)
		l.start = 0
	}
	const patience = 100 // reads of nothing
	for range patience {
		n, err := l.r.Read(l.buf[l.end:])
		l.end += n
		if err != nil {
			l.err = err
			return
		}
		if n > 0 {
			return
		}
	}
	l.err = io.ErrNoProgress
}

// consume goes on behind an offset that line returned, over so many lines.
func (l *lines) consume(next, count int) {
	l.start += next
	l.number += count
}

// skip passes over a line that is too long.
func (l *lines) skip() {
	for l.err == nil || l.end > l.start {
		if i := bytes.IndexByte(l.buf[l.start:l.end], '\n'); i >= 0 {
			l.start += i + 1
			break
		}
		l.start, l.end = 0, 0
		if l.err == nil {
			l.fill()
		}
	}
	l.number++
}

// failed is the error that ended the stream, if not its end.
func (l *lines) failed() error {
	if l.err == nil || errors.Is(l.err, io.EOF) {
		return nil
	}
	return l.err
}
