package answer

import "github.com/costplan/costplan/engine"

// identifyResult is what a file holds.
type identifyResult struct {
	// `deployments`: a deployment file or a request body; `fleet`: an answer of the API; `prices`: an
	// overlay; `traffic`: usage to size from.
	Kind engine.Kind `json:"kind"`
}

func identified(s *Service, args filesArgs) (*identifyResult, error) {
	_, input, err := s.workOn(args)
	if err != nil {
		return nil, err
	}
	return &identifyResult{engine.KindOf(input)}, nil
}
