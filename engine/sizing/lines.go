package sizing

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// lines reads a stream by lines and remembers where it is.
type lines struct {
	in     *bufio.Reader
	text   []byte
	number int // of the line that next returns, 1-based
}

// next returns the next line without its break, which holds until the next call.
// Of one beyond MaxRecord, long is true and the text is left out. The error is
// io.EOF behind the last line.
func (l *lines) next() (text []byte, long bool, err error) {
	l.text = l.text[:0]
	empty := true
	for {
		part, err := l.in.ReadSlice('\n')
		empty = empty && len(part) == 0
		if long = long || len(l.text)+len(part) > MaxRecord+1; !long {
			l.text = append(l.text, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && (empty || !errors.Is(err, io.EOF)):
			return nil, false, err
		}
		l.number++
		if long {
			return nil, true, nil
		}
		return bytes.TrimSuffix(bytes.TrimSuffix(l.text, []byte("\n")), []byte("\r")), false, nil
	}
}

// bounded is a stream that ends with an error where a row goes beyond MaxRecord.
type bounded struct {
	r   io.Reader
	row int // bytes that were read since the row began, set to 0 where one begins
}

var errLongRow = fmt.Errorf("the row that begins here is longer than %d MiB: leave out the text of the calls, and close each quote", MaxRecord>>20)

func (b *bounded) Read(p []byte) (int, error) {
	if b.row > MaxRecord {
		return 0, errLongRow
	}
	n, err := b.r.Read(p)
	b.row += n
	return n, err
}
