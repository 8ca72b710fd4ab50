package cli

import (
	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/report"
)

func newCatalogList(a *app) *cobra.Command {
	var s selection
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the models by region and plan",
		Long: `List the models by region and plan, with the model unit specifications and the payments
that have a price. "MU1 x 8" is a bundle: the capacity must be a multiple of 8. A code
that ends in "*" stands for every model whose code begins with it.`,
		Example: `  costplan catalog list
  costplan catalog list --region singapore --plan ptu
  costplan catalog list --format json | jq -r '.offers[].model' | sort -u`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cat, regions, err := s.load(cmd)
			if err != nil {
				return err
			}
			offers := s.offers(regions)
			if s.format.value == "json" {
				return report.OffersJSON(a.stdout, cat, offers)
			}
			return show.Offers(a.stdout, cat, offers, show.ScreenOf(a.out, s.color.value))
		},
	}
	s.add(cmd, "table", "json")
	s.addPlan(cmd)
	return cmd
}
