package cli

import (
	"hash/maphash"
	"sync"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
)

// texts are the texts of checked files. They are read again when a finding
// quotes them, so that memory does not grow with the number of files; only what
// cannot be read again is kept.
type texts struct {
	seed  maphash.Seed
	mutex sync.Mutex
	again map[string]readBefore
	kept  map[string][]byte

	last     string // the file that was asked for last, since findings come file by file
	lastText []byte
}

// readBefore is a file with a hash of the text that was checked.
type readBefore struct {
	file files.File
	hash uint64
}

func newTexts(n int) *texts {
	return &texts{seed: maphash.MakeSeed(), again: make(map[string]readBefore, n), kept: map[string][]byte{}}
}

// add takes in a text that was checked. unwritten says that the file has another.
func (t *texts) add(file files.File, data []byte, unwritten bool) {
	if unwritten || file.Once() {
		t.keep(file.Name, data)
		return
	}
	hash := maphash.Bytes(t.seed, data)
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.again[file.Name] = readBefore{file, hash}
}

// keep keeps a text.
func (t *texts) keep(name string, data []byte) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.kept[name] = data
}

// of returns the text of a file, or nil if it cannot be had any more: a finding
// must not be shown with another text than the one that it is about.
func (t *texts) of(name string) []byte {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if data, ok := t.kept[name]; ok {
		return data
	}
	before, ok := t.again[name]
	if !ok {
		return nil
	}
	if name == t.last {
		return t.lastText
	}
	data, _, err := before.file.Read(nil)
	if err != nil || maphash.Bytes(t.seed, data) != before.hash {
		data = nil
	}
	t.last, t.lastText = name, data
	return data
}
