package cli

import (
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/findings"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/report"
)

// failNever is the value of --fail-on with which no finding counts.
const failNever = "never"

func newLint(a *app) *cobra.Command {
	var settings settingsFlags
	var fix fixFlags
	var base baselineFlags
	var format, failOn *choice
	cmd := &cobra.Command{
		Use:   "lint [flags] FILE|FOLDER|-...",
		Short: "Find mistakes in deployments before the API or the invoice does",
		Long: `Check the deployments in files against their schema and the price list of their region.
Each finding shows where it is, what would be right, and how the API would answer.

In a folder, costplan reads every .yaml, .yml and .json file that has a field model_name
(or a misspelt one beside plan), or a name such as costplan.yaml, chat.costplan.yaml or
costplan/chat.yaml. It skips hidden folders, node_modules and vendor. "-" is standard
input.

For a repository that starts with many findings, --baseline FILE --write-baseline writes
them to a file. With --baseline FILE alone, only findings that are not in the file are
listed, and only they count. A finding is the same if its file, code and message are.

The exit code is 1 if a finding has the severity of --fail-on or a higher one. With --fix,
only what is left counts; pre-commit fails a hook that changed a file. With --diff, the
exit code is also 1 if there is a diff. The fixed text of standard input and the diff go
to stdout, and the findings then go to stderr.

` + configText,
		Example: `  costplan lint deployments.yaml
  costplan lint --fail-on warning .
  costplan lint --format json . | jq '.summary'
  costplan lint --region singapore - < request.json
  costplan lint --fix .
  costplan lint --diff --unsafe-fixes . > fixes.patch
  costplan lint --baseline .costplan-baseline.json --write-baseline .
  costplan lint --print-config team-a/deployments.yaml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := settings.work(cmd)
			if err != nil {
				return err
			}
			if w.fix, err = fix.fixing(cmd); err != nil {
				return err
			}
			if settings.config.print {
				return a.printConfig(cmd, args, w)
			}
			known, err := base.read(cmd)
			if err != nil {
				return err
			}
			files, err := a.check(cmd, args, w)
			if err != nil {
				return err
			}
			if here := w.settings.Project; here != nil && here.FailOn != "" && !cmd.Flags().Changed("fail-on") {
				failOn.value = here.FailOn
			}
			chosen := findings.Formats()[slices.Index(format.allowed, format.value)]
			return a.lint(&files, w, known, chosen, failOn.value, settings.color.value)
		},
	}
	settings.add(cmd)
	settings.billHours = addChoice(cmd, "bill-hours", "`how` to bill partial hours", billProRata, billUp)
	fix.add(cmd)
	base.add(cmd)
	failOn = addChoice(cmd, "fail-on", "lowest `severity` that makes the exit code 1",
		string(diag.Error), string(diag.Warning), string(diag.Info), failNever)
	var names []string
	for _, f := range findings.Formats() {
		names = append(names, f.Name)
	}
	format = addChoice(cmd, "format", "`format` of the result", names...)
	return cmd
}

// lint writes what was found in checked files, and what was fixed.
func (a *app) lint(files *checked, w *work, base baseline, format findings.Format, failOn, color string) error {
	aside, err := a.writeFixed(files, w.fix, show.ScreenOf(a.out, color))
	if err != nil {
		return err
	}
	defer a.sayFixed(files, w.fix)
	if !files.reports() {
		return nil
	}
	found := report.Findings(w.engine.Together(files.files, w.settings))
	found.Diagnostics = files.with(found.Diagnostics)
	found.Files += files.settings
	if found.Diagnostics, err = a.fresh(base, found.Diagnostics); err != nil {
		return err
	}
	if fails(found.Diagnostics, failOn) {
		a.atLeast(exitFindings)
	}
	if !aside {
		in := findings.Input{Findings: found, Source: files.texts.of, Screen: show.ScreenOf(a.out, color)}
		return errors.Join(format.Write(a.stdout, in), a.stdout.Flush())
	}
	if err := a.stdout.Flush(); err != nil {
		return failed{err}
	}
	in := findings.Input{Findings: found, Source: files.texts.of, Screen: show.ScreenOf(a.stderr, color)}
	if err := format.Write(a.stderr, in); err != nil {
		return failed{err}
	}
	return nil
}

// fails reports whether a finding is as bad as a severity, or worse.
func fails(found []diag.Diagnostic, severity string) bool {
	least := diag.Severity(severity).Weight()
	return least > 0 && slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Severity.Weight() >= least })
}

func hasError(found []diag.Diagnostic) bool { return fails(found, string(diag.Error)) }
