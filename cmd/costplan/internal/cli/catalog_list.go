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

func newCatalogRates(a *app) *cobra.Command {
	var s selection
	cmd := &cobra.Command{
		Use:   "rates",
		Short: "List every price, one per row",
		Long: `List every price as printed on the provider's page, one per row, with what it covers and
its line in the price list. The price of model units is for the whole bundle.`,
		Example: `  costplan catalog rates --region beijing --plan mu
  costplan catalog rates --format csv > rates.csv
  costplan catalog rates --format json | jq '.rates | length'`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cat, regions, err := s.load(cmd)
			if err != nil {
				return err
			}
			rates := s.rates(cat, regions)
			switch s.format.value {
			case "json":
				return report.RatesJSON(a.stdout, cat, rates)
			case "csv":
				return report.RatesCSV(a.stdout, rates)
			}
			return show.Rates(a.stdout, cat, rates, show.ScreenOf(a.out, s.color.value))
		},
	}
	s.add(cmd, "table", "csv", "json")
	s.addPlan(cmd)
	return cmd
}
