package cli

import (
	"errors"
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // names of zones work where the system has none

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/sizing"
)

// goalFlags choose what a capacity is for.
type goalFlags struct {
	minimise    string
	coverage    []string
	maxOverflow quantity
}

const minimiseCost = "cost"

func (f *goalFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.minimise, "minimise", "", "minimise the `cost`, overflow included")
	complete(cmd, "minimise", func() []string { return []string{minimiseCost} })
	cmd.Flags().StringSliceVar(&f.coverage, "coverage", nil, "cover a `share` of the minutes, such as 99.9%")
	complete(cmd, "coverage", func() []string { return []string{"99%", "99.9%", "100%"} })
	addQuantity(cmd, &f.maxOverflow, "max-overflow", "let at most `n` tokens overflow")
}

// goals are what the flags ask for; without any, a coverage, and the least cost if
// overflow has a price.
func (f *goalFlags) goals(cmd *cobra.Command, priced bool) ([]sizing.Goal, error) {
	if f.minimise != "" && f.minimise != minimiseCost {
		return nil, wrong(cmd, "--minimise: %q cannot be minimised: use %s", f.minimise, minimiseCost)
	}
	goals, err := sizing.Goals(f.minimise != "", f.coverage, priced)
	switch {
	case errors.Is(err, sizing.ErrOverflowPrice):
		return nil, hint{errors.New("--minimise cost needs the price of what overflows, which is not on the provider's page"),
			"state your own: --on-demand-input 0.5 --on-demand-output 3 --per 1M, or on_demand in an overlay (costplan overlay init)"}
	case err != nil:
		return nil, wrong(cmd, "--coverage: %w", err)
	case f.maxOverflow.set:
		goals = append(goals, sizing.Goal{Kind: sizing.MaxOverflow, Tokens: f.maxOverflow.value})
	}
	return sizing.OrDefault(goals, priced), nil
}

// onDemandFlags are the user's own prices of tokens that overflow.
type onDemandFlags struct{ input, output, thinking, per quantity }

func (f *onDemandFlags) add(cmd *cobra.Command) {
	addQuantity(cmd, &f.input, "on-demand-input", "your own price `n` of input tokens that overflow, for --per tokens")
	addQuantity(cmd, &f.output, "on-demand-output", "your own price `n` of output tokens that overflow")
	addQuantity(cmd, &f.thinking, "on-demand-thinking", "your own price `n` of thinking output tokens that overflow")
	addQuantity(cmd, &f.per, "per", "`n` tokens that the on-demand prices are for, such as 1M")
}

// prices are the prices that are stated; nil if none is.
func (f *onDemandFlags) prices(cmd *cobra.Command, currency string) (*sizing.OnDemand, error) {
	stated := given(cmd, "on-demand-input", "on-demand-output", "on-demand-thinking")
	switch {
	case len(stated) == 0 && f.per.set:
		return nil, wrong(cmd, "--per says how many tokens a price is for: state --on-demand-input or --on-demand-output")
	case len(stated) == 0:
		return nil, nil
	case !f.per.set:
		return nil, hint{fmt.Errorf("%s: how many tokens the price is for is not known", stated[0]), "state it with --per, such as --per 1M or --per 1000"}
	}
	prices, err := sizing.NewOnDemand(currency, f.per.value)
	if err != nil {
		return nil, wrong(cmd, "--per: %w", err)
	}
	for d, q := range [...]quantity{sizing.Input: f.input, sizing.Output: f.output, sizing.Thinking: f.thinking} {
		if q.set && prices.State(sizing.Dimension(d), q.value) != nil {
			return nil, wrong(cmd, "an on-demand price has to be above 0: leave it out if it is not known")
		}
	}
	prices.Source = "flags " + strings.Join(stated, ", ")
	return prices, nil
}

// trafficFlags say how traffic is read.
type trafficFlags struct {
	zone, window, model, dates, by string
	columns                        []string
	rows                           *choice
	strict                         bool
}

const byModel = "model"

func (f *trafficFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.zone, "timezone", "", "`zone` of times that state none and of the hours of the week, such as +08:00 or Europe/Berlin; the region's by default")
	cmd.Flags().StringVar(&f.window, "window", "", "count only traffic `FROM..TO`, dates or times; TO is exclusive, and either may be left out")
	complete(cmd, "timezone", func() []string { return []string{"+08:00", "+00:00", "Asia/Shanghai", "America/New_York"} })
	complete(cmd, "window", func() []string { return nil })
	f.rows = addChoice(cmd, "rows", "`what` a row is", sizing.RowsAuto, string(sizing.Requests), string(sizing.Minutes))
	cmd.Flags().StringSliceVar(&f.columns, "columns", nil, "`headers` of columns that are not recognised: timestamp=When,input=In,output=Out, also date, time, thinking_output, reasoning, cached, requests and model")
	complete(cmd, "columns", func() []string { return []string{"timestamp=", "date=", "time=", "input=", "output=", "cached="} })
	cmd.Flags().StringVar(&f.dates, "dates", "", "`order` of dates such as 06/01/2026: mdy (month first) or dmy (day first)")
	complete(cmd, "dates", func() []string { return []string{string(sizing.MonthFirst), string(sizing.DayFirst)} })
	cmd.Flags().StringVar(&f.by, "by", "", "size each `model` of the rows by itself (--by model), instead of --model")
	complete(cmd, "by", func() []string { return []string{byModel} })
	cmd.Flags().StringVar(&f.model, "traffic-model", "", "count only rows of this model `name`; by default those of --model, if rows are of several")
	complete(cmd, "traffic-model", func() []string { return nil })
	cmd.Flags().BoolVar(&f.strict, "strict", false, "stop at the first row that cannot be counted")
}

func (f *trafficFlags) options(cmd *cobra.Command, region *catalog.Region) (sizing.Options, error) {
	o := sizing.Options{Zone: region.Location(), Strict: f.strict, TrafficModel: f.model, Rows: sizing.RowsNamed(f.rows.value)}
	var err error
	if o.Columns, err = sizing.ParseColumns(f.columns); err != nil {
		return o, wrong(cmd, "--columns: %w", err)
	}
	if o.Dates, err = sizing.ParseDateOrder(f.dates); err != nil {
		return o, wrong(cmd, "--dates: %w", err)
	}
	if f.zone != "" {
		if o.Zone, err = zoneNamed(f.zone); err != nil {
			return o, wrong(cmd, "--timezone: %w", err)
		}
	}
	if f.window != "" {
		if o.From, o.To, err = sizing.ParseWindow(f.window, o.Zone); err != nil {
			return o, wrong(cmd, "--window: %w", err)
		}
	}
	return o, nil
}

// zoneNamed is the zone of an offset or of a name such as Europe/Berlin.
func zoneNamed(text string) (*time.Location, error) {
	if zone, err := catalog.ParseZone(text); err == nil {
		return zone, nil
	}
	zone, err := time.LoadLocation(text)
	if err != nil || text == "Local" || text == "" {
		return nil, fmt.Errorf("%q is not a zone: write an offset such as +08:00, or a name such as Europe/Berlin", text)
	}
	return zone, nil
}

// unread adds to an error of traffic that cannot be read what to state.
func unread(err error) error {
	var header *sizing.HeaderError
	switch {
	case errors.Is(err, sizing.ErrSeveralModels):
		return hint{err, "name it with --traffic-model, or size each model with --by model"}
	case errors.Is(err, sizing.ErrDateOrder):
		return failed{hint{err, "state it with --dates mdy or --dates dmy"}}
	case errors.As(err, &header) && header.Unknown != "":
		return failed{hint{err, "name one of these in --columns"}}
	case errors.As(err, &header):
		return failed{hint{err, "say which header is which column, such as: --columns '" + header.Columns() + "'\nor begin the file with a line such as timestamp,input_tokens,output_tokens"}}
	}
	return failed{err}
}

// ratesFlags are averages, as the provider's calculator asks for them.
type ratesFlags struct{ rpm, input, cached, output, thinking quantity }

func (f *ratesFlags) add(cmd *cobra.Command) {
	addQuantity(cmd, &f.rpm, "rpm", "requests per minute, `n`, instead of traffic")
	addQuantity(cmd, &f.input, "input-per-request", "input tokens of a request, `n`")
	addQuantity(cmd, &f.cached, "cached-per-request", "input tokens of a request that are cached, `n`")
	addQuantity(cmd, &f.output, "output-per-request", "output tokens of a request, `n`")
	addQuantity(cmd, &f.thinking, "thinking-output-per-request", "output tokens of a request in thinking mode, `n`")
}

func (f *ratesFlags) given(cmd *cobra.Command) bool {
	return len(given(cmd, "rpm", "input-per-request", "cached-per-request", "output-per-request", "thinking-output-per-request")) > 0
}

func (f *ratesFlags) rates() sizing.Rates {
	return sizing.Rates{
		RPM: f.rpm.value, InputPerRequest: f.input.value, CachedPerRequest: f.cached.value,
		OutputPerRequest: f.output.value, ThinkingPerRequest: f.thinking.value,
	}
}
