package answer

import (
	"encoding/json"
	"io"

	"github.com/costplan/costplan/engine/report"
)

// filesArgs are files, and nothing else.
type filesArgs struct {
	common
	Files []file `json:"files"`
}

// stateResult is what a page shows of files: all that a keystroke needs.
type stateResult struct {
	Quote json.RawMessage `json:"quote"` // as the command line's price --format json
	Lint  json.RawMessage `json:"lint"`  // as lint --format json
}

func state(s *Service, args filesArgs) (*stateResult, error) {
	w, err := s.work(args.common)
	if err != nil {
		return nil, err
	}
	_, checked, err := w.check(args.Files)
	if err != nil {
		return nil, err
	}
	found, q := w.engine.Overview(checked, w.settings)
	result := &stateResult{}
	if result.Quote, err = embedded(func(w io.Writer) error { return report.QuoteJSON(w, &q) }); err != nil {
		return nil, err
	}
	if result.Lint, err = embedded(func(w io.Writer) error { return report.LintJSON(w, report.Findings(found)) }); err != nil {
		return nil, err
	}
	return result, nil
}
