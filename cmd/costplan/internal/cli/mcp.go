package cli

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/mcp"
)

func newMCP(a *app) *cobra.Command {
	var roots []string
	cmd := &cobra.Command{
		Use:   "mcp [flags]",
		Short: "Run the server for AI agents",
		Long: `Run a Model Context Protocol server on standard input and output. An agent gets tools to
price, check, fix, compare and size deployments, to see what a change costs and what a
refund is, to explain a rule and to find a price. They only read, and need no network.

Files are read only in the folders that the client grants as roots, and in those of
--root. Everything else is sent as text.

The exit code is 0 when the client closes standard input.`,
		Example: `  costplan mcp
  costplan mcp --root infra
  claude mcp add costplan -- costplan mcp`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			for _, root := range roots {
				if info, err := os.Stat(root); err != nil || !info.IsDir() {
					return wrong(cmd, "--root: %s is not a folder", root)
				}
			}
			cat, err := catalog.Load("")
			if err != nil {
				return failed{err}
			}
			err = mcp.Run(cmd.Context(), io.NopCloser(a.stdin), nothingToClose{a.out}, mcp.Options{Version: versionOf(cat).Version, Roots: roots})
			if err != nil {
				return failed{err}
			}
			return nil
		},
	}
	cmd.Flags().StringArrayVar(&roots, "root", nil, "a `folder` whose files may be read; repeatable")
	return cmd
}

// nothingToClose is a writer that stays open.
type nothingToClose struct{ io.Writer }

// Close does nothing.
func (nothingToClose) Close() error { return nil }
