package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/plot"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/sizing"
)

// size is the state of one run of the command.
type size struct {
	*app
	cmd      *cobra.Command
	catalog  catalogFlags
	region   regionFlag
	model    modelFlag
	period   string
	schedule bool
	goals    goalFlags
	traffic  trafficFlags
	rates    ratesFlags
	demand   onDemandFlags
	plot     plotFlags
	format   *choice
	color    *choice
}

func newSize(a *app) *cobra.Command {
	z := &size{app: a}
	z.cmd = &cobra.Command{
		Use:   "size [flags] FILE|-",
		Short: "Find how much provisioned throughput traffic needs",
		Long: `Find how much provisioned throughput (plan ptu) traffic needs, and what it costs.

Traffic is CSV with a header, or NDJSON; both may be compressed with gzip. Each row is a
request or a minute, with the columns timestamp, input_tokens and output_tokens, and
optionally thinking_output_tokens and cached_tokens. Headers are matched loosely, and
so are those of common exports; name others with --columns. A minute without a row has
no traffic. Rows of several models are sized one by one with --by model. Without a
file, state averages: --rpm with --input-per-request and --output-per-request.

Choose a goal: cover a share of the minutes (--coverage, 99.9% by default), limit the
tokens that overflow (--max-overflow), or minimise the cost (--minimise cost). Overflow is
billed per token. The provider's page has no price for it: state yours with
--on-demand-input, --on-demand-output and --per.

A row that cannot be counted is reported. The result is then a lower bound, and the exit
code is 1.`,
		Example: `  costplan size --model qwen3.6-plus-2026-04-02 --region singapore traffic.csv
  costplan size --model qwen3.6-plus-2026-04-02 --region singapore --minimise cost --on-demand-input 0.5 --on-demand-output 3 --per 1M traffic.csv
  costplan size --model qwen3.6-plus-2026-04-02 --region beijing --coverage 99% --schedule --plot load.svg - < traffic.ndjson.gz
  costplan size --model qwen3.6-plus-2026-04-02 --region beijing --rpm 60 --input-per-request 2000 --output-per-request 500`,
		RunE: func(_ *cobra.Command, args []string) error { return z.run(args) },
	}
	z.catalog.add(z.cmd)
	z.region.add(z.cmd, "`region` to deploy in, such as singapore or cn-beijing")
	z.model.add(z.cmd, "`code` of the model")
	z.cmd.Flags().StringVar(&z.period, "period", deployment.DefaultPeriod, "`period` that amounts cover: 30d, 720h, 1mo or 2026-12")
	complete(z.cmd, "period", func() []string { return []string{"30d", "720h", "1mo"} })
	z.goals.add(z.cmd)
	z.cmd.Flags().BoolVar(&z.schedule, "schedule", false, "also plan the hours of the week to run")
	z.traffic.add(z.cmd)
	z.demand.add(z.cmd)
	z.rates.add(z.cmd)
	z.plot.add(z.cmd, "the load and the cost of capacities")
	z.format = addChoice(z.cmd, "format", "`format` of the result", "text", "json")
	z.color = addColor(z.cmd)
	return z.cmd
}

func (z *size) run(args []string) error {
	pixels, err := z.plot.check(z.cmd, z.format.value == "text")
	if err != nil {
		return err
	}
	if err := z.checkArgs(args); err != nil {
		return err
	}
	cat, err := z.catalog.load(z.cmd)
	if err != nil {
		return err
	}
	if z.traffic.by == byModel {
		return z.byModel(args[0], cat)
	}
	request, err := z.request(cat)
	if err != nil {
		return err
	}
	if offer := request.Region.Find(catalog.PTU, request.Model)[0]; !offer.Priced() {
		z.complain(fmt.Errorf("%s has no price on plan ptu in %s: %s", request.Model, request.Region.Name, offer.Reason))
		z.atLeast(exitFindings)
		return nil
	}
	if z.rates.given(z.cmd) {
		return z.averages(request)
	}
	return z.measured(args[0], request, pixels)
}

func (z *size) checkArgs(args []string) error {
	averages := z.rates.given(z.cmd)
	switch {
	case z.traffic.by != "" && z.traffic.by != byModel:
		return wrong(z.cmd, "--by: %q is not what traffic is sized by: use model", z.traffic.by)
	case z.traffic.by != "" && (z.model.name != "" || z.traffic.model != ""):
		return wrong(z.cmd, "--by model sizes each model of the rows: leave out --model and --traffic-model")
	case z.traffic.by != "" && (averages || z.plot.path != ""):
		return wrong(z.cmd, "--by model is for traffic, and draws nothing: leave out --rpm and --plot")
	case averages && len(args) > 0:
		return wrong(z.cmd, "--rpm states averages, and %s is traffic: leave one out", args[0])
	case averages && z.plot.path != "":
		return wrong(z.cmd, "--plot draws traffic, and --rpm states averages")
	case averages:
		return nil
	case len(args) == 0:
		return hint{errors.New("no traffic: name a file, - for standard input, or state averages with --rpm"), "see: " + z.cmd.CommandPath() + " --help"}
	case len(args) > 1:
		return wrong(z.cmd, "one stream of traffic at a time: %d are named", len(args))
	}
	return nil
}

// request is what the flags ask for, the traffic aside.
func (z *size) request(cat *catalog.Catalog) (sizing.Request, error) {
	if z.model.name == "" {
		return sizing.Request{}, hint{errors.New("the model is not known: name it with --model"), "list models with: costplan catalog list --plan ptu"}
	}
	q, err := z.anyModel(cat)
	if err != nil {
		return q, err
	}
	code := z.model.code(cat)
	if len(q.Region.Find(catalog.PTU, code)) == 0 {
		_, _, err := find(cat, cat.Regions, code)
		if err != nil {
			return q, err
		}
		return q, hint{fmt.Errorf("%s is not offered on plan ptu in %s", code, q.Region.Name), "see where it is: costplan catalog show " + code}
	}
	return z.ofModel(q, code)
}

// anyModel is what the flags ask for whatever the model.
func (z *size) anyModel(cat *catalog.Catalog) (sizing.Request, error) {
	q := sizing.Request{Catalog: cat, Schedule: z.schedule}
	region, err := z.region.find(z.cmd, cat)
	switch {
	case err != nil:
		return q, err
	case region == nil:
		return q, hint{errors.New("the region is not known"), "name it with --region, such as --region singapore"}
	}
	q.Region = region
	if held := z.catalog.held.Period; held != "" && !z.cmd.Flags().Changed("period") {
		z.period = held
	}
	if q.Period, err = deployment.ParsePeriod(z.period); err != nil {
		return q, wrong(z.cmd, "--period: %w", err)
	}
	return q, nil
}

// ofModel completes a request for one model.
func (z *size) ofModel(q sizing.Request, code string) (sizing.Request, error) {
	q.Model = code
	var err error
	if q.OnDemand, err = z.demand.prices(z.cmd, q.Region.Currency); err != nil {
		return q, err
	}
	if q.OnDemand == nil {
		q.OnDemand = sizing.OverlayPrices(q.Catalog, q.Region, code)
	}
	q.Goals, err = z.goals.goals(z.cmd, q.OnDemand != nil)
	return q, err
}

// averages sizes what the flags say of one minute.
func (z *size) averages(q sizing.Request) error {
	need, err := sizing.FromRates(q.Catalog, q.Region, q.Model, q.Period, z.rates.rates())
	if err != nil {
		return wrong(z.cmd, "%w", err)
	}
	if z.format.value == "json" {
		return report.SizeRatesJSON(z.stdout, need)
	}
	return show.RatesNeed(z.stdout, need, show.ScreenOf(z.out, z.color.value))
}

// measured sizes traffic.
func (z *size) measured(path string, q sizing.Request, pixels plot.Size) error {
	options, err := z.traffic.options(z.cmd, q.Region)
	if err != nil {
		return err
	}
	stream, err := z.open(path)
	if err != nil {
		return failed{err}
	}
	defer stream.Close()
	load, problems, err := sizing.Read(stream, options.For(q.Region, q.Model))
	if err != nil {
		z.badRows(problems, int64(len(problems)))
		return unread(err)
	}
	q.Load = load
	result, err := z.sized(q, problems)
	if err != nil || !z.plot.toFile() {
		return err
	}
	return z.draw(&z.plot, pixels, plot.Sizing(result)...)
}

// sized sizes a load and writes the result.
func (z *size) sized(q sizing.Request, problems []sizing.Problem) (*sizing.Result, error) {
	result, err := sizing.Size(q)
	if err != nil {
		return nil, failed{err}
	}
	if err := z.write(result, problems); err != nil {
		return nil, err
	}
	if q.Load.Refused > 0 {
		if err := z.stdout.Flush(); err != nil {
			return nil, failed{err}
		}
		z.badRows(problems, q.Load.Refused)
		z.atLeast(exitFindings)
	}
	return result, nil
}

// byModel sizes each model of the traffic. One that is not sized is reported.
func (z *size) byModel(path string, cat *catalog.Catalog) error {
	q, err := z.anyModel(cat)
	if err != nil {
		return err
	}
	options, err := z.traffic.options(z.cmd, q.Region)
	if err != nil {
		return err
	}
	stream, err := z.open(path)
	if err != nil {
		return failed{err}
	}
	defer stream.Close()
	loads, err := sizing.ReadByModel(stream, options, func(model string) (sizing.Options, error) {
		return options.ForRows(q.Region, model)
	})
	if err != nil {
		return unread(err)
	}
	for i, l := range loads {
		if err := z.sizedOf(q, &l, i > 0); err != nil {
			return err
		}
	}
	return nil
}

// sizedOf sizes the traffic of one of several models.
func (z *size) sizedOf(q sizing.Request, l *sizing.ModelLoad, later bool) error {
	err := l.Err
	if err == nil {
		if q, err = z.ofModel(q, sizing.CodeOfRows(q.Region, l.Model)); err != nil {
			return err
		}
		if later && z.format.value == "text" {
			fmt.Fprintln(z.stdout)
		}
		q.Load = l.Load
		_, err = z.sized(q, l.Problems)
	}
	if err != nil {
		z.complain(fmt.Errorf("%s of the model %q: not sized: %w", quote.Counted(decimal.NewFromInt(l.Rows), "row"), l.Model, err))
		z.atLeast(exitFindings)
	}
	return nil
}

func (z *size) write(result *sizing.Result, problems []sizing.Problem) error {
	if z.format.value == "json" {
		return report.SizeJSON(z.stdout, result, problems)
	}
	if err := show.Sizing(z.stdout, result, show.ScreenOf(z.out, z.color.value)); err != nil {
		return err
	}
	for _, drawing := range plot.Sizing(result) {
		if err := z.here(&z.plot, drawing, z.color.value); err != nil {
			return err
		}
	}
	return nil
}

// open opens the traffic.
func (z *size) open(path string) (io.ReadCloser, error) {
	if path == files.Stdin {
		return io.NopCloser(z.stdin), nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, files.Fault(path, err)
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		file.Close()
		return nil, files.Fault(path, errors.New("it is a folder"))
	}
	return file, nil
}

// badRows reports the first rows that could not be counted, and how many there are.
func (z *size) badRows(problems []sizing.Problem, all int64) {
	const most = 10
	for i, p := range problems {
		if i == most {
			break
		}
		fmt.Fprintln(z.stderr, show.Safe(p.String()))
	}
	switch {
	case all == 1:
		z.complain(errors.New("1 row could not be counted"))
	case all > most:
		z.complain(fmt.Errorf("%d rows could not be counted; the first %d are above", all, min(most, len(problems))))
	case all > 0:
		z.complain(fmt.Errorf("%d rows could not be counted", all))
	}
}
