package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/refund"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/suggest"
)

// cancel is the state of one run of the command.
type cancel struct {
	*app
	cmd      *cobra.Command
	settings settingsFlags
	model    modelFlag
	spec     string
	capacity quantity
	after    quantity
	only     string
	allDays  bool
	format   *choice
}

// cancelled is a cancellation with what it is called.
type cancelled struct {
	name string
	of   refund.Cancellation
}

func newCancel(a *app) *cobra.Command {
	c := &cancel{app: a}
	c.cmd = &cobra.Command{
		Use:   "cancel [flags] [FILE|FOLDER|-...]",
		Short: "Calculate the cost of cancelling a model unit subscription early",
		Long: `Calculate the cost of cancelling a monthly subscription of model units in its first
month, day by day, and compare it with staying and with paying by the hour.

State the subscription in flags: --model, --region, --spec and --capacity. --spec may be
left out if only one is sold, --capacity for the smallest. Or give files: each deployment
on plan mu with payment subscription is calculated.

A PTU subscription cannot be cancelled: see costplan refund downgrade.`,
		Example: `  costplan refund cancel --model qwen3-8b --region beijing --spec MU5 --capacity 3 --after-days 11.5
  costplan refund cancel --model qwen3-14b --region singapore --all-days
  costplan refund cancel deployments.yaml
  costplan refund cancel --only pilot --format json - < deployments.yaml`,
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args) },
	}
	c.settings.add(c.cmd)
	c.model.add(c.cmd, "`code` of the model, instead of files")
	c.cmd.Flags().StringVar(&c.spec, "spec", "", "model unit `spec`, such as MU1")
	addQuantity(c.cmd, &c.capacity, "capacity", "`n` model units; the smallest capacity by default")
	addQuantity(c.cmd, &c.after, "after-days", "cancel after `n` days; a started day counts as a whole day")
	c.cmd.Flags().StringVar(&c.only, "only", "", "only the deployment of this `name`")
	c.cmd.Flags().BoolVar(&c.allDays, "all-days", false, "list every day, not only those around the break-even")
	complete(c.cmd, "spec", func() []string { return []string{"MU1", "MU2", "MU5", "MU6"} })
	complete(c.cmd, "only", func() []string { return nil })
	c.format = addChoice(c.cmd, "format", "`format` of the result", "text", "json")
	return c.cmd
}

func (c *cancel) run(args []string) error {
	if err := c.checkFlags(args); err != nil {
		return err
	}
	w, err := c.settings.work(c.cmd)
	if err != nil {
		return err
	}
	if c.settings.config.print {
		return c.printConfig(c.cmd, args, w)
	}
	var found []cancelled
	if len(args) == 0 {
		found, err = c.ofFlags(w.engine.Catalog())
	} else {
		found, err = c.ofFiles(args, w)
	}
	if err != nil || len(found) == 0 {
		return err
	}
	if c.format.value == "json" {
		if len(found) > 1 {
			return hint{fmt.Errorf("--format json writes one cancellation, and there are %d", len(found)), "choose one with --only NAME"}
		}
		return report.CancelJSON(c.stdout, &found[0].of)
	}
	screen := show.ScreenOf(c.out, c.settings.color.value)
	for i := range found {
		if i > 0 {
			fmt.Fprint(c.stdout, "\n\n")
		}
		if err := show.Cancel(c.stdout, found[i].name, &found[i].of, screen, c.allDays); err != nil {
			return err
		}
	}
	return nil
}

func (c *cancel) checkFlags(args []string) error {
	if len(args) == 0 && c.model.name == "" {
		return hint{errors.New("nothing to cancel: name files, - for standard input, or a model with --model"),
			"try: costplan refund cancel --model qwen3-14b --region singapore"}
	}
	if c.after.set && !c.after.value.IsPositive() {
		return wrong(c.cmd, "--after-days: a subscription is cancelled after more than 0 days; leave it out to see every day")
	}
	if typed := given(c.cmd, "model", "spec", "capacity"); len(args) > 0 && len(typed) > 0 {
		return wrong(c.cmd, "%s is in the files: leave it out, or leave out the files", typed[0])
	}
	return nil
}

// ofFlags computes the cancellation that the flags describe.
func (c *cancel) ofFlags(cat *catalog.Catalog) ([]cancelled, error) {
	region, err := c.settings.region.find(c.cmd, cat)
	if err != nil {
		return nil, err
	}
	if region == nil {
		return nil, hint{errors.New("the region is not known"), "name it with --region, such as --region singapore"}
	}
	stated := refund.Stated{Region: region, Model: c.model.name, Spec: c.spec, Capacity: c.capacity.optional(), CancelAfter: c.after.value}
	terms, err := stated.Terms(cat)
	if err != nil {
		return nil, c.notSold(err)
	}
	of, err := refund.Cancel(cat, terms)
	if err != nil {
		return nil, wrong(c.cmd, "%w", err)
	}
	return []cancelled{{of: of}}, nil
}

// notSold says which flag to change.
func (c *cancel) notSold(err error) error {
	var offer *refund.NotOfferedError
	var spec *refund.SpecError
	switch {
	case errors.As(err, &offer) && offer.PTU:
		return hint{err, "it can be made smaller: costplan refund downgrade --help"}
	case errors.As(err, &offer):
		return hint{err, "see: costplan catalog show " + offer.Model}
	case errors.As(err, &spec) && spec.Spec == "":
		return wrong(c.cmd, "%s is sold in several specs: name one with --spec: %s", spec.Model, suggest.OneOf(spec.Specs))
	case errors.As(err, &spec):
		return wrong(c.cmd, "--spec: %w", err)
	}
	return wrong(c.cmd, "--capacity: %w", err)
}

// ofFiles computes the cancellation of every subscription of model units in files.
func (c *cancel) ofFiles(args []string, w *work) ([]cancelled, error) {
	read, err := c.check(c.cmd, args, w)
	if err != nil || !read.reports() {
		return nil, err
	}
	cat := w.engine.Catalog()
	q := w.engine.Quote(append(read.files, read.unread...), w.settings)
	q.Diagnostics = read.with(q.Diagnostics)
	if hasError(q.Diagnostics) {
		c.atLeast(exitFindings)
	}
	var found []cancelled
	for _, file := range read.files {
		for i := range file.Deployments {
			item := &file.Deployments[i]
			subscribed := item.Terms.Payment == catalog.Subscription
			switch {
			case c.only != "" && item.Name.Value != c.only:
			case item.HasError:
				c.complain(fmt.Errorf("%s is skipped: it has an error", called(item)))
			case subscribed && item.Terms.Plan == catalog.PTU:
				c.note(called(item) + ": a PTU subscription cannot be cancelled; it can be made smaller (costplan refund downgrade)")
			case subscribed && item.Terms.Plan == catalog.MU:
				terms := item.Terms
				if c.after.set {
					terms.CancelAfter = c.after.value
				}
				of, err := refund.Cancel(cat, terms)
				if err != nil {
					return nil, wrong(c.cmd, "%s: %w", called(item), err)
				}
				found = append(found, cancelled{called(item), of})
			}
		}
	}
	if len(found) == 0 {
		c.complain(hint{errors.New("there is no subscription of model units to cancel"), "a deployment has one with plan: mu and estimate: {payment: subscription}"})
		c.atLeast(exitFindings)
	}
	q.Diagnostics = slices.DeleteFunc(q.Diagnostics, func(d diag.Diagnostic) bool { return d.Severity == diag.Info })
	if len(q.Diagnostics) > 0 {
		return found, c.findingsAside(read, &q, c.settings.color.value)
	}
	return found, nil
}
