package answer

import (
	"errors"

	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/form"
)

type editArgs struct {
	filesArgs
	Change changeArgs `json:"change"`
}

// changeArgs are a form.Change, of which a kind may not need all.
type changeArgs struct {
	Kind       string `json:"kind"`
	Deployment int    `json:"deployment"`
	Field      string `json:"field,omitempty"`
	Value      string `json:"value,omitempty"`
}

// edited makes a change of a form in the text.
func edited(s *Service, args editArgs) (*form.Result, error) {
	w, input, err := s.workOn(args.filesArgs)
	if err != nil {
		return nil, err
	}
	if err := oneOf("change.kind", args.Change.Kind, []string{form.Set, form.RemoveField, form.Add, form.Duplicate, form.Delete}); err != nil {
		return nil, err
	}
	result, read, err := w.engine.EditRead(s.read(input), w.settings, form.Change(args.Change))
	s.remember(read)
	var refusal *edit.Refusal
	if errors.As(err, &refusal) {
		return nil, refused(refusal.Help, "%s", refusal.Message)
	}
	return &result, err
}
