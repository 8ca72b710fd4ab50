package answer

import (
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// fixArgs are one file, and which problems of it to fix.
type fixArgs struct {
	filesArgs
	Unsafe bool `json:"unsafe,omitempty"` // also what is a choice, such as the nearest capacity
}

// fixResult is the text after the fixes.
type fixResult struct {
	Text  string        `json:"text"`  // the text, fixed
	Fixed []fixedResult `json:"fixed"` // what was, in the order in which it was
}

// fixedResult is a problem that was fixed.
type fixedResult struct {
	Code    diag.Code `json:"code"`    // code of the rule
	Message string    `json:"message"` // what was wrong
	Title   string    `json:"title"`   // of the fix
}

func fixed(s *Service, args fixArgs) (*fixResult, error) {
	w, input, err := s.workOn(args.filesArgs)
	if err != nil {
		return nil, err
	}
	result := &fixResult{Text: string(input.Data), Fixed: []fixedResult{}}
	if len(input.Data) > document.MaxBytes {
		return result, nil // it cannot be read, so nothing in it can be fixed
	}
	text, done := w.engine.Fix(input, w.settings, args.Unsafe)
	result.Text = string(text)
	for i := range done {
		result.Fixed = append(result.Fixed, fixedResult{done[i].Code, done[i].Message, titleOf(&done[i], args.Unsafe)})
	}
	return result, nil
}

// titleOf is the title of the fix of a diagnostic that was applied.
func titleOf(d *diag.Diagnostic, unsafe bool) string {
	for i := range d.Fixes {
		if d.Fixes[i].Safe || unsafe {
			return d.Fixes[i].Title
		}
	}
	return ""
}
