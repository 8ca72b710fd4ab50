package answer

import (
	"encoding/json"
	"io"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/chart"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// compareArgs are what is compared: a deployment of files, or a need.
type compareArgs struct {
	common
	Files      []file    `json:"files,omitempty"`      // the files. Each has a name of its own
	Deployment *int      `json:"deployment,omitempty"` // index over the deployments of all files
	Need       *needArgs `json:"need,omitempty"`       // a need that no file names; instead of files
}

// needArgs are what is needed of a model that no file names. Numbers are digits, or
// have k or M behind: "50k".
type needArgs struct {
	Model          string   `json:"model,omitempty"`               // code of the model, or name of a fine-tuned one
	BaseModel      string   `json:"base_model,omitempty"`          // code of the model that it was fine-tuned from, where its name does not tell
	InputTPM       quantity `json:"input_tpm,omitempty"`           // input tokens a minute
	OutputTPM      quantity `json:"output_tpm,omitempty"`          // output tokens a minute
	ThinkingTPM    quantity `json:"thinking_output_tpm,omitempty"` // output tokens a minute in thinking mode
	TokensIn       quantity `json:"tokens_in,omitempty"`           // input tokens in the period
	TokensOut      quantity `json:"tokens_out,omitempty"`          // output tokens in the period
	TokensThinking quantity `json:"tokens_thinking,omitempty"`     // output tokens in the period in thinking mode
	Hours          quantity `json:"hours,omitempty"`               // billed hours in the period; the whole period by default
	MUCapacity     quantity `json:"mu_capacity,omitempty"`         // model units of options on plan mu; the fewest by default
	Regions        []string `json:"regions,omitempty"`             // only these regions, by code, name or short name; all if there are none
	Plans          []string `json:"plans,omitempty"`               // only these plans; all if there are none
}

// compareResult is what else one could buy.
type compareResult struct {
	Comparison json.RawMessage    `json:"comparison" jsonschema_extras:"$ref=urn:costplan:schema:compare:1"` // as the command line's compare --format json
	Summary    []string           `json:"summary"`                                                           // the answer in sentences
	View       report.CompareView `json:"view"`                                                              // the comparison in words
	Charts     []chart.Chart      `json:"charts"`                                                            // the charts. What has none to draw has none
	Matrix     chart.Matrix       `json:"matrix"`                                                            // every way to buy by region
}

func compared(s *Service, args compareArgs) (*compareResult, error) {
	w, err := s.work(args.common)
	if err != nil {
		return nil, err
	}
	of, found, err := w.compared(args)
	if err != nil {
		return nil, err
	}
	result := &compareResult{View: report.CompareViewOf(of), Charts: []chart.Chart{}, Matrix: chart.MatrixOf(of.Comparison)}
	for _, draw := range [...]func(*compare.Comparison) (chart.Chart, bool){chart.Hours, chart.Tokens} {
		if drawing, ok := draw(of.Comparison); ok {
			result.Charts = append(result.Charts, drawing)
		}
	}
	result.Summary = result.View.Summary
	result.Comparison, err = embedded(func(out io.Writer) error {
		return report.CompareJSON(out, w.catalog, []report.Compared{of}, nil, found)
	})
	return result, err
}

// compared compares the one thing that is asked for.
func (w *work) compared(args compareArgs) (report.Compared, []diag.Diagnostic, error) {
	switch {
	case args.Need != nil && (args.Deployment != nil || len(args.Files) > 0):
		return report.Compared{}, nil, refused("leave one of them out", "a need is compared, or a deployment of files: both are given")
	case args.Need != nil:
		of, err := w.needed(args.Need)
		return of, w.engine.Together(nil, w.settings).Diagnostics, err
	case args.Deployment == nil:
		return report.Compared{}, nil, refused("send files with the index of a deployment, or a need", "deployment: which one to compare is not known")
	}
	_, checked, err := w.check(args.Files)
	if err != nil {
		return report.Compared{}, nil, err
	}
	q := w.engine.Quote(checked, w.settings)
	item, err := at(checked, *args.Deployment)
	if err != nil {
		return report.Compared{}, nil, err
	}
	if item.HasError {
		return report.Compared{}, nil, refused("fix it first: the findings say how", "%s has an error, so it cannot be compared", called(item))
	}
	of, err := report.CompareItem(w.catalog, item, nil)
	if err != nil {
		return report.Compared{}, nil, refusedAt(called(item), err)
	}
	return of, q.Diagnostics, nil
}

// needed compares a need.
func (w *work) needed(n *needArgs) (report.Compared, error) {
	stated := compare.Stated{Model: n.Model, BaseModel: n.BaseModel, Regions: n.Regions, Plans: n.Plans}
	for _, q := range [...]struct {
		field string
		text  quantity
		into  *decimal.NullDecimal
	}{
		{"need.input_tpm", n.InputTPM, &stated.InputTPM},
		{"need.output_tpm", n.OutputTPM, &stated.OutputTPM},
		{"need.thinking_output_tpm", n.ThinkingTPM, &stated.ThinkingTPM},
		{"need.tokens_in", n.TokensIn, &stated.TokensIn},
		{"need.tokens_out", n.TokensOut, &stated.TokensOut},
		{"need.tokens_thinking", n.TokensThinking, &stated.TokensThinking},
		{"need.hours", n.Hours, &stated.Hours},
		{"need.mu_capacity", n.MUCapacity, &stated.MUCapacity},
	} {
		var err error
		if q.into.Valid, err = read(quantityOf{q.field, q.text, &q.into.Decimal}); err != nil {
			return report.Compared{}, err
		}
	}
	need, err := stated.Need(w.catalog, w.settings.Period, w.settings.RoundHoursUp)
	if err != nil {
		return report.Compared{}, refusedAt("need", err)
	}
	found := compare.Compare(w.catalog, need)
	return report.Compared{Comparison: &found}, nil
}

// at returns a deployment by its index over all files.
func at(checked []*engine.Checked, index int) (*lint.Item, error) {
	all := 0
	for _, file := range checked {
		if i := index - all; i >= 0 && i < len(file.Deployments) {
			return &file.Deployments[i], nil
		}
		all += len(file.Deployments)
	}
	return nil, refused("count from 0, over the deployments of all files", "deployment: there is no deployment %d among %s",
		index, quote.Counted(decimal.NewFromInt(int64(all)), "deployment"))
}

// called names a deployment for a message.
func called(item *lint.Item) string {
	for _, name := range [...]string{item.Name.Value, item.ModelName.Value} {
		if name != "" {
			return name
		}
	}
	return "the deployment"
}
