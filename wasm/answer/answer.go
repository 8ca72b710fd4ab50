// Package answer answers the requests of a page: one JSON request in, one JSON
// response out. It turns requests into calls of the engine and results into
// JSON, and says of a wrong request what is wrong and what would be right. It
// computes nothing of its own and reaches for nothing outside, so that it gives
// the same bytes natively and as WebAssembly. schema/module.schema.json
// describes every call for users.
package answer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine"
)

const (
	// API is the version of the requests and responses. A request states the one
	// that it was written for, and is refused if it is another.
	API = 1
	// MaxRequest is the most bytes of one request.
	MaxRequest = 64 << 20
)

// Service answers requests. It may be used by several goroutines.
type Service struct {
	calls   []call
	mutex   sync.Mutex
	engines map[string]*engine.Engine // by edition
	last    engine.Reading            // the file that was read last: most often the next request is about it too
	memory  *engine.Memory            // of the file that was checked last, after a keystroke in it; nil while it is in use
	laid    laid                      // the engine with the overlays of the last request that had some
}

// laid is an engine with overlays.
type laid struct {
	of       *engine.Engine // without them
	overlays []file
	engine   *engine.Engine
}

// New returns a service that knows every call.
func New() *Service {
	return &Service{calls: calls(), engines: map[string]*engine.Engine{}, memory: &engine.Memory{}}
}

// success and failure are what requests are answered with.
type (
	success struct {
		API    int  `json:"api"`
		OK     bool `json:"ok"` // true
		Result any  `json:"result"`
	}
	failure struct {
		API   int    `json:"api"`
		OK    bool   `json:"ok"` // false
		Error *fault `json:"error"`
	}
)

// Respond answers one request with one line of JSON, without the newline. It
// always answers: a request that is wrong, and a failure of the engine itself,
// are answered with an error.
func (s *Service) Respond(request []byte) (text []byte) {
	defer func() {
		if cause := recover(); cause != nil {
			text = encoded(failure{API: API, Error: defect(cause)})
		}
	}()
	result, err := s.answer(request)
	if err != nil {
		return encoded(failure{API: API, Error: faultOf(err)})
	}
	return encoded(success{API: API, OK: true, Result: result})
}

func (s *Service) answer(request []byte) (any, error) {
	if len(request) > MaxRequest {
		return nil, refused("leave rows out, or send the traffic compressed with gzip",
			"the request is %d bytes; the most is %d MiB", len(request), MaxRequest>>20)
	}
	object, err := membersOf(request, "")
	if err != nil {
		return nil, err
	}
	called, err := s.called(object)
	if err != nil {
		return nil, err
	}
	return called.answer(s, object)
}

// read reads a file, unless it is the one that was read last.
func (s *Service) read(input engine.Input) engine.Reading {
	s.mutex.Lock()
	read := s.last
	s.mutex.Unlock()
	if !read.Of(input) {
		read = engine.Read(input)
		s.remember(read)
	}
	return read
}

func (s *Service) remember(read engine.Reading) {
	s.mutex.Lock()
	s.last = read
	s.mutex.Unlock()
}

// checkAgain checks the one file of a request, of which most is as it was in the
// last one.
func (s *Service) checkAgain(w *work, read engine.Reading) *engine.Checked {
	s.mutex.Lock()
	memory := s.memory
	s.memory = nil
	s.mutex.Unlock()
	if memory == nil { // another goroutine has it
		memory = &engine.Memory{}
	}
	defer func() {
		s.mutex.Lock()
		s.memory = memory
		s.mutex.Unlock()
	}()
	return w.engine.CheckAgain(read, w.settings, memory)
}

// encoded writes a response. That a response cannot be written is a defect,
// which Respond answers with what can.
func encoded(response any) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(response); err != nil {
		panic(fmt.Sprintf("the response cannot be written: %v", err))
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}

// engineOf returns the engine of an edition; "" is the newest.
func (s *Service) engineOf(edition string) (*engine.Engine, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if known, ok := s.engines[edition]; ok {
		return known, nil
	}
	if err := oneOf("edition", edition, append(catalog.Editions(), "")); err != nil {
		return nil, err
	}
	cat, err := catalog.Load(edition)
	if err != nil {
		return nil, err // of the program's own files: a defect
	}
	if known, ok := s.engines[cat.Edition]; ok {
		s.engines[edition] = known
		return known, nil
	}
	s.engines[cat.Edition] = engine.New(cat)
	s.engines[edition] = s.engines[cat.Edition]
	return s.engines[edition], nil
}
