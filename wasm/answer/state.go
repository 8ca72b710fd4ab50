package answer

import (
	"encoding/json"
	"io"

	"github.com/costplan/costplan/engine/chart"
	"github.com/costplan/costplan/engine/report"
)

// filesArgs are files, and nothing else.
type filesArgs struct {
	common
	Files []file `json:"files"`
}

// stateArgs are files, and what may be left out of what is said of them.
type stateArgs struct {
	filesArgs
	Quote  *bool `json:"quote,omitempty"`  // whether the quote is wanted too: what the view has no words for; true by default
	Charts bool  `json:"charts,omitempty"` // whether the charts are wanted too; false by default
}

// stateResult is what a page shows of files: all that a keystroke needs.
type stateResult struct {
	Quote  json.RawMessage `json:"quote,omitempty"` // as the command line's price --format json; absent if it is not wanted
	Lint   json.RawMessage `json:"lint"`            // as lint --format json
	View   report.View     `json:"view"`
	Charts []chart.Chart   `json:"charts,omitempty"` // the amounts as bars, one chart a currency; absent if they are not wanted, or there is no amount
}

func state(s *Service, args stateArgs) (*stateResult, error) {
	w, err := s.work(args.common)
	if err != nil {
		return nil, err
	}
	_, checked, err := w.check(args.Files)
	if err != nil {
		return nil, err
	}
	found, q := w.engine.Overview(checked, w.settings)
	result := &stateResult{View: report.ViewOf(&q)}
	if args.Quote == nil || *args.Quote {
		if result.Quote, err = embedded(func(w io.Writer) error { return report.QuoteJSON(w, &q) }); err != nil {
			return nil, err
		}
	}
	if args.Charts {
		result.Charts = chart.Bars(&q)
	}
	result.Lint, err = embedded(func(w io.Writer) error { return report.LintJSON(w, report.Findings(found)) })
	return result, err
}
