package cli

import (
	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/report"
)

func newCatalogNotes(a *app) *cobra.Command {
	var s selection
	cmd := &cobra.Command{
		Use:   "notes",
		Short: "Show where the provider's page is unclear, and how it was read",
		Long: `Show where the provider's page contradicts itself or says too little, and how the price
list reads it.`,
		Example: `  costplan catalog notes
  costplan catalog notes --region singapore --format json`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cat, regions, err := s.load(cmd)
			if err != nil {
				return err
			}
			if s.format.value == "json" {
				return report.NotesJSON(a.stdout, cat, regions)
			}
			return show.Notes(a.stdout, regions, show.ScreenOf(a.out, s.color.value))
		},
	}
	s.add(cmd, "text", "json")
	return cmd
}
