package answer

import (
	"errors"

	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/form"
)

// editArgs are one file and a change of it.
type editArgs struct {
	filesArgs
	Change changeArgs `json:"change"` // the change
}

// changeArgs are one thing that somebody does in a form.
type changeArgs struct {
	// Set a field to a value; remove a field, so that its default holds; add a deployment to the list
	// that `deployment` is in; duplicate or delete a deployment.
	Kind string `json:"kind" jsonschema:"enum=set,enum=remove_field,enum=add,enum=duplicate,enum=delete"`
	// Index over all deployments of the file. -1 is the first document that is a deployment file, -2
	// the second, and so on.
	Deployment int    `json:"deployment"`
	Field      string `json:"field,omitempty"` // ID of the field
	Value      string `json:"value,omitempty"` // as it was typed or chosen
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
