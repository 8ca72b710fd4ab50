package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/plot"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// comparison is the state of one run of the command.
type comparison struct {
	*app
	cmd      *cobra.Command
	settings settingsFlags
	need     needFlags
	plot     plotFlags
	format   *choice
	only     string
	all      bool
	not      []report.NotCompared
}

func newCompare(a *app) *cobra.Command {
	c := &comparison{app: a}
	c.cmd = &cobra.Command{
		Use:   "compare [flags] [FILE|FOLDER|-...]",
		Short: "Compare the cost of regions, plans, specs and payments",
		Long: `Compare every region, plan, specification and payment for a model: what each costs
over the period, ranked, and from how many hours on another one is cheaper.

State the workload in files, as for price, or in flags: --model, --input-tpm and
--output-tpm (for plan ptu), --tokens-in and --tokens-out (for lora), --hours and
--mu-capacity. With files, these flags fill in what a deployment does not state.
Numbers may end in k (thousand) or M (million): 50k is 50000.

The throughput of a model unit is not published. Plan mu is compared at its smallest
capacity unless --mu-capacity says more. Latency and data residency are not compared;
choose with --regions and --plans.

An option that is not available and a deployment that cannot be compared are listed with
the reason. The exit code is 1 if a deployment has an error or has no available option.`,
		Example: `  costplan compare --model qwen3.6-plus-2026-04-02 --input-tpm 50000 --output-tpm 5000
  costplan compare --model qwen3-32b --hours 220 --mu-capacity 8 --plans mu
  costplan compare --model qwen3-14b-ft-202511132025-0260 --tokens-in 120M --tokens-out 30M
  costplan compare --regions singapore deployments.yaml
  costplan compare --only chat --plot chat.svg deployments.yaml
  costplan compare --format json - < deployments.yaml`,
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args) },
	}
	c.settings.add(c.cmd)
	c.settings.billHours = addChoice(c.cmd, "bill-hours", "`how` to bill partial hours", billProRata, billUp)
	c.need.add(c.cmd)
	c.plot.add(c.cmd, "the cost against billed hours")
	c.cmd.Flags().StringVar(&c.only, "only", "", "compare only the deployment of this `name`")
	complete(c.cmd, "only", func() []string { return nil })
	c.cmd.Flags().BoolVar(&c.all, "all", false, "list every break-even, including pairs that never cross")
	c.format = addChoice(c.cmd, "format", "`format` of the result", "table", "json", "csv", "markdown")
	return c.cmd
}

func (c *comparison) run(args []string) error {
	size, err := c.plot.check(c.cmd, c.format.value == "table")
	if err != nil {
		return err
	}
	if err := c.need.check(c.cmd, args); err != nil {
		return err
	}
	w, err := c.settings.work(c.cmd)
	if err != nil {
		return err
	}
	if c.settings.config.print {
		return c.printConfig(c.cmd, args, w)
	}
	needs, files, q, err := c.needs(args, w)
	if err != nil || needs == nil {
		return err
	}
	if c.plot.toFile() && len(needs) != 1 {
		return hint{fmt.Errorf("--plot draws one deployment, and there are %d to compare", len(needs)), "choose one with --only NAME, or draw all in the terminal with --plot -"}
	}
	if hasError(q.Diagnostics) {
		c.atLeast(exitFindings)
	}
	for _, of := range needs {
		if len(of.Comparison.Ranked()) == 0 {
			c.atLeast(exitFindings)
		}
	}
	if err := c.write(needs, w, q.Diagnostics); err != nil {
		return err
	}
	if err := c.drawFile(needs, size); err != nil {
		return err
	}
	if c.format.value == "json" || c.format.value == "markdown" || len(q.Diagnostics) == 0 {
		return nil
	}
	return c.findingsAside(*files, q, c.settings.color.value)
}

// write writes comparisons in the chosen form.
func (c *comparison) write(needs []report.Compared, w *work, found []diag.Diagnostic) error {
	cat := w.engine.Catalog()
	switch c.format.value {
	case "json":
		return report.CompareJSON(c.stdout, cat, needs, c.not, found)
	case "csv":
		return report.CompareCSV(c.stdout, needs)
	case "markdown":
		return report.CompareMarkdown(c.stdout, cat, needs, found)
	}
	screen := show.ScreenOf(c.out, c.settings.color.value)
	for i, of := range needs {
		if i > 0 {
			fmt.Fprint(c.stdout, "\n\n")
		}
		if err := show.Compare(c.stdout, of, screen, c.all); err != nil {
			return err
		}
		if drawing, ok := plot.Compare(of.Comparison); ok {
			if err := c.here(&c.plot, drawing, c.settings.color.value); err != nil {
				return err
			}
		}
	}
	if len(needs) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(c.stdout, "\n%s\n", screen.Paint(show.Dim, "Prices: "+report.EditionText(cat)))
	return err
}

// drawFile draws the only comparison into the file of --plot.
func (c *comparison) drawFile(needs []report.Compared, size plot.Size) error {
	if !c.plot.toFile() {
		return nil
	}
	drawing, ok := plot.Compare(needs[0].Comparison)
	if !ok {
		c.complain(errors.New("nothing is drawn: no option has an amount"))
		return nil
	}
	return c.draw(&c.plot, size, drawing)
}

// needs are what is compared: of the flags, or of each deployment of files. None
// at all stands for files that could not be read.
func (c *comparison) needs(args []string, w *work) ([]report.Compared, *checked, *quote.Quote, error) {
	if len(args) == 0 {
		of, err := c.need.compared(c.cmd, w.engine.Catalog(), w.period(), w.settings.RoundHoursUp)
		if err != nil {
			return nil, nil, nil, err
		}
		// Without files there may still be something to say: of the age of the prices.
		found := w.engine.Together(nil, w.settings).Diagnostics
		return []report.Compared{of}, &checked{texts: newTexts(0)}, &quote.Quote{Diagnostics: found}, nil
	}
	files, err := c.app.check(c.cmd, args, w)
	if err != nil || !files.reports() {
		return nil, nil, nil, err
	}
	q := w.engine.Quote(append(files.files, files.unread...), w.settings)
	q.Diagnostics = files.with(q.Diagnostics)
	needs, err := c.ofFiles(&files, w.engine.Catalog())
	return needs, &files, &q, err
}
