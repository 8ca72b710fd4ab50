package answer

import "github.com/costplan/costplan/engine"

// identifyResult says what a file holds.
type identifyResult struct {
	Kind engine.Kind `json:"kind"`
}

func identified(s *Service, args filesArgs) (*identifyResult, error) {
	_, input, err := s.workOn(args)
	if err != nil {
		return nil, err
	}
	return &identifyResult{engine.KindOf(input)}, nil
}
