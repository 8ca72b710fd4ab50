package answer

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/chart"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/sizing"
	"github.com/costplan/costplan/engine/suggest"
)

// sizeArgs are what is sized, and for which goals.
type sizeArgs struct {
	common
	sizeOf
}

// sizeOf is what is sized, and for which goals: the fields of the call size.
type sizeOf struct {
	Traffic     *file         `json:"traffic,omitempty"`                         // CSV with a header, or NDJSON, also compressed with gzip in base64. Instead of rates
	Rates       *ratesArgs    `json:"rates,omitempty"`                           // averages. Instead of traffic
	Model       string        `json:"model"`                                     // code of the model, in any case
	Region      string        `json:"region"`                                    // the region, by its code, name or a short name
	Period      string        `json:"period,omitempty"`                          // what amounts cover; 30d by default
	Coverage    []string      `json:"coverage,omitempty"`                        // find the capacity that covers such a share of the minutes: `99.9%`
	MaxOverflow quantity      `json:"max_overflow,omitempty"`                    // find the capacity above which at most this number of tokens overflows
	Minimise    string        `json:"minimise,omitempty" jsonschema:"enum=cost"` // find the cheapest capacity
	Schedule    bool          `json:"schedule,omitempty"`                        // also plan which hours of the week to run
	OnDemand    *onDemandArgs `json:"on_demand,omitempty"`                       // prices of what overflows
	Timezone    string        `json:"timezone,omitempty"`                        // offset of times without one, and of the hours of the week, "+08:00"; the region's by default
	// Count only the traffic of FROM..TO, dates or times, TO being the first moment after it; either
	// may be left out.
	Window string `json:"window,omitempty"`
	Rows   string `json:"rows,omitempty" jsonschema:"enum=auto,enum=requests,enum=minutes"` // what a row is; detected by default
	// Headers of columns that are not recognised: `{"timestamp": "When", "input": "In", "output": "Out"}`,
	// also date, time, thinking_output, reasoning, cached, requests and model.
	Columns map[string]string `json:"columns,omitempty"`
	Dates   string            `json:"dates,omitempty" jsonschema:"enum=mdy,enum=dmy"` // which of day and month comes first in 06/01/2026
	// The model whose rows count, where the traffic states the model of each row; without it those of
	// `model` count if rows are of several.
	TrafficModel string `json:"traffic_model,omitempty"`
	Strict       bool   `json:"strict,omitempty"` // the first row that cannot be counted is an error
}

// ratesArgs are averages of one minute. Numbers are digits, or have k or M behind:
// "50k".
type ratesArgs struct {
	RPM      quantity `json:"rpm"`                                   // requests a minute
	Input    quantity `json:"input_per_request,omitempty"`           // input tokens of a request
	Cached   quantity `json:"cached_per_request,omitempty"`          // input tokens of a request that are cached
	Output   quantity `json:"output_per_request,omitempty"`          // output tokens of a request
	Thinking quantity `json:"thinking_output_per_request,omitempty"` // output tokens of a request in thinking mode
}

// onDemandArgs are your own prices of tokens that overflow. At least one is stated.
type onDemandArgs struct {
	Input    quantity `json:"input,omitempty"`           // price of input tokens
	Output   quantity `json:"output,omitempty"`          // price of output tokens
	Thinking quantity `json:"thinking_output,omitempty"` // price of output tokens in thinking mode
	Per      quantity `json:"per"`                       // tokens that a price is for
}

const minimiseCost = "cost"

// sizeResult is how much provisioned throughput traffic needs.
type sizeResult struct {
	Sizing   json.RawMessage `json:"sizing" jsonschema_extras:"$ref=urn:costplan:schema:size:1"` // as the command line's size --format json
	View     report.SizeView `json:"view"`                                                       // the sizing in words
	Charts   []chart.Chart   `json:"charts"`                                                     // of the traffic; averages have none
	Problems []string        `json:"problems_text"`                                              // the first rows that could not be counted
	Refused  int64           `json:"refused"`                                                    // how many there are; above 0, the need is a lower bound
}

func sized(s *Service, args sizeArgs) (*sizeResult, error) {
	w, err := s.work(args.common)
	if err != nil {
		return nil, err
	}
	size, err := w.sized(&args.sizeOf)
	if err != nil {
		return nil, err
	}
	result := &sizeResult{Charts: []chart.Chart{}, Problems: []string{}}
	if size.rates != nil {
		result.View = report.SizeRatesViewOf(size.rates)
	} else {
		result.View, result.Refused = report.SizeViewOf(size.measured), size.measured.Load.Refused
		result.Charts = chartsOf(chart.Sizing(size.measured))
	}
	for _, p := range size.problems {
		result.Problems = append(result.Problems, p.String())
	}
	result.Sizing, err = embedded(size.json)
	return result, err
}

// size is what came of a sizing: one of the two.
type size struct {
	rates    *sizing.RatesNeed
	measured *sizing.Result
	problems []sizing.Problem
}

func (z *size) json(out io.Writer) error {
	if z.rates != nil {
		return report.SizeRatesJSON(out, z.rates)
	}
	return report.SizeJSON(out, z.measured, z.problems)
}

func (w *work) sized(of *sizeOf) (*size, error) {
	if (of.Traffic == nil) == (of.Rates == nil) {
		return nil, refused("send traffic, or averages as rates", "traffic or rates: one of them is what is sized")
	}
	q, err := w.sizing(of)
	if err != nil {
		return nil, err
	}
	if of.Rates != nil {
		return w.averages(of.Rates, q)
	}
	options, err := of.options(q.Region)
	if err != nil {
		return nil, err
	}
	input, err := of.Traffic.input()
	if err != nil {
		return nil, err
	}
	load, problems, err := sizing.Read(bytes.NewReader(input.Data), options.For(q.Region, q.Model))
	if err != nil {
		field := "traffic"
		header := (*sizing.HeaderError)(nil)
		switch {
		case errors.Is(err, sizing.ErrSeveralModels):
			field = "traffic_model"
		case errors.Is(err, sizing.ErrDateOrder):
			field = "dates"
		case errors.As(err, &header):
			field = "columns"
		}
		wrong := refusedAt(field, err)
		if header != nil {
			wrong.Help = "begin it with a line such as timestamp,input_tokens,output_tokens, or state columns"
		}
		if len(problems) > 0 {
			wrong.Help = problems[0].String()
		}
		return nil, wrong
	}
	q.Load = load
	measured, err := sizing.Size(q)
	if err != nil {
		return nil, refusedAt("", err)
	}
	return &size{measured: measured, problems: problems}, nil
}

// sizing is what is asked for, the traffic aside.
func (w *work) sizing(of *sizeOf) (sizing.Request, error) {
	q := sizing.Request{Catalog: w.catalog, Model: suggest.Code(of.Model, w.catalog.Models()), Schedule: of.Schedule}
	var err error
	if q.Region, err = w.region("region", of.Region); err != nil {
		return q, err
	}
	offers := q.Region.Find(catalog.PTU, q.Model)
	switch {
	case len(offers) == 0:
		return q, refused(w.elsewhere(q.Model), "model: %s is not offered on plan ptu in %s", q.Model, q.Region.Name)
	case !offers[0].Priced():
		return q, refused("", "model: %s has no price on plan ptu in %s: %s", q.Model, q.Region.Name, offers[0].Reason)
	}
	period := of.Period
	if period == "" {
		period = deployment.DefaultPeriod
	}
	if q.Period, err = deployment.ParsePeriod(period); err != nil {
		return q, refusedAt("period", err)
	}
	q.OnDemand = sizing.OverlayPrices(w.catalog, q.Region, q.Model)
	if of.OnDemand != nil {
		if q.OnDemand, err = of.OnDemand.prices(q.Region.Currency); err != nil {
			return q, err
		}
	}
	q.Goals, err = of.goals(q.OnDemand != nil)
	return q, err
}

// elsewhere says where a model is on plan ptu, or which one may be meant.
func (w *work) elsewhere(model string) string {
	var codes, regions []string
	for _, region := range w.catalog.Regions {
		for i := range region.Offers {
			if region.Offers[i].Plan == catalog.PTU && region.Offers[i].Priced() {
				codes = append(codes, region.Offers[i].Model)
			}
		}
		if offers := region.Find(catalog.PTU, model); len(offers) > 0 && offers[0].Priced() {
			regions = append(regions, region.Name)
		}
	}
	if len(regions) > 0 {
		return "it is in " + strings.Join(regions, " and ")
	}
	return meant(model, codes)
}

// goals are what is asked for, or what holds where nothing is.
func (of *sizeOf) goals(priced bool) ([]sizing.Goal, error) {
	if err := oneOf("minimise", of.Minimise, []string{minimiseCost, ""}); err != nil {
		return nil, err
	}
	goals, err := sizing.Goals(of.Minimise != "", of.Coverage, priced)
	switch {
	case errors.Is(err, sizing.ErrOverflowPrice):
		return nil, refused("state it under on_demand", "minimise: %v", err)
	case err != nil:
		return nil, refusedAt("coverage", err)
	}
	most := sizing.Goal{Kind: sizing.MaxOverflow}
	given, err := read(quantityOf{"max_overflow", of.MaxOverflow, &most.Tokens})
	if err != nil {
		return nil, err
	}
	if given {
		goals = append(goals, most)
	}
	return sizing.OrDefault(goals, priced), nil
}

// prices are the prices of overflow.
func (of *onDemandArgs) prices(currency string) (*sizing.OnDemand, error) {
	var per, price decimal.Decimal
	if _, err := read(quantityOf{"on_demand.per", of.Per, &per}); err != nil {
		return nil, err
	}
	prices, err := sizing.NewOnDemand(currency, per)
	if err != nil {
		return nil, refusedAt("on_demand.per", err)
	}
	var stated []string
	for _, p := range [...]struct {
		field string
		text  quantity
		of    sizing.Dimension
	}{
		{"on_demand.input", of.Input, sizing.Input}, {"on_demand.output", of.Output, sizing.Output}, {"on_demand.thinking_output", of.Thinking, sizing.Thinking},
	} {
		given, err := read(quantityOf{p.field, p.text, &price})
		if err != nil {
			return nil, err
		}
		if !given {
			continue
		}
		if err := prices.State(p.of, price); err != nil {
			return nil, refused("leave it out if it is not known", "%s: %v", p.field, err)
		}
		stated = append(stated, p.field)
	}
	if len(stated) == 0 {
		return nil, refused("state input or output", "on_demand: no price is stated")
	}
	prices.Source = strings.Join(stated, ", ")
	return prices, nil
}

// options say how the traffic is read.
func (of *sizeOf) options(region *catalog.Region) (sizing.Options, error) {
	o := sizing.Options{Zone: region.Location(), Strict: of.Strict, TrafficModel: of.TrafficModel, Rows: sizing.RowsNamed(of.Rows)}
	if err := oneOf("rows", of.Rows, []string{sizing.RowsAuto, string(sizing.Requests), string(sizing.Minutes), ""}); err != nil {
		return o, err
	}
	var columns []string
	for name, header := range of.Columns {
		columns = append(columns, name+"="+header)
	}
	slices.Sort(columns)
	var err error
	if o.Columns, err = sizing.ParseColumns(columns); err != nil {
		return o, refusedAt("columns", err)
	}
	if o.Dates, err = sizing.ParseDateOrder(of.Dates); err != nil {
		return o, refusedAt("dates", err)
	}
	if of.Timezone != "" {
		if o.Zone, err = catalog.ParseZone(of.Timezone); err != nil {
			return o, refusedAt("timezone", err)
		}
	}
	if of.Window != "" {
		if o.From, o.To, err = sizing.ParseWindow(of.Window, o.Zone); err != nil {
			return o, refusedAt("window", err)
		}
	}
	return o, nil
}

// averages sizes what is said of one minute.
func (w *work) averages(of *ratesArgs, q sizing.Request) (*size, error) {
	var r sizing.Rates
	if _, err := read(
		quantityOf{"rates.rpm", of.RPM, &r.RPM},
		quantityOf{"rates.input_per_request", of.Input, &r.InputPerRequest},
		quantityOf{"rates.cached_per_request", of.Cached, &r.CachedPerRequest},
		quantityOf{"rates.output_per_request", of.Output, &r.OutputPerRequest},
		quantityOf{"rates.thinking_output_per_request", of.Thinking, &r.ThinkingPerRequest},
	); err != nil {
		return nil, err
	}
	need, err := sizing.FromRates(w.catalog, q.Region, q.Model, q.Period, r)
	if err != nil {
		return nil, refusedAt("rates", err)
	}
	return &size{rates: need}, nil
}
