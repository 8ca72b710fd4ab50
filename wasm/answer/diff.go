package answer

import (
	"encoding/json"
	"io"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/chart"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/report"
)

// diffArgs are two texts of a deployment file.
type diffArgs struct {
	common
	diffOf
}

// diffOf is two texts of a deployment file.
type diffOf struct {
	Before *file `json:"before"` // the file before the change
	After  *file `json:"after"`  // the file after it
}

// diffResult is what the change does to cost.
type diffResult struct {
	Diff   json.RawMessage `json:"diff" jsonschema_extras:"$ref=urn:costplan:schema:diff:1"` // as the command line's diff --format json
	Text   string          `json:"text"`                                                     // one sentence
	Charts []chart.Chart   `json:"charts"`                                                   // the charts. What has none to draw has none
}

func changed(s *Service, args diffArgs) (*diffResult, error) {
	w, err := s.work(args.common)
	if err != nil {
		return nil, err
	}
	change, err := w.changed(&args.diffOf)
	if err != nil {
		return nil, err
	}
	result := &diffResult{Text: report.DiffSummary(change), Charts: chartsOf(chart.Scenarios(change))}
	result.Diff, err = embedded(func(out io.Writer) error { return report.DiffJSON(out, change, nil) })
	return result, err
}

// changed prices both texts with the same settings and says what the change does.
func (w *work) changed(of *diffOf) (*diff.Diff, error) {
	if of.Before == nil || of.After == nil {
		return nil, refused("send both", "before and after are two files")
	}
	var sides [2]diff.Side
	for i, f := range [...]*file{of.Before, of.After} {
		if err := w.regionOf([...]string{"before", "after"}[i], f); err != nil {
			return nil, err
		}
		input, err := f.input()
		if err != nil {
			return nil, err
		}
		sides[i] = w.side(w.engine.Check(input, w.settings))
	}
	change := diff.Quotes(sides[0], sides[1])
	return &change, nil
}

// side is a checked file as one side of a difference.
func (w *work) side(checked *engine.Checked) diff.Side {
	q := w.engine.Quote([]*engine.Checked{checked}, w.settings)
	side := diff.Side{Quote: &q, Suffixes: []string{}, Periods: []deployment.Period{}}
	if checked.Unread {
		side.Unread = append(side.Unread, checked.Name)
	}
	for i := range checked.Deployments {
		side.Suffixes = append(side.Suffixes, checked.Deployments[i].Suffix.Value)
		side.Periods = append(side.Periods, checked.Deployments[i].Period)
	}
	return side
}

// chartsOf keeps an empty list from becoming null.
func chartsOf(charts []chart.Chart) []chart.Chart {
	if charts == nil {
		return []chart.Chart{}
	}
	return charts
}
