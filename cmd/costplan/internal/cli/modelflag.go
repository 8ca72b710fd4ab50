package cli

import (
	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/suggest"
)

// modelFlag names a model.
type modelFlag struct{ name string }

func (f *modelFlag) add(cmd *cobra.Command, usage string) {
	cmd.Flags().StringVar(&f.name, "model", "", usage)
	complete(cmd, "model", modelCodes)
}

// code is the model's code. Case is forgiven.
func (f *modelFlag) code(cat *catalog.Catalog) string { return suggest.Code(f.name, cat.Models()) }

func modelCodes() []string {
	cat, err := catalog.Load("")
	if err != nil {
		return nil
	}
	return cat.Models()
}

func regionNames() []string {
	var names []string
	if cat, err := catalog.Load(""); err == nil {
		for _, r := range cat.Regions {
			names = append(append(names, r.Code), r.Aliases...)
		}
	}
	return names
}
