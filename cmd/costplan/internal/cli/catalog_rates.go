package cli

import (
	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/report"
)

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
