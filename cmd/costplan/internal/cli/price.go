package cli

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/findings"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// Values of --bill-hours.
const (
	billProRata = "pro-rata"
	billUp      = "up"
)

// quoteFormat is a way to write a quote.
type quoteFormat struct {
	name  string
	write func(w io.Writer, q *quote.Quote) error // nil for the table, which is laid out for a screen
	// carries reports whether the findings are in it. Else they go to stderr.
	carries bool
}

// quoteFormats returns every format of a quote, the default first.
func quoteFormats() []quoteFormat {
	return []quoteFormat{
		{name: "table"},
		{name: "json", write: report.QuoteJSON, carries: true},
		{name: "csv", write: report.QuoteCSV},
		{name: "markdown", write: report.QuoteMarkdown, carries: true},
		{name: "focus", write: report.QuoteFOCUS},
		{name: formatNDJSON, carries: true}, // written while the files are read
	}
}

func newPrice(a *app) *cobra.Command {
	var settings settingsFlags
	var explain bool
	var format *choice
	cmd := &cobra.Command{
		Use:   "price [flags] FILE|FOLDER|-...",
		Short: "Calculate what deployments cost",
		Long: `Calculate what the deployments in files cost over a period.

A file holds deployments in YAML or JSON: a list under "deployments", one API request
body, or an API answer that lists a running fleet. In a folder, costplan reads every
.yaml, .yml and .json file that has a field model_name. It skips hidden folders,
node_modules and vendor. "-" is standard input.

A deployment that could not be priced has no amount: it has no price, states no usage
or has an error. The total is then a lower bound and says so, and the exit code is 1.

CSV has one row per price line. "focus" is CSV with the columns of the FinOps FOCUS
specification. In both, text that a spreadsheet would run as a formula gets an
apostrophe in front.

` + streamText + configText,
		Example: `  costplan price deployments.yaml
  costplan price --explain deployments.yaml
  costplan price --period 2026-12 --region singapore team-a/ team-b/
  costplan price --region beijing.json=beijing --region singapore.json=singapore beijing.json singapore.json
  costplan price --format json . | jq '.totals'
  curl -s "$HOST/api/v1/deployments" | costplan price --region beijing -
  costplan price --format ndjson - < requests.ndjson > quotes.ndjson`,
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := settings.work(cmd)
			if err != nil {
				return err
			}
			if settings.config.print {
				return a.printConfig(cmd, args, w)
			}
			if format.value == formatNDJSON {
				return a.priceStream(cmd, args, w, settings.color.value)
			}
			files, err := a.check(cmd, args, w)
			if err != nil || !files.reports() {
				return err
			}
			q := w.engine.Quote(append(files.files, files.unread...), w.settings)
			q.Diagnostics = files.with(q.Diagnostics)
			if !q.Complete() || hasError(q.Diagnostics) {
				a.atLeast(exitFindings)
			}
			chosen := quoteFormats()[slices.Index(format.allowed, format.value)]
			if chosen.write == nil {
				err = show.Quote(a.stdout, &q, show.ScreenOf(a.out, settings.color.value), explain)
			} else {
				err = chosen.write(a.stdout, &q)
			}
			if err != nil || chosen.carries || len(q.Diagnostics) == 0 {
				return err
			}
			return a.findingsAside(files, &q, settings.color.value)
		},
	}
	settings.add(cmd)
	cmd.Flags().BoolVar(&explain, "explain", false, "show the formula and the price of each amount")
	settings.billHours = addChoice(cmd, "bill-hours", "`how` to bill partial hours", billProRata, billUp)
	var names []string
	for _, f := range quoteFormats() {
		names = append(names, f.name)
	}
	format = addChoice(cmd, "format", "`format` of the result", names...)
	return cmd
}

// findingsAside writes the errors and warnings of a quote to stderr, after the
// result. Infos are only counted: that something could be cheaper is not to
// stand between a reader and the table each time.
func (a *app) findingsAside(files checked, q *quote.Quote, color string) error {
	if err := a.stdout.Flush(); err != nil {
		return failed{err}
	}
	if show.ScreenOf(a.out, color).Width > 0 {
		fmt.Fprintln(a.stderr) // both are on the same terminal
	}
	infos := diag.Count(q.Diagnostics, diag.Info)
	rest := slices.DeleteFunc(slices.Clone(q.Diagnostics), func(d diag.Diagnostic) bool { return d.Severity == diag.Info })
	screen := show.ScreenOf(a.stderr, color)
	if len(rest) > 0 {
		err := findings.Text(a.stderr, findings.Input{
			Findings: report.Findings{Diagnostics: rest, Files: len(files.files) + files.settings, Deployments: len(q.Deployments)},
			Source:   files.texts.of,
			Screen:   screen,
		})
		if err != nil {
			return failed{err}
		}
	}
	if infos > 0 {
		fmt.Fprintln(a.stderr, screen.Paint(show.Dim, show.Counted(infos, "suggestion")+"; run costplan lint for details"))
	}
	return nil
}
