package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/engine/suggest"
	"github.com/costplan/costplan/schema"
)

func newSchema(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [NAME]",
		Short: "Print a JSON Schema, or the names of all",
		Long: `Print the JSON Schema (draft 2020-12) of a file that costplan reads or a result that it
writes. Without a name, print the names.

Editors that support JSON Schema complete and explain deployment files with the schema
"deployment".`,
		Example: `  costplan schema
  costplan schema deployment > deployment.schema.json
  costplan schema quote`,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return schema.Names(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return wrong(cmd, "one schema at a time: %d names are given", len(args))
			}
			if len(args) == 0 {
				for _, name := range schema.Names() {
					fmt.Fprintln(a.stdout, name)
				}
				return nil
			}
			text, err := schema.Text(args[0])
			if err != nil {
				if near, ok := suggest.Nearest(args[0], schema.Names()); ok {
					err = hint{err, "did you mean: costplan schema " + near}
				}
				return err
			}
			_, err = a.stdout.Write(text)
			return err
		},
	}
}
