package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/findings"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/overlay"
	"github.com/costplan/costplan/engine/report"
)

func newOverlay(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "overlay",
		Short: "Put your own prices on top of the price list",
		Long: `An overlay is a YAML file of your own prices: what a contract says otherwise, what the
provider's page does not price, prices of tokens on demand, and discounts. Commands
that price something take it with --overlay FILE. Amounts then are what you pay, with
the amount at list prices beside them, and each names the line that it comes from.`,
		Example: `  costplan overlay init > prices.yaml
  costplan overlay check prices.yaml
  costplan price --overlay prices.yaml deployments.yaml`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newOverlayInit(a), newOverlayCheck(a))
	return cmd
}

func newOverlayInit(a *app) *cobra.Command {
	var flags catalogFlags
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Write an overlay to fill in, with everything that has no price",
		Long: `Write an overlay to standard output, with an entry for everything that the price list
offers without a price. The entries are comments: take the marks away from those that
you have a price for.`,
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
		Short: "Check that overlays are sound, and show what they change",
		Long: `Check overlays against their schema ("costplan schema overlay") and the price list, and
show what each of their entries changes. Of several overlays each is on top of the ones
before it. Every price has to be for something that the price list offers; an entry for
what it does not offer says new: true.`,
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
	in := stdin
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		in = file
	}
	return io.ReadAll(io.LimitReader(in, document.MaxBytes+1))
}
