package answer

import (
	"encoding/json"
	"io"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/chart"
	"github.com/costplan/costplan/engine/form"
	"github.com/costplan/costplan/engine/report"
)

// filesArgs are files, and nothing else.
type filesArgs struct {
	common
	Files []file `json:"files"` // each with a name of its own; a call that is about one file takes one
}

// stateArgs are files, and what may be left out of what is said of them.
type stateArgs struct {
	filesArgs
	Quote  *bool      `json:"quote,omitempty"`  // whether the quote is wanted too: what the view has no words for; true by default
	Charts bool       `json:"charts,omitempty"` // whether the charts are wanted too; false by default
	Cards  *cardsArgs `json:"cards,omitempty"`  // the deployments that get their fields in the form; all by default
}

// cardsArgs are some of the deployments.
type cardsArgs struct {
	From  int `json:"from"`  // index of the first
	Count int `json:"count"` // how many; all the others if 0
}

// stateResult is what was found in files and what they cost.
type stateResult struct {
	Quote  json.RawMessage `json:"quote,omitempty" jsonschema_extras:"$ref=urn:costplan:schema:quote:1"` // as the command line's price --format json; absent if it is not wanted
	Lint   any             `json:"lint" jsonschema_extras:"$ref=urn:costplan:schema:lint:1"`             // as lint --format json
	View   report.View     `json:"view"`                                                                 // the quote in words
	Form   form.Form       `json:"form"`                                                                 // of the first file
	Charts []chart.Chart   `json:"charts,omitempty"`                                                     // the amounts as bars, one chart a currency; absent if they are not wanted, or there is no amount
}

func state(s *Service, args stateArgs) (*stateResult, error) {
	w, err := s.work(args.common)
	if err != nil {
		return nil, err
	}
	list, err := w.inputs(args.Files)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, refused("send the text that it is about", "files: there is none")
	}
	cards := form.Cards{}
	if args.Cards != nil {
		cards = form.Cards(*args.Cards)
		if cards.From < 0 || cards.Count < 0 {
			return nil, refused("count from 0", "cards: %d from %d on cannot be", cards.Count, cards.From)
		}
	}
	checked := make([]*engine.Checked, len(list))
	var first engine.Reading
	for i := range list {
		read := s.read(list[i])
		if i == 0 {
			first = read
		}
		if len(list) == 1 {
			checked[i] = s.checkAgain(w, read)
		} else {
			checked[i] = w.engine.CheckRead(read, w.settings)
		}
	}
	found, q := w.engine.Overview(checked, w.settings)
	result := &stateResult{Lint: report.Findings(found).Result(), View: report.ViewOf(&q), Form: w.engine.FormOf(first, checked[0], w.settings, cards)}
	if args.Quote == nil || *args.Quote {
		if result.Quote, err = embedded(func(w io.Writer) error { return report.QuoteJSON(w, &q) }); err != nil {
			return nil, err
		}
	}
	if args.Charts {
		result.Charts = chart.Bars(&q)
	}
	return result, nil
}
