package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/folders"
	"github.com/costplan/costplan/cmd/costplan/internal/findings"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/shape"
)

func newCatalogCheck(a *app) *cobra.Command {
	var flags catalogFlags
	var color *choice
	cmd := &cobra.Command{
		Use:   "check [FOLDER]",
		Short: "Check an edition of the price list",
		Long: `Check an edition of the price list: every key is known, every price is above zero and
within its table, and the price of one model unit is the same for all models of a region.
A folder named by the date of its edition is also checked against the schema "catalog".
The exit code is 3 if there is a problem.`,
		Example: `  costplan catalog check
  costplan catalog check --edition 2026-06-06
  costplan catalog check ./catalog/2026-06-06`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return wrong(cmd, "one folder at a time: %d are given", len(args))
			}
			if len(args) == 1 && (flags.edition != "" || flags.asOf != "") {
				return wrong(cmd, "a folder is one edition: leave out --edition and --as-of")
			}
			screen := show.ScreenOf(a.out, color.value)
			var cat *catalog.Catalog
			var err error
			if len(args) == 1 {
				cat, err = a.readEdition(args[0], screen)
			} else {
				cat, err = flags.editionOf(cmd)
			}
			if err != nil {
				return err
			}
			problems := cat.Check()
			for _, problem := range problems {
				fmt.Fprintln(a.stdout, show.Safe(problem.String()))
			}
			if len(problems) > 0 {
				return failed{fmt.Errorf("the price list of %s is not sound", cat.Edition)}
			}
			return show.Sound(a.stdout, cat, screen)
		},
	}
	flags.add(cmd)
	color = addColor(cmd)
	return cmd
}

// readEdition reads an edition from a folder. What the schema has against its files
// is written to standard output, each at its place; if that is nothing, so is what
// else keeps it from being read.
func (a *app) readEdition(path string, screen show.Screen) (*catalog.Catalog, error) {
	folder, err := filepath.Abs(path)
	if err != nil {
		return nil, failed{err}
	}
	notSound := failed{fmt.Errorf("the price list in %s is not sound", path)}
	wrong, err := editionFindings(path)
	if err != nil {
		return nil, failed{err}
	}
	if len(wrong.Diagnostics) > 0 {
		wrong.Screen = screen
		if err := findings.Blocks(a.stdout, wrong); err != nil {
			return nil, failed{err}
		}
		return nil, notSound
	}
	cat, err := folders.Load(os.DirFS(filepath.Dir(folder)), filepath.Base(folder))
	if err != nil {
		for line := range strings.Lines(err.Error()) {
			fmt.Fprintln(a.stdout, show.Safe(strings.TrimSuffix(line, "\n")))
		}
		return nil, notSound
	}
	return cat, nil
}

// editionFindings checks the region files of a folder against their schema.
func editionFindings(folder string) (findings.Input, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return findings.Input{}, err
	}
	found, texts := report.Findings{}, map[string][]byte{}
	list := shape.NewCatalog()
	for _, entry := range entries {
		if entry.IsDir() || filepath.Ext(entry.Name()) != ".yaml" {
			continue
		}
		name := filepath.Join(folder, entry.Name())
		data, err := os.ReadFile(name)
		if err != nil {
			return findings.Input{}, err
		}
		_, _, wrong := list.Read(document.NewSource(name, data))
		found.Diagnostics = append(found.Diagnostics, diag.Sort(wrong)...)
		found.Files++
		texts[name] = data
	}
	return findings.Input{Findings: found, Source: func(name string) []byte { return texts[name] }}, nil
}
