package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/suggest"
)

func newCatalogShow(a *app) *cobra.Command {
	var s selection
	cmd := &cobra.Command{
		Use:   "show MODEL",
		Short: "Show every price of a model",
		Long: `Show every price of a model in every region, as printed on the provider's page and per
unit. For a fine-tuned model, its foundation model is shown.`,
		Example: `  costplan catalog show qwen3-32b
  costplan catalog show qwen3-14b-ft-202511132025-0260 --region singapore
  costplan catalog show deepseek-v3.2 --format json`,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			cat, err := catalog.Load("")
			if err != nil || len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return cat.Models(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrong(cmd, "name one model: %d are given", len(args))
			}
			cat, regions, err := s.load(cmd)
			if err != nil {
				return err
			}
			model, offers, err := find(cat, regions, args[0])
			if err != nil {
				return err
			}
			if s.format.value == "json" {
				return report.OffersJSON(a.stdout, cat, offers)
			}
			return show.Model(a.stdout, cat, model, offers, show.ScreenOf(a.out, s.color.value))
		},
	}
	s.add(cmd, "table", "json")
	return cmd
}

// find returns the offers of a model. Case is forgiven, and a fine-tuned model
// is found as its foundation model.
func find(cat *catalog.Catalog, regions []*catalog.Region, name string) (model string, offers []report.Offered, err error) {
	model = name
	if foundation, ok := cat.Foundation(name); ok {
		model = foundation
	} else if same, ok := suggest.SameButForCase(name, cat.Models()); ok {
		model = same
	}
	for _, region := range regions {
		for _, plan := range [...]catalog.Plan{catalog.PTU, catalog.MU, catalog.LoRA} {
			for _, offer := range region.Find(plan, model) {
				offers = append(offers, report.Offered{Region: region, Offer: offer})
			}
		}
	}
	if len(offers) > 0 {
		return model, offers, nil
	}
	return "", nil, notFound(cat, regions, model)
}

func notFound(cat *catalog.Catalog, regions []*catalog.Region, model string) error {
	for _, region := range cat.Regions {
		if len(region.Plans(model)) > 0 {
			return hint{fmt.Errorf("%s is not offered in %s", model, regions[0].Code),
				"try: costplan catalog show " + model + " --region " + region.Code}
		}
	}
	err := fmt.Errorf("no region offers a model %q", model)
	if near, ok := suggest.Nearest(model, cat.Models()); ok {
		return hint{err, "did you mean: costplan catalog show " + near}
	}
	return hint{err, "list them with: costplan catalog list"}
}
