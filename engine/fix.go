package engine

import (
	"bytes"

	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/fix"
)

// maxFixRounds is how often a text is checked again after fixes were applied:
// a fix may bring to light what it hid, but never forever.
const maxFixRounds = 10

// Fix applies the safe fixes of a file's diagnostics, and the unsafe ones if
// asked to, until none is left. It returns the text, which is the input's own if
// nothing was fixed, and what was fixed.
func (e *Engine) Fix(input Input, settings Settings, unsafe bool) (data []byte, fixed []diag.Diagnostic) {
	data = input.Data
	for range maxFixRounds {
		checked := e.Check(Input{Name: input.Name, Data: data}, settings)
		applied := fix.Apply(data, checked.Diagnostics, unsafe)
		if len(applied.Fixed) == 0 || bytes.Equal(applied.Data, data) {
			break
		}
		data = applied.Data
		fixed = append(fixed, applied.Fixed...)
	}
	return data, fixed
}
