package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"
	"gopkg.in/yaml.v3"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/folders"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/schema/compiled"
)

func newCatalogCheck(a *app) *cobra.Command {
	var flags catalogFlags
	var color *choice
	cmd := &cobra.Command{
		Use:   "check [FOLDER]",
		Short: "Check that a price list is sound",
		Long: `Check that an edition of the price list is sound: every key known, every price above
zero and within its table, the price of one model unit the same for all models of a
region. A folder named by the date of its edition is checked instead, and against the
schema "catalog" too. The exit code is 3 if there is a problem.`,
		Example: `  costplan catalog check
  costplan catalog check --edition 2026-06-06
  costplan catalog check ./catalog/2026-06-06`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return wrong(cmd, "one folder at a time: %d are given", len(args))
			}
			cat, problems, err := checkCatalog(cmd, flags, args)
			if err != nil {
				return err
			}
			screen := show.ScreenOf(a.out, color.value)
			if len(problems) == 0 {
				return show.Sound(a.stdout, cat, screen)
			}
			a.atLeast(exitFailed)
			for _, problem := range problems {
				fmt.Fprintln(a.stdout, show.Safe(problem))
			}
			return nil
		},
	}
	flags.add(cmd)
	color = addColor(cmd)
	return cmd
}

// checkCatalog returns the catalog, if it loads, and what is wrong with it.
func checkCatalog(cmd *cobra.Command, flags catalogFlags, args []string) (*catalog.Catalog, []string, error) {
	if len(args) == 0 {
		cat, err := flags.load(cmd)
		var broken failed
		if errors.As(err, &broken) {
			return nil, []string{broken.Error()}, nil
		} else if err != nil {
			return nil, nil, err
		}
		return cat, faults(cat), nil
	}
	if flags.edition != "" || flags.asOf != "" {
		return nil, nil, wrong(cmd, "a folder is one edition: leave out --edition and --as-of")
	}
	folder, err := filepath.Abs(args[0])
	if err != nil {
		return nil, nil, failed{err}
	}
	root := os.DirFS(filepath.Dir(folder))
	problems, err := schemaProblems(root, filepath.Base(folder))
	if err != nil {
		return nil, nil, failed{err}
	}
	cat, err := folders.Load(root, filepath.Base(folder))
	if err != nil {
		return nil, append(problems, err.Error()), nil
	}
	return cat, append(problems, faults(cat)...), nil
}

func faults(cat *catalog.Catalog) []string {
	var texts []string
	for _, problem := range cat.Check() {
		texts = append(texts, problem.String())
	}
	return texts
}

// schemaProblems validates the region files of a folder against the schema
// that editors use.
func schemaProblems(root fs.FS, folder string) ([]string, error) {
	against, err := compiled.Schema("catalog")
	if err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(root, folder)
	if err != nil {
		return nil, err
	}
	var problems []string
	for _, entry := range entries {
		if entry.IsDir() || path.Ext(entry.Name()) != ".yaml" {
			continue
		}
		data, err := fs.ReadFile(root, path.Join(folder, entry.Name()))
		if err != nil {
			return nil, err
		}
		value, err := plainValue(data)
		if err == nil {
			err = against.Validate(value)
		}
		if err != nil {
			problems = append(problems, fmt.Sprintf("%s: %v", entry.Name(), err))
		}
	}
	return problems, nil
}

// plainValue reads a YAML text as the values of JSON, numbers by their digits.
func plainValue(data []byte) (any, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(data, &document); err != nil {
		return nil, err
	}
	return valueOf(&document), nil
}

// valueOf leaves out what a region file may not have, such as aliases: loading
// refuses it.
func valueOf(n *yaml.Node) any {
	switch {
	case n.Kind == yaml.DocumentNode:
		return valueOf(n.Content[0])
	case n.Kind == yaml.MappingNode:
		fields := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			fields[n.Content[i].Value] = valueOf(n.Content[i+1])
		}
		return fields
	case n.Kind == yaml.SequenceNode:
		items := make([]any, 0, len(n.Content))
		for _, item := range n.Content {
			items = append(items, valueOf(item))
		}
		return items
	case n.ShortTag() == "!!str":
		return n.Value
	case n.ShortTag() == "!!bool":
		return n.Value == "true"
	case n.ShortTag() == "!!int" || n.ShortTag() == "!!float":
		if _, err := money.ParseDecimal(n.Value); err == nil {
			return json.Number(n.Value)
		}
		return n.Value
	}
	return nil
}
