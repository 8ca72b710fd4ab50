package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// difference is the state of one run of the command.
type difference struct {
	*app
	cmd        *cobra.Command
	settings   settingsFlags
	oldEdition string
	revision   string
	limit      limitFlag
	explain    bool
	all        bool
	format     *choice
}

func newDiff(a *app) *cobra.Command {
	d := &difference{app: a}
	d.cmd = &cobra.Command{
		Use:   "diff [flags] OLD NEW | diff [flags] --git REV [PATH...]",
		Short: "Show how a change affects the cost",
		Long: `Show how a change affects the cost: the deployments that were added, removed and changed,
the fields that changed, and the amounts before and after.

OLD and NEW are files or folders; one of them may be "-", standard input. With --git, the
old side is a revision of the paths (default: the working directory), and the new side is
the files as they are now, untracked ones included. Files are matched by their paths
below OLD and NEW.

Both sides are priced with the settings of the new side. Settings files on the old side
are not read. Findings are those of the new side.

If an amount is unknown on one side, the difference is unknown; it is never shown as a
saving. The total then shows a bound. --old-edition prices the old side with another
edition of the price list, which shows the effect of a price change.

The exit code is 0 even if the cost rises. It is 1 if a total rises by more than
--max-increase or may do so, if a deployment of the new side could not be priced and
leaves a difference unknown, or if the new side has an error.

` + configText,
		Example: `  costplan diff old.yaml new.yaml
  costplan diff --git HEAD
  costplan diff --git origin/main --max-increase 10% --format markdown deploy/ > comment.md
  git show HEAD:deployments.yaml | costplan diff - deployments.yaml
  costplan diff --old-edition 2026-06-06 --explain deployments.yaml deployments.yaml`,
		RunE: func(_ *cobra.Command, args []string) error { return d.run(args) },
	}
	d.settings.add(d.cmd)
	d.settings.billHours = addChoice(d.cmd, "bill-hours", "`how` to bill partial hours", billProRata, billUp)
	addOldEdition(d.cmd, &d.oldEdition)
	d.cmd.Flags().StringVar(&d.revision, "git", "", "compare with this `revision` of the git repository, such as HEAD or origin/main")
	complete(d.cmd, "git", func() []string { return []string{"HEAD"} })
	d.limit.add(d.cmd)
	d.cmd.Flags().BoolVar(&d.explain, "explain", false, "show the formula and the price of each amount, before and after")
	d.cmd.Flags().BoolVar(&d.all, "all", false, "list unchanged deployments too")
	d.format = addChoice(d.cmd, "format", "`format` of the result", "table", "json", "markdown")
	return d.cmd
}

func (d *difference) run(args []string) error {
	if err := d.checkArguments(args); err != nil {
		return err
	}
	w, err := d.settings.work(d.cmd)
	if err != nil {
		return err
	}
	if d.settings.config.print {
		return d.printConfig(d.cmd, d.newArguments(args), w)
	}
	cat := w.engine.Catalog()
	if d.oldEdition != "" {
		if cat, err = d.oldCatalog(); err != nil {
			return err
		}
	}
	var old, new *side
	if d.cmd.Flags().Changed("git") {
		old, new, err = d.gitSides(args, w, cat)
	} else {
		old, new, err = d.argumentSides(args[0], args[1], w, cat)
	}
	if err != nil || old == nil {
		return err
	}
	after := new.priced(w)
	change := diff.Quotes(old.priced(w.with(cat)), after)
	verdict := d.judge(&change, d.limit)
	if err := d.write(&change, verdict); err != nil {
		return err
	}
	if d.format.value != "table" {
		return nil
	}
	if len(after.Quote.Diagnostics) > 0 {
		if err := d.findingsAside(new.checked, after.Quote, d.settings.color.value); err != nil {
			return err
		}
	}
	d.sayOld(&change)
	return nil
}

// oldCatalog reads the edition of the old side, with the same prices on top.
func (d *difference) oldCatalog() (*catalog.Catalog, error) {
	cat, err := editionAt(d.cmd, "--old-edition", d.oldEdition)
	if err != nil {
		return nil, err
	}
	if err := d.settings.catalog.complete(d.cmd); err != nil {
		return nil, err
	}
	return layOverlays(d.cmd, cat, d.settings.catalog.overlays, nil)
}

// checkArguments refuses what does not name two sides.
func (d *difference) checkArguments(args []string) error {
	overlay := slices.Contains(d.settings.catalog.overlays, files.Stdin)
	switch given := d.cmd.Flags().Changed("git"); {
	case overlay && (d.oldEdition != "" || slices.Contains(args, files.Stdin)):
		return wrong(d.cmd, "--overlay: standard input can be read only once: name a file")
	case given && slices.Contains(args, files.Stdin):
		return wrong(d.cmd, "with --git both sides are files: standard input has no path in a revision")
	case given:
		return checkRevision(d.cmd, d.revision)
	case len(args) != 2:
		return wrong(d.cmd, "name two sides, OLD and NEW: %d are given; with --git REV the old side is a revision", len(args))
	case args[0] == files.Stdin && args[1] == files.Stdin:
		return wrong(d.cmd, "only one side can be standard input")
	}
	return nil
}

// newArguments are the arguments of the new side.
func (d *difference) newArguments(args []string) []string {
	if d.cmd.Flags().Changed("git") {
		return args
	}
	return args[1:]
}

func (d *difference) write(change *diff.Diff, verdict *diff.Verdict) error {
	switch d.format.value {
	case "json":
		return report.DiffJSON(d.stdout, change, verdict)
	case "markdown":
		return report.DiffMarkdown(d.stdout, change, verdict)
	}
	return show.CostDiff(d.stdout, change, verdict, show.ScreenOf(d.out, d.settings.color.value), show.CostDiffOptions{Explain: d.explain, All: d.all})
}

// sayOld notes that amounts are missing on the old side because of errors, whose
// findings are not shown.
func (d *difference) sayOld(change *diff.Diff) {
	broken := func(of quote.Deployment) bool { return !of.Fee.Known && of.Fee.Offer == nil }
	if slices.ContainsFunc(change.Old.Quote.Deployments, broken) || len(change.Old.Unread) > 0 {
		d.note("The old side has errors, which leave amounts unknown: costplan lint shows them where it is")
	}
}

// judge holds a change against the limit, and sets the exit code. The verdict is
// nil if there is no limit.
func (a *app) judge(change *diff.Diff, limit limitFlag) *diff.Verdict {
	if hasError(change.New.Quote.Diagnostics) || unknownAfter(change) {
		a.atLeast(exitFindings)
	}
	if limit.limit == nil {
		return nil
	}
	verdict := change.Exceeds(*limit.limit)
	if verdict.Exceeded {
		a.atLeast(exitFindings)
	}
	return &verdict
}

// unknownAfter reports whether something on the new side leaves a difference
// unknown. What only the old side lacks cannot be helped any more.
func unknownAfter(change *diff.Diff) bool {
	return change.Reason != "" || len(change.Totals) == 0 && change.Adrift > 0 ||
		slices.ContainsFunc(change.Totals, func(t diff.Total) bool { return t.MissingAfter > 0 })
}

// limitFlag is the most that a total may rise by; no limit if it is not given.
type limitFlag struct{ limit *diff.Limit }

func (f *limitFlag) add(cmd *cobra.Command) {
	cmd.Flags().Var(f, "max-increase", "exit with 1 if a total rises by more than this `limit`: an amount such as 500, or a share such as 10%")
	complete(cmd, "max-increase", func() []string { return nil })
}

// String returns the limit; empty if there is none.
func (f *limitFlag) String() string {
	if f.limit == nil {
		return ""
	}
	return f.limit.String()
}

// Set takes a limit.
func (f *limitFlag) Set(text string) error {
	limit, err := diff.ParseLimit(text)
	if err != nil {
		return err
	}
	f.limit = &limit
	return nil
}

// Type is the word for the value in the help.
func (f *limitFlag) Type() string { return "limit" }

// addOldEdition adds the flag that prices the old side with another edition.
func addOldEdition(cmd *cobra.Command, value *string) {
	cmd.Flags().StringVar(value, "old-edition", "", "edition that prices the old side, by its `date` or folder; by default that of the new side")
	complete(cmd, "old-edition", catalog.Editions)
}
