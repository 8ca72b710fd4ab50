package findings

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/costplan/costplan/engine/diag"
)

// Baseline is a file of findings that are known, so that only new ones are reported.
type Baseline struct {
	folder string // of the file; its paths are relative to it
	known  map[entry]int
}

// baselineFile is the JSON of a baseline.
type baselineFile struct {
	Version  int          `json:"version"`
	Findings []countEntry `json:"findings"` // sorted
}

// entry is what makes two findings the same: not the line and not the place in the
// list of deployments, which change when something else does, but all that is said.
type entry struct {
	File    string    `json:"file"` // relative to the baseline, with slashes
	Code    diag.Code `json:"code"`
	Message string    `json:"message"`
}

type countEntry struct {
	entry
	Count int `json:"count"` // how many there are
}

const baselineVersion = 1

// NewBaseline is a baseline of the findings in a file at a path.
func NewBaseline(path string, found []diag.Diagnostic) *Baseline {
	b := &Baseline{folder: filepath.Dir(path), known: map[entry]int{}}
	for i := range found {
		b.known[b.entryOf(&found[i])]++
	}
	return b
}

// ReadBaseline reads the baseline that is at a path, from its text. A version that is
// not ours, an unknown field and a count below 1 are errors.
func ReadBaseline(path string, text []byte) (*Baseline, error) {
	var file baselineFile
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		return nil, fmt.Errorf("it is not a baseline: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("it is not a baseline: something follows it")
	}
	if file.Version != baselineVersion {
		return nil, fmt.Errorf("it is of version %d, and this costplan reads version %d", file.Version, baselineVersion)
	}
	b := &Baseline{folder: filepath.Dir(path), known: map[entry]int{}}
	for _, known := range file.Findings {
		if known.Count < 1 {
			return nil, fmt.Errorf("%s %s is counted %d times", known.File, known.Code, known.Count)
		}
		b.known[known.entry] += known.Count
	}
	return b, nil
}

// Text is the baseline as a file, one finding a line.
func (b *Baseline) Text() []byte {
	keys := make([]entry, 0, len(b.known))
	for key := range b.known {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(x, y entry) int {
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Code, y.Code), cmp.Compare(x.Message, y.Message))
	})
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\n  \"version\": %d,\n  \"findings\": [", baselineVersion)
	for i, key := range keys {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n    ")
		line, err := json.Marshal(countEntry{key, b.known[key]})
		if err != nil {
			panic(err) // texts and a number can always be written
		}
		out.Write(line)
	}
	if len(keys) > 0 {
		out.WriteString("\n  ")
	}
	out.WriteString("]\n}\n")
	return out.Bytes()
}

// New returns the findings that the baseline does not have, how many it has, and how
// many of its own are gone.
func (b *Baseline) New(found []diag.Diagnostic) (left []diag.Diagnostic, known, gone int) {
	met := map[entry]int{}
	for i := range found {
		key := b.entryOf(&found[i])
		if met[key]++; met[key] <= b.known[key] {
			known++
		} else {
			left = append(left, found[i])
		}
	}
	for key, n := range b.known {
		gone += max(n-met[key], 0)
	}
	return left, known, gone
}

func (b *Baseline) entryOf(d *diag.Diagnostic) entry {
	name := d.File
	if relative, err := filepath.Rel(absolute(b.folder), absolute(name)); err == nil {
		name = relative
	}
	return entry{filepath.ToSlash(name), d.Code, d.Message}
}

func absolute(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}
