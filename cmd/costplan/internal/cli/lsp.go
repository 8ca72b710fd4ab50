package cli

import (
	"time"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp"
	"github.com/costplan/costplan/engine"
)

func newLSP(a *app) *cobra.Command {
	settings := settingsFlags{jobs: 1}
	cmd := &cobra.Command{
		Use:   "lsp [flags]",
		Short: "Run the language server for editors",
		Long: `Run a language server (LSP 3.17) on standard input and output: findings, the amount of
each deployment beside its line, completion, hover texts and fixes, for the open deployment
files and those of the workspace. Editors start it themselves.

A file counts as in lint: it has a field model_name and one of the shapes of a
deployment file. Other YAML and JSON is left alone. Settings come from the nearest
.costplan.yaml, as in lint, and follow its changes, saved or not; where it is wrong, the
files that it holds for are not checked.

The exit code is 0 if the editor ended the session as the protocol says, else 1.`,
		Example: `  costplan lsp
  costplan lsp --region singapore --max-age 90`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return wrong(cmd, "it takes no arguments: editors send what they have open")
			}
			w, err := settings.work(cmd)
			if err != nil {
				return err
			}
			a.atLeast(lsp.Run(a.stdin, a.out, lsp.Options{
				Engine: w.engine, Use: w.use, Version: versionOf(w.engine.Catalog()).Version, Log: a.stderr,
				Settings: func() engine.Settings {
					now := w.settings
					now.Today = time.Now().UTC()
					return now
				},
			}))
			return nil
		},
	}
	settings.addCatalog(cmd)
	settings.addTerms(cmd)
	settings.billHours = addChoice(cmd, "bill-hours", "`how` to bill partial hours", billProRata, billUp)
	settings.config.addUse(cmd)
	cmd.Flags().Bool("stdio", false, "use standard input and output, as it always does")
	return cmd
}
