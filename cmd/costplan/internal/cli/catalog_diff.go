package cli

import (
	"errors"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/project"
	"github.com/costplan/costplan/engine/report"
)

// catalogDiff is the state of one run of the command.
type catalogDiff struct {
	*app
	cmd      *cobra.Command
	settings settingsFlags
	limit    limitFlag
	explain  bool
	all      bool
	format   *choice
}

func newCatalogDiff(a *app) *cobra.Command {
	c := &catalogDiff{app: a}
	c.cmd = &cobra.Command{
		Use:   "diff [flags] OLD_EDITION NEW_EDITION [FILE|FOLDER|-...]",
		Short: "Show the differences between two editions",
		Long: `Show the differences between two editions of the price list: prices that changed, were
added or were removed, offers, and billing rules. Name an edition by its date, or by the
path of a folder named by its date. With files, also show the effect on the cost of their
deployments. To include your own prices, use costplan diff --old-edition.

A removed price is never a saving: the difference is then unknown. The exit code is 0
even if prices differ; with files it is 1 as for costplan diff.

` + configText,
		Example: `  costplan catalog diff 2026-06-06 ./editions/2026-09-01
  costplan catalog diff 2026-06-06 ./editions/2026-09-01 --format json | jq '.prices | length'
  costplan catalog diff 2026-06-06 ./editions/2026-09-01 --max-increase 10% deployments.yaml`,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) < editionArguments {
				return catalog.Editions(), cobra.ShellCompDirectiveDefault
			}
			return nil, cobra.ShellCompDirectiveDefault
		},
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args) },
	}
	c.settings.addOthers(c.cmd)
	c.settings.billHours = addChoice(c.cmd, "bill-hours", "`how` to bill partial hours", billProRata, billUp)
	c.limit.add(c.cmd)
	c.cmd.Flags().BoolVar(&c.explain, "explain", false, "show the formula and the price of each amount, before and after")
	c.cmd.Flags().BoolVar(&c.all, "all", false, "list unchanged deployments too")
	c.format = addChoice(c.cmd, "format", "`format` of the result", "table", "json")
	return c.cmd
}

// editionArguments is how many arguments name an edition.
const editionArguments = 2

func (c *catalogDiff) run(args []string) error {
	if len(args) < editionArguments {
		return wrong(c.cmd, "name two editions, the old one and the new one: %d are given", len(args))
	}
	if len(args) == editionArguments && c.limit.limit != nil {
		return wrong(c.cmd, "--max-increase is of the cost of deployments: name their files")
	}
	w, err := c.settings.workOn(c.cmd, func(cmd *cobra.Command) (*catalog.Catalog, error) {
		return editionAt(cmd, "NEW_EDITION", args[1])
	})
	if err != nil {
		return err
	}
	if c.settings.config.print {
		return c.printConfig(c.cmd, args[editionArguments:], w)
	}
	old, err := editionAt(c.cmd, "OLD_EDITION", args[0])
	if err != nil {
		return err
	}
	change := diff.Catalogs(old, w.engine.Catalog())
	found := files.Find(args[editionArguments:])
	if err := w.regionsFound(c.cmd, found.Files...); err != nil {
		return err
	}
	if len(args) == editionArguments {
		return c.write(&change, nil)
	}
	return c.withFiles(&change, found, w)
}

// withFiles adds what the editions do to deployments. The files are read once.
func (c *catalogDiff) withFiles(change *diff.CatalogDiff, found files.Found, w *work) error {
	old, new := c.checkBoth(found, w, w.with(change.Old))
	if len(new.checked.files) == 0 {
		c.notChecked(nil, found.Folders)
		return nil
	}
	after := new.priced(w)
	effect := diff.Quotes(old.priced(w.with(change.Old)), after)
	change.Effect = &effect
	if err := c.write(change, c.judge(&effect, c.limit)); err != nil {
		return err
	}
	if c.format.value == "json" || len(after.Quote.Diagnostics) == 0 {
		return nil
	}
	return c.findingsAside(new.checked, after.Quote, c.settings.color.value)
}

func (c *catalogDiff) write(change *diff.CatalogDiff, verdict *diff.Verdict) error {
	if c.format.value == "json" {
		return report.CatalogDiffJSON(c.stdout, change, verdict)
	}
	return show.CatalogDiff(c.stdout, change, verdict, show.ScreenOf(c.out, c.settings.color.value), show.CostDiffOptions{Explain: c.explain, All: c.all})
}

// checkBoth checks files with the prices of both editions, and reads them once.
func (c *catalogDiff) checkBoth(found files.Found, w, before *work) (old, new *side) {
	was, is := make([]outcome, len(found.Files)), make([]outcome, len(found.Files))
	texts := newTexts(len(found.Files))
	inParallel(len(found.Files), w.jobs, func(i int) {
		file := found.Files[i]
		path, err := file.Path()
		if err == nil && filepath.Base(path) == project.FileName {
			is[i] = c.checkFile(file, w, texts)
			return
		}
		data, ours, fault := file.Read(c.stdin)
		if fault = errors.Join(err, fault); fault != nil || !ours {
			is[i].fault = fault
			return
		}
		of := text{file.Name, data, file.Walked, path}
		was[i], is[i] = before.checkPlain(of), w.checkPlain(of)
		texts.add(file, data, false)
	})
	new = c.sideOf(found, is, w, texts)
	old = c.oldSideOf(files.Found{Files: found.Files}, was)
	old.unread, old.checked.unread = new.unread, new.checked.unread
	return old, new
}
