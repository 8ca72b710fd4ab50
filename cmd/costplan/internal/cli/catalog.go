package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/report"
)

func newCatalog(a *app) *cobra.Command {
	cmd := group(&cobra.Command{
		Use:   "catalog",
		Short: "Show models and prices",
		Long: `Show the price list: models, regions and prices, and how contradictions on the provider's
page were read. An edition is named by the date of the page.`,
		Example: `  costplan catalog list --region singapore
  costplan catalog show qwen3-32b
  costplan catalog rates --format csv > rates.csv
  costplan catalog notes
  costplan catalog check
  costplan catalog diff 2026-06-06 ./editions/2026-09-01
  costplan catalog import page.html`,
	})
	cmd.AddCommand(newCatalogList(a), newCatalogShow(a), newCatalogRates(a), newCatalogNotes(a), newCatalogCheck(a), newCatalogDiff(a), newCatalogImport(a))
	return cmd
}

// selection is what of a catalog a command is about.
type selection struct {
	catalog catalogFlags
	region  regionFlag
	plan    *choice
	format  *choice
	color   *choice
}

// anyPlan is the plan that selects all.
const anyPlan = "any"

func (s *selection) add(cmd *cobra.Command, formats ...string) {
	s.catalog.add(cmd)
	s.region.add(cmd, "only this `region`, such as singapore or cn-beijing")
	s.format = addChoice(cmd, "format", "`format` of the result", formats...)
	s.color = addColor(cmd)
}

func (s *selection) addPlan(cmd *cobra.Command) {
	s.plan = addChoice(cmd, "plan", "only this `plan`", anyPlan,
		string(catalog.PTU), string(catalog.MU), string(catalog.LoRA), string(catalog.CU))
}

// load returns the catalog and the regions that are selected.
func (s *selection) load(cmd *cobra.Command) (*catalog.Catalog, []*catalog.Region, error) {
	cat, err := s.catalog.load(cmd)
	if err != nil {
		return nil, nil, err
	}
	region, err := s.region.find(cmd, cat)
	if region != nil {
		return cat, []*catalog.Region{region}, err
	}
	return cat, cat.Regions, err
}

// selects reports whether a plan is selected.
func (s *selection) selects(plan catalog.Plan) bool {
	return s.plan == nil || s.plan.value == anyPlan || s.plan.value == string(plan)
}

// offers returns the selected offers, in page order.
func (s *selection) offers(regions []*catalog.Region) []report.Offered {
	var offers []report.Offered
	for _, region := range regions {
		for i := range region.Offers {
			if s.selects(region.Offers[i].Plan) {
				offers = append(offers, report.Offered{Region: region, Offer: &region.Offers[i]})
			}
		}
	}
	return offers
}

// rates returns the selected price cells, in page order.
func (s *selection) rates(cat *catalog.Catalog, regions []*catalog.Region) []catalog.Rate {
	return slices.DeleteFunc(cat.Rates(), func(r catalog.Rate) bool {
		return !s.selects(r.Plan) || !slices.ContainsFunc(regions, func(region *catalog.Region) bool { return region.Code == r.Region })
	})
}
