package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
)

// Limits on what a client may send. What is beyond is answered with an error and
// passed over.
const (
	maxMessage = 64 << 20 // bytes of one message
	maxHeader  = 4 << 10  // bytes of one line of its header
)

// stream reads and writes messages with the header of the protocol. A message
// that is none is answered at once, and the next one is read: the connection ends
// only with its input.
type stream struct {
	in    *bufio.Reader
	mutex sync.Mutex // of out
	out   io.Writer
}

func newStream(in io.Reader, out io.Writer) *stream {
	return &stream{in: bufio.NewReaderSize(in, maxHeader), out: out}
}

// ReadObject reads the next message into v.
func (s *stream) ReadObject(v any) error {
	for {
		data, err := s.read()
		var bad malformed
		switch {
		case errors.As(err, &bad):
		case err != nil:
			return err
		case !json.Valid(data):
			bad = malformed{protocol.ParseError, "the message is no JSON"}
		default:
			if err := json.Unmarshal(data, v); err == nil {
				return nil
			}
			bad = malformed{protocol.InvalidRequest, "the message is no request, notification or response"}
		}
		if err := s.refuse(bad, data); err != nil {
			return err
		}
	}
}

// malformed is why a message cannot be read. The stream goes on behind it.
type malformed struct {
	code    int
	message string
}

func (m malformed) Error() string { return m.message }

// refuse answers a message that cannot be read, by its ID if it has one.
func (s *stream) refuse(bad malformed, data []byte) error {
	var named struct {
		ID json.RawMessage `json:"id"`
	}
	if json.Unmarshal(data, &named) != nil || len(named.ID) == 0 {
		named.ID = json.RawMessage("null")
	}
	return s.WriteObject(map[string]any{
		"jsonrpc": "2.0", "id": named.ID,
		"error": map[string]any{"code": bad.code, "message": bad.message},
	})
}

// read reads one message without its header.
func (s *stream) read() ([]byte, error) {
	length := -1
	for {
		line, err := s.headerLine()
		if err != nil {
			return nil, err
		}
		if line == "" {
			break
		}
		if n, ok := contentLength(line); ok {
			length = n
		}
	}
	switch {
	case length < 0:
		return nil, malformed{protocol.ParseError, "the message has no valid Content-Length"}
	case length > maxMessage:
		if _, err := io.CopyN(io.Discard, s.in, int64(length)); err != nil {
			return nil, err
		}
		return nil, malformed{protocol.InvalidRequest, fmt.Sprintf("the message has %d bytes; the most is %d", length, maxMessage)}
	}
	data := make([]byte, length)
	_, err := io.ReadFull(s.in, data)
	return data, err
}

// headerLine reads one line of a header, of a long one only the end: what was
// sent without a header may stand before one.
func (s *stream) headerLine() (string, error) {
	for {
		line, err := s.in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return strings.TrimRight(string(line), "\r\n"), err
	}
}

// contentLength reads the field of a header that says how long the message is.
func contentLength(line string) (n int, ok bool) {
	const name = "content-length:"
	i := strings.LastIndex(strings.ToLower(line), name)
	if i < 0 {
		return 0, false
	}
	n, err := strconv.Atoi(strings.TrimSpace(line[i+len(name):]))
	return n, err == nil && n >= 0
}

// WriteObject writes a message.
func (s *stream) WriteObject(v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	message := append(fmt.Appendf(nil, "Content-Length: %d\r\n\r\n", len(data)), data...)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	_, err = s.out.Write(message)
	return err
}

// Close is there for the interface: whoever opened the input and the output
// closes them.
func (s *stream) Close() error { return nil }
