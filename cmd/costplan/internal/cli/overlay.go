package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/findings"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/overlay"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

func newOverlay(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "overlay",
		Short: "Create and check overlays: your own prices",
		Long: `An overlay is a YAML file of your own prices: contract prices, prices that the provider's
page lacks, on-demand token prices, and discounts. Commands that price deployments take it
with --overlay FILE. Amounts are then what you pay, with the amount at list prices beside
them, and each names the line that it comes from.`,
		Example: `  costplan overlay init > prices.yaml
  costplan overlay import --date 2026-07-02 api.json > on-demand.yaml
  costplan overlay check prices.yaml
  costplan price --overlay prices.yaml deployments.yaml`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newOverlayInit(a), newOverlayCheck(a), newOverlayImport(a))
	return cmd
}

func newOverlayInit(a *app) *cobra.Command {
	var flags catalogFlags
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Write an overlay to fill in",
		Long: `Write an overlay to standard output, with an entry for each offer that the price list has
no price for. The entries are commented out: uncomment those that you have a price for.`,
		Example: `  costplan overlay init > prices.yaml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return wrong(cmd, "it takes no arguments: its output is the file")
			}
			cat, err := flags.editionOf(cmd)
			if err != nil {
				return err
			}
			_, err = io.WriteString(a.stdout, overlay.Template(cat))
			return err
		},
	}
	flags.add(cmd)
	return cmd
}

func newOverlayCheck(a *app) *cobra.Command {
	var flags catalogFlags
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Check overlays and show what they change",
		Long: `Check overlays against their schema ("costplan schema overlay") and the price list, and
show what each entry changes. Later overlays win over earlier ones. Every price must be
for an offer of the price list; mark an entry for anything else with new: true.`,
		Example: `  costplan overlay check prices.yaml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return wrong(cmd, "name the overlays to check")
			}
			cat, err := flags.editionOf(cmd)
			if err != nil {
				return err
			}
			_, err = layOverlays(cmd, cat, args, func(changes []overlay.Change) {
				for _, c := range changes {
					fmt.Fprintf(a.stdout, "%s:%d: %s\n", show.Safe(c.File), c.Line, show.Safe(c.Text))
				}
			})
			if err == nil {
				_, err = fmt.Fprintln(a.stdout, "ok")
			}
			return err
		},
	}
	flags.add(cmd)
	return cmd
}

func newOverlayImport(a *app) *cobra.Command {
	var flags catalogFlags
	var date string
	var names []string
	cmd := &cobra.Command{
		Use:   "import --date DATE FILE|-",
		Short: "Make an overlay of the on-demand prices of a public list",
		Long: `Make an overlay of the on-demand prices that a public list has for the models of the price
list, and write it to standard output. The list is a saved copy of api.json of models.dev,
or of model_prices_and_context_window.json of LiteLLM; nothing is downloaded.

Each entry names the list, its date and, in listed_as, what the list calls the model. A
dated model is priced as its family, by a table that is part of costplan; name others with
--name. What has no price stands at the end of the overlay, with the reason. These lists
are not the provider's: check what you decide on.`,
		Example: `  costplan overlay import --date 2026-07-02 api.json > on-demand.yaml
  costplan overlay import --date 2026-07-02 --name glm-5=glm-5-preview api.json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrong(cmd, "name one list of prices, or - for standard input: %d are given", len(args))
			}
			if _, err := time.Parse(time.DateOnly, date); err != nil {
				return hint{errors.New("the date of the list is not known"), "state when it was saved: --date 2026-07-02"}
			}
			called := map[string]string{}
			for _, text := range names {
				code, name, ok := strings.Cut(text, "=")
				if !ok || code == "" || name == "" {
					return wrong(cmd, "--name: %q is not a code and a name: write CODE=NAME", text)
				}
				called[code] = name
			}
			cat, err := flags.editionOf(cmd)
			if err != nil {
				return err
			}
			data, err := readUpTo(cmd.InOrStdin(), args[0], overlay.MaxListBytes)
			if err != nil {
				return failed{files.Fault(args[0], err)}
			}
			imported, err := overlay.Import(data, cat, date, called)
			if err != nil {
				return failed{fmt.Errorf("%s: %w", args[0], err)}
			}
			if imported.Priced == 0 {
				return failed{fmt.Errorf("%s: the list has no price for any model of the price list", args[0])}
			}
			a.note(fmt.Sprintf("%s: prices of %s; %d without one are at the end, with the reason", imported.Source,
				quote.Counted(decimal.NewFromInt(int64(imported.Priced)), "model"), len(imported.Missing)))
			_, err = io.WriteString(a.stdout, imported.Text)
			return err
		},
	}
	cmd.Flags().StringVar(&date, "date", "", "`day` on which the list was saved, YYYY-MM-DD")
	complete(cmd, "date", func() []string { return nil })
	cmd.Flags().StringArrayVar(&names, "name", nil, "`CODE=NAME`: what the list calls a model; repeatable")
	complete(cmd, "name", func() []string { return nil })
	flags.add(cmd)
	return cmd
}

// layOverlays reads overlays and lays them on a catalog. One that is wrong is
// not used at all: its findings go to standard error. What each changes is
// reported to tell, if there is one.
func layOverlays(cmd *cobra.Command, cat *catalog.Catalog, paths []string, tell func([]overlay.Change)) (*catalog.Catalog, error) {
	for _, path := range paths {
		data, err := readOverlay(cmd.InOrStdin(), path)
		if err != nil {
			return nil, failed{fmt.Errorf("overlay %s: %w", path, err)}
		}
		laid, problems := overlay.Read(path, data, cat)
		if len(problems) > 0 {
			err := findings.Blocks(cmd.ErrOrStderr(), findings.Input{
				Findings: report.Findings{Diagnostics: problems},
				Source:   func(string) []byte { return data },
				Screen:   show.ScreenOf(cmd.ErrOrStderr(), show.Auto),
			})
			if err != nil {
				return nil, failed{err}
			}
			return nil, failed{fmt.Errorf("overlay %s is not sound, so nothing is priced with it", path)}
		}
		if tell != nil {
			changes, _ := overlay.Changes(path, data, cat)
			tell(changes)
		}
		cat = cat.With(laid)
	}
	return cat, nil
}

// readOverlay reads at most as much as is read of any file.
func readOverlay(stdin io.Reader, path string) ([]byte, error) {
	return readUpTo(stdin, path, document.MaxBytes)
}

// readUpTo reads a file, of one that is longer than a limit one byte more.
func readUpTo(stdin io.Reader, path string, limit int64) ([]byte, error) {
	in := stdin
	if path != files.Stdin {
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		in = file
	}
	return io.ReadAll(io.LimitReader(in, limit+1))
}
