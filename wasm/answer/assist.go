package answer

import (
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/assist"
	"github.com/costplan/costplan/engine/diag"
)

// place is a place in a text that somebody asks about.
type place struct {
	Line   int `json:"line"`   // line, from 1
	Column int `json:"column"` // column in Unicode code points, from 1
}

func (p place) position() diag.Position { return diag.Position{Line: p.Line, Column: p.Column} }

// placeArgs are a file and a place in it.
type placeArgs struct {
	filesArgs
	Position place `json:"position"` // the place
}

// rangeArgs are a file and a range of it.
type rangeArgs struct {
	filesArgs
	Start place `json:"start"` // its first character
	End   place `json:"end"`   // the place after its last character
}

// actionsResult is changes to offer.
type actionsResult struct {
	Actions []assist.Action `json:"actions"` // the changes
}

// hintsResult is hints.
type hintsResult struct {
	Hints []assist.Hint `json:"hints"` // the hints
}

// desk serves an editor on the one file of a request.
func (s *Service) desk(args filesArgs) (*engine.Desk, error) {
	w, input, err := s.workOn(args)
	if err != nil {
		return nil, err
	}
	return w.engine.Desk(input, w.settings), nil
}

func completed(s *Service, args placeArgs) (*assist.Completion, error) {
	desk, err := s.desk(args.filesArgs)
	if err != nil {
		return nil, err
	}
	completion := desk.Complete(args.Position.position())
	return &completion, nil
}

// hovered answers null where there is nothing to say.
func hovered(s *Service, args placeArgs) (*assist.Hover, error) {
	desk, err := s.desk(args.filesArgs)
	if err != nil {
		return nil, err
	}
	if hover, ok := desk.Hover(args.Position.position()); ok {
		return &hover, nil
	}
	return nil, nil //nolint:nilnil // null is the answer
}

func offered(s *Service, args rangeArgs) (*actionsResult, error) {
	desk, err := s.desk(args.filesArgs)
	if err != nil {
		return nil, err
	}
	return &actionsResult{desk.Actions(diag.Span{Start: args.Start.position(), End: args.End.position()})}, nil
}

func hinted(s *Service, args filesArgs) (*hintsResult, error) {
	desk, err := s.desk(args)
	if err != nil {
		return nil, err
	}
	return &hintsResult{desk.Hints()}, nil
}
